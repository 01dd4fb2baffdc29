//! What can go wrong with a corpus: what, where, how to mend it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::problem::Problem;
use super::schema;
use crate::model::Hint;

/// Why a corpus could not be read or written. Whatever was in it before is still there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Nothing stands at the path.
    #[error("{}: no such corpus", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// Some other file.
    #[error("{}: not an inquit corpus file; check the path, or name a new file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Made by a later inquit.
    #[error("{}: the corpus has version {version}, this inquit supports up to {}; use a newer inquit", path.display(), schema::VERSION)]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: usize,
    },
    /// Made by an earlier inquit.
    #[error("{}: the corpus has version {version}, this inquit has {}", path.display(), schema::VERSION)]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: usize,
    },
    /// Its index was made with another grammar, so that words are not found.
    #[error("{}: the corpus was made with another grammar (fingerprint {stored:016x}, this one has {given:016x})", path.display())]
    OtherGrammar {
        /// The file.
        path: PathBuf,
        /// The fingerprint that the corpus knows.
        stored: usize,
        /// The fingerprint of the grammar in use.
        given: usize,
    },
    /// The system lets nobody write.
    #[error("{}: the corpus cannot be written; check the permissions of the file and of its folder", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The system lets nobody in.
    #[error("{}: the corpus cannot be opened; check that the folder exists and that you may write there", path.display())]
    Closed {
        /// The file.
        path: PathBuf,
    },
    /// No room left.
    #[error("{}: the disk is full; what was committed before is kept: make room and run the same command again", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Another writer did not finish in time.
    #[error("{}: another process is writing to this corpus; wait for it and try again", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// A row that inquit did not write.
    #[error("{}: the corpus is damaged ({what}); build it again from the articles", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: &'static str,
    },
    /// All else that SQLite says.
    #[error("{}: the corpus cannot be used", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// SQLite's reason.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::Missing { .. } => Some(Hint::MakeCorpus),
            Self::Older { .. } => Some(Hint::UpdateCorpus),
            Self::OtherGrammar { .. } => Some(Hint::BuildIndex),
            _ => None,
        }
    }

    pub(super) fn of(path: &Path, problem: Problem) -> Self {
        let path = path.to_owned();
        match problem {
            Problem::Foreign => Self::Foreign { path },
            Problem::Newer { version } => Self::Newer { path, version },
            Problem::Older { version } => Self::Older { path, version },
            Problem::OtherGrammar { stored, given } => Self::OtherGrammar { path, stored, given },
            Problem::Broken { what } => Self::Broken { path, what },
            Problem::Database(source) => match source.sqlite_error_code() {
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { path },
                Some(ErrorCode::CannotOpen) => Self::Closed { path },
                Some(ErrorCode::DiskFull) => Self::Full { path },
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
                Some(ErrorCode::DatabaseCorrupt) => Self::Broken { path, what: "SQLite finds it malformed" },
                None if is_other_kind(&source) => Self::Broken { path, what: "a value of another kind" },
                _ => Self::Database { path, source },
            },
        }
    }
}

/// Whether a row was read that holds something else than its column is for.
fn is_other_kind(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
    matches!(
        error,
        FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..)
    )
}
