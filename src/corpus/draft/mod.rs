//! A draft → the quotations in it that are checked, each with a verdict, and the marks that are passed over.
//!
//! In: an article, its [`Origin`](crate::read::Origin) if it comes from a file, and a [`Selection`]. Out: a [`Draft`], which gives a
//! [`Checked`] for each claim and a [`PassedOver`] for each mark that is none.
//!
//! - `selection`: what a user wants checked
//! - `prose`: the text of a draft as it is read
//! - `text`: the draft: its claims, the verdicts on them, and its other marks
//! - `claim`: which marks are claims, and why the others are not
//! - `speaker`: whose words a claim says that they are; `column`: a table's column of speakers
//! - `passed`: a mark that is no claim; `beside`: the marks in code
//! - `coverage`: how many marks were checked, and how many were passed over
//! - `unlisted`: numbers in brackets that name no source
//! - `pieces`: a quotation in pieces
//! - `scalar`: a title between the marks of YAML

mod beside;
mod claim;
mod column;
mod coverage;
mod passed;
mod pieces;
mod prose;
mod scalar;
mod selection;
mod speaker;
mod text;
mod unlisted;

pub use coverage::Coverage;
pub use passed::{Passed, PassedOver};
pub use selection::{Allowed, Selection};
pub use text::{Checked, Draft};
pub use unlisted::unlisted_numbers;
