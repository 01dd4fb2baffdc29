//! Lines that belong to a page, not to its article: "ADVERTISEMENT".
//!
//! In: the entries of `furniture.toml`. Out: whether a line is one of them.

use super::data::LineMatch;

/// The lines that belong to the page, not to the article.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    lines: Vec<(LineMatch, String)>,
    longest: usize,
}

impl Furniture {
    /// Adds a line, or the beginning or the end of a line.
    pub(super) fn add(&mut self, by: LineMatch, text: &str) {
        let text = text.to_lowercase();
        self.longest = self.longest.max(text.len());
        self.lines.push((by, text));
    }

    pub(super) fn matches(&self, line: &str) -> bool {
        let line = line.trim();
        // A long line with such a prefix or suffix is prose that begins like a caption by chance.
        if line.is_empty() || line.len() > self.longest + 60 {
            return false;
        }
        let folded = line.to_lowercase();
        self.lines.iter().any(|(by, text)| match by {
            LineMatch::Exact => folded == *text,
            LineMatch::Prefix => folded.starts_with(text.as_str()),
            LineMatch::Suffix => folded.ends_with(text.as_str()),
        })
    }
}
