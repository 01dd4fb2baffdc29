//! Passages of one article → quotations: which reading holds, and who is meant.
//!
//! In: the passages in the order of the text. Out: quotations with speaker, cue, via, rule, confidence and evidence; then one for each
//! turn of a record. Three models decide by weight, all by `choose`: which reading of a quotation holds, what a clause reports without
//! marks, and whom a pronoun means. Whoever learns their weights watches the same walk as an [`Observer`].

mod attributor;
mod choose;
mod evidence;
mod indirect;
mod observer;
mod reading;
#[cfg(test)]
mod tests;
mod turn;
mod who;

pub use attributor::Attributor;
pub use choose::{Choice, choose};
pub use observer::{Course, Observer, PronounLesson};
pub(crate) use turn::with_turns;
