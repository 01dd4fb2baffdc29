//! Marks in what is no prose → their places.
//!
//! In: a text, and the ranges of its code, front matter and comments. Out: the words between double marks there, which nobody checks. Marks
//! are paired within a line; single marks are apostrophes more often than not.

use std::ops::Range;

use crate::model::Span;

/// The double marks: how one opens, and how it is closed.
const PAIRS: [(char, &[char]); 4] = [('"', &['"']), ('“', &['”', '“']), ('„', &['“', '”']), ('«', &['»'])];

/// Returns the words between marks inside the ranges, in their order. Linear.
pub(super) fn marks_in(text: &str, ranges: &[Range<usize>]) -> Vec<Span> {
    let mut found = Vec::new();
    for range in ranges {
        let mut at = range.start;
        for line in text[range.clone()].split_inclusive('\n') {
            let inside = in_line(line).into_iter();
            found.extend(inside.filter_map(|words| Span::new(text, at + words.start, at + words.end)));
            at += line.len();
        }
    }
    found
}

/// The places of words between marks of a line.
fn in_line(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // What opens and is closed nowhere behind here.
    let mut unclosed = [false; PAIRS.len()];
    let mut at = 0;
    while let Some((place, pair)) = line[at..].char_indices().find_map(|(i, c)| {
        let pair = PAIRS.iter().position(|(open, _)| *open == c)?;
        Some((at + i + c.len_utf8(), pair))
    }) {
        at = place;
        let (_, closers) = PAIRS[pair];
        let close = if unclosed[pair] { None } else { line[place..].find(closers) };
        let Some(close) = close.map(|i| place + i) else {
            unclosed[pair] = true;
            continue;
        };
        at = close + line[close..].chars().next().map_or(1, char::len_utf8);
        if line[place..close].contains(char::is_alphanumeric) {
            found.push(place..close);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_code_are_found() {
        for (text, wanted) in [
            ("say(\"it\", 'no')\nput “that”", vec!["it", "that"]),
            ("a = \"\" + \"b c\"", vec!["b c"]),
            ("\"never closed\nnext\"", vec![]),
            ("„so“ «or so»", vec!["so", "or so"]),
            ("", vec![]),
        ] {
            let found: Vec<&str> =
                marks_in(text, std::slice::from_ref(&(0..text.len()))).iter().map(|s| s.of(text)).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn hostile_code_is_survived() {
        for piece in ["\"", "“", "„", "«a", "\"a", "»\"\n"] {
            let text = piece.repeat(20_000);
            marks_in(&text, std::slice::from_ref(&(0..text.len())));
        }
    }
}
