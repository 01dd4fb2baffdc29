//! Places → how good the evidence is.
//!
//! In: a verdict's evidence. Out: a [`EvidenceGrade`]. Articles that are copies of one story ([`Runs`] says what a copy is) count once; so do
//! two articles of one outlet.

use rustc_hash::FxHashSet;

use super::place::Asked;
use super::speaker::supports;
use crate::model::{ArticleIx, EvidenceGrade, Flag, SourceKind, Verdict, WordingClass};
use crate::words::Runs;

/// The grade, and the flag `wire-copy` where it is due.
pub fn grade(asked: &Asked, verdict: &mut Verdict) -> Option<EvidenceGrade> {
    let mut articles: Vec<ArticleIx> =
        verdict.evidence.iter().filter(|e| supports(e, verdict)).map(|e| e.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let best = articles.iter().map(|&a| asked.sources.kind(a)).filter(|&k| k != SourceKind::Article).min();
    let record = match best {
        Some(SourceKind::Transcript) => Some(EvidenceGrade::P1),
        Some(SourceKind::Record) => Some(EvidenceGrade::P2),
        Some(SourceKind::Captions) => Some(EvidenceGrade::P3),
        _ => None,
    };
    if record.is_some() || articles.is_empty() {
        return record;
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
