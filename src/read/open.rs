//! A file of many articles that is being read. In: the reader of its format. Out: its records, with their places.

use super::error::{InputFault, RecordPlace};
#[cfg(feature = "feed")]
use super::format::feed;
use super::format::{csv, json, jsonl, object, warc};
use super::note::Note;
use crate::lexicon::Lexicon;

/// An open file of many articles.
pub(super) enum Open {
    Lines(jsonl::Lines),
    Document(json::Document),
    Table(csv::CsvTable),
    Archive(Box<warc::Warc>),
    #[cfg(feature = "feed")]
    Feed(Box<feed::Feed>),
}

impl Open {
    /// The next record; `None` at the end of the file.
    pub fn next(
        &mut self,
        notes: &mut Vec<Note>,
        lexicon: &Lexicon,
    ) -> Option<Result<object::ArticleRecord, InputFault>> {
        match self {
            Self::Lines(lines) => lines.next(notes),
            Self::Document(document) => document.next(notes),
            Self::Table(table) => table.next(notes),
            Self::Archive(archive) => archive.next(notes, lexicon),
            #[cfg(feature = "feed")]
            Self::Feed(feed) => feed.next(notes),
        }
    }

    /// Of the last record.
    pub fn place(&self) -> RecordPlace {
        match self {
            Self::Lines(lines) => RecordPlace::Line(lines.line()),
            Self::Document(document) => RecordPlace::Line(document.line()),
            Self::Table(table) => RecordPlace::Line(table.line()),
            Self::Archive(archive) => archive.place(),
            #[cfg(feature = "feed")]
            Self::Feed(feed) => feed.place(),
        }
    }

    /// How messages name the file.
    pub fn path(&self) -> &str {
        match self {
            Self::Lines(lines) => lines.path(),
            Self::Document(document) => document.path(),
            Self::Table(table) => table.path(),
            Self::Archive(archive) => archive.path(),
            #[cfg(feature = "feed")]
            Self::Feed(feed) => feed.path(),
        }
    }
}
