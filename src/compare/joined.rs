//! Finds prints that join two sentences as one.
//!
//! In: the wordings of a remark, and the units of a print of it. Out: whether the print puts words together that an article quotes as two
//! sentences with others between them, and neither a mark of omission nor the end of a sentence shows where.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::words::{KnownUnits, Unit, units_known};
use crate::align::global::align;
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Quotation, Remark, Wording};
use crate::words::folded_words;

/// A wording stands in a print that has at least this share of its words.
const SHARED: f32 = 0.9;
/// Minimum number of words of a wording, and of what stands between two.
const FEWEST: usize = 4;
const BETWEEN: usize = 3;
/// At most this many wordings are asked, because a remark may have hundreds and a reader waits.
const ASKED: usize = 48;

/// The wordings of a remark that may be sentences of which a print makes one: those of articles that have several.
pub(super) struct Sentences<'r> {
    articles: &'r [Article],
    quotations: &'r [Quotation],
    /// Each with its units, by article and place.
    wordings: Vec<(&'r Wording, Vec<Unit>)>,
}

/// A wording and the units of the print that it covers.
struct Covered<'r> {
    wording: &'r Wording,
    first: usize,
    last: usize,
}

impl<'r> Sentences<'r> {
    /// Reads the wordings of a remark, for all of its prints.
    pub fn new<'a>(
        remark: &'r Remark,
        (articles, quotations): (&'a [Article], &'r [Quotation]),
        lexicon: &Lexicon,
        known: &mut KnownUnits<'a>,
    ) -> Self
    where
        'a: 'r,
    {
        let asked = remark.wordings.get(..ASKED).unwrap_or(&remark.wordings);
        let mut several: FxHashMap<ArticleIx, usize> = FxHashMap::default();
        asked.iter().for_each(|wording| *several.entry(wording.article).or_default() += 1);
        let several = asked.iter().filter(|wording| several[&wording.article] > 1);
        let read = several.filter_map(|wording| {
            let text = articles.get(wording.article.0)?.text();
            Some((wording, units_known(text, wording.span, lexicon, known)))
        });
        let mut wordings: Vec<(&Wording, Vec<Unit>)> = read.collect();
        wordings.sort_by_key(|(wording, _)| (wording.article, wording.span.start()));
        Self { articles, quotations, wordings }
    }

    /// Returns whether the print joins two sentences of another article. `text` is what its units point into.
    pub fn are_joined(&self, (print, text): (&[Unit], &str)) -> bool {
        if self.wordings.is_empty() || words(print) < 2 * FEWEST {
            return false;
        }
        let own = keys(print);
        let known: FxHashSet<u64> = own.iter().copied().collect();
        let covered = self.wordings.iter().filter(|(_, units)| {
            // What the print lacks is not aligned with it.
            let there = keys(units).iter().filter(|key| known.contains(key)).count();
            there as f32 >= SHARED * words(units) as f32
        });
        let covered = covered.filter_map(|(wording, units)| covers((print, &own), wording, units));
        let covered: Vec<Covered<'_>> = covered.collect();
        covered.windows(2).any(|two| {
            let (a, b) = (&two[0], &two[1]);
            let Some(article) = self.articles.get(a.wording.article.0) else { return false };
            a.wording.article == b.wording.article
                && a.wording.span.end() <= b.wording.span.start()
                && a.last < b.first
                && !shows((print, text), a.last, b.first)
                && quoted_between(article, self.quotations, a.wording, b.wording) >= BETWEEN
        })
    }
}

fn words(units: &[Unit]) -> usize {
    units.iter().filter(|u| u.is_word()).count()
}

fn keys(units: &[Unit]) -> Vec<u64> {
    units.iter().map(|u| xxh3_64(u.normal.as_bytes())).collect()
}

/// Which units of the print, which is given with their keys, are those of a wording; `None` if it has not nearly all of them.
fn covers<'r>(
    (print, print_keys): (&[Unit], &[u64]),
    wording: &'r Wording,
    own: &[Unit],
) -> Option<Covered<'r>> {
    let words = words(own);
    // Of a print that is hardly longer it is the whole.
    if words < FEWEST || words + FEWEST > print.len() {
        return None;
    }
    let pairs = align(print_keys, &keys(own), &mut |i, j| if print[i].same(&own[j]) { 1.0 } else { -2.0 });
    let first = pairs.first()?.0;
    let last = pairs.last()?.0;
    let together = last - first < words + FEWEST;
    (together && pairs.len() as f32 >= SHARED * words as f32).then_some(Covered { wording, first, last })
}

/// True if the print shows between two of its units that something ends there, or is left out.
fn shows((units, text): (&[Unit], &str), from: usize, to: usize) -> bool {
    let between = text.get(units[from].span.end()..units[to].span.start()).unwrap_or_default();
    between.contains(['.', '!', '?', '…', '[', '*']) || units[from..to].iter().any(|u| !u.is_word())
}

/// The number of words that the quotations of two wordings of an article have between them, if the end of a sentence parts them.
fn quoted_between(article: &Article, quotations: &[Quotation], a: &Wording, b: &Wording) -> usize {
    let second = Some(b.quotation).filter(|second| *second != a.quotation);
    let here = [Some(a.quotation), second].into_iter().flatten().filter_map(|at| quotations.get(at.0));
    let inside = here.flat_map(|q| &q.contents).filter_map(|content| {
        let (from, to) = (content.span.start().max(a.span.end()), content.span.end().min(b.span.start()));
        article.text().get(from..to.max(from))
    });
    let parts: Vec<&str> = inside.collect();
    if !parts.iter().any(|part| part.contains(['.', '!', '?'])) {
        return 0;
    }
    parts.into_iter().map(|part| folded_words(part).len()).sum()
}
