//! Scores how well two words fit into one column.

use super::words::Unit;
use crate::align::global::GAP;
use crate::align::myers;
use crate::lexicon::{Class, Classes};

/// Threshold: words with this share of equal letters may be misspellings or forms of one word.
const NEAR: f32 = 0.75;

/// Minimum length of compared words, because shorter words are similar to too many others.
const SHORTEST: usize = 4;

/// Maximum length of compared words: longer strings are not words.
const LONGEST: usize = 40;

/// Words of one such class replace each other: "may" and "must", "12" and "21".
pub(super) const KINDS: [Classes; 5] = [
    Classes::of(&[Class::Negation]),
    Classes::of(&[Class::Modal]),
    Classes::of(&[Class::Quantifier]),
    Classes::of(&[Class::Auxiliary]),
    Classes::PRONOUN.union(Classes::of(&[Class::Possessive])),
];

/// What it adds if one word replaces another. Two gaps cost a little more, so that the two are aligned as a
/// replacement.
const REPLACED: f32 = -0.9;
const _: () = assert!(REPLACED > 2.0 * GAP);

/// The gain of a pair for [`crate::align::global::align`]: a shared content word holds the rows together, a
/// shared article does not.
pub(super) fn likeness(a: &Unit, b: &Unit) -> f32 {
    if !a.is_word() || !b.is_word() {
        return if a.kind == b.kind { 0.5 } else { 2.0 * REPLACED };
    }
    if a.same(b) {
        let exact = if a.folded == b.folded { 0.1 } else { 0.0 };
        return exact + if a.light { 1.0 } else { 3.0 };
    }
    if is_number(a) && is_number(b) || near(&a.folded, &b.folded) {
        return 1.0;
    }
    if KINDS.iter().any(|&kind| a.classes.meets(kind) && b.classes.meets(kind)) {
        return 0.2;
    }
    REPLACED
}

/// A number in digits or in words.
pub(super) fn is_number(unit: &Unit) -> bool {
    unit.normal.starts_with(|c: char| c.is_ascii_digit()) || unit.classes.has(Class::Number)
}

/// True if most letters of two words agree: a slip, or a form that the stems do not join.
pub(super) fn near(a: &str, b: &str) -> bool {
    let (x, y) = (a.chars().count(), b.chars().count());
    if x.min(y) < SHORTEST || x.max(y) > LONGEST || 2 * x.min(y) < x.max(y) {
        return false;
    }
    // One end agrees in nearly all slips and forms; it saves the comparison of all others.
    let head = a.chars().zip(b.chars()).take_while(|(p, q)| p == q).count();
    let tail = a.chars().rev().zip(b.chars().rev()).take_while(|(p, q)| p == q).count();
    if head + tail < 3 {
        return false;
    }
    myers::alike(a, b) >= NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_forms_are_near_other_words_are_not() {
        for (a, b) in [
            ("stabilise", "stabilize"),
            ("goverment", "government"),
            ("unlike", "like"),
            ("agreement", "agreements"),
        ] {
            assert!(near(a, b), "{a} {b}");
        }
        for (a, b) in [("bridge", "tunnel"), ("may", "day"), ("international", "national bank of")] {
            assert!(!near(a, b), "{a} {b}");
        }
    }
}
