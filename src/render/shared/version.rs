//! A version as readers see it. In: its row of a collation, its stretches. Out: whether it is a fragment, where it is cut, its stretches with
//! what is missing beside what stands instead.

use super::difference::lost;
use super::drawn::Drawn;
use super::escape::terminal;
use super::marks::{Mark, Segment};
use crate::model::{Collation, Row};

/// A version of at most so many words, and of less than half the base's, is a fragment: its place in the base tells nothing.
const FRAGMENT: usize = 5;

/// True if a row has so few of the words that it is a fragment.
pub(in crate::render) fn is_fragment(collation: &Collation, row: usize) -> bool {
    let filled = |row: usize| collation.cells[row].iter().filter(|cell| cell.span.is_some()).count();
    let own = filled(row);
    own <= FRAGMENT && 2 * own < filled(0)
}

/// The words of a fragment as it prints them, safe for a terminal.
pub(in crate::render) fn fragment_words(drawn: Drawn<'_>, row: &Row) -> String {
    let wording = row.wordings.first().and_then(|w| drawn.entry.remark.wordings.get(w.0));
    let text = wording.and_then(|w| Some(w.span.of(drawn.comparison.articles.get(w.article.0)?.text())));
    terminal(text.unwrap_or_default()).into_owned()
}

/// The words of a fragment in quotation marks, whether all its prints are headlines, and what it lost that a longer version has.
pub(in crate::render) fn fragment(drawn: Drawn<'_>, row: &Row, words: &str) -> String {
    let Drawn { comparison, entry, .. } = drawn;
    let words = words.trim().trim_end_matches([',', '.']);
    let wordings = row.wordings.iter().filter_map(|w| entry.remark.wordings.get(w.0));
    let mut quotations = wordings.filter_map(|w| comparison.quotations.get(w.quotation.0));
    let place = if quotations.all(|quotation| quotation.headline) { " (headline)" } else { "" };
    let clipped: Vec<&str> = row.clipped.iter().map(|clipped| lost(*clipped)).collect();
    let lost = if clipped.is_empty() { String::new() } else { format!(" (! {})", clipped.join("; ")) };
    format!("“{words}”{place}{lost}")
}

/// Whether a version begins later than the base, and whether it ends earlier.
pub(in crate::render) fn open_ends(collation: &Collation, row: usize) -> (bool, bool) {
    let of = |row: usize| {
        let cells = &collation.cells[row];
        let mut columns = (0..cells.len()).filter(|column| cells[*column].span.is_some());
        let first = columns.next()?;
        Some((first, columns.next_back().unwrap_or(first)))
    };
    match (of(0), of(row)) {
        (Some(base), Some(own)) => (base.0 < own.0, base.1 > own.1),
        _ => (false, false),
    }
}

/// The segments with one missing stretch before what stands in its place, and no blank between the two. Words in place of others are one
/// stretch, however many columns they stand in ("we are", "we're").
pub(in crate::render) fn replacements(segments: &[Segment]) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut at = 0;
    while let Some(segment) = segments.get(at) {
        if !is_changed(segment) {
            out.push(segment.clone());
            at += 1;
            continue;
        }
        let is_blank = |s: &Segment| s.mark == Mark::Plain && s.text.trim().is_empty();
        let rest = &segments[at..];
        let within = rest.iter().take_while(|s| is_changed(s) || is_blank(s)).count();
        // A blank behind the last changed words is none of the stretch.
        let end = rest[..within].iter().rposition(is_changed).map_or(1, |last| last + 1);
        for mark in [Mark::Dropped, Mark::Other] {
            let words = rest[..end].iter().filter(|s| s.mark == mark).map(|s| s.text.trim());
            let text = words.collect::<Vec<_>>().join(" ");
            out.extend((!text.is_empty()).then_some(Segment { mark, text, bracketed: false }));
        }
        at += end;
    }
    out
}

/// True for words that are missing, or that stand instead of others or beside them.
fn is_changed(segment: &Segment) -> bool {
    matches!(segment.mark, Mark::Dropped | Mark::Other) && !segment.bracketed
}
