//! Names of bodies and outlets that the lexicon has whole, since their words stand in no other name: "Save the Children", "the Sunday
//! Times".
//!
//! In: a place before a phrase. Out: how many units the article and the name take.

use super::terminal::{NEVER_NOUN, OPENS, Units, VERB};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::cursor::OutlineUnit;
use crate::words::TokenKind;

/// Words of a name that are looked at.
const WORDS: usize = 5;

/// What no name begins with, and what follows no name.
const OTHER: Classes = Classes::of(&[Class::Weekday, Class::Month, Class::Adverb, Class::Number])
    .union(VERB)
    .union(NEVER_NOUN)
    .union(OPENS);

/// A name of the lexicon at the next units.
#[derive(Debug, Clone, Copy)]
pub struct KnownName {
    /// Units before the name: its article.
    pub start: usize,
    /// One past its last unit.
    pub end: usize,
}

/// The longest name that the lexicon has at the next units, if one of its first words would be none.
pub fn known_name(input: Units<'_>) -> Option<KnownName> {
    let units = input.ahead();
    let context = &input.around().context;
    let start = usize::from(units.first()?.token.plays(FunctionWord::Definite));
    let first = units.get(start).filter(|u| u.quote.is_none() && u.token.capital())?;
    let other = |u: &OutlineUnit| u.token.word.classes.meets(OTHER);
    if context.title_case || !(other(first) || units.get(start + 1).is_some_and(other)) {
        return None;
    }
    let word =
        |u: &&OutlineUnit| u.quote.is_none() && matches!(u.token.kind, TokenKind::Word | TokenKind::Other);
    let most = start + units[start..].iter().take(WORDS).take_while(word).count();
    let named = |end: &usize| {
        let whole = units[0].token.span.cover(units[*end - 1].token.span).of(context.text);
        context.lexicon.is_body_name(whole) || context.lexicon.is_outlet_name(whole)
    };
    let end = (2..=most).rev().filter(|&end| units[end - 1].token.capital()).find(named)?;
    Some(KnownName { start, end })
}
