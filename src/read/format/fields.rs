//! Field names → what we read. In: the name of a key or column. Out: which of our fields it is, and how good
//! a source for it.
//!
//! The names that trafilatura, newspaper4k, Readability, news-please and schema.org give are known;
//! [`Fields::parse`] reads others. Where a record has several names of one field, the first in the list that
//! is not empty counts.

use std::str::FromStr;

use serde::de::value::{self, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::model::{ArticleHeader, Markup, SourceKind};
use crate::read::body;
use crate::read::markdown::entity;

/// A field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Slot {
    Id,
    Outlet,
    Date,
    Url,
    Title,
    Language,
    Text,
    Kind,
    Markup,
    DateFrom,
}

const SLOTS: usize = 10;

/// Our name of each field first, then the others', the better source first.
const KNOWN: [(Slot, &[&str]); SLOTS] = [
    (Slot::Id, &["id", "_id"]),
    (
        Slot::Outlet,
        &[
            "outlet",
            "sitename",
            "siteName",
            "site_name",
            "meta_site_name",
            "source-hostname",
            "source_hostname",
            "hostname",
            "source_domain",
            "publisher",
            "publication",
            "source.name",
            "source_name",
            "source_id",
        ],
    ),
    (
        Slot::Date,
        &[
            "date",
            "publish_date",
            "publishedTime",
            "date_publish",
            "datePublished",
            "published",
            "published_date",
            "pubDate",
            "published_at",
            "publishedAt",
            "date_published",
            "webPublicationDate",
            "attributes.created",
        ],
    ),
    (Slot::Url, &["url", "link", "source", "source_url", "webUrl", "path.alias"]),
    (Slot::Title, &["title", "headline", "webTitle"]),
    (Slot::Language, &["language", "lang", "meta_lang", "inLanguage", "langcode"]),
    (
        Slot::Text,
        &[
            "text",
            "textContent",
            "maintext",
            "articleBody",
            "raw_text",
            "raw-text",
            "body",
            "content",
            "content_html",
            "content_text",
            "html",
            "plaintext",
            "bodyText",
        ],
    ),
    (Slot::Kind, &["kind"]),
    (Slot::Markup, &["markup"]),
    (Slot::DateFrom, &["date_from"]),
];

/// So many names of a text say nothing of its markup. HTML under one of them is worse than a plain text under another, and better than
/// what the names behind them hold.
const PLAIN: usize = 8;
/// The rank of `content`, from which on names are those that content systems use.
const CONTENT: usize = PLAIN - 1;
/// Objects in which all fields of a record may stand: JSON:API, the Guardian, Elasticsearch.
const CONTAINERS: [&str; 3] = ["attributes", "fields", "_source"];
/// Containers that may stand in each other.
const CONTAINERS_DEEP: usize = 2;
/// Under which keys a field that is an object has its value, the better first.
const INSIDE: [&str; 7] = ["rendered", "processed", "value", "html", "text", "plain", "name"];
/// Our name for the list of the records inside a document.
const LIST: &str = "list";

/// How good a key is for the value of a field that is an object, the best 0; `None` for another key.
pub(super) fn inside(key: &str) -> Option<usize> {
    INSIDE.iter().position(|known| *known == key)
}

/// True if a text's name, by its rank, is one that content systems give to the text of an article.
pub(super) fn is_published(rank: usize) -> bool {
    rank >= CONTENT
}

/// Which names stand for which fields, beside the known ones. A name may be a path with dots: `attributes.body.processed`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    mapped: Vec<(Slot, String)>,
    list: Option<String>,
}

/// Why a list of fields cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{part}`: name one of our fields and the input's name for it, as in text=body; our fields are id, outlet, date, url, title, language, text, kind, markup, date_from; list is the path of the list that they stand in"
)]
pub struct FieldsError {
    part: String,
}

impl Fields {
    /// Reads `text=body,date=published`: our name, then the input's.
    ///
    /// # Errors
    /// If a part is not of this form or names no field of ours.
    pub fn parse(list: &str) -> Result<Self, FieldsError> {
        let mut fields = Self::default();
        for part in list.split(',') {
            let error = || FieldsError { part: part.to_owned() };
            let (ours, theirs) = part.split_once('=').ok_or_else(error)?;
            let (ours, theirs) = (ours.trim(), theirs.trim().to_owned());
            if theirs.is_empty() {
                return Err(error());
            }
            if ours == LIST {
                fields.list = Some(theirs);
                continue;
            }
            let slot = KNOWN.iter().find(|(_, names)| names[0] == ours).ok_or_else(error)?.0;
            fields.mapped.push((slot, theirs));
        }
        Ok(fields)
    }

    /// The field at a path of keys with dots, and its rank: 0 is the best. A field that was mapped has no other name.
    pub(in crate::read) fn slot(&self, path: &str) -> Option<(Slot, usize)> {
        if let Some((slot, _)) = self.mapped.iter().find(|(_, theirs)| theirs == path) {
            return Some((*slot, 0));
        }
        let is_free = |slot: &Slot| self.mapped.iter().all(|(mapped, _)| mapped != slot);
        let known = |name: &str| {
            let of = |(slot, names): &(Slot, &[&str])| Some((*slot, names.iter().position(|n| *n == name)?));
            KNOWN.iter().find_map(of).filter(|(slot, _)| is_free(slot))
        };
        known(path).or_else(|| Some(contained(path)).filter(|own| own.len() < path.len()).and_then(known))
    }

    /// True if fields may stand in the object at a path.
    pub(in crate::read) fn leads(&self, path: &str) -> bool {
        let name = contained(path);
        let begins =
            |known: &str, path: &str| known.strip_prefix(path).is_some_and(|behind| behind.starts_with('.'));
        CONTAINERS.contains(&name)
            || KNOWN.iter().any(|(_, names)| names.iter().any(|known| begins(known, name)))
            || self.mapped.iter().any(|(_, theirs)| begins(theirs, path))
    }

    /// The path of the list in which the records of a document stand, where one was given.
    pub(in crate::read) fn list(&self) -> Option<&str> {
        self.list.as_deref()
    }
}

/// A path without the containers that it begins with.
fn contained(path: &str) -> &str {
    (0..CONTAINERS_DEEP).fold(path, |path, _| match path.split_once('.') {
        Some((first, rest)) if CONTAINERS.contains(&first) => rest,
        _ => path,
    })
}

impl Fields {
    /// The name that alone is the text's, where one was given.
    pub(in crate::read) fn text_name(&self) -> Option<String> {
        self.mapped.iter().find(|(slot, _)| *slot == Slot::Text).map(|(_, theirs)| theirs.clone())
    }

    /// The mapped fields that are not among `filled`, our name and the input's. A text that is missing is an
    /// error of its own.
    pub(in crate::read) fn unfilled(&self, filled: Filled) -> impl Iterator<Item = (&'static str, &str)> {
        let known = move |slot: Slot| slot == Slot::Text || filled.0 & 1 << slot as u8 != 0;
        self.mapped.iter().filter(move |(slot, _)| !known(*slot)).map(|(slot, theirs)| {
            let ours = KNOWN.iter().find(|(known, _)| known == slot).map_or("", |(_, names)| names[0]);
            (ours, theirs.as_str())
        })
    }
}

/// Which fields had a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::read) struct Filled(u16);

impl std::ops::BitOrAssign for Filled {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl FromStr for Fields {
    type Err = FieldsError;

    fn from_str(list: &str) -> Result<Self, FieldsError> {
        Self::parse(list)
    }
}

/// The values of a record, the best of each field.
#[derive(Debug, Default)]
pub(in crate::read) struct Values {
    held: [Option<(usize, String)>; SLOTS],
}

impl Values {
    /// True if a value for the field may be kept, which its markup decides at last.
    pub fn wants(&self, slot: Slot, rank: usize) -> bool {
        self.is_better(slot, ranked(slot, rank, false))
    }

    fn is_better(&self, slot: Slot, rank: usize) -> bool {
        self.held[slot as usize].as_ref().is_none_or(|(known, _)| rank < *known)
    }

    /// Keeps a value where it is not empty and no better one is known. HTML in a text stays as it is.
    pub fn put(&mut self, slot: Slot, rank: usize, value: String) {
        let is_markup = slot == Slot::Text && body::is_markup(&value);
        let rank = ranked(slot, rank, is_markup);
        if self.is_better(slot, rank) && !value.trim_ascii().is_empty() {
            let value = match slot {
                Slot::Text if !is_markup => unescaped(value),
                Slot::Title => unescaped(body::without_tags(value)),
                _ => value,
            };
            self.held[slot as usize] = Some((rank, value));
        }
    }

    /// Which fields have a value.
    pub fn filled(&self) -> Filled {
        let bit = |(slot, held): (usize, &Option<_>)| u16::from(held.is_some()) << slot;
        Filled(self.held.iter().enumerate().map(bit).fold(0, |all, bit| all | bit))
    }

    /// Takes a value out.
    pub fn take(&mut self, slot: Slot) -> Option<String> {
        self.held[slot as usize].take().map(|(_, value)| value)
    }

    /// Takes the header out.
    pub fn header(&mut self) -> ArticleHeader {
        let from = self.take(Slot::DateFrom).and_then(|name| named(&name));
        let date = self.take(Slot::Date);
        ArticleHeader {
            outlet: self.take(Slot::Outlet),
            date_from: from.filter(|_| date.is_some()),
            date,
            url: self.take(Slot::Url),
            title: self.take(Slot::Title),
            language: self.take(Slot::Language),
        }
    }

    /// Takes the kind of text out, where it is one of ours.
    pub fn kind(&mut self) -> Option<SourceKind> {
        kind(&self.take(Slot::Kind)?)
    }

    /// Takes out how the text is marked up.
    pub fn markup(&mut self) -> Markup {
        self.take(Slot::Markup).and_then(|name| named(&name)).unwrap_or_default()
    }
}

/// The rank of a name for a value.
fn ranked(slot: Slot, rank: usize, is_markup: bool) -> usize {
    if slot == Slot::Text && (is_markup || rank >= PLAIN) { rank + PLAIN } else { rank }
}

/// Longest name of an entity, in bytes.
const MAX_ENTITY_BYTES: usize = 10;

/// A text with the entities that a crawler left in it: "&#8220;It holds,&#8221; she said" has marks.
fn unescaped(text: String) -> String {
    if !text.contains('&') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let end = behind.bytes().take(MAX_ENTITY_BYTES).position(|b| b == b';');
        let known = end.and_then(|end| Some((entity(behind.get(..end)?)?, end + 1)));
        let (shown, length) = known.unwrap_or(('&', 0));
        out.push(shown);
        rest = &behind[length..];
    }
    out.push_str(rest);
    out
}

/// A value by its name in our own formats; what is not one of ours is none.
fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    let name: StrDeserializer<'_, value::Error> = name.trim().into_deserializer();
    T::deserialize(name).ok()
}

/// A kind of text by its name.
pub(in crate::read) fn kind(name: &str) -> Option<SourceKind> {
    named(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_that_a_crawler_left_are_characters() {
        for (text, wanted) in [
            (
                "&#8220;It leaks,&#8221; Ruiz &amp; Hale said. AT&T; a & b",
                "“It leaks,” Ruiz & Hale said. AT&T; a & b",
            ),
            ("&quot;It leaks&quot;", "\"It leaks\""),
        ] {
            assert_eq!(unescaped(text.to_owned()), wanted);
        }
    }

    #[test]
    fn the_best_name_that_is_not_empty_counts_and_a_mapped_one_alone() {
        let mut values = Values::default();
        let fields = Fields::default();
        for (name, value) in [
            ("bodyText", "The text without its paragraphs."),
            ("content", "<p>Markup</p>"),
            ("raw_text", "All of it."),
            ("text", " "),
            ("textContent", "The text."),
            ("body", "Less of it."),
        ] {
            let (slot, rank) = fields.slot(name).unwrap();
            values.put(slot, rank, value.to_owned());
        }
        assert_eq!(values.take(Slot::Text).as_deref(), Some("The text."));
        let mapped = Fields::parse("text=story, date=when").unwrap();
        assert_eq!(mapped.slot("story"), Some((Slot::Text, 0)));
        assert_eq!(mapped.slot("text"), None);
        assert_eq!(mapped.slot("title"), Some((Slot::Title, 0)));
        values.put(Slot::Date, 0, "2024-06-02".to_owned());
        assert_eq!(mapped.unfilled(values.filled()).count(), 0);
        assert_eq!(mapped.unfilled(Filled::default()).collect::<Vec<_>>(), [("date", "when")]);
        let fields = Fields::parse("list=payload.stories,text=body.long").unwrap();
        assert_eq!((fields.list(), fields.leads("body")), (Some("payload.stories"), true));
        for bad in ["text", "words=body", "text="] {
            assert!(Fields::parse(bad).is_err(), "{bad}");
        }
    }
}
