//! What was counted in the whole corpus, by the words themselves. In: JSON that whoever counted wrote, or the counts of a table. Out: the counts
//! for the words and names of another table.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::table::WordingTable;
use super::weigh::Counts;

/// The figures of a corpus, by which every computer weighs alike, and today as at the time of the count.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Rows.
    rows: usize,
    /// Texts; those that are equal or nearly the same are one.
    texts: u32,
    /// Texts that are equal to no other and nearly repeat one.
    repeats: usize,
    /// The first and the last day.
    days: Option<(i32, i32)>,
    /// Rows with a speaker.
    named: u32,
    /// Rows by the last word of their speaker's name.
    names: BTreeMap<String, u32>,
    /// Texts by each normal form that they hold.
    words: BTreeMap<String, u32>,
}

impl Figures {
    /// Reads what was counted: an object with `rows`, `texts`, `repeats`, `days`, `named`, `names`, `words`.
    ///
    /// # Errors
    /// In the words of the reader of JSON.
    pub fn parse(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    /// The figures of a corpus that is all in one table.
    pub(in crate::group) fn counted(table: &WordingTable, counts: &Counts) -> Self {
        let word = |(word, count): (u32, &u32)| (table.form(word).to_owned(), *count);
        let names = table.last_words().into_iter().map(str::to_owned).zip(counts.names.iter().copied());
        Self {
            rows: counts.rows,
            texts: counts.texts,
            repeats: counts.repeats,
            days: counts.days,
            named: counts.named,
            names: names.collect(),
            words: (0..).zip(&counts.words).map(word).collect(),
        }
    }

    /// The counts for a table.
    pub(in crate::group) fn of(&self, table: &WordingTable) -> Counts {
        let word = |word| self.words.get(table.form(word)).copied().unwrap_or_default();
        let name = |last: &str| self.names.get(last).copied().unwrap_or_default();
        Counts {
            words: (0..table.vocabulary() as u32).map(word).collect(),
            texts: self.texts,
            repeats: self.repeats,
            rows: self.rows,
            names: table.last_words().into_iter().map(name).collect(),
            named: self.named,
            days: self.days,
        }
    }
}
