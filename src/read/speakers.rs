//! Who speaks in recordings whose speakers were only counted. In: a TOML file, articles with turns. Out: the articles, their turns named; what
//! of the file names nobody.
//!
//! ```toml
//! SPEAKER_00 = "Ana Ruiz"
//!
//! ["second-call.json"]        # the id of an article
//! SPEAKER_00 = "Ole Berg"
//! ```
//!
//! Each recording counts its speakers anew, and a wrong name is worse than none: outside of a table a label names somebody in the first
//! article that has it, and in others nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::note::Note;
use crate::model::{Article, FileFormat, Hint};

/// The names of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpeakerNames {
    file: String,
    /// By the id of the article, where the file says one, and the label.
    names: BTreeMap<(Option<String>, String), String>,
}

/// A value of the file.
#[derive(Deserialize)]
#[serde(untagged, expecting = "give the name of a speaker, or a table of them under the id of an article")]
enum Entry {
    Name(String),
    Article(BTreeMap<String, String>),
}

/// Why a file of speakers cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SpeakersError {
    /// No file, or one that is no text.
    #[error("{file}: cannot be read")]
    Unreadable {
        /// As given.
        file: String,
        /// Why not.
        source: io::Error,
    },
    /// Not TOML of this shape.
    #[error("{file}: not a file of speakers")]
    Syntax {
        /// As given.
        file: String,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A label without a name behind it.
    #[error("{file}: `{label}` has no name behind it (`{name}`); give who it is, or leave the line out")]
    NoName {
        /// As given.
        file: String,
        /// The label.
        label: String,
        /// What stands behind it.
        name: String,
    },
    /// Nobody is named.
    #[error("{file}: names no speaker")]
    Empty {
        /// As given.
        file: String,
    },
}

impl SpeakersError {
    /// What the user can do about it, besides what the message says.
    pub fn hint(&self) -> Option<Hint> {
        match self {
            Self::Syntax { .. } | Self::Empty { .. } => Some(Hint::SeeFormat(FileFormat::Speakers)),
            Self::Unreadable { .. } => Some(Hint::CheckPath),
            Self::NoName { .. } => None,
        }
    }
}

impl SpeakerNames {
    /// Reads a file, by its path as given.
    ///
    /// # Errors
    /// [`SpeakersError`]
    pub fn read(path: &Path) -> Result<Self, SpeakersError> {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Self::from_toml(&file, &text),
            Err(source) => Err(SpeakersError::Unreadable { file, source }),
        }
    }

    /// Reads `text`; `file` is only named in messages.
    ///
    /// # Errors
    /// [`SpeakersError`]
    pub fn from_toml(file: &str, text: &str) -> Result<Self, SpeakersError> {
        let read: BTreeMap<String, Entry> = toml::from_str(text)
            .map_err(|source| SpeakersError::Syntax { file: file.to_owned(), source: Box::new(source) })?;
        let mut names = BTreeMap::new();
        for (key, entry) in read {
            match entry {
                Entry::Name(name) => drop(names.insert((None, trimmed(&key)), trimmed(&name))),
                Entry::Article(own) => {
                    let own =
                        own.iter().map(|(label, name)| ((Some(key.clone()), trimmed(label)), trimmed(name)));
                    names.extend(own);
                }
            }
        }
        if names.is_empty() {
            return Err(SpeakersError::Empty { file: file.to_owned() });
        }
        let nobody = |name: &str| is_counted(name) || name.chars().filter(|c| c.is_alphabetic()).count() < 2;
        if let Some(((_, label), name)) = names.iter().find(|(_, name)| nobody(name)) {
            let (file, label, name) = (file.to_owned(), label.clone(), name.clone());
            return Err(SpeakersError::NoName { file, label, name });
        }
        Ok(Self { file: file.to_owned(), names })
    }
}

/// Labels and names without blanks at their ends, as labels are compared.
fn trimmed(printed: &str) -> String {
    printed.trim().to_owned()
}

/// True for a label that counts speakers and names none: "SPEAKER_00", "spk_1", "Speaker-3".
pub(crate) fn is_counted(label: &str) -> bool {
    let before = label.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() < label.len()
        && (before.is_empty() || before.ends_with(['_', '-']))
        && !before.contains(char::is_whitespace)
}

/// Names the turns of articles, one article after the other.
#[derive(Default)]
pub(super) struct NamedTurns {
    speakers: SpeakerNames,
    /// Which of the names were given to somebody.
    used: BTreeSet<(Option<String>, String)>,
    /// In which article a label outside of the tables was met.
    met: BTreeMap<String, String>,
}

impl NamedTurns {
    pub fn new(speakers: SpeakerNames) -> Self {
        Self { speakers, ..Self::default() }
    }

    /// The article, with names for the labels of its turns that have one.
    pub fn name(&mut self, article: Article, notes: &mut Vec<Note>) -> Article {
        if self.speakers.names.is_empty() {
            return article;
        }
        let Some(mut record) = article.record().cloned() else { return article };
        let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
        for turn in &mut record.turns {
            let label = turn.label.map(|label| label.of(article.text())).or(turn.name.as_deref());
            let Some(label) = label.map(str::trim) else { continue };
            let name = match known.get(label) {
                Some(name) => name.clone(),
                None => {
                    let name = self.named(article.id(), label, notes);
                    known.insert(label.to_owned(), name.clone());
                    name
                }
            };
            turn.name = name.or(turn.name.take());
        }
        article.with_record(record)
    }

    /// Who a label is in an article, as far as the file says.
    fn named(&mut self, id: &str, label: &str, notes: &mut Vec<Note>) -> Option<String> {
        let own = (Some(id.to_owned()), label.to_owned());
        if let Some(name) = self.speakers.names.get(&own) {
            self.used.insert(own);
            return Some(name.clone());
        }
        let any = (None, label.to_owned());
        let name = self.speakers.names.get(&any)?;
        let first = self.met.entry(label.to_owned()).or_insert_with(|| id.to_owned());
        if first != id {
            notes.push(Note::SpeakerAgain {
                file: self.speakers.file.clone(),
                label: label.to_owned(),
                first: first.clone(),
                article: id.to_owned(),
            });
            return None;
        }
        self.used.insert(any);
        Some(name.clone())
    }

    /// What of the file named nobody, once all was read. It is told once.
    pub fn unused(&mut self) -> Vec<Note> {
        let speakers = std::mem::take(&mut self.speakers);
        let file = &speakers.file;
        let unused = speakers.names.into_keys().filter(|key| !self.used.contains(key));
        unused.map(|(article, label)| Note::SpeakerUnused { file: file.clone(), article, label }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_labels_and_says_what_is_wrong_with_it() {
        let read = |text| SpeakerNames::from_toml("s.toml", text).map_err(|error| error.to_string());
        let sound = read("SPEAKER_00 = \"Ana Ruiz\"\n[\"b.json\"]\nSPEAKER_00 = \"Ole Berg\"\n").unwrap();
        assert_eq!(sound.names.len(), 2);
        for (wrong, said) in [
            ("", "s.toml: names no speaker"),
            ("SPEAKER_00 = 3", "s.toml: not a file of speakers"),
            ("SPEAKER_00 = \"Ana Ruiz\"\nSPEAKER_00 = \"Ole Berg\"", "s.toml: not a file of speakers"),
            ("[a]\n[a.b]\nSPEAKER_00 = \"Ana Ruiz\"", "s.toml: not a file of speakers"),
            (
                "SPEAKER_00 = \" \"",
                "s.toml: `SPEAKER_00` has no name behind it (``); give who it is, or leave the line out",
            ),
            (
                "SPEAKER_00 = \"SPEAKER_01\"",
                "s.toml: `SPEAKER_00` has no name behind it (`SPEAKER_01`); give who it is, or leave the line out",
            ),
        ] {
            assert_eq!(read(wrong), Err(said.to_owned()), "{wrong}");
        }
    }

    #[test]
    fn what_only_counts_speakers_is_told_from_names() {
        for counted in ["SPEAKER_00", "spk_1", "Speaker-3", "07"] {
            assert!(is_counted(counted), "{counted}");
        }
        for named in ["Ana Ruiz", "R2D2", "Ana_Ruiz", "", "John 23", "Tug Mary-Ann 2"] {
            assert!(!is_counted(named), "{named}");
        }
    }
}
