//! The errors that a grammar folder can have.

use std::path::PathBuf;

/// Why a grammar folder was rejected. A bad entry is reported and never skipped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// A file of the folder cannot be read.
    #[error("{}: cannot be read; a grammar folder holds the files that grammar/README.md lists", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// The reason that the system gives.
        source: std::io::Error,
    },
    /// A file is not TOML, or has an unknown key or value.
    #[error("{file}: not valid lexicon data; compare it with grammar/README.md")]
    Syntax {
        /// The file.
        file: String,
        /// Line, column and reason.
        source: Box<toml::de::Error>,
    },
    /// Two entries have the same form.
    #[error("{file}: `{form}` is under `{first}` and `{second}`; keep it under one")]
    DuplicateForm {
        /// The file.
        file: String,
        /// The form.
        form: String,
        /// The first entry with the form.
        first: String,
        /// The second entry with the form.
        second: String,
    },
    /// An entry is not valid.
    #[error("{file}: entry `{entry}`: {problem}")]
    Entry {
        /// The file.
        file: String,
        /// The entry.
        entry: String,
        /// What is wrong and how to correct it.
        problem: String,
    },
}
