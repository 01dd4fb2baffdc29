//! What a word opens: a noun phrase, what a verb says, or a sentence as its adverb.
//!
//! In: the units from a word on. Out: yes or no, for the parser of noun phrases.

use super::phrase::Chunk;
use super::terminal::{OPENS, is_name_word, is_verb, nominal};
use crate::lexicon::{Class, Classes};
use crate::parse::cursor::OutlineUnit;
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// True if the first unit opens a noun phrase: "the", "her", "most"; but not "often" before a verb.
#[inline]
pub fn opens_phrase(units: &[OutlineUnit]) -> bool {
    let token = &units[0].token;
    let counts = !token.is(Class::Adverb) || units.get(1).is_some_and(|u| !is_verb(u) && nominal(u, true));
    token.is(Class::Determiner) || token.is(Class::Possessive) || token.is(Class::Quantifier) && counts
}

/// "one farmer", but "one said": a number that is a pronoun too belongs to the noun behind it.
pub fn counts_noun(units: &[OutlineUnit]) -> bool {
    let [first, second, ..] = units else { return false };
    first.token.is(Class::Number)
        && first.token.is(Class::PronounIndefinite)
        && !is_verb(second)
        && nominal(second, false)
        && !second.token.word.classes.meets(OPENS)
}

/// "director Ana Ruiz": one role, and a name behind it.
pub fn opens_role(units: &[OutlineUnit]) -> bool {
    let [role, name, ..] = units else { return false };
    role.token.is(Class::Role) && !role.token.is(Class::Plural) && is_name_word(name)
}

/// True if a unit begins what a verb says, rather than going on with a noun phrase.
pub fn begins_content(unit: &OutlineUnit) -> bool {
    const CONTENT: Classes =
        Classes::of(&[Class::Determiner, Class::Relative, Class::Possessive, Class::PronounSubject]);
    unit.quote.is_some() || unit.token.word.classes.meets(CONTENT) || unit.token.capital()
}

/// True if a quotation follows that punctuation announces: ": “…”", ", “…”".
pub fn begins_quotation(units: &[OutlineUnit]) -> bool {
    let quoted = units.get(1).is_some_and(|u| u.quote.is_some());
    let announces = |u: &OutlineUnit| match u.token.kind {
        TokenKind::Colon => true,
        TokenKind::Comma => quoted,
        _ => false,
    };
    units.first().is_some_and(announces)
}

/// "New | rules tackle it": an adjective that begins a sentence is no name for all its capital.
pub fn opens_with_adjective(phrase: &[OutlineUnit], before: Option<&Chunk>) -> bool {
    const NAMES: Classes = Classes::of(&[Class::GivenName, Class::Surname, Class::Demonym]);
    let adjective = |t: &ParsedToken| t.is(Class::Adjective) && !t.word.classes.meets(NAMES);
    matches!(phrase, [only] if before.is_none() && adjective(&only.token))
}

/// True for an adverb that is nothing else: "However", but not "Early".
pub fn is_only_adverb(token: &ParsedToken) -> bool {
    const OTHER: Classes = Classes::of(&[
        Class::Adjective,
        Class::GivenName,
        Class::NounForm,
        Class::Number,
        Class::Determiner,
        Class::Possessive,
        Class::Quantifier,
        Class::Title,
        Class::Role,
    ]);
    token.is(Class::Adverb) && !token.word.classes.meets(OTHER)
}
