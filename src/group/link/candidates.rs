//! Keys → pairs worth scoring.
//!
//! In: a table. Out: for each wording, others that share a key with it. Of a wording's keys only the rarest `KEYS` are
//! followed, and from each key only to its neighbours by date and to the heaviest wording of the week: in a stock phrase's
//! crowd the work stays linear, and the versions of one remark meet at their week's fullest print.

use rayon::prelude::*;

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
    slots: Vec<KeySlots>,
}

impl CandidateIndex {
    /// Computes the keys of all wordings and sorts them.
    pub fn new(table: &WordingTable) -> Self {
        let day = |i: u32| table.piece(i as usize).day.unwrap_or(UNDATED);
        let mut keyed: Vec<(u64, i32, u32)> = (0..table.len() as u32)
            .into_par_iter()
            .flat_map_iter(|i| {
                let mut own = Vec::new();
                keys(table, i as usize, &mut own);
                own.into_iter().map(move |k| (k, day(i), i))
            })
            .collect();
        keyed.par_sort_unstable();
        let holder = |&(_, day, wording): &(u64, i32, u32)| {
            let piece = table.piece(wording as usize);
            KeyHolder { day, wording, weight: piece.weight, article: u64::from(piece.article) }
        };
        let mut entries: Vec<KeyNeighbour> = keyed
            .par_chunk_by(|x, y| x.0 == y.0)
            .filter(|bucket| bucket.len() > 1)
            .flat_map_iter(|bucket| entries(bucket, holder))
            .collect();
        drop(keyed);
        // Every thread looks at all entries and fills the slots of its own wordings.
        let mut slots = vec![KeySlots::default(); table.len()];
        let share = table.len().div_ceil(rayon::current_num_threads()).max(1);
        slots.par_chunks_mut(share).enumerate().for_each(|(n, own)| {
            let first = n * share;
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
        Self { entries, slots }
    }

    /// The others that wording `i` should be compared with, each once, sorted. Of two that would find each other by the same key
    /// only the later one finds the earlier one, so that a pair is scored once.
    pub fn candidates(&self, i: usize, out: &mut Vec<Candidate>) {
        out.clear();
        for place in self.slots[i].iter().filter(|s| s.size > 0).map(|s| s.place as usize) {
            near(&self.entries, place, out);
        }
        out.sort_unstable();
        out.dedup_by_key(|c| c.other); // the smallest key stands first
    }
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
