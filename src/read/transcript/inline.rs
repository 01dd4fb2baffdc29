//! Records that are printed in one paragraph → where their turns begin. In: a line. Out: the bytes of the labels within it.
//!
//! ```text
//! ANA RUIZ, ANCHOR: Is it so? TOM OKAFOR: It is. RUIZ: Thank you.
//! ```
//!
//! Only names in capitals behind the end of a sentence are labels here, and only where one of them comes back: "NOTE: we asked." does not
//! part a turn.

use std::collections::BTreeMap;

use super::head::{Certainty, head};
use crate::lexicon::{Lexicon, folded};

/// A line with fewer labels within it is one turn.
const MIN_LABELS: usize = 2;
/// Most bytes of a label.
const MAX_BYTES: usize = 120;

/// The bytes at which turns begin within a line, behind its own label.
pub(super) fn cuts(line: &str, lexicon: &Lexicon) -> Vec<usize> {
    let mut found: Vec<(usize, String)> = Vec::new();
    // A label stands behind the one before it: "BERG (via telephone): NOTE:" begins one turn.
    let mut behind = 0;
    for colon in colons(line) {
        if let Some((at, key)) = label_before(line, colon, lexicon).filter(|(at, _)| *at >= behind) {
            let words = line[colon + 1..].trim_start();
            if !words.starts_with(char::is_lowercase) {
                found.push((at, key));
                behind = colon + 1;
            }
        }
    }
    if found.len() < MIN_LABELS {
        return Vec::new();
    }
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, key) in &found {
        *names.entry(key).or_default() += 1;
    }
    let inside = found.iter().filter(|(at, _)| *at > 0).count();
    if inside < MIN_LABELS || names.len() < 2 || names.values().all(|n| *n < 2) {
        return Vec::new();
    }
    found.iter().map(|(at, _)| *at).filter(|at| *at > 0).collect()
}

/// True if a line of a text can have turns within it. Quick, for the many texts that have none.
pub(super) fn may_cut(text: &str) -> bool {
    colons(text).nth(MIN_LABELS - 1).is_some()
}

/// The colons that can end a label in capitals.
fn colons(text: &str) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr_iter(b':', text.as_bytes()).filter(|&colon| {
        let before = text[..colon].chars().next_back();
        text[colon + 1..].starts_with(' ') && before.is_some_and(|c| c.is_uppercase() || c == ')')
    })
}

/// The byte at which a label in capitals that ends at a colon begins, and the last word of its name. It stands at the beginning of the
/// line or behind a sentence.
fn label_before(line: &str, colon: usize, lexicon: &Lexicon) -> Option<(usize, String)> {
    let low = line.ceil_char_boundary(colon.saturating_sub(MAX_BYTES));
    let near = &line[low..colon];
    let ends = [". ", "? ", "! ", ") ", "] ", "\" ", "” ", "- ", "— ", "… "];
    // The nearest end of a sentence that leaves a name; "DR. RUIZ" has a stop of its own.
    let mut starts: Vec<usize> =
        ends.iter().flat_map(|end| near.match_indices(end).map(|(at, _)| low + at + end.len())).collect();
    starts.push(if low == 0 { 0 } else { colon });
    starts.sort_unstable();
    starts.into_iter().find_map(|at| {
        let name = line[at..colon].trim_start();
        let found = head(name, lexicon).filter(|h| h.capitals && !h.nobody && h.sure >= Certainty::Likely)?;
        let own = name[..found.length].split([',', '(']).next()?;
        let last = folded(own.split_whitespace().next_back()?).into_owned();
        Some((colon - name.len(), last))
    })
}
