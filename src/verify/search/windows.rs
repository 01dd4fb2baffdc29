//! A claim's words → the stretches of the sources that are worth an alignment.
//!
//! In: the claim in form N3. Out: [`Window`]s, the one that holds most of the claim's weight first. Places of the claim's runs of
//! three stems and of its rare words vote; votes near each other make a window. Work follows the number of those places,
//! not the size of the sources, and a run that the claim repeats votes once for a place.

use rustc_hash::FxHashMap;

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
    /// Which of the voters.
    voter: u32,
}

/// The windows for a claim.
pub fn windows(asked: &Asked) -> Vec<Window> {
    let Asked { atoms: claim, sources, words, .. } = *asked;
    let (voters, mut votes) = votes(asked);
    votes.sort_unstable_by_key(|v| (v.at, v.voter));
    let length = u32::try_from(claim.len()).unwrap_or(u32::MAX);
    let marked = claim.iter().skip(1).any(|a| a.after_gap());
    let apart = if marked { MARKED_GAP.max(2 * length) } else { 40 + 2 * length };
    let longest = 800 + 6 * length;
    let mut found = Vec::new();
    let weights = claim.iter().map(|a| words.entry(a.key).weight).collect();
    let mut tally = Tally::new(&voters, weights);
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
#[derive(Debug, Clone, PartialEq, Eq)]
struct Voter {
    /// Its places in the sources.
    places: usize,
    /// Where it stands in the claim; never empty.
    claim: Vec<usize>,
    is_run: bool,
}

impl Voter {
    fn words(&self) -> u32 {
        if self.is_run { 3 } else { 1 }
    }
}

/// The voters of a claim, and their votes.
fn votes(asked: &Asked) -> (Vec<Voter>, Vec<Vote>) {
    let claim = asked.atoms;
    let stem = |i: usize| asked.words.entry(claim[i].key).stem;
    let run = |i: usize| [0, 1, 2].map(|k| stem(i + k));
    let mut voters = within(voters(asked), MOST_VOTES);
    let mut votes = Vec::new();
    for (number, voter) in (0..).zip(&voters) {
        let vote = |at| Vote { at, voter: number };
        if voter.is_run {
            votes.extend(asked.run_places(run(voter.claim[0])).map(vote));
        } else {
            votes.extend(asked.places(stem(voter.claim[0])).iter().copied().map(vote));
        }
    }
    if votes.is_empty() {
        let with_places = (0..claim.len()).filter(|&i| !claim[i].editors());
        let counted = with_places.map(|i| (asked.places(stem(i)).len(), i)).filter(|(places, _)| *places > 0);
        if let Some((places, i)) = counted.min() {
            voters = vec![Voter { places, claim: vec![i], is_run: false }];
            let few = asked.places(stem(i)).iter().take(LIMITS.run_places);
            votes.extend(few.map(|&at| Vote { at, voter: 0 }));
        }
    }
    (voters, votes)
}

/// The runs and the rare words of a claim that have few places enough, each once.
fn voters(asked: &Asked) -> Vec<Voter> {
    let Asked { atoms: claim, words, .. } = *asked;
    let stem = |a: &Atom| words.entry(a.key).stem;
    let mut voters: Vec<Voter> = Vec::new();
    let mut runs: FxHashMap<[u32; 3], usize> = FxHashMap::default();
    let mut add = |known: &mut usize, i: usize, made: &dyn Fn() -> (usize, bool)| match voters.get_mut(*known)
    {
        Some(voter) => voter.claim.push(i),
        None => {
            *known = voters.len();
            let (places, is_run) = made();
            voters.push(Voter { places, claim: vec![i], is_run });
        }
    };
    for (i, w) in claim.windows(3).enumerate() {
        if w[1].after_gap() || w[2].after_gap() {
            continue;
        }
        let run = [0, 1, 2].map(|k| stem(&w[k]));
        add(runs.entry(run).or_insert(usize::MAX), i, &|| (asked.run_places(run).len(), true));
    }
    let mut lone: FxHashMap<u32, usize> = FxHashMap::default();
    for (i, a) in claim.iter().enumerate().filter(|(_, a)| !a.editors()) {
        if words.entry(a.key).weight >= RARE {
            add(lone.entry(stem(a)).or_insert(usize::MAX), i, &|| (asked.places(stem(a)).len(), false));
        }
    }
    voters.retain(|voter| voter.places <= LIMITS.places(voter.is_run));
    voters
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

/// Counts each of the claim's words once a window.
struct Tally<'v> {
    voters: &'v [Voter],
    weights: Vec<f32>,
    /// How many words the longest vote has that each word is in; 0 between windows.
    seen: Vec<u32>,
    /// The words that are in a vote.
    touched: Vec<usize>,
    /// The last window that each voter voted for, from 1.
    voted: Vec<usize>,
    window: usize,
}

impl<'v> Tally<'v> {
    fn new(voters: &'v [Voter], weights: Vec<f32>) -> Self {
        let (seen, voted) = (vec![0; weights.len()], vec![0; voters.len()]);
        Self { voters, weights, seen, touched: Vec::new(), voted, window: 0 }
    }

    /// Work follows the votes, and the places of their words in the claim.
    fn weigh(&mut self, votes: &[Vote]) -> f32 {
        self.window += 1;
        for number in votes.iter().map(|v| v.voter as usize) {
            if std::mem::replace(&mut self.voted[number], self.window) == self.window {
                continue;
            }
            let words = self.voters[number].words();
            for i in self.voters[number].claim.iter().flat_map(|&i| i..i + words as usize) {
                if let Some(seen) = self.seen.get_mut(i) {
                    if *seen == 0 {
                        self.touched.push(i);
                    }
                    *seen = (*seen).max(words);
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
        let voter = |(claim, &places)| Voter { places, claim: vec![claim], is_run: true };
        let voters: Vec<Voter> = [50, 3, 20, 4].iter().enumerate().map(voter).collect();
        let kept = |most| within(voters.clone(), most).iter().map(|v| v.claim[0]).collect::<Vec<_>>();
        assert_eq!(kept(77), [0, 1, 2, 3]);
        assert_eq!(kept(76), [1, 3, 2]);
        assert!(kept(2).is_empty());
    }

    #[test]
    fn each_word_counts_once_and_nothing_is_left_for_the_next_window() {
        let voter = |claim: &[usize], is_run| Voter { places: 1, claim: claim.to_vec(), is_run };
        let voters = [
            voter(&[0], false),
            voter(&[1], true),
            voter(&[3], true),
            voter(&[3], false),
            voter(&[0, 3], false),
        ];
        let mut tally = Tally::new(&voters, vec![1.0, 2.0, 4.0, 8.0]);
        let vote = |voter| Vote { at: 0, voter };
        assert_eq!(tally.weigh(&[vote(1), vote(0), vote(1), vote(2)]), LIMITS.lone + 14.0);
        assert_eq!(tally.weigh(&[vote(3)]), 8.0 * LIMITS.lone);
        assert_eq!(tally.weigh(&[vote(4), vote(4)]), 9.0 * LIMITS.lone);
    }
}
