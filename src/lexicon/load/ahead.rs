//! The large files of a grammar → their entries, on another thread, while the files before them are put into the lexicon.
//!
//! In: what gives the text of a file. Out: the entries of a file when they are asked for. Most of the time in which a grammar is loaded goes
//! into reading TOML, and a command loads a grammar each time that it starts.

use std::any::Any;
use std::borrow::Cow;
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, Scope};

use serde::de::DeserializeOwned;

use crate::lexicon::data::{GroupFile, NameFile, NotSpeechFile, RoleFile, SpeechNounFile, SpellingFile};
use crate::lexicon::error::LexiconError;

/// The text of a file.
pub type FileText = Result<Cow<'static, str>, LexiconError>;

/// A `Result<T, LexiconError>`, where T is the type of the file.
type Entries = Box<dyn Any + Send>;

/// How the text of a file is read.
type Parse = fn(&'static str, FileText) -> Entries;

/// The files that are read ahead, in the order in which the loader asks for them: about half of the bytes that it reads.
const FILES: [(&str, Parse); 6] = [
    ("roles.toml", boxed::<RoleFile>),
    ("groups.toml", boxed::<GroupFile>),
    ("speech_nouns.toml", boxed::<SpeechNounFile>),
    ("given_names.toml", boxed::<NameFile>),
    ("not_speech.toml", boxed::<NotSpeechFile>),
    ("spelling.toml", boxed::<SpellingFile>),
];

/// What the other thread has read.
pub struct Ahead(Receiver<(&'static str, Entries)>);

impl Ahead {
    /// Begins to read. Where no thread can be started, nothing is read ahead.
    pub fn start<'scope>(
        scope: &'scope Scope<'scope, '_>,
        read: &'scope (impl Fn(&'static str) -> FileText + Sync),
    ) -> Self {
        let (give, take) = mpsc::channel();
        let work = move || {
            for (file, parse) in FILES {
                // Nobody takes more after an error.
                if give.send((file, parse(file, read(file)))).is_err() {
                    return;
                }
            }
        };
        let _thread = thread::Builder::new().name("grammar".to_owned()).spawn_scoped(scope, work);
        Self(take)
    }

    /// The entries of a file if it is one that is read ahead; waits for them.
    pub fn take<T: 'static>(&self, file: &'static str) -> Option<Result<T, LexiconError>> {
        if !FILES.iter().any(|(name, _)| *name == file) {
            return None;
        }
        let (name, entries) = self.0.recv().ok()?;
        let entries = entries.downcast().ok().filter(|_| name == file);
        Some(*entries.expect("the loader asks in the order of the list, with the type of the file"))
    }
}

fn boxed<T: DeserializeOwned + Send + 'static>(file: &'static str, text: FileText) -> Entries {
    Box::new(parsed::<T>(file, text))
}

/// Reads the entries of a file.
pub fn parsed<T: DeserializeOwned>(file: &'static str, text: FileText) -> Result<T, LexiconError> {
    let wrong = |source| LexiconError::Syntax { file: file.to_owned(), source: Box::new(source) };
    toml::from_str(&text?).map_err(wrong)
}
