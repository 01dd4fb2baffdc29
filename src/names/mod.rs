//! Names: can two of them be one person or body, and how sure is that?
//!
//! In: names as printed. Out: their parts, and one answer for two of them. Every stage that compares names asks here.

mod around;
mod fit;
mod gender;
mod printed;
mod read;

pub use around::{Break, PrintedWords, STOPS, WEAK};
pub use fit::{Fit, Sign, fit};
pub use gender::{Gender, gender};
pub use printed::lower_words;
pub use read::Name;
