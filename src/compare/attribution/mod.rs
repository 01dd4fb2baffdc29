//! Compares who said it. The wordings of a remark → who differs from what most outlets print, and in what.
//!
//! In: a remark, its quotations and articles. Out: [`Attribution`](crate::model::Attribution)s by [`attributions`], and for two sides a
//! [`SpeakerDifference`](crate::model::SpeakerDifference). [`voice`] reads what kind of voice a mention is, [`said`] compares two
//! attributions, [`table`] finds what most outlets print, [`manner`] how it was said.

mod manner;
mod said;
mod table;
mod voice;

pub use said::Sayings;
pub use table::{Attributions, SpeakerAccount, attributions, compared_words, difference};
