//! An archive of the web (WARC, WET) → the records of its pages, as a stream.
//!
//! In: the unpacked bytes of an archive; crawlers pack each record for itself, and `unpack` reads such members as one. Out: a record a page
//! or text; an error that names the first byte of a record that is broken, behind which the reading goes on at the next line that begins one.
//!
//! ```text
//! WARC/1.1                               head: the fields of a record
//! WARC-Type: response                    http: what a server answered, to the bytes of a page
//! Content-Length: 1234                   tally: what was passed over, to be told at the end
//! (empty line) HTTP/1.1 200 OK …
//! ```
//!
//! One record is held at a time, and only if it can be a page.

mod head;
mod http;
mod tally;

use std::io::{self, BufRead, Read};

use super::fields::Filled;
use super::object::ArticleRecord;
use super::replay::Replay;
use super::source::{AddressFilter, SourceFile};
use crate::lexicon::Lexicon;
use crate::limits::{HEAD_BYTES, WEB_BODY};
use crate::model::{ArticleHeader, DateFrom, Markup};
use crate::read::error::{InputFault, ReadErrorKind, RecordPlace};
use crate::read::input::bytes::fill;
use crate::read::input::decode;
use crate::read::note::Note;
#[cfg(not(feature = "html"))]
use crate::read::reason::PageReason;
use crate::read::reason::WarcReason;
use head::{Holds, RecordHead};
use tally::PassedRecords;

/// What each record begins with.
pub(in crate::read) const BEGIN: &[u8] = b"WARC/";
/// What a page at another address is counted as.
const OTHER_ADDRESS: &str = "of another address";
/// The most bytes of a record that is held.
const HELD: u64 = (WEB_BODY + HEAD_BYTES) as u64;

/// An open archive.
pub(in crate::read) struct Warc {
    reader: Replay,
    path: String,
    /// The id of the file, from which records without one get theirs.
    id: String,
    /// Bytes taken so far.
    at: u64,
    /// How many of them were read again, behind records whose length is wrong.
    again: u64,
    /// The first byte of the last record.
    begun: u64,
    tally: PassedRecords,
    /// True for the addresses of pages that are wanted; without it all are.
    wanted: Option<AddressFilter>,
}

/// A body as text, and its form.
enum Body {
    Page(String),
    Text(String),
}

impl Warc {
    pub fn open(reader: Box<dyn BufRead + Send>, file: SourceFile) -> Self {
        let SourceFile { path, id, .. } = file;
        let (reader, tally) = (Replay::new(reader), PassedRecords::default());
        Self { reader, path, id, at: 0, again: 0, begun: 0, tally, wanted: None }
    }

    /// The same of the pages at some addresses.
    pub fn of(self, wanted: Option<AddressFilter>) -> Self {
        Self { wanted, ..self }
    }

    /// How messages name the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where the last record begins.
    pub fn place(&self) -> RecordPlace {
        RecordPlace::Byte(self.begun)
    }

    /// The next page or text; `None` at the end, where `notes` says what was passed over.
    pub fn next(
        &mut self,
        notes: &mut Vec<Note>,
        lexicon: &Lexicon,
    ) -> Option<Result<ArticleRecord, InputFault>> {
        loop {
            match self.record(lexicon) {
                Ok(Some(Some(record))) => {
                    notes.extend(self.tally.cut(&self.path, self.place()));
                    return Some(Ok(record));
                }
                Ok(Some(None)) => {}
                Ok(None) => {
                    notes.extend(self.tally.note(&self.path));
                    return None;
                }
                Err(fault) => {
                    let is_end = fault.kind.ends_file();
                    notes.extend(is_end.then(|| self.tally.note(&self.path)).flatten());
                    return Some(Err(fault.in_record(self.place())));
                }
            }
        }
    }

    /// Reads one record: its page, nothing where it has none, and `None` at the end of the file.
    fn record(&mut self, lexicon: &Lexicon) -> Result<Option<Option<ArticleRecord>>, InputFault> {
        self.blank_lines()?;
        self.begun = self.at;
        let mut line = Vec::new();
        if self.line(&mut line)? == 0 {
            return Ok(None);
        }
        if !line.starts_with(BEGIN) {
            return Err(self.lost(WarcReason::NoRecord)?);
        }
        let head = match self.head()? {
            Ok(head) => head,
            Err(reason) => return Err(self.lost(reason)?),
        };
        let Some(length) = head.length else { return Err(self.lost(WarcReason::NoLength)?) };
        let holds = match self.holds(&head) {
            Ok(holds) if length <= HELD => holds,
            // What is not held is passed over, whatever it is.
            holds => {
                let taken = self.skip(length)?;
                self.end(length, taken, &[])?;
                return match holds {
                    Ok(_) => Err(ReadErrorKind::Huge { most: WEB_BODY }.into()),
                    Err(passed) => Ok(Some(self.passed(passed))),
                };
            }
        };
        let mut block = Vec::new();
        let taken = (&mut self.reader).take(length).read_to_end(&mut block)? as u64;
        self.at += taken;
        self.end(length, taken, &block)?;
        let body = match body(block, holds, &head)? {
            Ok(body) => body,
            Err(passed) => return Ok(Some(self.passed(passed))),
        };
        self.tally.is_cut = head.is_cut;
        self.article(body, head, lexicon).map(|record| Some(Some(record)))
    }

    /// What the record holds; `Err` with the kind of what is passed over.
    fn holds(&self, head: &RecordHead) -> Result<Holds, &'static str> {
        let holds = head.holds()?;
        let url = head.url.as_deref().unwrap_or_default();
        if self.wanted.as_ref().is_none_or(|wanted| wanted(url)) { Ok(holds) } else { Err(OTHER_ADDRESS) }
    }

    fn passed(&mut self, what: &'static str) -> Option<ArticleRecord> {
        self.tally.passed(what);
        None
    }

    /// The fields of a record, up to the empty line.
    fn head(&mut self) -> io::Result<Result<RecordHead, WarcReason>> {
        let (mut head, mut line, mut all) = (RecordHead::default(), Vec::new(), 0);
        loop {
            line.clear();
            let taken = self.line(&mut line)?;
            all += taken;
            if taken == 0 {
                return Ok(Err(WarcReason::Ends));
            } else if line.trim_ascii().is_empty() {
                return Ok(Ok(head));
            } else if all > HEAD_BYTES {
                return Ok(Err(WarcReason::LongHead { most: HEAD_BYTES }));
            }
            head.take(&line);
        }
    }

    /// Judges the end of a record of which `taken` bytes were there: another record follows, or the file ends.
    ///
    /// # Errors
    /// If its length is wrong; what comes next is then the record that begins within `block`, or else the next one behind it.
    fn end(&mut self, length: u64, taken: u64, block: &[u8]) -> Result<(), InputFault> {
        let reason = if taken < length {
            WarcReason::Ends
        } else {
            self.blank_lines()?;
            if self.begins_record()? {
                return Ok(());
            }
            WarcReason::Length
        };
        let inside = memchr::memmem::find_iter(block, BEGIN).find(|at| *at > 0 && block[at - 1] == b'\n');
        // An archive whose records all have a wrong length would be read again and again.
        let inside = inside.filter(|at| self.again + (block.len() - at) as u64 <= self.at);
        match inside {
            Some(at) => {
                self.at -= (block.len() - at) as u64;
                self.again += (block.len() - at) as u64;
                self.reader.again(block[at..].to_vec());
                Err(ReadErrorKind::Warc { reason }.into())
            }
            None => Err(self.lost(reason)?),
        }
    }

    /// True at the end, or where the next bytes begin a record.
    fn begins_record(&mut self) -> io::Result<bool> {
        let next = fill(&mut self.reader)?;
        if next.is_empty() || next.len() >= BEGIN.len() {
            return Ok(next.is_empty() || next.starts_with(BEGIN));
        }
        let mut next = Vec::new();
        (&mut self.reader).take(BEGIN.len() as u64).read_to_end(&mut next)?;
        let begins = next == BEGIN;
        self.reader.again(next);
        Ok(begins)
    }

    /// Goes on to the next line that begins a record; what was met before it is one error.
    fn lost(&mut self, reason: WarcReason) -> io::Result<InputFault> {
        let (mut line, mut is_begin) = (Vec::new(), true);
        while !(is_begin && self.begins_record()?) {
            line.clear();
            if self.line(&mut line)? == 0 {
                break;
            }
            is_begin = line.ends_with(b"\n");
        }
        Ok(ReadErrorKind::Warc { reason }.into())
    }

    fn article(&self, body: Body, head: RecordHead, lexicon: &Lexicon) -> Result<ArticleRecord, InputFault> {
        let (header, text) = match body {
            Body::Text(text) => (ArticleHeader::default(), text),
            Body::Page(html) => page(&html, lexicon)?,
        };
        if text.trim_ascii().is_empty() {
            return Err(ReadErrorKind::Empty.into());
        }
        let mut header = ArticleHeader { url: head.url.or(header.url), ..header };
        // A date of the page that cannot be read is none of the crawler's either.
        if header.date.is_none() && head.day.is_some() {
            (header.date, header.date_from) = (head.day, Some(DateFrom::Crawl));
        }
        let id = head.id.unwrap_or_else(|| format!("{}:{}", self.id, self.begun));
        let (kind, markup, filled, record) = (None, Markup::None, Filled::default(), None);
        Ok(ArticleRecord {
            id,
            header,
            language_name: None,
            text,
            is_plain: true,
            kind,
            markup,
            filled,
            record,
        })
    }

    /// Takes line ends.
    fn blank_lines(&mut self) -> io::Result<()> {
        loop {
            let bytes = fill(&mut self.reader)?;
            let ends = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let is_done = ends < bytes.len() || bytes.is_empty();
            self.reader.consume(ends);
            self.at += ends as u64;
            if is_done {
                return Ok(());
            }
        }
    }

    /// Takes a line, of a long one a part; how many bytes it has, 0 at the end.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        let taken = (&mut self.reader).take(HEAD_BYTES as u64).read_until(b'\n', line)?;
        self.at += taken as u64;
        Ok(taken)
    }

    /// Takes bytes, as many as there are up to `count`.
    fn skip(&mut self, count: u64) -> io::Result<u64> {
        let taken = io::copy(&mut (&mut self.reader).take(count), &mut io::sink())?;
        self.at += taken;
        Ok(taken)
    }
}

/// Decodes the text or the page of a record; the inner `Err` names what is passed over.
fn body(block: Vec<u8>, holds: Holds, head: &RecordHead) -> Result<Result<Body, &'static str>, InputFault> {
    let (bytes, charset, is_page) = match holds {
        Holds::Answer => match http::page(&block) {
            Ok(http::ServerAnswer::Page { bytes, charset }) => (bytes, charset, true),
            Ok(http::ServerAnswer::Passed(what)) => return Ok(Err(what)),
            Err(reason) => return Err(ReadErrorKind::Warc { reason }.into()),
        },
        Holds::Page => (block, head.charset(), true),
        Holds::Text => (block, head.charset(), false),
    };
    let decoded = decode::labelled(bytes, charset.as_deref()).map_err(ReadErrorKind::from)?;
    Ok(Ok(if is_page { Body::Page(decoded.text) } else { Body::Text(decoded.text) }))
}

#[cfg(feature = "html")]
fn page(html: &str, lexicon: &Lexicon) -> Result<(ArticleHeader, String), InputFault> {
    super::html::page(html, lexicon).map_err(|reason| ReadErrorKind::Page { reason }.into())
}

#[cfg(not(feature = "html"))]
fn page(_: &str, _: &Lexicon) -> Result<(ArticleHeader, String), InputFault> {
    Err(ReadErrorKind::Page { reason: PageReason::NoReader }.into())
}
