//! Internal errors, which do not name the file yet. In: an error of SQLite, or a wrong value in a row. Out: a
//! [`Problem`], from which `error.rs` makes the error of the library.

use rusqlite::ErrorCode;

/// Why the file cannot be used.
#[derive(Debug)]
pub(super) enum Problem {
    Database(rusqlite::Error),
    /// It is a file of SQLite, but not a corpus.
    Foreign,
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

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign,
            _ => Self::Database(error),
        }
    }
}
