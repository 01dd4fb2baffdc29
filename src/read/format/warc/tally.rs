//! What an archive holds beside pages. In: each record that is passed over. Out: one note at the end, so that nothing is left out in silence.

use std::collections::BTreeMap;

use crate::read::error::RecordPlace;
use crate::read::note::Note;

/// The records that were passed over, by their kind.
#[derive(Debug, Default)]
pub(super) struct PassedRecords {
    passed: BTreeMap<&'static str, u64>,
    /// True if the crawler kept only the beginning of the last page.
    pub is_cut: bool,
}

impl PassedRecords {
    pub fn passed(&mut self, what: &'static str) {
        *self.passed.entry(what).or_default() += 1;
    }

    /// The note about a page that was cut short.
    pub fn cut(&mut self, path: &str, place: RecordPlace) -> Option<Note> {
        std::mem::take(&mut self.is_cut).then(|| Note::Cut { path: path.to_owned(), place })
    }

    /// The note about all that was passed over.
    pub fn note(&mut self, path: &str) -> Option<Note> {
        let records: Vec<(&'static str, u64)> = std::mem::take(&mut self.passed).into_iter().collect();
        (!records.is_empty()).then(|| Note::PassedOver { path: path.to_owned(), records })
    }
}
