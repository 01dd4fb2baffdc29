//! The language data that reading a record needs: `grammar/<language>/records.toml`.
//!
//! In: the file. Out: [`Records`], with look-ups by lower-case words with straight apostrophes.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::error::LexiconError;

pub(super) const FILE: &str = "records.toml";

/// Stands for a word in a pattern.
const PLACE: char = '…';

/// The shape of `records.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordsFile {
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
}

/// The content of `records.toml`, ready for look-ups.
#[derive(Debug, Default)]
pub struct Records {
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
        })
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

    /// Whether a word of a label, in lower case, is what a witness is called as: "witness".
    pub fn is_witness(&self, lower: &str) -> bool {
        self.calls_witness(&self.called_as.replace(PLACE, lower))
    }
}
