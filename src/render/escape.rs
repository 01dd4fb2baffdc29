//! Hostile text → text that is safe to show. In: words of an article. Out: the same words, with what could steer a terminal, a Markdown
//! reader or a spreadsheet made visible.

use std::borrow::Cow;
use std::fmt::Write;
use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Characters that are never sent as they are: control characters (ESC, and the one-character CSI among C1), marks that
/// turn the direction of the writing round them, invisible tag characters, and the two of the first plane that XML does not have.
pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// For a terminal: white space of every kind becomes one space, unsafe characters become visible, as in `\u{1b}`.
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

/// For the inside of a Markdown paragraph or table cell: as for a terminal, and what Markdown would read as markup is escaped.
pub(super) fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$' => {
                safe.push('\\');
                safe.push(c);
            }
            // Only at the beginning can these open a list.
            '-' | '+' | '=' if at == 0 => {
                safe.push('\\');
                safe.push(c);
            }
            // `https://…` would become a link of its own accord.
            ':' if text[at..].starts_with("://") => safe.push_str("\\:"),
            _ => push(&mut safe, c),
        }
    }
    safe
}

/// For the text and the attributes of XML: as for a terminal, and what XML reads as markup is escaped.
#[cfg(feature = "cli")]
pub(super) fn xml(text: &str) -> String {
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

/// Whether an address may become a link: only one of the web does, `javascript:` and the like do not.
pub(super) fn is_web(url: &str) -> bool {
    let scheme = |name: &str| url.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    (scheme("https://") || scheme("http://")) && !url.chars().any(|c| is_unsafe(c) || c.is_whitespace())
}

/// Percent-encoding (RFC 3986): letters, digits and the bytes of `kept` stay.
pub(super) fn percent(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Words within the plain text of a SARIF message, in which `[words](address)` would be a link (SARIF 2.1.0, 3.11.6).
pub(super) fn sarif(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '[' | ']' | '\\') {
            safe.push('\\');
        }
        push(&mut safe, c);
    }
    safe
}

/// One CSV field: quoted where it must be; what a spreadsheet would take for a formula gets a `'` before it.
pub(super) fn csv(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
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
            // A line break may stand in a quoted field.
            '\n' | '\t' => safe.push(c),
            _ if is_unsafe(c) => push(&mut safe, c),
            _ => safe.push(c),
        }
    }
    safe.push('"');
    Cow::Owned(safe)
}

/// Compact JSON in which unsafe characters outside ASCII are escaped too; the strings stay what they are.
#[derive(Clone, Copy)]
pub(super) struct SafeJson;

impl Formatter for SafeJson {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let bytes = fragment.as_bytes();
        if fragment.is_ascii() && memchr::memchr(0x7f, bytes).is_none() {
            return writer.write_all(bytes);
        }
        let mut done = 0;
        // All unsafe characters that JSON leaves alone begin with one of these bytes; most that do are harmless.
        let mut at = 0;
        while let Some(found) = next_suspect(&bytes[at..]) {
            let start = at + found;
            let Some(c) = fragment[start..].chars().next() else { break };
            at = start + c.len_utf8();
            if is_unsafe(c) {
                writer.write_all(&bytes[done..start])?;
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
                done = at;
            }
        }
        writer.write_all(&bytes[done..])
    }
}

/// The next byte that may begin an unsafe character: DEL, or the first byte of one in C1, U+061C, U+20xx, U+FFFx, U+E00xx.
fn next_suspect(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|b| matches!(b, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3))
}

/// One value as compact JSON.
pub(super) fn write_json(out: &mut dyn io::Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, SafeJson)).map_err(io::Error::from)
}

/// One value as JSON on one line, with the same escapes as every output.
///
/// # Errors
/// Where the value cannot be JSON.
pub fn json(value: &impl Serialize) -> serde_json::Result<String> {
    let mut out = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut out, SafeJson))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
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
    }

    #[test]
    fn xml_stays_words() {
        assert_eq!(xml("<a b=\"c\"> & \u{1b}"), "&lt;a b=&quot;c&quot;&gt; &amp; \\u{1b}");
        assert_eq!(xml("a\u{fffe}b\u{ffff}c\u{fffd}"), "a\\u{fffe}b\\u{ffff}c\u{fffd}");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert!(is_web("https://harbour.example/bridge?a=1"));
        assert!(is_web("HTTP://harbour.example/"));
        for other in ["javascript:alert(1)", "data:text/html,x", "https://a b", "https://a\u{202e}b", "é", ""]
        {
            assert!(!is_web(other), "{other}");
        }
    }

    #[test]
    fn a_sarif_message_holds_no_link() {
        assert_eq!(sarif("[click](https://x.example) a\\"), "\\[click\\](https://x.example) a\\\\");
    }

    #[test]
    fn csv_has_no_formula_and_no_loose_quote() {
        assert_eq!(csv("plain – text"), "plain – text");
        assert_eq!(csv("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(csv("=1+2"), "\"'=1+2\"");
        assert_eq!(csv("-5 degrees"), "\"'-5 degrees\"");
        assert_eq!(csv("a\u{1b}b"), "\"a\\u{1b}b\"");
    }

    #[test]
    fn json_escapes_more_and_reads_back_the_same() {
        let mut out = Vec::new();
        HOSTILE.serialize(&mut Serializer::with_formatter(&mut out, SafeJson)).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.chars().all(|c| !is_unsafe(c)), "{out}");
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), HOSTILE);
        let mut out = Vec::new();
        "“Sí\u{a0}é🏛”".serialize(&mut Serializer::with_formatter(&mut out, SafeJson)).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\"“Sí\u{a0}é🏛”\"");
    }
}
