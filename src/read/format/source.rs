//! What the readers of formats know about the file that they read.

use std::sync::Arc;

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
