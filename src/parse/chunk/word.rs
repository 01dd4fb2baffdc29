//! Phrases that are neither noun phrases nor verb groups: a quotation, a mark, a time, a function word.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{not, peek};
use nom::sequence::terminated;

use super::phrase::{Chunk, ChunkKind};
use super::terminal::{Parsed, Units, figures, phrase, token};
use crate::lexicon::{Class, Classes, Frame, FunctionWord};
use crate::parse::cursor::{at_most, behind, holds, miss};
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// Words before the day of a time: "early last".
const LEADING: usize = 3;
/// Days, months and numbers after the first: "June 4, 2019".
const DATED: usize = 5;

/// a whole quotation with its marks
pub fn quote(input: Units<'_>) -> Parsed<'_, Chunk> {
    let Some(index) = input.peek(0).and_then(|u| u.quote) else { return miss() };
    let rest = input.skip(1);
    Ok((rest, phrase(input, rest, ChunkKind::Quote(index), Classes::NONE)))
}

/// , : ; — . ( ) and signs
pub fn punctuation(input: Units<'_>) -> Parsed<'_, Chunk> {
    let Some(unit) = input.peek(0) else { return miss() };
    let kind = match unit.token.kind {
        TokenKind::Comma => ChunkKind::Comma,
        TokenKind::Colon => ChunkKind::Colon,
        TokenKind::Semicolon => ChunkKind::Semicolon,
        TokenKind::Dash => ChunkKind::Dash,
        TokenKind::Stop => ChunkKind::Stop,
        TokenKind::Open => ChunkKind::Open,
        TokenKind::Close => ChunkKind::Close,
        TokenKind::Mark | TokenKind::Other => ChunkKind::Other,
        TokenKind::Word | TokenKind::Number | TokenKind::Clitic => return miss(),
    };
    let rest = input.skip(1);
    Ok((rest, phrase(input, rest, kind, Classes::NONE)))
}

/// A word that [`time`] can begin with. Takes nothing.
pub fn begins_time(input: Units<'_>) -> Parsed<'_, ()> {
    const BEGINS: Classes = Classes::of(&[
        Class::Determiner,
        Class::Adjective,
        Class::Number,
        Class::Weekday,
        Class::Month,
        Class::Time,
    ]);
    holds(input, input.peek(0).is_some_and(|u| u.token.word.classes.meets(BEGINS)))
}

/// last week; Monday; June 4, 2019. It is kept apart, so that "On Monday Ruiz said" has Ruiz for its subject.
pub fn time(input: Units<'_>) -> Parsed<'_, Chunk> {
    let leads = |t: &ParsedToken| {
        (t.is(Class::Determiner) || t.is(Class::Adjective) || t.is(Class::Number)) && !t.is(Class::Time)
    };
    let dated = alt((token(is_day), token(figures), comma_of_date));
    let mut whole = (at_most(LEADING, token(leads)), token(is_day), at_most(DATED, dated));
    let (rest, _) = whole.parse(input)?;
    // "week's meeting" is a noun phrase.
    let (rest, ()) = not(token(|t| t.kind == TokenKind::Clitic)).parse(rest)?;
    let (rest, ()) = holds(rest, !is_name_of_month(input, rest))?;
    Ok((rest, phrase(input, rest, ChunkKind::Time, Classes::NONE)))
}

/// Monday, June; week, yesterday
fn is_day(token: &ParsedToken) -> bool {
    let day = token.is(Class::Weekday) || token.is(Class::Month);
    day && token.capital() || token.is(Class::Time) && !token.capital()
}

/// June 4, | 2019
fn comma_of_date(input: Units<'_>) -> Parsed<'_, &ParsedToken> {
    let comma = token(|t: &ParsedToken| t.kind == TokenKind::Comma);
    let number =
        |unit: Option<&_>| unit.is_some_and(|u: &crate::parse::cursor::OutlineUnit| figures(&u.token));
    let (rest, ()) = behind(number)(input)?;
    terminated(comma, peek(token(figures))).parse(rest)
}

/// "…," Jun wrote; "…," said May: a month without a day before a verb of saying, or right behind one, is a name.
fn is_name_of_month(from: Units<'_>, to: Units<'_>) -> bool {
    let alone = to.at() == from.at() + 1 && from.peek(0).is_some_and(|u| u.token.is(Class::Month));
    let speaks = |t: &ParsedToken| t.is(Class::ReportingVerb) && t.is(Class::Past) && !t.is(Class::NounForm);
    let inverts = |v| from.around().context.lexicon.verb(v).takes(Frame::Inverted);
    let before = from.around().phrase;
    let said = before.is_some_and(|b| b.is(Class::Past) && b.reports().is_some_and(inverts));
    alone && (said || to.peek(0).is_some_and(|u| speaks(&u.token)))
}

/// of, and, because, who, also: one word
pub fn function_word(input: Units<'_>) -> Parsed<'_, Chunk> {
    let (rest, word) = token(|_| true)(input)?;
    let kind = match () {
        () if word.plays(FunctionWord::Complementizer) => ChunkKind::Complementizer,
        () if word.is(Class::Relative) && !word.is(Class::Subordinator) => ChunkKind::Relative,
        () if word.is(Class::Coordinator) => ChunkKind::Coordinator,
        () if word.is(Class::Preposition) => ChunkKind::Preposition,
        () if word.is(Class::Subordinator) => ChunkKind::Subordinator,
        () if word.is(Class::Adverb) || word.is(Class::Negation) => ChunkKind::Adverb,
        () => ChunkKind::Other,
    };
    Ok((rest, phrase(input, rest, kind, word.word.classes)))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{cut, phrase_rule};
    use super::*;

    #[test]
    fn days_dates_and_weeks() {
        phrase_rule(
            time,
            &[
                ("on Monday Ruiz left", "Monday"),
                ("last week Ruiz left", "last week"),
                ("in June 2019 Ruiz left", "June 2019"),
                ("on June 4, 2019, Ruiz left", "June 4, 2019"),
                ("“It rained,” Jun wrote", "-"),
                ("May 4 was wet", "May 4"),
                ("this week’s meeting", "-"),
                ("the old bridge", "-"),
            ],
        );
    }

    #[test]
    fn every_other_word_is_a_phrase_of_its_own() {
        cut(&[
            (
                "(Ruiz; who also left because of it: rain!)",
                "[( open][Ruiz noun][; semicolon][who relative][also adverb][left verb][because subordinator]\
                 [of preposition][it noun][: colon][rain noun][! stop][) close]",
            ),
            ("and — % not", "[and coordinator][— dash][% other][not adverb]"),
            ("“It rained”", "[“It rained” quote]"),
            ("", ""),
        ]);
    }
}
