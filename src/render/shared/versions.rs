//! What a version is called and where its words stand in another print: what every format asks of a
//! comparison.
//!
//! In: an entry of a [`Comparison`](crate::compare::Comparison). Out: sigla, spans and the head of its remark
//! in words.

use super::words::count;
use crate::compare::Entry;
use crate::model::{Collation, Remark, Span, WordingIx};

/// `3 outlets`, and how many of them are independent if not all are.
pub(in crate::render) fn outlets(entry: &Entry<'_>) -> String {
    let outlets = count(entry.outlets, "outlet");
    if entry.independent < entry.outlets {
        return format!("{outlets} ({} independent)", entry.independent);
    }
    outlets
}

/// Indices into the wordings and the distinct versions they belong to, versions in the collation's order.
pub(in crate::render) fn by_version(
    remark: &Remark,
    collation: Option<&Collation>,
) -> Vec<(WordingIx, usize)> {
    match collation {
        Some(collation) => {
            let rows = collation.rows.iter().enumerate();
            rows.flat_map(|(row, r)| r.wordings.iter().map(move |wording| (*wording, row))).collect()
        }
        None => (0..remark.wordings.len()).map(|wording| (WordingIx(wording), 0)).collect(),
    }
}

/// A, B, … Z, AA, AB …: what a version is called within its remark.
pub(in crate::render) fn siglum(mut row: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(row % 26).unwrap_or(0)));
        if row < 26 {
            break;
        }
        row = row / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// A span of one wording, found again in another wording of the same version. The two agree but for
/// typography, so their letters and digits correspond one to one, and those are counted.
///
/// `None` where they do not correspond after all.
pub(in crate::render) fn project(span: Span, from: (&str, Span), to: (&str, Span)) -> Option<Span> {
    let (from_text, from_extent) = from;
    let (to_text, to_extent) = to;
    let before = Span::new(from_text, from_extent.start(), span.start())?;
    let skipped = solid(before.of(from_text));
    let inside = solid(span.of(from_text));
    if inside == 0 {
        return None;
    }
    let solids: Vec<(usize, char)> =
        to_extent.of(to_text).char_indices().filter(|(_, c)| c.is_alphanumeric()).collect();
    let (first, _) = *solids.get(skipped)?;
    let (last, c) = *solids.get(skipped + inside - 1)?;
    Span::new(to_text, to_extent.start() + first, to_extent.start() + last + c.len_utf8())
}

fn solid(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sigla_go_on_after_z() {
        let sigla: Vec<String> = [0, 25, 26, 51, 52, 701, 702].iter().map(|n| siglum(*n)).collect();
        assert_eq!(sigla, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_span_is_found_again_past_other_marks() {
        let (from, to) = ("xx it’s – a “very good” thing", "it's--a \"very good\" thing.");
        let span = |text: &str, words: &str| {
            let at = text.find(words).unwrap();
            Span::new(text, at, at + words.len()).unwrap()
        };
        let from_extent = Span::new(from, 3, from.len()).unwrap();
        let to_extent = Span::new(to, 0, to.len()).unwrap();
        let got = project(span(from, "very good"), (from, from_extent), (to, to_extent)).unwrap();
        assert_eq!(got.of(to), "very good");
        let got = project(span(from, "it’s"), (from, from_extent), (to, to_extent)).unwrap();
        assert_eq!(got.of(to), "it's");
    }
}
