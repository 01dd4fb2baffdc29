//! Which units of two wordings agree, once they are aligned, and which stand elsewhere.
//!
//! In: the units of both sides, and the pairs that agree. Out: the pairs without those that only seem to agree (half a contraction, one word
//! between two replacements), and the runs of [`MOVED`] words that moved.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::words::Unit;

/// A run of this many words that occurs elsewhere is moved; a shorter run is dropped here and added there.
const MOVED: usize = 4;
/// A stretch is moved over at most this many words.
const SLID: usize = 12;

/// Half an agreement, as of "don't" and "do", does not count as an agreement.
pub(super) fn whole_words(base: &[Unit], version: &[Unit], agree: &mut Vec<(usize, usize)>) {
    rejoin(base, version, agree);
    loop {
        let known = agree.len();
        let left: Vec<bool> = marks(base.len(), agree.iter().map(|p| p.0));
        let right: Vec<bool> = marks(version.len(), agree.iter().map(|p| p.1));
        agree.retain(|&(i, j)| word_of(base, i).all(|k| left[k]) && word_of(version, j).all(|k| right[k]));
        if agree.len() == known {
            return;
        }
    }
}

/// The halves of one word that met the halves of two like ones ("don't … don't") are those of the second.
fn rejoin(base: &[Unit], version: &[Unit], agree: &mut [(usize, usize)]) {
    for n in 1..agree.len() {
        let ((i, j), (next_i, next_j)) = (agree[n - 1], agree[n]);
        let (ours, theirs) = (word_of(base, next_i), word_of(version, next_j));
        if ours.len() != theirs.len() || base[next_i].folded != version[next_j].folded {
            continue;
        }
        if ours.contains(&i) && !theirs.contains(&j) {
            agree[n - 1].1 = theirs.start + (i - ours.start);
        } else if theirs.contains(&j) && !ours.contains(&i) {
            agree[n - 1].0 = ours.start + (j - theirs.start);
        }
    }
}

/// Returns the units of the printed word that unit `i` belongs to.
fn word_of(units: &[Unit], i: usize) -> std::ops::Range<usize> {
    let start = (0..=i).rev().find(|&k| units[k].first).unwrap_or(0);
    let end = (i + 1..units.len()).find(|&k| units[k].first).unwrap_or(units.len());
    start..end
}

fn marks(length: usize, places: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut out = vec![false; length];
    places.for_each(|p| out[p] = true);
    out
}

/// Of "we don't like it, we don't want it" either "we don't" can be the one of "we don't want it". What one side has alone is moved to where
/// a clause begins: `starts` tells this of a place of that side.
pub(super) fn slide(
    agree: &mut [(usize, usize)],
    (base, version): (&[Unit], &[Unit]),
    starts: impl Fn(bool, usize) -> bool,
) {
    for n in 1..=agree.len() {
        let (from, to) = (agree[n - 1], agree.get(n).copied().unwrap_or((base.len(), version.len())));
        let (left, right) = (to.0 - from.0 - 1, to.1 - from.1 - 1);
        let (in_base, side, begin, length) = match (left, right) {
            (1.., 0) => (true, base, from.0 + 1, left),
            (0, 1..) => (false, version, from.1 + 1, right),
            _ => continue,
        };
        if starts(in_base, begin) {
            continue;
        }
        let place = |pair: (usize, usize)| if in_base { pair.0 } else { pair.1 };
        let together = |k: usize| {
            place(agree[n - k]) + k == begin && side[begin - k].folded == side[begin - k + length].folded
        };
        let most = (1..=n.min(SLID)).take_while(|&k| together(k)).count();
        let Some(by) = (1..=most).find(|&k| side[begin - k].first && starts(in_base, begin - k)) else {
            continue;
        };
        for pair in &mut agree[n - by..n] {
            if in_base { pair.0 += length } else { pair.1 += length }
        }
    }
}

/// Words that agree behind a stretch that one side has alone, and before another one, can be those that the first stretch begins with: "in
/// God, but God wants" has "in God". The two are one stretch then.
pub(super) fn pull_together(agree: &mut [(usize, usize)], base: &[Unit], version: &[Unit]) {
    let mut n = 0;
    while n < agree.len() {
        let begin = n.checked_sub(1).map_or((0, 0), |k| (agree[k].0 + 1, agree[k].1 + 1));
        let together =
            |at: &usize| agree[*at - 1].0 + 1 == agree[*at].0 && agree[*at - 1].1 + 1 == agree[*at].1;
        let end = (n + 1..agree.len()).take_while(together).last().map_or(n + 1, |last| last + 1);
        let next = agree.get(end).copied().unwrap_or((base.len(), version.len()));
        let (left, right) = (agree[n].0 - begin.0, agree[n].1 - begin.1);
        let (after_left, after_right) = (next.0 - agree[end - 1].0 - 1, next.1 - agree[end - 1].1 - 1);
        let in_base = left > 0 && right == 0 && after_left > 0 && after_right == 0;
        let in_version = right > 0 && left == 0 && after_right > 0 && after_left == 0;
        let (side, from) = if in_base { (base, begin.0) } else { (version, begin.1) };
        let place = |k: usize| if in_base { agree[n + k].0 } else { agree[n + k].1 };
        if n > 0
            && (in_base || in_version)
            && (0..end - n).all(|k| side[from + k].folded == side[place(k)].folded)
        {
            for k in 0..end - n {
                if in_base { agree[n + k].0 = from + k } else { agree[n + k].1 = from + k }
            }
        }
        n = end;
    }
}

/// One content word that agrees between two replacements is a part of them: "some specific issues" became
/// "certain specific, unspecified points" as a whole. A grammar word there is what holds the sentence
/// together, and stays.
pub(super) fn without_islands(base: &[Unit], version: &[Unit], agree: &mut Vec<(usize, usize)>) {
    let gap = |from: Option<&(usize, usize)>, to: Option<&(usize, usize)>| {
        let (i, j) = from.map_or((0, 0), |p| (p.0 + 1, p.1 + 1));
        let (p, q) = to.copied().unwrap_or((base.len(), version.len()));
        i < p && j < q
    };
    let islands: Vec<bool> = (0..agree.len())
        .map(|n| {
            let before = n.checked_sub(1).and_then(|k| agree.get(k));
            !base[agree[n].0].light && gap(before, agree.get(n)) && gap(agree.get(n), agree.get(n + 1))
        })
        .collect();
    let mut n = 0;
    agree.retain(|_| {
        n += 1;
        !islands[n - 1]
    });
}

/// Runs that stand elsewhere, as `(base, version, length)` in the version's order.
pub(super) fn moved(base: &[Unit], version: &[Unit], agree: &[(usize, usize)]) -> Vec<(usize, usize, usize)> {
    let left = marks(base.len(), agree.iter().map(|p| p.0));
    let right = marks(version.len(), agree.iter().map(|p| p.1));
    let free = |u: &Unit, agreed: bool| !agreed && u.is_word();
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    let hash = |units: &[Unit]| {
        let keys: Vec<u8> = units.iter().flat_map(|u| xxh3_64(u.normal.as_bytes()).to_le_bytes()).collect();
        xxh3_64(&keys)
    };
    for i in 0..(base.len() + 1).saturating_sub(MOVED) {
        if (i..i + MOVED).all(|k| free(&base[k], left[k])) {
            places.entry(hash(&base[i..i + MOVED])).or_insert(i);
        }
    }
    let mut used = vec![false; base.len()];
    let mut out = Vec::new();
    let mut j = 0;
    while j + MOVED <= version.len() {
        let run = j..j + MOVED;
        let found = run
            .clone()
            .all(|k| free(&version[k], right[k]))
            .then(|| places.get(&hash(&version[run])))
            .flatten();
        let Some(&i) = found else {
            j += 1;
            continue;
        };
        let goes_on = |n: usize| {
            i + n < base.len()
                && j + n < version.len()
                && free(&base[i + n], left[i + n] || used[i + n])
                && free(&version[j + n], right[j + n])
                && base[i + n].same(&version[j + n])
        };
        let length = (0..).take_while(|&n| goes_on(n)).count();
        if length < MOVED || base[i..i + length].iter().all(|u| u.light) {
            j += 1;
            continue;
        }
        used[i..i + length].fill(true);
        out.push((i, j, length));
        j += length;
    }
    out
}
