//! "progress", "common ground": words too few to link by themselves join the remark that they were cut from.
//!
//! In: the groups so far. Out: the same, with fragments joined. A fragment joins where the same voice, in the same article or
//! in one that shares a remark with it, has a wording that holds the fragment in one run, and where all such wordings of
//! the nearest kind (same article first) are one remark. A headline's fragment has no speaker; its own article's speakers do.

use rustc_hash::FxHashMap;

use super::Linked;
use super::cluster::Edge;
use super::score::Scorer;
use super::table::Table;
use crate::lexicon::Voice;

/// The lightest fragment that can join: one word that is not grammar.
const LIGHTEST: f32 = 3.0;

/// A fragment has at most this many words: longer ones link by themselves or not at all.
const LONGEST: usize = 5;

/// Joins fragments to groups, heaviest first.
pub(super) fn join(
    table: &Table,
    scorer: &mut Scorer,
    linked: &Linked,
    groups: &mut [u32],
    links: &mut Vec<Edge>,
) {
    // Groups in which every wording is the same few words; a group's first wording stands for it.
    let mut fragments: Vec<Vec<usize>> = Vec::new();
    let mut order: Vec<usize> = (0..table.len()).collect();
    order.sort_by_key(|&i| (groups[i], i));
    for members in order.chunk_by(|&x, &y| groups[x] == groups[y]) {
        let first = table.piece(members[0]);
        let few = table.words(members[0]).len() <= LONGEST && first.weight >= LIGHTEST;
        if few && members.iter().all(|&i| table.piece(i).hash == first.hash) {
            fragments.push(members.to_vec());
        }
    }
    let weight = |i: usize| table.piece(i).weight;
    fragments.sort_by(|x, y| weight(y[0]).total_cmp(&weight(x[0])).then(x[0].cmp(&y[0])));
    let mut of_article: Vec<(u32, usize)> = (0..table.len()).map(|i| (table.piece(i).article, i)).collect();
    of_article.sort_unstable();
    let inside = |article: u32| {
        let from = of_article.partition_point(|p| p.0 < article);
        of_article[from..].iter().take_while(move |p| p.0 == article).map(|p| p.1)
    };
    // Groups that were joined, by their former number.
    let mut joined: FxHashMap<u32, u32> = FxHashMap::default();
    for members in fragments {
        let group = |i: usize| found(&joined, groups[i]);
        let mut hosts: Vec<(usize, usize)> = Vec::new();
        let mut far: Vec<(usize, usize)> = Vec::new();
        for &f in &members {
            let elsewhere = |h: &usize| group(*h) != group(f) && holds(table, *h, f);
            let home = table.piece(f).article;
            hosts.extend(inside(home).filter(elsewhere).map(|h| (h, f)));
            far.extend(linked.of(home).iter().flat_map(|&a| inside(a)).filter(elsewhere).map(|h| (h, f)));
        }
        if hosts.is_empty() {
            hosts = far;
        }
        let heaviest = hosts.iter().max_by(|x, y| weight(x.0).total_cmp(&weight(y.0)).then(y.cmp(x)));
        let Some(&(host, f)) = heaviest else { continue };
        if hosts.iter().any(|h| group(h.0) != group(host)) {
            continue;
        }
        let (low, high) = (group(f).min(group(host)), group(f).max(group(host)));
        let score = scorer.evidence(f, host, true).score.max(f32::MIN_POSITIVE);
        let (a, b) = (f.min(host) as u32, f.max(host) as u32);
        links.push(Edge { a, b, score, bonus: 0.0, event: true, contained: true });
        joined.insert(high, low);
    }
    for g in groups.iter_mut() {
        *g = found(&joined, *g);
    }
}

fn found(joined: &FxHashMap<u32, u32>, mut group: u32) -> u32 {
    while let Some(&lower) = joined.get(&group) {
        group = lower;
    }
    group
}

/// Whether wording `h` holds the words of `f` in one run, and their voices fit.
fn holds(table: &Table, h: usize, f: usize) -> bool {
    let (piece, fragment) = (table.piece(h), table.piece(f));
    if piece.weight < fragment.weight || (piece.hash == fragment.hash && h > f) {
        return false;
    }
    let voice = table.voice(h, f);
    let fits = voice == Voice::Same || (voice == Voice::Unknown && piece.article == fragment.article);
    fits && table.words(h).windows(table.words(f).len().max(1)).any(|run| run == table.words(f))
}
