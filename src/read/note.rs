//! What is worth knowing about an input without being an error: a file left out, an encoding guessed, a text that was cut short.

use std::fmt;

use super::error::RecordPlace;
use super::reason::DateReason;
use crate::model::Hint;

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
        /// True for what nobody takes for an article: a README.
        is_usual: bool,
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
    /// A text in which hardly a word is one of the grammar's language.
    Language {
        /// The file.
        path: String,
    },
    /// A text with labels of speakers that are too few to show that it is a record.
    Transcript {
        /// The file.
        path: String,
    },
    /// A text that whoever gave it cut short.
    Cut {
        /// The file.
        path: String,
        /// Of the record.
        place: RecordPlace,
    },
    /// Records that were not read: those of an archive that hold no page, those of another language.
    PassedOver {
        /// The file.
        path: String,
        /// What they are, and how many.
        records: Vec<(&'static str, u64)>,
    },
    /// A date that cannot be read; the article has none.
    Date {
        /// The file.
        path: String,
        /// Of the record; `None` where the file is one article.
        place: Option<RecordPlace>,
        /// As printed.
        printed: String,
        /// Why, and how to mend it.
        reason: DateReason,
    },
    /// A name that no record has, or none with a value.
    Unmapped {
        /// Our field.
        ours: &'static str,
        /// Its name, as the user gave it.
        theirs: String,
    },
    /// A label for whom a name was given, and that no turn has.
    SpeakerUnused {
        /// The file with the names.
        file: String,
        /// The id of the article that the file says.
        article: Option<String>,
        /// The label.
        label: String,
    },
    /// A label that was named in an article before, and counts the speakers of another recording here.
    SpeakerAgain {
        /// The file with the names.
        file: String,
        /// The label.
        label: String,
        /// The id of the article in which it names somebody.
        first: String,
        /// The id of the article in which it names nobody.
        article: String,
    },
}

impl Note {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::LeftOut { hint, .. } => *hint,
            Self::Transcript { .. } => Some(Hint::ReadAsTranscript),
            _ => None,
        }
    }

    /// True for a file below a folder that was not taken and might have been meant to be.
    pub fn is_left_out(&self) -> bool {
        matches!(self, Self::LeftOut { is_usual: false, .. })
    }

    /// True if it tells of what is likely a slip, so that it is to be said even where nobody asked.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::Date { .. }
                | Self::Unmapped { .. }
                | Self::Language { .. }
                | Self::Transcript { .. }
                | Self::SpeakerUnused { .. }
                | Self::SpeakerAgain { .. }
        )
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
            Self::Language { path } => {
                write!(f, "{path}: hardly a word is of the grammar's language; what it quotes is not found")
            }
            Self::Transcript { path } => write!(f, "{path}: looks like a transcript"),
            Self::Twice { path } => write!(f, "{path}: given twice; read once"),
            Self::Cut { path, place } => {
                write!(f, "{path}{place}: the text is cut short; what is not found in it may be in the rest")
            }
            Self::PassedOver { path, records } => {
                let each: Vec<String> =
                    records.iter().map(|(what, count)| format!("{count} {what}")).collect();
                write!(f, "{path}: records passed over: {}", each.join(", "))
            }
            Self::Date { path, place, printed, reason } => {
                write!(f, "{path}")?;
                if let Some(place) = place {
                    write!(f, "{place}")?;
                }
                let short: String = printed.chars().take(SHOWN).collect();
                let more = if short.len() < printed.len() { "…" } else { "" };
                write!(f, ": the date “{short}{more}” is left out: {reason}")
            }
            Self::SpeakerUnused { file, article, label } => {
                let of = article.as_ref().map(|id| format!(" of {id}")).unwrap_or_default();
                write!(f, "{file}: no turn{of} has the label `{label}`, so it names nobody; check the label")
            }
            Self::SpeakerAgain { file, label, first, article } => {
                write!(
                    f,
                    "{article}: `{label}` is named in {first}, and each recording counts its speakers anew, so it names nobody here; put it under [\"{article}\"] in {file}"
                )
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
