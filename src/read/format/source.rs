//! What the readers of formats know about the file that they read.

use std::sync::Arc;

use crate::read::error::{InputFault, ReadErrorKind};
use crate::read::note::Note;

/// A file of many articles.
#[derive(Debug, Clone)]
pub(in crate::read) struct SourceFile {
    /// How messages name it.
    pub path: String,
    /// The id of the file, from which records without one get theirs.
    pub id: String,
    /// True if it was found below a folder. A file without articles is then left out quietly.
    pub walked: bool,
}

/// Records that say themselves that they are of a language that is not read: they are counted, and told once.
#[derive(Debug, Default)]
pub(super) struct ForeignRecords(u64);

impl ForeignRecords {
    /// Counts a record if it is one.
    pub fn takes<T>(&mut self, record: &Result<T, InputFault>) -> bool {
        let is_one = matches!(record, Err(fault) if matches!(fault.kind, ReadErrorKind::OtherLanguage));
        self.0 += u64::from(is_one);
        is_one
    }

    /// The note about all of them, at the end of the file.
    pub fn note(&mut self, path: &str) -> Option<Note> {
        let count = std::mem::take(&mut self.0);
        (count > 0).then(|| Note::PassedOver {
            path: path.to_owned(),
            records: vec![("of another language", count)],
        })
    }
}

/// True for an address whose page is wanted.
pub type AddressFilter = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// What is read of a document whose changes are tracked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Revisions {
    /// The text with all changes taken.
    #[default]
    Accepted,
    /// The text before the changes.
    Original,
}
