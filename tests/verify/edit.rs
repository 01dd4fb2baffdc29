//! What the operators do to a text.

use super::{FILLERS, LINKS};

pub fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Whether a cut before the word `at` parts "three hundred" or "5 million".
pub fn cuts_number(words: &[&str], at: usize) -> bool {
    let scale = |w: &&str| ["hundred", "million", "percent"].iter().any(|s| w.starts_with(s));
    words.get(at).is_some_and(scale)
}

/// Replaces the first place where `from` stands as whole words.
pub fn replace_word(text: &str, from: &str, to: &str) -> Option<String> {
    let at = text.match_indices(from).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let behind = text[at + from.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        before && behind
    })?;
    Some(format!("{}{to}{}", &text[..at], &text[at + from.len()..]))
}

pub fn without_noises(text: &str) -> String {
    let mut text = text.to_owned();
    for filler in FILLERS {
        text = text.replace(&format!(", {filler}"), " ").replace(&format!("; {filler}"), "; ");
    }
    let mut out: Vec<&str> = Vec::new();
    for w in text.split(' ') {
        if out.last() != Some(&w) {
            out.push(w);
        }
    }
    out.join(" ")
}

pub fn split_clauses(text: &str) -> Option<(&str, &str)> {
    let at = LINKS[..4].iter().find_map(|link| text.find(link).map(|at| (at, link.len())))?;
    let (left, right) = (&text[..at.0], &text[at.0 + at.1..]);
    (left.split(' ').count() >= 3 && right.split(' ').count() >= 3).then_some((left, right))
}
