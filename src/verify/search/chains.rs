//! Which quotations are one remark.
//!
//! In: articles and their quotations. Out: [`chains`] of those that go on where another ends, and for each quotation the
//! [`outermost`] one that it stands in.

use rustc_hash::FxHashMap;

use crate::model::{Article, ArticleIx, Kind, Quotation};

/// Longest words of the outlet between two quotations of one remark, in bytes: "Ana Ruiz, the mayor of the town, told reporters.".
const LONGEST_INQUIT: usize = 120;

/// All quotations of speech, each with those that go on where it ends: `"X," he said. "Y."` is one speaker in one paragraph, with
/// nothing but who said it between.
pub fn chains(articles: &[Article], quotations: &[Quotation]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..quotations.len())
        .filter(|&i| {
            let q = &quotations[i];
            q.article.0 < articles.len() && !matches!(q.kind, Kind::NotSpeech | Kind::Indirect)
        })
        .collect();
    order.sort_by_key(|&i| (quotations[i].article, quotations[i].extent()));
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let direct = |q: &Quotation| q.kind == Kind::Direct && q.parent.is_none();
    fn name(q: &Quotation) -> Option<&str> {
        q.speaker.as_ref()?.name.as_deref()
    }
    for i in order {
        let q = &quotations[i];
        let goes_on = |chain: &&mut Vec<usize>| {
            let last = &quotations[chain[chain.len() - 1]];
            let between = (last.extent().end(), q.extent().start());
            let between = articles[q.article].text().get(between.0..between.1);
            last.article == q.article
                && direct(last)
                && direct(q)
                && between.is_some_and(|b| b.len() <= LONGEST_INQUIT && !b.contains('\n'))
                && name(q).is_some()
                && name(q) == name(last)
        };
        match chains.last_mut().filter(goes_on) {
            Some(chain) => chain.push(i),
            None => chains.push(vec![i]),
        }
    }
    chains
}

/// The chains that are printed in several pieces, by their articles.
pub fn in_pieces(quotations: &[Quotation], chains: Vec<Vec<usize>>) -> FxHashMap<ArticleIx, Vec<Vec<usize>>> {
    let mut pieced: FxHashMap<ArticleIx, Vec<Vec<usize>>> = FxHashMap::default();
    for chain in chains {
        let pieces: usize = chain.iter().map(|&q| quotations[q].contents.len()).sum();
        if pieces > 1 {
            pieced.entry(quotations[chain[0]].article).or_default().push(chain);
        }
    }
    pieced
}

/// For each quotation the outermost one that it stands in, itself where it stands in none; of a chain the first.
pub fn outermost(quotations: &[Quotation], chains: &[Vec<usize>]) -> Vec<usize> {
    let mut head: Vec<usize> = (0..quotations.len()).collect();
    chains.iter().for_each(|chain| chain.iter().for_each(|&q| head[q] = chain[0]));
    tops(quotations).into_iter().map(|top| head[top]).collect()
}

/// The end of each quotation's row of parents. Parents are numbered within an article; here within all.
fn tops(quotations: &[Quotation]) -> Vec<usize> {
    let mut of_article: FxHashMap<ArticleIx, Vec<usize>> = FxHashMap::default();
    for (i, q) in quotations.iter().enumerate() {
        of_article.entry(q.article).or_default().push(i);
    }
    let parent = |i: usize| {
        let q = quotations.get(i)?;
        of_article.get(&q.article)?.get(q.parent?.0).copied()
    };
    let mut known: Vec<Option<usize>> = vec![None; quotations.len()];
    for i in 0..quotations.len() {
        let (mut path, mut at) = (Vec::new(), i);
        let top = loop {
            if let Some(top) = known[at] {
                break top;
            }
            // Whoever comes here again went in a circle, which ends here.
            known[at] = Some(at);
            path.push(at);
            match parent(at) {
                Some(next) => at = next,
                None => break at,
            }
        };
        for at in path {
            known[at] = Some(top);
        }
    }
    known.into_iter().enumerate().map(|(i, top)| top.unwrap_or(i)).collect()
}
