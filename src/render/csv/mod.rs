//! CSV (RFC 4180, UTF-8, a header row): one row per quoted span, wording or claim. In: quotations, a comparison, verdicts.
//! Out: rows; no summary, because a reader of CSV would take it for data.

mod compare;
mod extract;
mod row;
mod verdict;

pub(super) use compare::WordingCsv;
pub(super) use extract::QuotationCsv;
pub(super) use row::{head, write};
pub(super) use verdict::VerdictCsv;
