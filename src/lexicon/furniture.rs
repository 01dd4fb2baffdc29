//! Lines that belong to a page, not to its article: "ADVERTISEMENT".
//!
//! In: the entries of `furniture.toml`. Out: whether a line is one of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::data::LineMatch;

/// The bytes of the shortest entry: lines are told apart by two.
pub(super) const SHORTEST: usize = 2;

/// The lines that belong to the page, not to the article.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// Whole lines, which nearly all are. Each line of an article is looked up once.
    whole: FxHashSet<Box<str>>,
    /// By the first two bytes, and by the last two: a line is compared with few of them, for each is a place in memory of its own.
    beginnings: FxHashMap<[u8; 2], Vec<Box<str>>>,
    ends: FxHashMap<[u8; 2], Vec<Box<str>>>,
    longest: usize,
    /// The first two bytes of whole lines and of beginnings, and the last two bytes of ends. They tell nearly all lines apart.
    first_bytes: Pairs,
    last_bytes: Pairs,
}

impl Furniture {
    /// Adds a line, or the beginning or the end of a line, of [`SHORTEST`] bytes or more.
    pub(super) fn add(&mut self, by: LineMatch, text: &str) {
        let text = text.to_lowercase().into_boxed_str();
        self.longest = self.longest.max(text.len());
        let (first, last) = (first_two(&text), last_two(&text));
        let known = if by == LineMatch::Suffix { &mut self.last_bytes } else { &mut self.first_bytes };
        known.insert(if by == LineMatch::Suffix { last } else { first });
        match by {
            LineMatch::Exact => _ = self.whole.insert(text),
            LineMatch::Prefix => self.beginnings.entry(first).or_default().push(text),
            LineMatch::Suffix => self.ends.entry(last).or_default().push(text),
        }
    }

    pub(super) fn matches(&self, line: &str) -> bool {
        let line = line.trim();
        // A long line with such a prefix or suffix is prose that begins like a caption by chance.
        if line.is_empty() || line.len() > self.longest + 60 {
            return false;
        }
        // Other letters can have lower cases of other bytes.
        let is_foreign = |two: [u8; 2]| !two.is_ascii();
        let (first, last) = (first_two(line), last_two(line));
        let may_match = self.first_bytes.contains(first) || self.last_bytes.contains(last);
        if !may_match && !is_foreign(first) && !is_foreign(last) {
            return false;
        }
        let folded = line.to_lowercase();
        let mut beginnings = self.beginnings.get(&first_two(&folded)).into_iter().flatten();
        let mut ends = self.ends.get(&last_two(&folded)).into_iter().flatten();
        self.whole.contains(folded.as_str())
            || beginnings.any(|text| folded.starts_with(&**text))
            || ends.any(|text| folded.ends_with(&**text))
    }
}

/// A set of pairs of bytes, a bit for each.
#[derive(Debug, Default)]
struct Pairs(Vec<u64>);

impl Pairs {
    /// The word of a pair, and its bit in it.
    fn place(pair: [u8; 2]) -> (usize, u64) {
        let number = usize::from(u16::from_le_bytes(pair));
        (number / 64, 1 << (number % 64))
    }

    fn insert(&mut self, pair: [u8; 2]) {
        let (word, bit) = Self::place(pair);
        self.0.resize(self.0.len().max(word + 1), 0);
        self.0[word] |= bit;
    }

    fn contains(&self, pair: [u8; 2]) -> bool {
        let (word, bit) = Self::place(pair);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

/// The first two bytes of a text, in lower case if they are ASCII; 0 for one that is not there.
fn first_two(text: &str) -> [u8; 2] {
    let bytes = text.as_bytes();
    [0, 1].map(|at| bytes.get(at).map_or(0, u8::to_ascii_lowercase))
}

/// The last two bytes of a text, in lower case if they are ASCII; 0 for one that is not there.
fn last_two(text: &str) -> [u8; 2] {
    let bytes = text.as_bytes();
    [1, 2].map(|back| bytes.len().checked_sub(back).map_or(0, |at| bytes[at].to_ascii_lowercase()))
}
