//! A place → what it says of the claimed speaker.
//!
//! In: a claimed name and the places of a verdict. Out: an attribution for each, and one for all.
//!
//! 1. [`attribution`]: a claimed name beside the speaker of one place, which gives what the place [`told`]; [`spokesperson`] finds who speaks for whom;
//! 2. [`accuse`]: the conditions under which a place that names another speaks against the claim; [`reported`] finds words that a speaker
//!    only passes on, [`origin`] those that are told of the claimed speaker;
//! 3. [`together`]: all places.

pub mod accuse;
pub mod attribution;
pub mod kind;
mod origin;
pub mod reported;
pub mod spokesperson;
pub mod together;
pub mod told;
