//! The words of dates: `grammar/<language>/dates.toml`.
//!
//! In: the file. Out: [`Dates`], with look-ups by lower-case words without full stops.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::LexiconError;

/// The shape of `dates.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateFile {
    before_time: Vec<String>,
    behind_day: Vec<String>,
    pub month: Vec<DayEntry>,
    pub weekday: Vec<DayEntry>,
    half: Vec<HalfEntry>,
    zone: Vec<ZoneEntry>,
}

/// A month or a weekday.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayEntry {
    number: i8,
    pub forms: Vec<String>,
    #[serde(default)]
    pub plural: Vec<String>,
    sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HalfEntry {
    hours: i8,
    forms: Vec<String>,
    sample: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneEntry {
    forms: Vec<String>,
    offset: Option<String>,
    sample: String,
}

/// The meaning of a word in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateWord {
    /// From 1.
    Month(i8),
    /// From 1, Monday.
    Weekday(i8),
    /// The half of a day: the hours to add, 0 or 12.
    Half(i8),
    /// Minutes from UTC; `None` if the name means several zones.
    Zone(Option<i16>),
    /// "at", before a time.
    BeforeTime,
    /// "st", after the number of a day.
    BehindDay,
}

/// The words of dates, checked and ready for look-ups.
#[derive(Debug, Default)]
pub struct Dates {
    words: FxHashMap<Box<str>, DateWord>,
    /// The first form of each month, by its number from 1.
    months: FxHashMap<i8, Box<str>>,
    /// Words that the name of a day can begin with.
    beginnings: FxHashSet<Box<str>>,
}

pub(super) const FILE: &str = "dates.toml";

/// A sample with the entry's name and its forms.
pub(super) type DateSample = (String, Vec<String>, String);

impl Dates {
    /// Returns the meaning of a word; `lower` is in lower case and has no full stops.
    pub fn word(&self, lower: &str) -> Option<DateWord> {
        self.words.get(lower).copied()
    }

    /// Returns the full name of a month, from 1, in lower case.
    pub fn month_name(&self, number: i8) -> Option<&str> {
        self.months.get(&number).map(AsRef::as_ref)
    }

    /// True if the name of a day can begin with the word: a month, a number in figures or in words, a definite article. One look-up rules out
    /// nearly every word of a text.
    pub fn begins_day(&self, lower: &str) -> bool {
        lower.starts_with(|c: char| c.is_ascii_digit()) || self.beginnings.contains(lower)
    }

    /// Adds words that the name of a day can begin with and that other files have.
    pub(super) fn add_beginnings<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        self.beginnings.extend(words.map(Into::into));
    }

    /// Checks the file, and returns the samples too.
    pub(super) fn from_file(file: DateFile) -> Result<(Self, Vec<DateSample>), LexiconError> {
        let wrong = |entry: &str, problem: &str| LexiconError::Entry {
            file: FILE.to_owned(),
            entry: entry.to_owned(),
            problem: problem.to_owned(),
        };
        let mut entries: Vec<(Vec<String>, DateWord, String)> = Vec::new();
        for (days, last, word) in
            [(file.month, 12, DateWord::Month as fn(i8) -> DateWord), (file.weekday, 7, DateWord::Weekday)]
        {
            for entry in days {
                if !(1..=last).contains(&entry.number) {
                    let name = entry.forms.first().map_or("", String::as_str);
                    return Err(wrong(name, &format!("its number is none from 1 to {last}")));
                }
                entries.push((entry.forms, word(entry.number), entry.sample));
            }
        }
        for entry in file.half {
            if ![0, 12].contains(&entry.hours) {
                return Err(wrong(&entry.forms.join(", "), "its hours are neither 0 nor 12"));
            }
            entries.push((entry.forms, DateWord::Half(entry.hours), entry.sample));
        }
        for entry in file.zone {
            let minutes = entry.offset.as_deref().map(minutes);
            if minutes == Some(None) {
                return Err(wrong(&entry.forms.join(", "), "its offset is not like \"-04:00\""));
            }
            entries.push((entry.forms, DateWord::Zone(minutes.flatten()), entry.sample));
        }
        let mut dates = Self::default();
        let mut samples = Vec::new();
        for (forms, word, sample) in entries {
            dates.add(&forms, word)?;
            if let (DateWord::Month(number), Some(name)) = (word, forms.first()) {
                dates.months.insert(number, name.as_str().into());
            }
            let name = forms.first().cloned().unwrap_or_default();
            samples.push((name, forms, sample));
        }
        let months = dates.words.iter().filter(|(_, word)| matches!(word, DateWord::Month(_)));
        dates.beginnings = months.map(|(word, _)| word.clone()).collect();
        dates.add(&file.before_time, DateWord::BeforeTime)?;
        dates.add(&file.behind_day, DateWord::BehindDay)?;
        Ok((dates, samples))
    }

    fn add(&mut self, forms: &[String], word: DateWord) -> Result<(), LexiconError> {
        let first = forms.first().map_or("", String::as_str);
        if first.is_empty() {
            return Err(LexiconError::Entry {
                file: FILE.to_owned(),
                entry: format!("{word:?}"),
                problem: "no forms; give at least one".to_owned(),
            });
        }
        for form in forms {
            if let Some(other) = self.words.insert(form.as_str().into(), word) {
                return Err(LexiconError::DuplicateForm {
                    file: FILE.to_owned(),
                    form: form.clone(),
                    first: format!("{other:?}"),
                    second: format!("{word:?}"),
                });
            }
        }
        Ok(())
    }
}

/// Returns the minutes of an offset such as `-04:00`.
fn minutes(offset: &str) -> Option<i16> {
    let sign = match offset.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = offset[1..].split_once(':')?;
    let two = |text: &str| if text.len() == 2 { text.parse::<i16>().ok() } else { None };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    (hours < 15 && minutes < 60).then_some(sign * (60 * hours + minutes))
}
