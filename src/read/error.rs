//! Why an input gave no article, and what else is worth knowing about it.

use std::fmt;
use std::io;

use crate::model::{ArticleError, Hint};

/// Why an input, or one line of it, gave no article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing stands at the path.
    #[error("{path}: no such file or folder; check the path")]
    Missing {
        /// As given.
        path: String,
    },
    /// The system refused.
    #[error("{path}: cannot be read; check that it is a whole file and that you may read it")]
    Io {
        /// As given, or as found below a given folder.
        path: String,
        /// The system's reason.
        source: io::Error,
    },
    /// Nothing, or only white space or a header block, stands in the file.
    #[error("{path}: there is no text in this file; fill it or leave it out")]
    Empty {
        /// As given, or as found below a given folder.
        path: String,
    },
    /// No file below the folder is an article's.
    #[error(
        "{path}: there is no article in this folder; files with the extensions {} are read, others must be given by name",
        super::input::ending::ENDINGS
    )]
    EmptyFolder {
        /// As given.
        path: String,
    },
    /// A NUL byte that no UTF-16 text explains.
    #[error(
        "{path}: binary data (a NUL byte at byte {offset}); give plain text, Markdown, HTML, JSON, JSON Lines, CSV or captions"
    )]
    Binary {
        /// As given, or as found below a given folder.
        path: String,
        /// Where the first NUL byte stands, from 0.
        offset: usize,
    },
    /// A line that is no JSON object.
    #[error("{path}:{line}:{column}: not a JSON object ({reason}); JSON Lines have one object per line")]
    Json {
        /// The file.
        path: String,
        /// From 1.
        line: u64,
        /// From 1, in bytes.
        column: usize,
        /// The JSON reader's words.
        reason: String,
    },
    /// A JSON document that is broken, or holds what is no object.
    #[error(
        "{path}:{line}:{column}: not an article ({reason}); a JSON document is an object with `text`, or a list of such objects"
    )]
    Document {
        /// The file.
        path: String,
        /// From 1.
        line: u64,
        /// From 1, in bytes.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// An object that lacks a `text`.
    #[error("{path}:{line}: this record has no {}", lacking(mapped.as_deref()))]
    NoText {
        /// The file.
        path: String,
        /// From 1.
        line: u64,
        /// What the user calls the text, where that was said.
        mapped: Option<String>,
    },
    /// An object that tells something about an article without being one: a quotation, an annotation.
    #[error(
        "{path}:{line}: this record is not an article (it has `{key}`); an article has `text` and no `{key}`"
    )]
    NotAnArticle {
        /// The file.
        path: String,
        /// From 1.
        line: u64,
        /// The key that tells.
        key: &'static str,
    },
    /// A table without a column for the text.
    #[error("{path}: no column is the article's text (columns: {known})")]
    NoColumn {
        /// The file.
        path: String,
        /// The columns that it has.
        known: String,
    },
    /// A row that cannot be read.
    #[error("{path}:{line}: this row cannot be read ({reason}); correct it or leave it out")]
    Row {
        /// The file.
        path: String,
        /// From 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// A cue of captions that cannot be read.
    #[error("{path}:{line}: this caption cannot be read ({reason}); the other captions are read")]
    Cue {
        /// The file.
        path: String,
        /// From 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// A web page without a text.
    #[error("{path}: no article in this page ({reason}); save its text as a .txt file")]
    Page {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A text that spans cannot address.
    #[error("{path}:{line}: this article is too long")]
    TooLong {
        /// The file.
        path: String,
        /// From 1.
        line: u64,
        /// How long it is and how long it may be.
        source: ArticleError,
    },
}

impl ReadError {
    /// The file or folder that the error is about.
    pub fn path(&self) -> &str {
        match self {
            Self::Missing { path }
            | Self::Io { path, .. }
            | Self::Empty { path }
            | Self::EmptyFolder { path }
            | Self::Binary { path, .. }
            | Self::Json { path, .. }
            | Self::Document { path, .. }
            | Self::NoText { path, .. }
            | Self::NotAnArticle { path, .. }
            | Self::NoColumn { path, .. }
            | Self::Row { path, .. }
            | Self::Cue { path, .. }
            | Self::Page { path, .. }
            | Self::TooLong { path, .. } => path,
        }
    }
}

impl ReadError {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::NoColumn { .. } => Some(Hint::NameField { field: "text" }),
            Self::NoText { mapped: Some(_), .. } => Some(Hint::CheckField { field: "text" }),
            _ => None,
        }
    }
}

fn lacking(mapped: Option<&str>) -> String {
    match mapped {
        Some(name) => format!("`{name}`"),
        None => "`text`; give it a string, or leave the line out".to_owned(),
    }
}

/// What is worth knowing about an input without being an error.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// Found below a folder and not taken.
    LeftOut {
        /// The file.
        path: String,
        /// Why, as a clause.
        reason: &'static str,
        /// How to read it all the same.
        hint: Option<Hint>,
    },
    /// Not UTF-8: which encoding it was taken for.
    Decoded {
        /// The file.
        path: String,
        /// The encoding's name in the WHATWG standard.
        encoding: &'static str,
    },
    /// UTF-8 with broken bytes, which became U+FFFD.
    Replaced {
        /// The file.
        path: String,
        /// How many.
        count: usize,
    },
    /// An id that an article before it has.
    Renamed {
        /// The file.
        path: String,
        /// As the file has it.
        id: String,
        /// As it is in the results.
        now: String,
    },
    /// One file by two paths.
    Twice {
        /// The path that was dropped.
        path: String,
    },
    /// A date that cannot be read; the article has none.
    Date {
        /// The file.
        path: String,
        /// Of the record, from 1; `None` where the file is one article.
        line: Option<u64>,
        /// As printed.
        printed: String,
        /// Why, and how to mend it.
        reason: String,
    },
    /// A name that no record has, or none with a value.
    Unmapped {
        /// Our field.
        ours: &'static str,
        /// Its name, as the user gave it.
        theirs: String,
    },
}

impl Note {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::LeftOut { hint, .. } => *hint,
            _ => None,
        }
    }

    /// True if it tells of what is likely a slip, so that it is to be said even where nobody asked.
    pub fn is_warning(&self) -> bool {
        matches!(self, Self::Date { .. } | Self::Unmapped { .. })
    }
}

/// Characters shown of what is no date.
const SHOWN: usize = 40;

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeftOut { path, reason, .. } => write!(f, "{path}: left out: {reason}"),
            Self::Decoded { path, encoding } => write!(f, "{path}: read as {encoding}"),
            Self::Replaced { path, count } => {
                write!(f, "{path}: {count} broken UTF-8 sequences were read as U+FFFD")
            }
            Self::Renamed { path, id, now } => write!(f, "{path}: the id {id} stands twice; read as {now}"),
            Self::Twice { path } => write!(f, "{path}: given twice; read once"),
            Self::Date { path, line, printed, reason } => {
                write!(f, "{path}")?;
                if let Some(line) = line {
                    write!(f, ":{line}")?;
                }
                let short: String = printed.chars().take(SHOWN).collect();
                let more = if short.len() < printed.len() { "…" } else { "" };
                write!(f, ": the date “{short}{more}” is left out: {reason}")
            }
            Self::Unmapped { ours, theirs } => {
                write!(
                    f,
                    "no record has a value under `{theirs}`, so the articles have no {ours}; check the name"
                )
            }
        }
    }
}
