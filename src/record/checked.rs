//! A verdict with its place in a draft, as `check` writes it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{SummaryRecord, VerdictRecord};

/// Where a quotation is in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRecord<'a> {
    /// The draft, by path or id.
    pub article: Cow<'a, str>,
    /// From 1, in the file; null if it is not known.
    pub line: Option<usize>,
    /// From 1, in code points; null if it is not known.
    pub column: Option<usize>,
    /// Where the quotation begins, in code points of the draft's text.
    pub start: usize,
    /// Where it ends, in code points of the draft's text.
    pub end: usize,
}

/// One quotation of a draft with what was found of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckedRecord<'a> {
    /// The answers.
    #[serde(flatten)]
    pub verdict: VerdictRecord<'a>,
    /// Where it is.
    pub draft: DraftRecord<'a>,
    /// The answers that fail; empty if the quotation passes.
    pub failed: Vec<Cow<'a, str>>,
}

/// The last line of `check`. Its other figures are those of the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckSummaryRecord {
    /// The figures of the sources.
    #[serde(flatten)]
    pub summary: SummaryRecord,
    /// Quotations of the drafts.
    pub checked: usize,
    /// How many of them fail.
    pub failed: usize,
    /// What was not checked.
    pub unchecked: UncheckedRecord,
}

/// Quotations of the drafts that were not checked, by the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct UncheckedRecord {
    /// They have too few words, or only common ones.
    pub too_short: usize,
    /// The marks quote nobody's speech.
    pub not_speech: usize,
}
