//! Places → how good the evidence is.
//!
//! In: a verdict's evidence. Out: a [`Grade`]. Two articles whose own words (those outside quotation marks) are mostly the same
//! are copies of one story and count once; so do two articles of one outlet.

use rustc_hash::FxHashSet;

use super::place::Asked;
use super::speaker::supports;
use crate::model::{Flag, Grade, SourceKind, Verdict, WordingClass};

/// Words in a run that two copies share.
const RUN: usize = 5;
/// Share of the shorter article's runs that makes two articles copies.
const COPY: f32 = 0.5;
/// An article with fewer runs of its own is no copy of anything.
const FEWEST_RUNS: usize = 12;
/// Words of an article that are looked at.
const LOOKED_AT: usize = 3_000;

/// The grade, and the flag `wire-copy` where it is due.
pub fn grade(asked: &Asked, verdict: &mut Verdict) -> Option<Grade> {
    let mut articles: Vec<usize> =
        verdict.evidence.iter().filter(|e| supports(e, verdict)).map(|e| e.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let best = articles.iter().map(|&a| asked.sources.kind(a)).filter(|&k| k != SourceKind::Article).min();
    let record = match best {
        Some(SourceKind::Transcript) => Some(Grade::P1),
        Some(SourceKind::Record) => Some(Grade::P2),
        Some(SourceKind::Captions) => Some(Grade::P3),
        _ => None,
    };
    if record.is_some() || articles.is_empty() {
        return record;
    }
    let runs: Vec<FxHashSet<u64>> = articles.iter().map(|&a| own_runs(asked, a)).collect();
    let outlet = |i: usize| asked.sources.articles()[articles[i]].header().outlet.as_deref();
    let mut group: Vec<usize> = (0..articles.len()).collect();
    let mut copies = 0;
    for i in 0..articles.len() {
        for j in 0..i {
            let copy = are_copies(&runs[i], &runs[j]);
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
        return Some(Grade::S1);
    }
    if copies > 0 {
        verdict.flags.push(Flag::WireCopy);
        return Some(Grade::S3);
    }
    Some(Grade::S2)
}

/// Hashes of the runs of words outside quotations.
fn own_runs(asked: &Asked, article: usize) -> FxHashSet<u64> {
    let sources = asked.sources;
    let Some(stream) = sources.running_text(article) else { return FxHashSet::default() };
    let contents = sources.contents(article);
    let mut at = 0;
    let mut own = Vec::new();
    for a in sources.row()[stream.first as usize..stream.end as usize].iter().take(LOOKED_AT) {
        while contents.get(at).is_some_and(|(c, _)| c.end() <= a.start as usize) {
            at += 1;
        }
        if contents.get(at).is_none_or(|(c, _)| c.start() > a.start as usize) {
            own.push(sources.vocabulary().entry(a.key).stem);
        }
    }
    own.windows(RUN)
        .map(|run| {
            run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, &s| {
                (h ^ u64::from(s)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
            })
        })
        .collect()
}

fn are_copies(a: &FxHashSet<u64>, b: &FxHashSet<u64>) -> bool {
    let shorter = a.len().min(b.len());
    #[allow(clippy::cast_precision_loss, reason = "a few thousand")]
    let share = a.intersection(b).count() as f32 / shorter.max(1) as f32;
    shorter >= FEWEST_RUNS && share >= COPY
}
