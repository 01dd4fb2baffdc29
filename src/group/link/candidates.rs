//! Keys → pairs worth scoring.
//!
//! In: a table. Out: for each wording, others that share a key with it. Of a wording's keys only the rarest `KEYS` are
//! followed, and from each key only to its neighbours by date and to the heaviest wording of the week: in a stock phrase's
//! crowd the work stays linear, and the versions of one remark meet at their week's fullest print.

use std::ops::{Range, RangeInclusive};

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
pub struct KeySlot<T = ()> {
    /// How many articles hold the key; 0 for an empty slot.
    pub size: u32,
    /// Where the wording stands among all that hold keys.
    pub place: u32,
    /// What else is known of the wording and the key.
    pub view: T,
}

/// The keys of a wording that are followed.
pub type KeySlots<T = ()> = [KeySlot<T>; KEYS];

/// What a wording sees of the others under one of its keys.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyView {
    /// The heaviest wording of the same week that holds the key.
    leader: u32,
    /// In how many weeks those that hold the key were printed.
    weeks: u16,
    /// How many of them stand directly before it, and in the upper half byte behind it, [`NEIGHBOURS`] at most.
    around: u8,
}

/// A wording under one of its keys.
#[derive(Debug, Clone, Copy)]
pub struct KeyNeighbour {
    /// Its number.
    pub wording: u32,
    /// How many articles hold the key.
    pub size: u32,
    view: KeyView,
}

impl KeyNeighbour {
    /// The key as one that the wording follows; `place` is the wording's among all that hold keys.
    pub fn slot(&self, place: u32) -> KeySlot<KeyView> {
        KeySlot { size: self.size, place, view: self.view }
    }
}

impl KeySlot<KeyView> {
    /// The places of the neighbours, and its own.
    pub fn beside(&self) -> RangeInclusive<usize> {
        let (place, around) = (self.place as usize, self.view.around);
        place - usize::from(around & 15)..=place + usize::from(around >> 4)
    }

    /// Adds the others that `wording` should be compared with. `beside` are those at the places of [`Self::beside`], each with whether it
    /// follows the key too.
    pub fn near(&self, wording: u32, beside: impl Iterator<Item = (u32, bool)>, out: &mut Vec<Candidate>) {
        let KeySlot { size, view: KeyView { leader, weeks, .. }, .. } = *self;
        let finds_it = |(other, follows): &(u32, bool)| *other > wording && *follows;
        let others = beside.filter(|other| !finds_it(other)).map(|(other, _)| other);
        let others = others.chain([leader]).filter(|other| *other != wording);
        out.extend(others.map(|other| Candidate { other, size, weeks }));
    }
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

/// A wording among those that hold a key: its number, and in the highest bit whether it follows the key. There are some fifteen for
/// each wording, so that every byte of one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Holder(u32);

impl Holder {
    const FOLLOWS: u32 = 1 << 31;

    fn wording(self) -> u32 {
        self.0 & !Self::FOLLOWS
    }

    fn follows(self) -> bool {
        self.0 & Self::FOLLOWS != 0
    }
}

/// Which wordings share which keys.
pub struct CandidateIndex {
    /// Wordings by key, then by day, then by number, for keys that two hold.
    holders: Vec<Holder>,
    /// Of the wordings that look for others.
    slots: Vec<KeySlots<KeyView>>,
    /// The first of these.
    first: usize,
}

impl CandidateIndex {
    /// Computes the keys of all wordings and sorts them. The wordings before `first` do not look for others, and are found by those behind.
    pub fn new(table: &WordingTable, first: usize) -> Self {
        let wordings = first..table.len();
        let holder = |&(_, day, wording): &Keyed| {
            let piece = table.piece(wording as usize);
            KeyHolder { day, wording, weight: piece.weight, article: u64::from(piece.article) }
        };
        let mut index = Self::empty(wordings.clone());
        if first > 0 {
            let own = keyed(table, wordings, (&(0..=u64::MAX), WORDINGS));
            index.add(of_followed(table, first, &own), KEYED, holder);
        } else {
            let count = wordings.len().div_ceil(PART);
            for part in parts(count as u64) {
                index.add(keyed(table, wordings.clone(), (&part, count * WORDINGS)), KEYED, holder);
            }
        }
        index.marked()
    }

    /// The index of some wordings, without keys yet.
    fn empty(wordings: Range<usize>) -> Self {
        Self { holders: Vec::new(), slots: vec![KeySlots::default(); wordings.len()], first: wordings.start }
    }

    /// Adds keys, in any order, which are all larger than those before, and with each all that hold it. `at_once` of them and a few more are
    /// looked at together, from the end, which is dropped then: so the largest are sorted to the front.
    fn add(
        &mut self,
        mut keyed: Vec<Keyed>,
        at_once: usize,
        holder: impl Fn(&Keyed) -> KeyHolder + Copy + Sync,
    ) {
        keyed.par_sort_unstable_by(|x, y| y.cmp(x));
        while !keyed.is_empty() {
            // A block begins with the first that holds its key.
            let key = keyed[keyed.len().saturating_sub(at_once)].0;
            let from = keyed.partition_point(|entry| entry.0 > key);
            keyed[from..].reverse();
            let buckets = keyed[from..].par_chunk_by(|x, y| x.0 == y.0).filter(|bucket| bucket.len() > 1);
            let block: Vec<KeyNeighbour> = buckets.flat_map_iter(|bucket| entries(bucket, holder)).collect();
            follow(&mut self.slots, self.first, &block, self.holders.len());
            self.holders.extend(block.iter().map(|entry| Holder(entry.wording)));
            keyed.truncate(from);
            keyed.shrink_to_fit();
        }
    }

    /// The index with each holder marked that follows its key.
    fn marked(mut self) -> Self {
        for slot in self.slots.iter().flatten().filter(|slot| slot.size > 0) {
            self.holders[slot.place as usize].0 |= Holder::FOLLOWS;
        }
        self
    }

    /// The others that wording `i` should be compared with, each once, sorted. Of two that would find each other by the same key
    /// only the later one finds the earlier one, so that a pair is scored once.
    pub fn candidates(&self, i: usize, out: &mut Vec<Candidate>) {
        out.clear();
        let slots = i.checked_sub(self.first).and_then(|i| self.slots.get(i));
        for slot in slots.into_iter().flatten().filter(|slot| slot.size > 0) {
            let beside = self.holders[slot.beside()].iter();
            slot.near(i as u32, beside.map(|holder| (holder.wording(), holder.follows())), out);
        }
        out.sort_unstable();
        out.dedup_by_key(|c| c.other); // the smallest key stands first
    }
}

/// Gives the wordings from `first` on their slots for the keys of a block, which begins at a place among all. Every core looks at the whole
/// block and fills the slots of its own wordings.
fn follow(slots: &mut [KeySlots<KeyView>], first: usize, block: &[KeyNeighbour], begin: usize) {
    let share = slots.len().div_ceil(rayon::current_num_threads()).max(1);
    slots.par_chunks_mut(share).enumerate().for_each(|(n, own)| {
        let first = first + n * share;
        for (place, entry) in (begin as u32..).zip(block) {
            if let Some(slots) = (entry.wording as usize).checked_sub(first).and_then(|i| own.get_mut(i)) {
                keep(slots, entry.slot(place));
            }
        }
    });
}

/// So many wordings are asked by one core at a time.
const STRETCH: usize = 1 << 14;

/// All keys of so many wordings are made at a time, or the part of those of more: a row of some forty megabytes, which the system gets back as
/// soon as it is dropped.
const WORDINGS: usize = 1 << 17;
/// So many keys of wordings are looked at together.
const KEYED: usize = 1 << 22;
/// Of so many wordings all keys are in memory at once, and of more only a part of all possible keys after the other: a wording has some twenty,
/// of sixteen bytes each, and to compute them anew for each part takes less than a tenth of a run.
const PART: usize = 1 << 22;

/// A key with the day and the number of a wording that holds it.
type Keyed = (u64, i32, u32);

/// All keys in so many parts of about one size, ascending.
fn parts(count: u64) -> impl Iterator<Item = RangeInclusive<u64>> {
    let begin = move |n: u64| (u128::from(n) << u64::BITS) / u128::from(count);
    (0..count).map(move |n| begin(n) as u64..=(begin(n + 1) - 1) as u64)
}

/// The keys of some wordings that are in a part of all keys, in the order of the wordings, of which so many are asked at once.
fn keyed(
    table: &WordingTable,
    wordings: Range<usize>,
    (part, at_once): (&RangeInclusive<u64>, usize),
) -> Vec<Keyed> {
    in_blocks(wordings, at_once, |block| {
        let of_wording = |own: &mut Vec<u64>, i: usize| {
            keys(table, i, own);
            let own = own.iter().filter(|key| part.contains(key));
            own.map(|&key| (key, day(table, i), i as u32)).collect::<Vec<_>>()
        };
        block.into_par_iter().map_init(Vec::new, of_wording).flatten_iter().collect()
    })
}

/// What all cores make of some wordings, as one row in the order of the wordings. They are given so many `at_once`: what cores give back is
/// twice in memory until it is one row, so it is not that of all wordings.
pub(super) fn in_blocks<T: Copy>(
    wordings: Range<usize>,
    at_once: usize,
    made: impl Fn(Range<usize>) -> Vec<T>,
) -> Vec<T> {
    let block = |from: usize| made(from..wordings.end.min(from + at_once));
    let mut blocks: Vec<Vec<T>> = wordings.clone().step_by(at_once).map(block).collect();
    if blocks.len() == 1 {
        return blocks.remove(0);
    }
    let mut all = Vec::with_capacity(blocks.iter().map(Vec::len).sum());
    for block in blocks {
        all.extend_from_slice(&block);
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
        let mut slots = <KeySlots>::default();
        for key in own.iter().map(|entry| numbers[&entry.0]) {
            let (holders, size, _) = sizes[key as usize];
            if holders > 1 {
                keep(&mut slots, KeySlot { size, place: key, view: () });
            }
        }
        slots.iter().filter(|slot| slot.size > 0).for_each(|slot| is_followed[slot.place as usize] = true);
    }
    let followed = held.into_par_iter().filter(|(key, _)| is_followed[*key as usize]);
    followed.map(|(key, i)| (wanted[key as usize], day(table, i as usize), i)).collect()
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
    of_week.enumerate().map(move |(n, (wording, leader))| {
        let around = near(n) | near(bucket.len() - 1 - n) << 4;
        KeyNeighbour { wording, size, view: KeyView { leader, weeks, around } }
    })
}

/// Keeps a slot where it is among the rarest.
pub fn keep<T: Copy>(slots: &mut KeySlots<T>, slot: KeySlot<T>) {
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
    fn blocks_and_parts_give_the_index_of_all_at_once() {
        let mut keyed: Vec<Keyed> = (0..400u32).map(|i| (u64::from(i % 37) / 3, i as i32 % 29, i)).collect();
        keyed.extend((0..400u32).map(|i| (50 + u64::from(i % 90), i as i32 % 29, i)));
        keyed.extend([(200, 3, 7), (201, 3, 7), (202, 3, 8), (202, 4, 9)]);
        let holder = |&(_, day, wording): &Keyed| KeyHolder {
            day,
            wording,
            weight: (wording % 5) as f32,
            article: u64::from(wording / 2),
        };
        let told = |at_once: usize, ends: &[u64]| {
            let mut index = CandidateIndex::empty(10..400);
            for ends in ends.windows(2) {
                let part = keyed.iter().filter(|entry| (ends[0]..ends[1]).contains(&entry.0));
                index.add(part.copied().collect(), at_once, holder);
            }
            let index = index.marked();
            let found = |i: usize| {
                let mut own = Vec::new();
                index.candidates(i, &mut own);
                own
            };
            ((0..400).map(found).collect::<Vec<_>>(), index.holders)
        };
        let all = told(usize::MAX, &[0, 1000]);
        assert_eq!(all.1.len(), 802);
        assert!(all.0[..10].iter().all(Vec::is_empty) && !all.0[10].is_empty());
        for at_once in [1, 5, 33, 200] {
            assert_eq!(told(at_once, &[0, 1000]), all, "{at_once}");
            assert_eq!(told(at_once, &[0, 3, 4, 120, 1000]), all, "{at_once}, in parts");
        }
    }

    #[test]
    fn parts_hold_every_key_once() {
        for count in 1..9 {
            let parts: Vec<RangeInclusive<u64>> = parts(count).collect();
            assert_eq!((*parts[0].start(), *parts[parts.len() - 1].end()), (0, u64::MAX), "{count}");
            assert!(parts.windows(2).all(|two| two[0].end() + 1 == *two[1].start()), "{count}");
        }
        assert_eq!(parts(0).count(), 0);
    }
}
