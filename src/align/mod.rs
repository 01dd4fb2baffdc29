//! Alignments of two rows of keys.
//!
//! In: rows of keys, what a pair is worth. Out: pairs of places, rising in both rows. Nothing here knows of
//! a language: each caller makes the keys and says what a pair is worth. Each alignment has a
//! limit of work, whatever the rows ([`myers`] if it is given a time):
//!
//! * [`patience`]: anchors, runs of keys that occur once in each row;
//! * [`global`]: all of both rows, for the columns of a collation;
//! * [`affine`]: all of one row in a stretch of the other, for a claim in a source;
//! * [`local`]: the best shared run, for two wordings that may be one remark;
//! * [`myers`]: what changed from one row to another, and how much of two words is alike, character by character.

pub mod affine;
pub mod global;
pub mod local;
pub mod myers;
pub mod patience;
