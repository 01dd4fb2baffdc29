//! Two long rows of words → words of which one surely stands for the other.
//!
//! In: both rows as stems. Out: pairs of places that rise on both sides: each begins a run of words that either row has once. Between
//! them a long claim can be aligned piece by piece, so that time follows its length and not its square. Of pairs that cross, the
//! longest rising row is kept, found by patience sorting (Fredman 1975).

use rustc_hash::FxHashMap;

/// Words of a run: one of five is hardly ever met by chance.
const RUN: usize = 5;

/// Where a run stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Nowhere,
    Once(usize),
    Often,
}

impl At {
    fn and(self, at: usize) -> Self {
        if self == At::Nowhere { At::Once(at) } else { At::Often }
    }
}

/// The anchors of two rows of stems. Linear, but for a logarithm; memory follows `claim`.
pub fn anchors(claim: &[u32], source: &[u32]) -> Vec<(usize, usize)> {
    let mut runs: FxHashMap<&[u32], (At, At)> = FxHashMap::default();
    for (i, run) in claim.windows(RUN).enumerate() {
        let (own, _) = runs.entry(run).or_insert((At::Nowhere, At::Nowhere));
        *own = own.and(i);
    }
    for (j, run) in source.windows(RUN).enumerate() {
        if let Some((_, there)) = runs.get_mut(run) {
            *there = there.and(j);
        }
    }
    let single = |at: &(At, At)| match *at {
        (At::Once(i), At::Once(j)) => Some((i, j)),
        _ => None,
    };
    let mut pairs: Vec<_> = runs.values().filter_map(single).collect();
    pairs.sort_unstable();
    rising(&pairs)
}

/// The longest row of pairs whose second places rise too.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that ends a row of it lowest, and for each pair the one before it in its row.
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
    use super::*;

    #[test]
    fn runs_that_both_have_once_are_anchors() {
        let claim = [1, 2, 3, 4, 5, 6, 20, 9, 9, 9, 9, 9, 9, 7, 8, 30, 31, 32];
        let source = [40, 1, 2, 3, 4, 5, 6, 21, 9, 9, 9, 9, 9, 9, 7, 8, 30, 31, 32, 9, 9, 9, 9, 9];
        assert_eq!(
            anchors(&claim, &source),
            [(0, 1), (1, 2), (9, 10), (10, 11), (11, 12), (12, 13), (13, 14)],
            "five nines stand there more than once"
        );
        assert!(anchors(&claim, &source[..3]).is_empty());
    }

    #[test]
    fn of_pairs_that_cross_most_are_kept() {
        assert_eq!(rising(&[(0, 9), (1, 1), (2, 5), (3, 2), (4, 3)]), [(1, 1), (3, 2), (4, 3)]);
        assert!(rising(&[]).is_empty());
    }
}
