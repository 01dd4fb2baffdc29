//! The different words of the versions of a remark, and how alike each pair of them is.
//!
//! In: the units of each version. Out: [`Words`], with numbers in place of units. Hundreds of versions are made of few words, and each
//! version is aligned with several others, so each pair of words is compared once.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::likeness::likeness;
use super::words::Unit;
use crate::words::ComparedKind;

/// The table of pairs is made for at most so many words: beyond that most pairs of it would never be asked for.
const MOST_IN_TABLE: usize = 256;

/// The different words of a remark.
pub(super) struct Words<'v> {
    /// The first unit of each word.
    known: Vec<&'v Unit>,
    /// A hash of each word's normal form, for the anchors of rows with thousands of words.
    keys: Vec<u64>,
    /// For each version the numbers of its units.
    pub rows: Vec<Vec<u32>>,
    /// The likeness of each pair, row by row; empty if there are too many words.
    table: Vec<f32>,
    /// The likeness of pairs that were asked for, if there is no table.
    likeness: FxHashMap<(u32, u32), f32>,
}

impl<'v> Words<'v> {
    /// Numbers the units of each version.
    pub fn new(versions: impl Iterator<Item = &'v [Unit]>) -> Self {
        let mut numbers: FxHashMap<(ComparedKind, &str, &str), u32> = FxHashMap::default();
        let mut known: Vec<&Unit> = Vec::new();
        let mut number = |unit: &'v Unit| {
            *numbers.entry((unit.kind, &unit.folded, &unit.normal)).or_insert_with(|| {
                known.push(unit);
                // A text has less than 2^32 words.
                known.len() as u32 - 1
            })
        };
        let rows: Vec<Vec<u32>> = versions.map(|units| units.iter().map(&mut number).collect()).collect();
        let keys = known.iter().map(|u| xxh3_64(u.normal.as_bytes())).collect();
        let mut table = Vec::new();
        if rows.len() > 1 && known.len() <= MOST_IN_TABLE {
            table.reserve(known.len() * known.len());
            for (i, a) in known.iter().enumerate() {
                // A pair is alike from both sides.
                for j in 0..i {
                    table.push(table[j * known.len() + i]);
                }
                table.extend(known[i..].iter().map(|b| likeness(a, b)));
            }
        }
        Self { known, keys, rows, table, likeness: FxHashMap::default() }
    }

    /// The first unit of a word.
    pub fn unit(&self, number: u32) -> &'v Unit {
        self.known[number as usize]
    }

    /// The hash of a word's normal form.
    pub fn key(&self, number: u32) -> u64 {
        self.keys[number as usize]
    }

    /// How alike the units of two versions are, each given by its place there.
    pub fn gains(&self, a: usize, b: usize) -> impl Fn(usize, usize) -> f32 + '_ {
        let (a, b) = (self.rows[a].as_slice(), self.rows[b].as_slice());
        move |i, j| {
            let (a, b) = (a[i] as usize, b[j] as usize);
            match self.table.get(a * self.known.len() + b) {
                Some(likeness) => *likeness,
                None => likeness(self.known[a], self.known[b]),
            }
        }
    }

    /// How alike two words are.
    pub fn likeness(&mut self, a: u32, b: u32) -> f32 {
        let (x, y) = (a as usize, b as usize);
        if let Some(likeness) = self.table.get(x * self.known.len() + y) {
            return *likeness;
        }
        *self.likeness.entry((a, b)).or_insert_with(|| likeness(self.known[x], self.known[y]))
    }
}
