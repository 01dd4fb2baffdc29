//! Are two wordings one voice's? In: the names of speakers, numbered. Out: a [`Voice`] for two numbers.
//!
//! The same two names meet millions of times, so each name is read once and the answers are remembered.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::names::{Fit, Name, fit};

/// How the speakers of two quotations compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// Names that can be one person's: "Ruiz", "Ana Ruiz".
    Same,
    /// One of them is not settled, or the names do not show whether they are one person's.
    Unknown,
    /// Two different people.
    Other,
}

impl From<Fit> for Voice {
    fn from(fit: Fit) -> Self {
        match fit {
            Fit::Same(_) | Fit::Likely(_) => Self::Same,
            Fit::Unknown(_) => Self::Unknown,
            Fit::Other(_) => Self::Other,
        }
    }
}

/// The names of all speakers, and the answers that were given.
#[derive(Debug, Default)]
pub(super) struct Voices {
    printed: Vec<Box<str>>,
    names: Vec<Name>,
    /// Pairs with their answers. A pair has one place here; another pair may replace it.
    known: Vec<AtomicU64>,
}

/// Number of answers that are remembered: half a megabyte.
const REMEMBERED: usize = 1 << 16;
/// Bits of a remembered answer; the numbers of the names are above them.
const ANSWER_BITS: u32 = 2;
/// The numbers of names above this are not remembered, so that two of them and an answer fit 64 bits.
const MOST_NAMES: u32 = 1 << 31;

impl Voices {
    /// Reads the names, whose places are their numbers.
    pub fn new(printed: Vec<Box<str>>, lexicon: &Lexicon) -> Self {
        let names = printed.par_iter().map(|name| Name::read(name, lexicon)).collect();
        Self { printed, names, known: (0..REMEMBERED).map(|_| AtomicU64::new(0)).collect() }
    }

    /// The names as printed, in their order.
    pub fn printed(&self) -> &[Box<str>] {
        &self.printed
    }

    /// The last word of each name, in their order.
    pub fn last_words(&self) -> Vec<&str> {
        self.names.iter().map(|name| name.words.last().map_or("", String::as_str)).collect()
    }

    /// The name that occurs most among some, names of one person counted together, in its fullest form.
    pub fn commonest(&self, names: impl Iterator<Item = u32>) -> Option<&str> {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        names.for_each(|name| *counts.entry(name).or_default() += 1);
        let one = |a: u32, b: u32| self.compare(a, b) == Voice::Same;
        let votes = |name: u32| -> usize {
            counts.iter().filter(|&(&other, _)| one(name, other)).map(|(_, count)| count).sum()
        };
        let printed = |name: &u32| &*self.printed[*name as usize];
        // Ties go to the longest name, then to the first in the order of letters.
        let rank = |name: &u32| (votes(*name), printed(name).chars().count(), Reverse(printed(name)));
        counts.keys().max_by_key(|name| rank(name)).map(printed)
    }

    /// Compares two names by their numbers.
    pub fn compare(&self, a: u32, b: u32) -> Voice {
        if a == b {
            return Voice::Same;
        }
        let (a, b) = (a.min(b), a.max(b));
        if b >= MOST_NAMES {
            return self.ask(a, b);
        }
        let key = (u64::from(a) << 31 | u64::from(b)) << ANSWER_BITS;
        // The multiplier is that of Fibonacci hashing: it spreads neighbours over the places.
        let place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize % REMEMBERED;
        let found = self.known[place].load(Ordering::Relaxed);
        // An empty place holds 0, which is no answer.
        if found & !0b11 == key && found & 0b11 != 0 {
            return match found & 0b11 {
                1 => Voice::Same,
                2 => Voice::Unknown,
                _ => Voice::Other,
            };
        }
        let voice = self.ask(a, b);
        self.known[place].store(key | (voice as u64 + 1), Ordering::Relaxed);
        voice
    }

    fn ask(&self, a: u32, b: u32) -> Voice {
        Voice::from(fit(&self.names[a as usize], &self.names[b as usize]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_the_same_when_it_is_remembered() {
        let names: Vec<Box<str>> =
            ["Ana Ruiz", "Ruiz", "Juan Ruiz", "Tom Okafor", "Tom Okafor Jr.", "the mayor"]
                .map(Box::from)
                .to_vec();
        let voices = Voices::new(names, Lexicon::built_in());
        let ask = || -> Vec<Voice> {
            (0..6).flat_map(|a| (0..6).map(move |b| (a, b))).map(|(a, b)| voices.compare(a, b)).collect()
        };
        let first = ask();
        assert_eq!(first, ask());
        assert_eq!(
            [first[1], first[2], first[22], first[5]],
            [Voice::Same, Voice::Other, Voice::Unknown, Voice::Unknown]
        );
    }
}
