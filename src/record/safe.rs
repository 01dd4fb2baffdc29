//! Values → JSON that can be printed to a terminal. In: anything that serialises. Out: compact JSON in which
//! characters that could steer a reader are escaped; every reader of JSON gives them back.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::{Serializer, Value};

/// Characters that are never sent as they are: control characters (ESC, and the one-character CSI among C1),
/// the separators of lines and paragraphs, which end a line of a script, marks that turn the direction of the
/// writing round them, characters of no width, invisible tag characters, and the two of the first plane that
/// XML does not have. The joiner and the non-joiner stay: some scripts and emoji are written with them.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(
            c,
            '\u{200b}' | '\u{feff}' | '\u{180e}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        )
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// Escapes unsafe characters outside ASCII in compact JSON too. The values of the strings do not change.
#[derive(Debug, Clone, Copy)]
pub struct SafeJson;

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
        // All unsafe characters that JSON does not escape begin with one of these bytes. Most characters that
        // do are harmless.
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

/// A value as a reader of the compact JSON has it: a share is 0.708, as printed, and not the nearest number of twice the size.
///
/// # Errors
/// If a map has keys that are no strings.
pub fn value(of: &impl Serialize) -> serde_json::Result<Value> {
    serde_json::from_slice(&serde_json::to_vec(of)?)
}

/// Finds the next byte that may begin an unsafe character: DEL, or the first byte of a character in C1,
/// U+061C, U+11xx, U+18xx, U+20xx, U+3164, U+FExx, U+FFxx, U+E00xx.
fn next_suspect(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|b| matches!(b, 0x7f | 0xc2 | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf3))
}

/// Writes one value as compact JSON.
///
/// # Errors
/// The errors of `out`.
pub fn write_json(out: &mut dyn io::Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, SafeJson)).map_err(io::Error::from)
}

/// Returns one value as JSON on one line, with the same escapes as every output.
///
/// # Errors
/// If the value cannot be written as JSON.
pub fn json(value: &impl Serialize) -> serde_json::Result<String> {
    let mut out = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut out, SafeJson))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "a\u{1b}[31m\u{9b}2J\u{7f}\u{202e}b\u{2066}\u{e0041}\u{2028}\u{200b}\u{3164}\u{115f}\u{180e}\u{ffa0}\r\n\tc";

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
