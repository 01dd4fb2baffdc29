//! Keys → pairs worth scoring, a part of the keys at a time. What is decided is decided by `link/candidates.rs`.

use super::rows::Partition;
use crate::group::link::blocking::keys;
use crate::group::link::candidates::{
    Candidate, KeyHolder, KeyNeighbour, KeySlot, KeySlots, UNDATED, entries, keep,
};
use crate::group::prepare::figures::Figures;

/// What a row is to its keys.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyedRow {
    /// Sorted, each once.
    pub keys: Vec<u64>,
    /// The day, or the least number where the row is not dated.
    pub day: i32,
    /// Sum of the weights of its words.
    pub weight: f32,
}

/// A row under one of its keys.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeyEntry {
    /// The key.
    pub key: u64,
    /// The row's number.
    pub row: u32,
    /// As in [`KeyedRow`].
    pub day: i32,
    /// As in [`KeyedRow`].
    pub weight: f32,
    /// What tells its article from others.
    pub article: u64,
    /// True if the key is among the rarest of its row; not looked at by [`Partition::sizes`].
    pub followed: bool,
}

/// Two rows that are worth scoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The row that looks for others.
    pub row: u32,
    /// The one that it found.
    pub other: u32,
    /// How many articles hold the key that they share.
    pub size: u32,
    /// In how many weeks it was printed.
    pub weeks: u16,
}

impl Partition<'_> {
    /// The keys of packed rows.
    ///
    /// # Errors
    /// A row that no [`Partition`] packed.
    pub fn keys(&self, packed: &[&str], figures: &Figures) -> Result<Vec<KeyedRow>, String> {
        let table = self.weighed(packed, figures)?;
        let row = |i: usize| {
            let mut own = Vec::new();
            keys(&table, i, &mut own);
            let piece = table.piece(i);
            KeyedRow { keys: own, day: piece.day.unwrap_or(UNDATED), weight: piece.weight }
        };
        Ok((0..packed.len()).map(row).collect())
    }

    /// How many articles hold the key of each entry; 0 where only one row does. The entries are sorted by key, day and row, and all entries of a
    /// key are given.
    pub fn sizes(&self, all: &[KeyEntry]) -> Vec<u32> {
        let size = |bucket: &[KeyEntry]| entries(bucket, holder).next().map_or(0, |entry| entry.size);
        let of = |bucket: &[KeyEntry]| vec![if bucket.len() > 1 { size(bucket) } else { 0 }; bucket.len()];
        all.chunk_by(|x, y| x.key == y.key).flat_map(of).collect()
    }

    /// Which keys of rows are followed. Given are for each row all its keys that two rows hold, sorted by row and key, as (row, size).
    pub fn followed(&self, sizes: &[(u32, u32)]) -> Vec<bool> {
        let mut out = vec![false; sizes.len()];
        let mut from = 0;
        for own in sizes.chunk_by(|x, y| x.0 == y.0) {
            let mut slots = <KeySlots>::default();
            for (n, (_, size)) in own.iter().enumerate() {
                keep(&mut slots, KeySlot { size: *size, place: (from + n) as u32, view: () });
            }
            for slot in slots.iter().filter(|slot| slot.size > 0) {
                out[slot.place as usize] = true;
            }
            from += own.len();
        }
        out
    }

    /// The pairs that keys give. The entries are sorted by key, day and row, and all entries of a key are given.
    pub fn candidates(&self, all: &[KeyEntry]) -> Vec<Pair> {
        let (mut out, mut found) = (Vec::new(), Vec::new());
        let follows = |(_, (_, given)): &(u32, (KeyNeighbour, &KeyEntry))| given.followed;
        for bucket in all.chunk_by(|x, y| x.key == y.key).filter(|bucket| bucket.len() > 1) {
            for (place, (entry, _)) in (0..).zip(entries(bucket, holder).zip(bucket)).filter(follows) {
                found.clear();
                let (row, slot) = (entry.wording, entry.slot(place));
                let beside = bucket[slot.beside()].iter().map(|other| (other.row, other.followed));
                slot.near(row, beside, &mut found);
                let pair = |&Candidate { other, size, weeks }: &Candidate| Pair { row, other, size, weeks };
                out.extend(found.iter().map(pair));
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn holder(entry: &KeyEntry) -> KeyHolder {
    KeyHolder { day: entry.day, wording: entry.row, weight: entry.weight, article: entry.article }
}
