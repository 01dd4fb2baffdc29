//! How much each shared word says.
//!
//! In: a table and the background frequencies of the language. Out: the weight of each word in nats: minus the logarithm
//! of the share of texts that hold it. The corpus counts as [`BACKGROUND`] further texts of the background, so that five
//! articles lean on the background, thousands of quotations on themselves, and neither jumps.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use super::alike::firsts;
use super::table::{SIGNED, WordingTable};
use super::topic::Topics;

/// Pseudo-count: background counts weigh as much as this many texts.
const BACKGROUND: f32 = 2000.0;

/// A word that weighs less in the language at large is in every article often.
const TOPICAL: f32 = 4.5;

/// Sets the weights of a table's words, and the weight and hash of each wording.
pub fn weigh(table: &mut WordingTable) {
    let hashes: Vec<u64> = (0..table.len())
        .into_par_iter()
        .map_init(Vec::new, |bytes: &mut Vec<u8>, i| {
            bytes.clear();
            bytes.extend(table.words(i).iter().flat_map(|&w| table.word_hash(w).to_le_bytes()));
            xxh3_64(bytes)
        })
        .collect();
    let (counts, texts, repeats) = counts(table, &hashes);
    let weights = (0..table.vocabulary())
        .map(|w| {
            let background = (-table.background(w as u32)).exp();
            let share = (counts[w] as f32 + BACKGROUND * background) / (texts + BACKGROUND);
            -share.min(0.9).ln()
        })
        .collect();
    table.set_weights(weights, repeats);
    let sum = |words: &[u32]| words.iter().map(|&w| table.weight(w)).sum::<f32>();
    let known = |i| (sum(table.set(i)), sum(table.words(i)), signature(table, i));
    let known: Vec<(f32, f32, _)> = (0..table.len()).into_par_iter().map(known).collect();
    table.set_text_hashes(hashes);
    for (piece, known) in table.pieces_mut().iter_mut().zip(known) {
        (piece.weight, piece.run_weight, piece.signature) = known;
    }
}

/// Notes for each word of a table how much less it is worth in its article, which `topics` are about. The weights are known.
pub fn ease(table: &mut WordingTable, topics: &Topics, articles: &[u32]) {
    let of_row = |i: usize| {
        let table = &*table;
        table.set(i).iter().map(move |&w| {
            let share = topics.share(articles[i], table.word_hash(w));
            if share > 0.0 && table.background(w) >= TOPICAL {
                (table.weight(w) + share.ln()).max(0.0)
            } else {
                0.0
            }
        })
    };
    let eased = (0..table.len()).into_par_iter().flat_map_iter(of_row).collect();
    table.set_eased(eased);
}

/// In how many texts each word is, the number of texts, and how many that are equal to no other nearly repeat one. A remark that sixty papers
/// print makes its words no commoner: texts that are
/// equal or nearly the same count as one.
fn counts(table: &WordingTable, hashes: &[u64]) -> (Vec<u32>, f32, usize) {
    let firsts = firsts(table.len(), |i| table.set(i), |w| table.word_hash(w));
    let mut order: Vec<u32> = (0..table.len() as u32).collect();
    order.sort_by_key(|&i| firsts[i as usize]);
    let mut seen = FxHashSet::default();
    let mut counts = vec![0u32; table.vocabulary()];
    // The last text in which a word was counted, from 1.
    let (mut counted, mut last, mut texts) = (vec![0u32; table.vocabulary()], 0, 0u32);
    for i in order.into_iter().filter(|&i| seen.insert(hashes[i as usize])) {
        let text = firsts[i as usize] + 1;
        texts += u32::from(last != text);
        last = text;
        for &word in table.set(i as usize) {
            counts[word as usize] += u32::from(counted[word as usize] != text);
            counted[word as usize] = text;
        }
    }
    let repeats = seen.len() - texts as usize;
    (counts, texts as f32, repeats)
}

/// See [`WordingRow::signature`](super::table::WordingRow::signature). Words that stand for others are left out: they can be exchanged.
fn signature(table: &WordingTable, i: usize) -> [u64; SIGNED.len()] {
    let mut signature = [0; SIGNED.len()];
    for &word in table.set(i).iter().filter(|w| !table.stands_in(**w)) {
        let row = SIGNED.iter().rposition(|least| table.weight(word) >= *least);
        if let Some(row) = row {
            signature[row] |= 1 << (table.word_hash(word) % 64);
        }
    }
    signature
}
