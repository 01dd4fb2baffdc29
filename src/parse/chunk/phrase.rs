//! What a phrase is: its kind, with what only that kind has, and its place among the units of a paragraph.

use crate::lexicon::{Class, Classes, FunctionWord, VerbId};
use crate::model::Span;
use crate::parse::cursor::OutlineUnit;
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// What a noun phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NounKind {
    /// he, they, this
    Pronoun,
    /// ends in a name: "US Secretary of State Antony Blinken"
    Name,
    /// a description: "the senator"
    Nominal,
}

/// What only a noun phrase has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NounPhrase {
    /// Pronoun, name or description.
    pub kind: NounKind,
    /// The unit that carries the phrase: the last noun.
    pub head: u32,
    /// Where its name begins, if it has one. It ends with the head ([`Chunk::name_end`]).
    pub name: Option<u32>,
    /// One past its possessor ("Trump" of "Trump's claim"), if it has one. The possessor begins with the
    /// phrase.
    pub possessor: Option<u32>,
    /// True if more than one is meant.
    pub plural: bool,
    /// True if it ends with a clitic "'s".
    pub possessive: bool,
}

/// What only a verb group has.
///
/// Its forms do not exclude each other: "to be" without a further verb is an infinitive and counts as finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbGroup {
    /// The unit that carries the group: the main verb, or the reporting verb that it is chained to.
    pub head: u32,
    /// The verb, if the head reports.
    pub verb: Option<VerbId>,
    /// True if it has a finite form.
    pub finite: bool,
    /// True if it is an -ing form without an auxiliary.
    pub gerund: bool,
    /// True if it is an infinitive with "to".
    pub infinitive: bool,
    /// True if it is in the passive voice.
    pub passive: bool,
    /// True if it is negated.
    pub negated: bool,
}

/// What a phrase is, with what only a phrase of this kind has.
#[derive(Debug, Clone, Copy, Eq)]
pub enum ChunkKind {
    /// A noun phrase.
    Noun(NounPhrase),
    /// A verb group.
    Verb(VerbGroup),
    /// A whole quotation: index among the paragraph's marked spans.
    Quote(u16),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// a dash between words
    Dash,
    /// `.` `!` `?`
    Stop,
    /// an opening bracket
    Open,
    /// a closing bracket
    Close,
    /// of, in
    Preposition,
    /// and, but
    Coordinator,
    /// because
    Subordinator,
    /// who, which
    Relative,
    /// that
    Complementizer,
    /// also, later
    Adverb,
    /// on Monday, last week
    Time,
    /// anything else
    Other,
}

impl PartialEq for ChunkKind {
    /// As it would be derived; but nearly all rules ask for a kind that has nothing of its own, which one comparison in place answers.
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Noun(one), Self::Noun(another)) => one == another,
            (Self::Verb(one), Self::Verb(another)) => one == another,
            (Self::Quote(one), Self::Quote(another)) => one == another,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl ChunkKind {
    /// The name that `inquit lexicon parse` shows.
    pub fn name(self) -> &'static str {
        match self {
            ChunkKind::Noun(noun) => match noun.kind {
                NounKind::Pronoun => "pronoun",
                NounKind::Name => "name",
                NounKind::Nominal => "nominal",
            },
            ChunkKind::Verb(_) => "verb",
            ChunkKind::Quote(_) => "quote",
            ChunkKind::Comma => "comma",
            ChunkKind::Colon => "colon",
            ChunkKind::Semicolon => "semicolon",
            ChunkKind::Dash => "dash",
            ChunkKind::Stop => "stop",
            ChunkKind::Open => "open",
            ChunkKind::Close => "close",
            ChunkKind::Preposition => "preposition",
            ChunkKind::Coordinator => "coordinator",
            ChunkKind::Subordinator => "subordinator",
            ChunkKind::Relative => "relative",
            ChunkKind::Complementizer => "that",
            ChunkKind::Adverb => "adverb",
            ChunkKind::Time => "time",
            ChunkKind::Other => "other",
        }
    }
}

/// A phrase of the outline.
#[derive(Debug, Clone, Copy)]
pub struct Chunk {
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
    /// Sentence of the paragraph.
    pub sentence: u32,
    /// All classes of the words of a noun phrase; those of the head of a verb group.
    pub classes: Classes,
    /// What it is.
    pub kind: ChunkKind,
}

impl Chunk {
    /// What it has as a noun phrase, if it is one.
    pub fn noun(&self) -> Option<&NounPhrase> {
        if let ChunkKind::Noun(noun) = &self.kind { Some(noun) } else { None }
    }

    /// What it has as a verb group, if it is one.
    pub fn verb(&self) -> Option<&VerbGroup> {
        if let ChunkKind::Verb(verb) = &self.kind { Some(verb) } else { None }
    }

    /// One past the last unit of the name of a noun phrase: what is printed behind names ("QC") is no part of it, the clitic of a
    /// firm ("Kestrel's said") is.
    pub fn name_end(&self, units: &[OutlineUnit]) -> u32 {
        let behind = self.head() + 1;
        let own = self.noun().is_some_and(|n| !n.possessive) && behind < self.end;
        behind + u32::from(own && units[behind as usize].token.kind == TokenKind::Clitic)
    }

    /// True if it is a noun phrase of any kind.
    pub fn is_noun(&self) -> bool {
        self.noun().is_some()
    }

    /// True if it is a verb group with a finite form.
    pub fn is_finite(&self) -> bool {
        self.verb().is_some_and(|v| v.finite)
    }

    /// True if it is one word, a past participle without a helper: it may belong to the noun before it ("an
    /// interview published on Monday").
    pub fn is_bare_participle(&self) -> bool {
        self.end == self.start + 1 && self.is(Class::Participle) && self.verb().is_some_and(|v| !v.gerund)
    }

    /// The reporting verb of a verb group, if it has one.
    pub fn reports(&self) -> Option<VerbId> {
        self.verb()?.verb
    }

    /// The unit that carries the phrase: the last noun, the reporting verb, or the last word.
    pub fn head(&self) -> u32 {
        match &self.kind {
            ChunkKind::Noun(noun) => noun.head,
            ChunkKind::Verb(verb) => verb.head,
            _ => self.end.saturating_sub(1),
        }
    }

    /// True if one of the words, or the verb's head, has this class.
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Its token, if it has only one and that is no quotation.
    pub fn word<'u>(&self, units: &'u [OutlineUnit]) -> Option<&'u ParsedToken> {
        let unit = units.get(self.start as usize).filter(|u| u.quote.is_none());
        unit.filter(|_| self.end == self.start + 1).map(|u| &u.token)
    }

    /// True if it is only this word of the grammar, in lower case.
    pub fn is_word(&self, role: FunctionWord, units: &[OutlineUnit]) -> bool {
        self.word(units).is_some_and(|t| t.plays(role) && !t.capital())
    }

    /// The words of the phrase in the article.
    pub fn span(&self, units: &[OutlineUnit]) -> Span {
        units[self.start as usize].token.span.cover(units[self.end as usize - 1].token.span)
    }
}
