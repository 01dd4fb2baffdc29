//! What one difference between two wordings touches.
//!
//! In: the words of both sides in form N3. Out: a grade, and whether the sense is touched. `compare` and `verify` both ask here, so that one
//! replacement gets one answer ([decision 9](../../docs/decisions/0009-one-grade-of-a-change.md)).
//!
//! * [`replacement`], [`alone`]: what words touch that replace others, or that one side lacks;
//! * [`material`]: whether a change of this kind and grade touches the sense;
//! * [`exchange`]: whether two words changed places, so that another one acts;
//! * [`ClipWords`]: the words that a cut must not lose: a negation, a condition, a hedge;
//! * [`changed_words`]: words of form N3 as the grade sees them.

mod clipped;
mod grade;
mod words;

pub use clipped::ClipWords;
pub use grade::{Exchange, alone, exchange, material, replacement, turns_sense};
pub use words::{ChangedWord, changed_words, changed_words_of, is_parted, is_set_off};
