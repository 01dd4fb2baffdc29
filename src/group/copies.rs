//! Which articles are one text printed again: a wire story in five papers, one outlet's page saved twice.
//!
//! In: articles and their quotations. Out: for each article the one that it copies, itself where it is the first. What a copy is,
//! [`Runs`] says. Of two copies the earlier by date is the first, then the one with the lower id.
//!
//! Each article is known by its [`SKETCH`] lowest hashes of runs; only articles that share some of them are compared in full, so the work
//! grows with the number of articles.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::join::cluster::root;
use crate::lexicon::folded;
use crate::model::{Article, ArticleIx, Kind, Quotation};
use crate::words::{Runs, compared};

/// Runs by which articles find each other.
const SKETCH: usize = 16;
/// A run that more articles hold is a phrase of the house ("All rights reserved …").
const CROWD: usize = 64;

/// `copies[i]` is the article that article i copies, or i.
pub fn copies(articles: &[Article], quotations: &[Quotation]) -> Vec<ArticleIx> {
    let mut quoted: Vec<Vec<(usize, usize)>> = vec![Vec::new(); articles.len()];
    for quotation in quotations.iter().filter(|q| q.kind != Kind::Indirect) {
        if let Some(of) = quoted.get_mut(quotation.article.0) {
            of.extend(quotation.contents.iter().map(|c| (c.span.start(), c.span.end())));
        }
    }
    quoted.iter_mut().for_each(|places| places.sort_unstable());
    let sketches: Vec<Vec<u64>> = (0..articles.len())
        .into_par_iter()
        .map(|i| runs(articles[i].text(), &quoted[i]).sketch(SKETCH).to_vec())
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
    let mut paired = vec![false; articles.len()];
    pairs.iter().for_each(|&(a, b)| (paired[a], paired[b]) = (true, true));
    // Worked out again for the few articles that share some, instead of being kept for all.
    let known: Vec<Runs> = (0..articles.len())
        .into_par_iter()
        .map(|i| if paired[i] { runs(articles[i].text(), &quoted[i]) } else { Runs::default() })
        .collect();
    let copy = |&(a, b): &(usize, usize)| known[a].is_copy_of(&known[b]);
    let mut first: Vec<u32> = (0..articles.len() as u32).collect();
    let key = |i: usize| {
        let date = articles[i].header().own_date();
        (date.is_none(), date, articles[i].id())
    };
    let same: Vec<(usize, usize)> = pairs.into_par_iter().filter(copy).collect();
    for (a, b) in same {
        let (a, b) = (root(&mut first, a as u32), root(&mut first, b as u32));
        if a != b {
            let (early, late) = if key(a as usize) <= key(b as usize) { (a, b) } else { (b, a) };
            first[late as usize] = early;
        }
    }
    (0..articles.len() as u32).map(|i| ArticleIx(root(&mut first, i) as usize)).collect()
}

/// The runs of the words outside `quoted`, which is sorted by its beginnings; places may overlap.
fn runs(text: &str, quoted: &[(usize, usize)]) -> Runs {
    let mut places = quoted.iter().peekable();
    let mut reach = 0;
    let own = compared(text).into_iter().filter(move |token| {
        while let Some(&(_, end)) = places.next_if(|place| place.0 <= token.start) {
            reach = reach.max(end);
        }
        token.start >= reach
    });
    Runs::new(own.map(|t| xxh3_64(folded(t.text(text)).as_bytes())))
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
        assert_eq!(copies(&articles, &[]), [1, 1, 2].map(ArticleIx));
    }

    #[test]
    fn words_in_overlapping_quotations_are_left_out() {
        let text: String = (0..40).map(|i| format!("word{i} ")).collect();
        let at = |word: &str| text.find(word).unwrap();
        // One quotation inside another, and one that ends with the text.
        let quoted =
            [(at("word5 "), at("word20 ")), (at("word7 "), at("word9 ")), (at("word38 "), text.len())];
        let own: String =
            (0..40).filter(|i| !(5..20).contains(i) && *i < 38).map(|i| format!("word{i} ")).collect();
        assert_eq!(runs(&text, &quoted), runs(&own, &[]));
        assert_ne!(runs(&text, &[]), runs(&own, &[]));
    }
}
