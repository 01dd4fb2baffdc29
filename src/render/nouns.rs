//! What can be shown, if it is more than one thing of another module: some remarks of a comparison; a verdict
//! with its articles.

use std::borrow::Cow;

use serde::Serialize;

use crate::compare::{Comparison, Entry};
use crate::model::{Article, ClaimId, Outcome, Verdict};
use crate::record::{AnsweredRecord, ClaimErrorRecord, ClaimPlaceRecord, RecordType, VerdictRecord};

/// Which remarks of a comparison the formats for readers show; the machine formats have all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The remarks that at least two articles report, and the figures.
    Shared,
    /// All remarks, each with all its versions.
    All,
}

/// Remarks, side by side.
#[derive(Clone, Copy)]
pub struct ShownRemarks<'a> {
    /// The remarks.
    pub comparison: &'a Comparison<'a>,
    /// Which of the remarks are shown.
    pub scope: Scope,
}

impl<'a> ShownRemarks<'a> {
    /// The remarks that formats for readers show.
    pub(super) fn entries(&self) -> Vec<&'a Entry<'a>> {
        let wanted = |entry: &&Entry<'_>| self.scope == Scope::All || entry.is_shared();
        self.comparison.entries.iter().filter(wanted).collect()
    }
}

/// The answers to one claim.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The answers.
    pub verdict: &'a Verdict,
    /// The articles that the evidence points into.
    pub articles: &'a [Article],
    /// What a gate makes of them.
    pub outcome: &'a Outcome,
}

/// One of many claims, with its answer.
#[derive(Debug, Clone)]
pub struct Answered<'a> {
    /// What the claim is called.
    pub id: ClaimId,
    /// Where the words stand in the text that quotes them, as a pair of code points.
    pub draft: Option<(usize, usize)>,
    /// What was found.
    pub answer: ClaimAnswer<'a>,
}

/// The answer to one of many claims.
#[derive(Debug, Clone)]
pub enum ClaimAnswer<'a> {
    /// The claim was looked for.
    Judged {
        /// The answers.
        verdict: Box<Verdict>,
        /// The articles that the evidence points into.
        articles: Cow<'a, [Article]>,
        /// What a gate makes of them.
        outcome: Outcome,
    },
    /// The line has no claim.
    Unread {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
}

impl Answered<'_> {
    /// True if no answer fails. A line without a claim is no failure of one.
    pub fn passes(&self) -> bool {
        !matches!(&self.answer, ClaimAnswer::Judged { outcome, .. } if !outcome.ok())
    }
}

/// The record of the answer to one of many claims, or of a line without a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum AnswerRecord<'a> {
    /// A verdict.
    Verdict(Box<AnsweredRecord<'a>>),
    /// What is wrong with a line.
    Error(ClaimErrorRecord<'a>),
}

impl Answered<'_> {
    /// The record that the machine formats have of it.
    pub fn record(&self) -> AnswerRecord<'_> {
        let id = self.id.clone();
        match &self.answer {
            ClaimAnswer::Judged { verdict, articles, outcome } => {
                let verdict = VerdictRecord::new(verdict, articles, outcome);
                let draft = self.draft.map(|(start, end)| ClaimPlaceRecord { start, end });
                let failed = outcome.failed.iter().map(|name| (*name).into()).collect();
                AnswerRecord::Verdict(Box::new(AnsweredRecord { id, verdict, draft, failed }))
            }
            ClaimAnswer::Unread { line, message } => {
                let message = message.as_str().into();
                AnswerRecord::Error(ClaimErrorRecord { r#type: RecordType::Error, id, line: *line, message })
            }
        }
    }
}
