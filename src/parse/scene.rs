//! The phrases and clauses of one paragraph, and what can be asked of a clause: its verb, its subject, where
//! the news came from.

use super::chunk::Chunk;
use super::clause::{Clause, ClauseKind};
use super::cursor::{OutlineUnit, Setting};
use super::features::VerbClass;
use super::mention::{Mention, mention, possessor};
use crate::lexicon::{Class, Frame, VerbId};
use crate::model::Span;

/// The reporting words of a reading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadCue {
    /// The verb group, or the noun that stands for it.
    pub span: Span,
    /// Its head word.
    pub head: Span,
    /// The verb, where the lexicon lists it.
    pub verb: Option<VerbId>,
}

/// What the readings of one paragraph are made from.
pub struct Scene<'a> {
    /// Phrases.
    pub chunks: &'a [Chunk],
    /// Outline.
    pub units: &'a [OutlineUnit],
    /// Reporting clauses, by their verbs.
    pub clauses: &'a [Clause],
    /// Text and lexicon.
    pub context: Setting<'a>,
}

impl Scene<'_> {
    /// Whether the clause's verb takes the frame.
    pub(super) fn takes(&self, clause: &Clause, frame: Frame) -> bool {
        self.verb(clause).is_some_and(|v| self.context.lexicon.verb(v).takes(frame))
    }

    /// Whether the clause says something: "X said", "according to X".
    pub(super) fn speaks(&self, clause: &Clause) -> bool {
        clause.kind == ClauseKind::AccordingTo
            || self.verb(clause).is_some_and(|v| self.context.lexicon.verb(v).speech)
    }

    pub(super) fn verb(&self, clause: &Clause) -> Option<VerbId> {
        self.chunks[clause.cue.0 as usize].reports()
    }

    /// The reporting words of a clause.
    pub(super) fn cue(&self, clause: &Clause) -> ReadCue {
        let chunks = &self.chunks[clause.cue.0 as usize..clause.cue.1 as usize];
        let first = chunks[0].span(self.units);
        ReadCue {
            span: chunks.iter().map(|c| c.span(self.units)).fold(first, Span::cover),
            head: self.units[chunks[0].head() as usize].token.span,
            verb: self.verb(clause),
        }
    }

    /// Who speaks by a clause: its subject, or the possessor of a noun of saying.
    pub(super) fn subject(&self, clause: &Clause) -> Option<Mention> {
        if clause.kind == ClauseKind::NominalCue {
            return possessor(&self.chunks[clause.cue.0 as usize], self.units, &self.context);
        }
        mention(self.chunks, clause.subject?, self.units, &self.context)
    }

    /// The kind of verb of the clause before (-1) or behind (1) in the same sentence.
    pub(super) fn neighbour(&self, clause: &Clause, step: isize) -> VerbClass {
        let other = if step < 0 {
            let here = self.clauses.partition_point(|c| c.cue.0 < clause.cue.0);
            here.checked_sub(1).map(|i| &self.clauses[i])
        } else {
            self.clauses.get(self.clauses.partition_point(|c| c.cue.0 <= clause.cue.0))
        };
        other.filter(|c| c.sentence == clause.sentence).map_or(VerbClass::None, |c| self.verb_class(c))
    }

    /// Who the outlet had it from: an outlet that reports the clause from outside, or a source named behind
    /// it.
    pub(super) fn via(&self, clause: &Clause) -> Option<Span> {
        let range = clause.via.or_else(|| {
            let outlet = |c: &&Clause| {
                c.sentence == clause.sentence
                    && c.cue != clause.cue
                    && c.subject.is_some_and(|s| self.is_outlet(s))
            };
            let here = self.clauses.partition_point(|c| c.cue.0 < clause.cue.0);
            let outer = here.checked_sub(1).map(|i| &self.clauses[i]).filter(outlet);
            let outer = outer.filter(|o| o.end <= clause.start && clause.start <= o.end + 1);
            let behind = self.clauses[here..].iter().skip(1).take(3);
            let behind = behind.filter(|c| {
                matches!(c.kind, ClauseKind::AccordingTo | ClauseKind::SubjectCue | ClauseKind::CueSubject)
            });
            outer.or_else(|| behind.filter(|c| c.start >= clause.end).find(outlet)).and_then(|c| c.subject)
        })?;
        if clause.subject == Some(range) {
            return None;
        }
        let all = range.0 as usize..range.1 as usize;
        // "a video broadcast by state television CCTV": the outlet itself, not the whole phrase.
        let own = all.clone().rev().find(|&i| self.is_outlet((i as u32, i as u32 + 1)));
        let span = match own {
            Some(i) => self.chunks[i].span(self.units),
            None => self.chunks[all].iter().map(|c| c.span(self.units)).reduce(Span::cover)?,
        };
        Some(span)
    }

    pub(super) fn is_outlet(&self, range: (u32, u32)) -> bool {
        let named = |c: &Chunk| {
            // "the Hong Kong-based South China Morning Post": the name stands at the end.
            let starts = (c.start..c.end).take(8).map(|i| self.units[i as usize].token.span.start());
            let end = self.units[c.end as usize - 1].token.span.end();
            starts
                .filter_map(|start| self.context.text.get(start..end))
                .any(|name| self.context.lexicon.is_outlet_name(name))
        };
        let mut chunks = self.chunks[range.0 as usize..range.1 as usize].iter();
        chunks.any(|c| c.is_noun() && (c.is(Class::Outlet) || named(c)))
    }

    pub(super) fn verb_class(&self, clause: &Clause) -> VerbClass {
        match clause.kind {
            ClauseKind::AccordingTo => return VerbClass::According,
            ClauseKind::Colon => return VerbClass::Colon,
            ClauseKind::Dash => return VerbClass::Dash,
            ClauseKind::NominalCue => return VerbClass::Noun,
            _ => {}
        }
        let chunk = &self.chunks[clause.cue.0 as usize];
        let Some(id) = chunk.reports() else {
            return match () {
                () if chunk.is(Class::Copula) => VerbClass::Copula,
                () if chunk.is(Class::Auxiliary) => VerbClass::Auxiliary,
                () if chunk.is(Class::LightVerb) => VerbClass::Light,
                () => VerbClass::Common,
            };
        };
        let verb = self.context.lexicon.verb(id);
        let frame = |frame| verb.takes(frame);
        match () {
            () if !verb.speech => VerbClass::Mind,
            () if frame(Frame::Quote) && frame(Frame::Inverted) && frame(Frame::That) => VerbClass::Say,
            () if frame(Frame::Quote) && frame(Frame::Inverted) => VerbClass::Utter,
            () if frame(Frame::Predicate) || frame(Frame::As) => VerbClass::Label,
            () if frame(Frame::That) => VerbClass::That,
            () if frame(Frame::Prep) => VerbClass::Prep,
            () if frame(Frame::To) => VerbClass::To,
            () if frame(Frame::Object) => VerbClass::Object,
            () => VerbClass::Speech,
        }
    }
}
