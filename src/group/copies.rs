//! Which articles are one text printed again: a wire story in five papers, one outlet's page saved twice.
//!
//! In: articles and their quotations. Out: for each article the one that it copies, itself where it is the first. Compared are runs of
//! the outlets' own words, those outside quotation marks: two independent articles on one speech quote the same words. Of two copies the
//! earlier by date is the first, then the one with the lower id.
//!
//! Each article is known by its [`SKETCH`] lowest hashes of runs; only articles that share some of them are compared in full, so the work
//! grows with the number of articles.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use crate::lexicon::{folded, tokens};
use crate::model::{Article, Kind, Quotation};

/// Words in a run that two copies share.
const RUN: usize = 5;
/// Share of the shorter article's runs that makes two articles copies.
const COPY: f32 = 0.5;
/// An article with fewer runs of its own is no copy of anything.
const FEWEST_RUNS: usize = 12;
/// Runs of an article that are looked at.
const LOOKED_AT: usize = 2_000;
/// Runs by which articles find each other.
const SKETCH: usize = 16;
/// A run that more articles hold is a phrase of the house ("All rights reserved …").
const CROWD: usize = 64;

/// `copies[i]` is the article that article i copies, or i.
pub fn copies(articles: &[Article], quotations: &[Quotation]) -> Vec<usize> {
    let mut quoted: Vec<Vec<(usize, usize)>> = vec![Vec::new(); articles.len()];
    for quotation in quotations.iter().filter(|q| q.kind != Kind::Indirect) {
        if let Some(of) = quoted.get_mut(quotation.article) {
            of.extend(quotation.contents.iter().map(|c| (c.span.start(), c.span.end())));
        }
    }
    let sketches: Vec<Vec<u64>> = (0..articles.len())
        .into_par_iter()
        .map(|i| {
            let mut runs = runs(articles[i].text(), &quoted[i]);
            runs.truncate(if runs.len() < FEWEST_RUNS { 0 } else { SKETCH });
            runs
        })
        .collect();
    let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (i, sketch) in sketches.iter().enumerate() {
        sketch.iter().for_each(|run| holders.entry(*run).or_default().push(i));
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for crowd in holders.values().filter(|crowd| crowd.len() <= CROWD) {
        for (n, &b) in crowd.iter().enumerate() {
            pairs.extend(crowd[..n].iter().map(|&a| (a, b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let copy = |&(a, b): &(usize, usize)| {
        let [a, b] = [a, b].map(|i| runs(articles[i].text(), &quoted[i]));
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let long: FxHashSet<u64> = long.into_iter().collect();
        let shared = short.iter().filter(|run| long.contains(run)).count();
        shared as f32 >= COPY * short.len() as f32
    };
    let mut first: Vec<usize> = (0..articles.len()).collect();
    let key = |i: usize| {
        let date = articles[i].header().date.as_deref();
        (date.is_none(), date, articles[i].id())
    };
    let same: Vec<(usize, usize)> = pairs.into_par_iter().filter(copy).collect();
    for (a, b) in same {
        let (a, b) = (root(&first, a), root(&first, b));
        if a != b {
            let (early, late) = if key(a) <= key(b) { (a, b) } else { (b, a) };
            first[late] = early;
        }
    }
    (0..articles.len()).map(|i| root(&first, i)).collect()
}

fn root(first: &[usize], mut i: usize) -> usize {
    while first[i] != i {
        i = first[i];
    }
    i
}

/// Hashes of the runs of words outside `quoted`, sorted, each once.
fn runs(text: &str, quoted: &[(usize, usize)]) -> Vec<u64> {
    let inside = |at: usize| quoted.iter().any(|&(start, end)| (start..end).contains(&at));
    let own = tokens(text).into_iter().filter(|t| !inside(t.start)).take(LOOKED_AT);
    let words: Vec<u64> = own.map(|t| xxh3_64(folded(&text[t.start..t.end]).as_bytes())).collect();
    let hash = |run: &[u64]| {
        let mut bytes = [0; 8 * RUN];
        bytes.chunks_exact_mut(8).zip(run).for_each(|(slot, word)| slot.copy_from_slice(&word.to_le_bytes()));
        xxh3_64(&bytes)
    };
    let mut out: Vec<u64> = words.windows(RUN).map(hash).collect();
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ArticleHeader;

    #[test]
    fn a_wire_story_is_known_again_and_a_quotation_in_common_is_not() {
        let story = "The council of Brahmek met late on Friday to speak about the pumps of the northern harbour, \
                     which have stood still since the flood, and put the vote off until Monday. ";
        let other = "Rain fell on the valley for nine days, and the ferry to the islands will not sail before the \
                     end of the month, its captain told this paper on the quay in the morning. ";
        let quote =
            "“We have counted every boat that was lost in the great flood of this spring and we will pay.”";
        let article = |id: &str, date: &str, text: String| {
            let header = ArticleHeader { date: Some(date.to_owned()), ..ArticleHeader::default() };
            Article::new(id, header, text).unwrap()
        };
        let articles = [
            article("a", "2024-05-04", format!("{story}{quote}")),
            article("b", "2024-05-03", format!("BRAHMEK — {story}")),
            article("c", "2024-05-03", format!("{other}{quote}")),
        ];
        assert_eq!(copies(&articles, &[]), [1, 1, 2]);
    }
}
