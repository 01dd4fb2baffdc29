//! A draft → the references in it, and which of them belong to a quotation.
//!
//! In: the text of a draft as printed, and as it is read, byte for byte as long: what is blank there (code, comments, images) holds no
//! reference. Out: [`References`], which gives for each quotation the nearest ones as [`Reference`](crate::model::Reference)s.
//!
//! - `found`: a reference and where it stands
//! - `defined`: what stands elsewhere in the draft: addresses of links, footnotes, lists of references
//! - `scan`: the references of a text, one after the other; `bracket`: those in square and round brackets; `tag`: those of HTML
//! - `entry`: words of a footnote or an entry → the names of a source
//! - `outlet`: the outlet and the date that a reference names
//! - `table`: rows with a column for the source
//! - `near`: which references belong to which quotation

mod address;
mod bracket;
mod defined;
mod entry;
mod found;
mod near;
mod outlet;
mod scan;
mod table;
mod tag;

pub use near::References;
pub(super) use table::table_rows;
