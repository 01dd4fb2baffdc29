//! A wording's words of form N3, for the grade of a change.
//!
//! In: a wording, and units of it. Out: the words that these units print (see [`crate::change`]). A number of
//! several words is one word.

use super::words::Unit;
use crate::change::{ChangedWord, changed_words};
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
        let (Some(first), Some(last)) = (units.first(), units.last()) else { return Vec::new() };
        let bytes = |a: &Atom| (self.start + a.start as usize, self.start + a.end as usize);
        let from = self.atoms.partition_point(|a| bytes(a).1 <= first.span.start());
        let to = self.atoms.partition_point(|a| bytes(a).0 < last.span.end());
        let printed = |&i: &usize| {
            let (start, end) = bytes(&self.atoms[i]);
            units.iter().any(|u| u.span.start() < end && start < u.span.end())
        };
        changed_words(self.text, &self.atoms, (from..to).filter(printed), |key| words.entry(key), lexicon)
    }
}
