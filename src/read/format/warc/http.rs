//! What a server answered → the bytes of its page. In: an answer of HTTP as it was sent, or as a crawler mended it. Out: the page, or what
//! is passed over instead.
//!
//! Crawlers keep `Transfer-Encoding` and `Content-Encoding` although some have taken both away from the body, so a body is
//! believed before its fields.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::head::{charset, field, is_page, media};
use crate::limits::WEB_BODY;
use crate::read::reason::WarcReason;

/// What an answer is to the reader of articles.
pub(super) enum ServerAnswer {
    Page {
        bytes: Vec<u8>,
        /// The encoding that the server named.
        charset: Option<String>,
    },
    /// It is none; why.
    Passed(&'static str),
}

/// The fields that tell how a body was sent.
#[derive(Default)]
struct Sent {
    holds: Option<String>,
    chunked: bool,
    packed: String,
}

/// Reads an answer.
///
/// # Errors
/// If its body is broken, or longer than [`WEB_BODY`].
pub(super) fn page(block: &[u8]) -> Result<ServerAnswer, WarcReason> {
    let mut rest = block;
    let status = line(&mut rest);
    let mut words = status.split(|b| *b == b' ').filter(|word| !word.is_empty());
    if !words.next().is_some_and(|protocol| protocol.starts_with(b"HTTP/")) {
        return Ok(ServerAnswer::Passed("response of another protocol"));
    }
    if words.next() != Some(b"200") {
        return Ok(ServerAnswer::Passed("response without the status 200"));
    }
    let mut sent = Sent::default();
    loop {
        let head = line(&mut rest);
        if head.is_empty() {
            break;
        }
        let Some((name, value)) = field(head) else { continue };
        match name.as_str() {
            "content-type" => sent.holds = Some(value),
            "transfer-encoding" => sent.chunked = value.to_ascii_lowercase().contains("chunked"),
            "content-encoding" => sent.packed = value.to_ascii_lowercase(),
            _ => {}
        }
    }
    let holds = sent.holds.as_deref().unwrap_or_default();
    if !is_page(&media(holds)) {
        return Ok(ServerAnswer::Passed("response that is no page"));
    }
    let whole = if sent.chunked { chunks(rest)? } else { None };
    let body = whole.as_deref().unwrap_or(rest);
    match unpacked(body, &sent.packed)? {
        Some(bytes) => Ok(ServerAnswer::Page { bytes, charset: charset(holds) }),
        None => Ok(ServerAnswer::Passed("response packed in a way that is not read")),
    }
}

/// Takes a line, without its end.
fn line<'b>(rest: &mut &'b [u8]) -> &'b [u8] {
    let end = memchr::memchr(b'\n', rest);
    let (line, behind) = rest.split_at(end.map_or(rest.len(), |at| at + 1));
    *rest = behind;
    line.trim_ascii_end()
}

/// The body that was sent in chunks; `None` where it begins with none.
fn chunks(body: &[u8]) -> Result<Option<Vec<u8>>, WarcReason> {
    let (mut rest, mut out) = (body, Vec::new());
    loop {
        let size = line(&mut rest);
        let size = size.split(|b| *b == b';').next().unwrap_or_default().trim_ascii();
        let size = std::str::from_utf8(size).ok().and_then(|size| usize::from_str_radix(size, 16).ok());
        match size {
            Some(0) => return Ok(Some(out)),
            Some(size) if size <= rest.len() => {
                let (chunk, behind) = rest.split_at(size);
                out.extend_from_slice(chunk);
                rest = behind;
                line(&mut rest);
            }
            None if out.is_empty() => return Ok(None),
            _ => return Err(WarcReason::Chunks),
        }
    }
}

/// The bytes of a body; `None` for a packing that is not read.
fn unpacked(body: &[u8], packed: &str) -> Result<Option<Vec<u8>>, WarcReason> {
    let read = |reader: &mut dyn Read| {
        let mut out = Vec::new();
        match reader.take(WEB_BODY as u64 + 1).read_to_end(&mut out) {
            Err(_) => Err(WarcReason::Packed),
            Ok(_) if out.len() > WEB_BODY => Err(WarcReason::LongBody { most: WEB_BODY }),
            Ok(_) => Ok(Some(out)),
        }
    };
    match packed {
        _ if body.starts_with(&[0x1f, 0x8b]) => read(&mut MultiGzDecoder::new(body)),
        "" | "identity" | "none" | "gzip" | "x-gzip" => read(&mut { body }),
        // Some servers leave the frame of zlib away.
        "deflate" => read(&mut ZlibDecoder::new(body)).or_else(|_| read(&mut DeflateDecoder::new(body))),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const PAGE: &[u8] = b"<p>It leaks.</p>";

    fn answer(fields: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"latin1\"\r\n{fields}\r\n");
        [head.as_bytes(), body].concat()
    }

    fn read(block: &[u8]) -> Result<Vec<u8>, String> {
        match page(block) {
            Ok(ServerAnswer::Page { bytes, charset }) => {
                assert_eq!(charset.as_deref(), Some("latin1"));
                Ok(bytes)
            }
            Ok(ServerAnswer::Passed(what)) => Err(what.to_owned()),
            Err(reason) => Err(reason.to_string()),
        }
    }

    #[test]
    fn a_body_is_read_as_it_was_sent() {
        let chunked = b"6;a=b\r\n<p>It \r\nA\r\nleaks.</p>\r\n0\r\n\r\n";
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(PAGE).unwrap();
        let gzip = gzip.finish().unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(PAGE).unwrap();
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::fast());
        bare.write_all(PAGE).unwrap();
        for (fields, body) in [
            ("", PAGE),
            ("Transfer-Encoding: chunked\r\n", chunked),
            ("Transfer-Encoding: chunked\r\n", PAGE),
            ("Content-Encoding: gzip\r\n", &gzip),
            ("Content-Encoding: gzip\r\n", PAGE),
            ("Content-Encoding: deflate\r\n", &zlib.finish().unwrap()),
            ("content-encoding: DEFLATE\r\n", &bare.finish().unwrap()),
        ] {
            assert_eq!(read(&answer(fields, body)).as_deref(), Ok(PAGE), "{fields}");
        }
    }

    #[test]
    fn what_is_no_page_is_passed_over_and_what_is_broken_is_told() {
        let chunked = "Transfer-Encoding: chunked\r\n";
        for (block, wanted) in [
            (answer("Content-Encoding: br\r\n", PAGE), "response packed in a way that is not read"),
            (answer(chunked, b"6\r\n<p>It \r\nFF\r\nleaks"), "its chunks are broken"),
            (answer("", &[0x1f, 0x8b, 8, 0, 1]), "its packed body is broken"),
            (b"HTTP/1.1 404 Not Found\r\n\r\n".to_vec(), "response without the status 200"),
            (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n".to_vec(), "response that is no page"),
            (b"GET / HTTP/1.1\r\n\r\n".to_vec(), "response of another protocol"),
        ] {
            assert_eq!(read(&block), Err(wanted.to_owned()));
        }
    }
}
