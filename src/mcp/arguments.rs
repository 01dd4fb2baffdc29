//! The arguments of the tools as they are read. Their limits are checked against the schemas before.

use serde::Deserialize;

/// A text that is sent as a source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextGiven {
    pub id: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub text: String,
}

/// One quotation to be checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuoteAsked {
    pub text: String,
    pub speaker: Option<String>,
    pub date: Option<String>,
    pub source: Option<String>,
}

/// `verify_quotes`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quotes {
    pub quotes: Vec<QuoteAsked>,
    #[serde(default)]
    pub texts: Vec<TextGiven>,
    pub style: Option<String>,
}

/// `check_draft`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckedText {
    pub text: String,
    pub format: Option<String>,
    pub every: Option<bool>,
    #[serde(default)]
    pub texts: Vec<TextGiven>,
    pub style: Option<String>,
}

/// `find_versions`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionsOf {
    pub quote: String,
    pub limit: Option<usize>,
}

/// `extract_quotes`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadText {
    pub text: String,
    pub indirect: Option<bool>,
}

/// `read_source`: a place in code points.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourcePlaceAsked {
    pub article: String,
    pub start: usize,
    pub end: usize,
    pub around: Option<usize>,
}
