//! Places → how good the evidence is.
//!
//! In: the place that decides a verdict and those that support it. Out: a [`EvidenceGrade`]. Articles that are copies of one story ([`Runs`] says what a copy is) count once; so do
//! two articles of one outlet.

use rustc_hash::FxHashSet;

use crate::model::{ArticleIx, EvidenceGrade, EvidenceIx, Flag, SourceKind, Verdict, WordingClass};
use crate::verify::asked::Asked;
use crate::verify::decide::{agrees, is_joined};
use crate::words::Runs;

/// Returns the grade of the place that decides, with the places that support it; adds the flag `wire-copy`.
pub fn grade(asked: &Asked, verdict: &mut Verdict, support: &[EvidenceIx]) -> Option<EvidenceGrade> {
    let decides = &verdict.evidence[verdict.decides?.0];
    let places = support.iter().map(|ix| &verdict.evidence[ix.0]);
    let mut articles: Vec<ArticleIx> = places.filter(|e| agrees(e, decides)).map(|e| e.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let kinds = articles.iter().map(|&a| asked.sources.kind(a));
    let record = match is_joined(verdict.wording) {
        // Pieces are as good as the worst of them.
        true if kinds.clone().any(|k| k == SourceKind::Article) => None,
        true => kinds.max(),
        false => Some(asked.sources.kind(decides.article)),
    };
    match record {
        Some(SourceKind::Transcript) => return Some(EvidenceGrade::P1),
        Some(SourceKind::Record) => return Some(EvidenceGrade::P2),
        Some(SourceKind::Captions) => return Some(EvidenceGrade::P3),
        _ if articles.is_empty() => return None,
        _ => {}
    }
    let runs: Vec<Runs> = articles.iter().map(|&a| own_runs(asked, a)).collect();
    let outlet = |i: usize| asked.sources.articles()[articles[i]].header().outlet.as_deref();
    let mut group: Vec<usize> = (0..articles.len()).collect();
    let mut copies = 0;
    for i in 0..articles.len() {
        for j in 0..i {
            let copy = runs[i].is_copy_of(&runs[j]);
            let one_outlet = outlet(i).is_some() && outlet(i) == outlet(j);
            copies += usize::from(copy && !one_outlet);
            if (copy || one_outlet) && group[i] != group[j] {
                let (from, to) = (group[i].max(group[j]), group[i].min(group[j]));
                group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            }
        }
    }
    let independent: FxHashSet<usize> = group.into_iter().collect();
    // The pieces of a composite stand in several articles; none has the whole.
    if independent.len() > 1 && verdict.wording != WordingClass::Composite {
        return Some(EvidenceGrade::S1);
    }
    if copies > 0 {
        verdict.flags.push(Flag::WireCopy);
        return Some(EvidenceGrade::S3);
    }
    Some(EvidenceGrade::S2)
}

/// The runs of an article's words outside quotations.
fn own_runs(asked: &Asked, article: ArticleIx) -> Runs {
    let sources = asked.sources;
    let Some(stream) = sources.running_text(article) else { return Runs::default() };
    let contents = sources.contents(article);
    let mut at = 0;
    let row = &sources.row()[stream.first as usize..stream.end as usize];
    let own = row.iter().filter(|a| {
        while contents.get(at).is_some_and(|(c, _)| c.end() <= a.start as usize) {
            at += 1;
        }
        contents.get(at).is_none_or(|(c, _)| c.start() > a.start as usize)
    });
    Runs::new(own.map(|a| u64::from(sources.vocabulary().entry(a.key).stem)))
}
