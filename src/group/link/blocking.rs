//! Which wordings are worth comparing?
//!
//! In: a wording's words. Out: its keys. Two wordings of one remark most likely share one: two content words near each other in
//! any order ("stabil" + "relation"), a few words in a row where they hold no such pair ("this is not who"), or the whole
//! text. Keys are xxh3 with a fixed seed of normal forms alone, so that any machine computes the same ones.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::group::prepare::table::WordingTable;

/// A word that weighs this much before any corpus is known is a content word.
const CONTENT: f32 = 3.0;

/// A content word is paired with this many content words behind it.
const REACH: usize = 2;

/// A row of words this long is a key where it holds no content word, one shorter where it holds one.
const ROW: usize = 4;

const PAIR_SEED: u64 = 1;
const ROW_SEED: u64 = 2;
const TEXT_SEED: u64 = 3;

/// The keys of wording `i`, sorted, each once; see the module for what they stand for.
pub fn keys(table: &WordingTable, i: usize, out: &mut Vec<u64>) {
    out.clear();
    let words = table.words(i);
    let content = |w: u32| table.background(w) >= CONTENT;
    out.push(xxh3_64_with_seed(&table.text_hash(i).to_le_bytes(), TEXT_SEED));
    let mut previous = [None; REACH];
    for &word in words.iter().filter(|&&w| content(w)) {
        let hash = table.word_hash(word);
        for &before in previous.iter().flatten() {
            if before != hash {
                out.push(hash_of(PAIR_SEED, &[hash.min(before), hash.max(before)]));
            }
        }
        previous.rotate_right(1);
        previous[0] = Some(hash);
    }
    // Rows of grammar words, which no pair covers; a row around one content word is shorter.
    for (length, contents) in [(ROW, 0), (ROW - 1, 1)] {
        for row in words.windows(length).filter(|row| row.iter().filter(|w| content(**w)).count() == contents)
        {
            let mut hashes = [0; ROW];
            for (slot, &word) in hashes.iter_mut().zip(row) {
                *slot = table.word_hash(word);
            }
            out.push(hash_of(ROW_SEED, &hashes[..length]));
        }
    }
    out.sort_unstable();
    out.dedup();
}

fn hash_of(seed: u64, hashes: &[u64]) -> u64 {
    let mut bytes = [0u8; 8 * ROW];
    for (slot, hash) in bytes.chunks_exact_mut(8).zip(hashes) {
        slot.copy_from_slice(&hash.to_le_bytes());
    }
    xxh3_64_with_seed(&bytes[..8 * hashes.len()], seed)
}
