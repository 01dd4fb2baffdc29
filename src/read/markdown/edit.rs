//! Places of a text → another text of the same length. In: a text and what is put in its places. Out: the
//! text with that.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::VOID;

/// What is put in a place of the text; it takes as many bytes as stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    /// Spaces; line ends stay.
    Blank,
    /// Spaces, also for line ends.
    Space,
    /// Nothing.
    Void,
    /// One character, and nothing for the rest.
    Char(char),
}

/// A place of whole characters and what is put there.
pub(super) type Edit = (Range<usize>, Put);

/// The text with the edits that `find` makes of it.
pub(super) fn edited<'t>(text: Cow<'t, str>, find: impl Fn(&str) -> Vec<Edit>) -> Cow<'t, str> {
    let edits = find(&text);
    if edits.is_empty() { text } else { Cow::Owned(put(&text, &edits)) }
}

/// `edits` are in order and do not overlap.
fn put(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (place, what) in edits {
        out.push_str(&text[at..place.start]);
        let bytes = text[place.clone()].bytes();
        match *what {
            Put::Blank => out.extend(bytes.map(|b| if matches!(b, b'\n' | b'\r') { b as char } else { ' ' })),
            Put::Space => out.extend(bytes.map(|_| ' ')),
            Put::Void => out.extend(bytes.map(|_| VOID)),
            Put::Char(c) => {
                out.push(c);
                out.extend(bytes.skip(c.len_utf8()).map(|_| VOID));
            }
        }
        at = place.end;
    }
    out.push_str(&text[at..]);
    out
}
