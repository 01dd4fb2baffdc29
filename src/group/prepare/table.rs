//! The wordings as numbers: interned words in one long row, so that a million wordings are compared without allocating.
//!
//! In: [`Rows`] of texts. Out: a [`WordingTable`]; what follows sees numbers only.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::rows::Rows;
use super::voice::{Voice, Voices};
use crate::lexicon::{Class, Classes, Lexicon};

/// What is known of one wording besides its words.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(align(64))] // a line of the cache: most pairs are ruled out by these lines alone
pub struct WordingRow {
    /// Index of its article.
    pub article: u32,
    /// Index of its quotation.
    pub quotation: u32,
    /// Index into the table's names, where its speaker has one.
    pub speaker: Option<u32>,
    /// Days since 1970-01-01, where the article is dated.
    pub day: Option<i32>,
    /// Sum of the weights of its words, each counted once.
    pub weight: f32,
    /// Sum of the weights of all its words, repeated ones too.
    pub run_weight: f32,
    /// Which of its words weigh much, a bit a word in the row of its weight (`SIGNED`): what two wordings cannot share is seen
    /// without looking at their words.
    pub signature: [u64; SIGNED.len()],
    /// Whether it is printed like a title: all its longer words begin with a capital.
    pub titled: bool,
    /// Whether it stands in a headline.
    pub headline: bool,
    /// Whether it is more likely the name of something than speech: printed like a title, and it is doubtful that anybody said it.
    pub name: bool,
    /// Whether it begins in the middle of a sentence: with a small letter.
    pub fragment: bool,
}

/// A word of a [`WordingRow::signature`]'s row weighs this much at least, and less than the next one says.
pub const SIGNED: [f32; 3] = [3.0, 5.0, 7.0];

/// So many rows are read by one core at a time.
const STRETCH: usize = 1 << 14;

/// A sentence has at most so many words.
const LONGEST: usize = 200;

/// All wordings in normal form.
#[derive(Debug, Default)]
pub struct WordingTable {
    /// `words[offsets[i]..offsets[i + 1]]` are wording i's.
    offsets: Vec<u32>,
    words: Vec<u32>,
    /// The same, each word once, sorted.
    set_offsets: Vec<u32>,
    sets: Vec<u32>,
    /// Nats a word is worth, by its number.
    weights: Vec<f32>,
    /// Nats a word is worth in the language at large.
    background: Vec<f32>,
    /// Whether a word stands for another: a pronoun, a determiner, a relative.
    standins: Vec<bool>,
    /// Fixed-seed hash of the normal form, by its number: the same in every table.
    hashes: Vec<u64>,
    forms: Vec<Box<str>>,
    pieces: Vec<WordingRow>,
    /// xxh3 of each wording's normal forms.
    texts: Vec<u64>,
    voices: Voices,
    /// How rare a speaker is, by the name's number.
    rarity: Vec<f32>,
    /// Days from the first article to the last.
    span: i32,
    /// How much less each word of `sets` is worth because its article is about it; empty where no article's text is known.
    eased: Vec<f32>,
    /// The wordings of the corpus among which a pair can match by chance.
    rivals: usize,
}

/// What a corpus makes of the words and speakers of a table.
pub(super) struct Measures {
    /// What each word weighs, by its number.
    pub weights: Vec<f32>,
    /// See [`WordingTable::rivals`].
    pub rivals: usize,
    /// How rare a speaker is, by the name's number.
    pub rarity: Vec<f32>,
    /// See [`WordingTable::span`].
    pub span: i32,
}

const STANDINS: Classes =
    Classes::PRONOUN.union(Classes::of(&[Class::Determiner, Class::Possessive, Class::Relative]));

impl WordingTable {
    /// Puts the rows of several readers together, each as `(reader, row)` in the order given. Words, names and articles are numbered
    /// by themselves and by that order, so that nothing depends on who read what. Tables of the same readers have the same numbers of words and
    /// names. What follows from the words of each row comes with `weigh`, when the readers may be gone.
    pub fn from_rows(readers: &[Rows<'_>], order: &[(u32, u32)], lexicon: &Lexicon) -> Self {
        let mut table = WordingTable { offsets: vec![0], set_offsets: vec![0], ..WordingTable::default() };
        let (forms, words_of) = numbered(readers.iter().map(Rows::forms).collect());
        let (names, names_of) = numbered(readers.iter().map(Rows::names).collect());
        table.forms = forms;
        table.voices = Voices::new(names, lexicon);
        let of_stretch = |order: &[(u32, u32)]| -> Vec<u32> {
            let of_row = |&(reader, i): &(u32, u32)| {
                let number = &words_of[reader as usize];
                readers[reader as usize].words(i as usize).iter().map(|&w| number[w as usize])
            };
            order.iter().flat_map(of_row).collect()
        };
        table.words = order.par_chunks(STRETCH).map(of_stretch).collect::<Vec<_>>().concat();
        table.offsets.reserve_exact(order.len());
        table.pieces.reserve_exact(order.len());
        let mut articles = FxHashMap::default();
        for (n, &(reader, i)) in order.iter().enumerate() {
            let rows = &readers[reader as usize];
            let (before, words) = (table.offsets[n] as usize, rows.words(i as usize).len());
            table.offsets.push(u32::try_from(before + words).unwrap_or(u32::MAX));
            let row = rows.row(i as usize);
            let next = articles.len() as u32;
            table.pieces.push(WordingRow {
                article: *articles.entry(row.article).or_insert(next),
                quotation: row.quotation.unwrap_or(n as u32),
                speaker: row.speaker.map(|s| names_of[reader as usize][s as usize]),
                day: row.day,
                weight: 0.0,
                run_weight: 0.0,
                signature: [0; SIGNED.len()],
                titled: row.titled,
                headline: row.headline,
                name: row.name,
                fragment: row.fragment,
            });
        }
        table.hashes = table.forms.iter().map(|f| xxh3_64(f.as_bytes())).collect();
        table.background = table.forms.iter().map(|f| lexicon.frequencies().weight(f)).collect();
        table.standins = table.forms.iter().map(|f| lexicon.classes(f).meets(STANDINS)).collect();
        table
    }

    /// Finds the words of each wording, each once, sorted.
    pub(super) fn make_sets(&mut self) {
        let starts: Vec<usize> = (0..self.len()).step_by(STRETCH).collect();
        let stretches: Vec<(Vec<u32>, Vec<u32>)> = starts
            .into_par_iter()
            .map(|from| {
                let (mut sets, mut ends, mut own) = (Vec::new(), Vec::new(), Vec::new());
                for i in from..self.len().min(from + STRETCH) {
                    own.clear();
                    own.extend_from_slice(self.words(i));
                    own.sort_unstable();
                    own.dedup();
                    sets.extend_from_slice(&own);
                    ends.push(sets.len() as u32);
                }
                (sets, ends)
            })
            .collect();
        self.sets.reserve_exact(stretches.iter().map(|s| s.0.len()).sum());
        for (sets, ends) in stretches {
            let before = self.sets.len() as u32;
            self.sets.extend_from_slice(&sets);
            self.set_offsets.extend(ends.into_iter().map(|end| before + end));
        }
    }

    /// How many wordings there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// How many articles they stand in.
    pub fn articles(&self) -> usize {
        self.pieces.iter().map(|p| p.article as usize + 1).max().unwrap_or(0)
    }

    /// The words of wording `i`, by number.
    pub fn words(&self, i: usize) -> &[u32] {
        &self.words[self.offsets[i] as usize..self.offsets[i + 1] as usize]
    }

    /// Where the words of wording `i` stand in those of `host`, in one run. What has more than [`LONGEST`] words is no sentence, and is not
    /// looked for.
    pub fn place_in(&self, i: usize, host: usize) -> Option<usize> {
        let words = self.words(i);
        let looked_for = (1..=LONGEST).contains(&words.len());
        looked_for.then(|| self.words(host).windows(words.len()).position(|run| run == words))?
    }

    /// The different words of wording `i`, sorted by number.
    pub fn set(&self, i: usize) -> &[u32] {
        &self.sets[self.set_offsets[i] as usize..self.set_offsets[i + 1] as usize]
    }

    /// How much less the words of [`Self::set`] are worth because the article is about them, in their order; empty where nothing is known.
    pub fn eased(&self, i: usize) -> &[f32] {
        let (from, to) = (self.set_offsets[i] as usize, self.set_offsets[i + 1] as usize);
        self.eased.get(from..to).unwrap_or_default()
    }

    pub(super) fn set_eased(&mut self, eased: Vec<f32>) {
        self.eased = eased;
    }

    /// What is known of wording `i`.
    pub fn piece(&self, i: usize) -> &WordingRow {
        &self.pieces[i]
    }

    /// Hash of the normal forms of wording `i`: equal texts have equal hashes.
    pub fn text_hash(&self, i: usize) -> u64 {
        self.texts[i]
    }

    pub(super) fn set_text_hashes(&mut self, hashes: Vec<u64>) {
        self.texts = hashes;
    }

    pub(super) fn pieces_mut(&mut self) -> &mut [WordingRow] {
        &mut self.pieces
    }

    /// Nats that a word is worth.
    pub fn weight(&self, word: u32) -> f32 {
        self.weights[word as usize]
    }

    /// Nats that a word is worth before the corpus is counted: the same in every table.
    pub fn background(&self, word: u32) -> f32 {
        self.background[word as usize]
    }

    /// Whether a word stands for another: prints exchange "our", "this" and "the", "which" and "it".
    pub fn stands_in(&self, word: u32) -> bool {
        self.standins[word as usize]
    }

    /// Sets what the corpus makes of the words and speakers.
    pub(super) fn measure(&mut self, measures: Measures) {
        let Measures { weights, rivals, rarity, span } = measures;
        (self.weights, self.rivals, self.rarity, self.span) = (weights, rivals, rarity, span);
    }

    /// The normal form of a word.
    pub fn form(&self, word: u32) -> &str {
        &self.forms[word as usize]
    }

    /// Each name as printed, by its number.
    pub fn names(&self) -> &[Box<str>] {
        self.voices.printed()
    }

    /// The last word of each name, by the name's number.
    pub fn last_words(&self) -> Vec<&str> {
        self.voices.last_words()
    }

    /// The wordings among which a pair can match by chance: those that do not nearly repeat another one.
    pub fn rivals(&self) -> usize {
        self.rivals
    }

    /// Fixed-seed hash of a word.
    pub fn word_hash(&self, word: u32) -> u64 {
        self.hashes[word as usize]
    }

    /// How many different words there are.
    pub fn vocabulary(&self) -> usize {
        self.forms.len()
    }

    /// Whether two wordings are one voice's.
    pub fn voice(&self, a: usize, b: usize) -> Voice {
        match (self.pieces[a].speaker, self.pieces[b].speaker) {
            (Some(a), Some(b)) => self.voices.compare(a, b),
            _ => Voice::Unknown,
        }
    }

    /// The name that most of some wordings are attributed to, in its fullest form.
    pub fn speaker(&self, wordings: &[usize]) -> Option<&str> {
        self.voices.commonest(wordings.iter().filter_map(|&i| self.pieces[i].speaker))
    }

    /// Minus the logarithm of the commoner speaker's share of all wordings with a speaker, smoothed.
    pub fn speaker_rarity(&self, a: usize, b: usize) -> f32 {
        let of = |i: usize| self.pieces[i].speaker.map_or(0.0, |s| self.rarity[s as usize]);
        of(a).min(of(b))
    }

    /// Days from the first article to the last, both counted.
    pub fn span(&self) -> i32 {
        self.span
    }

    /// The wording before `i` in its quotation.
    pub fn before(&self, i: usize) -> Option<usize> {
        i.checked_sub(1).filter(|&j| self.pieces[j].quotation == self.pieces[i].quotation)
    }

    /// The wording behind `i` in its quotation.
    pub fn behind(&self, i: usize) -> Option<usize> {
        let next = self.pieces.get(i + 1)?;
        (next.quotation == self.pieces[i].quotation).then_some(i + 1)
    }

    /// Days between two wordings' articles, where both are dated.
    pub fn days(&self, a: usize, b: usize) -> Option<u32> {
        Some(self.pieces[a].day?.abs_diff(self.pieces[b].day?))
    }
}

/// Days since 1970-01-01 of an ISO 8601 date or date and time.
pub fn day(date: &str) -> Option<i32> {
    let date: jiff::civil::Date = date.get(..10)?.parse().ok()?;
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    Some(epoch.until(date).ok()?.get_days())
}

/// The values of all readers, sorted, each once; and for each reader, the new number by the old one.
fn numbered<T: Ord + Clone>(readers: Vec<&[T]>) -> (Vec<T>, Vec<Vec<u32>>) {
    let mut all: Vec<&T> = readers.iter().flat_map(|values| values.iter()).collect();
    // The values of an earlier run are sorted, and this sort merges sorted runs.
    all.sort();
    all.dedup();
    let number = |value: &T| all.partition_point(|other| *other < value) as u32;
    let numbers = readers.iter().map(|values| values.iter().map(number).collect()).collect();
    (all.into_iter().cloned().collect(), numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_and_without_time() {
        assert_eq!(day("1970-01-02"), Some(1));
        assert_eq!(day("2023-06-19T12:00:00Z"), day("2023-06-19"));
        assert_eq!(day("19 June"), None);
        assert_eq!(day("2023-06-1é"), None);
    }
}
