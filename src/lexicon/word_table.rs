//! All words of the grammar by their letters. Each word of an article is looked up here once.
//!
//! Words of up to 15 bytes, which are nearly all, are kept as one number (their bytes and their length) in an
//! open-addressed table: no allocation, no comparison byte by byte. Longer ones stand in a map.

use rustc_hash::FxHashMap;

use super::word::Word;

/// The length of the longest word that fits into a key.
const SHORT: usize = 15;

/// Maps lower-case words to what the grammar knows about them.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    /// A byte of the hash by place, 0 where it is free. The row fits into the nearest cache, so that most words that the grammar does not
    /// know never touch the places.
    tags: Vec<u8>,
    /// Key and word by place, side by side in one cache line.
    slots: Vec<(u128, Word)>,
    long: FxHashMap<Box<str>, Word>,
    /// The characters other than ASCII that are in any word. What is printed with others, as with a mark beside it, is none.
    signs: Vec<char>,
}

/// The bytes in the low places, the length in the highest one; never 0 for a word.
fn key(word: &[u8]) -> u128 {
    with_length(number(word), word.len())
}

fn with_length(bytes: u128, len: usize) -> u128 {
    bytes | (len as u128) << (8 * SHORT)
}

/// Up to 15 bytes as one number, the first one lowest. Two loads that may overlap take no loop over the bytes.
fn number(word: &[u8]) -> u128 {
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        let behind = 8 * (word.len() - 8);
        return u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << behind;
    }
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        let behind = 8 * (word.len() - 4);
        return u128::from(u32::from_le_bytes(*first)) | u128::from(u32::from_le_bytes(*last)) << behind;
    }
    let Some((first, last)) = word.first().zip(word.last()) else { return 0 };
    let (middle, end) = (word.len() / 2, word.len() - 1);
    u128::from(*first) | u128::from(word[middle]) << (8 * middle) | u128::from(*last) << (8 * end)
}

/// All bits of the first so many bytes, up to those of the longest key.
const MASKS: [u128; SHORT + 1] = {
    let mut masks = [0; SHORT + 1];
    let mut len = 0;
    while len <= SHORT {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

/// 1 in every byte.
const ONES: u128 = u128::from_ne_bytes([1; 16]);

/// ASCII letters in small ones, all bytes at once: the highest bit of a byte tells what a sum has passed.
fn ascii_lower(bytes: u128) -> u128 {
    let from_a = bytes + ONES * u128::from(0x80 - b'A');
    let behind_z = bytes + ONES * u128::from(0x7f - b'Z');
    bytes | (from_a & !behind_z & (ONES << 7)) >> 2
}

/// A word of up to 15 ASCII bytes as one number, the same for all its cases. Its highest byte is the length of the word.
pub(crate) fn short_key(printed: &str) -> Option<u128> {
    if printed.len() > SHORT {
        return None;
    }
    let bytes = number(printed.as_bytes());
    (bytes & (ONES << 7) == 0).then(|| with_length(ascii_lower(bytes), printed.len()))
}

/// The first place for a key, and its tag, which is never 0.
fn place(key: u128, mask: usize) -> (usize, u8) {
    // Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4) of the two halves.
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    let hash = folded.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((hash >> 40) as usize & mask, (hash >> 32) as u8 | 1)
}

impl WordTable {
    pub(super) fn new(all: FxHashMap<Box<str>, Word>) -> Self {
        // A third of the places or more are free.
        let size = (all.len() + all.len() / 2 + 1).next_power_of_two();
        let (tags, slots) = (vec![0; size], vec![(0, Word::default()); size]);
        let mut signs: Vec<char> =
            all.keys().flat_map(|text| text.chars()).filter(|c| !c.is_ascii()).collect();
        signs.sort_unstable();
        signs.dedup();
        let mut table = Self { tags, slots, long: FxHashMap::default(), signs };
        for (text, word) in all {
            if text.len() > SHORT {
                table.long.insert(text, word);
                continue;
            }
            let key = key(text.as_bytes());
            let (mut at, tag) = place(key, size - 1);
            while table.tags[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            table.tags[at] = tag;
            table.slots[at] = (key, word);
        }
        table
    }

    /// Returns what the grammar knows about a word in lower case.
    pub(super) fn get(&self, lower: &str) -> Option<Word> {
        if lower.len() > SHORT {
            return self.long.get(lower).copied();
        }
        self.short(key(lower.as_bytes()))
    }

    /// The same for the ASCII letters and digits, in any case, that are the first `len` bytes of `text`.
    #[inline]
    pub(super) fn get_ascii(&self, text: &[u8], len: usize) -> Option<Word> {
        let Some(mask) = MASKS.get(len) else { return self.get_long_ascii(&text[..len]) };
        let bytes = text.first_chunk().map_or_else(|| number(&text[..len]), |b| u128::from_le_bytes(*b));
        // This converts all letters at once: the sixth bit makes a capital small, and digits have the bit
        // already.
        const SMALL: u128 = u128::from_ne_bytes([0x20; 16]);
        self.short(with_length((bytes | SMALL) & mask, len))
    }

    #[cold]
    fn get_long_ascii(&self, word: &[u8]) -> Option<Word> {
        self.long.get(std::str::from_utf8(&word.to_ascii_lowercase()).ok()?).copied()
    }

    /// The same for a word as printed, in any case, with any signs in it.
    pub(super) fn get_printed(&self, printed: &str) -> Option<Word> {
        match short_key(printed) {
            Some(key) => self.short(key),
            None if self.has_foreign_signs(printed) => None,
            None => self.get(&printed.to_lowercase()),
        }
    }

    /// True if a character of a printed word is in none of the words.
    fn has_foreign_signs(&self, printed: &str) -> bool {
        let known = |c: char| c.is_ascii() || self.signs.binary_search(&c).is_ok();
        // The small form of a sigma depends on its place.
        printed.chars().any(|c| !c.is_ascii() && c != 'Σ' && !c.to_lowercase().all(known))
    }

    #[inline]
    fn short(&self, key: u128) -> Option<Word> {
        let mask = self.tags.len().checked_sub(1)?;
        let (mut at, tag) = place(key, mask);
        // A third of the places are free, so that the search ends.
        loop {
            match self.tags[at & mask] {
                0 => return None,
                found if found == tag && self.slots[at & mask].0 == key => {
                    return Some(self.slots[at & mask].1);
                }
                _ => at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Class, Classes};

    #[test]
    fn short_and_long_words_are_found_and_no_others() {
        let word = |class| Word { classes: Classes::of(&[class]), ..Word::default() };
        let all = [
            ("", Class::Time),
            ("of", Class::Preposition),
            ("u.s.", Class::Country),
            ("in-house", Class::Adjective),
            ("congratulations!", Class::Plural),
        ];
        let table = WordTable::new(all.iter().map(|(text, class)| ((*text).into(), word(*class))).collect());
        for (text, class) in all.iter().skip(1) {
            assert_eq!(table.get(text), Some(word(*class)), "{text}");
        }
        assert_eq!(table.get_ascii(b"OF", 2), table.get("of"));
        assert_eq!(table.get_ascii(b"Of this, and of that", 2), table.get("of"));
        assert_eq!(table.get_printed("Congratulations!"), table.get("congratulations!"));
        for (printed, lower) in [
            ("", ""),
            ("Of", "of"),
            ("O’Dell", "o’dell"),
            ("U.S.", "u.s."),
            ("IN-HOUSE", "in-house"),
            ("@Z[", "@z["),
        ] {
            assert_eq!(table.get_printed(printed), table.get(lower), "{printed}");
        }
        assert_eq!(table.get("off"), None);
        for word in ["", "a", "of", "the", "mill", "harbour", "wetlands", "congratulations"] {
            let known = short_key(word);
            assert_eq!(short_key(&word.to_uppercase()), known);
            assert_eq!(known.map(u128::to_le_bytes).unwrap()[..word.len()], *word.as_bytes());
        }
        assert_eq!((short_key("congratulations!"), short_key("é")), (None, None));
        assert_eq!(table.get("congratulations?"), None);
        assert_eq!(WordTable::default().get("of"), None);
    }
}
