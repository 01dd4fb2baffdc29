//! JSON and JSON Lines, compact, with the keys of `docs/format.md` in its order. In: nouns. Out: one
//! document, or a record a line with the summary last.

mod check;
mod claims;
mod compare;
mod difference;
mod eval;
mod extract;
mod groups;
mod remark;
mod since;
mod verdict;

pub use groups::groups;
pub use remark::remark_records;

pub(super) use check::DraftJson;
pub(super) use claims::ClaimJson;
pub(super) use compare::{CollationTable, RemarkJson};
pub(super) use difference::{SideDocument, SideLines};
pub(super) use eval::FigureJson;
pub(super) use extract::QuotationJson;
pub(super) use remark::RemarkWriter;
pub(super) use since::SinceJson;
pub(super) use verdict::AnswerJson;
