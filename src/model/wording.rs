//! How words agree with a source: the classes, from the best to the worst.

use serde::{Deserialize, Serialize};

/// How a claim's words agree with the source that fits best, from the best answer to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WordingClass {
    /// The same words and punctuation; marks, dashes and spaces may be typeset differently.
    Verbatim,
    /// The same words in the same order; case or punctuation differ.
    FormatOnly,
    /// The same words in another house's style: numbers, contractions, spelling, abbreviations.
    Styled,
    /// The same, except for noises and repetitions.
    Cleaned,
    /// The same, except for words left out at a mark of omission.
    Elided,
    /// The same, except for an editor's words in square brackets.
    Bracketed,
    /// Words were left out without a mark.
    SilentOmission,
    /// Pieces of one remark in another order.
    Spliced,
    /// Pieces of several remarks, joined into one.
    Composite,
    /// Some words were replaced or added.
    Altered,
    /// The same content in mostly different words.
    Paraphrase,
    /// None of the searched sources has the words.
    NotFound,
    /// The words are too few or too common to identify a remark.
    TooShort,
}

impl WordingClass {
    /// All classes, in their order.
    pub const ALL: &'static [WordingClass] = &[
        Self::Verbatim,
        Self::FormatOnly,
        Self::Styled,
        Self::Cleaned,
        Self::Elided,
        Self::Bracketed,
        Self::SilentOmission,
        Self::Spliced,
        Self::Composite,
        Self::Altered,
        Self::Paraphrase,
        Self::NotFound,
        Self::TooShort,
    ];

    /// Returns the name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::FormatOnly => "format-only",
            Self::Styled => "styled",
            Self::Cleaned => "cleaned",
            Self::Elided => "elided",
            Self::Bracketed => "bracketed",
            Self::SilentOmission => "silent-omission",
            Self::Spliced => "spliced",
            Self::Composite => "composite",
            Self::Altered => "altered",
            Self::Paraphrase => "paraphrase",
            Self::NotFound => "not-found",
            Self::TooShort => "too-short",
        }
    }
}
