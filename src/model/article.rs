//! An article with its header and its text, as a reader produced it.

use serde::{Deserialize, Serialize};

use super::digest::TextHash;
use super::offsets::{Offsets, TextCounts};
use super::{ArticleIx, Span};

/// Stands where markup stood between characters that belong together: it parts nothing and means nothing. One
/// byte, so that offsets stay.
pub const VOID: char = '\u{1}';

/// Parts the pages of a text.
const FORM_FEED: u8 = 0x0c;

/// What an outlet says about its article, besides the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleHeader {
    /// The name of the publication, as its source gives it.
    pub outlet: Option<String>,
    /// ISO 8601, a date or a date and time; readers write what their source gives so, and leave out what
    /// cannot be read.
    pub date: Option<String>,
    /// The address at which it was published.
    pub url: Option<String>,
    /// The headline, if the source keeps it separate from the text.
    pub title: Option<String>,
    /// The BCP 47 language tag, if the source gives one.
    pub language: Option<String>,
    /// Where the date is from, if it is not the article's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_from: Option<DateFrom>,
}

impl ArticleHeader {
    /// The date of the article itself; a later one, on which it was taken, is none of its own.
    pub fn own_date(&self) -> Option<&str> {
        self.date.as_deref().filter(|_| self.date_from.is_none())
    }
}

/// Where a date is from that the article does not give itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DateFrom {
    /// A crawler took the page on this day: it was published on this day or before.
    Crawl,
}

/// What kind of text a source is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SourceKind {
    /// A news article: quotations are the outlet's choice.
    #[default]
    Article,
    /// A record of every word.
    Transcript,
    /// A record that was edited: minutes, a published speech.
    Record,
    /// Captions of a recording.
    Captions,
}

/// What a reader knows of a text beside its words: what kind of text it is, whose turn is where, what was
/// said when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The kind of text.
    pub kind: SourceKind,
    /// The turns, in the order of the text. They do not overlap.
    pub turns: Vec<Turn>,
    /// The time codes, in the order of the text.
    pub times: Vec<Timed>,
}

/// What one speaker of a record says before the next one speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The label as printed; `None` if the text does not contain it, as in captions.
    pub label: Option<Span>,
    /// The name of the speaker, if the label is a name.
    pub name: Option<String>,
    /// The words, one span per paragraph; at least one span.
    pub words: Vec<Span>,
}

/// A stretch of a record's text and when it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timed {
    /// The words.
    pub span: Span,
    /// Start time in milliseconds from the beginning of the recording.
    pub start: u64,
    /// End time in milliseconds from the beginning of the recording.
    pub end: u64,
}

/// How the words of a text are marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Markup {
    /// The text is as a reader sees it.
    #[default]
    None,
    /// Emphasis, links, lists and block quotes of Markdown.
    Markdown,
}

/// One article: its id, what is known about it, and its text, which never changes after reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    id: String,
    header: ArticleHeader,
    text: String,
    markup: Markup,
    record: Option<Box<Record>>,
    hash: TextHash,
    counts: TextCounts,
}

super::index::indexed_by!(ArticleIx, Article);

/// Why a text cannot be an article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArticleError {
    /// Spans are 32 bits wide.
    #[error("the text is {bytes} bytes long; one article holds at most 4 GiB, split it")]
    TooLong {
        /// Length of the refused text.
        bytes: usize,
    },
}

impl Article {
    /// Makes an article of the text, without a change to it.
    ///
    /// # Errors
    /// [`ArticleError::TooLong`] if the text is too long for 32-bit offsets.
    pub fn new(id: impl Into<String>, header: ArticleHeader, text: String) -> Result<Self, ArticleError> {
        if u32::try_from(text.len()).is_err() {
            return Err(ArticleError::TooLong { bytes: text.len() });
        }
        Ok(Self {
            id: id.into(),
            header,
            text,
            markup: Markup::None,
            record: None,
            hash: TextHash::default(),
            counts: TextCounts::default(),
        })
    }

    /// Sets how the text is marked up.
    #[must_use]
    pub fn with_markup(mut self, markup: Markup) -> Self {
        self.markup = markup;
        self
    }

    /// Returns how the text is marked up.
    pub fn markup(&self) -> Markup {
        self.markup
    }

    /// Says what kind of text it is, with its turns and time codes, which must be spans of this text.
    #[must_use]
    pub fn with_record(mut self, record: Record) -> Self {
        self.record = (record != Record::default()).then(|| Box::new(record));
        self
    }

    /// Returns turns and time codes; `None` for a plain article.
    pub fn record(&self) -> Option<&Record> {
        self.record.as_deref()
    }

    /// The kind of text.
    pub fn kind(&self) -> SourceKind {
        self.record().map(|r| r.kind).unwrap_or_default()
    }

    /// When the words at a span were said: from the beginning of the first stretch that it meets to the end
    /// of the last, in milliseconds.
    pub fn time_of(&self, span: Span) -> Option<(u64, u64)> {
        let times = &self.record()?.times;
        let first = times.partition_point(|t| t.span.end() <= span.start());
        let met = times.get(first..)?.iter().take_while(|t| t.span.start() < span.end());
        met.fold(None, |known, t| Some((known.map_or(t.start, |(start, _)| start), t.end)))
    }

    /// The page, from 1, that a byte of the text stands on; `None` if no form feed parts the text into pages.
    pub fn page_of(&self, at: usize) -> Option<usize> {
        memchr::memchr(FORM_FEED, self.text.as_bytes())?;
        let before = self.text.as_bytes().get(..at)?;
        Some(memchr::memchr_iter(FORM_FEED, before).count() + 1)
    }

    /// Returns the id, which is unique among the articles of one run: the record's id, or the path below the
    /// given folder.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns outlet, date, address, title and language.
    pub fn header(&self) -> &ArticleHeader {
        &self.header
    }

    /// Returns the text that every [`Span`](super::Span) of this article points into.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns where the code points of the text are, which are counted once.
    pub fn offsets(&self) -> Offsets<'_> {
        self.counts.of(&self.text)
    }

    /// Returns the SHA-256 of the text, in 64 hexadecimal digits, for a receipt; `None` without the feature `receipt`.
    pub fn text_hash(&self) -> Option<&str> {
        self.hash.of(&self.text)
    }

    /// Returns the outlet, or the id if there is no outlet. Tables name the article so.
    pub fn outlet_or_id(&self) -> &str {
        self.header.outlet.as_deref().unwrap_or(&self.id)
    }
}
