//! A claim's words → the stretches of the sources that are worth an alignment.
//!
//! In: the claim in form N3. Out: [`Window`]s, the one that holds most of the claim's weight first. Places of the claim's runs of
//! three stems and of its rare words vote; votes near each other make a window. Work follows the number of those places,
//! not the size of the sources.

use super::keys::RARE;
use super::place::Asked;
use super::sources::{Sources, Stream};
use super::words::{Atom, Overlay};

/// A stretch of the row of words.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// The stream that it lies in.
    pub stream: Stream,
    /// First word.
    pub from: u32,
    /// One past the last word.
    pub to: u32,
    /// The claim's weight that votes for it.
    pub score: f32,
}

/// A run with more places than this says nothing; a longer one around it will be found by another.
const MOST_RUN_PLACES: usize = 4_000;
/// A word with more places than this has no vote of its own.
const MOST_WORD_PLACES: usize = 400;
/// What a word that is found outside a run counts, of its weight.
const LONE: f32 = 0.4;
/// Words apart that votes for one window may lie where the claim marks an omission.
const MARKED_GAP: u32 = 400;
/// Most windows, and most cells of all their alignments together.
const MOST_WINDOWS: usize = 32;
const MOST_CELLS: usize = 12_000_000;

/// Where one window holds this share of the claim, only windows with a good share of that are looked at.
const MOSTLY: f32 = 0.6;
const LEAST_OF_MOST: f32 = 0.6;
const LEAST: f32 = 0.3;

struct Vote {
    at: u32,
    claim: u32,
    words: u32,
}

/// The windows for a claim.
pub fn windows(claim: &[Atom], sources: &Sources, words: &Overlay) -> Vec<Window> {
    let mut votes = votes(claim, sources, words);
    votes.sort_unstable_by_key(|v| (v.at, v.claim, v.words));
    let length = u32::try_from(claim.len()).unwrap_or(u32::MAX);
    let marked = claim.iter().skip(1).any(|a| a.after_gap());
    let apart = if marked { MARKED_GAP.max(2 * length) } else { 40 + 2 * length };
    let longest = 800 + 6 * length;
    let mut found = Vec::new();
    let mut tally =
        Tally { weights: claim.iter().map(|a| words.entry(a.key).weight).collect(), seen: Vec::new() };
    let mut at = 0;
    while at < votes.len() {
        let first = votes[at].at;
        let stream = sources.stream(first);
        let (mut end, mut last) = (at + 1, first);
        while let Some(v) = votes.get(end) {
            if v.at >= stream.end || v.at - last > apart || v.at - first > longest {
                break;
            }
            (end, last) = (end + 1, v.at);
        }
        let score = tally.weigh(&votes[at..end]);
        let margin = length + 8;
        found.push(Window {
            stream,
            from: first.saturating_sub(margin).max(stream.first),
            to: last.saturating_add(margin).min(stream.end),
            score,
        });
        at = end;
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.from.cmp(&b.from)));
    let all: f32 = tally.weights.iter().sum();
    let best = found.first().map_or(0.0, |w| w.score);
    let least = best * if best >= all * MOSTLY { LEAST_OF_MOST } else { LEAST };
    let mut cells = 0;
    found.retain(|w| {
        cells += (w.to - w.from) as usize * claim.len();
        w.score >= least && cells <= MOST_CELLS
    });
    found.truncate(MOST_WINDOWS);
    found
}

/// Share of the claim's runs of three that a stretch must hold to be worth a look of its own.
const SHARE: usize = 4;

/// Whether a stretch beside a match holds the claim once more.
pub fn may_hold(asked: &Asked, from: u32, to: u32) -> bool {
    let run = |w: &[Atom]| [0, 1, 2].map(|i| asked.words.entry(w[i].key).stem);
    let mut wanted: Vec<[u32; 3]> = asked.atoms.windows(3).map(run).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let there = asked.sources.row().get(from as usize..to as usize).unwrap_or_default();
    let mut held: Vec<[u32; 3]> =
        there.windows(3).map(run).filter(|r| wanted.binary_search(r).is_ok()).collect();
    held.sort_unstable();
    held.dedup();
    !held.is_empty() && held.len() * SHARE >= wanted.len()
}

fn votes(claim: &[Atom], sources: &Sources, words: &Overlay) -> Vec<Vote> {
    let mut votes = Vec::new();
    let stem = |a: &Atom| words.entry(a.key).stem;
    for (i, w) in claim.windows(3).enumerate() {
        if w[1].after_gap() || w[2].after_gap() {
            continue;
        }
        let places = sources.run_places([stem(&w[0]), stem(&w[1]), stem(&w[2])]);
        if places.len() <= MOST_RUN_PLACES {
            votes.extend(places.map(|at| Vote { at, claim: index(i), words: 3 }));
        }
    }
    let mut rarest: Option<(usize, usize)> = None;
    for (i, a) in claim.iter().enumerate().filter(|(_, a)| !a.editors()) {
        let places = sources.places(stem(a));
        if !places.is_empty() && rarest.is_none_or(|(n, _)| places.len() < n) {
            rarest = Some((places.len(), i));
        }
        if places.len() <= MOST_WORD_PLACES && words.entry(a.key).weight >= RARE {
            votes.extend(places.iter().map(|&at| Vote { at, claim: index(i), words: 1 }));
        }
    }
    if let (true, Some((_, i))) = (votes.is_empty(), rarest) {
        let places = sources.places(stem(&claim[i])).iter().take(MOST_RUN_PLACES);
        votes.extend(places.map(|&at| Vote { at, claim: index(i), words: 1 }));
    }
    votes
}

fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

/// Counts each of the claim's words once a window.
struct Tally {
    weights: Vec<f32>,
    seen: Vec<u32>,
}

impl Tally {
    fn weigh(&mut self, votes: &[Vote]) -> f32 {
        self.seen.clear();
        self.seen.resize(self.weights.len(), 0);
        for v in votes {
            for i in v.claim..v.claim + v.words {
                if let Some(seen) = self.seen.get_mut(i as usize) {
                    *seen = (*seen).max(v.words);
                }
            }
        }
        let share = |seen: u32| match seen {
            0 => 0.0,
            1 => LONE,
            _ => 1.0,
        };
        self.weights.iter().zip(&self.seen).map(|(w, &seen)| w * share(seen)).sum()
    }
}
