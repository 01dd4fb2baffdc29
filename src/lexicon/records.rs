//! The language data that reading a record needs: `grammar/<language>/records.toml`.
//!
//! In: the file. Out: [`Records`], with look-ups by lower-case words with straight apostrophes.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::error::LexiconError;

pub(super) const FILE: &str = "records.toml";

/// Stands for a word in a pattern.
const PLACE: char = '…';

/// Milliseconds.
const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;

/// The shape of `records.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordsFile {
    language: String,
    language_names: Vec<String>,
    question: String,
    answer: String,
    no_speaker: Vec<String>,
    office: Vec<String>,
    breaks: Vec<String>,
    ends: Vec<String>,
    meridiem: Vec<String>,
    examination: Vec<String>,
    by: String,
    sworn: Vec<String>,
    called_as: String,
    within: Vec<String>,
    group: Vec<String>,
    salutation: Vec<String>,
    narrative: Vec<String>,
    hours: Vec<String>,
    minutes: Vec<String>,
    seconds: Vec<String>,
}

/// The content of `records.toml`, ready for look-ups.
#[derive(Debug, Default)]
pub struct Records {
    language: String,
    language_names: FxHashSet<Box<str>>,
    question: String,
    answer: String,
    by: String,
    sworn: Vec<String>,
    called_as: String,
    no_speaker: FxHashSet<Box<str>>,
    office: FxHashSet<Box<str>>,
    breaks: FxHashSet<Box<str>>,
    ends: FxHashSet<Box<str>>,
    meridiem: FxHashSet<Box<str>>,
    examination: FxHashSet<Box<str>>,
    within: FxHashSet<Box<str>>,
    group: FxHashSet<Box<str>>,
    salutation: FxHashSet<Box<str>>,
    /// The parts of each pattern between its places.
    narrative: Vec<Vec<String>>,
    /// The words of a time with the milliseconds that each stands for.
    clock: FxHashMap<Box<str>, u64>,
}

impl Records {
    /// # Errors
    /// A pattern without a place for its word.
    pub(super) fn from_file(file: RecordsFile) -> Result<Self, LexiconError> {
        if !file.called_as.contains(PLACE) {
            let problem = format!("has no {PLACE} for the word");
            return Err(LexiconError::Entry {
                file: FILE.to_owned(),
                entry: "called_as".to_owned(),
                problem,
            });
        }
        let set = |list: Vec<String>| list.into_iter().map(String::into_boxed_str).collect();
        Ok(Self {
            language: file.language,
            language_names: set(file.language_names),
            question: file.question,
            answer: file.answer,
            by: file.by,
            sworn: file.sworn,
            called_as: file.called_as,
            no_speaker: set(file.no_speaker),
            office: set(file.office),
            breaks: set(file.breaks),
            ends: set(file.ends),
            meridiem: set(file.meridiem),
            examination: set(file.examination),
            within: set(file.within),
            group: set(file.group),
            salutation: set(file.salutation),
            narrative: file.narrative.iter().map(|line| parts(line)).collect(),
            clock: clock(file.hours, HOUR)
                .chain(clock(file.minutes, MINUTE))
                .chain(clock(file.seconds, SECOND))
                .collect(),
        })
    }

    /// Returns the code of the language that the grammar is of: "en".
    pub fn language(&self) -> &str {
        &self.language
    }

    /// True if this is the code or a name of the language, in lower case: "english".
    pub fn is_language(&self, lower: &str) -> bool {
        self.language == lower || self.language_names.contains(lower)
    }

    /// Returns the letter before a question, as printed: "Q".
    pub fn question(&self) -> &str {
        &self.question
    }

    /// Returns the letter before an answer: "A".
    pub fn answer(&self) -> &str {
        &self.answer
    }

    /// True if a word before a colon does not name a person: "update".
    pub fn is_no_speaker(&self, lower: &str) -> bool {
        self.no_speaker.contains(lower)
    }

    /// True if a word after "Mr." is an office and not a surname: "speaker".
    pub fn is_office(&self, lower: &str) -> bool {
        self.office.contains(lower)
    }

    /// True if nobody continues to speak after a note with this word: "recess".
    pub fn breaks_turn(&self, lower: &str) -> bool {
        self.breaks.contains(lower)
    }

    /// True if a line that begins with this word ends a record.
    pub fn ends_record(&self, lower: &str) -> bool {
        self.ends.contains(lower)
    }

    /// True if a word comes after a time of day: "p.m.".
    pub fn is_meridiem(&self, lower: &str) -> bool {
        self.meridiem.contains(lower)
    }

    /// True if a heading with this word begins the examination of a witness.
    pub fn is_examination(&self, lower: &str) -> bool {
        self.examination.contains(lower)
    }

    /// True if a word comes before the questioner's name in such a heading: "by".
    pub fn is_by(&self, lower: &str) -> bool {
        self.by == lower
    }

    /// True if a sentence, in lower case, says that a witness is called.
    pub fn calls_witness(&self, lower: &str) -> bool {
        self.sworn.iter().any(|phrase| lower.contains(phrase.as_str()))
    }

    /// True if a label of an office has this word in small letters: "pro" of "The SPEAKER pro tempore".
    pub fn is_within(&self, lower: &str) -> bool {
        self.within.contains(lower)
    }

    /// True if a word stands for people who speak together, or whom nobody names: "members".
    pub fn is_group(&self, lower: &str) -> bool {
        self.group.contains(lower)
    }

    /// True if a letter opens with this word: "dear".
    pub fn is_salutation(&self, lower: &str) -> bool {
        self.salutation.contains(lower)
    }

    /// True if a paragraph, in lower case, is the record's own: "there was no objection." Nobody said it. `short`
    /// says whether it can tell of somebody who comes first: "… interjecting".
    pub fn is_narrative(&self, lower: &str, short: bool) -> bool {
        let begins = |parts: &Vec<String>| short || parts.first().is_some_and(|first| !first.is_empty());
        self.narrative.iter().filter(|parts| begins(parts)).any(|parts| holds_in_order(lower, parts))
    }

    /// Returns the milliseconds that a word of a time stands for: "minutes".
    pub fn clock(&self, lower: &str) -> Option<u64> {
        self.clock.get(lower).copied()
    }

    /// Whether a word of a label, in lower case, is what a witness is called as: "witness".
    pub fn is_witness(&self, lower: &str) -> bool {
        self.calls_witness(&self.called_as.replace(PLACE, lower))
    }
}

/// Returns the words of one unit of time, each with its milliseconds.
fn clock(words: Vec<String>, unit: u64) -> impl Iterator<Item = (Box<str>, u64)> {
    words.into_iter().map(move |word| (word.into_boxed_str(), unit))
}

/// Returns the parts of a pattern between its places; the first is empty where a place begins it.
fn parts(pattern: &str) -> Vec<String> {
    pattern.split(PLACE).map(|part| part.trim().to_owned()).collect()
}

/// True if a line begins with the first part and holds the others behind it, each as whole words.
fn holds_in_order(line: &str, parts: &[String]) -> bool {
    let whole = |at: usize, part: &str| {
        let before = at == 0 || !line[..at].ends_with(char::is_alphanumeric);
        before && !line[at + part.len()..].starts_with(char::is_alphanumeric)
    };
    let Some((first, others)) = parts.split_first() else { return false };
    if !line.starts_with(first.as_str()) || !whole(0, first) && !first.is_empty() {
        return false;
    }
    let mut at = first.len();
    for part in others {
        let Some(found) = line[at..].find(part.as_str()).map(|i| at + i).filter(|&i| whole(i, part)) else {
            return false;
        };
        at = found + part.len();
    }
    true
}
