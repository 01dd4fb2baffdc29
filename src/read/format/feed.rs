//! A feed (RSS, RDF, Atom) → records of its entries.
//!
//! In: a feed as a file. Out: a record an entry; links are never followed. A feed carries whole articles (`content:encoded`, Atom's
//! `content`) or summaries of them (`description`, `summary`), which are articles that were cut short, and a note says so.
//!
//! Names of elements are taken with their prefix, so that `media:content` is no content. No entity of the file's own is expanded.

use std::io::{BufRead, Cursor};

use quick_xml::XmlVersion;
use quick_xml::escape::{escape, resolve_xml_entity};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::fields::{Slot, Values};
use super::object::ArticleRecord;
use super::refused::root;
use super::source::SourceFile;
use crate::limits::PAGE_DEPTH;
use crate::model::Markup;
use crate::read::error::{InputFault, ReadErrorKind, RecordPlace};
use crate::read::input::decode;
use crate::read::markdown::entity;
use crate::read::note::Note;

/// Bytes in which the root of a feed begins, and says what it is.
const NEAR: usize = 4_096;
/// What an entry is called.
const ENTRIES: [&str; 2] = ["item", "entry"];
/// Elements that hold the text of an entry, the better one first.
const TEXTS: [&str; 4] = ["content:encoded", "content", "description", "summary"];
/// How many of them hold all of it.
const WHOLE: usize = 2;

/// True if the first bytes of a file are those of a feed.
pub(in crate::read) fn begins(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&head[..head.len().min(NEAR)]);
    let of = |sign: &str| head.contains(sign);
    match root(head.trim_start_matches('\u{feff}').trim_start()) {
        Some("rss") => of("<channel") || of("version="),
        Some("feed") => of("w3.org/2005/Atom"),
        Some("rdf:RDF") => of("purl.org/rss/"),
        _ => false,
    }
}

/// An open feed.
pub(in crate::read) struct Feed {
    reader: Reader<Cursor<Vec<u8>>>,
    buffer: Vec<u8>,
    path: String,
    id: String,
    /// The title of the feed, which is the outlet.
    outlet: Option<String>,
    /// Elements that are open.
    depth: u32,
    /// Entries so far.
    met: u64,
    /// The first byte of the last entry.
    begun: u64,
    entry: Option<Entry>,
    /// What is read into: an element that is one of ours, its depth, and its text so far.
    open: Option<Value>,
    ended: bool,
}

/// What an entry says.
#[derive(Default)]
struct Entry {
    depth: u32,
    values: Values,
    /// By the order of [`TEXTS`], with what they hold.
    texts: [Option<String>; TEXTS.len()],
}

/// The text of an element.
struct Value {
    name: String,
    depth: u32,
    text: String,
    form: Form,
}

/// What an element holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Text as a reader sees it.
    Plain,
    /// HTML in characters.
    Html,
    /// Elements.
    Elements,
}

impl Feed {
    /// Reads a feed into memory; its entries are read one by one.
    ///
    /// # Errors
    /// If it is too long, or no text.
    pub fn open(reader: Box<dyn BufRead + Send>, file: SourceFile) -> Result<Self, InputFault> {
        let SourceFile { path, id, .. } = file;
        let text = decode::decode(decode::all(reader)?).map_err(ReadErrorKind::from)?.text;
        let mut reader = Reader::from_reader(Cursor::new(text.into_bytes()));
        reader.config_mut().expand_empty_elements = true;
        let (buffer, outlet, entry, open) = (Vec::new(), None, None, None);
        Ok(Self { reader, buffer, path, id, outlet, depth: 0, met: 0, begun: 0, entry, open, ended: false })
    }

    /// How messages name the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where the last entry begins.
    pub fn place(&self) -> RecordPlace {
        RecordPlace::Byte(self.begun)
    }

    /// The next entry; `None` at the end.
    pub fn next(&mut self, notes: &mut Vec<Note>) -> Option<Result<ArticleRecord, InputFault>> {
        while !self.ended {
            let at = self.reader.buffer_position();
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.clear();
            let done = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => self.take(event, at),
                Err(error) => Err(error.to_string()),
            };
            self.buffer = buffer;
            match done {
                Ok(None) => {}
                Ok(Some(entry)) => return Some(self.record(entry, notes)),
                Err(reason) => {
                    self.ended = true;
                    let fault = InputFault::from(ReadErrorKind::Feed { reason });
                    return Some(Err(fault.in_record(RecordPlace::Byte(at))));
                }
            }
        }
        let is_first = std::mem::replace(&mut self.met, 1) == 0;
        is_first.then(|| Err(ReadErrorKind::Empty.into()))
    }

    /// Takes one event; gives an entry that has ended.
    fn take(&mut self, event: Event<'_>, at: u64) -> Result<Option<Entry>, String> {
        match event {
            Event::Start(_) if self.depth == PAGE_DEPTH => {
                return Err(format!("its elements are nested deeper than {PAGE_DEPTH}"));
            }
            Event::Start(tag) => {
                self.depth += 1;
                self.begin(&tag, at);
            }
            Event::End(tag) => {
                let entry = self.end(tag.name().as_ref());
                self.depth = self.depth.saturating_sub(1);
                return Ok(entry);
            }
            Event::Text(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(name) => {
                let sign = name.resolve_char_ref().ok().flatten();
                let name = name.into_inner();
                let known = || Some(resolve_xml_entity(&name)?.to_owned());
                let known = sign.map(String::from).or_else(known).or_else(|| entity(&name).map(String::from));
                self.text(&known.unwrap_or_default());
            }
            Event::Eof if self.depth > 0 => return Err("it ends inside an element".to_owned()),
            Event::Eof => self.ended = true,
            _ => {}
        }
        Ok(None)
    }

    fn begin(&mut self, tag: &BytesStart<'_>, at: u64) {
        let name = tag.name();
        let name: &str = name.as_ref();
        if let Some(open) = &mut self.open {
            open.form = Form::Elements;
            open.text.push_str(&format!("<{name}>"));
            return;
        }
        let Some(entry) = &mut self.entry else {
            if ENTRIES.contains(&name) {
                self.met += 1;
                self.begun = at;
                self.entry = Some(Entry { depth: self.depth, ..Entry::default() });
            } else if name == "title" && self.outlet.is_none() {
                self.open = Some(Value::new(name, self.depth, Form::Plain));
            }
            return;
        };
        let is_own = self.depth == entry.depth + 1;
        let link = attribute(tag, "href").filter(|_| is_own && name == "link");
        if let Some(address) = link {
            let is_article = attribute(tag, "rel").is_none_or(|rel| rel == "alternate");
            if is_article {
                entry.put(Slot::Url, 0, &address);
            }
        } else if is_own && (slot(name).is_some() || TEXTS.contains(&name)) {
            let form = match attribute(tag, "type").as_deref() {
                Some("text" | "text/plain") => Form::Plain,
                Some("xhtml") => Form::Elements,
                None if matches!(name, "content" | "summary") => Form::Plain,
                _ => Form::Html,
            };
            self.open = Some(Value::new(name, self.depth, form));
        }
    }

    fn end(&mut self, name: &str) -> Option<Entry> {
        if let Some(open) = &mut self.open {
            if open.depth < self.depth {
                // HTML reads `</br>` as a second `<br>`.
                if name != "br" {
                    open.text.push_str(&format!("</{name}>"));
                }
                return None;
            }
            let value = self.open.take()?;
            match &mut self.entry {
                Some(entry) => entry.take(value),
                None => self.outlet = Some(value.text.trim().to_owned()).filter(|title| !title.is_empty()),
            }
            return None;
        }
        self.entry.take_if(|entry| entry.depth == self.depth)
    }

    fn text(&mut self, text: &str) {
        let Some(open) = &mut self.open else { return };
        match open.form {
            Form::Elements => open.text.push_str(&escape(text)),
            Form::Plain | Form::Html => open.text.push_str(text),
        }
    }

    fn record(&mut self, entry: Entry, notes: &mut Vec<Note>) -> Result<ArticleRecord, InputFault> {
        let Entry { mut values, texts, .. } = entry;
        if let Some(outlet) = &self.outlet {
            values.put(Slot::Outlet, 0, outlet.clone());
        }
        let filled = values.filled();
        let id = values.take(Slot::Id);
        let header = values.header();
        let found = texts.into_iter().enumerate().find_map(|(rank, text)| Some((rank, text?)));
        let Some((rank, text)) = found else {
            return Err(InputFault::from(ReadErrorKind::NoText { mapped: None }).in_record(self.place()));
        };
        if rank >= WHOLE {
            notes.push(Note::Cut { path: self.path.clone(), place: self.place() });
        }
        let id = id.or_else(|| header.url.clone()).unwrap_or_else(|| format!("{}:{}", self.id, self.met));
        let (kind, markup, record) = (None, Markup::None, None);
        Ok(ArticleRecord {
            id,
            header,
            language_name: None,
            text,
            is_plain: false,
            kind,
            markup,
            filled,
            record,
        })
    }
}

impl Value {
    fn new(name: &str, depth: u32, form: Form) -> Self {
        Self { name: name.to_owned(), depth, text: String::new(), form }
    }
}

impl Entry {
    fn put(&mut self, slot: Slot, rank: usize, value: &str) {
        self.values.put(slot, rank, value.trim().to_owned());
    }

    /// Keeps the text of an element.
    fn take(&mut self, value: Value) {
        let Value { name, text, form, .. } = value;
        if let Some((slot, rank)) = slot(&name) {
            self.put(slot, rank, &text);
        } else if let Some(place) = TEXTS.iter().position(|known| *known == name)
            && self.texts[place].is_none()
            && !text.trim_ascii().is_empty()
        {
            self.texts[place] = Some(shown(text, form));
        }
    }
}

/// The text of an entry in the form in which the text field of a record is read: text, or HTML with a block around it.
fn shown(text: String, form: Form) -> String {
    let has_tags = |text: &str| text.contains("</") || text.contains("<br") || text.contains("/>");
    // Escaped twice: behind the references there are tags.
    let twice = || ["&lt;/", "&lt;br"].iter().any(|sign| text.contains(sign)) && !text.contains('<');
    match form {
        Form::Plain => text,
        Form::Html if twice() => {
            let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
            let html = pairs.iter().fold(text, |text, (reference, sign)| text.replace(reference, sign));
            format!("<div>{html}</div>")
        }
        Form::Html if !has_tags(&text) && !text.contains('&') => text,
        Form::Html | Form::Elements => format!("<div>{text}</div>"),
    }
}

/// The field that an element of an entry is, and how good a source for it.
fn slot(name: &str) -> Option<(Slot, usize)> {
    Some(match name {
        "title" => (Slot::Title, 0),
        "guid" | "id" => (Slot::Id, 0),
        "link" => (Slot::Url, 0),
        "published" | "pubDate" => (Slot::Date, 0),
        "dc:date" => (Slot::Date, 1),
        "updated" => (Slot::Date, 2),
        _ => return None,
    })
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all.with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}
