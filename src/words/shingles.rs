//! When is one article a copy of another? Both stages that ask, grouping and verifying, have their answer from here.
//!
//! Compared are runs of an outlet's own words, those outside quotations: two independent articles on one speech quote the same words.

use xxhash_rust::xxh3::xxh3_64;

/// Words in a run.
const RUN: usize = 5;
/// Share of the shorter article's runs that makes two articles copies.
const COPY: f32 = 0.5;
/// An article with fewer runs of its own is no copy of anything.
const FEWEST: usize = 12;
/// An article's own words that are looked at.
const LOOKED_AT: usize = 3_000;

/// The runs of five words of one article, as hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Runs {
    /// Ascending, each once; empty where there are too few to tell by.
    hashes: Vec<u64>,
}

impl Runs {
    /// The runs of an outlet's own words, in their order; a word is a number that equal words share. Only the first 3000 are asked for.
    pub fn new(words: impl IntoIterator<Item = u64>) -> Self {
        let words: Vec<u64> = words.into_iter().take(LOOKED_AT).collect();
        let hash = |run: &[u64]| {
            let mut bytes = [0; 8 * RUN];
            bytes
                .chunks_exact_mut(8)
                .zip(run)
                .for_each(|(slot, word)| slot.copy_from_slice(&word.to_le_bytes()));
            xxh3_64(&bytes)
        };
        let mut hashes: Vec<u64> = words.windows(RUN).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        if hashes.len() < FEWEST {
            hashes.clear();
        }
        Self { hashes }
    }

    /// The lowest hashes, `most` at most: two articles that share many runs are likely to share some of these.
    pub fn sketch(&self, most: usize) -> &[u64] {
        &self.hashes[..self.hashes.len().min(most)]
    }

    /// Whether one of the two is a copy of the other, or both of a third: at least half of the shorter one's runs stand in the longer.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        let (mut a, mut b) = (self.hashes.as_slice(), other.hashes.as_slice());
        let shorter = a.len().min(b.len());
        let mut shared = 0_usize;
        while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
            shared += usize::from(x == y);
            if x <= y {
                a = rest_a;
            }
            if y <= x {
                b = rest_b;
            }
        }
        #[allow(clippy::cast_precision_loss, reason = "a few thousand")]
        let enough = shared as f32 >= COPY * shorter as f32;
        shorter > 0 && enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_shorter_ones_runs_make_a_copy() {
        let runs = |words: std::ops::Range<u64>| Runs::new(words);
        assert!(runs(0..100).is_copy_of(&runs(0..100)));
        assert!(runs(0..30).is_copy_of(&runs(10..500)) && runs(10..500).is_copy_of(&runs(0..30)));
        assert!(!runs(0..100).is_copy_of(&runs(60..160)));
    }

    #[test]
    fn few_words_copy_nothing_and_many_are_cut() {
        assert!(!Runs::new(0..10).is_copy_of(&Runs::new(0..10)));
        assert!(Runs::new(0..10).sketch(4).is_empty());
        assert_eq!(Runs::new(0..10_000), Runs::new(0..3_000));
        assert_eq!(Runs::new(0..100).sketch(4).len(), 4);
    }
}
