//! Same remark?
pub mod cluster;
pub mod keys;
pub mod piece;
pub mod score;
pub mod table;
mod weigh;

use crate::lexicon::Lexicon;
use crate::model::*;
use cluster::{Edge, cluster};
use score::{Scorer, Settings};
use table::Table;

const SMALL: usize = 40;
const NEIGHBOURS: usize = 12;

/// groups
pub fn group(table: &Table, s: Settings) -> (Vec<u32>, Vec<Edge>) {
    let mut entries: Vec<(u64, u32)> = Vec::new();
    let mut keys = Vec::new();
    for i in 0..table.len() {
        keys::keys(table, i, &mut keys);
        entries.extend(keys.iter().map(|&k| (k, i as u32)));
    }
    entries.sort_unstable();
    let mut pairs: Vec<(u32, u32, u16)> = Vec::new();
    let mut weeks = Vec::new();
    for bucket in entries.chunk_by(|x, y| x.0 == y.0) {
        if bucket.len() < 2 { continue; }
        weeks.clear();
        weeks.extend(bucket.iter().filter_map(|e| table.piece(e.1 as usize).day).map(|d| d.div_euclid(7)));
        weeks.sort_unstable();
        weeks.dedup();
        let spread = weeks.len() as u16;
        if bucket.len() <= SMALL {
            for (n, x) in bucket.iter().enumerate() {
                pairs.extend(bucket[n + 1..].iter().map(|y| (x.1, y.1, spread)));
            }
        } else {
            let mut by: Vec<_> = bucket.iter().map(|e| (table.piece(e.1 as usize).day, table.piece(e.1 as usize).hash, e.1)).collect();
            by.sort_unstable();
            for (n, x) in by.iter().enumerate() {
                pairs.extend(by[n + 1..].iter().take(NEIGHBOURS).map(|y| (x.2.min(y.2), x.2.max(y.2), spread)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup_by_key(|p| (p.0, p.1)); // keeps the smallest spread
    let mut scorer = Scorer::new(table, s);
    let mut edges = Vec::new();
    let mut linked: rustc_hash::FxHashMap<(u32, u32), (u32, u32)> = Default::default();
    let arts = |a: u32, b: u32| { let (x, y) = (table.piece(a as usize).article, table.piece(b as usize).article); (x.min(y), x.max(y)) };
    for &(a, b, spread) in &pairs {
        let e = scorer.evidence(a as usize, b as usize);
        let score = e.score - s.spread * (spread.max(1) as f32).ln();
        if score > -s.event {
            edges.push(Edge { a, b, score, contained: e.cover >= 0.8 });
        }
        if score > 0.0 { linked.entry(arts(a, b)).and_modify(|x| x.1 += 1).or_insert((a, 1)); }
    }
    for e in &mut edges {
        if e.score <= 0.0 && let Some(&(_, n)) = linked.get(&arts(e.a, e.b)) && n > 0 { e.score += s.event; }
    }
    edges.retain(|e| e.score > 0.0);
    let weights: Vec<f32> = (0..table.len()).map(|i| table.piece(i).weight).collect();
    if std::env::var("V").is_ok() { eprintln!("{} entries {} pairs {} edges", entries.len(), pairs.len(), edges.len()); }
    cluster(&weights, edges, s.hosts, |a, b| scorer.evidence(a, b).score > -s.slack)
}
