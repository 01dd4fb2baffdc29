//! A wording's words of form N3, for the grade of a change.
//!
//! In: a wording, and units of it. Out: the words that these units print (see [`crate::change`]). A number of
//! several words is one word.

use super::words::Unit;
use crate::change::{ChangedWord, changed_words, is_parted, is_set_off};
use crate::lexicon::Lexicon;
use crate::model::Span;
use crate::words::{Atom, Vocabulary};

/// A wording's words of form N3, by their bytes in the wording.
pub(super) struct GradedWords<'a> {
    text: &'a str,
    /// Where the wording begins in its article.
    start: usize,
    atoms: Vec<Atom>,
}

impl<'a> GradedWords<'a> {
    /// Reads the wording `span` of `text`.
    pub fn new(text: &'a str, span: Span, lexicon: &Lexicon, words: &mut Vocabulary) -> Self {
        let (text, start) = (span.of(text), span.start());
        let mut atoms = Vec::new();
        crate::words::atoms(text, lexicon, words, &mut atoms);
        Self { text, start, atoms }
    }

    /// The words that some units print, as the grade of a change sees them.
    pub fn of(&self, units: &[Unit], words: &Vocabulary, lexicon: &Lexicon) -> Vec<ChangedWord> {
        changed_words(self.text, &self.atoms, self.places(units), |key| words.entry(key), lexicon)
    }

    /// The places of the words that some units print.
    fn places(&self, units: &[Unit]) -> impl Iterator<Item = usize> {
        let bytes = |a: &Atom| (self.start + a.start as usize, self.start + a.end as usize);
        let (from, to) = match (units.first(), units.last()) {
            (Some(first), Some(last)) => (
                self.atoms.partition_point(|a| bytes(a).1 <= first.span.start()),
                self.atoms.partition_point(|a| bytes(a).0 < last.span.end()),
            ),
            _ => (0, 0),
        };
        let printed = move |&i: &usize| {
            let (start, end) = bytes(&self.atoms[i]);
            // Units stand in the order of the text.
            let first = units.partition_point(|u| u.span.end() <= start);
            units.get(first).is_some_and(|u| u.span.start() < end)
        };
        (from..to).filter(printed)
    }

    /// True if units of both sides are the same words in form N3: "Gen. Hale", "General Hale".
    pub fn are_same(&self, own: &[Unit], other: &GradedWords<'_>, theirs: &[Unit]) -> bool {
        let mut places = (self.places(own), other.places(theirs));
        let mut any = false;
        loop {
            match (places.0.next(), places.1.next()) {
                (Some(a), Some(b)) if self.atoms[a].same(other.atoms[b]) => any = true,
                (None, None) => return any,
                _ => return false,
            }
        }
    }

    /// True if a mark, or nothing, stands before a unit.
    pub fn begins_clause(&self, unit: &Unit) -> bool {
        let before = unit.span.start().checked_sub(self.start).and_then(|at| self.text.get(..at));
        is_parted(before.unwrap_or_default())
    }

    /// True if marks stand on both sides of what some units print: a clause or a phrase of its own.
    pub fn is_set_off(&self, units: &[Unit]) -> bool {
        let (Some(first), Some(last)) = (units.first(), units.last()) else { return false };
        let before = first.span.start().checked_sub(self.start).and_then(|at| self.text.get(..at));
        let behind = last.span.end().checked_sub(self.start).and_then(|at| self.text.get(at..));
        is_set_off(before.unwrap_or_default(), behind.unwrap_or_default())
    }
}
