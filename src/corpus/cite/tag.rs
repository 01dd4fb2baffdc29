//! References in HTML: `<q cite="…">`, `<blockquote cite="…">`, `<cite doc="1" page="4">`, `<a href="…">`, `<https://…>`.
//!
//! In: the place of a `<`. Out: the reference, with the content of the element as its scope, and where the tag ends.

use std::ops::Range;

use super::address::{address_at, is_target};
use super::found::{DraftReference, ReferenceSort};

/// Longest tag, and longest element, in bytes.
const TAG: usize = 2_000;
const ELEMENT: usize = 20_000;

/// The attributes of an element that name a source, the surest first. Of `cite` those that models print.
const NAMING: [(&str, &[&str]); 4] =
    [("q", &["cite"]), ("blockquote", &["cite"]), ("cite", &["doc", "source", "href"]), ("a", &["href"])];

/// The tag at byte `at`: where it ends, and its reference.
pub fn tag_at(text: &str, at: usize) -> Option<(usize, Option<DraftReference>)> {
    if let Some(address) = address_at(text, at + 1).filter(|a| text[a.end..].starts_with('>')) {
        let written = at..address.end + 1;
        return Some((written.end, Some(DraftReference::link(written, &text[address], text))));
    }
    let limit = text.floor_char_boundary(at + TAG);
    let end = at + text[at..limit].find('>')? + 1;
    let inside = &text[at + 1..end - 1];
    let name = inside.split(|c: char| c.is_whitespace()).next().unwrap_or_default().to_ascii_lowercase();
    let Some((_, attributes)) = NAMING.iter().find(|(own, _)| *own == name) else { return Some((end, None)) };
    let found = attributes.iter().find_map(|attribute| value(text, at + 1..end - 1, attribute));
    Some((end, found.and_then(|value| reference(text, &name, value, at..end))))
}

fn reference(text: &str, name: &str, value: Range<usize>, tag: Range<usize>) -> Option<DraftReference> {
    let written = text[value.clone()].trim().replace("&amp;", "&");
    let is_link = name != "cite";
    if written.is_empty() || (is_link && !is_target(&written)) {
        return None;
    }
    let sort = if is_link { ReferenceSort::Link } else { ReferenceSort::Citation };
    let limit = text.floor_char_boundary(tag.end + ELEMENT);
    let closing = format!("</{name}>");
    let close = text[tag.end..limit].to_ascii_lowercase().find(&closing).map(|i| tag.end + i);
    let mut found = DraftReference::new(sort, value, text, vec![written.clone()]);
    if let Some(close) = close {
        found.scope = Some(tag.end..close);
        if name == "a" {
            // The whole element is the link.
            found.span = tag.start..close + closing.len();
        }
    }
    if !is_link {
        found.number = super::defined::number(&written);
    }
    found.written = written;
    Some(found)
}

/// The value of an attribute of a tag, without its marks.
fn value(text: &str, inside: Range<usize>, attribute: &str) -> Option<Range<usize>> {
    // As long as the tag, so that the places are the tag's.
    let tag = &text[inside.clone()].to_ascii_lowercase();
    let is_own = |at: &usize| {
        let before = tag[..*at].chars().next_back().is_some_and(char::is_whitespace);
        before && tag[at + attribute.len()..].trim_start().starts_with('=')
    };
    let at = tag.match_indices(attribute).map(|(at, _)| at).find(is_own)?;
    let equals = at + tag[at..].find('=')? + 1;
    let start = equals + (tag[equals..].len() - tag[equals..].trim_start().len());
    let rest = &tag[start..];
    let place = match rest.chars().next()? {
        mark @ ('"' | '\'') => start + 1..start + 1 + rest[1..].find(mark)?,
        _ => start..start + rest.find(char::is_whitespace).unwrap_or(rest.len()),
    };
    Some(inside.start + place.start..inside.start + place.end)
}
