//! All of one row against a stretch of another, where leaving out many places costs little more than leaving
//! out a few.
//!
//! In: a row that is aligned whole, a row of which a stretch is free, the gain of a pair. Out: pairs of
//! places, rising in both rows, of the alignment that is worth most (Gotoh 1982). The other row costs nothing
//! before the first pair and after the last.
//!
//! Time and memory grow with the product of the lengths. If the product is large, both rows are cut first at
//! runs of keys that each has once (see [`super::patience`]), and what lies between the cuts is aligned piece
//! by piece.

use super::patience::anchors;

/// What it costs to leave out places: `open` for the first of them, and `step` for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Cost of a gap of any length.
    pub open: i32,
    /// Further cost of each place in it.
    pub step: i32,
}

/// A place of the row that is aligned whole.
#[derive(Debug, Clone, Copy)]
pub struct WholePlace {
    /// Its key; only equal keys are anchors.
    pub key: u32,
    /// Cost of finding no counterpart for it.
    pub lack: Gap,
    /// Cost of another key in its place.
    pub replace: i32,
    /// True if the row marks an omission after this place. After its last place the other row is free.
    pub is_marked: bool,
}

/// A place of the other row.
#[derive(Debug, Clone, Copy)]
pub struct FreePlace {
    /// Its key.
    pub key: u32,
    /// True if the place is an aside, which is cheap to leave out.
    pub is_aside: bool,
}

/// What it costs to leave out places of the other row.
#[derive(Debug, Clone, Copy)]
pub struct Skips {
    /// Without a reason.
    pub plain: Gap,
    /// Asides.
    pub aside: Gap,
    /// After a place that marks an omission.
    pub marked: Gap,
}

impl Skips {
    fn at(&self, is_marked: bool, is_aside: bool) -> Gap {
        match (is_marked, is_aside) {
            (true, _) => self.marked,
            (_, true) => self.aside,
            _ => self.plain,
        }
    }
}

/// Two rows and how they are scored.
pub struct AffineTask<'a, G> {
    /// The row that is aligned whole.
    pub whole: &'a [WholePlace],
    /// The row of which a stretch is free.
    pub part: &'a [FreePlace],
    /// Costs of leaving out places of `part`.
    pub skips: Skips,
    /// What a pair of places adds; `None` if they do not agree, which costs `replace` and makes no pair.
    /// Equal keys always agree.
    pub gain: G,
}

/// The best alignment.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    /// Places that agree, rising in both rows.
    pub pairs: Vec<(usize, usize)>,
    /// The score of the alignment. For one whole, the scores of different parts can be compared.
    pub score: i32,
}

const NEVER: i32 = i32::MIN / 2;

/// Most cells of one alignment; above this, both rows are cut at anchors.
pub const MAX_CELLS_AT_ONCE: usize = 12_000_000;
/// Maximum number of cells that an aligner computes; then it is spent.
const MAX_CELLS: usize = 2 * MAX_CELLS_AT_ONCE;
/// Number of keys in an anchor: five equal keys in a row are almost never a coincidence.
const ANCHOR_KEYS: usize = 5;
/// Cells that take as long as one place in which anchors are sought.
pub const CELLS_PER_PLACE: usize = 8;

/// Where a step came from: the state before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Start,
    Pair,
    Lack,
    Skip,
}

/// The states of a cell, as indices: the last places are a pair (or one replaces the other), the whole's last
/// place has no counterpart, the part's last place is left out.
const PAIR: usize = 0;
const LACK: usize = 1;
const SKIP: usize = 2;

/// A cell: for each state the best score and where it came from.
type Cell = ([i32; 3], [From; 3]);

/// Places of both rows that are aligned at once.
#[derive(Clone, Copy)]
struct Stretch {
    from: (usize, usize),
    to: (usize, usize),
}

impl Stretch {
    /// Returns the number of cells in one row of its table.
    fn width(self) -> usize {
        self.to.1 - self.from.1 + 1
    }
}

/// Buffers that are reused for all alignments.
#[derive(Debug, Default)]
pub struct Aligner {
    scores: [Vec<[i32; 3]>; 2],
    trace: Vec<[From; 3]>,
    /// The number of cells computed so far.
    spent: usize,
}

impl Aligner {
    /// True if the alignments took so long that a further one is not worth it.
    pub fn is_spent(&self) -> bool {
        self.spent >= MAX_CELLS
    }

    /// The number of cells computed so far.
    pub fn spent(&self) -> usize {
        self.spent
    }

    /// Aligns all of `rows.whole` with a stretch of `rows.part`, in at most `most` cells. Above those, what
    /// lies between anchors is aligned on its own, from the beginning of the whole, with as much of the part
    /// as the cells that are left allow.
    pub fn align<G: Fn(usize, usize) -> Option<i32>>(
        &mut self,
        rows: &AffineTask<G>,
        most: usize,
    ) -> Alignment {
        let end = (rows.whole.len(), rows.part.len());
        if end.0.saturating_mul(end.1) <= most {
            return self.align_stretch(rows, Stretch { from: (0, 0), to: end });
        }
        let left: Vec<u32> = rows.whole.iter().map(|w| w.key).collect();
        let right: Vec<u32> = rows.part.iter().map(|p| p.key).collect();
        let cuts = anchors(&left, &right, ANCHOR_KEYS);
        self.spent += CELLS_PER_PLACE * (end.0 + end.1);
        let mut out = Alignment::default();
        let (mut from, mut left) = ((0, 0), most);
        for (i, j) in cuts.into_iter().chain([end]) {
            let width = (j - from.1).min(left / (i - from.0).max(1));
            left -= (i - from.0) * width;
            let found = self.align_stretch(rows, Stretch { from, to: (i, from.1 + width) });
            out.pairs.extend(found.pairs);
            out.score = out.score.saturating_add(found.score);
            if (i, j) != end {
                out.pairs.push((i, j));
                out.score = out.score.saturating_add((rows.gain)(i, j).unwrap_or_default());
            }
            from = (i + 1, j + 1);
        }
        out
    }

    /// Aligns one stretch of both rows. Time and memory grow with the product of the lengths.
    fn align_stretch<G: Fn(usize, usize) -> Option<i32>>(
        &mut self,
        rows: &AffineTask<G>,
        stretch: Stretch,
    ) -> Alignment {
        let Stretch { from, to } = stretch;
        if from.0 == to.0 {
            return Alignment::default();
        }
        let width = stretch.width();
        self.spent += (to.0 - from.0) * width;
        self.trace.clear();
        self.trace.resize((to.0 - from.0 + 1) * width, [From::Start; 3]);
        let [above, row] = &mut self.scores;
        above.clear();
        // Before the whole's first place the part is free.
        above.resize(width, [0, NEVER, NEVER]);
        for i in from.0..to.0 {
            row.clear();
            row.resize(width, [NEVER; 3]);
            // After the last place of the stretch, what the part goes on with is free.
            let is_marked = i + 1 == to.0 || rows.whole[i].is_marked;
            let trace = &mut self.trace[(i - from.0 + 1) * width..];
            for j in 0..width {
                let beside = j.checked_sub(1).map(|k| (above[k], row[k]));
                (row[j], trace[j]) = rows.cell((i, from.1 + j), above[j], beside, is_marked);
            }
            std::mem::swap(above, row);
        }
        let mut end = (NEVER, PAIR, 0);
        for (j, cell) in self.scores[0].iter().enumerate() {
            for state in [PAIR, LACK] {
                if cell[state] > end.0 {
                    end = (cell[state], state, j);
                }
            }
        }
        Alignment { pairs: self.pairs(rows, stretch, (end.1, end.2)), score: end.0 }
    }

    /// Walks back from the end and collects the pairs. Replacements are not pairs.
    fn pairs<G: Fn(usize, usize) -> Option<i32>>(
        &self,
        rows: &AffineTask<G>,
        stretch: Stretch,
        (mut state, mut j): (usize, usize),
    ) -> Vec<(usize, usize)> {
        let (from, width) = (stretch.from, stretch.width());
        let mut out = Vec::new();
        let mut i = stretch.to.0;
        while i > from.0 {
            let before = self.trace[(i - from.0) * width + j][state];
            match state {
                PAIR => {
                    (i, j) = (i - 1, j - 1);
                    if (rows.gain)(i, from.1 + j).is_some() {
                        out.push((i, from.1 + j));
                    }
                }
                LACK => i -= 1,
                _ => j -= 1,
            }
            state = match before {
                From::Pair | From::Start => PAIR,
                From::Lack => LACK,
                From::Skip => SKIP,
            };
        }
        out.reverse();
        out
    }
}

impl<G: Fn(usize, usize) -> Option<i32>> AffineTask<'_, G> {
    /// The cell after place `at.0` of the whole and before place `at.1` of the part. `above` is the cell
    /// before that place of the whole; `beside` are the cells before the last place of the part, above and in
    /// this row.
    #[inline]
    fn cell(
        &self,
        at: (usize, usize),
        above: [i32; 3],
        beside: Option<([i32; 3], [i32; 3])>,
        is_marked: bool,
    ) -> Cell {
        let whole = &self.whole[at.0];
        let (mut cell, mut from) = ([NEVER; 3], [From::Start; 3]);
        let open = whole.lack.open;
        let lacking = best3(above[PAIR] - open, above[LACK], above[SKIP] - open);
        (cell[LACK], from[LACK]) = (lacking.0 - whole.lack.step, lacking.1);
        if let Some((diagonal, left)) = beside {
            let gain = (self.gain)(at.0, at.1 - 1).unwrap_or(-whole.replace);
            let paired = best3(diagonal[PAIR], diagonal[LACK], diagonal[SKIP]);
            (cell[PAIR], from[PAIR]) = (paired.0 + gain, paired.1);
            let gap = self.skips.at(is_marked, self.part[at.1 - 1].is_aside);
            let skipped = best3(left[PAIR] - gap.open, left[LACK] - gap.open, left[SKIP]);
            (cell[SKIP], from[SKIP]) = (skipped.0 - gap.step, skipped.1);
        }
        (cell, from)
    }
}

/// Returns the best of three states and which state it is. If two are equal, the earlier one wins.
fn best3(pair: i32, lack: i32, skip: i32) -> (i32, From) {
    let mut best = (pair, From::Pair);
    for other in [(lack, From::Lack), (skip, From::Skip)] {
        if other.0 > best.0 {
            best = other;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SKIPS: Skips = Skips {
        plain: Gap { open: 20, step: 1 },
        aside: Gap { open: 5, step: 0 },
        marked: Gap { open: 4, step: 0 },
    };

    /// A key, and whether the place marks an omission (whole) or is an aside (part).
    type Place = (u32, bool);

    fn whole(row: &[Place]) -> Vec<WholePlace> {
        let lack = |key: u32| if key == 0 { Gap { open: 0, step: 3 } } else { Gap { open: 6, step: 10 } };
        row.iter()
            .map(|&(key, is_marked)| WholePlace { key, lack: lack(key), replace: 12, is_marked })
            .collect()
    }

    fn part(row: &[Place]) -> Vec<FreePlace> {
        row.iter().map(|&(key, is_aside)| FreePlace { key, is_aside }).collect()
    }

    fn aligned(left: &[Place], right: &[Place], most: usize) -> (Alignment, usize) {
        let (whole, part) = (whole(left), part(right));
        let gain = |i: usize, j: usize| (left[i].0 == right[j].0).then_some(10 + left[i].0 as i32);
        let mut aligner = Aligner::default();
        let rows = AffineTask { whole: &whole, part: &part, skips: SKIPS, gain };
        (aligner.align(&rows, most), aligner.spent())
    }

    fn unmarked(keys: &[u32]) -> Vec<Place> {
        keys.iter().map(|&key| (key, false)).collect()
    }

    #[test]
    fn places_left_out_and_replaced_have_no_pair() {
        let pairs = |a: &[u32], b: &[u32]| aligned(&unmarked(a), &unmarked(b), 1000).0.pairs;
        assert_eq!(pairs(&[1, 2, 3], &[9, 1, 8, 2, 3, 7]), [(0, 1), (1, 3), (2, 4)]);
        assert_eq!(pairs(&[1, 2, 3, 4], &[1, 9, 3, 4]), [(0, 0), (2, 2), (3, 3)]);
        assert!(pairs(&[], &[1, 2]).is_empty() && pairs(&[1, 2], &[]).is_empty());
    }

    #[test]
    fn a_marked_gap_may_be_long() {
        let right: Vec<u32> = [1, 2].into_iter().chain([9; 60]).chain([3, 4]).collect();
        let left = [(1, false), (2, true), (3, false), (4, false)];
        assert_eq!(aligned(&left, &unmarked(&right), 1000).0.pairs, [(0, 0), (1, 1), (2, 62), (3, 63)]);
        assert_eq!(aligned(&unmarked(&[1, 2, 3, 4]), &unmarked(&right), 1000).0.pairs.len(), 2);
    }

    #[test]
    fn long_rows_are_cut_where_both_surely_agree() {
        let right: Vec<Place> = unmarked(&(0..600).collect::<Vec<u32>>());
        let mut left = right.clone();
        left.remove(400);
        left.remove(80);
        left[200].0 = 10_000;
        let all = aligned(&left, &right, usize::MAX).0;
        assert_eq!(all.pairs.len(), 597);
        let (cut, spent) = aligned(&left, &right, 4_000);
        assert_eq!(cut.pairs, all.pairs);
        assert!(spent <= 4_000 + (CELLS_PER_PLACE + 1) * (left.len() + right.len()));
    }

    /// The plain version: the best score over all ways, by trying every last step. A way that leaves out
    /// places of the part pays `open` once for each run of them.
    fn plain(left: &[Place], right: &[Place]) -> i32 {
        let (whole, part) = (whole(left), part(right));
        let mut best = vec![vec![[NEVER; 3]; right.len() + 1]; left.len() + 1];
        best[0] = vec![[0, NEVER, NEVER]; right.len() + 1];
        for i in 1..=left.len() {
            for j in 0..=right.len() {
                let w = &whole[i - 1];
                let open = |state: usize, own: usize, gap: Gap| if state == own { 0 } else { gap.open };
                let lacked = |s: usize| best[i - 1][j][s] - open(s, LACK, w.lack) - w.lack.step;
                best[i][j][LACK] = (0..3).map(lacked).max().unwrap();
                if j == 0 {
                    continue;
                }
                let same = left[i - 1].0 == right[j - 1].0;
                let gain = if same { 10 + left[i - 1].0 as i32 } else { -w.replace };
                best[i][j][PAIR] = (0..3).map(|s| best[i - 1][j - 1][s] + gain).max().unwrap();
                let gap = SKIPS.at(i == left.len() || w.is_marked, part[j - 1].is_aside);
                let skipped = |s: usize| best[i][j - 1][s] - open(s, SKIP, gap) - gap.step;
                best[i][j][SKIP] = (0..3).map(skipped).max().unwrap();
            }
        }
        best[left.len()].iter().map(|cell| cell[PAIR].max(cell[LACK])).max().unwrap()
    }

    fn row(most: usize) -> impl Strategy<Value = Vec<Place>> {
        prop::collection::vec((0u32..6, any::<bool>()), 1..most)
    }

    proptest! {
        #[test]
        fn the_plain_version_finds_nothing_better(left in row(8), right in row(14)) {
            let (found, _) = aligned(&left, &right, usize::MAX);
            prop_assert_eq!(found.score, plain(&left, &right));
            prop_assert!(found.pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            prop_assert!(found.pairs.iter().all(|&(i, j)| left[i].0 == right[j].0));
        }

        #[test]
        fn within_a_limit_pairs_rise_and_the_work_stays_below(left in row(8), right in row(14), most in 0usize..60) {
            let (found, spent) = aligned(&left, &right, most);
            prop_assert!(found.pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            prop_assert!(spent <= most + (CELLS_PER_PLACE + 1) * (left.len() + right.len()));
        }
    }
}
