//! A claim and a stretch of a source, side by side.
//!
//! In: words and the texts that they stand in. Out: [`Sides`], of which every reading of an alignment asks what is printed where.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::words::{Atom, Overlay};

/// One side of a comparison: words and the text that they stand in.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a str,
    /// Its words, or a run of them.
    pub atoms: &'a [Atom],
}

impl<'a> Side<'a> {
    /// The bytes from the first to the last word of a range; `None` for an empty one.
    pub fn bytes(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let words = self.atoms.get(range.clone())?;
        let (first, last) = (words.first()?, words.last()?);
        Some(first.start as usize..last.end as usize)
    }

    /// The printed words of a range; `None` for an empty one.
    pub fn printed(&self, range: &Range<usize>) -> Option<&'a str> {
        self.text.get(self.bytes(range)?)
    }

    /// Whether the word at `i` and the one before it are one printed word: "non-members", "7:30".
    pub fn joined_to_the_one_before(&self, i: usize) -> bool {
        let Some([before, word]) = i.checked_sub(1).and_then(|p| self.atoms.get(p..=i)) else { return false };
        let figure = |a: &Atom| a.of(self.text).starts_with(|c: char| c.is_ascii_digit());
        before.end < word.start
            && match self.before(i) {
                ":" | "/" => figure(before) && figure(word),
                between => is_joint(between),
            }
    }

    /// What stands between the word at `i` and the one before it.
    pub fn before(&self, i: usize) -> &str {
        let Some(a) = self.atoms.get(i) else { return "" };
        let from = i.checked_sub(1).map_or(0, |p| self.atoms[p].end as usize);
        self.text.get(from..a.start as usize).unwrap_or_default()
    }
}

/// A hyphen and nothing else.
pub fn is_joint(between: &str) -> bool {
    matches!(between, "-" | "‐" | "‑")
}

/// Both sides and what is known of their words.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// The claim.
    pub claim: Side<'a>,
    /// The stretch of the source.
    pub source: Side<'a>,
    /// Words of both.
    pub words: &'a Overlay<'a>,
    /// The language.
    pub lexicon: &'a Lexicon,
}

impl Sides<'_> {
    /// The word in form N3.
    pub fn word(&self, a: Atom) -> &str {
        &self.words.entry(a.key).word
    }
}
