//! Names that are also words of the language, told apart by what is around them: "said Will Tarn", "He Weiming".
//!
//! In: a place before a phrase. Out: whether a name begins there although its first word is a month, a helper,
//! a pronoun or an adverb.

use super::capital::may_name_person;
use super::phrase::{Chunk, ChunkKind};
use super::terminal::{Parsed, Units, VERB};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::cursor::{OutlineUnit, holds};
use crate::segment::ParsedToken;
use crate::words::{Shape, TokenKind};

/// Words of a name behind its first that are looked at.
const NAME: usize = 4;
/// Digits of an age.
const AGE: usize = 2;

/// What a name that is also a word can be.
pub const WORD: Classes = Classes::PRONOUN.union(Classes::of(&[
    Class::Month,
    Class::Modal,
    Class::Adverb,
    Class::Subordinator,
    Class::Preposition,
]));

/// A word with a capital, or the article before one: only there can a word be a name. Takes nothing.
pub fn begins_capital(input: Units<'_>) -> Parsed<'_, ()> {
    let capital = |at: usize| input.peek(at).is_some_and(|u| u.token.capital());
    let definite = || input.peek(0).is_some_and(|u| u.token.plays(FunctionWord::Definite));
    holds(input, capital(0) || definite() && capital(1))
}

/// True if the next word is the first of a name, though the language has it as another word.
pub fn is_name(input: Units<'_>) -> bool {
    let Some(unit) = input.peek(0).filter(|u| u.quote.is_none()) else { return false };
    let token = &unit.token;
    let own = Classes::of(&[Class::GivenName, Class::Surname]);
    let both = token.word.classes.meets(own) && token.word.classes.meets(WORD);
    let month = token.is(Class::Month);
    if !both && !month || token.shape != Shape::Capital || input.around().context.title_case {
        return false;
    }
    let before = input.around().phrase.filter(|b| b.kind != ChunkKind::Colon);
    if month && (is_whole_name(input, before, token) || before.is_none() && begins_as_person(input)) {
        return true;
    }
    if !both {
        return false;
    }
    // "in June Ruiz said"
    if token.is(Class::Month) && before.is_some_and(|b| b.kind == ChunkKind::Preposition) {
        return false;
    }
    if is_first_of_two(input, before) { true } else { is_whole_name(input, before, token) }
}

/// "Will Tarn said", "said June Marlowe": another word of a name follows.
fn is_first_of_two(input: Units<'_>, before: Option<&Chunk>) -> bool {
    let ahead = &input.ahead()[1..];
    let context = &input.around().context;
    let count = ahead.iter().take(NAME).take_while(|u| may_name_person(u, context) && u.token.spaced).count();
    if count == 0 {
        return false;
    }
    let word = &input.ahead()[0].token;
    let follows = ahead.get(count);
    let acts = follows.is_some_and(is_past_or_third);
    let set_off = follows.is_none_or(|u| matches!(u.token.kind, TokenKind::Comma | TokenKind::Stop));
    match before.map(|b| b.kind) {
        // "He Weiming": no pronoun stands before a name.
        _ if word.word.classes.meets(Classes::PRONOUN) => true,
        // "So Ruiz said": only the word can tell, and it is the commoner one.
        None => !word.is(Class::Subordinator) && (acts || word.is(Class::Month) && set_off),
        Some(ChunkKind::Quote(_)) => acts || set_off,
        Some(_) => true,
    }
}

/// "said May.", "said Will, a miner": nothing but the name stands between the verb of saying and a mark.
fn is_whole_name(input: Units<'_>, before: Option<&Chunk>, token: &ParsedToken) -> bool {
    let said = before.is_some_and(|b| b.reports().is_some());
    let ends = input.peek(1).is_none_or(|u| {
        u.quote.is_none() && matches!(u.token.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Open)
    });
    let helper = token.word.classes.meets(Classes::of(&[Class::Month, Class::Modal]));
    said && ends && helper
}

/// "March, who …", "March, 42, …", "March said": what only a person is followed by, where a sentence begins.
fn begins_as_person(input: Units<'_>) -> bool {
    let at = |i: usize| input.peek(i).filter(|u| u.quote.is_none());
    let Some(next) = at(1) else { return false };
    if next.token.kind == TokenKind::Comma {
        let aged = at(2).is_some_and(|u| u.token.kind == TokenKind::Number && u.token.span.len() == AGE)
            && at(3).is_some_and(|u| u.token.kind == TokenKind::Comma);
        return aged || at(2).is_some_and(|u| u.token.plays(FunctionWord::Who));
    }
    next.token.is(Class::ReportingVerb) && is_past_or_third(next)
}

/// "said", "says", and no form that a question has: "Will Ruiz say so?"
fn is_past_or_third(unit: &OutlineUnit) -> bool {
    let token = &unit.token;
    let finite = token.is(Class::Past) && !token.is(Class::Base) || token.is(Class::Third);
    token.word.classes.meets(VERB) && finite && !token.capital()
}
