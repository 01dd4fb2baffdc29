//! Keys → pairs worth scoring.
//!
//! In: a table. Out: for each wording, others that share a key with it. Of a wording's keys only the rarest [`KEYS`] are
//! followed, and from each key only to its neighbours by date and to the heaviest wording of the week: in a stock phrase's
//! crowd the work stays linear, and the versions of one remark meet at their week's fullest print.

use rayon::prelude::*;

use super::keys::keys;
use super::table::Table;

/// Another wording that shares a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Its number.
    pub other: u32,
    /// How many wordings hold the rarest key that the two share.
    pub size: u32,
    /// In how many weeks that key was printed; 0 where no date is known.
    pub weeks: u16,
}

/// The rarest keys of a wording that are followed.
const KEYS: usize = 8;

/// How many neighbours on either side are taken from a key.
const NEIGHBOURS: usize = 5;

/// Stands for the day of an article without a date.
const UNDATED: i32 = i32::MIN;

/// One followed key of a wording.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// How many wordings hold the key; 0 for an empty slot.
    size: u32,
    /// Where they begin in [`Index::entries`].
    start: u32,
    /// Where the wording stands there.
    place: u32,
    /// The heaviest wording of the same week that holds the key.
    leader: u32,
    weeks: u16,
}

/// Which wordings share which keys.
pub struct Index {
    /// Wordings by key, then by day, then by number.
    entries: Vec<u32>,
    slots: Vec<[Slot; KEYS]>,
}

impl Index {
    /// Computes the keys of all wordings and sorts them.
    pub fn new(table: &Table) -> Self {
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
        let mut slots = vec![[Slot::default(); KEYS]; table.len()];
        let mut place = 0;
        let mut leaders = Vec::new();
        for bucket in keyed.chunk_by(|x, y| x.0 == y.0) {
            if bucket.len() > 1 {
                let week = |e: &(u64, i32, u32)| e.1.div_euclid(7);
                leaders.clear();
                let mut weeks = 0u16;
                for of_week in bucket.chunk_by(|x, y| week(x) == week(y)) {
                    weeks = weeks.saturating_add(u16::from(of_week[0].1 != UNDATED));
                    let weight = |e: &&(u64, i32, u32)| table.piece(e.2 as usize).weight;
                    // The first of equals: `max_by` would take the last.
                    let leader = of_week
                        .iter()
                        .rev()
                        .max_by(|x, y| weight(x).total_cmp(&weight(y)))
                        .map_or(0, |e| e.2);
                    leaders.extend(std::iter::repeat_n(leader, of_week.len()));
                }
                for (n, (entry, &leader)) in bucket.iter().zip(&leaders).enumerate() {
                    let slot = Slot {
                        size: bucket.len() as u32,
                        start: place as u32,
                        place: (place + n) as u32,
                        leader,
                        weeks,
                    };
                    keep(&mut slots[entry.2 as usize], slot);
                }
            }
            place += bucket.len();
        }
        Self { entries: keyed.into_iter().map(|e| e.2).collect(), slots }
    }

    /// The others that wording `i` should be compared with, each once, sorted. Of two that would find each other by the same key
    /// only the later one finds the earlier one, so that a pair is scored once.
    pub fn candidates(&self, i: usize, out: &mut Vec<Candidate>) {
        out.clear();
        for slot in self.slots[i].iter().filter(|s| s.size > 0) {
            let (start, place) = (slot.start as usize, slot.place as usize);
            let candidate = |other: u32| Candidate { other, size: slot.size, weeks: slot.weeks };
            let from = place.saturating_sub(NEIGHBOURS).max(start);
            let to = (place + 1 + NEIGHBOURS).min(start + slot.size as usize);
            let later = |other: u32| {
                other as usize > i
                    && self.slots[other as usize].iter().any(|s| s.start == slot.start && s.size > 0)
            };
            out.extend(self.entries[from..to].iter().filter(|o| !later(**o)).map(|&other| candidate(other)));
            out.push(candidate(slot.leader));
        }
        out.retain(|c| c.other as usize != i);
        out.sort_unstable();
        out.dedup_by_key(|c| c.other); // the smallest key stands first
    }
}

/// Keeps a slot where it is among the rarest.
fn keep(slots: &mut [Slot; KEYS], slot: Slot) {
    let worst = slots.iter_mut().max_by_key(|s| if s.size == 0 { u32::MAX } else { s.size });
    if let Some(worst) = worst
        && (worst.size == 0 || worst.size > slot.size)
    {
        *worst = slot;
    }
}
