//! A claim's words against a stretch of a source's words: which corresponds to which.
//!
//! In: both as words of form N3. Out: the [`Match`]es of the alignment that is worth most. All the claim's words take part; the source
//! is free before the first match and after the last. Leaving out words of the source costs little more for many than for few, and
//! next to nothing if the claim marks an omission. The alignment itself is [`crate::align::affine`]; this file has the costs.

use crate::align::affine::{AffineTask, Aligner, FreePlace, Gap, MAX_CELLS_AT_ONCE, Skips, WholePlace};
use crate::words::{Atom, Overlay};

/// How two words agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// One word in form N3.
    Word,
    /// Two forms of one word (N5).
    Stem,
}

/// One of the claim's words and the source's word that corresponds to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Index of the claim's word.
    pub claim: usize,
    /// Index of the source's word, in the slice that was aligned.
    pub source: usize,
    /// How they agree.
    pub agreement: Agreement,
}

/// The best alignment of a claim.
#[derive(Debug, Clone, Default)]
pub struct Aligned {
    /// Words that agree, in the order of both sides.
    pub pairs: Vec<Match>,
    /// What it is worth; comparable between stretches for one claim.
    pub score: i32,
}

const SKIPS: Skips = Skips {
    plain: Gap { open: 20, step: 1 },
    // An editor's words, or what a record notes: "(Applause.)".
    aside: Gap { open: 5, step: 0 },
    marked: Gap { open: 4, step: 0 },
};
const LACK: Gap = Gap { open: 6, step: 10 };
const LACK_EDITORS: Gap = Gap { open: 0, step: 3 };
const REPLACE: i32 = 12;
const REPLACE_EDITORS: i32 = 4;

/// Aligns all of `claim` with a stretch of `source`.
pub fn align(aligner: &mut Aligner, claim: &[Atom], source: &[Atom], words: &Overlay) -> Aligned {
    align_within(aligner, claim, source, words, MAX_CELLS_AT_ONCE)
}

fn align_within(
    aligner: &mut Aligner,
    claim: &[Atom],
    source: &[Atom],
    words: &Overlay,
    most: usize,
) -> Aligned {
    let worths: Vec<i32> = claim.iter().map(|c| worth(words.entry(c.key).weight)).collect();
    let whole: Vec<WholePlace> = (0..claim.len())
        .map(|i| {
            let editors = claim[i].editors();
            WholePlace {
                key: words.entry(claim[i].key).stem,
                lack: if editors { LACK_EDITORS } else { LACK },
                replace: if editors { REPLACE_EDITORS } else { REPLACE },
                is_marked: claim.get(i + 1).is_some_and(|next| next.after_gap()),
            }
        })
        .collect();
    let part: Vec<FreePlace> = source
        .iter()
        .map(|s| FreePlace { key: words.entry(s.key).stem, is_aside: s.editors() || s.stage() })
        .collect();
    let agreement = |i: usize, j: usize| {
        if claim[i].same(source[j]) {
            Some(Agreement::Word)
        } else {
            (whole[i].key == part[j].key).then_some(Agreement::Stem)
        }
    };
    let gain = |i: usize, j: usize| agreement(i, j).map(|a| gain(a, worths[i]));
    let found = aligner.align(&AffineTask { whole: &whole, part: &part, skips: SKIPS, gain }, most);
    let pair = |(i, j): (usize, usize)| Some(Match { claim: i, source: j, agreement: agreement(i, j)? });
    Aligned { pairs: found.pairs.into_iter().filter_map(pair).collect(), score: found.score }
}

/// What a pair with this word is worth: rare words more.
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
    use crate::align::affine::CELLS_PER_PLACE;
    use crate::lexicon::Lexicon;
    use crate::words::{Vocabulary, atoms};

    fn pairs(claim: &str, source: &str) -> Vec<(usize, usize)> {
        pairs_within(claim, source, MAX_CELLS_AT_ONCE)
    }

    fn pairs_within(claim: &str, source: &str, most: usize) -> Vec<(usize, usize)> {
        let l = Lexicon::built_in();
        let (mut v, mut row, mut asked) = (Vocabulary::default(), Vec::new(), Vec::new());
        atoms(source, l, &mut v, &mut row);
        let mut words = Overlay::new(&v);
        atoms(claim, l, &mut words, &mut asked);
        let mut aligner = Aligner::default();
        let found = align_within(&mut aligner, &asked, &row, &words, most);
        assert!(aligner.spent() <= most + (CELLS_PER_PLACE + 1) * (asked.len() + row.len()));
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
