//! Bytes → claims: JSON Lines, a JSON list, a page of annotations or a table, also packed.
//!
//! In: a file of claims. Out: an iterator of [`ClaimLine`]s in the order of the file, with an error in the place of each line that holds
//! no claim. Lines are read one by one, so that memory does not grow with their number; a JSON list and a page are read whole.
//!
//! `form` knows the keys: ours, and those of other programs. `page` tells an `AnnotationPage` from lines.

mod form;
mod line;
mod page;

use std::io::{self, BufRead, Read};

use serde_json::{Map, Value};

use super::{json_reason, unpack};
use crate::limits::{RECORD_BYTES, TEXT_BYTES};
use line::no_claim;
pub use line::{ClaimError, ClaimLine};

/// The claims of a file.
pub struct Claims(Lines);

enum Lines {
    Json {
        reader: Box<dyn BufRead + Send>,
        line: u64,
    },
    /// `has_more` says that a page names another one.
    List {
        items: std::vec::IntoIter<Value>,
        line: u64,
        has_more: bool,
    },
    Table {
        rows: Box<csv::StringRecordsIntoIter<Box<dyn BufRead + Send>>>,
        header: csv::StringRecord,
    },
}

impl Claims {
    /// Begins to read. What the bytes are is told by the first of them: `{` begins JSON Lines or a page of annotations, `[` a list, anything
    /// else a table.
    ///
    /// # Errors
    /// If the bytes cannot be read; a list that is no JSON, or a table without a header.
    pub fn new(raw: impl Read + Send + 'static) -> io::Result<Self> {
        let mut reader = unpack(raw)?;
        Ok(Self(match first(&mut *reader)? {
            Some(b'[') => {
                let mut bytes = Vec::new();
                reader.take(TEXT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
                if bytes.len() > TEXT_BYTES {
                    return Err(io::Error::other(format!("the list has more than {TEXT_BYTES} bytes")));
                }
                let items: Vec<Value> = serde_json::from_slice(&bytes)?;
                Lines::List { items: items.into_iter(), line: 0, has_more: false }
            }
            Some(b'{') => match page::annotations(reader)? {
                Ok(found) => {
                    Lines::List { items: found.items.into_iter(), line: 0, has_more: found.has_more }
                }
                Err(reader) => Lines::Json { reader, line: 0 },
            },
            None => Lines::Json { reader, line: 0 },
            Some(_) => {
                let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(reader);
                let header = rows.headers()?.clone();
                Lines::Table { rows: Box::new(rows.into_records()), header }
            }
        }))
    }
}

/// The first byte that is not white space, which is left to be read; of a file that begins with very much white space none.
fn first(reader: &mut dyn BufRead) -> io::Result<Option<u8>> {
    Ok(reader.fill_buf()?.iter().find(|byte| !byte.is_ascii_whitespace()).copied())
}

impl Iterator for Claims {
    type Item = io::Result<Result<ClaimLine, ClaimError>>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Lines::Json { reader, line } => next_json(&mut **reader, line).transpose(),
            Lines::List { items, line, has_more } => {
                *line += 1;
                let follows = || {
                    std::mem::take(has_more).then(|| {
                        let message = "the page says that another one follows, which was not read; give it as a file too";
                        Ok(Err(ClaimError { id: None, line: *line, column: None, message: message.to_owned() }))
                    })
                };
                items.next().map(|item| Ok(of_value(item, *line))).or_else(follows)
            }
            Lines::Table { rows, header } => rows.next().map(|row| match row {
                Ok(row) => Ok(of_row(&row, header)),
                Err(error) if error.is_io_error() => Err(error.into()),
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    let message = no_claim("the row cannot be read");
                    Ok(Err(ClaimError { id: None, line, column: None, message }))
                }
            }),
        }
    }
}

fn of_row(row: &csv::StringRecord, header: &csv::StringRecord) -> Result<ClaimLine, ClaimError> {
    let line = row.position().map_or(0, csv::Position::line);
    let cells = header.iter().zip(row.iter()).filter(|(_, cell)| !cell.is_empty());
    let keys: Map<String, Value> =
        cells.map(|(key, cell)| (key.trim().to_owned(), Value::from(cell))).collect();
    of_value(Value::Object(keys), line)
}

fn next_json(reader: &mut dyn BufRead, line: &mut u64) -> io::Result<Option<Result<ClaimLine, ClaimError>>> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        if (&mut *reader).take(RECORD_BYTES as u64).read_until(b'\n', &mut buffer)? == 0 {
            return Ok(None);
        }
        *line += 1;
        if buffer.len() == RECORD_BYTES && !buffer.ends_with(b"\n") {
            reader.skip_until(b'\n')?;
            let message = format!("the line has more than {RECORD_BYTES} bytes");
            return Ok(Some(Err(ClaimError { id: None, line: *line, column: None, message })));
        }
        if buffer.trim_ascii().is_empty() {
            continue;
        }
        let value = serde_json::from_slice::<Value>(buffer.trim_ascii_end());
        return Ok(Some(value.map_or_else(
            |error| {
                let column = Some(error.column().max(1));
                Err(ClaimError {
                    id: None,
                    line: *line,
                    column,
                    message: no_claim(&json_reason(&error).to_string()),
                })
            },
            |value| of_value(value, *line),
        )));
    }
}

fn of_value(value: Value, line: u64) -> Result<ClaimLine, ClaimError> {
    let id = form::id(&value);
    form::claim(value, line).map_err(|message| ClaimError { id, line, column: None, message })
}
