//! Who was told what a clause reports (the `addressee`).
//!
//! In: a clause of a [`Scene`]. Out: the words that name whoever was told.

use super::chunk::{Chunk, ChunkKind, NounKind};
use super::clause::{ChunkRange, Clause};
use super::scene::Scene;
use crate::lexicon::{Class, Classes, Frame, FunctionWord};
use crate::model::Span;

/// Phrases after a clause that are looked at for an addressee: "said on Monday in an interview with the Courier".
const BEHIND: usize = 10;
/// Phrases before a clause that are looked at: "Speaking to reporters on Monday in Tulsa, Ruiz said".
const BEFORE: usize = 12;
/// Noun phrases that "of" and "and" may add to an addressee: "a crowd of farmers and their families".
const JOINED: usize = 2;

/// Classes of those who can be told something.
const LISTENER: Classes = Classes::of(&[
    Class::Role,
    Class::People,
    Class::Organisation,
    Class::Outlet,
    Class::Country,
    Class::Demonym,
    Class::PronounIndefinite,
]);

/// Classes of what is told, asked or written, so that it is nobody who is told.
const TOLD: Classes = Classes::of(&[Class::SpeechAct, Class::Document]);

impl Scene<'_> {
    /// Who was told: "told reporters", "said in an interview with the Courier", "Speaking to Ruiz, he said".
    pub(super) fn addressee(&self, clause: &Clause) -> Option<Span> {
        let range =
            self.told(clause).or_else(|| self.told_behind(clause)).or_else(|| self.told_before(clause))?;
        let chunks = &self.chunks[range.0 as usize..range.1 as usize];
        chunks.iter().map(|c| c.span(self.units)).reduce(Span::cover)
    }

    /// The object of a verb that takes one who is told.
    fn told(&self, clause: &Clause) -> Option<ChunkRange> {
        let verb = clause.head(self.chunks).verb().filter(|v| !v.passive)?;
        if !self.takes(clause, Frame::Addressee) || verb.verb.is_none() {
            return None;
        }
        let at = clause.cue.1;
        let object = self.same_sentence(clause, at)?;
        let goes_on = self.same_sentence(clause, at + 1).is_some_and(Chunk::is_finite);
        // "told the inquest", but "warned the bridge “would fall”": whoever can warn of a thing may name it.
        let names_things = self.takes(clause, Frame::Prep) || self.takes(clause, Frame::Object);
        let thing =
            || self.takes(clause, Frame::That) && !names_things && object.is_noun() && !self.is_told(object);
        let listens = self.may_listen(object) || thing();
        (listens && !goes_on && clause.subject != Some((at, at + 1))).then(|| self.with_joined(clause, at))
    }

    /// A listener in the phrases after the clause.
    fn told_behind(&self, clause: &Clause) -> Option<ChunkRange> {
        let from = clause.end.max(clause.cue.1);
        if self.takes(clause, Frame::That)
            && self.is_to(clause, from)
            && self.same_sentence(clause, from + 1).is_some_and(|c| self.may_listen(c))
        {
            return Some(self.with_joined(clause, from + 1));
        }
        let mut at = from;
        while at < from + BEHIND as u32 {
            let chunk = self.same_sentence(clause, at)?;
            if ends(chunk) {
                return None;
            }
            if let Some(found) = self.listener_of(clause, at) {
                return Some(found);
            }
            at += 1;
        }
        None
    }

    /// A listener in the phrases with which the clause's sentence begins.
    fn told_before(&self, clause: &Clause) -> Option<ChunkRange> {
        let start = clause.start.min(clause.subject.map_or(clause.start, |s| s.0)) as usize;
        let sentence = self.chunks[..start].iter().rev().take(BEFORE);
        let own = sentence.take_while(|c| c.sentence == clause.sentence && !ends(c));
        let first = (start - own.count()) as u32;
        (first..start as u32).rev().find_map(|at| self.listener_of(clause, at))
    }

    /// "an interview with the Courier", "a letter to Ruiz", "speaking to reporters": the listener, if the phrase is
    /// such a noun or such a verb.
    fn listener_of(&self, clause: &Clause, at: u32) -> Option<ChunkRange> {
        let chunk = self.same_sentence(clause, at)?;
        let noun = chunk.is_noun() && self.head_meets(chunk, Classes::of(&[Class::SpeechEvent]));
        let verb = || chunk.verb().is_some_and(|v| v.gerund && v.verb.is_some()) && self.speaks_at(chunk);
        if !noun && !verb() {
            return None;
        }
        let joins = self.same_sentence(clause, at + 1)?;
        let with = joins.is_word(FunctionWord::With, self.units) || self.is_to(clause, at + 1);
        let who = self.same_sentence(clause, at + 2)?;
        (with && who.is_noun() && !self.is_told(who)).then(|| self.with_joined(clause, at + 2))
    }

    fn speaks_at(&self, chunk: &Chunk) -> bool {
        chunk.reports().is_some_and(|v| self.context.lexicon.verb(v).speech)
    }

    /// True if the phrase is the "to" before a noun.
    fn is_to(&self, clause: &Clause, at: u32) -> bool {
        let to =
            |c: &Chunk| c.kind == ChunkKind::Preposition && c.is_word(FunctionWord::Infinitive, self.units);
        self.same_sentence(clause, at).is_some_and(to)
    }

    /// True if the phrase means something that is said or written; "the Harbour Post" is a name.
    fn is_told(&self, chunk: &Chunk) -> bool {
        chunk.noun().is_some_and(|n| n.kind == NounKind::Nominal) && self.head_meets(chunk, TOLD)
    }

    /// True if the phrase can mean somebody who is told something.
    pub(super) fn may_listen(&self, chunk: &Chunk) -> bool {
        let Some(noun) = chunk.noun() else { return false };
        match noun.kind {
            NounKind::Pronoun => !chunk.is(Class::PronounNeuter),
            NounKind::Name => true,
            NounKind::Nominal => self.head_meets(chunk, LISTENER) && !self.is_told(chunk),
        }
    }

    /// The noun phrase at a place, with those that "of" and "and" add.
    fn with_joined(&self, clause: &Clause, at: u32) -> ChunkRange {
        let mut end = at + 1;
        for _ in 0..JOINED {
            let joins = self.same_sentence(clause, end).is_some_and(|c| {
                c.kind == ChunkKind::Coordinator || c.is_word(FunctionWord::Genitive, self.units)
            });
            let noun = self.same_sentence(clause, end + 1).is_some_and(Chunk::is_noun);
            let clause_begins = self.same_sentence(clause, end + 2).is_some_and(Chunk::is_finite);
            if !joins || !noun || clause_begins {
                break;
            }
            end += 2;
        }
        (at, end)
    }
}

/// True if a search for a listener does not go past the phrase.
fn ends(chunk: &Chunk) -> bool {
    matches!(
        chunk.kind,
        ChunkKind::Quote(_)
            | ChunkKind::Stop
            | ChunkKind::Colon
            | ChunkKind::Semicolon
            | ChunkKind::Complementizer
    ) || chunk.is_finite()
}
