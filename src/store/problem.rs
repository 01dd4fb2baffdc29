//! What can go wrong inside, before the file is named. In: an error of SQLite, or what a row should not hold.
//! Out: a [`Problem`], from which `error.rs` makes the error of the library.

use rusqlite::ErrorCode;

/// Why the file cannot be used.
#[derive(Debug)]
pub(super) enum Problem {
    Database(rusqlite::Error),
    /// A file of SQLite that is no corpus.
    Foreign,
    /// Written by a later inquit.
    Newer {
        version: usize,
    },
    /// Written by an earlier inquit, and not to be changed by a reader.
    Older {
        version: usize,
    },
    /// Its index was made with another grammar: the fingerprints of both.
    OtherGrammar {
        stored: usize,
        given: usize,
    },
    /// A row that cannot be what it says.
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
