//! Addresses of pages in running text.

use std::ops::Range;

/// What an address begins with.
const BEGINNINGS: [&str; 3] = ["http://", "https://", "www."];
/// Longest address, in bytes.
const MOST: usize = 2_000;

/// The address that begins at byte `at`, without the punctuation behind it. A bracket at its end belongs to it only where it closes one of
/// its own.
pub fn address_at(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let begins = |b: &&&str| rest.get(..b.len()).is_some_and(|t| t.eq_ignore_ascii_case(b));
    let beginning = BEGINNINGS.iter().find(begins)?;
    if text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '@')) {
        return None;
    }
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '“' | '”' | '„' | '»' | '«' | '|' | '`' | ']')
    };
    let limit = rest.floor_char_boundary(MOST);
    let mut address = &rest[..rest[..limit].find(ends).unwrap_or(limit)];
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_', '…']);
        let opened = shorter.matches('(').count() >= shorter.matches(')').count();
        let shorter = if opened { shorter } else { shorter.strip_suffix(')').unwrap_or(shorter) };
        if shorter.len() == address.len() {
            break;
        }
        address = shorter;
    }
    (address.len() > beginning.len()).then(|| at..at + address.len())
}

/// All addresses of a short text.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['h', 'H', 'w', 'W']).map(|i| at + i) {
        match address_at(text, next) {
            Some(found) => {
                at = found.end;
                out.push(found);
            }
            None => at = next + 1,
        }
    }
    out
}

/// True for the target of a link that can be a source: a page or a file, no mail and no script.
pub fn is_target(target: &str) -> bool {
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphabetic());
    let known = ["http", "https", "file"].iter().any(|s| scheme.eq_ignore_ascii_case(s));
    !target.is_empty() && !target.starts_with('#') && (!is_scheme || known)
}
