//! Which place of one row corresponds to which place of another?
//!
//! In: two rows of keys, and the gain of a pair. Out: pairs of places, rising in both rows, whose gains less
//! the cost of the places without a partner are the highest (Needleman & Wunsch 1970). If the table of sums
//! is too large, the rows are first cut at anchors (see [`super::patience`]), so that the work stays
//! near-linear whatever the input.

use std::ops::Range;

use super::patience::anchors;

/// What a place without a partner adds to the sum.
pub const GAP: f32 = -0.5;

/// Most cells of one table of sums; above this, the rows are cut.
const MAX_CELLS: usize = 1 << 20;

/// A part of both rows that is still to be aligned.
struct Block {
    left: Range<usize>,
    right: Range<usize>,
    /// Whether anchors may still be looked for: a part between anchors has none of its own.
    may_cut: bool,
}

/// Returns pairs `(i, j)` of places that correspond, rising in both. `left[i] == right[j]` may hold only for
/// places that may be anchors. A pair whose gain is less than two [`GAP`]s is never made.
pub fn align(left: &[u64], right: &[u64], gain: &mut dyn FnMut(usize, usize) -> f32) -> Vec<(usize, usize)> {
    align_within(left, right, gain, MAX_CELLS)
}

/// Aligns as [`align`] does, with tables of at most `most` cells.
fn align_within(
    left: &[u64],
    right: &[u64],
    gain: &mut dyn FnMut(usize, usize) -> f32,
    most: usize,
) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    // A stack of blocks from left to right: the last one pushed is the next one done.
    let mut blocks = vec![Block { left: 0..left.len(), right: 0..right.len(), may_cut: true }];
    while let Some(block) = blocks.pop() {
        if block.left.is_empty() || block.right.is_empty() {
            continue;
        }
        if block.left.len().saturating_mul(block.right.len()) <= most {
            table(block.left, block.right, gain, &mut out);
            continue;
        }
        let cuts = match block.may_cut {
            true => anchors(&left[block.left.clone()], &right[block.right.clone()], 1),
            false => Vec::new(),
        };
        if cuts.is_empty() {
            from_both_ends(left, right, &block, &mut out);
        } else {
            blocks.extend(cut(&block, &cuts).into_iter().rev());
        }
    }
    out
}

/// The parts of a block: what lies before, between and after the anchors, and the anchors themselves.
fn cut(block: &Block, anchors: &[(usize, usize)]) -> Vec<Block> {
    let mut parts = Vec::new();
    let (mut i, mut j) = (block.left.start, block.right.start);
    for &(x, y) in anchors {
        let (x, y) = (block.left.start + x, block.right.start + y);
        parts.push(Block { left: i..x, right: j..y, may_cut: false });
        parts.push(Block { left: x..x + 1, right: y..y + 1, may_cut: false });
        (i, j) = (x + 1, y + 1);
    }
    parts.push(Block { left: i..block.left.end, right: j..block.right.end, may_cut: false });
    parts
}

/// A large block without anchors: its places are paired from both ends as long as their keys agree.
fn from_both_ends(left: &[u64], right: &[u64], block: &Block, out: &mut Vec<(usize, usize)>) {
    let (a, b) = (block.left.start, block.left.end);
    let (c, d) = (block.right.start, block.right.end);
    let agree = |&(i, j): &(usize, usize)| left[i] == right[j];
    let head = (a..b).zip(c..d).take_while(agree).count();
    let tail = (a + head..b).rev().zip((c + head..d).rev()).take_while(agree).count();
    out.extend((0..head).map(|n| (a + n, c + n)));
    out.extend((0..tail).rev().map(|n| (b - 1 - n, d - 1 - n)));
}

/// The last step of the best way to a cell of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Pair,
    Up,
    Left,
}

fn table(
    rows: Range<usize>,
    columns: Range<usize>,
    gain: &mut dyn FnMut(usize, usize) -> f32,
    out: &mut Vec<(usize, usize)>,
) {
    let width = columns.len() + 1;
    let mut sums = vec![0.0f32; width];
    let mut steps = vec![Step::Left; (rows.len() + 1) * width];
    for (j, sum) in sums.iter_mut().enumerate().skip(1) {
        *sum = j as f32 * GAP;
    }
    for (i, steps) in rows.clone().zip(steps.chunks_exact_mut(width).skip(1)) {
        let (mut diagonal, mut before) = (sums[0], sums[0] + GAP);
        sums[0] = before;
        steps[0] = Step::Up;
        for ((j, sum), to) in columns.clone().zip(&mut sums[1..]).zip(&mut steps[1..]) {
            let pair = diagonal + gain(i, j);
            let up = *sum + GAP;
            let left = before + GAP;
            diagonal = *sum;
            // If sums are equal, the pair wins, then the gap in the left row: the answer must not depend only
            // on rounding.
            let (best, step) = if pair >= up && pair >= left {
                (pair, Step::Pair)
            } else if up >= left {
                (up, Step::Up)
            } else {
                (left, Step::Left)
            };
            (*sum, before, *to) = (best, best, step);
        }
    }
    let (mut r, mut n) = (rows.len(), columns.len());
    let from = out.len();
    while r > 0 && n > 0 {
        match steps[r * width + n] {
            Step::Pair => {
                (r, n) = (r - 1, n - 1);
                out.push((rows.start + r, columns.start + n));
            }
            Step::Up => r -= 1,
            Step::Left => n -= 1,
        }
    }
    out[from..].reverse();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SAME: f32 = 2.0;
    const OTHER: f32 = -0.9;

    fn gain(left: &[u64], right: &[u64], i: usize, j: usize) -> f32 {
        if left[i] == right[j] { SAME } else { OTHER }
    }

    fn pairs(left: &[u64], right: &[u64]) -> Vec<(usize, usize)> {
        align(left, right, &mut |i, j| gain(left, right, i, j))
    }

    #[test]
    fn keys_that_agree_are_paired() {
        assert_eq!(pairs(&[1, 2, 3, 4], &[1, 3, 4]), [(0, 0), (2, 1), (3, 2)]);
        assert_eq!(pairs(&[1, 2, 3], &[1, 9, 3]), [(0, 0), (1, 1), (2, 2)]);
        assert!(pairs(&[], &[1]).is_empty());
    }

    #[test]
    fn long_rows_are_cut_at_anchors() {
        let left: Vec<u64> = (0..20_000).collect();
        let mut right = left.clone();
        right.remove(7000);
        right.insert(12_000, 99_999_999);
        let found = pairs(&left, &right);
        assert_eq!(found.len(), 19_999);
        assert!(found.iter().all(|&(i, j)| left[i] == right[j]));
    }

    #[test]
    fn a_large_block_without_anchors_asks_for_no_gain() {
        let left: Vec<u64> = (0..60_000).map(|n| n % 7).collect();
        let right: Vec<u64> = (0..60_000).map(|n| n % 5).collect();
        let mut asked = 0;
        let found = align(&left, &right, &mut |i, j| {
            asked += 1;
            gain(&left, &right, i, j)
        });
        assert_eq!(asked, 0);
        assert!(found.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
    }

    /// The plain version: the best sum of every pair of beginnings, in a full table.
    fn plain(left: &[u64], right: &[u64]) -> f32 {
        let mut best = vec![vec![0.0f32; right.len() + 1]; left.len() + 1];
        for i in 0..=left.len() {
            for j in 0..=right.len() {
                let up = if i > 0 { best[i - 1][j] + GAP } else { f32::MIN };
                let back = if j > 0 { best[i][j - 1] + GAP } else { f32::MIN };
                let pair = match (i, j) {
                    (0, _) | (_, 0) => f32::MIN,
                    _ => best[i - 1][j - 1] + gain(left, right, i - 1, j - 1),
                };
                if i + j > 0 {
                    best[i][j] = up.max(back).max(pair);
                }
            }
        }
        best[left.len()][right.len()]
    }

    fn sum(left: &[u64], right: &[u64], pairs: &[(usize, usize)]) -> f32 {
        let gaps = left.len() + right.len() - 2 * pairs.len();
        pairs.iter().map(|&(i, j)| gain(left, right, i, j)).sum::<f32>() + gaps as f32 * GAP
    }

    fn row() -> impl Strategy<Value = Vec<u64>> {
        prop::collection::vec(0u64..6, 0..14)
    }

    proptest! {
        #[test]
        fn no_other_alignment_is_worth_more(left in row(), right in row()) {
            let found = pairs(&left, &right);
            prop_assert!(found.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            let (own, best) = (sum(&left, &right, &found), plain(&left, &right));
            prop_assert!((own - best).abs() < 1e-3, "{} of {}", own, best);
        }

        #[test]
        fn within_a_limit_pairs_still_rise_and_the_work_stays_below(left in row(), right in row(), most in 1usize..40) {
            let mut asked = 0;
            let found = align_within(
                &left,
                &right,
                &mut |i, j| { asked += 1; gain(&left, &right, i, j) },
                most,
            );
            prop_assert!(found.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            // Every table is within the limit, and there are at most two tables for each place and one more.
            prop_assert!(asked <= most * (2 * left.len().min(right.len()) + 1));
            prop_assert!(sum(&left, &right, &found) <= plain(&left, &right) + 1e-3);
        }
    }
}
