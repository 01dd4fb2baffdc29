//! How much each shared word says.
//!
//! In: a table and the background frequencies of the language. Out: the weight of each word in nats: minus the logarithm
//! of the share of texts that hold it. The corpus counts as [`BACKGROUND`] further texts of the background, so that five
//! articles lean on the background, thousands of quotations on themselves, and neither jumps.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::alike::firsts;
use super::table::{Measures, SIGNED, WordingTable};
use super::topic::Topics;

/// Pseudo-count: background counts weigh as much as this many texts.
const BACKGROUND: f32 = 2000.0;

/// A word that weighs less in the language at large is in every article often.
const TOPICAL: f32 = 4.5;

/// A few named wordings must not make a speaker rare or common: each name counts as this many more, among ten times as many.
const NAME_SMOOTHING: f32 = 20.0;

/// What was counted in a whole corpus, for the words and names of a table.
pub struct Counts {
    /// In how many texts each word is, by its number.
    pub words: Vec<u32>,
    /// Texts; those that are equal or nearly the same are one.
    pub texts: u32,
    /// Texts that are equal to no other and nearly repeat one.
    pub repeats: usize,
    /// Wordings.
    pub rows: usize,
    /// How many wordings have a speaker whose name ends as each name does, by its number. Names are counted by their last word, so that
    /// "Xi" and "Xi Jinping" may be told apart, but "Ruiz" and "Ana Ruiz" are not.
    pub names: Vec<u32>,
    /// Wordings with a speaker.
    pub named: u32,
    /// The first and the last day.
    pub days: Option<(i32, i32)>,
}

/// Sets the weights of a table's words, and the weight and hash of each wording, by what the table itself counts.
pub fn weigh(table: &mut WordingTable) {
    complete(table);
    let counts = Counts::of(table);
    weigh_by(table, &counts);
}

/// Sets what follows from the words of each wording alone: its different words, and the hash of its text.
pub fn complete(table: &mut WordingTable) {
    table.make_sets();
    let hashes: Vec<u64> = (0..table.len())
        .into_par_iter()
        .map_init(Vec::new, |bytes: &mut Vec<u8>, i| {
            bytes.clear();
            bytes.extend(table.words(i).iter().flat_map(|&w| table.word_hash(w).to_le_bytes()));
            xxh3_64(bytes)
        })
        .collect();
    table.set_text_hashes(hashes);
}

/// Sets the weights as [`weigh`] does, by what was counted in a larger corpus. The table must be complete.
pub fn weigh_by(table: &mut WordingTable, counts: &Counts) {
    let texts = counts.texts as f32;
    let weights = (0..table.vocabulary())
        .map(|w| {
            let background = (-table.background(w as u32)).exp();
            let share = (counts.words[w] as f32 + BACKGROUND * background) / (texts + BACKGROUND);
            -share.min(0.9).ln()
        })
        .collect();
    let total = 10.0 * NAME_SMOOTHING + counts.named as f32;
    let rarity = counts.names.iter().map(|&count| -((NAME_SMOOTHING + count as f32) / total).ln()).collect();
    let (first, last) = counts.days.unwrap_or((0, 0));
    let rivals = counts.rows.saturating_sub(counts.repeats).max(1);
    table.measure(Measures { weights, rivals, rarity, span: last.saturating_sub(first).saturating_add(1) });
    let sum = |words: &[u32]| words.iter().map(|&w| table.weight(w)).sum::<f32>();
    let known = |i| (sum(table.set(i)), sum(table.words(i)), signature(table, i));
    let known: Vec<(f32, f32, _)> = (0..table.len()).into_par_iter().map(known).collect();
    for (piece, known) in table.pieces_mut().iter_mut().zip(known) {
        (piece.weight, piece.run_weight, piece.signature) = known;
    }
}

impl Counts {
    /// Counts in a table that is the whole corpus, and complete.
    pub fn of(table: &WordingTable) -> Self {
        let (words, texts, repeats) = counts(table);
        let last = table.last_words();
        let mut by_last: FxHashMap<&str, u32> = FxHashMap::default();
        let speakers = (0..table.len()).filter_map(|i| table.piece(i).speaker);
        let mut named = 0;
        for speaker in speakers {
            *by_last.entry(last[speaker as usize]).or_default() += 1;
            named += 1;
        }
        let names = last.iter().map(|last| by_last.get(last).copied().unwrap_or_default()).collect();
        let days = (0..table.len()).filter_map(|i| table.piece(i).day);
        let days = days.clone().min().zip(days.max());
        Self { words, texts, repeats, rows: table.len(), names, named, days }
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
fn counts(table: &WordingTable) -> (Vec<u32>, u32, usize) {
    // What nearly repeats a text nearly repeats its equals, so that the first of these is looked at for all of them.
    let mut seen = FxHashSet::default();
    let different: Vec<usize> = (0..table.len()).filter(|&i| seen.insert(table.text_hash(i))).collect();
    let firsts = firsts(different.len(), |i| table.set(different[i]), |w| table.word_hash(w));
    let mut order: Vec<usize> = (0..different.len()).collect();
    order.sort_by_key(|&i| firsts[i]);
    let mut counts = vec![0u32; table.vocabulary()];
    // The last text in which a word was counted, from 1.
    let (mut counted, mut last, mut texts) = (vec![0u32; table.vocabulary()], 0, 0u32);
    for i in order {
        let text = firsts[i] + 1;
        texts += u32::from(last != text);
        last = text;
        for &word in table.set(different[i]) {
            counts[word as usize] += u32::from(counted[word as usize] != text);
            counted[word as usize] = text;
        }
    }
    let repeats = different.len() - texts as usize;
    (counts, texts, repeats)
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
