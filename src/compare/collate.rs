//! All the versions of a remark, aligned.
//!
//! In: a remark. Out: its [`Collation`]. Wordings that agree but for typography, case and punctuation are one row. Rows join
//! the variant graph one after the other, the base first, then by distance from it, ties in the order of the wordings, so that
//! the order of the input changes nothing. A node of the graph is a word in a column; the columns stand in a topological
//! order of it (Schmidt & Colomb 2009), so each row read from left to right is its wording.

use xxhash_rust::xxh3::xxh3_64;

use super::align::align;
use super::change::between;
use super::clipped::{Print, clipped};
use super::likeness::likeness;
use super::words::{Unit, units};
use crate::lexicon::Lexicon;
use crate::model::{Article, Cell, ChangeKind, Collation, Column, Quotation, Remark, Row, Span};

/// A column is asked for at most this many of its different words.
const ASKED: usize = 8;

/// One version while it is being aligned.
struct Version {
    wordings: Vec<usize>,
    units: Vec<Unit>,
}

/// One column while rows join: for each row that has words here, the place of its unit.
#[derive(Default)]
struct Slot {
    units: Vec<(usize, usize)>,
    /// Rows and places of the different words, the first of each.
    distinct: Vec<(usize, usize)>,
}

/// Aligns all versions of a remark.
pub fn collate(
    remark: &Remark,
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
) -> Collation {
    let versions = versions(remark, articles, lexicon);
    let Some(base) = versions.first() else {
        return Collation { rows: Vec::new(), columns: Vec::new(), cells: Vec::new() };
    };
    let mut changes: Vec<_> = versions.iter().map(|v| between(&base.units, &v.units, lexicon)).collect();
    let prints: Vec<Print<'_>> =
        versions.iter().map(|v| Print { wordings: &v.wordings, units: &v.units }).collect();
    let mut clipped = clipped(remark, &prints, articles, quotations, lexicon);
    // Near ones first: they fix the columns that far ones are hung into.
    let distance = |v: &Version, n: usize| -> usize {
        let touched = |span: Option<Span>, units: &[Unit]| {
            span.map_or(0, |s| units.iter().filter(|u| s.contains(u.span)).count())
        };
        changes[n].iter().map(|c| touched(c.base, &base.units) + touched(c.version, &v.units)).sum()
    };
    let mut order: Vec<(usize, usize)> =
        versions.iter().enumerate().map(|(n, v)| (distance(v, n), n)).collect();
    order[0].0 = 0;
    order[1..].sort_unstable();
    let order: Vec<usize> = order.into_iter().map(|(_, n)| n).collect();

    let mut slots: Vec<Slot> = Vec::new();
    for &row in &order {
        slots = joined(slots, row, &versions);
    }
    // The second half of a contraction was printed with the first: alone it is no column.
    slots.retain(|slot| slot.units.iter().any(|&(row, place)| versions[row].units[place].first));
    let mut cells = vec![vec![Cell::default(); slots.len()]; versions.len()];
    for (column, slot) in slots.iter().enumerate() {
        for &(row, place) in &slot.units {
            let unit = &versions[row].units[place];
            if unit.first {
                let moved = changes[row]
                    .iter()
                    .any(|c| c.kind == ChangeKind::Moved && c.version.is_some_and(|s| s.contains(unit.span)));
                cells[row][column] = Cell { span: Some(unit.span), moved };
            }
        }
    }
    let columns = slots.iter().map(|slot| Column { agreed: agreed(slot, &versions) }).collect();
    let cells = order.iter().map(|&row| std::mem::take(&mut cells[row])).collect();
    let rows = order
        .iter()
        .map(|&row| Row {
            wordings: versions[row].wordings.clone(),
            changes: std::mem::take(&mut changes[row]),
            clipped: std::mem::take(&mut clipped[row]),
        })
        .collect();
    Collation { rows, columns, cells }
}

/// The distinct versions, the base's first, the others in the order of their first wordings.
fn versions(remark: &Remark, articles: &[Article], lexicon: &Lexicon) -> Vec<Version> {
    let mut out: Vec<(Vec<Box<str>>, Version)> = Vec::new();
    let base_first =
        std::iter::once(remark.base).chain((0..remark.wordings.len()).filter(|&i| i != remark.base));
    let mut known = rustc_hash::FxHashMap::default();
    for wording in base_first {
        let Some(w) = remark.wordings.get(wording) else { continue };
        let Some(article) = articles.get(w.article) else { continue };
        let units = units(article.text(), w.span, lexicon);
        let printed: Vec<Box<str>> = units.iter().filter(|u| u.first).map(|u| u.folded.clone()).collect();
        let place = *known.entry(printed.clone()).or_insert(out.len());
        if place == out.len() {
            out.push((printed, Version { wordings: vec![wording], units }));
        } else {
            out[place].1.wordings.push(wording);
        }
    }
    out.into_iter().map(|(_, version)| version).collect()
}

/// The columns with one row more.
fn joined(slots: Vec<Slot>, row: usize, versions: &[Version]) -> Vec<Slot> {
    let own = &versions[row].units;
    let key = |u: &Unit| xxh3_64(u.normal.as_bytes());
    let left: Vec<u64> =
        slots.iter().map(|s| s.distinct.first().map_or(0, |&(r, p)| key(&versions[r].units[p]))).collect();
    let right: Vec<u64> = own.iter().map(key).collect();
    let pairs = align(&left, &right, &mut |column, place| {
        let scores = slots[column]
            .distinct
            .iter()
            .take(ASKED)
            .map(|&(r, p)| likeness(&versions[r].units[p], &own[place]));
        scores.fold(f32::MIN, f32::max)
    });
    let mut out: Vec<Slot> = Vec::with_capacity(slots.len() + own.len() - pairs.len());
    let mut slots = slots.into_iter();
    let (mut column, mut place) = (0, 0);
    for (at, own_place) in pairs.into_iter().chain([(usize::MAX, own.len())]) {
        // Words without a partner: columns of their own, behind the columns that this row leaves empty.
        while column < at {
            let Some(slot) = slots.next() else { break };
            out.push(slot);
            column += 1;
        }
        for p in place..own_place {
            out.push(Slot { units: vec![(row, p)], distinct: vec![(row, p)] });
        }
        place = own_place + 1;
        if let Some(mut slot) = slots.next() {
            slot.units.push((row, own_place));
            let word = &own[own_place];
            if !slot.distinct.iter().any(|&(r, p)| versions[r].units[p].folded == word.folded) {
                slot.distinct.push((row, own_place));
            }
            out.push(slot);
            column += 1;
        }
    }
    out
}

/// Whether every row has the same word here.
fn agreed(slot: &Slot, versions: &[Version]) -> bool {
    let printed = |&(row, place): &(usize, usize)| versions[row].units[place].first;
    slot.distinct.len() == 1 && slot.units.len() == versions.len() && slot.units.iter().all(printed)
}
