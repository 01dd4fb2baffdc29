//! Candidates → the pairs that the score allows.
//!
//! In: a table. Out: [`ScoredPair`]s, sorted, each pair once.

use rayon::prelude::*;

use super::candidates::{Candidate, CandidateIndex, in_blocks};
use super::score::{PairScore, Scorer, Settings};
use crate::group::prepare::table::WordingTable;

/// A wording is a cut of another if that one holds at least this share of its weight.
pub const CONTAINED: f32 = 0.8;

/// A link that the score allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoredPair {
    /// The lower number.
    pub a: u32,
    /// The higher number.
    pub b: u32,
    /// The score; above 0.
    pub score: f32,
    /// What of the score the shared key added; it speaks for the unity of the group as well.
    pub bonus: f32,
    /// Whether it counts that both articles tell of one event.
    pub event: bool,
    /// Whether the lighter wording is held by the heavier one almost wholly.
    pub contained: bool,
    /// Whether somebody made it by hand.
    pub by_hand: bool,
}

/// The pairs of so many wordings are scored at a time.
const WORDINGS: usize = 1 << 19;

/// Scores the candidates of the wordings from `first` on. Returns the pairs that are one remark as they are, and those that would be if
/// their articles are about one event.
pub fn scored_pairs(
    table: &WordingTable,
    first: usize,
    settings: Settings,
) -> (Vec<ScoredPair>, Vec<ScoredPair>) {
    let index = CandidateIndex::new(table, first);
    let score = |(scorer, near, glances): &mut (Scorer, Vec<Candidate>, Vec<Glance>), i: usize| {
        index.candidates(i, near);
        // All of them at a glance first: what is known of them stands anywhere in memory, and is fetched side by side.
        glances.clear();
        glances.extend(near.iter().filter_map(|c| glance(scorer, i as u32, c, settings)));
        let mut found = Vec::new();
        for glance in glances.drain(..) {
            found.extend(link(scorer, glance));
        }
        found
    };
    let all = in_blocks(first..table.len(), WORDINGS, |block| {
        let scorer = || (Scorer::new(table, settings), Vec::new(), Vec::new());
        block.into_par_iter().map_init(scorer, score).flatten_iter().collect()
    });
    drop(index);
    best(all)
}

/// A pair that the score may allow, before its words are compared: its numbers, the lower one first, what the shared key adds, what is known.
type Glance = (u32, u32, f32, PairScore);

fn glance(scorer: &Scorer<'_>, i: u32, c: &Candidate, settings: Settings) -> Option<Glance> {
    let bonus = settings.bonus(c.size, c.weeks);
    let (a, b) = (c.other.min(i), c.other.max(i));
    Some((a, b, bonus, scorer.glance(a as usize, b as usize, true, -bonus)?))
}

fn link(scorer: &mut Scorer<'_>, (a, b, bonus, glance): Glance) -> Option<ScoredPair> {
    let e = scorer.either(a as usize, b as usize, glance, -bonus)?;
    let contained = e.cover >= CONTAINED;
    Some(ScoredPair { a, b, score: e.score + bonus, bonus, event: e.event, contained, by_hand: false })
}

/// The link between a wording and another, where the score allows one.
pub fn scored(scorer: &mut Scorer<'_>, i: u32, c: &Candidate, settings: Settings) -> Option<ScoredPair> {
    glance(scorer, i, c, settings).and_then(|glance| link(scorer, glance))
}

/// Each pair once, sorted: those that are one remark as they are, and those that would be if their articles are about one event.
pub fn best(mut all: Vec<ScoredPair>) -> (Vec<ScoredPair>, Vec<ScoredPair>) {
    // A pair found from both ends may have followed different keys: the better one counts.
    all.par_sort_unstable_by(|x, y| {
        (x.a, x.b, x.event).cmp(&(y.a, y.b, y.event)).then(y.score.total_cmp(&x.score))
    });
    all.dedup_by_key(|e| (e.a, e.b));
    // Most are not open, and are kept where they stand.
    let open = all.iter().filter(|e| e.event).copied().collect();
    all.retain(|e| !e.event);
    (all, open)
}
