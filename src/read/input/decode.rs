//! Bytes → text. In: a whole file. Out: its text, a BOM dropped and nothing else changed, and what was
//! guessed. Files of many articles come as a stream ([`stream`]): UTF-16 is decoded there, other encodings
//! record by record.
//!
//! UTF-8 where the bytes are UTF-8; else UTF-16, told by a BOM or by where the NUL bytes stand; else UTF-8
//! with broken sequences, where whole sequences are no rarer than broken ones (a legacy text hardly ever has
//! a whole one by chance); else what chardetng makes of it, Windows-1252 for most Western texts.

use std::io::{self, BufRead, BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::bytes::{BUFFER, fill};
use crate::limits::TEXT_BYTES;
use crate::read::error::{InputFault, ReadErrorKind};

/// How many bytes tell whether NUL bytes are UTF-16's.
const SAMPLE: usize = 64 * 1024;

/// One NUL byte in so many is a mistake in a text; one in any text is.
const BYTES_PER_NUL: usize = 1_000;
/// Fewer bytes show no text.
const MIN_TEXT: usize = 40;

/// Fewer control characters are a mistake in a text…
const MIN_CONTROLS: usize = 5;
/// … and so is less than one in so many bytes.
const BYTES_PER_CONTROL: usize = 30;

/// The offset of the first control character of bytes that have too many of them for a text. Line ends, tabs, form feeds, the end mark of
/// old files, backspaces and escapes occur in text.
fn controls(bytes: &[u8]) -> Option<usize> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let is_control = |b: &u8| b.is_ascii_control() && !matches!(b, 0x08..=0x0d | 0x1a | 0x1b);
    let count = sample.iter().filter(|b| is_control(b)).count();
    let many = count >= MIN_CONTROLS && count * BYTES_PER_CONTROL > sample.len();
    sample.iter().position(is_control).filter(|_| many)
}

/// A text, and what was assumed to get it.
pub(in crate::read) struct Decoded {
    pub text: String,
    /// The encoding's name, unless it is UTF-8.
    pub encoding: Option<&'static str>,
    /// Broken UTF-8 sequences that became U+FFFD.
    pub replaced: usize,
}

/// The first byte that shows that bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct NotText {
    pub offset: usize,
    is_nul: bool,
}

impl From<NotText> for ReadErrorKind {
    fn from(NotText { offset, is_nul }: NotText) -> Self {
        Self::Binary { offset, is_nul }
    }
}

/// Reads all bytes of a file that is one text.
///
/// # Errors
/// If they cannot be read, or are more than [`TEXT_BYTES`].
pub(in crate::read) fn all(reader: impl Read) -> Result<Vec<u8>, InputFault> {
    let mut bytes = Vec::new();
    reader.take(TEXT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > TEXT_BYTES {
        return Err(ReadErrorKind::Huge { most: TEXT_BYTES }.into());
    }
    Ok(bytes)
}

/// Decodes a whole file.
///
/// # Errors
/// The offset of the first NUL byte, where the bytes are neither text nor UTF-16; that of the first control character, where there are many.
pub(in crate::read) fn decode(mut bytes: Vec<u8>) -> Result<Decoded, NotText> {
    if let Some((encoding, bom)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_8 {
            bytes.drain(..bom);
        } else {
            return Ok(legacy(encoding, &bytes[bom..]));
        }
    }
    if let Some(nul) = memchr::memchr(0, &bytes) {
        match utf16(&bytes) {
            Some(encoding) => return Ok(legacy(encoding, &bytes)),
            None if !is_stray(&bytes) => return Err(NotText { offset: nul, is_nul: true }),
            // Every other byte is a text's.
            None => bytes.iter_mut().filter(|byte| **byte == 0).for_each(|byte| *byte = b' '),
        }
    }
    if let Some(offset) = controls(&bytes) {
        return Err(NotText { offset, is_nul: false });
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, encoding: None, replaced: 0 }),
        Err(error) => error.into_bytes(),
    };
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole >= broken {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return Ok(Decoded { text, encoding: None, replaced: broken });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    Ok(legacy(detector.guess(None, Utf8Detection::Deny), &bytes))
}

/// Decodes bytes whose sender named their encoding, which holds where they are not UTF-8.
///
/// # Errors
/// As [`decode`].
pub(in crate::read) fn labelled(bytes: Vec<u8>, label: Option<&str>) -> Result<Decoded, NotText> {
    let told = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    match told.filter(|told| *told != UTF_8 && std::str::from_utf8(&bytes).is_err()) {
        Some(encoding) if memchr::memchr(0, &bytes).is_none() => Ok(legacy(encoding, &bytes)),
        _ => decode(bytes),
    }
}

/// True if NUL bytes are so few that a text has them by a mistake, and no other byte shows binary data.
fn is_stray(bytes: &[u8]) -> bool {
    let nul = memchr::memchr_iter(0, bytes).count();
    let control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace() && *byte != 0;
    nul <= (bytes.len() / BYTES_PER_NUL).max(1) && bytes.len() >= MIN_TEXT && !bytes.iter().any(control)
}

/// A stream without UTF-16's BOM, in UTF-8 where it was UTF-16.
pub(in crate::read) struct DecodedStream {
    pub reader: Box<dyn BufRead + Send>,
    /// Where the first NUL byte stands, if it is near the beginning and no UTF-16 explains it.
    pub nul: Option<usize>,
}

/// Looks at the first bytes of a stream.
///
/// # Errors
/// If they cannot be read.
pub(in crate::read) fn stream(mut reader: Box<dyn BufRead + Send>) -> io::Result<DecodedStream> {
    let head = fill(&mut reader)?;
    let nul = memchr::memchr(0, head);
    let marked = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let guessed = nul.and_then(|_| utf16(head));
    if marked || guessed.is_some() {
        // Told an encoding, the decoder would keep the BOM; told none, it goes by the BOM and drops it.
        let encoding = guessed.filter(|_| !marked);
        let decoder = DecodeReaderBytesBuilder::new().encoding(encoding).build(reader);
        return Ok(DecodedStream { reader: Box::new(BufReader::with_capacity(BUFFER, decoder)), nul: None });
    }
    Ok(DecodedStream { reader, nul })
}

/// The same, for a form in which a NUL byte can only mean that this is no text.
///
/// # Errors
/// [`ReadErrorKind::Io`], and [`ReadErrorKind::Binary`] where NUL bytes stand at the beginning that no
/// UTF-16 explains.
pub(in crate::read) fn text_stream(
    reader: Box<dyn BufRead + Send>,
) -> Result<Box<dyn BufRead + Send>, InputFault> {
    let DecodedStream { reader, nul } = stream(reader)?;
    match nul {
        Some(offset) => Err(ReadErrorKind::Binary { offset, is_nul: true }.into()),
        None => Ok(reader),
    }
}

fn legacy(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: Some(encoding.name()), replaced: 0 }
}

/// UTF-16 without a BOM: in a text with ASCII characters the NUL bytes stand on one side of the pairs, never
/// on the other.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut nul = [0usize; 2];
    for (at, _) in sample.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        nul[at % 2] += 1;
    }
    let many = sample.len() / 8;
    match nul {
        [0, odd] if odd > many => Some(UTF_16LE),
        [even, 0] if even > many => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<&'static str>, usize) {
        let d = decode(bytes.to_vec()).unwrap();
        (d.text, d.encoding, d.replaced)
    }

    #[test]
    fn utf8_is_kept_byte_for_byte_and_only_a_bom_is_dropped() {
        assert_eq!(text("“Sí,”\r\n".as_bytes()), ("“Sí,”\r\n".into(), None, 0));
        assert_eq!(text("\u{feff}“Sí,”".as_bytes()), ("“Sí,”".into(), None, 0));
    }

    #[test]
    fn utf16_with_and_without_a_bom() {
        let wide = "“The bridge is safe,” Ana Ruiz said.";
        let little: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = wide.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), (wide.into(), Some("UTF-16LE"), 0));
        assert_eq!(text(&big), (wide.into(), Some("UTF-16BE"), 0));
        assert_eq!(text(&[&[0xff, 0xfe], &little[..]].concat()), (wide.into(), Some("UTF-16LE"), 0));
        assert_eq!(text(&[&[0xfe, 0xff], &big[..]].concat()), (wide.into(), Some("UTF-16BE"), 0));
    }

    #[test]
    fn windows_1252_marks_become_curly_marks() {
        let got = text(b"\x93The caf\xe9 is open,\x94 said Ana Ruiz. \x93It\x92s fine.\x94");
        assert_eq!(got, ("“The café is open,” said Ana Ruiz. “It’s fine.”".into(), Some("windows-1252"), 0));
    }

    #[test]
    fn one_broken_byte_does_not_spoil_the_other_marks_of_a_utf8_text() {
        let mut bytes = "“It holds,” she said. “It ".as_bytes().to_vec();
        bytes.push(0x9d);
        bytes.extend_from_slice("holds.”".as_bytes());
        assert_eq!(text(&bytes), ("“It holds,” she said. “It \u{fffd}holds.”".into(), None, 1));
    }

    #[test]
    fn many_control_characters_are_no_text_and_a_few_are() {
        let bytes: Vec<u8> = (1..=255).cycle().take(2_000).collect();
        assert_eq!(decode(bytes).err(), Some(NotText { offset: 0, is_nul: false }));
        let few = "The wall leaks,\u{1} and nobody in the whole town has mended it. ".repeat(40);
        let stopped = "It leaks.\u{c}\u{1b}[1mIt leaks.\u{8}\u{1a}\r\n\t".repeat(9);
        for text in [few, stopped] {
            assert!(decode(text.into_bytes()).is_ok());
        }
    }

    #[test]
    fn one_nul_byte_in_a_text_is_a_blank() {
        let bytes = b"The wall leaks,\0 and nobody in the whole town has mended it.";
        assert_eq!(text(bytes).0, "The wall leaks,  and nobody in the whole town has mended it.");
        let bytes = [&bytes[..], b"\x01"].concat();
        assert_eq!(decode(bytes).err().map(|byte| byte.offset), Some(15));
    }

    #[test]
    fn binary_data_is_refused_with_its_place() {
        assert_eq!(decode(b"PK\x03\x04\0\0\0\x08abc".to_vec()).err().map(|byte| byte.offset), Some(4));
    }
}
