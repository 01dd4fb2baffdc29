//! One JSON object → the record of an article. In: the object's text. Out: its known fields, or why it is no article's.
//!
//! An article is a JSON object with a string `text` and, where known, `id`, `outlet`, `date`, `url`, `title`, `language`, `kind`, under
//! these names or those of other programs ([`super::fields`]), and `markup`; other keys are ignored, values may be null. Content systems
//! nest them: a field may be an object that holds its value (`{"title": {"rendered": "…"}}`), and all fields may stand in another object
//! (`attributes`). An object with `article`, or with a `type` that is not `article` and a `text`, tells about an article and is none.
//!
//! A value is copied out of the buffer only where it is kept.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::fields::{self, Fields, Filled, Slot, Values};
use super::json_error::reason;
use super::{quoted_json, transcript_json};
use crate::model::{ArticleHeader, Markup, Record, SourceKind};
use crate::read::reason::JsonReason;

/// What one object holds.
pub(in crate::read) struct ArticleRecord {
    pub id: String,
    pub header: ArticleHeader,
    /// The name of its language, where a corpus of many languages has it.
    pub language_name: Option<String>,
    pub text: String,
    /// True if the text is as a reader sees it; that of most records may be HTML.
    pub is_plain: bool,
    /// What kind of text it is, where the record says so.
    pub kind: Option<SourceKind>,
    /// How its text is marked up; nothing in its id says so.
    pub markup: Markup,
    /// Which fields it has.
    pub filled: Filled,
    /// Its turns and times, where the format of the record says them.
    pub record: Option<Record>,
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
    let mut found = JsonArticle::default();
    let object = Object { fields, found: &mut found }.deserialize(&mut reader);
    object.and_then(|()| reader.end()).map_err(|error| {
        // The place stands before the message instead.
        let reason = JsonReason::Syntax { reason: reason(&error) };
        Fault::Json { line: error.line() as u64, column: error.column().max(1), reason }
    })?;
    if found.article {
        return Err(Fault::NotAnArticle { key: "article" });
    }
    // What tells about an article has its own words under `text`; a content system says of an article that it is a post.
    if !found.is_published && found.kind.as_ref().is_some_and(|kind| kind != "article") {
        return Err(Fault::NotAnArticle { key: "type" });
    }
    let filled = found.values.filled();
    let own = found.values.take(Slot::Id);
    let (kind, markup) = (found.values.kind(), found.values.markup());
    let Words { text, is_plain, id, header, language_name, record } = words(json, &mut found)?;
    let id = own.or(id).unwrap_or_else(number);
    Ok(ArticleRecord { id, header, language_name, text, is_plain, kind, markup, filled, record })
}

/// The words of an object, and what goes with them.
struct Words {
    text: String,
    is_plain: bool,
    /// What the form of the object takes for an id.
    id: Option<String>,
    header: ArticleHeader,
    language_name: Option<String>,
    record: Option<Record>,
}

/// The text of an object, or what it has in place of one.
fn words(json: &str, found: &mut JsonArticle) -> Result<Words, Fault> {
    let text = found.values.take(Slot::Text);
    let told = found.values.header();
    let in_parts = found.in_parts || text.is_none();
    let whole: Option<Value> = in_parts.then(|| serde_json::from_str(json).ok()).flatten();
    // A transcript has its words in parts, and may have them whole as well.
    if let Some(spoken) = whole.as_ref().and_then(transcript_json::read) {
        let (date, title) = (told.date.or(spoken.date), told.title.or(spoken.title));
        let header = ArticleHeader { date, title, ..told };
        return Ok(Words {
            text: spoken.text,
            is_plain: true,
            id: None,
            header,
            language_name: None,
            record: Some(spoken.record),
        });
    }
    // A corpus of quotations has only what stands around them.
    if text.is_none()
        && let Some(quoted) = whole.as_ref().and_then(quoted_json::read)
    {
        return Ok(Words {
            text: quoted.text,
            is_plain: true,
            id: quoted.id,
            header: told,
            language_name: quoted.language,
            record: None,
        });
    }
    let text = text.ok_or(Fault::NoText)?;
    Ok(Words { text, is_plain: false, id: None, header: told, language_name: None, record: None })
}

/// What an object says.
#[derive(Default)]
struct JsonArticle {
    values: Values,
    /// True if it has an `article`, which only what tells about an article has.
    article: bool,
    /// Its `type`.
    kind: Option<String>,
    /// True if its text has a name, or stands at a place, that content systems give to the text of an article.
    is_published: bool,
    /// True if it has its words in parts: `segments`.
    in_parts: bool,
}

/// Reads an object's known keys; all others are skipped without being built.
struct Object<'o> {
    fields: &'o Fields,
    found: &'o mut JsonArticle,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { fields, found } = self;
        while let Some(key) = map.next_key_seed(Name(fields))? {
            match key {
                Key::Field { slot, path } => {
                    map.next_value_seed(Field { fields, found, slot, path: &path })?
                }
                Key::Type => found.kind = map.next_value_seed(AnyValue)?,
                Key::Parts => {
                    found.in_parts = true;
                    map.next_value::<IgnoredAny>()?;
                }
                Key::Article => found.article |= map.next_value::<Option<IgnoredAny>>()?.is_some(),
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// What a key is to us.
enum Key {
    /// A field, or an object in which fields may stand.
    Field {
        slot: Option<(Slot, usize)>,
        path: String,
    },
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
        let slot = self.0.slot(name);
        Ok(match name {
            _ if slot.is_some() || self.0.leads(name) => Key::Field { slot, path: name.to_owned() },
            "article" => Key::Article,
            "type" => Key::Type,
            _ if transcript_json::PARTS.contains(&name) => Key::Parts,
            _ => Key::Other,
        })
    }
}

/// The value at a path: of a field, or an object in which fields may stand.
struct Field<'o> {
    fields: &'o Fields,
    found: &'o mut JsonArticle,
    slot: Option<(Slot, usize)>,
    /// The keys that lead to it, parted by dots.
    path: &'o str,
}

impl Field<'_> {
    fn put(&mut self, value: impl Into<String> + AsRef<str>) {
        let Some((slot, rank)) = self.slot else { return };
        self.found.is_published |=
            slot == Slot::Text && (self.path.contains('.') || fields::is_published(rank));
        if self.found.values.wants(slot, rank) && !value.as_ref().trim_ascii().is_empty() {
            self.found.values.put(slot, rank, value.into());
        }
    }
}

impl<'de> DeserializeSeed<'de> for Field<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Field<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, a number, an object or null")
    }

    fn visit_str<E: de::Error>(mut self, text: &str) -> Result<(), E> {
        self.put(text);
        Ok(())
    }

    fn visit_u64<E: de::Error>(mut self, number: u64) -> Result<(), E> {
        self.put(number.to_string());
        Ok(())
    }

    fn visit_i64<E: de::Error>(mut self, number: i64) -> Result<(), E> {
        self.put(number.to_string());
        Ok(())
    }

    fn visit_f64<E: de::Error>(mut self, number: f64) -> Result<(), E> {
        self.put(number.to_string());
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut best: Option<(usize, String)> = None;
        let mut is_protected = false;
        while let Some(key) = map.next_key::<String>()? {
            let path = format!("{}.{key}", self.path);
            let slot = self.fields.slot(&path);
            let inside = fields::inside(&key).filter(|_| self.slot.is_some());
            if slot.is_some() || self.fields.leads(&path) {
                let (fields, found) = (self.fields, &mut *self.found);
                map.next_value_seed(Field { fields, found, slot, path: &path })?;
            } else if let Some(rank) = inside {
                let value = map.next_value_seed(AnyValue)?.filter(|value| !value.trim_ascii().is_empty());
                let better = best.as_ref().is_none_or(|(known, _)| rank < *known);
                best = value.filter(|_| better).map(|value| (rank, value)).or(best);
            } else if key == PROTECTED {
                is_protected = map.next_value::<Value>()? == Value::Bool(true);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        // What stands behind a password is a form that asks for it.
        let shown = best.filter(|_| !is_protected).map(|(_, value)| value);
        self.put(shown.unwrap_or_default());
        Ok(())
    }
}

/// WordPress says so of a text behind a password.
const PROTECTED: &str = "protected";

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
