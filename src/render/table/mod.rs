//! Tables for a terminal. In: quotations, a comparison, versions, a difference. Out: lines no wider than
//! asked for, that read well without colour: a difference is always marked by signs, and colour only repeats
//! them.

mod attribution;
mod check;
mod claims;
mod compare;
mod difference;
mod eval;
mod extract;
mod grid;
mod layout;
mod paint;
mod running;
mod since;
mod verdict;
mod who;
mod words;

pub(super) use check::DraftTable;
pub(super) use claims::ClaimTable;
pub(super) use compare::RemarkTable;
pub(super) use difference::SideTable;
pub(super) use eval::FigureTable;
pub(super) use extract::QuotationTable;
pub(super) use since::SinceTable;
pub(super) use verdict::AnswerTable;
