//! A JSON document → records, as a stream. In: a reader. Out: a record an article, or an error that names the
//! line.
//!
//! The document is one article's object, a list of such objects, or several objects one behind the other;
//! each may go on over many lines. An object is read as a line of JSON Lines is ([`super::jsonl`]). One that
//! is broken is told with its line; the next begins behind the comma that ends it, so that the rest is read.

use std::io::{self, BufRead};

use crate::limits::RECORD_BYTES;
use crate::model::Hint;

use super::fields::Fields;
use super::jsonl::{ArticleRecord, Fault, KEEP, article};
use super::source::SourceFile;
use crate::read::error::{InputFault, Note, ReadErrorKind};
use crate::read::input::bytes::fill;
use crate::read::input::decode;
use crate::read::reason::JsonReason;

/// An open document.
pub(in crate::read) struct Document {
    reader: Box<dyn BufRead + Send>,
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
}

/// Where in the document the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Start,
    /// No list: objects one behind the other.
    Objects,
    /// Behind `[` or a comma.
    List,
    /// Behind `]`.
    Behind,
    End,
}

/// What ended the bytes of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Whole,
    Comma,
    List,
    Input,
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
        let reader = decode::text_stream(reader)?;
        let (within, buffer, start) = (Within::Start, Vec::new(), (1, 1));
        Ok(Self { reader, buffer, path, id, fields, walked, at: start, begun: start, within, met: 0 })
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
            let reason = "its first record is not an article";
            notes.push(Note::LeftOut { path: self.path.clone(), reason, hint: Some(Hint::NameFile) });
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
                    self.within = Within::List;
                }
                (Within::Start | Within::Objects, Some(b'{')) => {
                    self.within = Within::Objects;
                    return self.object().map(Some);
                }
                (Within::List, Some(b']')) if self.met == 0 => {
                    self.take(b']');
                    self.within = Within::Behind;
                }
                (Within::List, None) => return Ok(Some(Err(self.last(JsonReason::OpenList)))),
                (Within::List, Some(_)) => return self.object().map(Some),
                (Within::Behind, Some(_)) => {
                    return Ok(Some(Err(self.last(JsonReason::BehindList))));
                }
                (Within::Start | Within::Objects, Some(_)) => {
                    return Ok(Some(Err(self.last(JsonReason::NeitherObjectNorList))));
                }
            }
        }
    }

    /// Reads one object, or what stands in its place.
    fn object(&mut self) -> io::Result<Result<ArticleRecord, InputFault>> {
        self.begun = self.at;
        self.met += 1;
        let ended = self.value()?;
        let alone = self.met == 1 && self.within == Within::Objects && self.blanks()?.is_none();
        let record = self.record(alone);
        match ended {
            Ended::List => self.within = Within::Behind,
            // What a whole object at the end lacks behind it is told by the next call.
            Ended::Input if record.is_err() => self.within = Within::End,
            Ended::Whole | Ended::Comma | Ended::Input => {}
        }
        Ok(record)
    }

    /// Brings the bytes of one value into the buffer, up to the end of the object, or in a list to the comma
    /// or bracket behind it.
    fn value(&mut self) -> io::Result<Ended> {
        self.buffer.clear();
        self.buffer.shrink_to(KEEP);
        let mut scan = ValueScan::new(self.within == Within::List);
        loop {
            let bytes = fill(&mut *self.reader)?;
            if bytes.is_empty() {
                return Ok(Ended::Input);
            }
            let mut ended = None;
            let mut used = 0;
            for &byte in bytes {
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
            let bytes = fill(&mut *self.reader)?;
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
