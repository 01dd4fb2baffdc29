//! Groups → remarks: base, speaker, links, id.

use xxhash_rust::xxh3::xxh3_64;

use super::cluster::ScoredPair;
use super::corrections::Bound;
use super::score::{Scorer, Settings};
use super::table::Table;
use crate::model::{Apart, Article, ArticleIx, Link, Quotation, Remark, Wording, WordingIx};
use crate::names::{Voice, name_words, names_fit};

/// In a larger group, as many wordings, spread evenly, stand for all when the medoid is sought.
const ASKED: usize = 60;

#[allow(clippy::too_many_arguments, reason = "all that the steps before found")]
/// Builds the remarks; `groups[i]` is the lowest number of wording i's group. Most articles first, ties in the order of wordings.
pub(super) fn assemble(
    table: &Table,
    wordings: Vec<Wording>,
    groups: &[u32],
    links: &[ScoredPair],
    corrections: &Bound,
    articles: &[Article],
    quotations: &[Quotation],
    settings: Settings,
) -> Vec<Remark> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&i| (groups[i], i));
    let mut by_group: Vec<ScoredPair> = links.to_vec();
    by_group.sort_by_key(|e| (groups[e.a as usize], e.a, e.b));
    let mut scorer = Scorer::new(table, settings);
    let mut out = Vec::new();
    for members in order.chunk_by(|&x, &y| groups[x] == groups[y]) {
        let base = medoid(table, members);
        let place = |i: u32| members.binary_search(&(i as usize)).ok();
        let from = by_group.partition_point(|e| groups[e.a as usize] < groups[members[0]]);
        let own = by_group[from..].iter().take_while(|e| groups[e.a as usize] == groups[members[0]]);
        let links = own
            .filter_map(|e| {
                let (a, b) = (WordingIx(place(e.a)?), WordingIx(place(e.b)?));
                let found = scorer.evidence(e.a as usize, e.b as usize, e.event);
                let by_hand = corrections.reason(e.a, e.b).filter(|_| e.by_hand).map(str::to_owned);
                Some(Link { a, b, score: e.score, reason: found.reason(), by_hand })
            })
            .collect();
        let parted =
            corrections.cannot.iter().flat_map(|pair| [(pair.a, pair.b, pair), (pair.b, pair.a, pair)]);
        let apart = parted
            .filter_map(|(own, other, pair)| {
                let wording = WordingIx(place(own)?);
                Some(Apart { wording, other: wordings[other as usize].clone(), reason: pair.reason.clone() })
            })
            .collect();
        let held: Vec<Wording> = members.iter().map(|&i| wordings[i].clone()).collect();
        let names: Vec<&str> =
            held.iter().filter_map(|w| quotations[w.quotation].speaker.as_ref()?.name.as_deref()).collect();
        out.push(Remark {
            id: id(&held[base], articles),
            base: WordingIx(base),
            speaker: speaker(&names).map(str::to_owned),
            links,
            apart,
            ..Remark::new(held)
        });
    }
    let spread = |r: &Remark| {
        let mut seen: Vec<ArticleIx> = r.wordings.iter().map(|w| w.article).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    };
    out.sort_by_cached_key(|r| std::cmp::Reverse(spread(r)));
    out
}

/// The wording that has most in common with all others; of equals the heavier, then the first.
fn medoid(table: &Table, members: &[usize]) -> usize {
    let step = members.len().div_ceil(ASKED).max(1);
    let sets: Vec<(usize, Vec<u32>)> = (0..members.len())
        .step_by(step)
        .map(|n| {
            let mut words = table.words(members[n]).to_vec();
            words.sort_unstable();
            words.dedup();
            (n, words)
        })
        .collect();
    let likeness = |x: &(usize, Vec<u32>), y: &(usize, Vec<u32>)| -> f32 {
        let shared: f32 = x.1.iter().filter(|w| y.1.binary_search(w).is_ok()).map(|&w| table.weight(w)).sum();
        2.0 * shared / (table.piece(members[x.0]).weight + table.piece(members[y.0]).weight).max(f32::EPSILON)
    };
    let mut best = (f32::MIN, f32::MIN, 0);
    for x in &sets {
        let sum: f32 = sets.iter().map(|y| likeness(x, y)).sum();
        let weight = table.piece(members[x.0]).weight;
        if (sum, weight) > (best.0, best.1) {
            best = (sum, weight, x.0);
        }
    }
    best.2
}

/// The name that most wordings are attributed to, names that fit each other counted together, in its fullest form.
fn speaker<'n>(names: &[&'n str]) -> Option<&'n str> {
    let mut distinct: Vec<&str> = names.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let votes = |name: &str| {
        names.iter().filter(|other| names_fit(&name_words(name), &name_words(other)) == Voice::Same).count()
    };
    distinct.into_iter().max_by_key(|name| (votes(name), name.chars().count(), std::cmp::Reverse(*name)))
}

/// 16 hex digits of the base's article, place and words.
fn id(base: &Wording, articles: &[Article]) -> String {
    let article = &articles[base.article];
    let key = format!("{}\0{}\0{}", article.id(), base.span.start(), base.span.of(article.text()));
    format!("{:016x}", xxh3_64(key.as_bytes()))
}
