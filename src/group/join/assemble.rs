//! Groups → remarks: base, speaker, links, id.

use xxhash_rust::xxh3::xxh3_64;

use super::cluster::Joined;
use crate::group::corrections::Bound;
use crate::group::link::pairs::ScoredPair;
use crate::group::link::score::Scorer;
use crate::group::prepare::table::WordingTable;
use crate::model::{Apart, Article, ArticleIx, Link, Remark, SourceKind, Wording, WordingIx};

/// In a larger group, as many wordings, spread evenly, stand for all when the medoid is sought.
const ASKED: usize = 60;

/// A sentence that weighs less than this share of the heaviest wording is no fuller print than a fragment.
const WHOLE: f32 = 0.5;

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
        // Captions are left out: whoever wrote them may have misheard.
        let recorded = |&n: &usize| {
            let kind = articles[wordings[members[n]].article].kind();
            matches!(kind, SourceKind::Transcript | SourceKind::Record)
        };
        let on_record: Vec<usize> = (0..members.len()).filter(recorded).collect();
        let base = base(scorer.table(), members, &on_record);
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

/// The fullest wording that most others are cut from or near to. One that begins in the middle of a sentence is it only if
/// every sentence is much lighter. Of equals the heavier one, then the first.
///
/// `on_record` are the places in `members` of what transcripts and other records have: one of them comes before whatever an outlet
/// prints, unless all of them hold only a small part of the remark.
fn base(table: &WordingTable, members: &[usize], on_record: &[usize]) -> usize {
    let every: Vec<usize> = (0..members.len()).collect();
    let asked = spread_evenly(&every);
    let weight = |n: usize| table.piece(members[n]).weight;
    let shared = |x: usize, y: usize| -> f32 {
        let other = table.set(members[y]);
        let both = table.set(members[x]).iter().filter(|w| other.binary_search(w).is_ok());
        both.map(|&w| table.weight(w)).sum()
    };
    // How much of the other one it has, and, twice as much, how near the two are.
    let likeness = |x: usize, y: usize| -> f32 {
        let both = shared(x, y);
        both / weight(y).max(f32::EPSILON) + 4.0 * both / (weight(x) + weight(y)).max(f32::EPSILON)
    };
    let fragment = |n: usize| table.piece(members[n]).fragment;
    let sentence = asked.iter().filter(|&&n| !fragment(n)).map(|&n| weight(n)).fold(0.0, f32::max);
    let heaviest = asked.iter().map(|&n| weight(n)).fold(0.0, f32::max);
    let can = |n: usize| !fragment(n) || sentence < WHOLE * heaviest;
    let full: Vec<usize> =
        spread_evenly(on_record).into_iter().filter(|&n| weight(n) >= WHOLE * heaviest).collect();
    let candidates = if full.is_empty() { asked.iter().copied().filter(|&n| can(n)).collect() } else { full };
    let mut best = (f32::MIN, f32::MIN, 0);
    for x in candidates {
        let sum: f32 = asked.iter().map(|&y| likeness(x, y)).sum();
        if (sum, weight(x)) > (best.0, best.1) {
            best = (sum, weight(x), x);
        }
    }
    best.2
}

/// At most [`ASKED`] of them, which stand for all.
fn spread_evenly(places: &[usize]) -> Vec<usize> {
    places.iter().copied().step_by(places.len().div_ceil(ASKED).max(1)).collect()
}

/// 16 hex digits of the base's article, place and words.
fn id(base: &Wording, articles: &[Article]) -> String {
    let article = &articles[base.article];
    let key = format!("{}\0{}\0{}", article.id(), base.span.start(), base.span.of(article.text()));
    format!("{:016x}", xxh3_64(key.as_bytes()))
}
