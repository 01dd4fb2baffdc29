//! Annotations for brat, a browser's tool for annotators. In: articles with their quotations. Out: a folder that brat opens.
//!
//! ```text
//! standoff  the quotations of an article → the lines of its `.ann`
//! folder    a text and an `.ann` an article, the labels, and which article each is
//! ```

mod folder;
mod standoff;

pub use folder::BratFolder;
pub(super) use standoff::Standoff;
