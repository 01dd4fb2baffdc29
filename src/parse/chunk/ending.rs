//! What is printed at the end of a name: the clitic of a firm ("Kestrel's said"), and letters behind the name ("Ana Ruiz QC").
//!
//! In: the units of a phrase, and those behind it. Out: whether they are a part of the name.

use super::capital::may_name_person;
use super::opening::{begins_content, opens_phrase};
use super::terminal::{Units, nominal};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::cursor::OutlineUnit;
use crate::segment::ParsedToken;
use crate::words::{Shape, TokenKind};

/// True if the clitic behind the first `len` units owns nothing, since a verb or a mark follows: the name is a firm's.
pub fn clitic_is_name(input: Units<'_>, len: usize) -> bool {
    let units = input.ahead();
    let context = &input.around().context;
    let named = units[..len].iter().all(|u| may_name_person(u, context));
    let person = len > 1 && units[0].token.is(Class::GivenName);
    if !named || person || context.title_case || units[len].token.kind != TokenKind::Clitic {
        return false;
    }
    let Some(next) = units.get(len + 1) else { return stands_alone(input) };
    match next.token.kind {
        _ if next.quote.is_some() => false,
        TokenKind::Stop | TokenKind::Comma => stands_alone(input),
        TokenKind::Word => is_its_verb(&next.token, units.get(len + 2)),
        _ => false,
    }
}

/// "said", "has": a verb of which the name is the subject; but not "Ruiz's stated aim".
fn is_its_verb(verb: &ParsedToken, behind: Option<&OutlineUnit>) -> bool {
    if verb.capital() || verb.is(Class::NounForm) {
        return false;
    }
    if verb.is(Class::Auxiliary) {
        return verb.is(Class::Third);
    }
    let finite = verb.is(Class::Past) || verb.is(Class::Third);
    verb.is(Class::ReportingVerb) && finite && behind.is_none_or(|u| begins_content(u) || !nominal(u, false))
}

/// "said Kestrel's", "according to Kestrel's", but not "a friend of Ruiz's".
fn stands_alone(input: Units<'_>) -> bool {
    let Some(before) = input.around().phrase else { return false };
    let genitive =
        || input.since(before.start).first().is_some_and(|u| u.token.plays(FunctionWord::Genitive));
    before.reports().is_some() || before.is(Class::Preposition) && !genitive()
}

/// The number of words at the end that are printed behind a name and are no part of it: "QC" of "Ana Ruiz QC".
pub fn behind_name(words: &[OutlineUnit]) -> usize {
    let letters = |u: &&OutlineUnit| u.token.shape == Shape::Capitals && u.token.is(Class::Title);
    let count = words.iter().rev().take_while(letters).count();
    let name = &words[..words.len() - count];
    // "a Harbour Party MEP" is nobody's name.
    let other = Classes::of(&[Class::Title, Class::Organisation, Class::FirmSuffix]);
    let [.., given, family] = name else { return 0 };
    let full = given.token.shape == Shape::Capital && family.token.shape == Shape::Capital;
    if full && !family.token.word.classes.meets(other) && !opens_phrase(words) { count } else { 0 }
}
