//! Rows of tables with a column for the speaker.
//!
//! In: a draft as printed, and as it is read. Out: for each such row its place, that cell, and the name there, if there is one.

use std::ops::Range;

use crate::corpus::cite::table_rows;
use crate::lexicon::{Classes, Lexicon};
use crate::model::VOID;

/// More words are a note, and no name.
const MOST_WORDS: usize = 6;

/// A row whose table has a column for the speaker.
#[derive(Debug, Clone)]
pub(super) struct SpeakerRow {
    /// The row, in bytes.
    pub row: Range<usize>,
    /// The cell of the speaker.
    pub cell: Range<usize>,
    /// The name in it.
    pub name: String,
}

/// Returns the rows that name a speaker, in their order. Linear.
pub(super) fn speaker_rows(text: &str, plain: &str, lexicon: &Lexicon) -> Vec<SpeakerRow> {
    let rows =
        table_rows(text, |head| lexicon.verification().is_speaker_column(head), |_, _| None).into_iter();
    rows.filter_map(|(row, cell)| {
        let name = name(plain.get(cell.clone())?, lexicon)?;
        Some(SpeakerRow { row, cell, name })
    })
    .collect()
}

/// The name in a cell, without what stands in brackets behind it and without what the person is.
fn name(cell: &str, lexicon: &Lexicon) -> Option<String> {
    let words = cell.replace(VOID, "");
    let words = words.split(['(', '[', ',', ';']).next().unwrap_or_default();
    let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = name.to_lowercase();
    let is_somebody = name.starts_with(char::is_uppercase)
        && name.split(' ').count() <= MOST_WORDS
        && !name.contains(['"', '“', '”', ':'])
        && !lexicon.verification().is_nobody(&lower)
        && !lexicon.classes(&lower).meets(Classes::PRONOUN);
    is_somebody.then_some(name)
}
