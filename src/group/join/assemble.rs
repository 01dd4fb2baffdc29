//! Groups → remarks: base, speaker, links, id.

use xxhash_rust::xxh3::xxh3_64;

use super::cluster::Joined;
use crate::group::corrections::Bound;
use crate::group::link::pairs::ScoredPair;
use crate::group::link::score::Scorer;
use crate::group::prepare::table::WordingTable;
use crate::model::{Apart, Article, ArticleIx, Link, Remark, Wording, WordingIx};

/// In a larger group, as many wordings, spread evenly, stand for all when the medoid is sought.
const ASKED: usize = 60;

/// Builds the remarks, those with the most articles first, ties in the order of the wordings.
pub fn assemble(
    scorer: &mut Scorer<'_>,
    wordings: &[Wording],
    joined: &Joined,
    corrections: &Bound,
    articles: &[Article],
) -> Vec<Remark> {
    let groups = &joined.groups;
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&i| (groups[i], i));
    let mut by_group: Vec<ScoredPair> = joined.links.clone();
    by_group.sort_by_key(|e| (groups[e.a as usize], e.a, e.b));
    let mut out = Vec::new();
    for members in order.chunk_by(|&x, &y| groups[x] == groups[y]) {
        let from = by_group.partition_point(|e| groups[e.a as usize] < groups[members[0]]);
        let own = by_group[from..].iter().take_while(|e| groups[e.a as usize] == groups[members[0]]);
        let place = |i: u32| members.binary_search(&(i as usize)).ok().map(WordingIx);
        let links = own
            .filter_map(|e| {
                let found = scorer.likeness(e.a as usize, e.b as usize, e.event);
                let by_hand = corrections.reason(e.a, e.b).filter(|_| e.by_hand).map(str::to_owned);
                Some(Link { a: place(e.a)?, b: place(e.b)?, score: e.score, reason: found.reason(), by_hand })
            })
            .collect();
        let base = medoid(scorer.table(), members);
        let held: Vec<Wording> = members.iter().map(|&i| wordings[i].clone()).collect();
        out.push(Remark {
            id: id(&held[base], articles),
            base: WordingIx(base),
            speaker: scorer.table().speaker(members).map(str::to_owned),
            links,
            apart: apart(place, wordings, corrections),
            ..Remark::new(held)
        });
    }
    out.sort_by_cached_key(|r| std::cmp::Reverse(spread(r)));
    out
}

/// What corrections keep out of a remark; `place` finds a wording in it.
fn apart(place: impl Fn(u32) -> Option<WordingIx>, wordings: &[Wording], corrections: &Bound) -> Vec<Apart> {
    let sides = corrections.cannot.iter().flat_map(|pair| [(pair.a, pair.b, pair), (pair.b, pair.a, pair)]);
    sides
        .filter_map(|(own, other, pair)| {
            let other = wordings[other as usize].clone();
            Some(Apart { wording: place(own)?, other, reason: pair.reason.clone() })
        })
        .collect()
}

/// Counts the articles of a remark.
fn spread(remark: &Remark) -> usize {
    let mut seen: Vec<ArticleIx> = remark.wordings.iter().map(|w| w.article).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

/// The wording that has most in common with all others; of equals the heavier, then the first.
fn medoid(table: &WordingTable, members: &[usize]) -> usize {
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

/// 16 hex digits of the base's article, place and words.
fn id(base: &Wording, articles: &[Article]) -> String {
    let article = &articles[base.article];
    let key = format!("{}\0{}\0{}", article.id(), base.span.start(), base.span.of(article.text()));
    format!("{:016x}", xxh3_64(key.as_bytes()))
}
