//! A claim's words against a stretch of a source's words: which stands for which.
//!
//! In: both as words of form N3. Out: the [`Pair`]s of one alignment that keeps the order of both sides and costs least. All the
//! claim's words take part; the source is free before the first pair and behind the last. Leaving out words of the source costs
//! little more for many than for few (affine), and next to nothing where the claim marks an omission.
//!
//! Time and memory of that grow with the product of the lengths. Where the product is large, both sides are cut first at runs of
//! words that each has once (`anchor`), and what lies between the cuts is aligned piece by piece.

use super::anchor::anchors;
use crate::words::{Atom, Overlay};

/// How two words agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// One word in form N3.
    Word,
    /// Two forms of one word (N5).
    Stem,
}

/// One of the claim's words and the source's word that stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Index of the claim's word.
    pub claim: usize,
    /// Index of the source's word, in the slice that was aligned.
    pub source: usize,
    /// How they agree.
    pub agreement: Agreement,
}

/// The best alignment.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    /// Words that agree, in the order of both sides.
    pub pairs: Vec<Pair>,
    /// What it is worth; comparable between stretches for one claim.
    pub score: i32,
}

const SKIP_OPEN: i32 = 20;
const SKIP: i32 = 1;
const MARKED_OPEN: i32 = 4;
const LACK_OPEN: i32 = 6;
const LACK: i32 = 10;
const LACK_EDITORS: i32 = 3;
const REPLACE: i32 = 12;
const REPLACE_EDITORS: i32 = 4;
const NEVER: i32 = i32::MIN / 2;

/// Cells of one alignment; with more than these, both sides are cut at anchors.
const MOST_AT_ONCE: usize = 12_000_000;
/// Cells of all the alignments that one claim is worth.
const MOST_CELLS: usize = 2 * MOST_AT_ONCE;
/// Cells that take as long as one word does that anchors are looked for in.
const CELLS_A_WORD: usize = 8;

/// Where a step came from: the state before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Start,
    Pair,
    Lack,
    Skip,
}

/// Memory for alignments, kept between them.
#[derive(Debug, Default)]
pub struct Aligner {
    scores: [Vec<[i32; 3]>; 2],
    trace: Vec<[From; 3]>,
    /// Cells worked out so far.
    spent: usize,
}

/// Order of the states in a cell.
const PAIR: usize = 0;
const LACKING: usize = 1;
const SKIPPING: usize = 2;

impl Aligner {
    /// Whether the alignments took so long that no further one is worth it.
    pub fn is_spent(&self) -> bool {
        self.spent >= MOST_CELLS
    }

    /// Aligns all of `claim` with a part of `source`.
    pub fn align(&mut self, claim: &[Atom], source: &[Atom], words: &Overlay) -> Alignment {
        self.align_within(claim, source, words, MOST_AT_ONCE)
    }

    /// The same in at most `most` cells: above those, what lies between anchors is aligned on its own, from the claim's beginning,
    /// with as much of the source as the cells that are left allow.
    fn align_within(&mut self, claim: &[Atom], source: &[Atom], words: &Overlay, most: usize) -> Alignment {
        if claim.len().saturating_mul(source.len()) <= most {
            return self.align_all(claim, source, words);
        }
        let stems = |row: &[Atom]| -> Vec<u32> { row.iter().map(|a| words.entry(a.key).stem).collect() };
        let anchors = anchors(&stems(claim), &stems(source));
        self.spent += CELLS_A_WORD * (claim.len() + source.len());
        let end = (claim.len(), source.len());
        let mut out = Alignment::default();
        let (mut from, mut left) = ((0, 0), most);
        for (i, j) in anchors.into_iter().chain([end]) {
            let piece = &claim[from.0..i];
            let beside = &source[from.1..j];
            let beside = &beside[..beside.len().min(left / piece.len().max(1))];
            left -= piece.len() * beside.len();
            let found = self.align_all(piece, beside, words);
            let at = |p: Pair| Pair { claim: from.0 + p.claim, source: from.1 + p.source, ..p };
            out.pairs.extend(found.pairs.into_iter().map(at));
            out.score = out.score.saturating_add(found.score);
            if (i, j) != end {
                let agreement = if claim[i].same(source[j]) { Agreement::Word } else { Agreement::Stem };
                out.pairs.push(Pair { claim: i, source: j, agreement });
                out.score =
                    out.score.saturating_add(gain(agreement, worth(words.entry(claim[i].key).weight)));
            }
            from = (i + 1, j + 1);
        }
        out
    }

    /// Aligns all of `claim` with a part of `source`. Time and memory grow with the product of the lengths.
    fn align_all(&mut self, claim: &[Atom], source: &[Atom], words: &Overlay) -> Alignment {
        if claim.is_empty() {
            return Alignment::default();
        }
        let width = source.len() + 1;
        self.spent += claim.len() * width;
        self.trace.clear();
        self.trace.resize((claim.len() + 1) * width, [From::Start; 3]);
        let worth: Vec<i32> = claim.iter().map(|c| worth(words.entry(c.key).weight)).collect();
        let stems: Vec<u32> = claim.iter().map(|c| words.entry(c.key).stem).collect();
        let source_stems: Vec<u32> = source.iter().map(|s| words.entry(s.key).stem).collect();
        let [above, row] = &mut self.scores;
        above.clear();
        // Before the claim's first word the source is free.
        above.resize(width, [0, NEVER, NEVER]);
        for (i, c) in claim.iter().enumerate() {
            row.clear();
            row.resize(width, [NEVER; 3]);
            let marked = claim.get(i + 1).is_none_or(|next| next.after_gap());
            let lack = if c.editors() { LACK_EDITORS } else { LACK };
            let replace = if c.editors() { REPLACE_EDITORS } else { REPLACE };
            for j in 0..width {
                let mut cell = [NEVER; 3];
                let mut from = [From::Start; 3];
                // The claim's word has no counterpart.
                let up = above[j];
                let open = if c.editors() { 0 } else { LACK_OPEN };
                let closed = best3(up[PAIR] - open, up[LACKING], up[SKIPPING] - open);
                cell[LACKING] = closed.0 - lack;
                from[LACKING] = closed.1;
                if j > 0 {
                    let s = source[j - 1];
                    let gain = if c.same(s) {
                        gain(Agreement::Word, worth[i])
                    } else if stems[i] == source_stems[j - 1] {
                        gain(Agreement::Stem, worth[i])
                    } else {
                        -replace
                    };
                    let diagonal = above[j - 1];
                    let before = best3(diagonal[PAIR], diagonal[LACKING], diagonal[SKIPPING]);
                    cell[PAIR] = before.0 + gain;
                    from[PAIR] = before.1;
                    // The source's word is left out.
                    let left = row[j - 1];
                    let aside = s.editors() || s.stage();
                    let open = match (marked, aside) {
                        (true, _) => MARKED_OPEN,
                        (_, true) => SKIP_OPEN / 4,
                        _ => SKIP_OPEN,
                    };
                    let step = if marked || aside { 0 } else { SKIP };
                    let skipped = best3(left[PAIR] - open, left[LACKING] - open, left[SKIPPING]);
                    cell[SKIPPING] = skipped.0 - step;
                    from[SKIPPING] = skipped.1;
                }
                row[j] = cell;
                self.trace[(i + 1) * width + j] = from;
            }
            std::mem::swap(above, row);
        }
        let last = &self.scores[0];
        let mut end = (NEVER, PAIR, 0);
        for (j, cell) in last.iter().enumerate() {
            for state in [PAIR, LACKING] {
                if cell[state] > end.0 {
                    end = (cell[state], state, j);
                }
            }
        }
        Alignment { pairs: self.pairs(claim, source, &stems, &source_stems, (end.1, end.2)), score: end.0 }
    }

    /// Walks back from the end; replacements are no pairs.
    fn pairs(
        &self,
        claim: &[Atom],
        source: &[Atom],
        stems: &[u32],
        source_stems: &[u32],
        end: (usize, usize),
    ) -> Vec<Pair> {
        let width = source.len() + 1;
        let mut out = Vec::new();
        let (mut i, (mut state, mut j)) = (claim.len(), end);
        while i > 0 {
            let from = self.trace[i * width + j][state];
            match state {
                PAIR => {
                    (i, j) = (i - 1, j - 1);
                    if claim[i].same(source[j]) {
                        out.push(Pair { claim: i, source: j, agreement: Agreement::Word });
                    } else if stems[i] == source_stems[j] {
                        out.push(Pair { claim: i, source: j, agreement: Agreement::Stem });
                    }
                }
                LACKING => i -= 1,
                _ => j -= 1,
            }
            state = match from {
                From::Pair | From::Start => PAIR,
                From::Lack => LACKING,
                From::Skip => SKIPPING,
            };
        }
        out.reverse();
        out
    }
}

/// The best of three states and which it was; earlier ones win ties.
fn best3(pair: i32, lack: i32, skip: i32) -> (i32, From) {
    let mut best = (pair, From::Pair);
    for other in [(lack, From::Lack), (skip, From::Skip)] {
        if other.0 > best.0 {
            best = other;
        }
    }
    best
}

/// What a pair of the word is worth: rare words more.
fn worth(weight: f32) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "at most 28")]
    {
        10 + (3.0 * weight.clamp(0.0, 6.0)) as i32
    }
}

/// What a pair adds.
fn gain(agreement: Agreement, worth: i32) -> i32 {
    match agreement {
        Agreement::Word => worth,
        Agreement::Stem => worth * 3 / 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::words::{Vocabulary, atoms};

    fn pairs(claim: &str, source: &str) -> Vec<(usize, usize)> {
        pairs_within(claim, source, MOST_AT_ONCE)
    }

    fn pairs_within(claim: &str, source: &str, most: usize) -> Vec<(usize, usize)> {
        let l = Lexicon::built_in();
        let (mut v, mut row, mut asked) = (Vocabulary::default(), Vec::new(), Vec::new());
        atoms(source, l, &mut v, &mut row);
        let mut words = Overlay::new(&v);
        atoms(claim, l, &mut words, &mut asked);
        let mut aligner = Aligner::default();
        let found = aligner.align_within(&asked, &row, &words, most);
        assert!(aligner.spent <= most + (CELLS_A_WORD + 1) * (asked.len() + row.len()));
        found.pairs.iter().map(|p| (p.claim, p.source)).collect()
    }

    #[test]
    fn a_dropped_word_costs_one_skip() {
        assert_eq!(pairs("the bridge fell", "and the old bridge fell down"), [(0, 1), (1, 3), (2, 4)]);
    }

    #[test]
    fn an_added_or_other_word_has_no_pair() {
        assert_eq!(pairs("the bridge never fell", "the bridge fell"), [(0, 0), (1, 1), (3, 2)]);
        assert_eq!(pairs("the tunnel fell down", "the bridge fell down"), [(0, 0), (2, 2), (3, 3)]);
    }

    #[test]
    fn a_marked_gap_may_be_long() {
        let source =
            format!("we built the bridge {} before the flood came", "and then some more ".repeat(60));
        assert_eq!(pairs("we built the bridge … before the flood came", &source).len(), 8);
    }

    #[test]
    fn nothing_against_nothing() {
        assert!(pairs("", "a b").is_empty());
        assert!(pairs("a b", "").is_empty());
    }

    #[test]
    fn long_rows_are_cut_where_both_surely_agree() {
        let source: String = (0..300).map(|n| format!("w{n} and ")).collect();
        let claim = source.replace("w40 and ", "").replace("w150", "other").replace("w299 and ", "w299 end");
        let whole = pairs(&claim, &source);
        assert_eq!(whole.len(), 596);
        assert_eq!(pairs_within(&claim, &source, 4_000), whole);
    }

    #[test]
    fn where_nothing_is_sure_the_work_stays_bounded() {
        let claim = "and on and on ".repeat(300);
        assert!(!pairs_within(&claim, &claim, 20_000).is_empty());
        assert!(pairs_within(&claim, "it rained ", 100).is_empty());
        assert!(pairs_within(&claim, &claim, 0).is_empty());
    }
}
