//! CSV (RFC 4180, UTF-8, a header row): one row per quoted span or wording. In: quotations or a comparison.
//! Out: rows; no summary, because a reader of CSV would take it for data.

mod compare;
mod extract;
mod row;

pub(super) use compare::WordingCsv;
pub(super) use extract::QuotationCsv;
