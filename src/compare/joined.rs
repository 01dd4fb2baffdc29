//! Finds prints that join two sentences as one.
//!
//! In: a print's units, and the wordings of its remark. Out: whether the print puts words together that an article quotes as two sentences
//! with others between them, and neither a mark of omission nor the end of a sentence shows where.

use rustc_hash::FxHashMap;

use super::words::{Unit, units};
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

/// A wording and the units of the print that it covers.
struct Covered<'r> {
    wording: &'r Wording,
    first: usize,
    last: usize,
}

/// Returns whether the print joins two sentences of another article. `text` is what its units point into.
pub(super) fn joins_sentences(
    print: (&[Unit], &str),
    remark: &Remark,
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
) -> bool {
    if print.0.iter().filter(|u| u.is_word()).count() < 2 * FEWEST {
        return false;
    }
    // Two of one article are asked for, so an article with one wording needs no look.
    let asked = remark.wordings.get(..ASKED).unwrap_or(&remark.wordings);
    let mut several: FxHashMap<ArticleIx, usize> = FxHashMap::default();
    asked.iter().for_each(|wording| *several.entry(wording.article).or_default() += 1);
    let mut covered: Vec<Covered<'_>> = asked
        .iter()
        .filter(|wording| several[&wording.article] > 1)
        .filter_map(|wording| covers(print.0, wording, articles.get(wording.article.0)?.text(), lexicon))
        .collect();
    covered.sort_by_key(|c| (c.wording.article, c.wording.span.start()));
    covered.windows(2).any(|two| {
        let (a, b) = (&two[0], &two[1]);
        let Some(article) = articles.get(a.wording.article.0) else { return false };
        a.wording.article == b.wording.article
            && a.wording.span.end() <= b.wording.span.start()
            && a.last < b.first
            && !shows(print, a.last, b.first)
            && quoted_between(article, quotations, a.wording, b.wording) >= BETWEEN
    })
}

/// Which units of the print are those of a wording; `None` if it has not nearly all of them.
fn covers<'r>(print: &[Unit], wording: &'r Wording, text: &str, lexicon: &Lexicon) -> Option<Covered<'r>> {
    let own = units(text, wording.span, lexicon);
    let words = own.iter().filter(|u| u.is_word()).count();
    // Of a print that is hardly longer it is the whole.
    if words < FEWEST || words + FEWEST > print.len() {
        return None;
    }
    let keys = |units: &[Unit]| -> Vec<u64> {
        units.iter().map(|u| xxhash_rust::xxh3::xxh3_64(u.normal.as_bytes())).collect()
    };
    let pairs = align(&keys(print), &keys(&own), &mut |i, j| if print[i].same(&own[j]) { 1.0 } else { -2.0 });
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
