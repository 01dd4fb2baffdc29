//! Hostile text → text that is safe to show. In: words of an article. Out: the same words, with what could
//! steer a terminal, a Markdown reader or a spreadsheet made visible.

use std::borrow::Cow;
use std::fmt::Write;

use crate::record::is_unsafe;

/// For a terminal: white space of every kind becomes one space, unsafe characters become visible, as in
/// `\u{1b}`.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        push(&mut safe, c);
    }
    Cow::Owned(safe)
}

fn push(safe: &mut String, c: char) {
    if c.is_whitespace() {
        safe.push(' ');
    } else if is_unsafe(c) {
        // Writing to a string cannot fail.
        let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
    } else {
        safe.push(c);
    }
}

/// For the inside of a Markdown paragraph or table cell: as for a terminal, and what Markdown would read as
/// markup is escaped.
pub(in crate::render) fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$' => {
                safe.push('\\');
                safe.push(c);
            }
            // These characters can open a list only at the beginning.
            '-' | '+' | '=' if at == 0 => {
                safe.push('\\');
                safe.push(c);
            }
            // Markdown would make a link of `https://…`, `mailto:a`, `www.…` and `a@b.c`.
            ':' if is_scheme(&text[..at]) || text[at..].starts_with("://") => safe.push_str("\\:"),
            '.' if ends_with_www(&text[..at]) => safe.push_str("\\."),
            '@' => safe.push_str("\\@"),
            _ => push(&mut safe, c),
        }
    }
    safe
}

/// True if the last word is the scheme of an address that Markdown makes a link of without two slashes.
fn is_scheme(before: &str) -> bool {
    SCHEMES.iter().any(|scheme| ends_with(before, scheme))
}

/// Schemes of addresses that are linked as they stand (GitHub Flavored Markdown, 6.9).
const SCHEMES: [&str; 2] = ["mailto", "xmpp"];

/// True if `www` is before, in any case.
fn ends_with_www(before: &str) -> bool {
    ends_with(before, "www")
}

fn ends_with(text: &str, end: &str) -> bool {
    text.len()
        .checked_sub(end.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|t| t.eq_ignore_ascii_case(end))
}

/// For the text and the attributes of XML: as for a terminal, and what XML reads as markup is escaped.
#[cfg(feature = "cli")]
pub(in crate::render) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ => push(&mut safe, c),
        }
    }
    safe
}

/// Words within the plain text of a SARIF message, in which `[words](address)` would be a link (SARIF 2.1.0,
/// 3.11.6).
pub(in crate::render) fn sarif(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '[' | ']' | '\\') {
            safe.push('\\');
        }
        push(&mut safe, c);
    }
    safe
}

/// The first characters of what a spreadsheet takes for a formula, of full width too.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// True if a spreadsheet would take it for a formula: it passes over white space and what has no width, and a tab or a line break begins a
/// cell or a row of its own where the field is pasted.
fn is_formula(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| c.is_whitespace() || is_unsafe(c));
    bare.starts_with(FORMULA) || text.starts_with(['\t', '\r', '\n', '|', '%'])
}

/// One CSV field: quoted where it must be. If `guarded`, what a spreadsheet would take for a formula gets a `'` before it; characters that
/// steer a terminal become visible in either case.
pub(in crate::render) fn csv(text: &str, guarded: bool) -> Cow<'_, str> {
    let formula = guarded && is_formula(text);
    let special = |b: u8| matches!(b, b',' | b'"' | b'\n' | b'\r');
    let clean = !text.chars().any(is_unsafe);
    if !formula && clean && !text.bytes().any(special) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    safe.push('"');
    if formula {
        safe.push('\'');
    }
    for c in text.chars() {
        match c {
            '"' => safe.push_str("\"\""),
            // A quoted field may contain a line break.
            '\n' | '\t' => safe.push(c),
            _ if is_unsafe(c) => push(&mut safe, c),
            _ => safe.push(c),
        }
    }
    safe.push('"');
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {

    use super::*;

    const HOSTILE: &str = "a\u{1b}[31m\u{9b}2J\u{7f}\u{202e}b\u{2066}\u{e0041}\r\n\tc";

    #[test]
    fn a_terminal_gets_no_control_character() {
        assert_eq!(terminal(HOSTILE), "a\\u{1b}[31m\\u{9b}2J\\u{7f}\\u{202e}b\\u{2066}\\u{e0041}   c");
        assert_eq!(terminal("“Sí”\u{a0}"), "“Sí” ");
    }

    #[test]
    fn markdown_stays_words() {
        assert_eq!(
            markdown("*a* <b> [c](d) | `e` &amp; "),
            "\\*a\\* \\<b\\> \\[c\\](d) \\| \\`e\\` \\&amp; "
        );
        assert_eq!(markdown("- a - b"), "\\- a - b");
        assert_eq!(markdown("\u{1b}[0m"), "\\u{1b}\\[0m");
        assert_eq!(markdown("é https://a.b: c"), "é https\\://a.b: c");
        assert_eq!(markdown("WWW.a.b, a@b.c: Mailto:a, xmpp:b"), "WWW\\.a.b, a\\@b.c: Mailto\\:a, xmpp\\:b");
        assert_eq!(markdown("a\u{200b}b\u{feff}c\u{2028}d\u{200d}e"), "a\\u{200b}b\\u{feff}c d\u{200d}e");
    }

    #[test]
    fn xml_stays_words() {
        assert_eq!(xml("<a b=\"c\"> & \u{1b}"), "&lt;a b=&quot;c&quot;&gt; &amp; \\u{1b}");
        assert_eq!(xml("a\u{fffe}b\u{ffff}c\u{fffd}"), "a\\u{fffe}b\\u{ffff}c\u{fffd}");
    }

    #[test]
    fn a_sarif_message_holds_no_link() {
        assert_eq!(sarif("[click](https://x.example) a\\"), "\\[click\\](https://x.example) a\\\\");
    }

    #[test]
    fn csv_has_no_formula_and_no_loose_quote() {
        assert_eq!(csv("plain – text", true), "plain – text");
        assert_eq!(csv("a, \"b\"", true), "\"a, \"\"b\"\"\"");
        assert_eq!(csv("=1+2", true), "\"'=1+2\"");
        assert_eq!(csv("-5 degrees", true), "\"'-5 degrees\"");
        for start in ["＝", "＋", "－", "＠", "\n=", " =", "\u{a0}@", "\u{200b}=", "\t", "|", "%"] {
            assert!(csv(&format!("{start}1+2"), true).starts_with("\"'"), "{start:?}");
        }
        assert_eq!(csv("a\u{1b}b", true), "\"a\\u{1b}b\"");
    }
    #[test]
    fn csv_without_the_guard_has_the_words_as_they_are() {
        for text in ["=1+2", "-5 degrees", "@post", "|", "%"] {
            assert_eq!(csv(text, false), text);
        }
        assert_eq!(csv("=a,b", false), "\"=a,b\"");
        assert_eq!(csv("=a\u{1b}b", false), "\"=a\\u{1b}b\"");
    }
}
