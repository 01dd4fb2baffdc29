//! What each cell of a collation is to the base. In: a collation and the texts of its rows. Out: a mark a
//! cell, from which a table, a page or a document draws the versions.

use super::words::without_comma;
use crate::model::{Article, Cell, ChangeKind, Collation, Remark, Row, Span};

/// The relation of a cell's words to the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Mark {
    /// Nothing to show: outside of what this version quotes, or words only others add.
    Blank,
    /// The words of the base.
    Plain,
    /// Other words than in the base.
    Other,
    /// Missing words, which are the base's words.
    Dropped,
    /// Missing words, at a mark of omission (…).
    Elided,
    /// Words of the base, from another place.
    Moved,
}

/// What each cell is, by row and column. Outside of what a fragment quotes nothing is called missing.
pub(in crate::render) fn marks(collation: &Collation, texts: &[&str]) -> Vec<Vec<Mark>> {
    let Some(base) = collation.cells.first() else { return Vec::new() };
    let mark_row = |(index, (cells, row)): (usize, (&Vec<Cell>, &Row))| {
        let first = cells.iter().position(|c| c.span.is_some()).unwrap_or(0);
        let last = cells.iter().rposition(|c| c.span.is_some()).unwrap_or(0);
        let mark = |(column, cell): (usize, &Cell)| match cell.span {
            Some(_) if index == 0 => Mark::Plain,
            Some(_) if cell.moved => Mark::Moved,
            // The mark of omission itself is not shown, because the gap beside it shows the omission.
            Some(span) if is_omission(span, row) => Mark::Blank,
            Some(span) if differs(span, row) && !same(span, texts[index], base[column].span, texts[0]) => {
                Mark::Other
            }
            // The version shares these words with the base, whose own stand in other columns.
            Some(_) if base[column].span.is_none() => Mark::Moved,
            Some(_) => Mark::Plain,
            None if index == 0 || column < first || column > last => Mark::Blank,
            None => match base[column].span {
                Some(missing) if is_elided(missing, row) => Mark::Elided,
                Some(_) => Mark::Dropped,
                None => Mark::Blank,
            },
        };
        cells.iter().enumerate().map(mark).collect()
    };
    collation.cells.iter().zip(&collation.rows).enumerate().map(mark_row).collect()
}

/// True if a cell has the base's words, because a change may include words that both have.
fn same(span: Span, text: &str, base: Option<Span>, base_text: &str) -> bool {
    let bare = |span: Span, text: &str| -> String {
        span.of(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    base.is_some_and(|base| bare(base, base_text) == bare(span, text))
}

/// True if one of the row's changes touches `span`.
fn differs(span: Span, row: &Row) -> bool {
    row.changes
        .iter()
        .filter(|change| change.kind != ChangeKind::Moved)
        .any(|change| change.version.is_some_and(|version| version.overlaps(span)))
}

/// True if `place` is in words that the row has in brackets.
pub(in crate::render) fn is_bracketed(place: Span, row: &Row) -> bool {
    let mut bracketed = row.changes.iter().filter(|change| change.kind == ChangeKind::Bracketed);
    bracketed.any(|change| change.version.is_some_and(|version| version.contains(place)))
}

/// True if `place` is a mark of omission.
fn is_omission(place: Span, row: &Row) -> bool {
    let mut elided = row.changes.iter().filter(|change| change.kind == ChangeKind::Elided);
    elided
        .any(|change| change.version.is_some_and(|version| version.contains(place)) && change.base.is_some())
}

/// True if the row has a mark for the base's words that it leaves out at `missing`.
fn is_elided(missing: Span, row: &Row) -> bool {
    let mut elided = row.changes.iter().filter(|change| change.kind == ChangeKind::Elided);
    elided.any(|change| change.base.is_some_and(|base| base.overlaps(missing)))
}

/// For each row the text that its cells and changes point into.
pub(in crate::render) fn texts<'a>(
    remark: &Remark,
    collation: &Collation,
    articles: &'a [Article],
) -> Vec<&'a str> {
    let text = |row: &Row| {
        let wording = row.wordings.first().and_then(|index| remark.wordings.get(index.0));
        wording.and_then(|w| articles.get(w.article.0)).map_or("", Article::text)
    };
    collation.rows.iter().map(text).collect()
}

/// A stretch of one version under one mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Segment {
    pub mark: Mark,
    /// With the punctuation between its words; of missing words the base's.
    pub text: String,
    /// True if the words are an editor's.
    pub bracketed: bool,
}

/// One version from left to right, as it is printed, with what it lacks of the base in its place.
pub(in crate::render) fn segments(
    remark: &Remark,
    collation: &Collation,
    texts: &[&str],
    marks: &[Vec<Mark>],
    row: usize,
) -> Vec<Segment> {
    let (Some(cells), Some(base), Some(marks)) =
        (collation.cells.get(row), collation.cells.first(), marks.get(row))
    else {
        return Vec::new();
    };
    let wording = collation.rows[row].wordings.first().and_then(|w| remark.wordings.get(w.0));
    let Some(extent) = wording.map(|w| w.span) else { return Vec::new() };
    let own = |from: usize, to: usize| texts[row].get(from..to).unwrap_or_default();
    let mut out = Segments::default();
    let mut at = extent.start();
    // What only other versions have parts nothing here.
    let own_columns = |column: &usize| cells[*column].span.is_some() || base[*column].span.is_some();
    let columns: Vec<usize> = (0..cells.len()).filter(own_columns).collect();
    for alike in columns.chunk_by(|a, b| marks[*a] == marks[*b]) {
        let mark = marks[alike[0]];
        let (here, in_base) = (cover(cells, alike), cover(base, alike));
        match (mark, here) {
            (Mark::Dropped, _) => out.missing(in_base.map_or("", |missing| missing.of(texts[0]))),
            // The mark of omission stands for itself.
            (Mark::Elided, _) | (_, None) => {}
            (_, Some(span)) => {
                let mark = if mark == Mark::Blank { Mark::Plain } else { mark };
                let bracketed = mark == Mark::Other && is_bracketed(span, &collation.rows[row]);
                out.push(Mark::Plain, own(at, span.start()), false);
                // What stood in its place: without it a word instead of another looks like one more.
                let instead = in_base.filter(|_| mark == Mark::Other && !bracketed);
                out.instead(instead.map_or("", |instead| instead.of(texts[0])));
                out.push(mark, span.of(texts[row]), bracketed);
                at = span.end();
            }
        }
    }
    out.push(Mark::Plain, without_comma(own(at, extent.end())), false);
    out.0
}

/// From the first words of some cells to the last.
fn cover(cells: &[Cell], columns: &[usize]) -> Option<Span> {
    columns.iter().filter_map(|column| cells[*column].span).reduce(Span::cover)
}

/// Stretches in the making; neighbours under one mark are one.
#[derive(Default)]
struct Segments(Vec<Segment>);

impl Segments {
    fn push(&mut self, mark: Mark, text: &str, bracketed: bool) {
        match self.0.last_mut() {
            Some(last) if last.mark == mark && last.bracketed == bracketed => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.0.push(Segment { mark, text: text.to_owned(), bracketed }),
        }
    }

    /// Words of the base that the version lacks.
    fn missing(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Mark::Plain, " ", false);
            self.push(Mark::Dropped, text, false);
        }
    }

    /// Words of the base that other words replace.
    fn instead(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Mark::Dropped, text, false);
            self.push(Mark::Plain, " ", false);
        }
    }
}
