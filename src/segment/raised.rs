//! Marks of footnotes that are raised figures → their places.
//!
//! In: a text. Out: the raised figures behind a stop, behind a closing mark and behind a name. They are no part of a word or of a sentence.
//! Behind other words they may be a measure or a formula ("40 km²"), so they stay.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2_iter;

use crate::model::VOID;

/// First bytes of the raised figures in UTF-8.
const FIRST: (u8, u8) = (0xc2, 0xe2);
/// A shorter word with a capital can be the sign of a quantity.
const LEAST_LETTERS: usize = 3;
/// Letters of a word that are looked at.
const MOST_LETTERS: usize = 40;

/// Returns the places of such figures, in their order. The time is linear.
pub fn raised_notes(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in memchr2_iter(FIRST.0, FIRST.1, text.as_bytes()) {
        let is_known = out.last().is_some_and(|last| at < last.end);
        if is_known || !text[at..].starts_with(is_raised) || !is_noted(&text[..at]) {
            continue;
        }
        out.push(at..at + run(&text[at..]));
    }
    out
}

/// The text with [`VOID`] for such figures, as long as before.
pub fn without_raised_notes(text: &str) -> Cow<'_, str> {
    let notes = raised_notes(text);
    if notes.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for note in notes {
        out.push_str(&text[at..note.start]);
        out.extend(note.clone().map(|_| VOID));
        at = note.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

pub(super) fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The bytes of figures and of what joins them: "¹,²", "³⁻⁵".
fn run(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, ',' | '⁻' | '–' | '-') && chars.peek().is_some_and(|&(_, c)| is_raised(c));
        if is_raised(c) {
            end = at + c.len_utf8();
        } else if !joins {
            break;
        }
    }
    end
}

/// True if a text ends with a stop, with a mark that closes, or with a name.
fn is_noted(before: &str) -> bool {
    let before = before.trim_end_matches(VOID);
    let mut back = before.chars().rev();
    match back.next() {
        Some('.' | '!' | '?' | '…' | ',' | ';' | ':' | '”' | '»') => true,
        Some('"' | '’' | '\'' | '›') => back.next().is_some_and(|c| !c.is_whitespace()),
        Some(c) if c.is_lowercase() => {
            let letters = before.chars().rev().take(MOST_LETTERS).take_while(|c| c.is_alphabetic());
            letters.clone().count() >= LEAST_LETTERS && letters.last().is_some_and(char::is_uppercase)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_no_words_and_measures_are() {
        for (text, wanted) in [
            ("It rained.¹ It \"poured.\"²", "It rained. It \"poured.\""),
            ("he said.¹,²˒ ", "he said.˒ "),
            ("“so,”³⁻⁵ said Ruiz¹⁰ then", "“so,” said Ruiz then"),
            ("40 km², CO², (a+b)², 10⁹ and \"² is so\"", "40 km², CO², (a+b)², 10⁹ and \"² is so\""),
            ("², ", "², "),
        ] {
            let out = without_raised_notes(text);
            assert_eq!(out.len(), text.len(), "{text}");
            assert_eq!(out.replace(VOID, ""), wanted, "{text}");
        }
    }

    #[test]
    fn many_figures_are_survived() {
        for piece in ["²", ".²,", "A²", "”¹⁻"] {
            let text = piece.repeat(50_000);
            assert_eq!(without_raised_notes(&text).len(), text.len());
        }
    }
}
