//! The smallest parsers of phrases: one token that passes a test, a word that the grammar names.

use super::phrase::{Chunk, ChunkKind};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::cursor::{Cursor, OutlineUnit, Setting, Step, miss};
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// Words that open a noun phrase.
pub const OPENS: Classes = Classes::of(&[Class::Determiner, Class::Possessive, Class::Quantifier]);

/// Words that are no noun, whatever else they are.
pub const NEVER_NOUN: Classes = Classes::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Modal,
    Class::Relative,
]);

/// Nouns that can be a verb or an adverb elsewhere.
const NOUN_TOO: Classes = Classes::of(&[Class::NounForm, Class::Role]);

/// What a parser of phrases may look at besides the units.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// Text and language.
    pub context: Setting<'a>,
    /// The phrase before, if it is in the same sentence.
    pub phrase: Option<&'a Chunk>,
}

/// The outline of a paragraph, as the rules see it.
pub type Units<'a> = Cursor<'a, OutlineUnit, Before<'a>>;

/// What a rule of phrases returns.
pub type Parsed<'a, O> = Step<'a, OutlineUnit, Before<'a>, O>;

/// The forms of verbs.
pub const VERB: Classes = Classes::of(&[Class::ReportingVerb, Class::CommonVerb]);

/// One token outside marks that passes the test.
pub fn token<'a>(test: impl Fn(&ParsedToken) -> bool) -> impl Fn(Units<'a>) -> Parsed<'a, &'a ParsedToken> {
    move |input| match input.peek(0).filter(|u| u.quote.is_none()).map(|u| &u.token) {
        Some(token) if test(token) => Ok((input.skip(1), token)),
        _ => miss(),
    }
}

/// A word of the grammar, in upper or lower case.
pub fn word<'a>(role: FunctionWord) -> impl Fn(Units<'a>) -> Parsed<'a, &'a ParsedToken> {
    token(move |t| t.plays(role))
}

/// A number in figures.
pub fn figures(token: &ParsedToken) -> bool {
    token.kind == TokenKind::Number
}

/// True if the unit is a form of a verb.
#[inline]
pub fn is_verb(unit: &OutlineUnit) -> bool {
    unit.quote.is_none() && unit.token.word.classes.meets(VERB)
}

/// True if the unit is a capital word that opens no phrase.
pub fn is_name_word(unit: &OutlineUnit) -> bool {
    unit.token.capital() && unit.token.kind == TokenKind::Word && !unit.token.word.classes.meets(OPENS)
}

/// "Ruiz Says": a verb of a headline in Title Case.
pub fn headline_verb(word: &ParsedToken) -> bool {
    const FINITE: Classes = Classes::of(&[Class::Third, Class::Past, Class::Base]);
    word.is(Class::ReportingVerb) && word.word.classes.meets(FINITE) && !word.is(Class::GivenName)
}

/// The phrase between two places. Whoever runs the rule knows the sentence.
#[inline]
pub fn phrase(from: Units<'_>, to: Units<'_>, kind: ChunkKind, classes: Classes) -> Chunk {
    Chunk { start: from.at(), end: to.at(), sentence: 0, classes, kind }
}

/// True if a unit can be part of a noun phrase; `open` if a determiner or an adjective wants a noun.
#[inline]
pub fn nominal(unit: &OutlineUnit, open: bool) -> bool {
    let token = &unit.token;
    if unit.quote.is_some() || !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
        return false;
    }
    let classes = token.word.classes;
    if classes.is_empty() || token.capital() && !classes.meets(NEVER_NOUN) && !classes.meets(Classes::PRONOUN)
    {
        return true;
    }
    if open && classes.meets(NOUN_TOO) && !classes.has(Class::Preposition) {
        return true; // "the need", "his will", "the forward"
    }
    if classes.meets(NEVER_NOUN) || classes.meets(Classes::PRONOUN) && !classes.has(Class::Possessive) {
        return false;
    }
    if classes.has(Class::Adverb) && !classes.has(Class::Adjective) {
        return open && !classes.meets(VERB);
    }
    if classes.meets(VERB) {
        return open || classes.has(Class::NounForm);
    }
    true
}
