//! Bytes → [`Article`].
//!
//! In: paths as a user gives them. Out: an iterator of `Result<Article, ReadError>`, in the order of the articles' ids.
//!
//! ```text
//! find        paths → Input         folders walked, sorted, each file once, ids told apart
//! decode      bytes → text          UTF-8, UTF-16, Windows-1252 and other legacy encodings; binary data is refused
//! plain       text  → Article       plain text and Markdown with an optional header block
//! markdown    text  → prose         Markdown without markup, of the same length
//! page        text  → Article       HTML: what the page says of itself, its main text (feature `html`)
//! printed     HTML  → words         where the words of a page stand in its file
//! repeats     words → bool          paragraphs that stand inside another one
//! date        words → ISO 8601      what a source calls its date
//! fields      names → fields        what other programs call a text, a date, an outlet
//! lines       lines → Articles      article JSON Lines, read as a stream
//! document    JSON  → Articles      an article's object, or a list of them, read as a stream
//! table       rows  → Articles      CSV and TSV, read as a stream
//! transcript  text  → turns         labelled speakers
//! captions    text  → Article       SubRip and WebVTT, with time codes
//! noise       text  → words         what records and captions print and nobody said
//! ```
//!
//! A bad input is an error with its place; the iterator goes on with the next one. What is worth knowing without being
//! an error (a file left out, an encoding guessed) is a [`Note`].

mod captions;
mod date;
mod decode;
mod document;
mod error;
mod fields;
mod find;
mod json;
mod lines;
mod markdown;
mod noise;
#[cfg(feature = "html")]
mod page;
mod place;
mod plain;
mod printed;
#[cfg(feature = "html")]
mod quotes;
mod repeats;
mod table;
mod transcript;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleHeader, Markup, Record, SourceKind};

pub use error::{Note, ReadError};
pub use fields::{Fields, FieldsError};
pub use find::{Found, Input, Place, find};
pub use json::reason as json_reason;
pub use markdown::prose;
pub use place::{Places, SourcePlace};
pub use printed::words_of_page;
pub use quotes::{QuoteError, QuoteRecord, quotes};

/// Large enough that a read costs nothing beside parsing what it brought.
const BUFFER: usize = 256 * 1024;

/// U+FEFF in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What the user says of the inputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What kind of text they are, where that is not to be guessed.
    pub kind: Option<SourceKind>,
    /// What their fields are called, beside the names that are known.
    pub fields: Fields,
}

/// An open file of many articles.
enum Open {
    Lines(lines::Lines),
    Document(document::Document),
    Table(table::Table),
}

impl Open {
    fn next(&mut self, notes: &mut Vec<Note>) -> Option<Result<lines::Record, ReadError>> {
        match self {
            Self::Lines(lines) => lines.next(notes),
            Self::Document(document) => document.next(notes),
            Self::Table(table) => table.next(notes),
        }
    }

    /// Of the last record.
    fn line(&self) -> u64 {
        match self {
            Self::Lines(lines) => lines.line(),
            Self::Document(document) => document.line(),
            Self::Table(table) => table.line(),
        }
    }

    fn path(&self) -> &str {
        match self {
            Self::Lines(lines) => lines.path(),
            Self::Document(document) => document.path(),
            Self::Table(table) => table.path(),
        }
    }

    fn too_long(&self, source: crate::model::ArticleError) -> ReadError {
        match self {
            Self::Lines(lines) => lines.too_long(source),
            Self::Document(document) => document.too_long(source),
            Self::Table(table) => table.too_long(source),
        }
    }
}

/// Where in its file the text of an article stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The path as given, or the article's id where it came by standard input.
    pub path: String,
    /// The line that the text begins with, from 1; for one of many, its own line.
    pub first_line: usize,
    /// Line and column of the title in a header block, from 1, in code points.
    pub title_at: Option<(usize, usize)>,
    /// Whether it came by standard input.
    pub is_piped: bool,
    /// What the file is to the text.
    pub form: Form,
}

impl Origin {
    fn new(path: &str, first_line: usize, title_at: Option<(usize, usize)>, form: Form) -> Self {
        Self { path: path.to_owned(), first_line, title_at, is_piped: false, form }
    }
}

/// What a file is to the text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// The text is the file's own.
    Text,
    /// The text was made from a page, this one.
    Page(String),
    /// The text is a field of one of many records.
    Record,
}

/// The articles of many inputs, one after the other; nothing is held beyond the line being read and a hash an id.
pub struct Articles<'l> {
    inputs: std::vec::IntoIter<Input>,
    told: Told,
    /// The built-in one, until another is given.
    lexicon: Option<&'l Lexicon>,
    root: usize,
    origin: Option<Origin>,
    open: Option<Open>,
    /// Faults of a file that gave an article all the same.
    faults: VecDeque<ReadError>,
    seen: FxHashSet<u64>,
    /// Which fields the records had so far; `None` before the first, and when that is told.
    filled: Option<fields::Filled>,
    notes: Vec<Note>,
    bytes: Arc<AtomicU64>,
}

impl<'l> Articles<'l> {
    /// Reads `inputs` in the order given; [`find`] gives them in the order of their ids.
    pub fn new(inputs: Vec<Input>) -> Self {
        Self {
            inputs: inputs.into_iter(),
            told: Told::default(),
            lexicon: None,
            root: 0,
            origin: None,
            open: None,
            faults: VecDeque::new(),
            seen: FxHashSet::default(),
            filled: None,
            notes: Vec::new(),
            bytes: Arc::default(),
        }
    }

    /// Says what the inputs are.
    #[must_use]
    pub fn told(mut self, told: Told) -> Self {
        self.told = told;
        self
    }

    /// Gives the words of dates and of what records print without its being said; without them those of the built-in grammar are taken.
    #[must_use]
    pub fn lexicon(mut self, lexicon: &'l Lexicon) -> Self {
        self.lexicon = Some(lexicon);
        self
    }

    fn words(&self) -> &'l Lexicon {
        match self.lexicon {
            Some(lexicon) => lexicon,
            None => Lexicon::built_in(),
        }
    }

    /// What came up since the last call that is no error.
    pub fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    /// [`Input::root`] of the last article.
    pub fn root(&self) -> usize {
        self.root
    }

    /// Where the last article stands in its file; `None` for captions.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Bytes read from the files so far (compressed ones, where a file is compressed), for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Opens one input. Files of many articles stay open in `self.open`; a text is one article at once.
    fn open(&mut self, input: &Input) -> Result<Option<Article>, ReadError> {
        let path = input.shown();
        let io = |source| ReadError::Io { path: path.clone(), source };
        let raw: Box<dyn Read + Send> = match &input.place {
            Place::Stdin => Box::new(io::stdin()),
            Place::File(file) => Box::new(File::open(file).map_err(io)?),
        };
        let mut reader = unpack(Counted { inner: raw, bytes: Arc::clone(&self.bytes) }).map_err(io)?;
        let head = fill(&mut reader).map_err(io)?;
        if head.is_empty() {
            return Err(ReadError::Empty { path });
        }
        let format = input.format();
        let named_document = format == Some(find::Format::Document);
        let format = match format {
            None | Some(find::Format::Document) if lines::looks_like_lines(head) => Some(find::Format::Lines),
            None if document::looks_like_document(head) => Some(find::Format::Document),
            format => format,
        };
        let (id, walked) = (input.id.clone(), input.walked);
        match format {
            Some(find::Format::Lines) => {
                let fields = self.told.fields.clone();
                let lines = lines::Lines::open(reader, path, id, walked, named_document, fields)?;
                self.open = Some(Open::Lines(lines));
                return Ok(None);
            }
            Some(find::Format::Document) => {
                let document = document::Document::open(reader, path, id, walked, self.told.fields.clone())?;
                self.open = Some(Open::Document(document));
                return Ok(None);
            }
            Some(find::Format::Table { tabs }) => {
                let table = table::Table::open(reader, path, id, walked, &self.told.fields, tabs)?;
                self.open = Some(Open::Table(table));
                return Ok(None);
            }
            _ => {}
        }
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(io)?;
        let decoded =
            decode::decode(bytes).map_err(|offset| ReadError::Binary { path: path.clone(), offset })?;
        if let Some(encoding) = decoded.encoding {
            self.notes.push(Note::Decoded { path: path.clone(), encoding });
        }
        if decoded.replaced > 0 {
            self.notes.push(Note::Replaced { path: path.clone(), count: decoded.replaced });
        }
        let id = self.unique(&path, id);
        let is_piped = input.place == Place::Stdin;
        let named = if is_piped { id.clone() } else { path.clone() };
        let article = self.text(id, decoded.text, format, &path)?;
        if let Some(origin) = &mut self.origin {
            origin.path = named;
            origin.is_piped = is_piped;
        }
        Ok(Some(article))
    }

    /// One text, one article.
    fn text(
        &mut self,
        id: String,
        text: String,
        format: Option<find::Format>,
        path: &str,
    ) -> Result<Article, ReadError> {
        let is = |wanted| format == Some(wanted);
        if is(find::Format::Captions) || (format.is_none() && captions::looks_like_captions(&text)) {
            let read = captions::captions(&text, self.words());
            let fault = |(line, reason)| ReadError::Cue { path: path.to_owned(), line, reason };
            self.faults.extend(read.faults.into_iter().map(fault));
            if read.text.is_empty() {
                // What is wrong with it is told by the faults, where there are any.
                return Err(self.faults.pop_front().unwrap_or(ReadError::Empty { path: path.to_owned() }));
            }
            let kind = self.told.kind.unwrap_or(SourceKind::Captions);
            let article = held(id, ArticleHeader::default(), read.text, path)?;
            return Ok(article.with_record(Record { kind, ..read.record }));
        }
        #[cfg(feature = "html")]
        if is(find::Format::Page) || (format.is_none() && page::looks_like_page(&text)) {
            let page = page::page(&text, self.words());
            let (mut header, main) =
                page.map_err(|reason| ReadError::Page { path: path.to_owned(), reason })?;
            self.write_date(&mut header, path, None);
            self.origin = Some(Origin::new(path, 1, None, Form::Page(text)));
            return Ok(with_turns(held(id, header, main, path)?, self.told.kind, self.words()));
        }
        #[cfg(not(feature = "html"))]
        if is(find::Format::Page) {
            let reason = "this build has no reader of pages, feature `html`".to_owned();
            return Err(ReadError::Page { path: path.to_owned(), reason });
        }
        let mut plain = plain::plain(text, path)?;
        self.write_date(&mut plain.header, path, None);
        let (first_line, title_at) = (plain.first_line, plain.title_at);
        self.origin = Some(Origin::new(path, first_line, title_at, Form::Text));
        let kind = self.told.kind.or(plain.kind);
        let markup = if is(find::Format::Markdown) { Markup::Markdown } else { Markup::None };
        let article = held(id, plain.header, plain.text, path)?.with_markup(markup);
        Ok(with_turns(article, kind, self.words()))
    }

    /// Writes the date as ISO 8601; one that cannot be read is noted and left out, since everything compares dates.
    fn write_date(&mut self, header: &mut ArticleHeader, path: &str, line: Option<u64>) {
        let Some(printed) = header.date.take() else { return };
        match date::date(&printed, self.words().dates()) {
            Ok(date) => header.date = Some(date),
            Err(reason) => self.notes.push(Note::Date { path: path.to_owned(), line, printed, reason }),
        }
    }

    /// `id`, or `id~2`, `id~3` … where an article before it has the same.
    fn unique(&mut self, path: &str, id: String) -> String {
        if self.seen.insert(xxh3_64(id.as_bytes())) {
            return id;
        }
        let free = (2u64..)
            .map(|n| format!("{id}~{n}"))
            .find(|candidate| self.seen.insert(xxh3_64(candidate.as_bytes())))
            .unwrap_or_default();
        self.notes.push(Note::Renamed { path: path.to_owned(), id, now: free.clone() });
        free
    }
}

impl Iterator for Articles<'_> {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(fault) = self.faults.pop_front() {
                return Some(Err(fault));
            }
            if let Some(mut open) = self.open.take() {
                match open.next(&mut self.notes) {
                    Some(Ok(mut record)) => {
                        let line = usize::try_from(open.line()).unwrap_or(usize::MAX);
                        self.origin = Some(Origin::new(open.path(), line, None, Form::Record));
                        self.write_date(&mut record.header, open.path(), Some(open.line()));
                        *self.filled.get_or_insert_default() |= record.filled;
                        let id = self.unique(open.path(), record.id);
                        let made = Article::new(id, record.header, record.text);
                        let made = made.map_err(|source| open.too_long(source));
                        self.open = Some(open);
                        let kind = self.told.kind.or(record.kind);
                        let markup = record.markup;
                        return Some(made.map(|a| with_turns(a.with_markup(markup), kind, self.words())));
                    }
                    Some(Err(error)) => {
                        // After an input error nothing more can be had from this file; after a bad line the next one can.
                        self.open = (!matches!(error, ReadError::Io { .. })).then_some(open);
                        return Some(Err(error));
                    }
                    None => continue,
                }
            }
            let Some(input) = self.inputs.next() else {
                let filled = self.filled.take()?;
                let unmapped = self.told.fields.unfilled(filled);
                let note = |(ours, theirs): (_, &str)| Note::Unmapped { ours, theirs: theirs.to_owned() };
                self.notes.extend(unmapped.map(note));
                return None;
            };
            self.root = input.root;
            self.origin = None;
            match self.open(&input) {
                Ok(Some(article)) => return Some(Ok(article)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// An article of one file.
fn held(id: String, header: ArticleHeader, text: String, path: &str) -> Result<Article, ReadError> {
    let too_long = |source| ReadError::TooLong { path: path.to_owned(), line: 1, source };
    Article::new(id, header, text).map_err(too_long)
}

/// Finds the turns of what is said to be a record; where nothing is said, of what is plainly one.
fn with_turns(article: Article, kind: Option<SourceKind>, lexicon: &Lexicon) -> Article {
    let record = match kind {
        Some(SourceKind::Article) => return article,
        Some(kind) => (kind, transcript::turns(article.text(), lexicon)),
        None => match transcript::told(article.text(), lexicon) {
            // Labels tell who speaks, not whether every word was kept.
            Some(turns) => (SourceKind::Record, turns),
            None => return article,
        },
    };
    let (kind, transcript::Turns { turns, times }) = record;
    let record = Record { kind, turns, times };
    article.with_record(record)
}

/// Counts what passes.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.bytes.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// A buffered reader of what `raw` holds, unpacked where its first bytes are gzip's, whatever the file is called, and without the mark
/// with which some programs begin UTF-8. Several packed files one behind the other are read as one.
///
/// # Errors
/// Where the first bytes cannot be read.
pub fn unpack(raw: impl Read + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let mut raw = BufReader::with_capacity(BUFFER, raw);
    let mut reader: Box<dyn BufRead + Send> = match fill(&mut raw)?.starts_with(&[0x1f, 0x8b]) {
        true => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(raw))),
        false => Box::new(raw),
    };
    if fill(&mut *reader)?.starts_with(MARK) {
        reader.consume(MARK.len());
    }
    Ok(reader)
}

/// What the next read brings, without taking it; empty at the end.
fn fill(reader: &mut (impl BufRead + ?Sized)) -> io::Result<&[u8]> {
    // A first call may be interrupted by a signal; the second borrow is what the borrow checker can return.
    while let Err(error) = reader.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    reader.fill_buf()
}

/// The path with `/` between its parts, whatever the system; bytes that are no Unicode are replaced.
fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
