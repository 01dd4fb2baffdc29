//! How widely is each word of a remark printed? In: an entry of a comparison. Out: the words of the base in their order, each with the number
//! of independent reports that print it so.

use std::collections::BTreeSet;

use super::marks::{Mark, marks, texts};
use crate::compare::Entry;
use crate::model::{Article, Span};

/// One word of the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct HeatWord<'a> {
    /// What stands between the word before and this one.
    pub before: &'a str,
    /// The word; empty at the end, where `before` is what stands behind the last word.
    pub text: &'a str,
    /// Where it is, in the base's article.
    pub span: Span,
    /// The reports that print it.
    pub reports: usize,
}

/// The words of the base; none for a remark with one version.
pub(in crate::render) fn heat<'a>(entry: &Entry<'_>, articles: &'a [Article]) -> Vec<HeatWord<'a>> {
    let Some(collation) = entry.collation.as_ref().filter(|c| c.rows.len() > 1) else { return Vec::new() };
    let texts = texts(entry.remark, collation, articles);
    let marks = marks(collation, &texts);
    let (Some(&text), Some(cells)) = (texts.first(), collation.cells.first()) else { return Vec::new() };
    let first = collation.rows[0].wordings.first().and_then(|w| entry.remark.wordings.get(w.0));
    let Some(extent) = first.map(|w| w.span) else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = extent.start();
    for (column, span) in cells.iter().enumerate().filter_map(|(column, cell)| Some((column, cell.span?))) {
        let has = |row: &usize| {
            collation.cells[*row][column].span.is_some()
                && matches!(marks[*row][column], Mark::Plain | Mark::Moved)
        };
        let rows = (0..collation.rows.len()).filter(has);
        let wordings = rows.flat_map(|row| &collation.rows[row].wordings);
        let reports: BTreeSet<usize> = wordings.filter_map(|w| entry.reports.get(w.0).copied()).collect();
        let before = text.get(at..span.start()).unwrap_or_default();
        out.push(HeatWord { before, text: span.of(text), span, reports: reports.len() });
        at = span.end();
    }
    if let Some(end) = Span::new(text, extent.end(), extent.end()) {
        out.push(HeatWord {
            before: text.get(at..end.start()).unwrap_or_default(),
            text: "",
            span: end,
            reports: 0,
        });
    }
    out
}
