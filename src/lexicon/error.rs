//! What can be wrong with a grammar folder.

use std::path::PathBuf;

/// Why a grammar folder was refused. A bad entry is reported, never skipped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// A file of the folder cannot be read.
    #[error("{}: cannot be read; a grammar folder holds the files that grammar/README.md lists", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is no TOML, or has an unknown key or value.
    #[error("{file}: not valid lexicon data; compare it with grammar/README.md")]
    Syntax {
        /// The file.
        file: String,
        /// Line, column and reason.
        source: Box<toml::de::Error>,
    },
    /// Two entries claim one form.
    #[error("{file}: `{form}` is under `{first}` and `{second}`; keep it under one")]
    DuplicateForm {
        /// The file.
        file: String,
        /// The form.
        form: String,
        /// The entry that had it first.
        first: String,
        /// The entry that has it again.
        second: String,
    },
    /// An entry has nothing to say.
    #[error("{file}: entry `{entry}`: {problem}")]
    Entry {
        /// The file.
        file: String,
        /// The entry.
        entry: String,
        /// What is wrong and how to mend it.
        problem: String,
    },
}
