//! Which word of one row stands where in the other?
//!
//! In: two rows, a way to score a pair, and a key for each place. Out: pairs of places, both rising. Needleman & Wunsch
//! (1970) where the table of scores is small; else the rows are first cut at anchors (keys that stand once on each side, in
//! their longest rising row: Bram Cohen's patience diff), so that the work stays near-linear whatever the input.

/// What leaving a word without a partner costs. Two gaps cost a little more than a replacement, so that a word replaced by
/// another stands under it.
const GAP: f32 = -0.5;

/// What a replacement costs.
pub(super) const REPLACED: f32 = -0.9;

/// A table of scores has at most this many cells.
const CELLS: usize = 1 << 20;

/// Pairs `(i, j)` of places that stand under each other, rising in both. `score(i, j)` is positive for the same word, at
/// least [`REPLACED`] else; `left[i] == right[j]` only for words that can be anchors.
pub(super) fn align(
    left: &[u64],
    right: &[u64],
    score: &mut dyn FnMut(usize, usize) -> f32,
) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut blocks = vec![(0, left.len(), 0, right.len(), true)];
    // A stack of blocks from left to right: the last one pushed is the next one done.
    while let Some((a, b, c, d, may_cut)) = blocks.pop() {
        if a == b || c == d {
            continue;
        }
        if (b - a).saturating_mul(d - c) <= CELLS {
            table(a..b, c..d, score, &mut out);
            continue;
        }
        let anchors = if may_cut { anchors(&left[a..b], &right[c..d]) } else { Vec::new() };
        if anchors.is_empty() {
            // Nothing holds the two together: words are paired from both ends as long as they agree.
            let head = (a..b).zip(c..d).take_while(|&(i, j)| left[i] == right[j]).count();
            let tail = (a + head..b)
                .rev()
                .zip((c + head..d).rev())
                .take_while(|&(i, j)| left[i] == right[j])
                .count();
            out.extend((0..head).map(|n| (a + n, c + n)));
            out.extend((0..tail).rev().map(|n| (b - 1 - n, d - 1 - n)));
            continue;
        }
        let mut parts = Vec::new();
        let (mut i, mut j) = (a, c);
        for (x, y) in anchors {
            let (x, y) = (a + x, c + y);
            parts.push((i, x, j, y, false));
            parts.push((x, x + 1, y, y + 1, false));
            (i, j) = (x + 1, y + 1);
        }
        parts.push((i, b, j, d, false));
        blocks.extend(parts.into_iter().rev());
    }
    out
}

fn table(
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
    score: &mut dyn FnMut(usize, usize) -> f32,
    out: &mut Vec<(usize, usize)>,
) {
    let width = columns.len() + 1;
    let mut sums = vec![0.0f32; width];
    let mut steps = vec![0u8; (rows.len() + 1) * width];
    for (j, sum) in sums.iter_mut().enumerate().skip(1) {
        *sum = j as f32 * GAP;
        steps[j] = LEFT;
    }
    for (r, i) in rows.clone().enumerate() {
        let mut diagonal = sums[0];
        sums[0] += GAP;
        steps[(r + 1) * width] = UP;
        for (n, j) in columns.clone().enumerate() {
            let pair = diagonal + score(i, j);
            let up = sums[n + 1] + GAP;
            let left = sums[n] + GAP;
            diagonal = sums[n + 1];
            // Of equals the pair, then the left row's gap: the answer must not depend on rounding alone.
            let (best, step) = if pair >= up && pair >= left {
                (pair, PAIR)
            } else if up >= left {
                (up, UP)
            } else {
                (left, LEFT)
            };
            sums[n + 1] = best;
            steps[(r + 1) * width + n + 1] = step;
        }
    }
    let (mut r, mut n) = (rows.len(), columns.len());
    let from = out.len();
    while r > 0 && n > 0 {
        match steps[r * width + n] {
            PAIR => {
                (r, n) = (r - 1, n - 1);
                out.push((rows.start + r, columns.start + n));
            }
            UP => r -= 1,
            _ => n -= 1,
        }
    }
    out[from..].reverse();
}

const PAIR: u8 = 0;
const UP: u8 = 1;
const LEFT: u8 = 2;

/// Keys that stand once in each row, in their longest row that rises in both.
fn anchors(left: &[u64], right: &[u64]) -> Vec<(usize, usize)> {
    let (left, right) = (once(left), once(right));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (key, i) in &left {
        if let Ok(n) = right.binary_search_by_key(key, |r| r.0) {
            pairs.push((*i, right[n].1));
        }
    }
    pairs.sort_unstable();
    // Patience sorting: `tops[k]` ends the best rising row of k + 1 pairs.
    let mut tops: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; pairs.len()];
    for n in 0..pairs.len() {
        let pile = tops.partition_point(|&t| pairs[t].1 < pairs[n].1);
        if pile > 0 {
            before[n] = tops[pile - 1];
        }
        if pile == tops.len() {
            tops.push(n);
        } else {
            tops[pile] = n;
        }
    }
    let mut out = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        out.push(pairs[at]);
        at = before[at];
    }
    out.reverse();
    out
}

/// The keys that stand once, sorted, with their places.
fn once(keys: &[u64]) -> Vec<(u64, usize)> {
    let mut sorted: Vec<(u64, usize)> = keys.iter().copied().zip(0..).collect();
    sorted.sort_unstable();
    sorted.chunk_by(|x, y| x.0 == y.0).filter(|c| c.len() == 1).map(|c| c[0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(left: &[u64], right: &[u64]) -> Vec<(usize, usize)> {
        align(left, right, &mut |i, j| if left[i] == right[j] { 2.0 } else { REPLACED })
    }

    #[test]
    fn agreeing_words_stand_under_each_other() {
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
    fn hostile_rows_end_soon() {
        let left: Vec<u64> = (0..60_000).map(|n| n % 7).collect();
        let right: Vec<u64> = (0..60_000).map(|n| n % 5).collect();
        let found = pairs(&left, &right);
        assert!(found.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
    }
}
