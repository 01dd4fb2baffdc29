//! The learned weights of the three models that decide: which reading of a quotation holds, what a clause
//! reports without marks, and whom a pronoun means.
//!
//! In: `weights/reading.toml`, `weights/indirect.toml` and `weights/pronoun.toml` of a language folder. Out:
//! [`Weights`] of one model each. All three share the type of their observations and one loader, so that no
//! file can hold a name that nothing makes.

mod clue;
mod file;
mod lemma;
mod observation;
mod table;
mod template;

pub use clue::Clue;
pub use file::Learned;
pub(super) use lemma::Lemmas;
pub use observation::{Feature, IndirectFeature, Observation, PronounFeature, Value};
pub use table::Weights;
pub use template::{FirstValues, IndirectTemplate, PronounTemplate, ReadingTemplate, Template};

pub(crate) use observation::{labels, value};
pub(crate) use template::template;
