//! The source that a claim names → whether the words are from there.
//!
//! In: the references of a claim, the sources, and the verdict over all of them. Out: [`Verdict::source`](crate::model::Verdict::source)
//! with its reasons. Nothing is fetched: a source that was not given is unreadable, and that is said.
//!
//! - `key`: what a reference and a source are called → the form in which two names are compared
//! - `catalogue`: a reference → the sources that it may mean
//! - `answer`: the claim in the named source alone, beside all others
//! - `stored`: the places that came with the claim → whether its words stand there

mod answer;
mod catalogue;
mod key;
mod stored;

pub use answer::settle;
pub use catalogue::{Catalogue, reference_keys};
pub use key::SourceKeys;
