//! What a line of a file of claims gives: a claim with what its giver says of it, or what is wrong.

use crate::model::{Claim, ClaimId};

/// One claim with what its giver says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimLine {
    /// What it is called; `None` if the file does not say.
    pub id: Option<ClaimId>,
    /// The line, from 1; in a JSON list the item.
    pub line: u64,
    /// What is claimed.
    pub claim: Claim,
    /// The name of the style that this claim asks for.
    pub style: Option<String>,
    /// The wording that should come out.
    pub wording: Option<String>,
    /// The attribution that should come out.
    pub attribution: Option<String>,
    /// Where the words stand in the text that quotes them, as a pair of code points.
    pub draft: Option<(usize, usize)>,
}

impl ClaimLine {
    /// A claim of which nothing more is said, with its place in the list.
    pub fn of(claim: Claim, line: u64) -> Self {
        Self { id: None, line, claim, style: None, wording: None, attribution: None, draft: None }
    }
}

/// A line that holds no claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimError {
    /// What the claim is called, as far as that can be read.
    pub id: Option<ClaimId>,
    /// The line, from 1.
    pub line: u64,
    /// From 1, in bytes; `None` if the error is about the whole line.
    pub column: Option<usize>,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// The message for a line that has no claim.
pub fn no_claim(reason: &str) -> String {
    format!(
        "not a claim ({reason}); a line is {{\"claim\": …}}, and may have \"speaker\", \"source\", \"date\" and more"
    )
}
