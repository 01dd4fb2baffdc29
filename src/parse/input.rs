//! What the grammar's parsers run over: nom 8's `Input` on a slice of anything, with what they may look at besides.

use std::iter::{Copied, Enumerate};
use std::slice::Iter;

use nom::{Input, Needed};

use crate::lexicon::Lexicon;
use crate::segment::ParsedToken;

/// What every parser may look at besides its input: the article's text, to compare words, and the lexicon.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The language.
    pub lexicon: &'a Lexicon,
    /// Whether the paragraph is set in Title Case, where a capital tells nothing.
    pub title_case: bool,
}

/// The rest of a slice, and where in the whole it begins.
#[derive(Debug, Clone, Copy)]
pub struct Rest<'a, T> {
    items: &'a [T],
    at: usize,
    /// Text and lexicon.
    pub context: Context<'a>,
}

impl<'a, T> Rest<'a, T> {
    /// All of `items`, from `at` on.
    pub fn new(items: &'a [T], at: usize, context: Context<'a>) -> Self {
        Self { items: items.get(at..).unwrap_or_default(), at, context }
    }

    /// Index of the first item within the whole.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The items left.
    pub fn items(&self) -> &'a [T] {
        self.items
    }

    /// The first item left.
    pub fn first(&self) -> Option<&'a T> {
        self.items.first()
    }
}

impl<'a, T: Copy> Input for Rest<'a, T> {
    type Item = T;
    type Iter = Copied<Iter<'a, T>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.items.len()
    }

    fn take(&self, index: usize) -> Self {
        Self { items: &self.items[..index], ..*self }
    }

    fn take_from(&self, index: usize) -> Self {
        Self { items: &self.items[index..], at: self.at + index, ..*self }
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.items.iter().position(|item| predicate(*item))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.items.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.items.len() { Ok(count) } else { Err(Needed::new(count - self.items.len())) }
    }
}

/// One element of a paragraph's outline: a token outside all quotation marks, or a whole quotation.
#[derive(Debug, Clone, Copy)]
pub struct Unit {
    /// The token; for a quotation its opening mark.
    pub token: ParsedToken,
    /// Index of the quotation among the paragraph's marked spans.
    pub quote: Option<u16>,
}

/// The outline of a paragraph, as the phrase parsers see it.
pub type Units<'a> = Rest<'a, Unit>;
