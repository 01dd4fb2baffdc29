//! Attaches short fragments ("progress", "common ground") to the remark that they come from: they have too few words to link by themselves.
//!
//! In: the groups so far. Out: the same, with fragments joined. A fragment joins where the same voice, in the same article or
//! in one that shares a remark with it, has a wording that holds the fragment in one run, and where all such wordings of
//! the nearest kind (same article first) are one remark. A headline's fragment has no speaker; its own article's speakers do.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::cluster::Joined;
use crate::group::corrections::Bound;
use crate::group::link::event::Linked;
use crate::group::link::pairs::ScoredPair;
use crate::group::link::repeat::Repeats;
use crate::group::link::score::Scorer;
use crate::group::prepare::table::WordingTable;
use crate::group::prepare::voice::Voice;

/// The lightest fragment that can join: one word that is not grammar.
const MIN_FRAGMENT_WEIGHT: f32 = 3.0;

/// A fragment has at most this many words: longer ones link by themselves or not at all.
const MAX_FRAGMENT_WORDS: usize = 5;

/// Of the wordings in one article that hold a fragment, at most so many that differ in text, speaker or group are asked.
const MAX_HOLDERS: usize = 256;

/// So few of them are looked at anew each time. Nearly all articles hold a fragment less often, and what is kept of each
/// would be more than all else at the end of a run.
const FEW: usize = 8;

/// Joins fragments to groups, heaviest first.
///
/// Where `repeats` is given, a sentence that an article says anew in another one is no fragment of that one. Groups of which all wordings stand
/// before `first` stay as they are.
pub fn join(
    scorer: &mut Scorer<'_>,
    repeats: Option<&Repeats<'_>>,
    (linked, first): (&Linked, usize),
    corrections: &Bound,
    joined: &mut Joined,
) {
    let table = scorer.table();
    let Joined { groups, hosts: containing, links } = joined;
    let mut fragments = fragments(table, groups);
    fragments.retain(|members| members.last().is_some_and(|&last| last >= first));
    let weight = |i: usize| table.piece(i).weight;
    let mut holders = Holders::new(table, fragments.iter().map(|members| members[0]));
    // Groups that were joined, by their former number.
    let mut former: FxHashMap<u32, u32> = FxHashMap::default();
    for members in fragments {
        let group = |i: usize| found(&former, groups[i]);
        let mut in_article = |f: usize, article: u32| {
            let mut held = holders.inside(table, f, article, &group);
            held.retain(|&h| group(h) != group(f) && fits(table, h, f));
            held.into_iter().map(move |h| (h, f))
        };
        let home = |f: usize| table.piece(f).article;
        let mut hosts: Vec<(usize, usize)> = members.iter().flat_map(|&f| in_article(f, home(f))).collect();
        if hosts.is_empty() {
            let near =
                members.iter().flat_map(|&f| linked.of(home(f)).iter().map(move |&article| (f, article)));
            hosts = near.flat_map(|(f, article)| in_article(f, article)).collect();
        }
        if let Some(repeats) = repeats.filter(|_| !hosts.is_empty()) {
            let own: FxHashMap<u32, usize> = members.iter().rev().map(|&f| (home(f), f)).collect();
            hosts.retain(|&(host, _)| own.get(&home(host)).is_none_or(|&f| !repeats.said_anew(f, host)));
        }
        let heaviest = hosts.iter().max_by(|x, y| weight(x.0).total_cmp(&weight(y.0)).then(y.cmp(x)));
        let Some(&(host, f)) = heaviest else { continue };
        if hosts.iter().any(|h| group(h.0) != group(host)) {
            continue;
        }
        if corrections.parts(group(f), group(host), |i| group(i as usize)) {
            continue;
        }
        let (low, high) = (group(f).min(group(host)), group(f).max(group(host)));
        let score = scorer.likeness(f, host, true).score.max(f32::MIN_POSITIVE);
        let (a, b) = (f.min(host) as u32, f.max(host) as u32);
        links.push(ScoredPair { a, b, score, bonus: 0.0, event: true, contained: true, by_hand: false });
        former.insert(high, low);
        members.iter().for_each(|&f| containing[f] = containing[host]);
    }
    for g in groups.iter_mut() {
        *g = found(&former, *g);
    }
}

/// Finds the groups in which every wording is the same few words, heaviest first; a group's first wording stands for it.
fn fragments(table: &WordingTable, groups: &[u32]) -> Vec<Vec<usize>> {
    let mut fragments: Vec<Vec<usize>> = Vec::new();
    let mut order: Vec<usize> = (0..table.len()).collect();
    order.par_sort_unstable_by_key(|&i| (groups[i], i));
    for members in order.chunk_by(|&x, &y| groups[x] == groups[y]) {
        let first = table.piece(members[0]);
        let few = table.words(members[0]).len() <= MAX_FRAGMENT_WORDS
            && first.weight >= MIN_FRAGMENT_WEIGHT
            && !first.name;
        if few && members.iter().all(|&i| table.text_hash(i) == table.text_hash(members[0])) {
            fragments.push(members.to_vec());
        }
    }
    let weight = |i: usize| table.piece(i).weight;
    fragments.sort_by(|x, y| weight(y[0]).total_cmp(&weight(x[0])).then(x[0].cmp(&y[0])));
    fragments
}

/// Which wordings hold the words of a fragment in one run.
struct Holders {
    /// Fragments of one text have one number.
    numbers: FxHashMap<u64, u32>,
    /// Sorted.
    held: Vec<Held>,
    /// Those that are still asked, by fragment and article.
    asked: FxHashMap<(u32, u32), Asked>,
}

/// The holders of one fragment in one article that still have to be asked: of those with one text, one speaker and one group only the first,
/// since groups never part again and all others would give its answer. So a quotation that an article prints thousands of times costs
/// no more than one.
#[derive(Debug, Default)]
struct Asked {
    rows: Vec<u32>,
    /// How many of the holders that are the fragment's own text have been taken into `rows`.
    equal: usize,
    /// True if those with more words have been taken.
    longer: bool,
}

/// A wording that holds a fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    fragment: u32,
    article: u32,
    /// True if it has more words than the fragment.
    longer: bool,
    row: u32,
}

impl Holders {
    fn new(table: &WordingTable, fragments: impl Iterator<Item = usize>) -> Self {
        let mut numbers = FxHashMap::default();
        // How long the fragments are that begin with a word, a bit a length: most places begin none.
        let mut lengths = vec![0u8; table.vocabulary()];
        for f in fragments {
            let words = table.words(f);
            let next = numbers.len() as u32;
            numbers.entry(hash(words)).or_insert(next);
            if let Some(&first) = words.first() {
                lengths[first as usize] |= 1 << words.len();
            }
        }
        let of_row = |i: usize| {
            let words = table.words(i);
            let mut held = Vec::new();
            for (at, &first) in words.iter().enumerate() {
                let mask = lengths[first as usize];
                for length in (1..=MAX_FRAGMENT_WORDS.min(words.len() - at)).filter(|l| mask & (1 << l) != 0)
                {
                    if let Some(&fragment) = numbers.get(&hash(&words[at..at + length])) {
                        let (article, longer) = (table.piece(i).article, length < words.len());
                        held.push(Held { fragment, article, longer, row: i as u32 });
                    }
                }
            }
            held.sort_unstable();
            held.dedup();
            held
        };
        let mut held: Vec<Held> = (0..table.len()).into_par_iter().flat_map_iter(of_row).collect();
        held.par_sort_unstable();
        Self { numbers, held, asked: FxHashMap::default() }
    }

    /// The wordings of one article that hold the words of wording `f`, without those that others of their group answer for. Of its own
    /// text only those before it are given: a later print never holds an earlier one. `group` is the present group of a wording.
    fn inside(
        &mut self,
        table: &WordingTable,
        f: usize,
        article: u32,
        group: &impl Fn(usize) -> u32,
    ) -> Vec<usize> {
        let Some(&fragment) = self.numbers.get(&hash(table.words(f))) else { return Vec::new() };
        let from = self.held.partition_point(|h| (h.fragment, h.article) < (fragment, article));
        let rest = &self.held[from..];
        let own = &rest[..rest.partition_point(|h| (h.fragment, h.article) == (fragment, article))];
        let (equal, longer) = own.split_at(own.partition_point(|h| !h.longer));
        let before = equal.partition_point(|h| (h.row as usize) < f);
        if own.len() <= FEW {
            let mut rows = longer.iter().chain(&equal[..before]).map(|h| h.row).collect();
            first_of_each(&mut rows, table, group);
            return rows.into_iter().map(|row| row as usize).collect();
        }
        let asked = self.asked.entry((fragment, article)).or_default();
        if !std::mem::replace(&mut asked.longer, true) {
            asked.rows.extend(longer.iter().map(|h| h.row));
        }
        asked.rows.extend(equal[asked.equal.min(before)..before].iter().map(|h| h.row));
        asked.equal = asked.equal.max(before);
        first_of_each(&mut asked.rows, table, group);
        asked.rows.truncate(MAX_HOLDERS);
        asked.rows.iter().map(|&row| row as usize).collect()
    }
}

/// Keeps of the rows with one text, one speaker and one group the first.
fn first_of_each(rows: &mut Vec<u32>, table: &WordingTable, group: &impl Fn(usize) -> u32) {
    #[cfg(test)]
    crate::steps::count(rows.len());
    if rows.len() < 2 {
        return;
    }
    let mut seen = FxHashSet::default();
    rows.retain(|&row| {
        let piece = table.piece(row as usize);
        let text = (table.text_hash(row as usize), piece.weight.to_bits());
        seen.insert((group(row as usize), piece.speaker, text))
    });
}

fn hash(words: &[u32]) -> u64 {
    let mut hasher = FxHasher::default();
    words.hash(&mut hasher);
    hasher.finish()
}

fn found(joined: &FxHashMap<u32, u32>, mut group: u32) -> u32 {
    while let Some(&lower) = joined.get(&group) {
        group = lower;
    }
    group
}

/// Whether wording `h` can hold the fragment `f`: it is more than the fragment, and their voices fit.
fn fits(table: &WordingTable, h: usize, f: usize) -> bool {
    let (piece, fragment) = (table.piece(h), table.piece(f));
    if piece.weight < fragment.weight || (table.text_hash(h) == table.text_hash(f) && h > f) {
        return false;
    }
    let voice = table.voice(h, f);
    voice == Voice::Same || (voice == Voice::Unknown && piece.article == fragment.article)
}
