//! Wordings with the rows that were read of them.
//!
//! In: wordings. Out: [`PlacedWordings`] ones, each with the place of its row, so that a table can be made of any of them: no text is read twice
//! because another one is cut.

use super::rows::Rows;
use super::table::WordingTable;
use super::wording::rows;
use crate::lexicon::Lexicon;
use crate::model::{Article, Quotation, Wording};

/// The rows of all wordings that were read.
pub struct ReadWordings<'a> {
    articles: &'a [Article],
    quotations: &'a [Quotation],
    lexicon: &'a Lexicon,
    readers: Vec<Rows<'a>>,
}

/// Wordings, each with the place of its row: the reader, and the row there.
#[derive(Default)]
pub struct PlacedWordings {
    pub wordings: Vec<Wording>,
    places: Vec<(u32, u32)>,
}

impl<'a> ReadWordings<'a> {
    /// Nothing is read yet but the rows of earlier runs.
    pub fn new(
        articles: &'a [Article],
        quotations: &'a [Quotation],
        lexicon: &'a Lexicon,
        readers: Vec<Rows<'a>>,
    ) -> Self {
        Self { articles, quotations, lexicon, readers }
    }

    /// Reads further wordings.
    pub fn add(&mut self, wordings: Vec<Wording>) -> PlacedWordings {
        let read = rows(&wordings, self.articles, self.quotations, self.lexicon);
        let of_reader =
            |(reader, rows): (u32, &Rows<'_>)| (0..rows.len() as u32).map(move |row| (reader, row));
        let places = (self.readers.len() as u32..).zip(&read).flat_map(of_reader).collect();
        self.readers.extend(read);
        PlacedWordings { wordings, places }
    }

    /// A table of some of the wordings. Tables between which nothing is read have the same numbers of words and names.
    pub fn table(&self, placed: &PlacedWordings) -> WordingTable {
        self.table_behind(&[], placed)
    }

    /// The same, behind rows of an earlier run, which are given by their readers and their places there.
    pub fn table_behind(&self, earlier: &[(u32, u32)], placed: &PlacedWordings) -> WordingTable {
        WordingTable::from_rows(&self.readers, &[earlier, &placed.places].concat(), self.lexicon)
    }
}

impl PlacedWordings {
    /// The wordings of `self`, or instead of each the pieces that it is cut into, if it has cuts; and for each the number of the wording
    /// that it is or is a piece of. `pieces` are those of all that have cuts. Left out are wordings without cuts that are not wanted.
    pub fn in_pieces(
        &self,
        cuts: &[Vec<usize>],
        pieces: &Self,
        is_wanted: impl Fn(&Wording) -> bool,
    ) -> (Self, Vec<u32>) {
        let (mut out, mut parts, mut next) = (Self::default(), Vec::new(), 0);
        for (i, own) in cuts.iter().enumerate() {
            if !own.is_empty() {
                let to = next + own.len() + 1;
                (next..to).for_each(|piece| out.push(pieces, piece));
                next = to;
            } else if is_wanted(&self.wordings[i]) {
                out.push(self, i);
            }
            parts.resize(out.wordings.len(), i as u32);
        }
        (out, parts)
    }

    fn push(&mut self, from: &Self, i: usize) {
        self.wordings.push(from.wordings[i].clone());
        self.places.push(from.places[i]);
    }
}
