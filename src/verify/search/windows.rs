//! A claim's words → the stretches of the sources that are worth an alignment.
//!
//! In: the claim in form N3. Out: [`Window`]s, the one that holds most of the claim's weight first. Places of the claim's runs of
//! three stems and of its rare words vote; votes near each other make a window. Work follows the number of those places,
//! not the size of the sources.

use crate::verify::asked::Asked;
use crate::verify::search::index_keys::RARE;
use crate::verify::search::limits::Limits;
use crate::verify::search::sources::Stream;
use crate::words::Atom;

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

/// Which votes count and which windows are kept.
const LIMITS: Limits = Limits::SEARCH;
/// Words apart that votes for one window may lie where the claim marks an omission.
const MARKED_GAP: u32 = 400;
/// Most windows, and most further ones that may be the claimed speaker's.
const MOST_WINDOWS: usize = 32;
const MOST_OWN: usize = 16;
/// Most votes. Where the claim's runs and words have more places together, the commonest of them have none.
const MOST_VOTES: usize = 4_000_000;

struct Vote {
    at: u32,
    claim: u32,
    words: u32,
}

/// The windows for a claim.
pub fn windows(asked: &Asked) -> Vec<Window> {
    let Asked { atoms: claim, sources, words, .. } = *asked;
    let mut votes = votes(asked);
    votes.sort_unstable_by_key(|v| (v.at, v.claim, v.words));
    let length = u32::try_from(claim.len()).unwrap_or(u32::MAX);
    let marked = claim.iter().skip(1).any(|a| a.after_gap());
    let apart = if marked { MARKED_GAP.max(2 * length) } else { 40 + 2 * length };
    let longest = 800 + 6 * length;
    let mut found = Vec::new();
    let weights = claim.iter().map(|a| words.entry(a.key).weight).collect();
    let mut tally = Tally { weights, seen: vec![0; claim.len()], touched: Vec::new() };
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
    let least = LIMITS.least_weight(best, all);
    found.retain(|w| w.score >= least);
    let further = found.split_off(found.len().min(MOST_WINDOWS));
    found.extend(further.into_iter().filter(|w| is_own(asked, w)).take(MOST_OWN));
    found
}

/// True if the claimed speaker may speak in a window: it is looked at also where many others have the words.
fn is_own(asked: &Asked, window: &Window) -> bool {
    let row = &asked.sources.row()[window.from as usize..window.to as usize];
    let (Some(first), Some(last)) = (row.first(), row.last()) else { return false };
    let near = asked.sources.quotations_in(window.stream.article, first.start as usize..last.end as usize);
    near.into_iter().any(|q| asked.may_be_own(q))
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

/// Something of the claim that votes: a run of three words, or one word.
#[derive(Clone, Copy)]
struct Voter {
    /// Its places in the sources.
    places: usize,
    /// Its first word in the claim.
    claim: usize,
    is_run: bool,
}

fn votes(asked: &Asked) -> Vec<Vote> {
    let Asked { atoms: claim, words, .. } = *asked;
    let stem = |a: &Atom| words.entry(a.key).stem;
    let run = |i: usize| asked.run_places([0, 1, 2].map(|k| stem(&claim[i + k])));
    let mut voters = Vec::new();
    for (i, w) in claim.windows(3).enumerate() {
        if w[1].after_gap() || w[2].after_gap() {
            continue;
        }
        let places = run(i).len();
        if places <= LIMITS.run_places {
            voters.push(Voter { places, claim: i, is_run: true });
        }
    }
    let mut rarest: Option<(usize, usize)> = None;
    for (i, a) in claim.iter().enumerate().filter(|(_, a)| !a.editors()) {
        let places = asked.places(stem(a)).len();
        if places > 0 && rarest.is_none_or(|(n, _)| places < n) {
            rarest = Some((places, i));
        }
        if places <= LIMITS.word_places && words.entry(a.key).weight >= RARE {
            voters.push(Voter { places, claim: i, is_run: false });
        }
    }
    let mut votes = Vec::new();
    for Voter { claim: i, is_run, .. } in within(voters, MOST_VOTES) {
        let vote = |at, words| Vote { at, claim: index(i), words };
        if is_run {
            votes.extend(run(i).map(|at| vote(at, 3)));
        } else {
            votes.extend(asked.places(stem(&claim[i])).iter().map(|&at| vote(at, 1)));
        }
    }
    if let (true, Some((_, i))) = (votes.is_empty(), rarest) {
        let places = asked.places(stem(&claim[i])).iter().take(LIMITS.run_places);
        votes.extend(places.map(|&at| Vote { at, claim: index(i), words: 1 }));
    }
    votes
}

/// The voters, without the commonest where all have more than `most` places together.
fn within(mut voters: Vec<Voter>, most: usize) -> Vec<Voter> {
    if voters.iter().map(|v| v.places).sum::<usize>() > most {
        voters.sort_by_key(|v| v.places);
        let mut all = 0;
        let fits = |v: &Voter| {
            all += v.places;
            all <= most
        };
        voters = voters.into_iter().take_while(fits).collect();
    }
    voters
}

fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

/// Counts each of the claim's words once a window.
struct Tally {
    weights: Vec<f32>,
    /// How many words the longest vote has that each word is in; 0 between windows.
    seen: Vec<u32>,
    /// The words that are in a vote.
    touched: Vec<usize>,
}

impl Tally {
    /// Work follows the votes, not the length of the claim.
    fn weigh(&mut self, votes: &[Vote]) -> f32 {
        for v in votes {
            for i in v.claim as usize..(v.claim + v.words) as usize {
                if let Some(seen) = self.seen.get_mut(i) {
                    if *seen == 0 {
                        self.touched.push(i);
                    }
                    *seen = (*seen).max(v.words);
                }
            }
        }
        // A sum of floats depends on its order.
        self.touched.sort_unstable();
        let weigh = |i: usize| self.weights[i] * LIMITS.share(std::mem::take(&mut self.seen[i]) > 1);
        self.touched.drain(..).map(weigh).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_voters_go_first() {
        let voter = |(claim, &places)| Voter { places, claim, is_run: true };
        let voters: Vec<Voter> = [50, 3, 20, 4].iter().enumerate().map(voter).collect();
        let kept = |most| within(voters.clone(), most).iter().map(|v| v.claim).collect::<Vec<_>>();
        assert_eq!(kept(77), [0, 1, 2, 3]);
        assert_eq!(kept(76), [1, 3, 2]);
        assert!(kept(2).is_empty());
    }

    #[test]
    fn each_word_counts_once_and_nothing_is_left_for_the_next_window() {
        let mut tally = Tally { weights: vec![1.0, 2.0, 4.0, 8.0], seen: vec![0; 4], touched: Vec::new() };
        let vote = |claim, words| Vote { at: 0, claim, words };
        assert_eq!(tally.weigh(&[vote(1, 3), vote(0, 1), vote(1, 3), vote(3, 3)]), LIMITS.lone + 14.0);
        assert_eq!(tally.weigh(&[vote(3, 1)]), 8.0 * LIMITS.lone);
    }
}
