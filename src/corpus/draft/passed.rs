//! A mark of a draft that is no claim, and why.

use crate::read::SourcePlace;
use crate::record::{PassedOverRecord, RecordType};

/// Why a mark of a draft was not checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Passed {
    /// A term, scare quotes: the marks quote nobody's speech.
    NotSpeech,
    /// Fewer words than were asked for.
    Short,
    /// The title of a work.
    Title,
    /// Code, front matter, a comment.
    Code,
    /// A quotation inside a quotation, which is checked with the outer one.
    Nested,
    /// A comment in the draft says so.
    Ignored,
    /// The text is on the list of texts that are no quotations.
    Allowed,
}

impl Passed {
    /// Every reason, in the order of the output.
    pub const ALL: &'static [Passed] =
        &[Self::NotSpeech, Self::Short, Self::Title, Self::Code, Self::Nested, Self::Ignored, Self::Allowed];

    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotSpeech => "not-speech",
            Self::Short => "short",
            Self::Title => "title",
            Self::Code => "code",
            Self::Nested => "nested",
            Self::Ignored => "ignored",
            Self::Allowed => "allowed",
        }
    }

    /// True if the mark could have been a claim. Code is no text, and what is quoted inside a quotation is checked with it.
    pub fn is_unchecked(self) -> bool {
        !matches!(self, Self::Code | Self::Nested)
    }
}

/// A mark of a draft that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The draft, as a message calls it: a path, or an article's id.
    pub draft: String,
    /// Which of the drafts it is in, from 0.
    pub number: usize,
    /// Where the words begin in the draft's file, if that is known.
    pub place: Option<SourcePlace>,
    /// First code point in the draft's text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words, with single blanks.
    pub text: String,
    /// Why it was not checked.
    pub reason: Passed,
}

impl PassedOver {
    /// The record that the machine formats have of it.
    pub fn record(&self) -> PassedOverRecord<'_> {
        PassedOverRecord {
            r#type: RecordType::PassedOver,
            draft: self.draft.as_str().into(),
            line: self.place.and_then(|p| p.line),
            column: self.place.and_then(|p| p.column),
            paragraph: self.place.and_then(|p| p.paragraph),
            start: self.start,
            end: self.end,
            text: self.text.as_str().into(),
            reason: self.reason.name().into(),
        }
    }
}
