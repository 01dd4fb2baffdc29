//! The best run of keys that two rows share.
//!
//! In: two rows of keys, the weight of each key, and the cost of a place passed over. Out: a [`Run`]: pairs
//! of equal keys, rising in both rows, whose weight less the places passed over between them is the highest
//! (Smith & Waterman 1981, where only equal keys are paired and places passed over cost the same on either
//! side). Only cells with equal keys are computed: the best run before each is looked up in a tree.

/// A run of pairs of equal keys.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Run {
    /// The weight of its keys, less what the places passed over cost.
    pub score: f32,
    /// The weight of its keys.
    pub weight: f32,
    /// The number of its pairs.
    pub pairs: u32,
    /// The places passed over between them, in both rows together.
    pub passed: u32,
}

/// A run that ends in one cell.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    score: f32,
    weight: f32,
    pairs: u32,
    /// Row plus column of its first pair.
    first: u32,
}

/// No run: nothing can be carried from it.
const NONE: Open = Open { score: f32::NEG_INFINITY, weight: 0.0, pairs: 0, first: 0 };

/// Most pairs of places of one alignment; what `right` has beyond that is not looked at.
const MAX_CELLS: usize = 1 << 28;

/// Buffers that are reused for all alignments.
#[derive(Debug, Default)]
pub struct LocalAligner {
    /// A tree of maxima (Fenwick 1994) over the columns: runs by the column in which they end, each with the
    /// cost of row plus column added to its score, so that runs that end in different cells can be compared.
    ends: Vec<Open>,
    /// The runs that end in the present row, with their columns.
    row: Vec<(usize, Open)>,
}

impl LocalAligner {
    /// Returns the best run of two rows. `weight` is that of a key of `left`, by its place; `cost` is that of
    /// a place passed over.
    pub fn best_run<K: Copy + Eq>(
        &mut self,
        left: &[K],
        right: &[K],
        cost: f32,
        weight: impl Fn(usize) -> f32,
    ) -> Run {
        let right = &right[..right.len().min(MAX_CELLS / left.len().max(1))];
        // The shorter row is often one contiguous stretch of the longer row.
        let is_left = |stretch: &[K]| stretch.first() == left.first() && stretch == left;
        if left.len() <= right.len() && right.windows(left.len().max(1)).any(is_left) {
            let weight = (0..left.len()).map(weight).sum();
            return Run { score: weight, weight, pairs: left.len() as u32, passed: 0 };
        }
        self.ends.clear();
        self.ends.resize(right.len() + 1, NONE);
        let mut best = Run::default();
        for (i, &key) in left.iter().enumerate() {
            let weight = weight(i);
            self.row.clear();
            for (j, _) in right.iter().enumerate().filter(|(_, other)| **other == key) {
                // From a run that ends at (k, l), i - k - 1 places are passed over here and j - l - 1 there.
                let place = (i + j) as u32;
                let passed = cost * (i + j) as f32;
                let before = best_before(&self.ends, j);
                let carried = before.score - passed + 2.0 * cost;
                let before = match carried > 0.0 {
                    true => Open { score: carried, ..before },
                    false => Open { first: place, ..Open::default() },
                };
                let open = Open {
                    score: before.score + weight,
                    weight: before.weight + weight,
                    pairs: before.pairs + 1,
                    first: before.first,
                };
                if open.score > best.score {
                    best = open.closed(place);
                }
                self.row.push((j, Open { score: open.score + passed, ..open }));
            }
            for &(j, open) in &self.row {
                keep_best(&mut self.ends, j, open);
            }
        }
        best
    }
}

impl Open {
    /// The run, where its last pair has the given row plus column.
    fn closed(self, last: u32) -> Run {
        let passed = (last - self.first) - 2 * (self.pairs - 1);
        Run { score: self.score, weight: self.weight, pairs: self.pairs, passed }
    }
}

/// Returns the best of the runs that end before column `j`.
fn best_before(ends: &[Open], j: usize) -> Open {
    let (mut at, mut best) = (j, NONE);
    while at > 0 {
        if ends[at].score > best.score {
            best = ends[at];
        }
        at &= at - 1;
    }
    best
}

/// Enters a run that ends at column `j`.
fn keep_best(ends: &mut [Open], j: usize, open: Open) {
    let mut at = j + 1;
    while let Some(end) = ends.get_mut(at) {
        if open.score > end.score {
            *end = open;
        }
        at += at & at.wrapping_neg();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COST: f32 = 0.5;

    fn weight(key: u8) -> f32 {
        0.25 + f32::from(key) / 2.0
    }

    fn run(left: &[u8], right: &[u8]) -> Run {
        LocalAligner::default().best_run(left, right, COST, |i| weight(left[i]))
    }

    #[test]
    fn a_stretch_passes_over_nothing() {
        let found = run(&[3, 4, 5], &[9, 3, 4, 5, 3]);
        assert_eq!((found.pairs, found.passed, found.score), (3, 0, found.weight));
        assert_eq!(run(&[], &[1, 2]), Run::default());
        assert_eq!(run(&[7], &[1, 2]), Run::default());
    }

    #[test]
    fn places_between_cost_and_places_outside_do_not() {
        let found = run(&[8, 3, 9, 4, 5], &[3, 4, 1, 5, 7]);
        assert_eq!((found.pairs, found.passed), (3, 2), "3, 4 and 5; 9 on the left, 1 on the right");
        assert_eq!(found.score, found.weight - 2.0 * COST);
    }

    /// The plain version: the whole table.
    fn plain(left: &[u8], right: &[u8]) -> f32 {
        let (mut above, mut best) = (vec![0.0f32; right.len() + 1], 0.0f32);
        for &key in left {
            let mut row = vec![0.0f32; right.len() + 1];
            for (j, &other) in right.iter().enumerate() {
                let passed = (above[j + 1].max(row[j]) - COST).max(0.0);
                let pair = if key == other { above[j] + weight(key) } else { 0.0 };
                row[j + 1] = passed.max(pair);
                best = best.max(row[j + 1]);
            }
            above = row;
        }
        best
    }

    fn row() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0u8..6, 0..16)
    }

    proptest! {
        #[test]
        fn the_plain_version_finds_nothing_better(left in row(), right in row()) {
            let found = run(&left, &right);
            prop_assert!((found.score - plain(&left, &right)).abs() < 1e-3);
            prop_assert!((found.score - (found.weight - COST * found.passed as f32)).abs() < 1e-3);
        }

        #[test]
        fn memory_of_one_alignment_does_not_touch_the_next(left in row(), right in row(), other in row()) {
            let mut kept = LocalAligner::default();
            kept.best_run(&other, &left, COST, |i| weight(other[i]));
            prop_assert_eq!(kept.best_run(&left, &right, COST, |i| weight(left[i])), run(&left, &right));
        }
    }
}
