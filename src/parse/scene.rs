//! The phrases and clauses of one paragraph, and what can be asked of a clause: its verb, its subject.

use super::chunk::Chunk;
use super::clause::{Clause, ClauseKind, SubjectChoice};
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
#[derive(Debug, Clone, Copy)]
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

    /// Who speaks by a clause: its subject, or the possessor of a noun of saying, whose words are then the subject.
    pub(super) fn subject(&self, clause: &Clause) -> Option<Mention> {
        if clause.kind == ClauseKind::NominalCue && clause.subject == Some(clause.cue) {
            return possessor(&self.chunks[clause.cue.0 as usize], self.units, &self.context);
        }
        mention(self.chunks, clause.subject?, self.units, &self.context)
    }

    /// "People were told to wait", "it was called “old”": the subject of a passive hears or is talked about, and who spoke
    /// stands behind "by" or nowhere. Who "was forced to admit" something speaks, though.
    pub(super) fn subject_hears(&self, clause: &Clause) -> bool {
        let head = |at: u32| self.units[at as usize].token.is(Class::Participle);
        clause.choice != SubjectChoice::Agent
            && clause.kind != ClauseKind::WasQuoted
            && self.verb(clause).is_some()
            && self.chunks[clause.cue.0 as usize].verb().is_some_and(|v| v.passive && head(v.head))
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
