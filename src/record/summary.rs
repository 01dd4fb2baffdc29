//! The last record of a stream, and what kind of record a line holds.

use serde::{Deserialize, Serialize};

/// Version of the machine formats; `docs/format.md` describes it. It grows when a key goes away or changes
/// its meaning.
pub const SCHEMA: u32 = 1;

/// What a record says of itself under the key `type`.
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
    /// Articles read.
    pub articles: usize,
    /// Quotations found; one with several contents counts once.
    pub quotations: usize,
    /// Of `compare`: all remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<usize>,
    /// Of `compare`: the remarks that at least two articles report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<usize>,
    /// Doubts about marks.
    pub warnings: usize,
    /// Inputs, or lines of inputs, that were bad and left out.
    pub skipped: usize,
}
