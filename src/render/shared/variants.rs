//! A remark with more versions than a table can show. In: a remark and its collation. Out: the versions worth
//! a row, and all variants as an editor of texts lists them: the base's words, then what other versions have
//! instead.
//!
//! ```text
//! reached] agreed on B D; (missing) C
//! ```

use crate::model::{Article, Change, ChangeKind, Collation, Remark, Span};

use super::marks::texts;

/// So many versions are shown side by side; all are where there are no more.
pub(in crate::render) const TOP: usize = 8;

/// One place of the base, and what other versions have there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Variant {
    /// Where in the base it stands.
    pub place: Span,
    /// The base's words; the word before, where others add to it.
    pub lemma: String,
    /// By the first version that has each.
    pub readings: Vec<VariantReading>,
}

/// What some versions have in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct VariantReading {
    /// As the first of them prints it; empty where words are missing.
    pub text: String,
    /// What it is to the base.
    pub kind: ChangeKind,
    /// The versions, by number.
    pub rows: Vec<usize>,
}

impl VariantReading {
    /// The reading in words, without the versions.
    pub fn shown(&self) -> String {
        match self.kind {
            ChangeKind::Dropped => "(missing)".to_owned(),
            ChangeKind::Elided if self.text.is_empty() => "(left out)".to_owned(),
            ChangeKind::Added => format!("+ {}", self.text),
            ChangeKind::Moved => format!("(moved) {}", self.text),
            ChangeKind::Bracketed if !self.text.is_empty() => format!("[{}]", self.text),
            _ => self.text.clone(),
        }
    }
}

/// The versions to show side by side, ascending: the base and those that most prints have.
pub(in crate::render) fn top(collation: &Collation) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..collation.rows.len()).collect();
    rows.sort_by_key(|&row| (row != 0, std::cmp::Reverse(collation.rows[row].wordings.len()), row));
    rows.truncate(TOP);
    rows.sort_unstable();
    rows
}

/// The collation with some of its rows only; columns that none of them fills go.
pub(in crate::render) fn only(collation: &Collation, rows: &[usize]) -> Collation {
    let filled = |column: &usize| rows.iter().any(|&row| collation.cells[row][*column].span.is_some());
    let columns: Vec<usize> = (0..collation.columns.len()).filter(filled).collect();
    Collation {
        rows: rows.iter().map(|&row| collation.rows[row].clone()).collect(),
        columns: columns.iter().map(|&column| collation.columns[column]).collect(),
        cells: rows
            .iter()
            .map(|&row| columns.iter().map(|&column| collation.cells[row][column].clone()).collect())
            .collect(),
    }
}

/// All variants, in the order of the base.
pub(in crate::render) fn variants(
    remark: &Remark,
    collation: &Collation,
    articles: &[Article],
) -> Vec<Variant> {
    let texts = texts(remark, collation, articles);
    let Some(&base) = texts.first() else { return Vec::new() };
    let mut found: Vec<(Span, Variant)> = Vec::new();
    for (number, row) in collation.rows.iter().enumerate().skip(1) {
        let own = texts[number];
        for change in &row.changes {
            let Some((place, added)) = place(collation, number, change) else { continue };
            let words = change.version.map_or("", |span| span.of(own)).trim();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            // Words added behind a place are no variant of the words in it.
            let key = |known: &(Span, Variant)| {
                known.0 == place && known.1.readings.iter().any(|r| (r.kind == ChangeKind::Added) == added)
            };
            let at = found.iter().position(key).unwrap_or_else(|| {
                found.push((place, Variant { place, lemma: lemma(place.of(base)), readings: Vec::new() }));
                found.len() - 1
            });
            let readings = &mut found[at].1.readings;
            let kind = if added { ChangeKind::Added } else { change.kind };
            let same =
                |r: &&mut VariantReading| r.kind == kind && r.text.to_lowercase() == words.to_lowercase();
            match readings.iter_mut().find(same) {
                Some(reading) if reading.rows.contains(&number) => {}
                Some(reading) => reading.rows.push(number),
                None => readings.push(VariantReading { text: words, kind, rows: vec![number] }),
            }
        }
    }
    found.sort_by_key(|(place, variant)| {
        (place.start(), place.end(), variant.readings[0].kind == ChangeKind::Added)
    });
    found.into_iter().map(|(_, variant)| variant).collect()
}

/// Where in the base a change stands; what is only added stands at the base's word before it, or else behind.
fn place(collation: &Collation, row: usize, change: &Change) -> Option<(Span, bool)> {
    if let Some(place) = change.base {
        return Some((place, false));
    }
    let added = change.version?;
    let cells = &collation.cells[row];
    let column = cells.iter().position(|c| c.span.is_some_and(|s| added.contains(s)))?;
    let base = &collation.cells[0];
    let before = base[..column].iter().rev().find_map(|c| c.span);
    before.or_else(|| base[column..].iter().find_map(|c| c.span)).map(|span| (span, true))
}

/// The words of a place; the first and the last of many.
fn lemma(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    match words.as_slice() {
        [first, .., last] if words.len() > 5 => format!("{first} … {last}"),
        _ => words.join(" "),
    }
}
