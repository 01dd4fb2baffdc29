//! A window → how well the claim agrees with that place.
//!
//! In: a claim and a window of the sources. Out: [`place::Place`]s with a class each, or the [`pieces::Piece`]s of a claim that was put
//! together. [`align`] pairs words, [`difference`] reads what differs between two [`sides`], [`noise`] sets the noises of speech aside, [`changes`]
//! says what a difference touches, [`moved`] finds words out of order, [`hits`] looks at all windows.

pub mod align;
pub mod changes;
pub mod difference;
pub mod hits;
pub mod moved;
pub mod noise;
pub mod pieces;
pub mod place;
pub mod sides;
