//! Who is meant in an article.
//!
//! In: every mention of the article, in the order of the text. Out: for each the person or body that it means, and the fullest name that
//! the article prints. It takes two steps, because an article often names somebody in full after the first mention: first all names are
//! gathered into entities, with all that the text shows of them; then pronouns and descriptions are resolved with that knowledge, and
//! only then has a speaker a name.

mod apposition;
mod chains;
mod description;
mod discourse;
mod document;
mod entities;
mod entity;
mod focus;
mod nominal;
mod pronoun;
mod register;
mod short;
mod sighting;
mod spoken_of;
mod word;

pub use register::{Reach, Register};
