//! What an unknown word can be by its ending: the table `guess` of `grammar/<language>/stems.toml`.

use serde::Deserialize;

use super::class::{Class, Classes};
use super::error::LexiconError;

/// An entry of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GuessEntry {
    pub ending: String,
    least: usize,
    classes: Vec<String>,
    pub sample: String,
}

/// The endings, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Guesses(Vec<Guess>);

#[derive(Debug)]
struct Guess {
    ending: String,
    least: usize,
    classes: Classes,
}

impl Guesses {
    pub fn new(file: &'static str, entries: &[GuessEntry]) -> Result<Self, LexiconError> {
        let class = |entry: &GuessEntry, name: &String| {
            Class::ALL.iter().copied().find(|c| c.name() == name).ok_or_else(|| LexiconError::Entry {
                file: file.to_owned(),
                entry: entry.ending.clone(),
                problem: format!("no class `{name}`; grammar/README.md lists them"),
            })
        };
        let guess = |entry: &GuessEntry| {
            let classes =
                entry.classes.iter().map(|name| class(entry, name)).collect::<Result<Vec<_>, _>>()?;
            Ok(Guess { ending: entry.ending.clone(), least: entry.least, classes: Classes::of(&classes) })
        };
        Ok(Self(entries.iter().map(guess).collect::<Result<_, _>>()?))
    }

    /// The readings of an unknown word in small letters. The first ending that fits decides.
    pub fn classes(&self, lower: &str) -> Classes {
        // The last byte alone tells most words apart.
        let last = lower.as_bytes().last();
        let fits = |g: &&Guess| {
            g.ending.as_bytes().last() == last && lower.len() >= g.least && lower.ends_with(&g.ending)
        };
        self.0.iter().find(fits).map_or(Classes::NONE, |g| g.classes)
    }
}
