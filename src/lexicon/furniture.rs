//! Lines that belong to a page, not to its article: "ADVERTISEMENT".
//!
//! In: the entries of `furniture.toml`. Out: whether a line is one of them.

use rustc_hash::FxHashSet;

use super::data::LineMatch;

/// The lines that belong to the page, not to the article.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// Whole lines, which nearly all are. Each line of an article is looked up once.
    whole: FxHashSet<Box<str>>,
    beginnings: Vec<Box<str>>,
    ends: Vec<Box<str>>,
    longest: usize,
}

impl Furniture {
    /// Adds a line, or the beginning or the end of a line.
    pub(super) fn add(&mut self, by: LineMatch, text: &str) {
        let text = text.to_lowercase().into_boxed_str();
        self.longest = self.longest.max(text.len());
        match by {
            LineMatch::Exact => _ = self.whole.insert(text),
            LineMatch::Prefix => self.beginnings.push(text),
            LineMatch::Suffix => self.ends.push(text),
        }
    }

    pub(super) fn matches(&self, line: &str) -> bool {
        let line = line.trim();
        // A long line with such a prefix or suffix is prose that begins like a caption by chance.
        if line.is_empty() || line.len() > self.longest + 60 {
            return false;
        }
        let folded = line.to_lowercase();
        // One byte tells nearly all of them apart.
        let (bytes, first) = (folded.as_bytes(), folded.as_bytes().first());
        let begins = |text: &[u8]| text.first() == first && bytes.starts_with(text);
        let ends = |text: &[u8]| text.last() == bytes.last() && bytes.ends_with(text);
        self.whole.contains(folded.as_str())
            || self.beginnings.iter().any(|text| begins(text.as_bytes()))
            || self.ends.iter().any(|text| ends(text.as_bytes()))
    }
}
