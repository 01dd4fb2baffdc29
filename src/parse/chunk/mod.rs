//! Phrases: the outline of a paragraph as noun phrases, verb groups and what stands between them.
//!
//! ```text
//! chunk       = quote | time | verb_group | noun_phrase | function word | punctuation
//! noun_phrase = pronoun | [determiner | possessive | number] {adjective | noun | name "'s"} (noun | name)
//! verb_group  = {auxiliary | modal | adverb} verb [particle] ["to" verb | "by" verb"-ing"]
//! time        = weekday | month [number] | ("last" | "this" | …) time noun
//! ```
//!
//! There is no tagger behind this: closed classes and the verbs come from the lexicon, everything else is a noun or an
//! adjective, and a word that can be both is decided by the phrase before it.

mod noun;
#[cfg(test)]
mod tests;
mod verb;

use nom::{IResult, Input, Parser, branch::alt};

pub use noun::name_start;
use noun::noun_phrase;
use verb::verb_group;

use super::input::{Context, Rest, Unit, Units};
use crate::lexicon::{Class, Classes, VerbId};
use crate::model::Span;
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
    /// Where its name begins, if it has one. The name ends with the phrase, before a clitic.
    pub name: Option<u32>,
    /// One past its possessor ("Trump" of "Trump's claim"), if it has one. The possessor begins with the phrase.
    pub possessor: Option<u32>,
    /// Whether more than one is meant.
    pub plural: bool,
    /// Whether it ends with a clitic "'s".
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
    /// Whether it has a finite form.
    pub finite: bool,
    /// Whether it is an -ing form without an auxiliary.
    pub gerund: bool,
    /// Whether it is an infinitive with "to".
    pub infinitive: bool,
    /// Whether it is in the passive voice.
    pub passive: bool,
    /// Whether it is negated.
    pub negated: bool,
}

/// What a phrase is, with what only a phrase of this kind has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    fn new(kind: ChunkKind, start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32, sentence: 0, classes: Classes::NONE, kind }
    }

    /// What it has as a noun phrase, if it is one.
    pub fn noun(&self) -> Option<&NounPhrase> {
        if let ChunkKind::Noun(noun) = &self.kind { Some(noun) } else { None }
    }

    /// What it has as a verb group, if it is one.
    pub fn verb(&self) -> Option<&VerbGroup> {
        if let ChunkKind::Verb(verb) = &self.kind { Some(verb) } else { None }
    }

    /// Whether it is a noun phrase of any kind.
    pub fn is_noun(&self) -> bool {
        self.noun().is_some()
    }

    /// Whether it is a verb group with a finite form.
    pub fn is_finite(&self) -> bool {
        self.verb().is_some_and(|v| v.finite)
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

    /// Whether one of the words, or the verb's head, has this class.
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// The words of the phrase in the article.
    pub fn span(&self, units: &[Unit]) -> Span {
        units[self.start as usize].token.span.cover(units[self.end as usize - 1].token.span)
    }
}

/// Phrases of one paragraph, as the rules see them.
pub type Chunks<'a> = Rest<'a, Chunk>;

/// Cuts the outline of a paragraph into phrases. Linear: each parser looks a bounded number of units ahead.
pub fn chunks(units: &[Unit], sentences: &[u32], context: Context<'_>, found: &mut Vec<Chunk>) {
    found.clear();
    let mut rest = Units::new(units, 0, context);
    while !rest.items().is_empty() {
        let before = found.last().filter(|c| sentences[c.start as usize] == sentences[rest.at()]).copied();
        let (next, mut chunk) = match chunk(rest, before) {
            Ok(done) => done,
            Err(_) => (rest.take_from(1), Chunk::new(ChunkKind::Other, rest.at(), rest.at() + 1)),
        };
        chunk.sentence = sentences[chunk.start as usize];
        rest = next;
        found.push(chunk);
    }
}

fn chunk(input: Units<'_>, before: Option<Chunk>) -> IResult<Units<'_>, Chunk> {
    alt((quote, punctuation, time, |i| verb_group(i, before), |i| noun_phrase(i, before), function_word))
        .parse(input)
}

pub(super) fn miss<T>(input: Units<'_>) -> IResult<Units<'_>, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

pub(super) fn took(input: Units<'_>, count: usize, mut chunk: Chunk) -> IResult<Units<'_>, Chunk> {
    chunk.end = (input.at() + count) as u32;
    Ok((input.take_from(count), chunk))
}

pub(super) fn begin(kind: ChunkKind, input: &Units<'_>) -> Chunk {
    Chunk::new(kind, input.at(), input.at() + 1)
}

fn quote(input: Units<'_>) -> IResult<Units<'_>, Chunk> {
    match input.first().and_then(|u| u.quote) {
        Some(index) => took(input, 1, begin(ChunkKind::Quote(index), &input)),
        None => miss(input),
    }
}

fn punctuation(input: Units<'_>) -> IResult<Units<'_>, Chunk> {
    let Some(unit) = input.first() else { return miss(input) };
    let kind = match unit.token.kind {
        TokenKind::Comma => ChunkKind::Comma,
        TokenKind::Colon => ChunkKind::Colon,
        TokenKind::Semicolon => ChunkKind::Semicolon,
        TokenKind::Dash => ChunkKind::Dash,
        TokenKind::Stop => ChunkKind::Stop,
        TokenKind::Open => ChunkKind::Open,
        TokenKind::Close => ChunkKind::Close,
        TokenKind::Mark | TokenKind::Other => ChunkKind::Other,
        TokenKind::Word | TokenKind::Number | TokenKind::Clitic => return miss(input),
    };
    took(input, 1, begin(kind, &input))
}

/// `time`: a day, a date, "last week". Kept apart so that "On Monday Ruiz said" has Ruiz for its subject.
fn time(input: Units<'_>) -> IResult<Units<'_>, Chunk> {
    let units = input.items();
    let is = |i: usize, class| units.get(i).is_some_and(|u| u.token.is(class));
    let mut i = 0;
    while i < 3
        && (is(i, Class::Determiner) || is(i, Class::Adjective) || is(i, Class::Number))
        && !is(i, Class::Time)
    {
        i += 1;
    }
    let day = |i: usize| (is(i, Class::Weekday) || is(i, Class::Month)) && units[i].token.capital();
    let timed = |i: usize| is(i, Class::Time) && !units[i].token.capital();
    if !(day(i) || timed(i)) {
        return miss(input);
    }
    let number = |i: usize| units.get(i).is_some_and(|u| u.token.kind == TokenKind::Number);
    let mut end = i;
    while end < units.len() && end < i + 6 {
        let comma = units[end].token.kind == TokenKind::Comma && number(end + 1) && number(end - 1);
        if !(day(end) || timed(end) || (number(end) && end > i) || comma) {
            break;
        }
        end += 1;
    }
    // "…," Jun wrote: a month without a day before a verb of saying is a name.
    let speaks = |u: &Unit| {
        u.token.is(Class::ReportingVerb) && u.token.is(Class::Past) && !u.token.is(Class::NounForm)
    };
    if end == 1 && is(0, Class::Month) && units.get(1).is_some_and(speaks) {
        return miss(input);
    }
    // "week's meeting" is a noun phrase, and so is "the year of the dog" or "the day she left" to whoever asks.
    if end == i || units.get(end).is_some_and(|u| u.token.kind == TokenKind::Clitic) {
        return miss(input);
    }
    took(input, end, begin(ChunkKind::Time, &input))
}

/// Prepositions, conjunctions, relatives, adverbs: one word each.
fn function_word(input: Units<'_>) -> IResult<Units<'_>, Chunk> {
    let Some(unit) = input.first() else { return miss(input) };
    let token = &unit.token;
    let kind = if word_is(input.items(), 0, "that", &input.context) {
        ChunkKind::Complementizer
    } else if token.is(Class::Relative) && !token.is(Class::Subordinator) {
        ChunkKind::Relative
    } else if token.is(Class::Coordinator) {
        ChunkKind::Coordinator
    } else if token.is(Class::Preposition) {
        ChunkKind::Preposition
    } else if token.is(Class::Subordinator) {
        ChunkKind::Subordinator
    } else if token.is(Class::Adverb) || token.is(Class::Negation) {
        ChunkKind::Adverb
    } else {
        ChunkKind::Other
    };
    let mut chunk = begin(kind, &input);
    chunk.classes = token.word.classes;
    took(input, 1, chunk)
}

pub(super) const VERB: Classes = Classes::of(&[Class::ReportingVerb, Class::CommonVerb]);

pub(super) fn is_verb(unit: &Unit) -> bool {
    unit.quote.is_none() && unit.token.word.classes.meets(VERB)
}

/// Whether unit `i` is this lower-case word.
pub(super) fn word_is(units: &[Unit], i: usize, word: &str, context: &Context<'_>) -> bool {
    units.get(i).is_some_and(|u| {
        u.quote.is_none()
            && u.token.kind == TokenKind::Word
            && u.token.span.of(context.text).eq_ignore_ascii_case(word)
    })
}
