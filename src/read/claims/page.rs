//! A page of annotations, told from lines. In: bytes that begin an object. Out: the annotations of the page; or the bytes again, where they are
//! lines.
//!
//! The first line decides whether the rest has to be read before it is known: that of a page is a whole `AnnotationPage`, or ends between two
//! parts of an object, as programs break it. Whoever writes one claim after the other and waits for the answers writes whole lines.

use std::io::{self, BufRead, Cursor, Read};

use serde::Deserialize;
use serde_json::Value;

use crate::limits::{RECORD_BYTES, TEXT_BYTES};

/// What the standard calls a page, and a list of them.
const TYPES: [&str; 2] = ["AnnotationPage", "AnnotationCollection"];

/// Bytes that are read on.
type Rest = Box<dyn BufRead + Send>;

/// What says that an object is a page, or a collection that has its first page in it.
#[derive(Deserialize)]
struct Page {
    r#type: Option<String>,
    items: Option<Vec<Value>>,
    first: Option<Box<Page>>,
}

impl Page {
    /// The items of a page; of a collection those of its first page.
    fn items(self) -> Option<Vec<Value>> {
        self.items.or_else(|| self.first?.items)
    }
}

/// The annotations of a page, or the bytes again.
///
/// # Errors
/// If the bytes cannot be read; a page of more than [`TEXT_BYTES`].
pub fn items(mut reader: Rest) -> io::Result<Result<Vec<Value>, Rest>> {
    let mut bytes = Vec::new();
    while bytes.trim_ascii().is_empty() {
        if (&mut *reader).take(RECORD_BYTES as u64).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
    }
    if !may_begin(&bytes) {
        return Ok(Err(Box::new(Cursor::new(bytes).chain(reader))));
    }
    (&mut *reader).take((TEXT_BYTES + 1).saturating_sub(bytes.len()) as u64).read_to_end(&mut bytes)?;
    if bytes.len() > TEXT_BYTES {
        return Err(io::Error::other(format!("the page has more than {TEXT_BYTES} bytes")));
    }
    match page(&bytes) {
        Some(items) => Ok(Ok(items)),
        // Claims that somebody broke into lines are told as lines without a claim.
        None => Ok(Err(Box::new(Cursor::new(bytes)))),
    }
}

/// True if the first line can begin a page.
fn may_begin(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.ends_with(b"{") || line.ends_with(b"[") || line.ends_with(b",") || page(line).is_some()
}

/// The annotations of a page.
fn page(json: &[u8]) -> Option<Vec<Value>> {
    let page: Page = serde_json::from_slice(json).ok()?;
    let is_page = page.r#type.as_deref().is_some_and(|name| TYPES.contains(&name));
    page.items().filter(|_| is_page)
}
