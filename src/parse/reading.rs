//! Readings: every way in which the clauses around a quotation could report it, each with the rule that it would be and
//! the evidence for and against it. Which one holds is decided later, by weight.

use super::chunk::{Chunk, ChunkKind};
use super::clause::{ChunkRange, Clause, ClauseKind, SubjectChoice};
use super::cursor::OutlineUnit;
use super::features::{Features, LinkKind, QuoteShape, VerbClass};
use super::mention::Mention;
use super::scene::{ReadCue, Scene};
use super::seen::Hang;
use super::source::has_clause_of_its_own;
use crate::lexicon::{Class, Classes, Frame, FunctionWord, value};
use crate::model::{Rule, Span};
use crate::words::TokenKind;

/// One way to read a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The rule that this reading would be.
    pub rule: Rule,
    /// Who speaks.
    pub speaker: Option<Mention>,
    /// With which verb.
    pub cue: Option<ReadCue>,
    /// The number of its clause in the paragraph, of which [`Passage::told`](super::Passage::told) tells the two that follow.
    pub clause: Option<u32>,
    /// Who it was had from.
    pub via: Option<Span>,
    /// Who was told.
    pub addressee: Option<Span>,
    /// What kind of verb reports it.
    pub verb_class: VerbClass,
    /// True if the speaker is the agent of a passive: "was called “…” by Ana Ruiz".
    pub by_agent: bool,
    /// What was seen.
    pub features: Features,
}

/// A clause with its number in the paragraph.
type Numbered<'a> = (usize, &'a Clause);

/// Clauses before a quotation, and behind it, that are looked at.
const BEFORE: usize = 6;
const BEHIND: usize = 3;
/// Clauses behind it that are looked over for the last one.
const FARTHEST: usize = 24;
/// Clauses of the sentence before that are looked at.
const SENTENCE_BEFORE: usize = 3;
/// Clauses before it that are looked over for these, in its sentence and in the one before.
const EARLIER: usize = 64;
/// Chunks between a clause and a quotation that it can report. A sentence with so many is none: a list, a text without stops.
const REACH: usize = 256;

impl Scene<'_> {
    /// All readings of the quotation at chunk `at`.
    pub fn readings(&self, at: usize, shape: &QuoteShape) -> Vec<Reading> {
        let sentence = self.chunks[at].sentence;
        let split = self.clauses.partition_point(|c| (c.cue.0 as usize) < at);
        let mut readings = Vec::new();
        let source = self.mere_source(at, split, shape);
        let speaks = |(_, c): &Numbered<'_>| Some(c.cue) != source;
        let numbered = || self.clauses.iter().enumerate();
        let of = |clause: usize, reading: Reading| Reading { clause: Some(clause as u32), ..reading };
        let before = numbered().take(split).rev().take_while(|(_, c)| c.sentence == sentence).take(EARLIER);
        let framed = self.is_framed_behind(split, sentence);
        // "The board has said it will pay, but the lamp “cannot wait,” Ruiz said.": the board says the first half.
        let reaches = |(_, c): &Numbered<'_>| !framed || !self.is_apart(c, at);
        let before = before.filter(speaks).filter(reaches);
        for (rank, (i, clause)) in ranked(before).take_while(|(rank, _)| *rank < BEFORE) {
            readings.extend(self.before(at, clause, rank, shape).map(|reading| of(i, reading)));
        }
        let behind = numbered().skip(split).take_while(|(_, c)| c.sentence == sentence);
        let last = self.clauses[split..].partition_point(|c| c.sentence == sentence);
        let last = self.clauses[split..split + last].last().map(|c| c.cue);
        // "…, …, …, Ruiz said.": the last clause of a sentence can report all of it.
        let near = |(rank, (_, clause)): &(usize, Numbered<'_>)| *rank < BEHIND || Some(clause.cue) == last;
        for (rank, (i, clause)) in ranked(behind.filter(speaks)).take(FARTHEST).filter(near) {
            readings.extend(self.behind(at, clause, rank, shape).map(|reading| of(i, reading)));
        }
        if let Some(earlier) = sentence.checked_sub(1) {
            let begins = self.clauses[..split].partition_point(|c| c.sentence < sentence);
            let previous = numbered().take(begins).rev();
            let previous = previous.take_while(|(_, c)| c.sentence == earlier).take(EARLIER);
            let in_sentence: Vec<_> = ranked(previous).collect();
            let is_whole = in_sentence.len() < EARLIER;
            let last = in_sentence.last().map(|(rank, _)| *rank).filter(|_| is_whole);
            let near = in_sentence.into_iter().filter(|(r, _)| *r < SENTENCE_BEFORE || Some(*r) == last);
            for (rank, (i, clause)) in near {
                let reading = self.floating(at, (rank, clause), Some(rank) == last, shape);
                readings.extend(reading.map(|reading| of(i, reading)));
            }
        }
        readings
    }

    /// The verb of a clause that only names the source of the quotation at chunk `at`: somebody else speaks in a clause
    /// beside the quotation, and it frames that one ("“…,” Ruiz said, according to the Courier").
    fn mere_source(&self, at: usize, split: usize, shape: &QuoteShape) -> Option<ChunkRange> {
        let sentence = self.chunks[at].sentence;
        let before = self.clauses[..split].iter().rev().take_while(|c| c.sentence == sentence);
        let reports = |c: &&Clause| {
            let Some(between) = self.between(c.end as usize, at) else { return false };
            let says = self.takes(c, Frame::That) && self.takes(c, Frame::Quote);
            let agent = c.choice == SubjectChoice::Agent;
            let fits = says || agent || self.fits(c, self.link(between, c), shape.before) == value!("yes");
            // "the gaps that he cited are “…”": what follows is no part of what he cites.
            // "After Ruiz asked, the board was “…”"
            let after = |w: &[Chunk]| w[0].kind == ChunkKind::Comma && w[1].is_noun() && w[2].is_finite();
            let that = between.iter().any(|c| c.kind == ChunkKind::Complementizer);
            let other = !that && between.windows(3).any(after);
            let one = !other && !between.first().is_some_and(Chunk::is_finite);
            let bare = c.head(self.chunks).verb().is_some_and(|v| !v.finite && !v.gerund);
            fits && one && !bare && !self.is_apart(c, at) && !has_clause_of_its_own(between)
        };
        let speaker = before.take(BEFORE).filter(reports).find_map(|c| self.framing(c));
        let behind = self.clauses[split..].iter().take_while(|c| c.sentence == sentence);
        let touches = |c: &&Clause| c.start as usize <= at + 2 && c.start.min(c.cue.0) as usize > at;
        speaker.or_else(|| behind.take(BEHIND).filter(touches).find_map(|c| self.framing(c))).map(|c| c.cue)
    }

    /// The chunks from one place to another, where they are near enough for a quotation to hang on a clause.
    fn between(&self, from: usize, to: usize) -> Option<&[Chunk]> {
        self.chunks.get(from..to).filter(|between| between.len() <= REACH)
    }

    /// A clause whose verb stands before the quotation, in its sentence.
    fn before(&self, at: usize, clause: &Clause, rank: usize, shape: &QuoteShape) -> Option<Reading> {
        let between = self.between(clause.end as usize, at)?;
        if clause.kind == ClauseKind::Colon && (self.is_label(clause) || self.labels_quotation(clause)) {
            return None;
        }
        let link = self.link(between, clause);
        let rule = match clause.kind {
            ClauseKind::AccordingTo => Rule::AccordingTo,
            ClauseKind::QuotedAs => Rule::SourceQuotedSpeaker,
            ClauseKind::WasQuoted => Rule::SpeakerWasQuoted,
            ClauseKind::NominalCue => Rule::NominalCue,
            ClauseKind::Colon => Rule::SpeakerColonContent,
            ClauseKind::Dash => return None,
            ClauseKind::ParticipleCue => Rule::ParticipleContent,
            ClauseKind::CueSubject => Rule::CueSpeakerContent,
            ClauseKind::SubjectCue | ClauseKind::RelativeCue | ClauseKind::ConjoinedCue => match link {
                LinkKind::That | LinkKind::Clause => Rule::SpeakerCueClause,
                LinkKind::Colon | LinkKind::Comma => Rule::SpeakerCueContent,
                LinkKind::Touching if self.takes(clause, Frame::Quote) => Rule::SpeakerCueContent,
                _ => Rule::SpeakerCueObject,
            },
        };
        Some(self.reading(Hang { rule, side: value!("before"), link, rank, between }, clause, shape))
    }

    /// True if what stands before a colon is the label of a line, which names nobody: "MORE:", "Read more:".
    fn is_label(&self, clause: &Clause) -> bool {
        let Some(subject) = clause.subject else { return false };
        let units = &self.units[self.chunks[subject.0 as usize].start as usize
            ..self.chunks[subject.1 as usize - 1].end as usize];
        let records = self.context.lexicon.records();
        let names_nobody = |unit: &OutlineUnit| {
            let person = unit.token.is(Class::Role) || unit.token.is(Class::People);
            // "Claims: …", "Warns: …"
            let acts = units.len() == 1
                && unit.token.is(Class::Third)
                && unit.token.is(Class::ReportingVerb)
                && !unit.token.word.classes.meets(Classes::of(&[Class::GivenName, Class::Surname]));
            acts || !person && records.is_no_speaker(&unit.token.span.of(self.context.text).to_lowercase())
        };
        units.iter().all(names_nobody)
    }

    /// True if all that stands before a colon labels what is quoted: "Key finding:".
    fn labels_quotation(&self, clause: &Clause) -> bool {
        let colon = self.chunks[clause.cue.0 as usize].start as usize;
        let first =
            self.units[..colon].iter().rposition(|u| u.token.kind != TokenKind::Word).map_or(0, |i| i + 1);
        let words: Vec<String> = self.units[first..colon]
            .iter()
            .map(|u| u.token.span.of(self.context.text).to_lowercase())
            .collect();
        self.context.lexicon.is_label(&words.join(" "))
    }

    /// A clause whose verb stands behind the quotation, in its sentence.
    fn behind(&self, at: usize, clause: &Clause, rank: usize, shape: &QuoteShape) -> Option<Reading> {
        let start = (clause.start.min(clause.cue.0) as usize).max(at + 1);
        let between = self.between(at + 1, start)?;
        let rule = match clause.kind {
            ClauseKind::AccordingTo => Rule::AccordingTo,
            ClauseKind::QuotedAs => Rule::SourceQuotedSpeaker,
            ClauseKind::WasQuoted => Rule::SpeakerWasQuoted,
            ClauseKind::CueSubject => Rule::ContentCueSpeaker,
            ClauseKind::Dash => Rule::ContentDashSpeaker,
            ClauseKind::Colon => return None,
            ClauseKind::NominalCue => Rule::NominalCue,
            ClauseKind::ParticipleCue => Rule::ParticipleContent,
            ClauseKind::SubjectCue | ClauseKind::RelativeCue | ClauseKind::ConjoinedCue => {
                Rule::ContentSpeakerCue
            }
        };
        let link = match between {
            [] => LinkKind::Touching,
            [one] if one.kind == ChunkKind::Comma => LinkKind::Comma,
            [one] if matches!(one.kind, ChunkKind::Adverb | ChunkKind::Time | ChunkKind::Dash) => {
                LinkKind::Adverb
            }
            _ if between.iter().any(|c| c.is_finite()) => LinkKind::Clause,
            [.., last] if last.kind == ChunkKind::Comma => LinkKind::WordsComma,
            _ => LinkKind::Words,
        };
        Some(self.reading(Hang { rule, side: value!("behind"), link, rank, between }, clause, shape))
    }

    /// A clause of the sentence before.
    fn floating(
        &self,
        at: usize,
        (rank, clause): (usize, &Clause),
        first: bool,
        shape: &QuoteShape,
    ) -> Option<Reading> {
        let between = self.between(clause.end as usize, at)?;
        let link = if first { LinkKind::First } else { LinkKind::Later };
        let rule = if clause.kind == ClauseKind::Colon { Rule::SpeakerColonContent } else { Rule::Floating };
        Some(self.reading(Hang { rule, side: value!("earlier"), link, rank, between }, clause, shape))
    }

    /// How a quotation hangs on the verb before it.
    fn link(&self, between: &[Chunk], clause: &Clause) -> LinkKind {
        let Some(last) = between.last() else { return LinkKind::Touching };
        let that = between.iter().any(|c| c.kind == ChunkKind::Complementizer);
        let verb = between.iter().any(|c| c.verb().is_some_and(|v| v.finite || v.infinitive));
        match last.kind {
            ChunkKind::Colon => LinkKind::Colon,
            _ if that => LinkKind::That,
            _ if verb => LinkKind::Clause,
            ChunkKind::Comma if self.is_plain(between) => LinkKind::Comma,
            ChunkKind::Preposition if last.is_word(FunctionWord::As, self.units) => LinkKind::As,
            ChunkKind::Preposition => LinkKind::Preposition,
            _ if clause.kind == ClauseKind::NominalCue => LinkKind::Words,
            _ if between.len() == 1 => LinkKind::Object,
            _ => LinkKind::Words,
        }
    }

    /// Whether only an addressee, a place or a time stands between: "told reporters on Monday in Tulsa,".
    fn is_plain(&self, between: &[Chunk]) -> bool {
        between
            .iter()
            .all(|c| !matches!(c.kind, ChunkKind::Relative | ChunkKind::Subordinator | ChunkKind::Quote(_)))
    }

    fn reading(&self, hang: Hang<'_>, clause: &Clause, shape: &QuoteShape) -> Reading {
        let cue = self.cue(clause);
        // "Ruiz was asked about it. “…”": who is told or asked can speak in the next sentence, not in the same one.
        let hears = hang.rule != Rule::Floating && self.subject_hears(clause);
        let speaker = if hears { None } else { self.subject(clause) };
        let verb_class = self.verb_class(clause);
        let features = self.seen(&hang, clause, speaker.as_ref(), shape);
        Reading {
            rule: hang.rule,
            speaker,
            cue: Some(cue),
            clause: None,
            via: None,
            addressee: None,
            verb_class,
            by_agent: clause.choice == SubjectChoice::Agent,
            features,
        }
    }
}

/// The clauses with the number of their verb in this order: clauses of one verb share it.
fn ranked<'a>(clauses: impl Iterator<Item = Numbered<'a>>) -> impl Iterator<Item = (usize, Numbered<'a>)> {
    let mut last = None;
    let mut rank = 0;
    clauses.map(move |(number, clause)| {
        rank += usize::from(last.is_some_and(|cue| cue != clause.cue));
        last = Some(clause.cue);
        (rank, (number, clause))
    })
}
