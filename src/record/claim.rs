//! The answer to one of many claims, as `verify --claims` writes it. In: a verdict, or what is wrong with a line. Out: its record.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{RecordType, SummaryRecord, VerdictRecord};
use crate::model::{ClaimId, Receipt};

/// A claim with its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnsweredRecord<'a> {
    /// What the claim is called.
    pub id: ClaimId,
    /// The answers.
    #[serde(flatten)]
    pub verdict: VerdictRecord<'a>,
    /// Where the words stand in the text that quotes them; left out if the claim does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<ClaimPlaceRecord>,
    /// The answers that fail; empty if the claim passes.
    pub failed: Vec<Cow<'a, str>>,
}

/// A place that came with a claim, in code points of a text that was not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimPlaceRecord {
    /// Where the words begin.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

/// A line that has no claim, in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimErrorRecord<'a> {
    /// [`RecordType::Error`].
    pub r#type: RecordType,
    /// What the claim is called, or the place of the line.
    pub id: ClaimId,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong, and how to mend it.
    pub message: Cow<'a, str>,
}

/// The last record of `verify --claims`. Its other figures are those of the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimSummaryRecord {
    /// The figures of the sources.
    #[serde(flatten)]
    pub summary: SummaryRecord,
    /// The number of claims that were answered.
    pub claims: usize,
    /// How many of them fail.
    pub failed: usize,
    /// What the run rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Box<Receipt>>,
}
