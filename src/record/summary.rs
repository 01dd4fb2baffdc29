//! The last record of a stream, and the type of each record.

use serde::{Deserialize, Serialize};

/// The version of the machine formats, which `docs/format.md` describes. It is increased if a key is removed
/// or changes its meaning.
pub const SCHEMA: u32 = 1;

/// The value of the key `type` of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RecordType {
    /// A content of a quotation.
    Quotation,
    /// A remark.
    Remark,
    /// The answers to a claim.
    Verdict,
    /// A mark of a draft that was not checked.
    PassedOver,
    /// A line of the input that could not be read.
    Error,
    /// The figures of a run.
    Summary,
}

/// The figures of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryRecord {
    /// [`RecordType::Summary`].
    pub r#type: RecordType,
    /// [`SCHEMA`](super::SCHEMA).
    pub schema: u32,
    /// The number of articles read.
    pub articles: usize,
    /// The number of quotations found; a quotation with several contents counts once.
    pub quotations: usize,
    /// The number of all remarks, only for `compare`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<usize>,
    /// The number of remarks that at least two articles report, only for `compare`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<usize>,
    /// The number of warnings about marks.
    pub warnings: usize,
    /// The number of bad inputs, or bad lines of inputs, that were left out.
    pub skipped: usize,
    /// The number of files below folders that were not taken; left out where there are none.
    #[serde(default, skip_serializing_if = "is_none")]
    pub left_out: usize,
    /// The number of articles that were cut short by whoever gave them; left out where there are none.
    #[serde(default, skip_serializing_if = "is_none")]
    pub partial: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_none(count: &usize) -> bool {
    *count == 0
}
