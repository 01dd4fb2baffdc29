//! Can two names be one person's?

use crate::lexicon::folded;
use crate::words::compared;

/// How the speakers of two quotations compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// Names that fit each other: "Xi", "Xi Jinping".
    Same,
    /// One of them is not settled, or the names fit by half.
    Unknown,
    /// Two different names.
    Other,
}

/// The words of a name in lower case, without initials.
pub fn name_words(name: &str) -> Vec<Box<str>> {
    let words = compared(name).into_iter().map(|t| folded(t.text(name)));
    words
        .map(|w| Box::<str>::from(w.strip_suffix("'s").unwrap_or(&w)))
        .filter(|w| w.chars().count() > 1)
        .collect()
}

/// Compares names by their words: the shorter name's words all stand in the longer one.
pub fn names_fit(a: &[Box<str>], b: &[Box<str>]) -> Voice {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match short.iter().filter(|w| long.contains(w)).count() {
        _ if short.is_empty() => Voice::Unknown,
        0 => Voice::Other,
        n if n == short.len() => Voice::Same,
        // "Ana Ruiz", "Juan Ruiz": one family, two people.
        _ if a.last() == b.last() => Voice::Other,
        _ => Voice::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_by_their_words() {
        let voice = |a, b| names_fit(&name_words(a), &name_words(b));
        assert_eq!(voice("Ruiz", "Ana M. Ruiz"), Voice::Same);
        assert_eq!(voice("Ana Ruiz", "Juan Ruiz"), Voice::Other);
        assert_eq!(voice("Ana Ruiz", "Ana Rúiz"), Voice::Unknown);
        assert_eq!(voice("Ana Ruiz", "Ole Berg"), Voice::Other);
        assert_eq!(voice("", "Ole Berg"), Voice::Unknown);
    }
}
