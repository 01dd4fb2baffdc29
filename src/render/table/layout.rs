//! Measuring, cutting and wrapping by display width. In: safe text (already escaped). Out: lines.

use unicode_width::UnicodeWidthStr;

/// Returns the width of `text` on a terminal, in columns.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// `text`, cut to at most `columns` with `…` at its end where it is wider.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if width(&kept) + 1 > columns {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

/// Words in lines of at most `columns`; a word wider than that is broken.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_whitespace().flat_map(|word| broken(word, columns)) {
        let wide = width(&word);
        if used > 0 && used + 1 + wide > columns {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(&word);
        used += wide;
    }
    if used > 0 {
        lines.push(line);
    }
    lines
}

/// Words in lines of at most `columns`, the first behind `leads[0]`, the others behind `leads[1]`, which is
/// as wide or wider.
pub(super) fn hanging(text: &str, columns: usize, leads: [&str; 2]) -> Vec<String> {
    let lines = wrap(text, columns.saturating_sub(width(leads[1])));
    lines.iter().enumerate().map(|(n, line)| format!("{}{line}", leads[n.min(1)])).collect()
}

/// Splits a word into pieces of at most `columns`.
pub(super) fn broken(word: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    if width(word) <= columns {
        return vec![word.to_owned()];
    }
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut used = 0;
    for c in word.chars() {
        let wide = width(c.encode_utf8(&mut [0; 4]));
        if used + wide > columns {
            parts.push(std::mem::take(&mut part));
            used = 0;
        }
        part.push(c);
        used += wide;
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(width("习近平"), 6);
        assert_eq!(cut("习近平 said", 7), "习近平…");
        assert_eq!(wrap("习近平 said so", 6), ["习近平", "said", "so"]);
    }

    #[test]
    fn further_lines_hang_under_the_first() {
        assert_eq!(hanging("one two three", 9, ["a ", "    "]), ["a one", "    two", "    three"]);
        assert!(hanging("", 9, ["a ", "  "]).is_empty());
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        assert_eq!(wrap("ab abcdefgh c", 3), ["ab", "abc", "def", "gh", "c"]);
    }
}
