//! The errors of a corpus: what is wrong, where, and how to correct it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::problem::{Problem, is_other_kind};
use super::schema;
use crate::model::Hint;

/// Why a corpus could not be read or written. Its earlier content is still there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no file at the path.
    #[error("{}: no such corpus", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is not a corpus.
    #[error("{}: not an inquit corpus file; check the path, or name a new file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file is empty, as the first writer of a corpus leaves it that is cut off at once.
    #[error("{}: nothing was ever written into this corpus", path.display())]
    Unbegun {
        /// The file.
        path: PathBuf,
    },
    /// A later version of inquit made the corpus.
    #[error("{}: the corpus has version {version}, this inquit supports up to {}; use a newer inquit", path.display(), schema::VERSION)]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: usize,
    },
    /// An earlier version of inquit made the corpus.
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
        /// The fingerprint that the corpus stores.
        stored: usize,
        /// The fingerprint of the grammar in use.
        given: usize,
    },
    /// The system does not allow writing.
    #[error("{}: the corpus cannot be written; check the permissions of the file and of its folder", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The system does not allow opening the file.
    #[error("{}: the corpus cannot be opened; check that the folder exists and that you may write there", path.display())]
    Closed {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
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
    /// The question took longer than its time limit.
    #[error("{}: the question takes too long; ask for less", path.display())]
    Stopped {
        /// The file.
        path: PathBuf,
    },
    /// The file has a row that inquit did not write.
    #[error("{}: the corpus is damaged ({what}), so no answer from it is sure", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: &'static str,
    },
    /// SQLite reports another error.
    #[error("{}: the corpus cannot be used", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// SQLite's reason.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Returns what the user can do about it, in addition to the message.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::Broken { .. } => Some(Hint::RepairCorpus),
            Self::Missing { .. } | Self::Unbegun { .. } => Some(Hint::MakeCorpus),
            Self::Older { .. } => Some(Hint::UpdateCorpus),
            Self::OtherGrammar { .. } => Some(Hint::BuildIndex),
            _ => None,
        }
    }

    pub(super) fn of(path: &Path, problem: Problem) -> Self {
        let path = path.to_owned();
        match problem {
            Problem::Foreign => Self::Foreign { path },
            Problem::Unbegun => Self::Unbegun { path },
            Problem::Newer { version } => Self::Newer { path, version },
            Problem::Older { version } => Self::Older { path, version },
            Problem::OtherGrammar { stored, given } => Self::OtherGrammar { path, stored, given },
            Problem::Broken { what } => Self::Broken { path, what },
            Problem::Database(source) => match source.sqlite_error_code() {
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { path },
                Some(ErrorCode::CannotOpen) => Self::Closed { path },
                Some(ErrorCode::DiskFull) => Self::Full { path },
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
                Some(ErrorCode::OperationInterrupted) => Self::Stopped { path },
                Some(ErrorCode::DatabaseCorrupt) => Self::Broken { path, what: "SQLite finds it malformed" },
                None if is_other_kind(&source) => Self::Broken { path, what: "a value of another kind" },
                _ => Self::Database { path, source },
            },
        }
    }
}
