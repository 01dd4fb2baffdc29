//! Which marks of the drafts were checked, and which were not.
//!
//! In: drafts, and the verdicts on what they quote. Out: a [`Coverage`]: each mark is a piece of a claim, or was passed over for a reason that
//! is named. No mark is left out.

use super::passed::{Passed, PassedOver};
use super::text::{Checked, Draft};
use crate::model::{Receipt, WordingClass};
use crate::record::{CheckSummaryRecord, PassedOverCounts, SummaryRecord, UncheckedRecord};
use crate::verify::Gate;

/// Which marks of the drafts were checked: `marks = pieces + passed_over.len()`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// True if every mark was asked for, and not only speech.
    pub every: bool,
    /// Marked spans, block quotes and quoting elements of the drafts.
    pub marks: usize,
    /// How many of the marks the claims are made of.
    pub pieces: usize,
    /// Claims that have too few words, or only common ones. They have a verdict, which says so.
    pub too_short: usize,
    /// The marks that were not checked, in the order of the drafts.
    pub passed_over: Vec<PassedOver>,
    /// The drafts without a claim, as a message calls them.
    pub without_claims: Vec<String>,
}

impl Coverage {
    /// Counts the marks of `drafts`; `checked` is the result of these drafts.
    pub fn of(drafts: &[Draft<'_>], checked: &[Checked]) -> Self {
        let mut coverage = Self {
            too_short: checked.iter().filter(|c| c.verdict.wording == WordingClass::TooShort).count(),
            ..Self::default()
        };
        for (i, draft) in drafts.iter().enumerate() {
            coverage.every |= draft.every;
            coverage.marks += draft.marks();
            coverage.pieces += draft.pieces();
            coverage
                .passed_over
                .extend(draft.passed_over().into_iter().map(|p| PassedOver { number: i, ..p }));
            // The title and the text of an article follow each other.
            let of_article = |other: &&Draft<'_>| other.article().id() == draft.article().id();
            let is_last = drafts.get(i + 1).filter(of_article).is_none();
            let all = drafts[..=i].iter().rev().take_while(of_article);
            if is_last && all.map(Draft::pieces).sum::<usize>() == 0 {
                coverage.without_claims.push(draft.name().to_owned());
            }
        }
        coverage
    }

    /// Counts the marks that were passed over for one reason.
    pub fn count(&self, reason: Passed) -> usize {
        self.passed_over.iter().filter(|p| p.reason == reason).count()
    }

    /// The last record of a check, of whose quotations `checked` were checked and `failed` fail; `summary` has the figures of the sources.
    pub fn record(
        &self,
        (checked, failed): (usize, usize),
        summary: SummaryRecord,
        receipt: Option<Box<Receipt>>,
    ) -> CheckSummaryRecord {
        let passed_over = PassedOverCounts {
            total: self.passed_over.len(),
            not_speech: self.count(Passed::NotSpeech),
            short: self.count(Passed::Short),
            title: self.count(Passed::Title),
            code: self.count(Passed::Code),
            nested: self.count(Passed::Nested),
            ignored: self.count(Passed::Ignored),
            allowed: self.count(Passed::Allowed),
        };
        let not_speech = passed_over.total - passed_over.code - passed_over.nested;
        CheckSummaryRecord {
            summary,
            checked,
            failed,
            unchecked: UncheckedRecord { too_short: self.too_short, not_speech },
            every: self.every,
            marks: self.marks,
            pieces: self.pieces,
            passed_over,
            receipt,
        }
    }

    /// True if the whole run passes a gate: no mark that could be a claim was passed over, no draft is without a claim, as far as the gate
    /// asks for it.
    pub fn passes(&self, gate: &Gate) -> bool {
        let passed = self.passed_over.iter().any(|p| p.reason.is_unchecked());
        !(gate.fails_passed_over() && passed || gate.fails_no_quotations() && !self.without_claims.is_empty())
    }
}
