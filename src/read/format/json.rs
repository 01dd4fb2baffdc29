//! A JSON document → records, as a stream. In: a reader. Out: a record an article, or an error that names the
//! line.
//!
//! The document is one article's object, a list of such objects, or several objects one behind the other;
//! each may go on over many lines. An object is read as a line of JSON Lines is ([`super::object`]). One that
//! is broken is told with its line; the next begins behind the comma that ends it, so that the rest is read.
//! An object without a text that wraps a list of articles ([`super::wrapped`]) stands for that list.

use std::io::{self, BufRead};

use crate::limits::RECORD_BYTES;
use crate::model::Hint;

use super::fields::Fields;
use super::jsonl::KEEP;
use super::object::{ArticleRecord, Fault, article};
use super::replay::Replay;
use super::source::SourceFile;
use super::wrapped::ListFinder;
use crate::read::error::{InputFault, ReadErrorKind};
use crate::read::input::bytes::fill;
use crate::read::input::decode;
use crate::read::note::Note;
use crate::read::reason::JsonReason;

/// An open document.
pub(in crate::read) struct Document {
    reader: Replay,
    /// The bytes of one object.
    buffer: Vec<u8>,
    path: String,
    id: String,
    fields: Fields,
    walked: bool,
    /// Where the next byte stands, both from 1; the column in bytes.
    at: (u64, usize),
    /// Where the last object begins.
    begun: (u64, usize),
    within: Within,
    /// Objects so far.
    met: u64,
    /// The list that the object in the buffer wraps.
    list: Option<WrappedList>,
    /// Objects that are open around the list that is read.
    around: u32,
}

/// A list inside an object.
#[derive(Debug, Clone, Copy)]
struct WrappedList {
    /// Where in the buffer it begins, and where in the document.
    from: usize,
    at: (u64, usize),
    /// How many objects are open around it.
    around: u32,
}

/// Where in the document the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Start,
    /// No list: objects one behind the other.
    Objects,
    /// Behind `[`.
    Opened,
    /// Behind a comma.
    List,
    /// Behind `]`.
    Behind,
    /// Behind the `]` of a list that objects are around.
    Around,
    End,
}

/// What ended the bytes of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Whole,
    Comma,
    List,
    Input,
    /// It goes on and on behind the begin of a list.
    Long,
}

/// How far a value has been read.
struct ValueScan {
    /// True inside a list, where a comma or `]` ends a value.
    listed: bool,
    depth: u32,
    quoted: bool,
    escaped: bool,
}

impl ValueScan {
    fn new(listed: bool) -> Self {
        Self { listed, depth: 0, quoted: false, escaped: false }
    }

    /// Takes the next byte, and says what it ends.
    fn end(&mut self, byte: u8) -> Option<Ended> {
        let outside = self.depth == 0 && !self.quoted && self.listed;
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.quoted => self.escaped = true,
            b'"' => self.quoted = !self.quoted,
            _ if self.quoted => {}
            b',' if outside => return Some(Ended::Comma),
            b']' if outside => return Some(Ended::List),
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return (self.depth == 0 && !self.listed).then_some(Ended::Whole);
            }
            _ => {}
        }
        None
    }
}

impl Document {
    /// `id` is that of an object that stands alone and has none; otherwise its number is put behind it.
    ///
    /// # Errors
    /// As [`decode::text_stream`].
    pub fn open(
        reader: Box<dyn BufRead + Send>,
        file: SourceFile,
        fields: Fields,
    ) -> Result<Self, InputFault> {
        let SourceFile { path, id, walked } = file;
        let reader = Replay::new(decode::text_stream(reader)?);
        let (within, buffer, start) = (Within::Start, Vec::new(), (1, 1));
        let (begun, at, met, list, around) = (start, start, 0, None, 0);
        Ok(Self { reader, buffer, path, id, fields, walked, at, begun, within, met, list, around })
    }

    /// How messages name the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line at which the last record begins.
    pub fn line(&self) -> u64 {
        self.begun.0
    }

    /// The next record; `None` at the end.
    pub fn next(&mut self, notes: &mut Vec<Note>) -> Option<Result<ArticleRecord, InputFault>> {
        let next = self.advance().unwrap_or_else(|error| {
            self.within = Within::End;
            Some(Err(error.into()))
        });
        let other = matches!(&next, Some(Err(fault)) if fault.kind.is_another_record());
        if other && self.met == 1 && self.walked {
            let (path, reason) = (self.path.clone(), "its first record is not an article");
            notes.push(Note::LeftOut { path, reason, hint: Some(Hint::NameFile), is_usual: false });
            self.within = Within::End;
            return None;
        }
        next
    }

    fn advance(&mut self) -> io::Result<Option<Result<ArticleRecord, InputFault>>> {
        loop {
            let next = self.blanks()?;
            match (self.within, next) {
                (Within::End, _) | (Within::Objects | Within::Behind, None) => return Ok(None),
                (Within::Start, None) => {
                    self.within = Within::End;
                    return Ok(Some(Err(ReadErrorKind::Empty.into())));
                }
                (Within::Start, Some(b'[')) => {
                    self.take(b'[');
                    self.within = Within::Opened;
                }
                (Within::Start | Within::Objects, Some(b'{')) => {
                    self.within = Within::Objects;
                    if let Some(record) = self.object()? {
                        return Ok(Some(record));
                    }
                }
                (Within::Opened, Some(b']')) => {
                    self.take(b']');
                    self.within = self.behind_list();
                }
                (Within::Opened | Within::List, None) => {
                    return Ok(Some(Err(self.last(JsonReason::OpenList))));
                }
                (Within::Opened | Within::List, Some(_)) => {
                    self.within = Within::List;
                    return self.object();
                }
                (Within::Around, _) => {
                    if !self.leave()? {
                        return Ok(Some(Err(self.last(JsonReason::OpenAround))));
                    }
                    self.within = Within::Objects;
                }
                (Within::Behind, Some(_)) => {
                    return Ok(Some(Err(self.last(JsonReason::BehindList))));
                }
                (Within::Start | Within::Objects, Some(_)) => {
                    return Ok(Some(Err(self.last(JsonReason::NeitherObjectNorList))));
                }
            }
        }
    }

    /// Reads one object, or what stands in its place; `None` for one that wraps a list, which is read next.
    fn object(&mut self) -> io::Result<Option<Result<ArticleRecord, InputFault>>> {
        self.begun = self.at;
        self.met += 1;
        let ended = self.value()?;
        if let Some(list) = self.list.take()
            && (ended == Ended::Long || self.is_wrapper(list))
        {
            self.enter(list);
            return Ok(None);
        }
        let alone = self.met == 1 && self.within == Within::Objects && self.blanks()?.is_none();
        let record = self.record(alone);
        match ended {
            Ended::List => self.within = self.behind_list(),
            // What a whole object at the end lacks behind it is told by the next call.
            Ended::Input if record.is_err() => self.within = Within::End,
            Ended::Whole | Ended::Comma | Ended::Input | Ended::Long => {}
        }
        Ok(Some(record))
    }

    /// True if the object in the buffer has a list that was asked for, or one and no text. Where it is broken, what stands before the list
    /// says so: the records in the list are judged one by one.
    fn is_wrapper(&self, list: WrappedList) -> bool {
        let no_text = |kind: &ReadErrorKind| {
            matches!(kind, ReadErrorKind::NoText { .. } | ReadErrorKind::NotAnArticle { key: "type" })
        };
        let before = || {
            let mut before = self.buffer[..list.from].to_vec();
            before.push(b']');
            before.extend(std::iter::repeat_n(b'}', list.around as usize));
            let read = std::str::from_utf8(&before).map(|json| article(json, &self.fields, String::new));
            matches!(read, Ok(Err(Fault::NoText | Fault::NotAnArticle { key: "type" })))
        };
        self.fields.list().is_some()
            || self.record(false).is_err_and(|fault| match fault.kind {
                ReadErrorKind::Document { .. } => before(),
                kind => no_text(&kind),
            })
    }

    /// Goes back to the begin of a list; the object around it is none of the records.
    fn enter(&mut self, list: WrappedList) {
        self.reader.again(self.buffer.split_off(list.from));
        (self.at, self.around, self.within) = (list.at, list.around, Within::Opened);
        self.met -= 1;
    }

    fn behind_list(&self) -> Within {
        if self.around > 0 { Within::Around } else { Within::Behind }
    }

    /// Passes over the rest of the objects around a list; false if they are not closed.
    fn leave(&mut self) -> io::Result<bool> {
        let mut scan = ValueScan { depth: std::mem::take(&mut self.around), ..ValueScan::new(false) };
        loop {
            let bytes = fill(&mut self.reader)?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let end = bytes.iter().position(|byte| scan.end(*byte).is_some());
            let used = end.map_or(bytes.len(), |end| end + 1);
            bytes[..used].iter().for_each(|byte| advance(&mut self.at, *byte));
            self.reader.consume(used);
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    /// Brings the bytes of one value into the buffer, up to the end of the object, or in a list to the comma
    /// or bracket behind it.
    fn value(&mut self) -> io::Result<Ended> {
        self.buffer.clear();
        self.buffer.shrink_to(KEEP);
        let is_listed = self.within == Within::List;
        let mut scan = ValueScan::new(is_listed);
        let mut finder = (!is_listed).then(|| ListFinder::new(self.fields.list()));
        loop {
            let bytes = fill(&mut self.reader)?;
            if bytes.is_empty() {
                return Ok(Ended::Input);
            }
            let mut ended = None;
            let mut used = 0;
            for &byte in bytes {
                if let Some(found) = &mut finder
                    && found.next(byte)
                {
                    let from = self.buffer.len() + used;
                    let list = WrappedList { from, at: self.at, around: scan.depth.saturating_sub(1) };
                    self.list = Some(list).filter(|list| list.from <= RECORD_BYTES);
                    finder = None;
                }
                ended = scan.end(byte);
                used += 1;
                advance(&mut self.at, byte);
                if ended.is_some() {
                    break;
                }
            }
            // What is too long to be a record is passed over, and told when it has ended.
            if self.buffer.len() <= RECORD_BYTES {
                self.buffer.extend_from_slice(&bytes[..used]);
            }
            self.reader.consume(used);
            if let Some(ended) = ended {
                if ended != Ended::Whole {
                    self.buffer.pop();
                }
                return Ok(ended);
            }
            // A list of many articles is not held.
            if self.list.is_some_and(|list| self.buffer.len() > list.from + KEEP) {
                return Ok(Ended::Long);
            }
        }
    }

    fn record(&self, alone: bool) -> Result<ArticleRecord, InputFault> {
        if self.buffer.len() > RECORD_BYTES {
            return Err(InputFault::from(ReadErrorKind::Huge { most: RECORD_BYTES }).in_line(self.begun.0));
        }
        let decoded;
        let json = match std::str::from_utf8(&self.buffer) {
            Ok(json) => json,
            Err(_) => {
                let text = decode::decode(self.buffer.clone());
                decoded = text.map_err(|_| self.syntax(self.begun, JsonReason::Nul))?.text;
                &decoded
            }
        };
        let own = |fault| match fault {
            Fault::Json { line, column, reason } => {
                let (first, before) = self.begun;
                let column = if line <= 1 { column.max(1) + before - 1 } else { column.max(1) };
                self.syntax((first + line.saturating_sub(1), column), reason)
            }
            Fault::NotAnArticle { key } => {
                InputFault::from(ReadErrorKind::NotAnArticle { key }).in_line(self.begun.0)
            }
            Fault::NoText => {
                let mapped = self.fields.text_name();
                InputFault::from(ReadErrorKind::NoText { mapped }).in_line(self.begun.0)
            }
        };
        if json.trim_ascii().is_empty() {
            return Err(self.syntax(self.begun, JsonReason::LoneComma));
        }
        let number = || if alone { self.id.clone() } else { format!("{}:{}", self.id, self.met) };
        article(json, &self.fields, number).map_err(own)
    }

    /// Passes blanks over; gives the byte behind them without taking it.
    fn blanks(&mut self) -> io::Result<Option<u8>> {
        loop {
            let bytes = fill(&mut self.reader)?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let blank = bytes.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let next = bytes.get(blank).copied();
            bytes[..blank].iter().for_each(|byte| advance(&mut self.at, *byte));
            self.reader.consume(blank);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Takes one byte that was seen.
    fn take(&mut self, byte: u8) {
        self.reader.consume(1);
        advance(&mut self.at, byte);
    }

    /// An error at this place, behind which nothing more is read.
    fn last(&mut self, reason: JsonReason) -> InputFault {
        self.within = Within::End;
        self.syntax(self.at, reason)
    }

    fn syntax(&self, (line, column): (u64, usize), reason: JsonReason) -> InputFault {
        InputFault::from(ReadErrorKind::Document { reason }).at(line, column)
    }
}

fn advance(at: &mut (u64, usize), byte: u8) {
    *at = if byte == b'\n' { (at.0 + 1, 1) } else { (at.0, at.1 + 1) };
}

/// Whether bytes of an unknown format are a document: an object or a list of objects begins there.
pub(in crate::read) fn looks_like_document(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let (list, head) = match head.strip_prefix(b"[") {
        Some(rest) => (true, rest.trim_ascii_start()),
        None => (false, head),
    };
    let Some(inside) = head.strip_prefix(b"{").map(|rest| rest.trim_ascii_start()) else { return false };
    match inside.first() {
        Some(b'"') => inside[1..]
            .iter()
            .position(|b| *b == b'"')
            .is_some_and(|end| inside[end + 2..].trim_ascii_start().starts_with(b":")),
        Some(b'}') => list,
        _ => false,
    }
}
