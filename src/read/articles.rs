//! Inputs → articles, one after the other. In: [`Input`]s. Out: an iterator of articles and errors; nothing
//! is held beyond the line being read and a hash for each id.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::error::{InputFault, ReadError, ReadErrorKind, RecordPlace};
#[cfg(feature = "feed")]
use super::format::feed;
use super::format::fields::{self, Fields};
use super::format::magic::{Magic, magic};
use super::format::pdf::PdfReader;
use super::format::source::{AddressFilter, Revisions, SourceFile};
use super::format::{captions, csv, json, jsonl, object, plain, refused, warc, wrapped};
#[cfg(feature = "html")]
use super::format::{html, parliament};
use super::input::bytes::{Counted, fill, unpack};
use super::input::decode;
use super::input::ending::{InputFormat, is_packed};
use super::input::find::{FilePlace, Input};
use super::language::{ForeignRecords, is_foreign};
use super::note::Note;
use super::open::Open;
use super::origin::{Container, Origin};
#[cfg(not(feature = "html"))]
use super::reason::PageReason;
use super::speakers::{NamedTurns, SpeakerNames};
use super::{body, date, document, transcript};
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleHeader, Markup, Record, SourceKind};

/// What the user says of the inputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InputHints {
    /// What kind of text they are, where that is not to be guessed.
    pub kind: Option<SourceKind>,
    /// What their fields are called, beside the names that are known.
    pub fields: Fields,
    /// What is read of documents whose changes are tracked.
    pub revisions: Revisions,
    /// Who speaks, where labels name nobody.
    pub speakers: SpeakerNames,
}

/// The articles of many inputs, one after the other; nothing is held beyond the line being read and a hash an
/// id.
pub struct Articles<'l> {
    inputs: std::vec::IntoIter<Input>,
    told: InputHints,
    turns: NamedTurns,
    /// The built-in one, until another is given.
    lexicon: Option<&'l Lexicon>,
    /// Who reads PDFs.
    pdf: Option<Box<dyn PdfReader>>,
    /// Which pages of archives are read.
    addresses: Option<AddressFilter>,
    root: usize,
    origin: Option<Origin>,
    open: Option<Open>,
    /// Those that the open file had so far.
    foreign: ForeignRecords,
    /// Faults of a file that gave an article all the same.
    faults: VecDeque<ReadError>,
    seen: FxHashSet<u64>,
    /// The last number given to an id that came again, by the hash of the id.
    repeated: FxHashMap<u64, u64>,
    /// Which fields the records had so far; `None` before the first, and when that is told.
    filled: Option<fields::Filled>,
    notes: Vec<Note>,
    bytes: Arc<AtomicU64>,
}

impl<'l> Articles<'l> {
    /// Reads `inputs` in the order given; [`find`](super::find) gives them in the order of their ids.
    pub fn new(inputs: Vec<Input>) -> Self {
        Self {
            inputs: inputs.into_iter(),
            told: InputHints::default(),
            turns: NamedTurns::default(),
            lexicon: None,
            pdf: None,
            addresses: None,
            root: 0,
            origin: None,
            open: None,
            foreign: ForeignRecords::default(),
            faults: VecDeque::new(),
            seen: FxHashSet::default(),
            repeated: FxHashMap::default(),
            filled: None,
            notes: Vec::new(),
            bytes: Arc::default(),
        }
    }

    /// Says what the inputs are.
    #[must_use]
    pub fn told(mut self, told: InputHints) -> Self {
        self.turns = NamedTurns::new(told.speakers.clone());
        self.told = told;
        self
    }

    /// Gives the words of dates and of what records print without its being said; without them those of the
    /// built-in grammar are taken.
    #[must_use]
    pub fn lexicon(mut self, lexicon: &'l Lexicon) -> Self {
        self.lexicon = Some(lexicon);
        self
    }

    /// Gives whoever reads PDFs; without it they are refused.
    #[must_use]
    pub fn pdf(mut self, reader: Box<dyn PdfReader>) -> Self {
        self.pdf = Some(reader);
        self
    }

    /// Says of which addresses the pages of archives are read; the others are passed over and counted.
    #[must_use]
    pub fn addresses(mut self, wanted: AddressFilter) -> Self {
        self.addresses = Some(wanted);
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
    fn open(&mut self, input: &Input) -> Result<Option<Article>, InputFault> {
        let path = input.shown();
        let raw: Box<dyn Read + Send> = match &input.place {
            FilePlace::Stdin => Box::new(io::stdin()),
            FilePlace::File(file) => Box::new(File::open(file)?),
            FilePlace::Held { bytes, .. } => Box::new(io::Cursor::new(Arc::clone(bytes))),
        };
        let mut reader = unpack(Counted { inner: raw, bytes: Arc::clone(&self.bytes) })?;
        let head = fill(&mut reader)?;
        if head.is_empty() {
            return Err(ReadErrorKind::Empty.into());
        } else if let Some(magic) = magic(head) {
            return self.document(magic, &mut reader, input).map(Some);
        }
        let format = self.format(input.format(), head);
        let reader = match self.many(format, reader, input)? {
            Ok(open) => {
                self.open = Some(open);
                return Ok(None);
            }
            Err(reader) => reader,
        };
        let decoded = decode::decode(decode::all(reader)?).map_err(ReadErrorKind::from)?;
        if let Some(encoding) = decoded.encoding {
            self.notes.push(Note::Decoded { path: path.clone(), encoding });
        }
        if decoded.replaced > 0 {
            self.notes.push(Note::Replaced { path: path.clone(), count: decoded.replaced });
        }
        let id = self.unique(&path, input.id.clone());
        let is_piped = input.place == FilePlace::Stdin;
        let named = if is_piped { id.clone() } else { path.clone() };
        let article = self.text(id, decoded.text, format, &path)?;
        self.tell(&article, &path);
        if let Some(origin) = &mut self.origin {
            origin.path = named;
            origin.is_piped = is_piped;
        }
        Ok(Some(article))
    }

    /// Opens a file of many articles; gives the reader back where the file is one text.
    fn many(
        &self,
        format: Option<InputFormat>,
        reader: Box<dyn BufRead + Send>,
        input: &Input,
    ) -> Result<Result<Open, Box<dyn BufRead + Send>>, InputFault> {
        let file = SourceFile { path: input.shown(), id: input.id.clone(), walked: input.walked };
        let fields = self.told.fields.clone();
        Ok(Ok(match format {
            Some(InputFormat::Lines) => {
                let is_document = input.format() == Some(InputFormat::Document);
                Open::Lines(jsonl::Lines::open(reader, file, is_document, fields)?)
            }
            Some(InputFormat::Document) => Open::Document(json::Document::open(reader, file, fields)?),
            Some(InputFormat::Table { tabs }) => {
                Open::Table(csv::CsvTable::open(reader, file, &fields, tabs)?)
            }
            Some(InputFormat::Archive) => {
                Open::Archive(Box::new(warc::Warc::open(reader, file).of(self.addresses.clone())))
            }
            #[cfg(feature = "feed")]
            Some(InputFormat::Feed) => Open::Feed(Box::new(feed::Feed::open(reader, file)?)),
            _ => return Ok(Err(reader)),
        }))
    }

    /// The open file, if there is more in it; else what was passed over in it is told.
    fn kept(&mut self, open: Open, has_more: bool) -> Option<Open> {
        let end = (!has_more).then(|| self.foreign.note(open.path()));
        self.notes.extend(end.flatten());
        has_more.then_some(open)
    }

    /// What the name of a file and its first bytes say of its form.
    fn format(&self, named: Option<InputFormat>, head: &[u8]) -> Option<InputFormat> {
        match named {
            _ if head.starts_with(warc::BEGIN) => Some(InputFormat::Archive),
            #[cfg(feature = "feed")]
            _ if feed::begins(head) => Some(InputFormat::Feed),
            // A file that is only called one.
            Some(InputFormat::Feed) => None,
            None | Some(InputFormat::Document | InputFormat::Lines) if self.wraps(head) => {
                Some(InputFormat::Document)
            }
            None | Some(InputFormat::Document) if jsonl::looks_like_lines(head) => Some(InputFormat::Lines),
            None if json::looks_like_document(head) => Some(InputFormat::Document),
            format => format,
        }
    }

    /// True if the first bytes of a file are those of an object that wraps a list of articles and is none itself, as far as they show.
    fn wraps(&self, head: &[u8]) -> bool {
        let fields = &self.told.fields;
        let first = memchr::memchr(b'\n', head).map_or(head, |end| &head[..end]);
        let is_article = || {
            let line = std::str::from_utf8(first).unwrap_or_default();
            fields.list().is_none() && object::article(line, fields, String::new).is_ok()
        };
        wrapped::wraps(head, fields.list()) && !is_article()
    }

    /// A Word document or a PDF, one article.
    fn document(&mut self, magic: Magic, bytes: &mut dyn Read, input: &Input) -> Result<Article, InputFault> {
        let (path, is_piped) = (input.shown(), input.place == FilePlace::Stdin);
        let file = match &input.place {
            FilePlace::File(file) if !is_packed(file) => Some(file.as_path()),
            _ => None,
        };
        let how = document::How { revisions: self.told.revisions, pdf: self.pdf.as_deref(), path: file };
        let mut read = document::read(magic, bytes, &how)?;
        read.header.date = read.header.date.or_else(|| day_of_record(&read.text));
        self.write_date(&mut read.header, &path, None);
        let id = self.unique(&path, input.id.clone());
        let named = if is_piped { &id } else { &path };
        let origin = Origin::new(named, 1, None, read.container);
        self.origin = Some(Origin { is_piped, ..origin });
        let article = held(id, read.header, read.text)?.with_markup(read.markup);
        let article = with_turns(article, self.told.kind, self.words());
        self.tell(&article, &path);
        Ok(article)
    }

    /// One record of an open file.
    fn record(&mut self, mut record: object::ArticleRecord, open: &Open) -> Result<Article, InputFault> {
        let (path, place) = (open.path(), open.place());
        let at = |kind: ReadErrorKind| InputFault::from(kind).in_record(place);
        // Turns are places in the text as it is, and Markdown may have tags.
        if record.record.is_none() && record.markup == Markup::None && !record.is_plain {
            let read = body::body(record.text, self.words()).map_err(at)?;
            self.notes.extend(read.is_cut.then(|| Note::Cut { path: path.to_owned(), place }));
            record.text = read.text;
        }
        // An archive and a feed have no lines.
        self.origin = match place {
            RecordPlace::Line(line) => {
                let begins = usize::try_from(line).unwrap_or(usize::MAX);
                Some(Origin::new(path, begins, None, Container::Record))
            }
            RecordPlace::Byte(_) => None,
        };
        if record.language_name.is_some() {
            record.header.language = Some(self.words().records().language().to_owned());
        }
        self.write_date(&mut record.header, path, Some(place));
        *self.filled.get_or_insert_default() |= record.filled;
        let id = self.unique(path, record.id);
        let article = Article::new(id, record.header, record.text);
        let article = article.map_err(|error| InputFault::from(error).in_record(place))?;
        let kind = self.told.kind.or(record.kind);
        Ok(with_record(article.with_markup(record.markup), (record.record, kind), self.words()))
    }

    /// One text, one article.
    fn text(
        &mut self,
        id: String,
        text: String,
        format: Option<InputFormat>,
        path: &str,
    ) -> Result<Article, InputFault> {
        #[cfg(feature = "html")]
        if parliament::looks_like_debate(&text) {
            let parliament::Debate { mut header, text, record } =
                parliament::debate(&text).ok_or(ReadErrorKind::Empty)?;
            self.write_date(&mut header, path, None);
            let kind = self.told.kind.unwrap_or(record.kind);
            return Ok(held(id, header, text)?.with_record(Record { kind, ..record }));
        }
        if let Some(refused::Unread { format }) = refused::unread(&text) {
            return Err(ReadErrorKind::Unread { format }.into());
        }
        let is = |wanted| format == Some(wanted);
        if is(InputFormat::Captions) || (format.is_none() && captions::looks_like_captions(&text)) {
            let read = captions::captions(&text, self.words());
            let fault = |(line, reason)| InputFault::from(ReadErrorKind::Cue { reason }).in_line(line);
            let mut faults = read.faults.into_iter().map(fault);
            // What is wrong with it is told by the faults, where there are any.
            let first = read.text.is_empty().then(|| faults.next().unwrap_or(ReadErrorKind::Empty.into()));
            self.faults.extend(faults.map(|fault| fault.in_file(path)));
            if let Some(first) = first {
                return Err(first);
            }
            let kind = self.told.kind.unwrap_or(SourceKind::Captions);
            let article = held(id, ArticleHeader::default(), read.text)?;
            return Ok(article.with_record(Record { kind, ..read.record }));
        }
        #[cfg(feature = "html")]
        if is(InputFormat::Page) || (format.is_none() && html::looks_like_page(&text)) {
            let page = html::page(&text, self.words());
            let (mut header, main) = page.map_err(|reason| ReadErrorKind::Page { reason })?;
            header.date = header.date.or_else(|| day_of_record(&main));
            self.write_date(&mut header, path, None);
            self.origin = Some(Origin::new(path, 1, None, Container::Page(text)));
            return Ok(with_turns(held(id, header, main)?, self.told.kind, self.words()));
        }
        #[cfg(not(feature = "html"))]
        if is(InputFormat::Page) {
            return Err(ReadErrorKind::Page { reason: PageReason::NoReader }.into());
        }
        let mut plain = plain::plain(text)?;
        plain.header.date = plain.header.date.or_else(|| day_of_record(&plain.text));
        self.write_date(&mut plain.header, path, None);
        let (first_line, title_at) = (plain.first_line, plain.title_at);
        self.origin = Some(Origin::new(path, first_line, title_at, Container::Text));
        let kind = self.told.kind.or(plain.kind);
        let markup = if is(InputFormat::Markdown) { Markup::Markdown } else { Markup::None };
        let article = held(id, plain.header, plain.text)?.with_markup(markup);
        Ok(with_turns(article, kind, self.words()))
    }

    /// Notes what a reader should know of a text that gives nothing: another language, labels that were not believed.
    fn tell(&mut self, article: &Article, path: &str) {
        if is_foreign(article.text(), self.words()) {
            self.notes.push(Note::Language { path: path.to_owned() });
        } else if self.told.kind.is_none()
            && article.record().is_none()
            && transcript::may_be_record(article.text(), self.words())
        {
            self.notes.push(Note::Transcript { path: path.to_owned() });
        }
    }

    /// Writes the date as ISO 8601; one that cannot be read is noted and left out, since everything compares
    /// dates.
    fn write_date(&mut self, header: &mut ArticleHeader, path: &str, place: Option<RecordPlace>) {
        let Some(printed) = header.date.take() else { return };
        match date::date(&printed, self.words().dates()) {
            Ok(date) => header.date = Some(date),
            Err(reason) => self.notes.push(Note::Date { path: path.to_owned(), place, printed, reason }),
        }
        header.date_from = header.date_from.filter(|_| header.date.is_some());
    }

    /// `id`, or `id~2`, `id~3` … where an article before it has the same.
    fn unique(&mut self, path: &str, id: String) -> String {
        if self.seen.insert(xxh3_64(id.as_bytes())) {
            return id;
        }
        // Numbers below the last one are taken; without it an id that comes n times would be looked for n² times.
        let last = self.repeated.entry(xxh3_64(id.as_bytes())).or_insert(1);
        let mut free = String::new();
        let found = (*last + 1..).find(|n| {
            free = format!("{id}~{n}");
            self.seen.insert(xxh3_64(free.as_bytes()))
        });
        *last = found.unwrap_or(u64::MAX - 1);
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
                let words = self.words();
                match open.next(&mut self.notes, words) {
                    Some(Ok(record)) if self.foreign.takes(&record, words) => self.open = Some(open),
                    Some(Ok(record)) => {
                        let article = self.record(record, &open);
                        let article = article.map(|article| self.turns.name(article, &mut self.notes));
                        let path = open.path().to_owned();
                        self.open = Some(open);
                        return Some(article.map_err(|fault| fault.in_file(path)));
                    }
                    Some(Err(fault)) => {
                        let error = fault.in_file(open.path());
                        // After an input error nothing more can be had from this file; after a bad line the
                        // next one can.
                        self.open = self.kept(open, !error.kind.ends_file());
                        return Some(Err(error));
                    }
                    None => self.open = self.kept(open, false),
                }
                continue;
            }
            let Some(input) = self.inputs.next() else {
                self.notes.extend(self.turns.unused());
                let filled = self.filled.take()?;
                let unmapped = self.told.fields.unfilled(filled);
                let note = |(ours, theirs): (_, &str)| Note::Unmapped { ours, theirs: theirs.to_owned() };
                self.notes.extend(unmapped.map(note));
                return None;
            };
            self.root = input.root;
            self.origin = None;
            match self.open(&input) {
                Ok(Some(article)) => return Some(Ok(self.turns.name(article, &mut self.notes))),
                Ok(None) => {}
                Err(fault) => return Some(Err(fault.in_file(input.shown()))),
            }
        }
    }
}

/// The day in the first line of a record: "[Record Volume 3, Number 7 (Friday, May 3, 2024)]".
fn day_of_record(text: &str) -> Option<String> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let (_, day) = first.strip_prefix('[')?.strip_suffix(")]")?.rsplit_once('(')?;
    day.contains(|c: char| c.is_ascii_digit()).then(|| day.to_owned())
}

/// An article of one file.
fn held(id: String, header: ArticleHeader, text: String) -> Result<Article, InputFault> {
    Article::new(id, header, text).map_err(|error| InputFault::from(error).in_line(1))
}

/// Keeps the turns that a format says; where it says none, they are looked for.
fn with_record(
    article: Article,
    (spoken, kind): (Option<Record>, Option<SourceKind>),
    lexicon: &Lexicon,
) -> Article {
    match spoken {
        Some(spoken) => article.with_record(Record { kind: kind.unwrap_or(spoken.kind), ..spoken }),
        None => with_turns(article, kind, lexicon),
    }
}

/// Finds the turns of what is said to be a record; where nothing is said, of what is plainly one.
fn with_turns(article: Article, kind: Option<SourceKind>, lexicon: &Lexicon) -> Article {
    let record = match kind {
        Some(SourceKind::Article) => return article,
        Some(kind) => (kind, transcript::turns(article.text(), lexicon)),
        None => match transcript::plain_turns(article.text(), lexicon) {
            // Labels tell who speaks, not whether every word was kept.
            Some(turns) => (SourceKind::Record, turns),
            None => return article,
        },
    };
    let (kind, transcript::Turns { turns, times }) = record;
    let record = Record { kind, turns, times };
    article.with_record(record)
}
