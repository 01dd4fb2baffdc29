//! Which words of a text are noises of speech.
//!
//! In: a range of words that the other side lacks. Out: for each whether it is a filler ("um") or a repetition ("the sake sake of"), which
//! no paper needs to print.

use std::ops::Range;

use crate::verify::wording::sides::{Side, Sides};

/// Longest repetition, in words.
const REPEATED: usize = 5;

/// For each word of a range, whether it is a noise or repeats what stands beside the range.
pub fn noise(side: Side, range: Range<usize>, sides: &Sides) -> Vec<bool> {
    let verification = sides.lexicon.verification();
    let words: Vec<&str> =
        side.atoms[range.clone()].iter().map(|a| &*sides.words.entry(a.key).word).collect();
    let mut out = vec![false; words.len()];
    let mut at = 0;
    while at < words.len() {
        // The longest filler first, so that it is known what must be set off.
        let loose = verification.filler_length(&words[at..], false);
        let n = match verification.filler_length(&words[at..], true) {
            n if n > loose && set_off(side, range.start + at, range.start + at + n) => n,
            _ => loose,
        };
        out[at..at + n].fill(true);
        at += n.max(1);
    }
    let rest: Vec<usize> = (0..words.len()).filter(|&i| !out[i]).collect();
    if rest.is_empty() || rest.len() > REPEATED {
        return out;
    }
    let key = |i: usize| side.atoms.get(i).map(|a| a.key);
    let said: Vec<u32> = rest.iter().map(|&i| side.atoms[range.start + i].key).collect();
    // "the sake sake of of": the first of the words left out repeat what stands before them, the others what follows.
    let repeats = |k: usize| {
        range.start >= k
            && (0..k).all(|i| key(range.start - k + i) == Some(said[i]))
            && (k..said.len()).all(|i| key(range.end + i - k) == Some(said[i]))
    };
    if (0..=said.len()).any(repeats) {
        out.fill(true);
    }
    out
}

/// Whether commas, dashes or the ends of a sentence stand on both sides of the words `from..end`.
fn set_off(side: Side, from: usize, end: usize) -> bool {
    let parts =
        |space: &str| space.contains([',', '.', '!', '?', ';', ':', '—', '–', '-', '…', '"', '“', '\n']);
    let behind = match side.atoms.get(end) {
        Some(next) => next.joint() || parts(side.before(end)),
        None => true,
    };
    (from == 0 || side.atoms[from].joint() || parts(side.before(from))) && behind
}
