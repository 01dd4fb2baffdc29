//! Paths or texts → their articles, with an account of what gave none.
//!
//! In: paths, or texts that a program holds. Out: a [`SourceReading`], which tells in turn what arrives: an article, an input that gives none,
//! something that is worth knowing. Whoever reads decides what is said of it and to whom; what has to be counted is counted here, so that
//! every front end counts alike.

use std::collections::VecDeque;
use std::path::PathBuf;

use serde::Serialize;

use super::articles::{Articles, InputHints};
use super::error::{ReadError, ReadErrorKind};
use super::format::pdf::PdfReader;
use super::format::source::AddressFilter;
use super::given::GivenSources;
use super::input::find::{HeldForm, Input, find_through};
use super::note::Note;
use super::origin::Origin;
use crate::lexicon::Lexicon;
use crate::model::{Article, Given};

/// What came of reading, so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadAccount {
    /// Articles that were read.
    pub read: usize,
    /// Inputs, or records of inputs, that gave no article.
    pub skipped: usize,
    /// Files below folders that were not taken.
    pub left_out: usize,
    /// Articles that were cut short by whoever gave them.
    pub partial: usize,
    /// True if one of the given paths is missing or holds nothing.
    pub lacks: bool,
}

impl ReadAccount {
    /// True if something that was named to be searched is not there. What it should have held would be reported as not found.
    pub fn is_lacking(&self) -> bool {
        self.lacks || (self.read == 0 && self.skipped == 0)
    }
}

/// The next thing that reading gives.
#[derive(Debug)]
pub enum Arrival {
    /// An article.
    Article(Box<Article>),
    /// An input, or a record of one, that gives no article. It is counted.
    Error(ReadError),
    /// What is worth knowing without being an error.
    Note(Note),
}

/// A text that a program gives as a source, with what it knows of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GivenText {
    /// What evidence calls it.
    pub id: String,
    /// The text.
    pub text: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// When it was published, as it is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// How paths are read.
#[derive(Default)]
pub struct ReadingOptions {
    /// What the user says of the inputs.
    pub told: InputHints,
    /// Whether links below folders are followed.
    pub follow: bool,
    /// Who reads PDFs; without it they are refused.
    pub pdf: Option<Box<dyn PdfReader>>,
    /// Of which addresses the pages of archives are read; without it of all.
    pub addresses: Option<AddressFilter>,
}

/// Reads articles one after the other.
pub struct SourceReading<'l> {
    articles: Articles<'l>,
    waiting: VecDeque<Arrival>,
    account: ReadAccount,
    /// The paths that were given.
    paths: Vec<PathBuf>,
    /// The sources as a claim may name them, where somebody asks for that.
    names: Option<GivenSources>,
    bytes: u64,
}

impl<'l> SourceReading<'l> {
    /// Walks paths, and takes texts after them with what is known of them. The texts are read as the records of a file are; one with the id
    /// of a file, or of another text, gets an id of its own. What is wrong with the paths themselves arrives first
    /// ([`SourceReading::found`]).
    pub fn new(
        paths: &[PathBuf],
        texts: &[GivenText],
        options: ReadingOptions,
        lexicon: &'l Lexicon,
    ) -> Self {
        let mut found = find_through(paths, options.follow);
        found.inputs.extend(texts.iter().map(held));
        let mut reading = Self::of_inputs(found.inputs, options, lexicon);
        reading.paths = paths.to_vec();
        reading.waiting.extend(found.notes.into_iter().map(Arrival::Note));
        reading.waiting.extend(found.errors.into_iter().map(Arrival::Error));
        reading
    }

    /// Takes one text, or the bytes of one file such as a Word document that a page was given; it may hold many articles. `form` is `None` if
    /// only the first bytes can show what it is.
    pub fn of_held(
        id: &str,
        bytes: impl AsRef<[u8]>,
        form: Option<HeldForm>,
        told: InputHints,
        lexicon: &'l Lexicon,
    ) -> Self {
        let options = ReadingOptions { told, ..ReadingOptions::default() };
        Self::of_inputs(vec![Input::held(id, bytes.as_ref(), form)], options, lexicon)
    }

    fn of_inputs(inputs: Vec<Input>, options: ReadingOptions, lexicon: &'l Lexicon) -> Self {
        let bytes = inputs.iter().map(|input| input.bytes).sum();
        let mut articles = Articles::new(inputs).told(options.told).lexicon(lexicon);
        if let Some(pdf) = options.pdf {
            articles = articles.pdf(pdf);
        }
        if let Some(wanted) = options.addresses {
            articles = articles.addresses(wanted);
        }
        let (waiting, account) = (VecDeque::new(), ReadAccount::default());
        Self { articles, waiting, account, paths: Vec::new(), names: None, bytes }
    }

    /// What there is to say of the paths themselves, before anything is read.
    pub fn found(&mut self) -> Vec<Arrival> {
        let found = std::mem::take(&mut self.waiting);
        found.into_iter().inspect(|arrival| self.count(arrival)).collect()
    }

    /// Remembers from now on what the sources are called, for [`SourceReading::given`].
    pub fn name_sources(&mut self) {
        self.names = Some(GivenSources::default());
    }

    /// What a claim may name as its source: all that was read since [`SourceReading::name_sources`], and what was not; in the order of the paths
    /// where numbers mean that.
    pub fn given(&mut self, is_numbered: bool) -> Given {
        self.names.take().unwrap_or_default().all(is_numbered)
    }

    /// What came of it so far.
    pub fn account(&self) -> ReadAccount {
        self.account
    }

    /// How many bytes there are to read, 0 where that is not known.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// How many of them were read.
    pub fn bytes_read(&self) -> u64 {
        self.articles.bytes_read()
    }

    /// Which of the paths the last article stands at or below.
    pub fn root(&self) -> usize {
        self.articles.root()
    }

    /// Where the last article stands in its file.
    pub fn origin(&self) -> Option<&Origin> {
        self.articles.origin()
    }

    /// Every article that is left; `hear` is told of everything else.
    pub fn all(&mut self, mut hear: impl FnMut(&Arrival)) -> Vec<Article> {
        let mut all = Vec::new();
        for arrival in self {
            match arrival {
                Arrival::Article(article) => all.push(*article),
                other => hear(&other),
            }
        }
        all
    }

    fn count(&mut self, arrival: &Arrival) {
        let root = self.articles.root();
        match arrival {
            Arrival::Article(article) => {
                self.account.read += 1;
                if let Some(names) = &mut self.names {
                    names.read(root, article.id());
                }
            }
            Arrival::Error(error) => {
                self.account.skipped += 1;
                self.account.lacks |= self.is_lack(error);
                if let Some(names) = &mut self.names {
                    names.not_read(root, error);
                }
            }
            Arrival::Note(note) => {
                self.account.left_out += usize::from(note.is_left_out());
                self.account.partial += usize::from(matches!(note, Note::Cut { .. }));
            }
        }
    }

    /// True if a path that was given is missing, or holds nothing.
    fn is_lack(&self, error: &ReadError) -> bool {
        let path = error.path().unwrap_or_default();
        let is = |given: &PathBuf| given.as_os_str() == path || given.as_os_str() == "-" && path == STDIN;
        match error.kind {
            ReadErrorKind::Missing | ReadErrorKind::EmptyFolder => true,
            ReadErrorKind::Empty => self.paths.iter().any(is),
            _ => false,
        }
    }
}

/// A text as the one record of a file.
fn held(text: &GivenText) -> Input {
    // A text is a string and cannot fail to be written.
    let record = serde_json::to_string(text).unwrap_or_default() + "\n";
    Input::held(text.id.clone(), record.into_bytes(), Some(HeldForm::Records))
}

/// What errors call the path `-`.
const STDIN: &str = "standard input";

impl Iterator for SourceReading<'_> {
    type Item = Arrival;

    fn next(&mut self) -> Option<Arrival> {
        if self.waiting.is_empty() {
            let next = self.articles.next();
            self.waiting.extend(self.articles.take_notes().into_iter().map(Arrival::Note));
            self.waiting.extend(next.map(|next| match next {
                Ok(article) => Arrival::Article(Box::new(article)),
                Err(error) => Arrival::Error(error),
            }));
        }
        let arrival = self.waiting.pop_front()?;
        self.count(&arrival);
        Some(arrival)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[(&str, &str)]) -> (Vec<String>, ReadAccount) {
        let given: Vec<GivenText> = texts
            .iter()
            .map(|(id, text)| GivenText { id: (*id).into(), text: (*text).into(), ..GivenText::default() })
            .collect();
        let mut reading = SourceReading::new(&[], &given, ReadingOptions::default(), Lexicon::built_in());
        let read = reading.all(|_| {}).into_iter().map(|a| format!("{}: {}", a.id(), a.text()));
        (read.collect(), reading.account())
    }

    #[test]
    fn texts_are_read_as_records_and_counted() {
        let (read, account) = texts(&[("a", "The gate is shut."), ("b", ""), ("a", "It is open.")]);
        assert_eq!(read, ["a: The gate is shut.", "a~2: It is open."]);
        assert_eq!(account, ReadAccount { read: 2, skipped: 1, ..ReadAccount::default() });
        assert!(!account.is_lacking());
        assert!(texts(&[]).1.is_lacking());
    }

    #[test]
    fn a_text_is_read_as_what_it_is_said_to_be() {
        let read = |form: Option<HeldForm>, text: &str| {
            let mut reading =
                SourceReading::of_held("draft", text, form, InputHints::default(), Lexicon::built_in());
            let article = reading.all(|_| {}).remove(0);
            (article.markup(), reading.origin().map(|o| o.path.clone()))
        };
        use crate::model::Markup;
        let text = "# Head\n\n> It *holds*.\n";
        assert_eq!(read(Some(HeldForm::Markdown), text), (Markup::Markdown, Some("draft".to_owned())));
        assert_eq!(read(Some(HeldForm::Plain), text).0, Markup::None);
        assert_eq!(read(None, text).0, Markup::None);
    }
}
