//! A place → what it says of the claimed speaker.
//!
//! In: a claimed name and a place of a source. Out: an attribution. [`printed`] reads the words of an article, [`spokesperson`] who speaks for
//! whom, [`attribution`] decides.

pub mod attribution;
pub mod printed;
pub mod spokesperson;
