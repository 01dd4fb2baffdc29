//! The versions of a remark on the page: with their differences marked, aligned with each other, and all
//! variants if there are too many.

use super::view::{SegmentKind, SegmentView, VersionView, cut, shown};
use crate::compare::{Comparison, Entry};
use crate::model::{Collation, WordingIx};
use crate::render::shared::{
    Drawn, Mark, Segment, TOP, Variant, VariantReading, fragment, fragment_words, is_fragment, lost, marks,
    only, open_ends, replacements, segments, siglum, texts, top, variants, without_comma,
};

/// Outlets that are named beside a version; the attribution names all.
const NAMES: usize = 12;
/// Characters of a missing stretch that are shown.
const MISSING: usize = 120;

/// The versions of a remark.
pub(super) struct VersionList {
    /// Those to show.
    pub shown: Vec<VersionView>,
    /// Those of a few words: what is shown of each.
    pub fragments: Vec<(String, String)>,
    /// How many more there are, if any.
    pub more: String,
    /// All variants, if there are more.
    pub variants: Vec<(String, String)>,
}

pub(super) fn versions(drawn: Drawn<'_>) -> VersionList {
    let (remark, articles) = (drawn.entry.remark, drawn.comparison.articles);
    let Some(collation) = &drawn.entry.collation else {
        let shown = vec![only_version(drawn)];
        return VersionList { shown, fragments: Vec::new(), more: String::new(), variants: Vec::new() };
    };
    let texts = texts(remark, collation, articles);
    let marks = marks(collation, &texts);
    let outlets = |row: usize| drawn.outlets(&collation.rows[row].wordings, Some(NAMES)).join(", ");
    let view = |&row: &usize| VersionView {
        name: siglum(row),
        outlets: outlets(row),
        flags: collation.rows[row].clipped.iter().map(|clipped| lost(*clipped)).collect(),
        segments: version(collation, row, &segments(remark, collation, &texts, &marks, row)),
    };
    let all = 0..collation.rows.len();
    let (fragments, whole): (Vec<usize>, Vec<usize>) =
        all.partition(|&row| row > 0 && is_fragment(collation, row));
    let chosen = top(collation);
    let drawn_rows: Vec<usize> = whole.iter().copied().filter(|row| chosen.contains(row)).collect();
    let rest = whole.len() - drawn_rows.len();
    let fragment = |&row: &usize| {
        let version = &collation.rows[row];
        let words = fragment(drawn, version, &fragment_words(drawn, version));
        (siglum(row), format!("{words} {}", outlets(row)))
    };
    let listed = if collation.rows.len() > TOP { variants(remark, collation, articles) } else { Vec::new() };
    VersionList {
        shown: drawn_rows.iter().map(view).collect(),
        fragments: fragments.iter().map(fragment).collect(),
        more: if rest > 0 { format!("{rest} more") } else { String::new() },
        variants: listed.iter().map(variant).collect(),
    }
}

/// A version in runs, with a mark where it begins later than the base or ends earlier.
fn version(collation: &Collation, row: usize, segments: &[Segment]) -> Vec<SegmentView> {
    let omission = |text: &str| SegmentView { kind: SegmentKind::Plain, text: text.to_owned() };
    let (begins_later, ends_earlier) = open_ends(collation, row);
    let before = begins_later.then(|| omission("… "));
    let behind = ends_earlier.then(|| omission(" …"));
    before.into_iter().chain(replacements(segments).iter().map(segment)).chain(behind).collect()
}

/// The one version of a remark that all print alike.
fn only_version(drawn: Drawn<'_>) -> VersionView {
    let remark = drawn.entry.remark;
    let all: Vec<WordingIx> = (0..remark.wordings.len()).map(WordingIx).collect();
    let base = remark.wordings.get(remark.base.0);
    let text = base.and_then(|w| Some(w.span.of(drawn.comparison.articles.get(w.article.0)?.text())));
    let segment =
        SegmentView { kind: SegmentKind::Plain, text: shown(without_comma(text.unwrap_or_default())) };
    let outlets = drawn.outlets(&all, Some(NAMES)).join(", ");
    VersionView { name: siglum(0), outlets, flags: Vec::new(), segments: vec![segment] }
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
