//! Numbers in brackets that name no source, because the draft has no list of references.
//!
//! In: what was checked. Out: how many claims of each draft have such a number, so that it can be said once.

use super::text::Checked;
use crate::model::{Reference, UnreadReason};

/// Each draft with the number of claims whose source is only a number without a list of references, in the order of the drafts.
pub fn unlisted_numbers(checked: &[Checked]) -> Vec<(&str, usize)> {
    let mut out: Vec<(&str, usize)> = Vec::new();
    for claim in checked.iter().filter(|c| is_unlisted(c)) {
        match out.last_mut().filter(|(draft, _)| *draft == claim.draft) {
            Some((_, count)) => *count += 1,
            None => out.push((&claim.draft, 1)),
        }
    }
    out
}

fn is_unlisted(checked: &Checked) -> bool {
    let Some(cited) = &checked.verdict.cited else { return false };
    let is_number = |r: &Reference| r.number.is_some() && r.at == cited.at;
    cited.reason == Some(UnreadReason::NotGiven) && checked.verdict.claim.cited.iter().any(is_number)
}
