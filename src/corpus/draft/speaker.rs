//! Whose words a draft says that they are.
//!
//! In: a quotation of a draft. Out: the speaker whom a claim names, and what that is. A word that labels a quotation at the beginning of a line,
//! an item or a cell ("Key finding:") is no speaker; a name in brackets behind the label is one.

use super::column::SpeakerRow;
use crate::lexicon::{Classes, Lexicon};
use crate::model::{Article, Quotation, SpeakerKind, VOID};
use crate::read::BareBlock;
use crate::verify::{is_named, speaker_kind};

/// Longest label with a name, in bytes.
const MAX_LABEL_BYTES: usize = 120;

/// Longest way between a quotation in a cell and the name of its speaker there, in bytes.
const MAX_CLAUSE_BYTES: usize = 1000;

/// Whose words a quotation of a draft is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ClaimedSpeaker {
    pub speaker: Option<String>,
    pub kind: Option<SpeakerKind>,
    /// True if the draft does not name the speaker, and whom it means was settled by the program.
    pub is_guessed: bool,
}

impl ClaimedSpeaker {
    /// A speaker who is named.
    pub fn named(name: &str, lexicon: &Lexicon) -> Self {
        let kind = Some(speaker_kind(name, lexicon));
        Self { speaker: Some(name.to_owned()), kind, is_guessed: false }
    }
}

/// Reads speakers in one draft.
#[derive(Clone, Copy)]
pub(super) struct DraftSpeakers<'a> {
    pub article: &'a Article,
    /// The text without markup.
    pub plain: &'a str,
    /// The block quotes that nothing beside them shows to be speech.
    pub blocks: &'a [BareBlock],
    /// The rows of tables that name a speaker.
    pub rows: &'a [SpeakerRow],
    pub lexicon: &'a Lexicon,
}

impl DraftSpeakers<'_> {
    /// Returns whose words a quotation is.
    pub fn of(&self, q: &Quotation) -> ClaimedSpeaker {
        if let Some(row) = self.row(q) {
            return ClaimedSpeaker::named(&row.name, self.lexicon);
        }
        if self.is_behind(q) {
            return self.by_clause(q);
        }
        match self.label(q) {
            Some(Some(name)) => ClaimedSpeaker::named(&name, self.lexicon),
            Some(None) => ClaimedSpeaker { kind: Some(SpeakerKind::Label), ..ClaimedSpeaker::default() },
            // Who spoke before a block quote need not speak in it.
            None if self.block(q).is_some_and(|b| !b.announced) => ClaimedSpeaker::default(),
            None => self.by_clause(q),
        }
    }

    /// The row of a table whose column of speakers says who speaks in a quotation: one in that column, and one whose own cell names a
    /// speaker, have it from there.
    pub fn row(&self, q: &Quotation) -> Option<&SpeakerRow> {
        let start = q.contents[0].span.start();
        let after = self.rows.partition_point(|r| r.row.start <= start);
        let row = self.rows[..after].last().filter(|r| start < r.row.end && !r.cell.contains(&start))?;
        let mention = q.speaker.as_ref().and_then(|s| s.mention);
        let in_cell = mention.is_some_and(|m| {
            let (from, to) = (start.min(m.start()), start.max(m.start()));
            to - from <= MAX_CLAUSE_BYTES && !self.plain[from..to].contains(['|', '\n'])
        });
        (!in_cell).then_some(row)
    }

    /// The block quote that a quotation is, if nothing beside it shows that somebody speaks.
    pub fn block(&self, q: &Quotation) -> Option<&BareBlock> {
        let start = q.contents[0].span.start();
        let after = self.blocks.partition_point(|b| b.place.start <= start);
        self.blocks[..after].last().filter(|b| start < b.place.end)
    }

    /// True if a word that labels quotations stands before the marks.
    pub fn is_labelled(&self, q: &Quotation) -> bool {
        self.label(q).is_some()
    }

    /// The speaker whom a clause beside the quotation names, or one before it.
    fn by_clause(&self, q: &Quotation) -> ClaimedSpeaker {
        let name = q.speaker.as_ref().and_then(|s| s.name.clone());
        let description = if name.is_none() { self.description(q) } else { None };
        let Some(speaker) = name.or(description) else { return ClaimedSpeaker::default() };
        let is_guessed = !is_named(q, self.article, self.lexicon);
        ClaimedSpeaker { is_guessed, ..ClaimedSpeaker::named(&speaker, self.lexicon) }
    }

    /// The printed words for a speaker without a name: "the captain". A pronoun describes nobody.
    fn description(&self, q: &Quotation) -> Option<String> {
        let words = q.speaker.as_ref()?.mention?.of(self.plain).replace(VOID, "");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let pronoun = self.lexicon.classes(&words.to_lowercase()).meets(Classes::PRONOUN);
        (!pronoun && words.contains(char::is_alphabetic)).then_some(words)
    }

    /// True if the speaker stands behind the first marks: “…,” said Ana Ruiz.
    fn is_behind(&self, q: &Quotation) -> bool {
        let mention = q.speaker.as_ref().and_then(|s| s.mention);
        mention.is_some_and(|m| m.start() >= q.contents[0].span.end())
    }

    /// The label before a quotation, with the name in brackets behind it: "Quote (Ana Ruiz):".
    fn label(&self, q: &Quotation) -> Option<Option<String>> {
        let start = q.contents[0].span.start();
        // A mark farther away begins a line that is too long for a label.
        let far = self.plain.ceil_char_boundary(start.saturating_sub(MAX_LABEL_BYTES + 1));
        let begin = self.plain[far..start].rfind(['\n', '|']).map(|at| far + at + 1);
        let from = begin.or((far == 0).then_some(0))?;
        let line = self.plain.get(from..start).filter(|line| line.len() <= MAX_LABEL_BYTES)?;
        let line = line.replace(VOID, "");
        let open = |c: char| !c.is_alphanumeric() && !matches!(c, ':' | ')');
        let head = line.trim_end_matches(open).strip_suffix(':')?;
        // Signs and numbers of list items.
        let head = head.trim_start_matches(|c: char| !c.is_alphabetic()).trim_end();
        let (label, inside) = match head.strip_suffix(')').and_then(|h| h.split_once('(')) {
            Some((label, inside)) => (label, Some(inside.trim())),
            None => (head, None),
        };
        // "Quote 2:", "Finding #3:".
        let label = label.trim().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | ' '));
        let is_name = |name: &&str| {
            name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit())
        };
        let words = label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        self.lexicon.is_label(&words).then(|| inside.filter(is_name).map(str::to_owned))
    }
}
