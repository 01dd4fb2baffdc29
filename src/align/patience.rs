//! Finds anchors of two rows: places that certainly correspond to each other.
//!
//! In: two rows of keys, and how many keys in a row make a run. Out: pairs of places, rising on both sides,
//! each of which begins a run that occurs exactly once in either row. Between two anchors long rows can be
//! aligned piece by piece, so that time grows with their length and not with its square. If pairs cross, the
//! longest row that rises on both sides is kept, found by patience sorting (Fredman 1975; Bram Cohen's
//! patience diff).

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// How often a run occurs in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    Once(usize),
    Often,
}

impl Seen {
    fn and(self, at: usize) -> Self {
        if self == Seen::Never { Seen::Once(at) } else { Seen::Often }
    }
}

/// Returns the anchors of two rows: runs of `run` keys that each row has once. Time is linear but for a
/// logarithm; memory grows with `left`.
pub fn anchors<K: Hash + Eq>(left: &[K], right: &[K], run: usize) -> Vec<(usize, usize)> {
    let mut runs: FxHashMap<&[K], (Seen, Seen)> = FxHashMap::default();
    for (i, keys) in left.windows(run).enumerate() {
        let (own, _) = runs.entry(keys).or_insert((Seen::Never, Seen::Never));
        *own = own.and(i);
    }
    for (j, keys) in right.windows(run).enumerate() {
        if let Some((_, other)) = runs.get_mut(keys) {
            *other = other.and(j);
        }
    }
    let single = |seen: &(Seen, Seen)| match *seen {
        (Seen::Once(i), Seen::Once(j)) => Some((i, j)),
        _ => None,
    };
    let mut pairs: Vec<_> = runs.values().filter_map(single).collect();
    pairs.sort_unstable();
    rising(&pairs)
}

/// Returns the longest row of `pairs` whose second places rise too. The first places must rise.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair with the lowest second place that ends a row of this length; for each pair the
    // pair before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (k, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&e| pairs[e].1 < pair.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = k,
            None => ends.push(k),
        }
    }
    let mut row: Vec<_> =
        std::iter::successors(ends.last().copied(), |&k| before[k]).map(|k| pairs[k]).collect();
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn runs_that_both_rows_have_once_are_anchors() {
        let left = [1, 2, 3, 4, 5, 6, 20, 9, 9, 9, 9, 9, 9, 7, 8, 30, 31, 32];
        let right = [40, 1, 2, 3, 4, 5, 6, 21, 9, 9, 9, 9, 9, 9, 7, 8, 30, 31, 32, 9, 9, 9, 9, 9];
        assert_eq!(
            anchors(&left, &right, 5),
            [(0, 1), (1, 2), (9, 10), (10, 11), (11, 12), (12, 13), (13, 14)],
            "five nines occur more than once"
        );
        assert!(anchors(&left, &right[..3], 5).is_empty());
    }

    #[test]
    fn if_pairs_cross_the_longest_rising_row_is_kept() {
        assert_eq!(rising(&[(0, 9), (1, 1), (2, 5), (3, 2), (4, 3)]), [(1, 1), (3, 2), (4, 3)]);
        assert!(rising(&[]).is_empty());
    }

    /// The plain version: every pair of places is looked at, and the longest rising row is found by comparing
    /// each with all before it.
    fn plain(left: &[u8], right: &[u8], run: usize) -> (Vec<(usize, usize)>, usize) {
        let count = |row: &[u8], wanted: &[u8]| row.windows(run).filter(|w| *w == wanted).count();
        let mut pairs = Vec::new();
        for (i, a) in left.windows(run).enumerate() {
            for (j, b) in right.windows(run).enumerate() {
                if a == b && count(left, a) == 1 && count(right, a) == 1 {
                    pairs.push((i, j));
                }
            }
        }
        let mut longest = vec![1; pairs.len()];
        for k in 0..pairs.len() {
            for l in (0..k).filter(|&l| pairs[l].1 < pairs[k].1) {
                longest[k] = longest[k].max(longest[l] + 1);
            }
        }
        let most = longest.into_iter().max().unwrap_or(0);
        (pairs, most)
    }

    proptest! {
        #[test]
        fn the_plain_version_finds_as_many(
            left in prop::collection::vec(0u8..12, 0..16),
            right in prop::collection::vec(0u8..12, 0..16),
            run in 1usize..3,
        ) {
            let found = anchors(&left, &right, run);
            let (all, most) = plain(&left, &right, run);
            prop_assert_eq!(found.len(), most);
            prop_assert!(found.iter().all(|pair| all.contains(pair)));
            prop_assert!(found.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
        }
    }
}
