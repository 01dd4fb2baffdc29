//! The text of a draft → its references, in their order.
//!
//! In: the text as printed, and as it is read. Out: every [`DraftReference`] reference. Each byte is looked at a bounded number of times.

use super::address::address_at;
use super::bracket::Brackets;
use super::defined::Defined;
use super::found::{DraftReference, ReferenceSort};
use super::tag::tag_at;

/// What a reference may begin with.
const BEGINNINGS: &[char] =
    &['[', '(', '<', '【', 'h', 'H', 'w', 'W', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The references of a draft, without those in its definitions.
pub fn scan(text: &str, plain: &str, defined: &Defined) -> Vec<DraftReference> {
    let brackets = Brackets { text, defined };
    let mut out: Vec<DraftReference> = Vec::new();
    let mut places = defined.places.iter().peekable();
    let mut at = 0;
    while let Some(next) = text[at..].find(BEGINNINGS).map(|i| at + i) {
        while places.next_if(|p| p.end <= next).is_some() {}
        if let Some(place) = places.peek().filter(|p| p.contains(&next)) {
            at = place.end;
            continue;
        }
        let first = text[next..].chars().next().unwrap_or_default();
        at = next + first.len_utf8();
        // What is blank to a reader is code, a comment or an image.
        if plain.as_bytes().get(next) == Some(&b' ') {
            continue;
        }
        let found = match first {
            '[' if text[..next].ends_with('!') => brackets.square(next).map(|(end, _)| (end, Vec::new())),
            '[' => brackets.square(next),
            '(' => brackets.round(next),
            '【' => brackets.lenticular(next),
            '<' => {
                let tag = || tag_at(text, next).map(|(end, found)| (end, found.into_iter().collect()));
                brackets.superscript(next).or_else(tag)
            }
            'h' | 'H' | 'w' | 'W' => {
                let address = address_at(text, next);
                address.map(|a| (a.end, vec![DraftReference::link(a.clone(), &text[a.clone()], text)]))
            }
            _ => Some(raised(&brackets, next)),
        };
        let Some((end, found)) = found else { continue };
        // What stands in brackets that are no reference, or may be none, is read too; of an element what stands behind its tag.
        let is_open =
            first != '<' && (found.is_empty() || found.iter().any(|f| f.sort == ReferenceSort::Perhaps));
        at = if is_open { at } else { end };
        out.extend(found);
    }
    out
}

/// Small figures above the line, where the list of references has their number.
fn raised(brackets: &Brackets, at: usize) -> (usize, Vec<DraftReference>) {
    const FIGURES: &[char] = &['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let rest = &brackets.text[at..];
    let end = at + rest.find(|c| !FIGURES.contains(&c)).unwrap_or(rest.len());
    let digits = brackets.text[at..end].chars().filter_map(|c| FIGURES.iter().position(|f| *f == c));
    let number = digits.take(4).fold(0, |n, digit| 10 * n + digit);
    let is_listed = brackets.defined.numbers.contains_key(&number);
    (end, is_listed.then(|| brackets.number(number, at..end)).into_iter().collect())
}
