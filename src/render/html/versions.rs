//! The versions of a remark on the page: with their differences marked, aligned with each other, and all
//! variants if there are too many.

use super::view::{SegmentKind, SegmentView, VersionView, cut, shown};
use crate::compare::{Comparison, Entry};
use crate::model::{Article, Remark, WordingIx};
use crate::render::shared::{
    Mark, Segment, TOP, Variant, VariantReading, marks, only, segments, siglum, texts, top, variants,
};

/// Characters of a missing stretch that are shown.
const MISSING: usize = 120;

/// The versions to show, how many more there are, and then all variants.
pub(super) fn versions(
    comparison: &Comparison<'_>,
    entry: &Entry<'_>,
) -> (Vec<VersionView>, String, Vec<(String, String)>) {
    let (remark, articles) = (entry.remark, comparison.articles);
    let Some(collation) = &entry.collation else {
        return (vec![only_version(remark, articles)], String::new(), Vec::new());
    };
    let texts = texts(remark, collation, articles);
    let marks = marks(collation, &texts);
    let view = |row: usize| VersionView {
        name: siglum(row),
        outlets: outlets(remark, articles, &collation.rows[row].wordings),
        flags: collation.rows[row].clipped.iter().map(|c| c.name()).collect(),
        segments: segments(remark, collation, &texts, &marks, row).iter().map(segment).collect(),
    };
    let rows = top(collation);
    let rest = collation.rows.len() - rows.len();
    let more = if rest > 0 { format!("{rest} more") } else { String::new() };
    let listed = if collation.rows.len() > TOP { variants(remark, collation, articles) } else { Vec::new() };
    (rows.into_iter().map(view).collect(), more, listed.iter().map(variant).collect())
}

/// The one version of a remark with one wording.
fn only_version(remark: &Remark, articles: &[Article]) -> VersionView {
    let all: Vec<WordingIx> = (0..remark.wordings.len()).map(WordingIx).collect();
    let base = remark.wordings.get(remark.base.0);
    let text = base.and_then(|w| Some(w.span.of(articles.get(w.article.0)?.text())));
    let segment = SegmentView { kind: SegmentKind::Plain, text: shown(text.unwrap_or_default()) };
    let outlets = outlets(remark, articles, &all);
    VersionView { name: siglum(0), outlets, flags: Vec::new(), segments: vec![segment] }
}

/// The outlets of some wordings, each once.
fn outlets(remark: &Remark, articles: &[Article], wordings: &[WordingIx]) -> String {
    let mut names: Vec<String> = Vec::new();
    for article in wordings.iter().filter_map(|w| articles.get(remark.wordings.get(w.0)?.article.0)) {
        let name = shown(article.outlet_or_id());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

fn segment(s: &Segment) -> SegmentView {
    let kind = match s.mark {
        Mark::Other if s.bracketed => SegmentKind::Editor,
        Mark::Other => SegmentKind::Other,
        Mark::Dropped | Mark::Elided => SegmentKind::Dropped,
        Mark::Moved => SegmentKind::Moved,
        Mark::Plain | Mark::Blank => SegmentKind::Plain,
    };
    let text = if s.mark == Mark::Dropped { cut(&shown(&s.text), MISSING) } else { shown(&s.text) };
    SegmentView { kind, text }
}

fn variant(v: &Variant) -> (String, String) {
    let reading = |r: &VariantReading| {
        let sigla: Vec<String> = r.rows.iter().map(|row| siglum(*row)).collect();
        format!("{} {}", shown(&r.shown()), sigla.join(" "))
    };
    (shown(&v.lemma), v.readings.iter().map(reading).collect::<Vec<_>>().join("; "))
}

/// The collation of the shown versions; neighbouring places at which all agree, or not all, are one.
pub(super) fn aligned(comparison: &Comparison<'_>, entry: &Entry<'_>) -> Vec<(String, Vec<(String, bool)>)> {
    let Some(collation) = entry.collation.as_ref().filter(|c| c.rows.len() > 1) else { return Vec::new() };
    let rows = top(collation);
    let collation = only(collation, &rows);
    let texts = texts(entry.remark, &collation, comparison.articles);
    let mut out: Vec<(String, Vec<(String, bool)>)> =
        rows.iter().map(|row| (siglum(*row), Vec::new())).collect();
    let filled = |column: usize| -> Vec<bool> {
        collation.cells.iter().map(|row| row[column].span.is_some()).collect()
    };
    let word = |row: usize, column: usize| -> String {
        collation.cells[row][column].span.map(|s| s.of(texts[row]).to_lowercase()).unwrap_or_default()
    };
    // Where the same versions have words, and all the same ones, or not.
    let place = |column: usize| {
        let words: Vec<String> =
            (0..rows.len()).map(|row| word(row, column)).filter(|w| !w.is_empty()).collect();
        (filled(column), words.iter().all(|w| *w == words[0]))
    };
    let mut column = 0;
    while column < collation.columns.len() {
        let here = place(column);
        let end = (column + 1..collation.columns.len())
            .find(|c| place(*c) != here)
            .unwrap_or(collation.columns.len());
        let words = |row: usize| -> String {
            let spans = collation.cells[row][column..end].iter().filter_map(|c| c.span);
            shown(&spans.map(|s| s.of(texts[row])).collect::<Vec<_>>().join(" "))
        };
        let base = words(0).to_lowercase();
        for (row, (_, cells)) in out.iter_mut().enumerate() {
            let own = words(row);
            let differs = row > 0 && !own.is_empty() && own.to_lowercase() != base;
            cells.push((own, differs));
        }
        column = end;
    }
    out
}
