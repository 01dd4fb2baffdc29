//! Article JSON Lines → records, as a stream. In: a reader. Out: a record a line, or an error that names the
//! line.
//!
//! A record is a JSON object with a string `text` and, where known, `id`, `outlet`, `date`, `url`, `title`,
//! `language`, `kind`, under these names or those of other programs ([`super::fields`]), and `markup`; other
//! keys are ignored, values may be null. An object with `article`, or with a `type` that is not `article`,
//! tells about an article and is none.
//!
//! One line buffer is used for the whole file, and a value is copied out of it only where it is kept.

use std::fmt;
use std::io::{self, BufRead, Read};

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::limits::RECORD_BYTES;
use crate::model::{ArticleHeader, Hint, Markup, Record, SourceKind};

use super::fields::{Fields, Filled, Slot, Values};
use super::json_error::reason;
use super::source::SourceFile;
use super::transcript_json;
use crate::read::error::{InputFault, Note, ReadErrorKind};
use crate::read::input::bytes::fill;
use crate::read::input::decode;
use crate::read::reason::JsonReason;

/// A line buffer that grew beyond this for one line is given back.
pub(in crate::read) const KEEP: usize = 16 * 1024 * 1024;

/// What one line holds.
pub(in crate::read) struct ArticleRecord {
    pub id: String,
    pub header: ArticleHeader,
    pub text: String,
    /// What kind of text it is, where the record says so.
    pub kind: Option<SourceKind>,
    /// How its text is marked up; nothing in its id says so.
    pub markup: Markup,
    /// Which fields it has.
    pub filled: Filled,
    /// Its turns and times, where the format of the record says them.
    pub record: Option<Record>,
}

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
                let reason = "its first record is not an article";
                notes.push(Note::LeftOut { path: self.path.clone(), reason, hint: Some(Hint::NameFile) });
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

/// Why an object gives no record.
pub(in crate::read) enum Fault {
    /// It is broken at this place of it, both from 1; the column in bytes.
    Json { line: u64, column: usize, reason: JsonReason },
    /// It has a key that no article has.
    NotAnArticle { key: &'static str },
    /// It has no text.
    NoText,
}

/// Reads one object; `number` is the id of one that has none.
///
/// # Errors
/// If it is no object, or no article's.
pub(in crate::read) fn article(
    json: &str,
    fields: &Fields,
    number: impl FnOnce() -> String,
) -> Result<ArticleRecord, Fault> {
    // What ends too early ends on its own line.
    let json = json.trim_ascii_end();
    if !json.trim_ascii_start().starts_with('{') {
        return Err(Fault::Json { line: 1, column: 1, reason: JsonReason::NotAnObject });
    }
    let mut reader = serde_json::Deserializer::from_str(json);
    let object = Object(fields).deserialize(&mut reader);
    let mut found = object.and_then(|o| reader.end().map(|()| o)).map_err(|error| {
        // The place stands before the message instead.
        let reason = JsonReason::Syntax { reason: reason(&error) };
        Fault::Json { line: error.line() as u64, column: error.column().max(1), reason }
    })?;
    if found.article {
        return Err(Fault::NotAnArticle { key: "article" });
    }
    if found.kind.is_some_and(|kind| kind != "article") {
        return Err(Fault::NotAnArticle { key: "type" });
    }
    let filled = found.values.filled();
    let text = found.values.take(Slot::Text);
    let id = found.values.take(Slot::Id).unwrap_or_else(number);
    let (kind, markup) = (found.values.kind(), found.values.markup());
    // A transcript has its words in parts, and may have them whole as well.
    if (found.in_parts || text.is_none())
        && let Some(spoken) = transcript_json::read(json)
    {
        let told = found.values.header();
        let (date, title) = (told.date.or(spoken.date), told.title.or(spoken.title));
        let header = ArticleHeader { date, title, ..told };
        let record = Some(spoken.record);
        return Ok(ArticleRecord { id, header, text: spoken.text, kind, markup, filled, record });
    }
    let text = text.ok_or(Fault::NoText)?;
    Ok(ArticleRecord { id, header: found.values.header(), text, kind, markup, filled, record: None })
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

/// What an object says.
#[derive(Default)]
struct JsonArticle {
    values: Values,
    /// True if it has an `article`, which only what tells about an article has.
    article: bool,
    /// Its `type`.
    kind: Option<String>,
    /// True if it has its words in parts: `segments`.
    in_parts: bool,
}

/// Reads an object's known keys; all others are skipped without being built.
struct Object<'f>(&'f Fields);

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = JsonArticle;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<JsonArticle, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = JsonArticle;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonArticle, A::Error> {
        let mut found = JsonArticle::default();
        while let Some(key) = map.next_key_seed(Name(self.0))? {
            match key {
                Key::Field(slot, rank) if found.values.wants(slot, rank) => {
                    if let Some(value) = map.next_value_seed(AnyValue)? {
                        found.values.put(slot, rank, value);
                    }
                }
                Key::Type => found.kind = map.next_value_seed(AnyValue)?,
                Key::Parts => {
                    found.in_parts = true;
                    map.next_value::<IgnoredAny>()?;
                }
                Key::Article => found.article |= map.next_value::<Option<IgnoredAny>>()?.is_some(),
                Key::Field(..) | Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
    }
}

/// What a key is to us.
enum Key {
    Field(Slot, usize),
    Article,
    Type,
    /// The words of a transcript in parts.
    Parts,
    Other,
}

struct Name<'f>(&'f Fields);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
        Ok(match self.0.slot(name) {
            Some((slot, rank)) => Key::Field(slot, rank),
            None if name == "article" => Key::Article,
            None if name == "type" => Key::Type,
            None if transcript_json::PARTS.contains(&name) => Key::Parts,
            None => Key::Other,
        })
    }
}

/// A string; a number in its usual form; nothing for null and for whatever cannot be a header field, which a
/// foreign record may well have under one of our keys.
struct AnyValue;

impl<'de> DeserializeSeed<'de> for AnyValue {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, a number or null")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}
