//! A text → what a claim finds it by, for an index that is kept on disk.
//!
//! In: a text. Out: hashes of its runs of three stems and of its rare stems, and how often each stem stands in it. The same words
//! give the same hashes on every machine. A claim gives the hashes to ask for, with the weights of [`crate::verify::search::windows`].

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::lexicon::Lexicon;
use crate::words::{Atom, KEY_BITS, Vocabulary, atoms};

const RUN_SEED: u64 = 12;

/// A word of less weight is no key of its own.
pub(super) const RARE: f32 = 3.0;

/// Words that are remembered before the memory is made anew, so that a large corpus's names do not fill it.
const MOST_WORDS: usize = 400_000;

fn run_key(stems: [u64; 3]) -> u64 {
    let mut bytes = [0; 24];
    for (slot, stem) in bytes.chunks_exact_mut(8).zip(stems) {
        slot.copy_from_slice(&stem.to_le_bytes());
    }
    xxh3_64_with_seed(&bytes, RUN_SEED) >> (64 - KEY_BITS)
}

/// Works out the keys of many texts; words that it met are known to it.
pub struct Keys<'l> {
    lexicon: &'l Lexicon,
    words: Vocabulary,
    row: Vec<Atom>,
    /// By number of the stem: how often it was met since the counts were last taken.
    counts: Vec<u32>,
    /// Stems whose count is not 0.
    met: Vec<u32>,
}

impl<'l> Keys<'l> {
    /// Knows no word yet.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, words: Vocabulary::default(), row: Vec::new(), counts: Vec::new(), met: Vec::new() }
    }

    /// Hands the keys of a text to `each`, in its order, some of them more than once. Gives the number of words.
    pub fn of(&mut self, text: &str, mut each: impl FnMut(u64)) -> usize {
        self.row.clear();
        atoms(text, self.lexicon, &mut self.words, &mut self.row);
        self.counts.resize(self.words.stem_count(), 0);
        let mut run = [0; 3];
        for (i, a) in self.row.iter().enumerate() {
            let entry = self.words.entry(a.key);
            let count = &mut self.counts[entry.stem as usize];
            if *count == 0 {
                self.met.push(entry.stem);
            }
            *count += 1;
            let stem = self.words.stem_key(entry.stem);
            run = [run[1], run[2], stem];
            if i >= 2 {
                each(run_key(run));
            }
            if entry.weight >= RARE {
                each(stem);
            }
        }
        self.row.len()
    }

    /// How often each stem stands in the texts since this was last asked.
    pub fn take_counts(&mut self) -> Vec<(u64, u32)> {
        let counts = &mut self.counts;
        let take = |stem: u32| (self.words.stem_key(stem), std::mem::take(&mut counts[stem as usize]));
        let taken = self.met.drain(..).map(take).collect();
        if self.words.stem_count() > MOST_WORDS {
            *self = Self::new(self.lexicon);
        }
        taken
    }
}

/// One thing to ask an index for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sought {
    /// The key.
    pub key: u64,
    /// Which of the claim's words it begins with.
    pub first: usize,
    /// 3 for a run, 1 for a word.
    pub words: usize,
}

/// A claim's words by their keys, and what is to be asked for.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The key and the language's weight of each word, in order.
    pub words: Vec<(u64, f32)>,
    /// Runs and rare words.
    pub sought: Vec<Sought>,
}

/// What to ask an index for, for a claim.
pub fn question(claim: &str, lexicon: &Lexicon) -> Question {
    let (mut words, mut row) = (Vocabulary::default(), Vec::new());
    atoms(claim, lexicon, &mut words, &mut row);
    let mut question = Question::default();
    for a in &row {
        let entry = words.entry(a.key);
        question.words.push((words.stem_key(entry.stem), entry.weight));
    }
    let key = |i: usize| question.words[i].0;
    for i in 0..row.len().saturating_sub(2) {
        if !row[i + 1].after_gap() && !row[i + 2].after_gap() {
            let key = run_key([key(i), key(i + 1), key(i + 2)]);
            question.sought.push(Sought { key, first: i, words: 3 });
        }
    }
    for (i, a) in row.iter().enumerate() {
        if !a.editors() && question.words[i].1 >= RARE {
            question.sought.push(Sought { key: key(i), first: i, words: 1 });
        }
    }
    question
}

/// How often the words of a claim stand in a whole corpus, of which only the articles worth a look are at hand.
#[derive(Debug, Clone, Default)]
pub struct KeyCounts {
    /// By key of the stem.
    pub counts: FxHashMap<u64, u32>,
    /// All words.
    pub words: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_asks_for_keys_that_its_source_has() {
        let l = Lexicon::built_in();
        let (mut keys, mut known) = (Vec::<u64>::new(), Keys::new(l));
        let words = known.of("The harbour pumps are older than the town, she said.", |key| keys.push(key));
        assert_eq!(words, 10);
        let asked = question("Harbor pumps … are older than the town", l);
        let runs: Vec<_> = asked.sought.iter().filter(|s| s.words == 3).collect();
        assert_eq!(runs.len(), 3, "no run goes over the gap");
        assert!(runs.iter().all(|s| keys.contains(&s.key)));
        let the = asked.words[5].0;
        assert!(known.take_counts().contains(&(the, 2)));
        assert!(known.take_counts().is_empty());
        assert!(asked.sought.iter().all(|s| s.key != the), "a common word is not asked for");
    }
}
