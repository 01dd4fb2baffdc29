//! Article JSON Lines → records, as a stream. In: a reader. Out: a record a line, or an error that names the
//! line.
//!
//! A record is an article's object ([`super::object`]). One line buffer is used for the whole file.

use std::io::{self, BufRead, Read};

use serde::de::IgnoredAny;

use crate::limits::RECORD_BYTES;
use crate::model::Hint;

use super::fields::Fields;
use super::object::{ArticleRecord, Fault, article};
use super::source::SourceFile;
use crate::read::error::{InputFault, ReadErrorKind};
use crate::read::input::bytes::fill;
use crate::read::input::decode;
use crate::read::note::Note;
use crate::read::reason::JsonReason;

/// A line buffer that grew beyond this for one line is given back.
pub(in crate::read) const KEEP: usize = 16 * 1024 * 1024;

/// An open file of article JSON Lines.
pub(in crate::read) struct Lines {
    reader: Box<dyn BufRead + Send>,
    buffer: Vec<u8>,
    path: String,
    id: String,
    fields: Fields,
    /// Lines read so far.
    line: u64,
    /// True if a record was met, be it good or bad.
    met: bool,
    /// True if a file whose first record is not an article is left out quietly.
    walked: bool,
    /// True if one record would be one file's article.
    document: bool,
    /// True if the record is the only one of such a file.
    alone: bool,
}

impl Lines {
    /// `id` comes before the line number in the ids of records that have none; it is that of the only record
    /// where the file is called a `document`, `.json`.
    ///
    /// # Errors
    /// As [`decode::text_stream`].
    pub fn open(
        reader: Box<dyn BufRead + Send>,
        file: SourceFile,
        document: bool,
        fields: Fields,
    ) -> Result<Self, InputFault> {
        let SourceFile { path, id, walked } = file;
        let reader = decode::text_stream(reader)?;
        let (buffer, line, met, alone) = (Vec::new(), 0, false, false);
        Ok(Self { reader, buffer, path, id, fields, line, met, walked, document, alone })
    }

    /// How messages name the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line that the last record begins with, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next record; blank lines are passed over. `None` at the end.
    pub fn next(&mut self, notes: &mut Vec<Note>) -> Option<Result<ArticleRecord, InputFault>> {
        loop {
            self.buffer.clear();
            self.buffer.shrink_to(KEEP);
            let mut limited = (&mut self.reader).take(RECORD_BYTES as u64);
            match limited.read_until(b'\n', &mut self.buffer) {
                Err(error) => return Some(Err(error.into())),
                Ok(0) if self.met => return None,
                Ok(0) => {
                    self.met = true;
                    return Some(Err(ReadErrorKind::Empty.into()));
                }
                Ok(_) => self.line += 1,
            }
            if self.buffer.len() == RECORD_BYTES && !self.buffer.ends_with(b"\n") {
                self.met = true;
                let skipped = self.reader.skip_until(b'\n');
                let fault = InputFault::from(ReadErrorKind::Huge { most: RECORD_BYTES });
                return Some(Err(skipped.map_or_else(InputFault::from, |_| fault.in_line(self.line))));
            }
            if self.buffer.trim_ascii().is_empty() {
                continue;
            }
            let first = !std::mem::replace(&mut self.met, true);
            self.alone = first && self.document && fill(&mut *self.reader).is_ok_and(<[u8]>::is_empty);
            let record = self.record();
            let other_kind = record.as_ref().is_err_and(|fault| fault.kind.is_another_record());
            if first && other_kind && self.walked {
                let (path, reason) = (self.path.clone(), "its first record is not an article");
                let hint = Some(Hint::NameFile);
                notes.push(Note::LeftOut { path, reason, hint, is_usual: false });
                self.reader = Box::new(io::empty());
                return None;
            }
            return Some(record);
        }
    }

    /// Reads the line in the buffer.
    fn record(&self) -> Result<ArticleRecord, InputFault> {
        let decoded;
        let line = match std::str::from_utf8(&self.buffer) {
            Ok(line) => line,
            Err(_) => {
                decoded = decode::decode(self.buffer.clone())
                    .map_err(|byte| self.json(byte.offset + 1, JsonReason::Nul))?
                    .text;
                &decoded
            }
        };
        let number = || match self.alone {
            true => self.id.clone(),
            false => format!("{}:{}", self.id, self.line),
        };
        article(line, &self.fields, number).map_err(|fault| {
            let kind = match fault {
                Fault::Json { column, reason, .. } => return self.json(column, reason),
                Fault::NotAnArticle { key } => ReadErrorKind::NotAnArticle { key },
                Fault::NoText => ReadErrorKind::NoText { mapped: self.fields.text_name() },
            };
            InputFault::from(kind).in_line(self.line)
        })
    }

    fn json(&self, column: usize, reason: JsonReason) -> InputFault {
        InputFault::from(ReadErrorKind::Json { reason }).at(self.line, column)
    }
}

/// Whether bytes of an unknown format are JSON Lines: the first line is one whole JSON object, or begins one
/// that goes on past what is at hand.
pub(in crate::read) fn looks_like_lines(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    if !head.starts_with(b"{") {
        return false;
    }
    match memchr::memchr(b'\n', head) {
        Some(end) => serde_json::from_slice::<IgnoredAny>(&head[..end]).is_ok(),
        None => match serde_json::from_slice::<IgnoredAny>(head) {
            Ok(_) => true,
            Err(error) => error.is_eof(),
        },
    }
}
