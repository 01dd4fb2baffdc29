//! A window → how well the claim agrees with that place.
//!
//! In: a claim and a window of the sources. Out: [`place::Place`]s with a class each, or the [`pieces::Piece`]s of a claim that was put
//! together. [`align`] pairs words, [`difference`] reads what differs, [`changes`] says what it touches, [`hits`] looks at all windows.

pub mod align;
pub mod changes;
pub mod difference;
pub mod hits;
pub mod pieces;
pub mod place;
