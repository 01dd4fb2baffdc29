//! "progress", "common ground": words too few to link by themselves join the remark that they were cut from.
//!
//! In: the groups so far. Out: the same, with fragments joined. A fragment joins where the same voice, in the same article or
//! in one that shares a remark with it, has a wording that holds the fragment in one run, and where all such wordings of
//! the nearest kind (same article first) are one remark. A headline's fragment has no speaker; its own article's speakers do.

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
    let mut alone = vec![0u32; table.len()];
    for &g in groups.iter() {
        alone[g as usize] += 1;
    }
    let mut fragments: Vec<usize> = (0..table.len())
        .filter(|&i| {
            alone[groups[i] as usize] == 1
                && table.words(i).len() <= LONGEST
                && table.piece(i).weight >= LIGHTEST
        })
        .collect();
    fragments.sort_by(|&x, &y| table.piece(y).weight.total_cmp(&table.piece(x).weight).then(x.cmp(&y)));
    let mut of_article: Vec<(u32, usize)> = (0..table.len()).map(|i| (table.piece(i).article, i)).collect();
    of_article.sort_unstable();
    let inside = |article: u32| {
        let from = of_article.partition_point(|p| p.0 < article);
        of_article[from..].iter().take_while(move |p| p.0 == article).map(|p| p.1)
    };
    for f in fragments {
        let home = table.piece(f).article;
        let near: Vec<usize> = inside(home).filter(|&h| holds(table, h, f)).collect();
        let mut hosts = near;
        if hosts.is_empty() {
            hosts = linked.of(home).iter().flat_map(|&a| inside(a)).filter(|&h| holds(table, h, f)).collect();
        }
        let Some(&host) = hosts
            .iter()
            .max_by(|&&x, &&y| table.piece(x).weight.total_cmp(&table.piece(y).weight).then(y.cmp(&x)))
        else {
            continue;
        };
        if hosts.iter().any(|&h| groups[h] != groups[host]) {
            continue;
        }
        let (low, high) = (groups[f].min(groups[host]), groups[f].max(groups[host]));
        let (a, b) = (f.min(host) as u32, f.max(host) as u32);
        let score = scorer.evidence(f, host, true).score.max(f32::MIN_POSITIVE);
        links.push(Edge { a, b, score, contained: true });
        for g in groups.iter_mut().filter(|g| **g == high) {
            *g = low;
        }
    }
}

/// Whether wording `h` holds the words of `f` in one run, and their voices fit.
fn holds(table: &Table, h: usize, f: usize) -> bool {
    let (piece, fragment) = (table.piece(h), table.piece(f));
    if h == f || piece.weight < fragment.weight || (piece.hash == fragment.hash && h > f) {
        return false;
    }
    let voice = table.voice(h, f);
    let fits = voice == Voice::Same || (voice == Voice::Unknown && piece.article == fragment.article);
    fits && table.words(h).windows(table.words(f).len().max(1)).any(|run| run == table.words(f))
}
