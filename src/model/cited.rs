//! The source that a text names for words that it quotes, and whether they are from there: the fifth answer to a claim.

use serde::{Deserialize, Serialize};

use super::WordingClass;

/// Whether the words are in the source that is named for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SourceClass {
    /// The named source has the words, and where it changes them no other source has them better.
    Here,
    /// Another source has the words in a better class of wording than the named one.
    Elsewhere,
    /// The named source could not be read, or was never given.
    Unreadable,
    /// The named source was read, and neither it nor another source has the words.
    Absent,
    /// The claim names no source.
    #[default]
    NotCited,
}

impl SourceClass {
    /// All answers, in their order.
    pub const ALL: &'static [SourceClass] =
        &[Self::Here, Self::Elsewhere, Self::Unreadable, Self::Absent, Self::NotCited];

    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Elsewhere => "elsewhere",
            Self::Unreadable => "unreadable",
            Self::Absent => "absent",
            Self::NotCited => "not-cited",
        }
    }
}

/// Why a named source is [`SourceClass::Unreadable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum UnreadReason {
    /// No source has this id, address or title.
    NotGiven,
    /// It was given and could not be read.
    ReadError,
    /// It was read and holds no words: a scanned page.
    NoText,
}

impl UnreadReason {
    /// All reasons, in their order.
    pub const ALL: &'static [UnreadReason] = &[Self::NotGiven, Self::ReadError, Self::NoText];

    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotGiven => "not-given",
            Self::ReadError => "read-error",
            Self::NoText => "no-text",
        }
    }
}

/// Whether the words stand at the place of the named source that came with the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum StoredPlace {
    /// They stand there.
    AsStored,
    /// They stand at another place of the source.
    Moved,
    /// They were not found in the source, or there is no such place and no other.
    Lost,
}

impl StoredPlace {
    /// All answers, in their order.
    pub const ALL: &'static [StoredPlace] = &[Self::AsStored, Self::Moved, Self::Lost];

    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::AsStored => "as-stored",
            Self::Moved => "moved",
            Self::Lost => "lost",
        }
    }
}

/// The name of an outlet in a reference, and the date beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletName {
    /// As printed.
    pub name: String,
    /// A year, or a day in ISO 8601; `None` where the name stands alone.
    pub date: Option<String>,
}

/// Words of a claim, or of the text around it, that name a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reference {
    /// The reference as written: `[1]`, `doc1`, the address of a link.
    pub written: String,
    /// What it calls the source, the surest first: each may be an id, an address or a title. Empty where there is only a number.
    pub names: Vec<String>,
    /// The number of the source in the order in which the sources were given, from 1. It counts only where the reader of the claim was
    /// told that numbers mean that order.
    pub number: Option<usize>,
    /// The year beside a name. A source with a date of another year is not meant.
    pub year: Option<String>,
    /// The outlet that it names, in all forms of the name. It means a source only where one alone fits.
    pub outlets: Vec<OutletName>,
    /// True for words that are a reference only if a source has that name; else they are the draft's own.
    pub is_perhaps: bool,
    /// Where it stands in the draft, as a pair of code points; `None` where the claim is from no draft.
    pub at: Option<(usize, usize)>,
    /// Where the words are said to stand in the source's text, as pairs of code points: one, or one for each piece of a quotation, in their
    /// order. Empty where nothing is said.
    pub stored: Vec<(usize, usize)>,
}

impl Reference {
    /// A reference by a single name: an id, an address or a title.
    pub fn named(name: impl Into<String>) -> Self {
        let written = name.into();
        Self { names: vec![written.clone()], written, ..Self::default() }
    }

    /// A reference as somebody gives it by hand: a name as [`Reference::named`], or digits, which are a number too.
    pub fn given(written: &str) -> Self {
        Self { number: written.parse().ok(), ..Self::named(written) }
    }
}

/// What the source that a claim names says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The answer for this reference alone.
    pub source: SourceClass,
    /// The reference as written.
    pub written: String,
    /// The id of the source that it names, if there is one.
    pub article: Option<String>,
    /// How the words agree with that source; `None` where it was not read.
    pub wording: Option<WordingClass>,
    /// The id of another source that has the words better.
    pub better: Option<String>,
    /// Why the source was not read.
    pub reason: Option<UnreadReason>,
    /// Where the reference stands in the draft, as a pair of code points.
    pub at: Option<(usize, usize)>,
    /// Whether the words stand at the place that came with the claim; `None` where none came.
    pub place: Option<StoredPlace>,
    /// The claim's other references, none of which is better than this one. They have no others of their own.
    pub also: Vec<Cited>,
}

/// A source that was given and could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadSource {
    /// What a reference may call it: its path, below the folder that was given.
    pub name: String,
    /// Why it was not read.
    pub reason: UnreadReason,
}

/// One of the sources in the order in which they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenSource {
    /// It was read, and has this id.
    Read(String),
    /// It was not read; it has this index in [`Given::unread`].
    Unread(usize),
}

/// What is known of the sources beside their articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The sources that could not be read.
    pub unread: Vec<UnreadSource>,
    /// All sources in the order in which they were given, where [`Reference::number`] means that order; else empty.
    pub numbered: Vec<GivenSource>,
}
