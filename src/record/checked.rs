//! A verdict with its place in a draft, as `check` writes it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::Receipt;

use super::{RecordType, SummaryRecord, VerdictRecord};

/// Where a quotation is in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRecord<'a> {
    /// The draft, by path or id.
    pub article: Cow<'a, str>,
    /// From 1, in the file; null if it is not known.
    pub line: Option<usize>,
    /// From 1, in code points; null if it is not known.
    pub column: Option<usize>,
    /// The paragraph of a document, from 1; left out for files with lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
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
    /// True if every mark was asked for.
    #[serde(default)]
    pub every: bool,
    /// All marked spans, block quotes and quoting elements of the drafts.
    #[serde(default)]
    pub marks: usize,
    /// How many of the marks the claims are made of.
    #[serde(default)]
    pub pieces: usize,
    /// The marks that are no pieces of a claim, by the reason.
    #[serde(default)]
    pub passed_over: PassedOverCounts,
    /// What the run rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Box<Receipt>>,
}

/// How many marks were passed over, by the reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct PassedOverCounts {
    /// The sum of the others.
    pub total: usize,
    /// The marks quote nobody's speech.
    pub not_speech: usize,
    /// They have fewer words than were asked for.
    pub short: usize,
    /// The title of a work.
    pub title: usize,
    /// They are in code, front matter or a comment.
    pub code: usize,
    /// They are inside a quotation.
    pub nested: usize,
    /// A comment in the draft says so.
    pub ignored: usize,
    /// The text is on the list of texts that are no quotations.
    pub allowed: usize,
}

/// A mark of a draft that was not checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOverRecord<'a> {
    /// [`RecordType::PassedOver`].
    pub r#type: RecordType,
    /// The draft, by path or id.
    pub draft: Cow<'a, str>,
    /// From 1, in the file; null if it is not known.
    pub line: Option<usize>,
    /// From 1, in code points; null if it is not known.
    pub column: Option<usize>,
    /// The paragraph of a document, from 1; left out for files with lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// Where the words begin, in code points of the draft's text.
    pub start: usize,
    /// Where they end, in code points of the draft's text.
    pub end: usize,
    /// The words, with single blanks.
    pub text: Cow<'a, str>,
    /// Why the mark was not checked.
    pub reason: Cow<'a, str>,
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
