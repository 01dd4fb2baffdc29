//! Names: can two of them be one person or body, and how sure is that?
//!
//! In: names as printed. Out: their parts, and one answer for two of them. Every stage that compares names asks here.

mod gender;
mod read;
mod voice;

pub use gender::{Gender, gender};
pub use read::{Name, lower_words};
pub use voice::{Voice, name_words, names_fit};
