//! Rows of wordings that a later run goes on with.
//!
//! In: a table whose wordings have their remarks. Out: [`KeptPart`], numbers without any text but the words themselves, so that a million wordings
//! are read back in a part of a second; and of it, later, rows for a table again.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::rows::{Rows, SourceRow};
use super::table::WordingTable;
use super::topic::Topics;
use crate::lexicon::Lexicon;

/// Where a wording stands, and what it is part of. Numbers of articles, quotations and remarks are those of whoever keeps the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPlace {
    /// The number of its article.
    pub article: u32,
    /// The number of its quotation.
    pub quotation: i64,
    /// Where it begins, in bytes of the article's text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The number of its remark.
    pub remark: u32,
    /// The row of the wording that contains it, its own where none does. The rows of all parts are numbered through.
    pub host: u32,
}

/// A row without its words.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct KeptRow {
    place: KeptPlace,
    /// How many words it has.
    words: u32,
    /// The number of its speaker's name, where it has one.
    speaker: Option<u32>,
    day: Option<i32>,
    /// The bits of [`flags`].
    flags: u8,
}

/// Rows that were made in one run.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct KeptPart {
    /// Normal forms, sorted; a word is a number of these.
    forms: Vec<Box<str>>,
    /// Names as printed, sorted.
    names: Vec<Box<str>>,
    /// The words of all rows.
    words: Vec<u32>,
    rows: Vec<KeptRow>,
    /// What articles are about, as far as their rows have the words: the number of the article, hashes of words, sorted, with shares.
    topics: Vec<(u32, Vec<(u64, f32)>)>,
}

impl KeptPart {
    /// Keeps some rows of a table. `place` says where a row stands, and the index of its article among `topics`.
    pub fn of(
        table: &WordingTable,
        rows: Range<usize>,
        topics: &Topics,
        place: impl Fn(usize) -> (KeptPlace, usize),
    ) -> Self {
        let mut numbers = vec![u32::MAX; table.vocabulary()];
        let mut names = vec![u32::MAX; table.names().len()];
        for i in rows.clone() {
            table.set(i).iter().for_each(|&word| numbers[word as usize] = 0);
            table.piece(i).speaker.iter().for_each(|&name| names[name as usize] = 0);
        }
        let forms = numbered(&mut numbers).map(|word| table.form(word).into()).collect();
        let mut out = Self { forms, ..Self::default() };
        out.names = numbered(&mut names).map(|name| table.names()[name as usize].clone()).collect();
        for i in rows {
            let piece = table.piece(i);
            let (place, topic) = place(i);
            out.words.extend(table.words(i).iter().map(|&word| numbers[word as usize]));
            out.rows.push(KeptRow {
                place,
                words: table.words(i).len() as u32,
                speaker: piece.speaker.map(|name| names[name as usize]),
                day: piece.day,
                flags: flags([piece.titled, piece.headline, piece.name, piece.fragment]),
            });
            if out.topics.last().is_none_or(|of| of.0 != place.article) {
                out.topics.push((place.article, Vec::new()));
            }
            let hashes = table.set(i).iter().map(|&word| table.word_hash(word));
            let shares = hashes.map(|hash| (hash, topics.share(topic as u32, hash)));
            if let Some((_, own)) = out.topics.last_mut() {
                own.extend(shares.filter(|(_, share)| *share > 0.0));
            }
        }
        for (_, own) in &mut out.topics {
            own.sort_unstable_by_key(|word| word.0);
            own.dedup_by_key(|word| word.0);
        }
        out.topics.retain(|(_, own)| !own.is_empty());
        out
    }

    /// The numbers of the articles of its rows, those of one behind each other.
    pub fn articles(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|row| row.place.article)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True if there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes the rows apart: those of a table, where each stands, and what the articles are about.
    pub(in crate::group) fn into_rows(self, lexicon: &Lexicon) -> (Rows<'_>, Vec<KeptPlace>, KeptTopics) {
        let row = |row: &KeptRow| {
            let [titled, headline, name, fragment] = from_flags(row.flags);
            let source = SourceRow {
                article: EARLIER | u64::from(row.place.article),
                quotation: Some(u32::try_from(row.place.quotation).unwrap_or(u32::MAX)),
                speaker: row.speaker,
                day: row.day,
                headline,
                titled,
                name,
                fragment,
            };
            (row.words, source)
        };
        let places = self.rows.iter().map(|row| row.place).collect();
        let rows = self.rows.iter().map(row).collect();
        (Rows::of_earlier(lexicon, (self.forms, self.names), self.words, rows), places, self.topics)
    }

    /// True if all numbers are within what they count: a part that somebody else wrote may say anything.
    pub(in crate::group) fn is_sound(&self, rows: usize) -> bool {
        let words: usize = self.rows.iter().map(|row| row.words as usize).sum();
        let row = |row: &KeptRow| {
            row.speaker.is_none_or(|name| (name as usize) < self.names.len())
                && (row.place.host as usize) < rows
                && row.place.start <= row.place.end
        };
        words == self.words.len()
            && self.words.iter().all(|&word| (word as usize) < self.forms.len())
            && self.rows.iter().all(row)
    }
}

/// What articles are about: the number of each, hashes of words with shares.
pub type KeptTopics = Vec<(u32, Vec<(u64, f32)>)>;

/// Tells the numbers of articles of an earlier run from those of this one, which are below it.
const EARLIER: u64 = 1 << 32;

/// Gives what is marked its number, in order, and returns what it was before.
fn numbered(marked: &mut [u32]) -> impl Iterator<Item = u32> {
    let mut old = Vec::new();
    for (i, slot) in (0..).zip(marked).filter(|(_, slot)| **slot != u32::MAX) {
        *slot = old.len() as u32;
        old.push(i);
    }
    old.into_iter()
}

fn flags(flags: [bool; 4]) -> u8 {
    flags.iter().rev().fold(0, |bits, flag| bits << 1 | u8::from(*flag))
}

fn from_flags(bits: u8) -> [bool; 4] {
    std::array::from_fn(|n| bits >> n & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_flags_are_four_bits() {
        for bits in 0..16 {
            assert_eq!(flags(from_flags(bits)), bits);
        }
        assert_eq!(flags([true, false, false, false]), 1);
    }
}
