//! Words in form N2 → the forms in which two words are one word: N3 (one spelling) and N5 (one stem).
//!
//! In: one printed word. Out: its normal forms ([`Lexicon::normal_forms`]): contractions written out, one
//! spelling, one key for a country's names, the stem. Endings and frequencies are language data:
//! `grammar/<language>/stems.toml` and `frequency.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::fold::folded;
use super::guess::GuessEntry;
use super::language::Lexicon;

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
const COUNTRY: char = '@';

/// The number of words in the longest name of a country.
const LONGEST_COUNTRY: usize = 4;

impl Lexicon {
    /// Returns the normal forms of one printed word. Most words have one; "doesn't" has two, "do" and "not".
    pub fn normal_forms(&self, printed: &str) -> Vec<String> {
        let folded = folded(printed);
        if let Some(key) = self.country_key(printed, &folded) {
            return vec![key];
        }
        if let Some(long) = self.contraction(&folded) {
            return long.split_whitespace().map(|w| self.normal_form(w)).collect();
        }
        vec![self.normal_form(&folded)]
    }

    fn normal_form(&self, lower: &str) -> String {
        let bare = self.orthography().bare(lower);
        let one_spelling = self.spelling(bare).unwrap_or(bare);
        self.stems().stem(one_spelling)
    }

    /// Returns one key for all names of a country. A short name that is also a word ("us") counts only in
    /// capitals.
    fn country_key(&self, printed: &str, folded: &str) -> Option<String> {
        let bare = self.orthography().bare(folded);
        if bare.len() <= 3 && printed.chars().any(char::is_lowercase) && !printed.contains('.') {
            return None;
        }
        self.country(bare).map(|id| format!("{COUNTRY}{id}"))
    }

    /// True if a printed word can be the first word of a country's name of several words.
    pub fn begins_country(&self, printed: &str) -> bool {
        printed.starts_with(char::is_uppercase) && self.country_starts.contains(&*folded(printed))
    }

    /// Returns the key of the country that the words `printed[0..n]` name, with n ≥ 2, and n.
    pub fn country_phrase<'a>(&self, mut printed: impl Iterator<Item = &'a str>) -> Option<(String, usize)> {
        let first = printed.next()?;
        if !self.begins_country(first) {
            return None;
        }
        let mut phrase = folded(first).into_owned();
        let mut found = None;
        for (n, word) in printed.take(LONGEST_COUNTRY - 1).enumerate() {
            phrase.push(' ');
            phrase.push_str(&folded(word));
            let bare = self.orthography().bare(&phrase);
            if let Some(id) = self.country(bare) {
                found = Some((format!("{COUNTRY}{id}"), n + 2));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet() {
        let l = Lexicon::built_in();
        for same in [
            ["stabilisation", "stabilizing"],
            ["contributions", "contribution"],
            ["relations", "relation"],
            ["stopped", "stopping"],
            ["studies", "study"],
            ["carefully", "careful"],
            ["understandings", "understanding"],
            ["made", "made"],
        ] {
            assert_eq!(l.normal_forms(same[0]), l.normal_forms(same[1]), "{same:?}");
        }
        assert_ne!(l.normal_forms("national"), l.normal_forms("nature"));
        assert_eq!(
            l.normal_forms("doesn’t"),
            l.normal_forms("does").into_iter().chain(l.normal_forms("not")).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_country_has_one_key_and_the_pronoun_is_no_country() {
        let l = Lexicon::built_in();
        let us = l.normal_forms("U.S.");
        assert_eq!(us, l.normal_forms("American"));
        assert_eq!(us, l.normal_forms("America's"));
        assert_ne!(us, l.normal_forms("us"));
        assert_eq!(l.country_phrase(["United", "States", "and"].into_iter()), Some((us[0].clone(), 2)));
        assert_eq!(l.country_phrase(["united", "states"].into_iter()), None);
    }

    #[test]
    fn common_words_weigh_less_than_rare_ones() {
        let l = Lexicon::built_in();
        let weight = |w: &str| l.frequencies().weight(&l.normal_forms(w)[0]);
        assert!(weight("the") < weight("people"));
        assert!(weight("people") < weight("sincerity"));
        assert!(weight("sincerity") < weight("waterboarding"));
    }
}
