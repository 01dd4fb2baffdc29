//! Many articles together: what they quote, which quotations are one remark, how outlets differ, and whether a claim holds.
//!
//! In: articles. Out: a [`Corpus`], which answers what the command line, a web page or a program asks about all of them.
//!
//! - `articles`: the corpus: extract all, group, compare, look up, verify
//! - `sides`: the articles of two sides and their difference
//! - `since`: what has changed since an earlier check
//! - `draft`: the quotations of a draft, each checked against the corpus

mod articles;
mod cite;
mod draft;
mod sides;
mod since;

pub use articles::{Corpus, Remarks};
pub use draft::{Allowed, Checked, Coverage, Draft, Passed, PassedOver, Selection, unlisted_numbers};
pub use sides::TwoSides;
pub use since::{CheckedNow, Earlier, EarlierError, hashes, since};
