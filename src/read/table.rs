//! CSV and TSV → records, a row an article. In: a reader. Out: as for JSON Lines.
//!
//! The first row names the columns ([`super::fields`]). A row with another number of fields, and one with a `"` that is never
//! closed, is an error: its values cannot be told apart. A file without a column for the text holds no articles.

use std::io::{self, BufRead, Read};

use crate::model::ArticleError;

use super::decode;
use super::fields::{Fields, Slot, Values};
use super::lines::Record;
use super::{Note, ReadError};

/// An open table.
pub(super) struct Table {
    reader: csv::Reader<Watched>,
    row: csv::ByteRecord,
    path: String,
    id: String,
    /// The field of each column, with its rank.
    columns: Vec<Option<(Slot, usize)>>,
    line: u64,
    /// Set where the file holds no articles and was not named itself.
    left_out: bool,
}

impl Table {
    /// Reads the first row.
    ///
    /// # Errors
    /// [`ReadError::NoColumn`] where no column is the text, unless the file was found in a folder.
    pub fn open(
        reader: Box<dyn BufRead + Send>,
        path: String,
        id: String,
        walked: bool,
        fields: &Fields,
        tabs: bool,
    ) -> Result<Self, ReadError> {
        // A NUL byte costs the row in which it stands.
        let stream = decode::stream(reader);
        let reader = stream.map_err(|source| ReadError::Io { path: path.clone(), source })?.reader;
        let delimiter = if tabs { b'\t' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(Watched::new(reader, delimiter));
        let names = reader.byte_headers().map_err(|e| fault(&path, 1, e))?;
        let columns: Vec<_> =
            names.iter().map(|name| fields.slot(String::from_utf8_lossy(name).trim())).collect();
        let has_text = columns.iter().flatten().any(|(slot, _)| *slot == Slot::Text);
        if !has_text && !walked {
            let known: Vec<_> = names.iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect();
            return Err(ReadError::NoColumn { path, known: known.join(", ") });
        }
        Ok(Self { reader, row: csv::ByteRecord::new(), path, id, columns, line: 1, left_out: !has_text })
    }

    /// How messages name the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line that the last record begins with, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The error for a text of the last row that no article can hold.
    pub fn too_long(&self, source: ArticleError) -> ReadError {
        ReadError::TooLong { path: self.path.clone(), line: self.line, source }
    }

    /// The next record; `None` at the end.
    pub fn next(&mut self, notes: &mut Vec<Note>) -> Option<Result<Record, ReadError>> {
        if std::mem::take(&mut self.left_out) {
            let reason = "no column of it is a text; name it itself, with --map, to read it";
            notes.push(Note::LeftOut { path: self.path.clone(), reason });
            self.columns.clear();
        }
        if self.columns.is_empty() {
            return None;
        }
        match self.reader.read_byte_record(&mut self.row) {
            Err(error) => {
                let line = self.reader.position().line();
                Some(Err(fault(&self.path, line, error)))
            }
            Ok(false) => None,
            Ok(true) => {
                self.line = self.row.position().map_or(self.line, csv::Position::line);
                Some(self.whole().and_then(|()| self.record()))
            }
        }
    }

    /// Whether the last row has a value for each column and no more. Empty values at its end count for nothing.
    fn whole(&self) -> Result<(), ReadError> {
        let bad = |reason| Err(ReadError::Row { path: self.path.clone(), line: self.line, reason });
        let watched = self.reader.get_ref();
        if watched.ended && watched.at == At::Quoted {
            return bad("it opens a `\"` that is never closed".to_owned());
        }
        let (own, named) = (self.row.len(), self.columns.len());
        let more = self.row.iter().skip(named).any(|value| !value.is_empty());
        if own < named || more {
            return bad(format!("it has {own} fields, the first row {named}"));
        }
        Ok(())
    }

    fn record(&self) -> Result<Record, ReadError> {
        let mut values = Values::default();
        for (value, column) in self.row.iter().zip(&self.columns) {
            if let Some((slot, rank)) = *column {
                values.put(slot, rank, self.text(value)?);
            }
        }
        let filled = values.filled();
        let Some(text) = values.take(Slot::Text) else {
            // That there is a column, the first row has told.
            return Err(ReadError::NoText { path: self.path.clone(), line: self.line, mapped: None });
        };
        let id = values.take(Slot::Id).unwrap_or_else(|| format!("{}:{}", self.id, self.line));
        Ok(Record { id, header: values.header(), text, kind: values.kind(), filled })
    }

    fn text(&self, value: &[u8]) -> Result<String, ReadError> {
        // UTF-16 was told by the whole file; a value of a few bytes is not to be taken for it.
        let decoded = if value.contains(&0) { None } else { decode::decode(value.to_vec()).ok() };
        decoded.map(|d| d.text).ok_or_else(|| ReadError::Row {
            path: self.path.clone(),
            line: self.line,
            reason: "a NUL byte".to_owned(),
        })
    }
}

/// Where in a table a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// A value begins.
    Start,
    Plain,
    Quoted,
    /// Behind a `"` in a quoted value: another one stands for itself, anything else ends the quoted part.
    Mark,
}

/// Knows whether what passed ends within a quoted value; the reader of tables takes that for an end like any other.
struct Watched {
    inner: Box<dyn BufRead + Send>,
    delimiter: u8,
    at: At,
    ended: bool,
}

impl Watched {
    fn new(inner: Box<dyn BufRead + Send>, delimiter: u8) -> Self {
        Self { inner, delimiter, at: At::Start, ended: false }
    }
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.ended = n == 0;
        for &byte in &buffer[..n] {
            self.at = match (self.at, byte) {
                (At::Quoted, b'"') => At::Mark,
                (At::Quoted, _) | (At::Start | At::Mark, b'"') => At::Quoted,
                (_, b'\n' | b'\r') => At::Start,
                (_, byte) if byte == self.delimiter => At::Start,
                _ => At::Plain,
            };
        }
        Ok(n)
    }
}

fn fault(path: &str, line: u64, error: csv::Error) -> ReadError {
    let (path, reason) = (path.to_owned(), error.to_string());
    match error.into_kind() {
        csv::ErrorKind::Io(source) => ReadError::Io { path, source },
        _ => ReadError::Row { path, line, reason },
    }
}
