//! Internal errors, which do not name the file yet. In: an error of SQLite, or a wrong value in a row. Out: a
//! [`Problem`], from which `error.rs` makes the error of the library.

use rusqlite::ErrorCode;

/// Why the file cannot be used.
#[derive(Debug)]
pub(super) enum Problem {
    Database(rusqlite::Error),
    /// It is a file of SQLite, but not a corpus.
    Foreign,
    /// Nothing was ever written into it.
    Unbegun,
    /// A later version of inquit wrote it.
    Newer {
        version: usize,
    },
    /// An earlier version of inquit wrote it, and a reader must not change it.
    Older {
        version: usize,
    },
    /// Its index was made with another grammar: the fingerprints of both.
    OtherGrammar {
        stored: usize,
        given: usize,
    },
    /// A row has an impossible value.
    Broken {
        what: &'static str,
    },
}

impl Problem {
    /// True if it says that what was written is no longer there as it was.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Broken { .. } => true,
            Self::Database(error) => {
                let is_missing = matches!(error, rusqlite::Error::QueryReturnedNoRows);
                is_missing
                    || error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt)
                    || is_other_kind(error)
            }
            _ => false,
        }
    }
}

/// What was read, or `None` if it is damaged.
pub(super) fn undamaged<T>(result: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match result {
        Ok(read) => Ok(Some(read)),
        Err(problem) if problem.is_damage() => Ok(None),
        Err(other) => Err(other),
    }
}

/// True if a value was read that has another type than its column.
pub(super) fn is_other_kind(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
    matches!(
        error,
        FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..)
    )
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign,
            _ => Self::Database(error),
        }
    }
}
