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
    /// A name, or several.
    r#type: Option<Value>,
    items: Option<Vec<Value>>,
    first: Option<Box<Page>>,
    next: Option<Value>,
}

/// The annotations of one page.
pub struct Annotations {
    pub items: Vec<Value>,
    /// True if the page says that another one follows.
    pub has_more: bool,
}

impl Page {
    /// The items of a page; of a collection those of its first page.
    fn annotations(self) -> Option<Annotations> {
        let Self { items, first, next, .. } = self;
        let has_more = |next: Option<Value>| next.is_some_and(|next| !next.is_null());
        match items {
            Some(items) => Some(Annotations { items, has_more: has_more(next) }),
            None => {
                first.and_then(|page| Some(Annotations { items: page.items?, has_more: has_more(page.next) }))
            }
        }
    }

    fn is_page(&self) -> bool {
        let is_one = |name: &Value| name.as_str().is_some_and(|name| TYPES.contains(&name));
        match &self.r#type {
            Some(Value::Array(names)) => names.iter().any(is_one),
            Some(name) => is_one(name),
            None => false,
        }
    }
}

/// The annotations of a page, or the bytes again.
///
/// # Errors
/// If the bytes cannot be read; a page of more than [`TEXT_BYTES`].
pub fn annotations(mut reader: Rest) -> io::Result<Result<Annotations, Rest>> {
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
        Some(found) => Ok(Ok(found)),
        // Claims that somebody broke into lines are told as lines without a claim.
        None => Ok(Err(Box::new(Cursor::new(bytes)))),
    }
}

/// True if the first line can begin a page. A whole object with a comma behind it is a claim of a list without brackets.
fn may_begin(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    match line.strip_suffix(b",") {
        Some(part) => serde_json::from_slice::<Value>(part).is_err(),
        None => line.ends_with(b"{") || line.ends_with(b"[") || page(line).is_some(),
    }
}

/// The annotations of a page.
fn page(json: &[u8]) -> Option<Annotations> {
    let page: Page = serde_json::from_slice(json).ok()?;
    if page.is_page() { page.annotations() } else { None }
}
