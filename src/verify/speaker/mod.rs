//! A place → what it says of the claimed speaker.
//!
//! In: a claimed name and a place of a source. Out: an attribution. [`spokesperson`] finds who speaks for
//! whom, [`attribution`] decides.

pub mod attribution;
pub mod spokesperson;
