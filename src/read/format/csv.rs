//! CSV and TSV → records, a row an article. In: a reader. Out: as for JSON Lines.
//!
//! The first row names the columns ([`super::fields`]). Values are parted by commas, or by semicolons where the first row has more of
//! those. In a table with a column `speaker` the rows are the turns of one record. A row with another number of fields, and one with a
//! `"` that is never closed, is an error: its values cannot be told apart. A file without a column for the
//! text holds no articles.

use std::io::{self, BufRead, Read};

use crate::model::{Hint, Record, SourceKind, Span, Turn};

use super::fields::{Fields, Slot, Values};
use super::object::ArticleRecord;
use super::source::SourceFile;
use crate::read::error::{InputFault, ReadErrorKind};
use crate::read::input::bytes::fill;
use crate::read::input::decode;
use crate::read::note::Note;
use crate::read::reason::RowReason;
use crate::read::unspoken::in_brackets;

/// The name of the column that says who speaks.
const SPEAKER: &[u8] = b"speaker";

/// An open table.
pub(in crate::read) struct CsvTable {
    reader: csv::Reader<Watched>,
    row: csv::ByteRecord,
    path: String,
    id: String,
    /// The field of each column, with its rank.
    columns: Vec<Option<(Slot, usize)>>,
    line: u64,
    /// The column of the speaker, in a table whose rows are what one after the other says.
    speaker: Option<usize>,
    /// Set where the file holds no articles and was not named itself.
    left_out: bool,
}

impl CsvTable {
    /// Reads the first row.
    ///
    /// # Errors
    /// [`ReadErrorKind::NoColumn`] where no column is the text, unless the file was found in a folder.
    pub fn open(
        reader: Box<dyn BufRead + Send>,
        file: SourceFile,
        fields: &Fields,
        tabs: bool,
    ) -> Result<Self, InputFault> {
        let SourceFile { path, id, walked } = file;
        // A NUL byte costs the row in which it stands.
        let mut reader = decode::stream(reader)?.reader;
        let delimiter = if tabs { b'\t' } else { delimiter(fill(&mut reader)?) };
        // Some write tables parted by tabs without any quoting: there a `"` that begins a value is the
        // article's own.
        let quoting = !tabs || !has_stray_marks(fill(&mut reader)?, delimiter);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(quoting)
            .flexible(true)
            .from_reader(Watched { inner: reader, delimiter, quoting, at: At::Start, ended: false });
        let names = reader.byte_headers().map_err(|e| fault(1, e))?;
        let slot = |name: &[u8]| {
            let name = String::from_utf8_lossy(name);
            fields.slot(name.trim()).or_else(|| fields.slot(&name.trim().to_lowercase()))
        };
        let columns: Vec<_> = names.iter().map(slot).collect();
        let speaks = |name: &[u8]| name.trim_ascii().eq_ignore_ascii_case(SPEAKER);
        let speaker = names.iter().position(speaks);
        let has_text = columns.iter().flatten().any(|(slot, _)| *slot == Slot::Text);
        if !has_text && !walked {
            let known: Vec<_> = names.iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect();
            return Err(ReadErrorKind::NoColumn { known: known.join(", ") }.into());
        }
        Ok(Self {
            reader,
            row: csv::ByteRecord::new(),
            path,
            id,
            columns,
            speaker,
            line: 1,
            left_out: !has_text,
        })
    }

    /// How messages name the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line that the last record begins with, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The next record; `None` at the end.
    pub fn next(&mut self, notes: &mut Vec<Note>) -> Option<Result<ArticleRecord, InputFault>> {
        if std::mem::take(&mut self.left_out) {
            let reason = "no column of it is a text";
            notes.push(Note::LeftOut {
                path: self.path.clone(),
                reason,
                hint: Some(Hint::NameFileAndField { field: "text" }),
                is_usual: false,
            });
            self.columns.clear();
        }
        if self.columns.is_empty() {
            return None;
        }
        if let Some(speaker) = self.speaker.take() {
            let spoken = self.turns(speaker);
            // All rows are one record.
            self.columns.clear();
            return Some(spoken);
        }
        match self.reader.read_byte_record(&mut self.row) {
            Err(error) => {
                let line = self.reader.position().line();
                Some(Err(fault(line, error)))
            }
            Ok(false) => None,
            Ok(true) => {
                self.line = self.row.position().map_or(self.line, csv::Position::line);
                Some(self.whole().and_then(|()| self.record()))
            }
        }
    }

    /// Reads all rows as the turns of one record: the first row that is broken is told, and nothing more.
    fn turns(&mut self, speaker: usize) -> Result<ArticleRecord, InputFault> {
        let (mut text, mut turns) = (String::new(), Vec::<Turn>::new());
        let mut first: Option<ArticleRecord> = None;
        let text_at = self.columns.iter().position(|c| c.is_some_and(|(slot, _)| slot == Slot::Text));
        while self
            .reader
            .read_byte_record(&mut self.row)
            .map_err(|e| fault(self.reader.position().line(), e))?
        {
            self.line = self.row.position().map_or(self.line, csv::Position::line);
            self.whole()?;
            let said = self.text(text_at.and_then(|at| self.row.get(at)).unwrap_or_default())?;
            let said = said.trim();
            if said.is_empty() {
                continue;
            }
            let name = self.text(self.row.get(speaker).unwrap_or_default())?.trim().to_owned();
            if first.is_none() {
                first = Some(self.record()?);
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let at = text.len();
            text.push_str(said);
            // "(APPLAUSE)" is nobody's.
            let words = if in_brackets(said).is_some() { None } else { Span::new(&text, at, text.len()) };
            match turns.last_mut().filter(|turn| turn.name.as_deref().unwrap_or_default() == name) {
                Some(turn) => turn.words.extend(words),
                None => {
                    let words: Vec<Span> = words.into_iter().collect();
                    turns.push(Turn { label: None, name: Some(name).filter(|n| !n.is_empty()), words });
                }
            }
        }
        turns.retain(|turn| !turn.words.is_empty());
        let first = first.ok_or(ReadErrorKind::Empty)?;
        let record = Some(Record { kind: SourceKind::Record, turns, times: Vec::new() });
        Ok(ArticleRecord { id: self.id.clone(), text, record, ..first })
    }

    /// Whether the last row has a value for each column and no more. Empty values at its end count for
    /// nothing.
    fn whole(&self) -> Result<(), InputFault> {
        let watched = self.reader.get_ref();
        if watched.ended && watched.at == At::Quoted {
            return Err(bad_row(self.line, RowReason::OpenMark));
        }
        let (own, named) = (self.row.len(), self.columns.len());
        let more = self.row.iter().skip(named).any(|value| !value.is_empty());
        if own < named || more {
            return Err(bad_row(self.line, RowReason::Fields { own, named }));
        }
        Ok(())
    }

    fn record(&self) -> Result<ArticleRecord, InputFault> {
        let mut values = Values::default();
        for (value, column) in self.row.iter().zip(&self.columns) {
            if let Some((slot, rank)) = *column {
                values.put(slot, rank, self.text(value)?);
            }
        }
        let filled = values.filled();
        let Some(text) = values.take(Slot::Text) else {
            // That there is a column, the first row has told.
            return Err(InputFault::from(ReadErrorKind::NoText { mapped: None }).in_line(self.line));
        };
        let id = values.take(Slot::Id).unwrap_or_else(|| format!("{}:{}", self.id, self.line));
        let (kind, markup) = (values.kind(), values.markup());
        let header = values.header();
        Ok(ArticleRecord {
            id,
            header,
            language_name: None,
            text,
            is_plain: false,
            kind,
            markup,
            filled,
            record: None,
        })
    }

    fn text(&self, value: &[u8]) -> Result<String, InputFault> {
        // UTF-16 was told by the whole file; a value of a few bytes is not to be taken for it.
        let decoded = if value.contains(&0) { None } else { decode::decode(value.to_vec()).ok() };
        decoded.map(|d| d.text).ok_or_else(|| bad_row(self.line, RowReason::Nul))
    }
}

/// The sign between values: a semicolon where the first row has more of them than commas.
fn delimiter(head: &[u8]) -> u8 {
    let names = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |sign: u8| memchr::memchr_iter(sign, names).count();
    if count(b';') > count(b',') { b';' } else { b',' }
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

/// Knows whether what passed ends within a quoted value; the reader of tables takes that for an end like any
/// other.
struct Watched {
    inner: Box<dyn BufRead + Send>,
    delimiter: u8,
    /// True if a `"` that begins a value is no part of it.
    quoting: bool,
    at: At,
    ended: bool,
}

impl At {
    /// Behind one more byte of a table with quoting.
    fn behind(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::Mark,
            (Self::Quoted, _) | (Self::Start | Self::Mark, b'"') => Self::Quoted,
            (_, b'\n' | b'\r') => Self::Start,
            (_, byte) if byte == delimiter => Self::Start,
            _ => Self::Plain,
        }
    }
}

/// True if a `"` that would end a value stands in the middle of one: `"It holds," she said`.
fn has_stray_marks(head: &[u8], delimiter: u8) -> bool {
    let mut at = At::Start;
    head.iter().any(|&byte| {
        let before = at;
        at = at.behind(byte, delimiter);
        before == At::Mark && at == At::Plain
    })
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.ended = n == 0;
        for &byte in buffer[..n].iter().filter(|_| self.quoting) {
            self.at = self.at.behind(byte, self.delimiter);
        }
        Ok(n)
    }
}

fn fault(line: u64, error: csv::Error) -> InputFault {
    let reason = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(source) => source.into(),
        _ => bad_row(line, RowReason::Refused { reason }),
    }
}

fn bad_row(line: u64, reason: RowReason) -> InputFault {
    InputFault::from(ReadErrorKind::Row { reason }).in_line(line)
}
