//! What the grammar's parsers run over, and the combinators that nom lacks.
//!
//! In: a row of items and where in it a parser is. Out: the same, further on. A [`Cursor`] looks ahead up to
//! its end and back to its beginning, so that a rule can ask what comes before it. Every combinator has a
//! bound, so that a paragraph costs no more than its length times a constant.

use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Parser};

use crate::lexicon::Lexicon;
use crate::segment::ParsedToken;

/// What every parser may look at besides its items: the article's text and the language.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The language.
    pub lexicon: &'a Lexicon,
    /// Whether the paragraph is set in Title Case, where a capital does not show a name.
    pub title_case: bool,
    /// Whether the observations of readings are kept, and not only the sum of their weights.
    pub keeps_features: bool,
}

/// One element of a paragraph's outline: a token outside all quotation marks, or a whole quotation.
#[derive(Debug, Clone, Copy)]
pub struct OutlineUnit {
    /// The token; for a quotation its opening mark.
    pub token: ParsedToken,
    /// Index of the quotation among the paragraph's marked spans.
    pub quote: Option<u16>,
}

/// A row of items, and what of it the parsers may see.
#[derive(Debug)]
pub struct ItemRow<'a, T, C> {
    all: &'a [T],
    first: u32,
    end: u32,
    around: &'a C,
}

impl<'a, T, C> ItemRow<'a, T, C> {
    /// A row of which the items from `first` to `end` are seen, and what the parsers may look at besides.
    pub fn new(all: &'a [T], (first, end): (usize, usize), around: &'a C) -> Self {
        Self { all, first: first as u32, end: end.min(all.len()) as u32, around }
    }

    /// A cursor at one of the items.
    pub fn at(&'a self, item: usize) -> Cursor<'a, T, C> {
        Cursor { over: self, at: (item as u32).min(self.end) }
    }
}

/// A place in a row of items, between the first item that a parser may look back to and the end that it may
/// look ahead to. It is copied at every step of every rule, so it has no more than the place.
#[derive(Debug)]
pub struct Cursor<'a, T, C> {
    over: &'a ItemRow<'a, T, C>,
    at: u32,
}

impl<T, C> Clone for Cursor<'_, T, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, C> Copy for Cursor<'_, T, C> {}

impl<'a, T, C> Cursor<'a, T, C> {
    /// What the parsers may look at besides the items.
    #[inline]
    pub fn around(&self) -> &'a C {
        self.over.around
    }

    /// Index of the first item ahead.
    pub fn at(&self) -> u32 {
        self.at
    }

    /// The items ahead.
    #[inline]
    pub fn ahead(&self) -> &'a [T] {
        #[cfg(test)]
        crate::steps::count(1);
        &self.over.all[self.at as usize..self.over.end as usize]
    }

    /// The items ahead up to the end of the row, whatever the end of the cursor.
    pub fn up_to_the_last(&self) -> &'a [T] {
        &self.over.all[self.at as usize..]
    }

    /// The items passed, nearest last.
    #[inline]
    pub fn passed(&self) -> &'a [T] {
        &self.over.all[self.over.first as usize..self.at as usize]
    }

    /// The items passed since index `from`.
    #[inline]
    pub fn since(&self, from: u32) -> &'a [T] {
        &self.over.all[from as usize..self.at as usize]
    }

    /// The item before, if the cursor may look back to it.
    #[inline]
    pub fn behind(&self) -> Option<&'a T> {
        if self.at > self.over.first { self.over.all.get(self.at as usize - 1) } else { None }
    }

    /// The item that is `count` items ahead.
    #[inline]
    pub fn peek(&self, count: usize) -> Option<&'a T> {
        #[cfg(test)]
        crate::steps::count(1);
        let index = self.at as usize + count;
        if index < self.over.end as usize { self.over.all.get(index) } else { None }
    }

    /// The whole row, whatever the window of the cursor.
    pub fn row(&self) -> &'a [T] {
        self.over.all
    }

    /// Item `index` of the whole row.
    pub fn item(&self, index: u32) -> Option<&'a T> {
        self.over.all.get(index as usize)
    }

    /// The cursor `count` items further on, and no further than its end.
    #[inline]
    pub fn skip(self, count: usize) -> Self {
        Self { at: (self.at + count as u32).min(self.over.end), ..self }
    }
}

/// A rule did not match. It says no more, since a rule that does not match is no mistake of the text's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMatch;

impl<I> ParseError<I> for NoMatch {
    fn from_error_kind(_: I, _: ErrorKind) -> Self {
        Self
    }

    fn append(_: I, _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// What a parser over a cursor returns.
pub type Step<'a, T, C, O> = IResult<Cursor<'a, T, C>, O, NoMatch>;

/// A parser that does not match.
pub fn miss<I, O>() -> IResult<I, O, NoMatch> {
    Err(nom::Err::Error(NoMatch))
}

/// Matches if the condition holds, and takes nothing.
pub fn holds<I>(input: I, condition: bool) -> IResult<I, (), NoMatch> {
    if condition { Ok((input, ())) } else { miss() }
}

/// One item that passes the test.
pub fn one<'a, T: 'a, C: 'a>(
    test: impl Fn(&T) -> bool,
) -> impl Fn(Cursor<'a, T, C>) -> Step<'a, T, C, &'a T> {
    move |input| match input.peek(0).filter(|item| test(item)) {
        Some(item) => Ok((input.skip(1), item)),
        None => miss(),
    }
}

/// Any one item.
pub fn any<'a, T, C>(input: Cursor<'a, T, C>) -> Step<'a, T, C, &'a T> {
    one(|_| true)(input)
}

/// The item before passes the test; `None` stands for the beginning. Takes nothing.
pub fn behind<'a, T: 'a, C: 'a>(
    test: impl Fn(Option<&T>) -> bool,
) -> impl Fn(Cursor<'a, T, C>) -> Step<'a, T, C, ()> {
    move |input| holds(input, test(input.behind()))
}

/// `{ item }`, at most so many.
pub fn at_most<'a, T: 'a, C: 'a, P>(
    most: usize,
    mut item: P,
) -> impl FnMut(Cursor<'a, T, C>) -> Step<'a, T, C, ()>
where
    P: Parser<Cursor<'a, T, C>, Error = NoMatch>,
{
    move |mut input| {
        for _ in 0..most {
            let Ok((rest, _)) = item.parse(input) else { break };
            input = rest;
        }
        Ok((input, ()))
    }
}

/// As few items as possible, at most so many, and then `until`, whose output it gives.
pub fn shortest<'a, T: 'a, C: 'a, P, U>(
    most: usize,
    mut item: P,
    mut until: U,
) -> impl FnMut(Cursor<'a, T, C>) -> Step<'a, T, C, U::Output>
where
    P: Parser<Cursor<'a, T, C>, Error = NoMatch>,
    U: Parser<Cursor<'a, T, C>, Error = NoMatch>,
{
    move |mut input| {
        for _ in 0..most {
            if let Ok(found) = until.parse(input) {
                return Ok(found);
            }
            (input, _) = item.parse(input)?;
        }
        until.parse(input)
    }
}

/// Where what `parser` takes begins and ends, as indices of items.
pub fn range<'a, T: 'a, C: 'a, P>(mut parser: P) -> impl FnMut(Cursor<'a, T, C>) -> Step<'a, T, C, (u32, u32)>
where
    P: Parser<Cursor<'a, T, C>, Error = NoMatch>,
{
    move |input| {
        let (rest, _) = parser.parse(input)?;
        Ok((rest, (input.at(), rest.at())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nom::sequence::preceded;

    fn over(items: &[u8]) -> ItemRow<'_, u8, ()> {
        ItemRow::new(items, (0, items.len()), &())
    }

    fn is<'a>(wanted: u8) -> impl Fn(Cursor<'a, u8, ()>) -> Step<'a, u8, (), &'a u8> {
        one(move |item| *item == wanted)
    }

    #[test]
    fn a_bound_is_never_passed() {
        let row = over(&[1, 1, 1, 2]);
        let taken = |most| at_most(most, is(1))(row.at(0)).map(|(rest, ())| rest.at());
        assert_eq!([taken(0), taken(2), taken(9)], [Ok(0), Ok(2), Ok(3)]);
        let found = |most| shortest(most, is(1), range(is(2)))(row.at(0)).map(|(_, range)| range);
        assert_eq!([found(2), found(3), found(9)], [Err(nom::Err::Error(NoMatch)), Ok((3, 4)), Ok((3, 4))]);
    }

    #[test]
    fn a_cursor_sees_no_further_than_its_window() {
        let items = [1, 2, 3, 4];
        let row = ItemRow::new(&items, (1, 3), &());
        let cursor = row.at(1);
        assert_eq!(
            (cursor.behind(), cursor.ahead(), cursor.up_to_the_last()),
            (None, &items[1..3], &items[1..])
        );
        assert!(cursor.skip(9).ahead().is_empty());
        assert_eq!((cursor.skip(1).behind(), cursor.skip(2).since(1)), (Some(&2), &items[1..3]));
    }

    #[test]
    fn looking_behind_takes_nothing() {
        let row = over(&[1, 2]);
        let mut behind_one = preceded(is(1), preceded(behind(|item| item == Some(&1)), range(is(2))));
        assert_eq!(behind_one.parse(row.at(0)).map(|(_, range)| range), Ok((1, 2)));
    }
}
