//! The walk over annotated articles that all learners share, and the places of annotations in bytes.

use inquit::attribute::{Attributor, Observer};
use inquit::eval::CharRange;
use inquit::lexicon::Lexicon;
use inquit::parse::Parser;
use inquit::segment::{lines, unwrapped};

/// Walks one article as the product does, watched by an observer.
pub fn walk(text: &str, indirect: bool, observer: &mut impl Observer) {
    let lexicon = Lexicon::built_in();
    let text = &*unwrapped(text);
    let mut parser = Parser::new(text, lexicon, indirect);
    let mut attributor = Attributor::new(text, lexicon, false);
    for line in lines(text, lexicon) {
        attributor.passage(&parser.passage(line, &mut Vec::new()), observer);
    }
    attributor.finish(observer);
}

/// For each code point of a text, and for its end, the byte where it begins: annotated offsets count code points.
pub struct Bytes(Vec<usize>);

impl Bytes {
    /// Counts through a text.
    pub fn of(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    /// A range of code points in bytes.
    pub fn range(&self, (start, end): CharRange) -> CharRange {
        (self.0[start], self.0[end])
    }
}

/// How much two ranges have in common.
pub fn overlap(a: CharRange, b: CharRange) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}
