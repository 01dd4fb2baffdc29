//! The data of stems and of frequencies: which endings a word loses, and how rare it is.
//!
//! In: `grammar/<language>/stems.toml` and `frequency.toml`. Out: [`Stems`] and [`Frequencies`].

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::guess::GuessEntry;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    ending: String,
    replace: String,
    keep: usize,
    #[serde(default)]
    verb: bool,
}

/// The rules that reduce words to stems: the three tables of `stems.toml`, with the longest ending first.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stems {
    #[serde(rename = "keep-double")]
    keep_double: Vec<char>,
    pub(super) guess: Vec<GuessEntry>,
    inflection: Vec<Ending>,
    derivation: Vec<Ending>,
    ending: Vec<Ending>,
}

impl Stems {
    pub(super) fn longest_first(mut self) -> Self {
        for table in [&mut self.inflection, &mut self.derivation, &mut self.ending] {
            table.sort_by_key(|e| std::cmp::Reverse(e.ending.len()));
        }
        self
    }

    /// True if a lower-case word has an ending of verbs, such as "-ed".
    pub fn is_verb_form(&self, lower: &str) -> bool {
        let fits =
            |e: &&Ending| lower.strip_suffix(e.ending.as_str()).is_some_and(|s| s.chars().count() >= e.keep);
        self.inflection.iter().find(fits).is_some_and(|e| e.verb)
    }

    /// Returns the key that the forms of one word share; `lower` is a lower-case word.
    pub fn stem(&self, lower: &str) -> String {
        let mut word = lower.to_owned();
        // The endings are removed twice, for plurals of "-ing".
        for table in [&self.inflection, &self.inflection, &self.derivation, &self.ending] {
            self.cut_back(&mut word, table);
        }
        word
    }

    /// True if two lower-case words are forms of one verb or noun: "walk", "walked", but not "walker".
    pub fn are_inflections(&self, a: &str, b: &str) -> bool {
        let [a, b] = [a, b].map(|word| {
            let mut word = word.to_owned();
            for table in [&self.inflection, &self.inflection, &self.ending] {
                self.cut_back(&mut word, table);
            }
            word
        });
        a == b
    }

    /// Removes the longest ending that applies.
    fn cut_back(&self, word: &mut String, table: &[Ending]) {
        let applies =
            |e: &&Ending| word.strip_suffix(e.ending.as_str()).is_some_and(|s| s.chars().count() >= e.keep);
        if let Some(e) = table.iter().find(applies) {
            word.truncate(word.len() - e.ending.len());
            if e.verb {
                self.undouble(word);
            }
            word.push_str(&e.replace);
        }
    }

    /// "stopp" → "stop"; the letters of `keep-double` stay: "tell", "miss", "buzz".
    fn undouble(&self, word: &mut String) {
        let mut back = word.chars().rev();
        if let (Some(last), Some(before)) = (back.next(), back.next())
            && last == before
            && last.is_ascii_alphabetic()
            && !self.keep_double.contains(&last)
        {
            word.pop();
        }
    }
}

/// The shape of `frequency.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrequencyFile {
    unlisted: f32,
    number: f32,
    country: f32,
    tier: Vec<Tier>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tier {
    #[allow(dead_code, reason = "names the tier for who reads the file")]
    name: String,
    weight: f32,
    words: String,
}

/// The weight of a shared word: `frequency.toml` by normal form.
#[derive(Debug, Default)]
pub struct Frequencies {
    weights: FxHashMap<Box<str>, f32>,
    unlisted: f32,
    number: f32,
    country: f32,
}

impl Frequencies {
    /// Converts the words of the tiers to normal form.
    pub(super) fn from_file(file: FrequencyFile, normal: impl Fn(&str) -> Vec<String>) -> Self {
        let mut weights = FxHashMap::default();
        for tier in file.tier {
            for word in tier.words.split_whitespace().flat_map(&normal) {
                let weight = weights.entry(word.into_boxed_str()).or_insert(tier.weight);
                *weight = tier.weight.min(*weight);
            }
        }
        Self { weights, unlisted: file.unlisted, number: file.number, country: file.country }
    }

    /// True if a word in normal form is in a tier.
    pub fn lists(&self, normal: &str) -> bool {
        self.weights.contains_key(normal)
    }

    /// Returns the weight of a word in normal form, in nats, before the counts of a corpus are known.
    pub fn weight(&self, normal: &str) -> f32 {
        match self.weights.get(normal) {
            Some(&weight) => weight,
            None if normal.starts_with(COUNTRY) => self.country,
            None if normal.starts_with(|c: char| c.is_ascii_digit()) => self.number,
            None => self.unlisted,
        }
    }
}

/// The prefix of a country's key. No word begins with it.
pub(super) const COUNTRY: char = '@';
