//! Keys → pairs worth scoring.
//!
//! In: a table. Out: for each wording, others that share a key with it. Of a wording's keys only the rarest `KEYS` are
//! followed, and from each key only to its neighbours by date and to the heaviest wording of the week: in a stock phrase's
//! crowd the work stays linear, and the versions of one remark meet at their week's fullest print.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::blocking::keys;
use crate::group::prepare::table::WordingTable;

/// Another wording that shares a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Its number.
    pub other: u32,
    /// How many articles hold the rarest key that the two share. An article that says "birth certificate" ten times is one print of it.
    pub size: u32,
    /// In how many weeks that key was printed; 0 where no date is known.
    pub weeks: u16,
}

/// The rarest keys of a wording that are followed.
const KEYS: usize = 6;

/// How many neighbours on either side are taken from a key.
const NEIGHBOURS: usize = 3;

/// Stands for the day of an article without a date.
pub const UNDATED: i32 = i32::MIN;

/// One followed key of a wording.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeySlot {
    /// How many articles hold the key; 0 for an empty slot.
    pub size: u32,
    /// Where the wording stands in [`CandidateIndex::entries`].
    pub place: u32,
}

/// The keys of a wording that are followed.
pub type KeySlots = [KeySlot; KEYS];

/// A wording under one of its keys.
#[derive(Debug, Clone, Copy)]
pub struct KeyNeighbour {
    pub wording: u32,
    /// The heaviest wording of the same week that holds the key.
    pub leader: u32,
    /// How many articles hold the key.
    pub size: u32,
    /// In how many weeks they were printed.
    pub weeks: u16,
    /// How many of them stand directly before it, and in the upper half byte behind it, [`NEIGHBOURS`] at most.
    pub around: u8,
    /// Whether the key is among the rarest of its wording.
    pub followed: bool,
}

/// A wording that holds a key, as far as its neighbours look at it.
#[derive(Debug, Clone, Copy)]
pub struct KeyHolder {
    /// [`UNDATED`] where nothing is known.
    pub day: i32,
    pub wording: u32,
    pub weight: f32,
    pub article: u64,
}

/// Which wordings share which keys.
pub struct CandidateIndex {
    /// Wordings by key, then by day, then by number, for keys that two hold.
    entries: Vec<KeyNeighbour>,
    /// Of the wordings that look for others.
    slots: Vec<KeySlots>,
    /// The first of these.
    first: usize,
}

impl CandidateIndex {
    /// Computes the keys of all wordings and sorts them. The wordings before `first` do not look for others, and are found by those behind.
    pub fn new(table: &WordingTable, first: usize) -> Self {
        let mut keyed = keyed(table, first..table.len());
        if first > 0 {
            keyed = of_followed(table, first, &keyed);
        }
        keyed.par_sort_unstable();
        let holder = |&(_, day, wording): &Keyed| {
            let piece = table.piece(wording as usize);
            KeyHolder { day, wording, weight: piece.weight, article: u64::from(piece.article) }
        };
        let mut entries = all_entries(keyed, KEYED, holder);
        // Every thread looks at all entries and fills the slots of its own wordings.
        let mut slots = vec![KeySlots::default(); table.len() - first];
        let share = slots.len().div_ceil(rayon::current_num_threads()).max(1);
        slots.par_chunks_mut(share).enumerate().for_each(|(n, own)| {
            let first = first + n * share;
            for (place, entry) in entries.iter().enumerate() {
                if let Some(slots) = (entry.wording as usize).checked_sub(first).and_then(|i| own.get_mut(i))
                {
                    keep(slots, KeySlot { size: entry.size, place: place as u32 });
                }
            }
        });
        for slot in slots.iter().flatten().filter(|s| s.size > 0) {
            entries[slot.place as usize].followed = true;
        }
        Self { entries, slots, first }
    }

    /// The others that wording `i` should be compared with, each once, sorted. Of two that would find each other by the same key
    /// only the later one finds the earlier one, so that a pair is scored once.
    pub fn candidates(&self, i: usize, out: &mut Vec<Candidate>) {
        out.clear();
        let slots = i.checked_sub(self.first).and_then(|i| self.slots.get(i));
        for place in slots.into_iter().flatten().filter(|s| s.size > 0).map(|s| s.place as usize) {
            near(&self.entries, place, out);
        }
        out.sort_unstable();
        out.dedup_by_key(|c| c.other); // the smallest key stands first
    }
}

/// So many wordings are asked by one core at a time.
const STRETCH: usize = 1 << 14;

/// The keys of so many wordings are made at a time, by all cores. What the cores give back is twice in memory until it is one row, so it is not
/// that of all wordings. The row is so long, some forty megabytes, that the system gets its memory back as soon as it is dropped.
const WORDINGS: usize = 1 << 17;
/// So many keys of wordings are looked at together, for the same reason.
const KEYED: usize = 1 << 22;

/// A key with the day and the number of a wording that holds it.
type Keyed = (u64, i32, u32);

/// The keys of some wordings, in the order of the wordings.
fn keyed(table: &WordingTable, wordings: Range<usize>) -> Vec<Keyed> {
    let of_wording = |own: &mut Vec<u64>, i: usize| {
        keys(table, i, own);
        own.iter().map(|&key| (key, day(table, i), i as u32)).collect::<Vec<_>>()
    };
    let block = |from: usize| -> Vec<Keyed> {
        let block = from..wordings.end.min(from + WORDINGS);
        block.into_par_iter().map_init(Vec::new, of_wording).flatten_iter().collect()
    };
    joined(wordings.clone().step_by(WORDINGS).map(block).collect::<Vec<_>>())
}

/// The wordings under their keys, for keys that two hold; `keyed` is sorted. `at_once` of them and more are looked at together,
/// from the end, which is dropped then.
fn all_entries(
    mut keyed: Vec<Keyed>,
    at_once: usize,
    holder: impl Fn(&Keyed) -> KeyHolder + Copy + Sync,
) -> Vec<KeyNeighbour> {
    let mut blocks: Vec<Vec<KeyNeighbour>> = Vec::new();
    while !keyed.is_empty() {
        let from = keyed.len().saturating_sub(at_once);
        // A block begins with the first that holds its key.
        let key = keyed[from].0;
        let from = keyed.partition_point(|entry| entry.0 < key);
        let buckets = keyed[from..].par_chunk_by(|x, y| x.0 == y.0).filter(|bucket| bucket.len() > 1);
        blocks.push(buckets.flat_map_iter(|bucket| entries(bucket, holder)).collect());
        keyed.truncate(from);
        keyed.shrink_to_fit();
    }
    blocks.reverse();
    joined(blocks)
}

/// One row of several, each dropped when it was copied.
pub(super) fn joined<T: Copy>(mut rows: Vec<Vec<T>>) -> Vec<T> {
    if rows.len() == 1 {
        return rows.remove(0);
    }
    let mut all = Vec::with_capacity(rows.iter().map(Vec::len).sum());
    for row in rows {
        all.extend_from_slice(&row);
    }
    all
}

fn day(table: &WordingTable, i: usize) -> i32 {
    table.piece(i).day.unwrap_or(UNDATED)
}

/// The keys that a wording from `first` on follows, with all that hold them; `own` are the keys of these wordings. Most keys are common ones,
/// which nobody follows and many hold.
fn of_followed(table: &WordingTable, first: usize, own: &[Keyed]) -> Vec<Keyed> {
    let mut wanted: Vec<u64> = own.iter().map(|entry| entry.0).collect();
    wanted.par_sort_unstable();
    wanted.dedup();
    let numbers: FxHashMap<u64, u32> = wanted.iter().copied().zip(0..).collect();
    let of_stretch = |from: usize| {
        let (mut own, mut held) = (Vec::new(), Vec::new());
        for i in from..first.min(from + STRETCH) {
            keys(table, i, &mut own);
            held.extend(own.iter().filter_map(|key| Some((*numbers.get(key)?, i as u32))));
        }
        held
    };
    let starts: Vec<usize> = (0..first).step_by(STRETCH).collect();
    let mut held: Vec<(u32, u32)> = starts.into_par_iter().map(of_stretch).collect::<Vec<_>>().concat();
    held.extend(own.iter().map(|(key, _, i)| (numbers[key], *i)));
    // How many hold each key, and in how many articles: those of one article are one behind the other.
    let mut sizes = vec![(0u32, 0u32, u32::MAX); wanted.len()];
    for &(key, i) in &held {
        let (holders, articles, last) = &mut sizes[key as usize];
        let article = table.piece(i as usize).article;
        *holders += 1;
        *articles += u32::from(*last != article);
        *last = article;
    }
    let mut is_followed = vec![false; wanted.len()];
    for own in own.chunk_by(|x, y| x.2 == y.2) {
        let mut slots = KeySlots::default();
        for key in own.iter().map(|entry| numbers[&entry.0]) {
            let (holders, size, _) = sizes[key as usize];
            if holders > 1 {
                keep(&mut slots, KeySlot { size, place: key });
            }
        }
        slots.iter().filter(|slot| slot.size > 0).for_each(|slot| is_followed[slot.place as usize] = true);
    }
    let followed = held.into_par_iter().filter(|(key, _)| is_followed[*key as usize]);
    followed.map(|(key, i)| (wanted[key as usize], day(table, i as usize), i)).collect()
}

/// Adds the others that the wording at a place of a key should be compared with.
pub fn near(entries: &[KeyNeighbour], place: usize, out: &mut Vec<Candidate>) {
    let KeyNeighbour { wording, leader, size, weeks, around, .. } = entries[place];
    let (before, behind) = (around & 15, around >> 4);
    let near = &entries[place - before as usize..=place + behind as usize];
    let later = |e: &&KeyNeighbour| e.wording > wording && e.followed;
    let others = near.iter().filter(|e| !later(e)).map(|e| e.wording);
    let others = others.chain([leader]).filter(|other| *other != wording);
    out.extend(others.map(|other| Candidate { other, size, weeks }));
}

/// The wordings that hold one key, sorted by day, then by number.
pub fn entries<'a, T>(
    bucket: &'a [T],
    holder: impl Fn(&T) -> KeyHolder + Copy + 'a,
) -> impl Iterator<Item = KeyNeighbour> + 'a {
    let week = move |e: &T| holder(e).day.div_euclid(7);
    let dated =
        bucket.chunk_by(move |x, y| week(x) == week(y)).filter(|of_week| holder(&of_week[0]).day != UNDATED);
    let weeks = u16::try_from(dated.count()).unwrap_or(u16::MAX);
    // The wordings of one article are one behind the other.
    let size = bucket.chunk_by(move |x, y| holder(x).article == holder(y).article).count() as u32;
    let near = |n: usize| n.min(NEIGHBOURS) as u8;
    let of_week = bucket.chunk_by(move |x, y| week(x) == week(y)).flat_map(move |of_week| {
        let weight = |e: &&T| holder(e).weight;
        // The first of equals: `max_by` would take the last.
        let leader = of_week.iter().rev().max_by(|x, y| weight(x).total_cmp(&weight(y)));
        let leader = leader.map_or(0, |e| holder(e).wording);
        of_week.iter().map(move |e| (holder(e).wording, leader))
    });
    of_week.enumerate().map(move |(n, (wording, leader))| KeyNeighbour {
        wording,
        leader,
        size,
        weeks,
        around: near(n) | near(bucket.len() - 1 - n) << 4,
        followed: false,
    })
}

/// Keeps a slot where it is among the rarest.
pub fn keep(slots: &mut KeySlots, slot: KeySlot) {
    let worst = slots.iter_mut().max_by_key(|s| if s.size == 0 { u32::MAX } else { s.size });
    if let Some(worst) = worst
        && (worst.size == 0 || worst.size > slot.size)
    {
        *worst = slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys of one, two and many wordings, on several days; a bucket that is longer than a block too.
    #[test]
    fn blocks_give_the_entries_of_all_at_once() {
        let mut keyed: Vec<Keyed> = (0..400u32).map(|i| (u64::from(i % 37) / 3, i as i32 % 29, i)).collect();
        keyed.extend([(100, 3, 7), (101, 3, 7), (102, 3, 8), (102, 4, 9)]);
        keyed.sort_unstable();
        let holder = |&(_, day, wording): &Keyed| KeyHolder {
            day,
            wording,
            weight: (wording % 5) as f32,
            article: u64::from(wording / 2),
        };
        let told = |at_once: usize| {
            let entries = all_entries(keyed.clone(), at_once, holder);
            entries.iter().map(|e| (e.wording, e.leader, e.size, e.weeks, e.around)).collect::<Vec<_>>()
        };
        let all = told(usize::MAX);
        assert_eq!(all.len(), 402);
        for at_once in [1, 5, 33, 200] {
            assert_eq!(told(at_once), all, "{at_once}");
        }
    }
}
