//! What can be shown, if it is more than one thing of another module: some remarks of a comparison; a verdict
//! with its articles.

use crate::compare::{Comparison, Entry};
use crate::model::{Article, Outcome, Verdict};

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
