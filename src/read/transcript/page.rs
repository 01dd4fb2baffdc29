//! Text → lines with what stands at their beginnings. In: a text. Out: a [`RecordPage`]: each line with its place, its stamp and what may be
//! its label.

use std::collections::BTreeMap;

use super::inline;
use super::label::{self, Label, LabelShape};
use super::stamp;
use crate::lexicon::{Lexicon, folded};
use crate::segment;

/// Signs at the end of a line behind which another paragraph can begin.
const ENDS: [char; 10] = ['.', '?', '!', ':', ')', ']', '"', '”', '-', '—'];
/// Signs of lists and of quoted text before a label: "* **Ana Ruiz:** Yes.", "> **Ana Ruiz:** Yes."
const LISTED: [&str; 4] = ["* ", "+ ", "• ", "> "];

/// Maximum width of wrapped lines, in characters. Most paragraphs that are not wrapped are longer.
const WIDEST: usize = 120;
/// Minimum width of wrapped lines.
const NARROWEST: usize = 24;
/// A line whose width is at most this share of the widest line's, in percent, ends its paragraph…
const FULL: usize = 90;
/// … where it ends within a sentence, this share, for lines that are broken by hand are uneven.
const UNEVEN: usize = 60;

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct RecordLine {
    pub start: usize,
    pub end: usize,
    /// Where its text begins, behind the margin and a stamp.
    pub text: usize,
    pub indent: usize,
    /// True if a blank line, or a stamp, stands before it.
    pub apart: bool,
    /// True if a paragraph can begin with it.
    pub begins: bool,
    /// True if `#` marks it as a heading.
    pub heading: bool,
    pub time: Option<u64>,
    pub label: Option<Label>,
}

/// A text in lines.
pub(super) struct RecordPage<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub lines: Vec<RecordLine>,
    /// True if the lines are numbered at the margin.
    pub numbered: bool,
    /// The width at which lines are wrapped; 0 where each line is a paragraph.
    width: usize,
    /// The indent of the paragraphs of a hearing; what is indented more is printed with it, and nobody says it.
    pub paragraph_indent: Option<usize>,
    /// True if turns begin with names on lines of their own.
    pub by_lines: bool,
    /// How often each name is a label, by its last word.
    pub names: BTreeMap<String, usize>,
}

/// What stands before the words of a line.
#[derive(Default)]
pub(super) struct Lead {
    pub bytes: usize,
    heading: bool,
    time: Option<u64>,
}

impl<'a> RecordPage<'a> {
    pub fn read(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let printed = || text.lines().map(str::trim).filter(|line| !line.is_empty());
        let numbered = segment::is_numbered(printed());
        let mut page = Self {
            text,
            lexicon,
            lines: Vec::new(),
            numbered,
            width: 0,
            paragraph_indent: None,
            by_lines: false,
            names: BTreeMap::new(),
        };
        let (mut at, mut blank) = (0, true);
        for line in text.split_inclusive('\n') {
            let start = at + (line.len() - line.trim_start().len());
            let indent = start - at;
            at += line.len();
            let trimmed = line.trim();
            if trimmed.is_empty() {
                blank = true;
                continue;
            }
            let end = start + trimmed.len();
            page.push(start..end, indent, blank);
            blank = false;
            // A whole record can be printed in one paragraph.
            for cut in inline::cuts(trimmed, lexicon) {
                if let Some(last) = page.lines.last_mut() {
                    last.end = start + trimmed[..cut].trim_end().len();
                }
                page.push(start + cut..end, indent, true);
            }
        }
        page.width = page.wrapped_at();
        page
    }

    /// The width at which the lines are wrapped, if a line shows it: one that ends within a sentence because the next one's first word,
    /// in small letters, has no room.
    fn wrapped_at(&self) -> usize {
        let mut widths: Vec<usize> = self.lines.iter().map(|l| self.width_of(l)).filter(|w| *w > 0).collect();
        widths.sort_unstable();
        // A few longer lines hold an address or a table.
        let Some(&width) = widths.get((widths.len() * 49 / 50).min(widths.len().saturating_sub(1))) else {
            return 0;
        };
        let shows = |pair: &[RecordLine]| {
            let small = self.words(&pair[1]).starts_with(char::is_lowercase);
            small
                && !pair[1].apart
                && !is_closed(self.words(&pair[0]))
                && self.is_full(&pair[0], &pair[1], width, FULL)
        };
        let shown = (NARROWEST..=WIDEST).contains(&width) && self.lines.windows(2).any(shows);
        if shown { width } else { 0 }
    }

    /// Characters from the margin to the end of a line; 0 for a single word, which no width can break.
    fn width_of(&self, line: &RecordLine) -> usize {
        let words = self.text[line.start..line.end].chars();
        let is_prose = self.text[line.start..line.end].contains(' ');
        if is_prose { line.indent + words.count() } else { 0 }
    }

    /// True if there was no room on a line for the first word of the next one.
    fn is_full(&self, line: &RecordLine, next: &RecordLine, width: usize, percent: usize) -> bool {
        let word = self.words(next).split_whitespace().next().map_or(0, |w| w.chars().count());
        100 * (self.width_of(line) + 1 + word) > percent * width
    }

    /// True if the next line goes on with the paragraph of this one.
    pub fn goes_on(&self, at: usize) -> bool {
        let (Some(line), Some(next)) = (self.lines.get(at), self.lines.get(at + 1)) else { return false };
        if self.width == 0 || self.numbered || next.apart || next.label.is_some() || next.indent > line.indent
        {
            return false;
        }
        if is_closed(self.words(line)) {
            return next.indent < 2 && self.is_full(line, next, self.width, FULL);
        }
        self.words(next).starts_with(char::is_lowercase) || self.is_full(line, next, self.width, UNEVEN)
    }

    /// True if a line is wrapped, whatever its beginning looks like: it is full, and the next one is not apart from it.
    pub fn is_wrapped(&self, at: usize) -> bool {
        let (Some(line), Some(next)) = (self.lines.get(at), self.lines.get(at + 1)) else { return false };
        self.width > 0 && !self.numbered && !next.apart && self.is_full(line, next, self.width, UNEVEN)
    }

    /// Reads the line at a place; `blank` says whether one without words stands before it.
    fn push(&mut self, place: std::ops::Range<usize>, printed: usize, blank: bool) {
        let (text, lexicon) = (self.text, self.lexicon);
        let line = &text[place.clone()];
        let margin = if self.numbered { segment::margin(line) } else { 0 };
        let indent = if self.numbered { margin } else { printed };
        let lead = if self.numbered { Lead::default() } else { lead(line, lexicon) };
        let from = place.start + margin + lead.bytes;
        let before = self.lines.last().map(|l: &RecordLine| &text[l.start..l.end]);
        let stamped = self.lines.last().is_some_and(|l| l.time.is_some() && l.text >= l.end);
        let apart = blank || stamped || lead.time.is_some() || lead.heading;
        let begins = apart || before.is_none_or(|b| b.ends_with(ENDS)) || indent > 1;
        let label = label::label(&text[from..place.end], lexicon);
        // A sentence that begins a line of a paragraph that is wrapped: "Mr. Okafor. He …", "Budget: it …", "U.S. — U.S. boats …".
        let dashed = |l: &Label| text[from + l.to..place.end].trim_start().starts_with(['-', '–', '—']);
        let anywhere = |l: &Label| {
            matches!(l.form, LabelShape::Question | LabelShape::Answer | LabelShape::Voice)
                || (l.form == LabelShape::Colon && l.capitals && !dashed(l))
        };
        let label = label.filter(|l| begins || anywhere(l));
        let time = lead.time.or(label.and_then(|l| l.time));
        let (start, end, heading) = (place.start, place.end, lead.heading);
        self.lines.push(RecordLine { start, end, text: from, indent, apart, begins, heading, time, label });
    }

    /// True if a line is indented more than the paragraphs of a hearing.
    pub fn is_excerpt(&self, line: &RecordLine) -> bool {
        self.paragraph_indent.is_some_and(|indent| line.indent > indent + 2)
    }

    /// What a label has in common with the others of one speaker.
    pub fn key(&self, line: &RecordLine, label: Label) -> Option<String> {
        label.key(&self.text[line.text..line.end])
    }

    pub fn count(&self, line: &RecordLine, label: Label) -> usize {
        self.key(line, label).and_then(|key| self.names.get(&key).copied()).unwrap_or_default()
    }

    /// The words of a line, behind its stamp.
    pub fn words(&self, line: &RecordLine) -> &'a str {
        &self.text[line.text.min(line.end)..line.end]
    }
}

/// Signs of headings and lists and a stamp at the beginning of a line.
pub(super) fn lead(line: &str, lexicon: &Lexicon) -> Lead {
    let mut lead = Lead::default();
    // Signs and stamps begin with no letter, as nearly all lines do.
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        return lead;
    }
    let signs = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&signs) && line[signs..].starts_with(' ') {
        lead.heading = true;
        lead.bytes = line.len() - line[signs..].trim_start().len();
    } else if let Some(sign) = LISTED.iter().find(|sign| line.starts_with(**sign)) {
        lead.bytes = line.len() - line[sign.len()..].trim_start().len();
    }
    let rest = &line[lead.bytes..];
    // "**[00:12] Ana Ruiz:**"
    let bare = rest.trim_start_matches(['*', '_']);
    let marks = rest.len() - bare.len();
    // "2:07 P.M. EDT" is a time of day.
    let of_day = |length: usize| {
        let next = bare[length..].split_whitespace().next().unwrap_or_default();
        lexicon.records().is_meridiem(&folded(next))
    };
    if let Some((time, length)) = stamp::leading(bare).filter(|s| !of_day(s.1)) {
        lead.time = Some(time);
        lead.bytes += marks + length + stamp::gap(&bare[length..]);
    } else if let Some(time) = stamp::alone(bare, lexicon) {
        lead.time = Some(time);
        lead.bytes = line.len();
    }
    lead
}

/// True if a sentence ends with a line.
fn is_closed(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_']).ends_with(['.', '!', '?', '…'])
}
