//! The shortest way from one row to another, and how much of two words is the same.
//!
//! In: two rows of keys. Out: the stretches that are equal, and those that stand for each other (Myers, 1986, by the crate `similar`). All
//! callers give rows of one type, because the crate's functions are compiled anew for every type of row, which takes long.

use std::ops::Range;
use std::time::Instant;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices_deadline, diff_ratio};

/// A stretch of both rows, in their order. One of two stretches that differ may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Places of the older row.
    pub before: Range<usize>,
    /// Places of the newer row.
    pub after: Range<usize>,
    /// True if both hold the same keys.
    pub equal: bool,
}

/// The shortest way from `before` to `after`. The work is the length of the rows times the number of differences, but from the time `until` on
/// any way is taken.
pub fn steps(before: &[u32], after: &[u32], until: Instant) -> Vec<Step> {
    let step = |op: DiffOp| {
        let (tag, before, after) = op.as_tag_tuple();
        Step { before, after, equal: tag == DiffTag::Equal }
    };
    operations(before, after, Some(until)).into_iter().map(step).collect()
}

/// The share of characters that two words have in common in one order: from 0 to 1.
pub fn alike(a: &str, b: &str) -> f32 {
    let (a, b): (Vec<u32>, Vec<u32>) =
        (a.chars().map(u32::from).collect(), b.chars().map(u32::from).collect());
    diff_ratio(&operations(&a, &b, None), a.len(), b.len())
}

fn operations(before: &[u32], after: &[u32], until: Option<Instant>) -> Vec<DiffOp> {
    capture_diff_slices_deadline(Algorithm::Myers, before, after, until)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn steps_cover_both_rows_in_order() {
        let found = steps(&[1, 2, 3, 4, 5], &[1, 9, 3, 4, 6, 7], Instant::now() + Duration::from_secs(60));
        let told: Vec<_> = found.iter().map(|s| (s.before.clone(), s.after.clone(), s.equal)).collect();
        assert_eq!(told, [(0..1, 0..1, true), (1..2, 1..2, false), (2..4, 2..4, true), (4..5, 4..6, false)]);
    }

    #[test]
    fn words_are_alike_by_their_letters() {
        assert!((alike("form", "from") - 0.75).abs() < 1e-6);
        assert_eq!((alike("rain", "rain"), alike("rain", "mud"), alike("", "")), (1.0, 0.0, 1.0));
    }
}
