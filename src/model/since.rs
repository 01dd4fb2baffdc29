//! What is another since an earlier check: sources, verdicts, and what was asked.

use serde::{Deserialize, Serialize};

/// The differences between an earlier check and this one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// Sources that are new, gone or changed.
    pub sources: SourcesSince,
    /// What was asked otherwise, or of another program, in the order of the receipt.
    pub asked: Vec<AskedSince>,
    /// The verdicts that differ, in the order of the drafts, then those of quotations that are gone.
    pub verdicts: Vec<VerdictSince>,
    /// How many verdicts are as they were.
    pub same: usize,
    /// How many of the verdicts got worse.
    pub worse: usize,
}

/// The sources that are others, by their ids, each list in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcesSince {
    /// They were not there.
    pub new: Vec<String>,
    /// They are not there any more.
    pub gone: Vec<String>,
    /// They have another text.
    pub changed: Vec<String>,
    /// Whether sources changed that are not named here, where there are too many to list; `None` if that is not known.
    pub others_changed: Option<bool>,
}

impl SourcesSince {
    /// How many sources are named.
    pub fn named(&self) -> usize {
        self.new.len() + self.gone.len() + self.changed.len()
    }
}

/// A key of the receipt that has another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedSince {
    /// The key.
    pub key: String,
    /// Its value then; empty if it had none.
    pub before: String,
    /// Its value now; empty if it has none.
    pub now: String,
}

/// A verdict that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictSince {
    /// The draft, by path or id.
    pub draft: String,
    /// The line in the draft; that of the earlier check if the quotation is gone.
    pub line: Option<usize>,
    /// The quoted words.
    pub claim: String,
    /// The answers then; `None` if the draft did not have the quotation.
    pub before: Option<AnswersSince>,
    /// The answers now; `None` if the draft does not have the quotation any more.
    pub now: Option<AnswersSince>,
    /// True if something fails that did not fail, or words that failed agree less.
    pub worse: bool,
    /// The sources of the earlier verdict that are changed or gone.
    pub rested_on: Vec<String>,
}

/// The answers of one verdict, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswersSince {
    /// How the words agree.
    pub wording: String,
    /// Whether the sources name the speaker.
    pub attribution: String,
    /// Whether the words are in the source that is named.
    pub source: String,
    /// What else a reader should check.
    pub flags: Vec<String>,
    /// The answers that fail.
    pub failed: Vec<String>,
}
