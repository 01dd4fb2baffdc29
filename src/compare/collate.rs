//! Aligns all versions of a remark.
//!
//! In: a remark. Out: its [`Collation`]. Wordings that agree but for typography, case and punctuation are one
//! row, if both or neither are questions. Rows join the variant graph one after the other, the base first, then by distance from it, ties in
//! the order of the wordings, so that the order of the input changes nothing; they are shown the fullest first. A node of the graph is a word
//! in a column; the columns stand in a topological order of it (Schmidt & Colomb 2009), so each row read from
//! left to right is its wording.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::change::{Grading, between};
use super::clipped::{Print, asks, clipped};
use super::graded::GradedWords;
use super::likeness::likeness;
use super::words::{Unit, units};
use crate::align::global::align;
use crate::lexicon::Lexicon;
use crate::model::{
    Article, Cell, Change, ChangeKind, Collation, Column, Quotation, Remark, Row, Span, WordingIx,
};
use crate::words::{ComparedKind, Vocabulary};

/// At most this many different words of a column are compared.
const ASKED: usize = 8;

/// One version while it is being aligned.
struct Version<'a> {
    wordings: Vec<WordingIx>,
    units: Vec<Unit>,
    graded: GradedWords<'a>,
}

/// One column while rows join: for each row that has words here, the place of its unit.
struct Slot {
    units: Vec<(usize, usize)>,
    /// The numbers of the different words, in the order of their first occurrence.
    distinct: Vec<u32>,
}

/// The different words of a remark. Hundreds of versions are made of few words, so each pair of them is
/// compared once.
struct Words<'v> {
    /// The first unit of each word.
    known: Vec<&'v Unit>,
    /// A hash of each word's normal form, for the anchors of rows with thousands of words.
    keys: Vec<u64>,
    /// For each version the numbers of its units.
    rows: Vec<Vec<u32>>,
    likeness: FxHashMap<(u32, u32), f32>,
}

impl<'v> Words<'v> {
    fn new(versions: &'v [Version<'_>]) -> Self {
        let mut numbers: FxHashMap<(ComparedKind, &str, &str), u32> = FxHashMap::default();
        let mut known: Vec<&Unit> = Vec::new();
        let mut number = |unit: &'v Unit| {
            *numbers.entry((unit.kind, &unit.folded, &unit.normal)).or_insert_with(|| {
                known.push(unit);
                // A text has less than 2^32 words.
                known.len() as u32 - 1
            })
        };
        let rows = versions.iter().map(|v| v.units.iter().map(&mut number).collect()).collect();
        let keys = known.iter().map(|u| xxh3_64(u.normal.as_bytes())).collect();
        Self { known, keys, rows, likeness: FxHashMap::default() }
    }

    fn unit(&self, number: u32) -> &'v Unit {
        self.known[number as usize]
    }

    fn key(&self, number: u32) -> u64 {
        self.keys[number as usize]
    }

    fn likeness(&mut self, a: u32, b: u32) -> f32 {
        *self
            .likeness
            .entry((a, b))
            .or_insert_with(|| likeness(self.known[a as usize], self.known[b as usize]))
    }
}

/// Aligns all versions of a remark.
pub fn collate(
    remark: &Remark,
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
) -> Collation {
    let mut vocabulary = Vocabulary::default();
    let versions = versions(remark, (articles, quotations), lexicon, &mut vocabulary);
    let Some(base) = versions.first() else {
        return Collation { rows: Vec::new(), columns: Vec::new(), cells: Vec::new() };
    };
    let mut changes = changes_of(&versions, base, &vocabulary, lexicon);
    let prints: Vec<Print<'_>> =
        versions.iter().map(|v| Print { wordings: &v.wordings, units: &v.units }).collect();
    let mut clipped = clipped(remark, &prints, articles, quotations, lexicon);
    // Similar versions come first: they make the columns that different versions are placed into.
    let distance = |v: &Version<'_>, n: usize| -> usize {
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

    let mut words = Words::new(&versions);
    let mut slots: Vec<Slot> = Vec::new();
    for &row in &order {
        slots = joined(slots, row, &mut words);
    }
    // The second half of a contraction is printed with the first half and has no column of its own.
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
    let order = fullest_first(order, &cells);
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

/// The versions of a remark with what they change, without their alignment: what a list says of a remark needs no more. Of many versions
/// the first `most` are compared with the base; the others have no changes.
pub(super) fn outlined(
    remark: &Remark,
    (articles, quotations): (&[Article], &[Quotation]),
    lexicon: &Lexicon,
    most: usize,
) -> Collation {
    let mut vocabulary = Vocabulary::default();
    let versions = versions(remark, (articles, quotations), lexicon, &mut vocabulary);
    let compared = versions.get(..most).unwrap_or(&versions);
    let mut changes = match versions.first() {
        Some(base) => changes_of(compared, base, &vocabulary, lexicon).into_iter(),
        None => Vec::new().into_iter(),
    };
    let prints: Vec<Print<'_>> =
        compared.iter().map(|v| Print { wordings: &v.wordings, units: &v.units }).collect();
    let mut flags = clipped(remark, &prints, articles, quotations, lexicon).into_iter();
    let row = |version: &Version<'_>| Row {
        wordings: version.wordings.clone(),
        changes: changes.next().unwrap_or_default(),
        clipped: flags.next().unwrap_or_default(),
    };
    Collation { rows: versions.iter().map(row).collect(), columns: Vec::new(), cells: Vec::new() }
}

/// Returns the rows as they are shown: the base, then those that have more of its words, and of like rows the more similar one.
fn fullest_first(order: Vec<usize>, cells: &[Vec<Cell>]) -> Vec<usize> {
    let base = order.first().copied().unwrap_or_default();
    let in_base = |row: usize| {
        let both = cells[row]
            .iter()
            .zip(&cells[base])
            .filter(|(own, base)| own.span.is_some() && base.span.is_some());
        both.count()
    };
    let mut order = order;
    if let Some(others) = order.get_mut(1..) {
        others.sort_by_cached_key(|&row| std::cmp::Reverse(in_base(row)));
    }
    order
}

/// Returns the changes from the base to each version.
fn changes_of(
    versions: &[Version<'_>],
    base: &Version<'_>,
    words: &Vocabulary,
    lexicon: &Lexicon,
) -> Vec<Vec<Change>> {
    let grading = |version| Grading { base: &base.graded, version, words, lexicon };
    versions.par_iter().map(|v| between(&base.units, &v.units, grading(&v.graded))).collect()
}

/// The distinct versions, the base's first, the others in the order of their first wordings.
fn versions<'a>(
    remark: &Remark,
    (articles, quotations): (&'a [Article], &[Quotation]),
    lexicon: &Lexicon,
    vocabulary: &mut Vocabulary,
) -> Vec<Version<'a>> {
    let mut out: Vec<Version<'a>> = Vec::new();
    let base_first = std::iter::once(remark.base)
        .chain((0..remark.wordings.len()).map(WordingIx).filter(|&i| i != remark.base));
    let mut known = FxHashMap::default();
    for wording in base_first {
        let Some(w) = remark.wordings.get(wording.0) else { continue };
        let Some(article) = articles.get(w.article.0) else { continue };
        let units = units(article.text(), w.span, lexicon);
        let printed: Vec<Box<str>> = units.iter().filter(|u| u.first).map(|u| u.folded.clone()).collect();
        // Of like words a question is no print of a statement.
        let asked = quotations.get(w.quotation.0).is_some_and(|q| asks((article.text(), w.span, q)));
        let place = *known.entry((printed, asked)).or_insert(out.len());
        if place == out.len() {
            let graded = GradedWords::new(article.text(), w.span, lexicon, vocabulary);
            out.push(Version { wordings: vec![wording], units, graded });
        } else {
            out[place].wordings.push(wording);
        }
    }
    out
}

/// Returns the columns with one more row.
fn joined(slots: Vec<Slot>, row: usize, words: &mut Words<'_>) -> Vec<Slot> {
    let own = std::mem::take(&mut words.rows[row]);
    let left: Vec<u64> = slots.iter().map(|s| s.distinct.first().map_or(0, |&w| words.key(w))).collect();
    let right: Vec<u64> = own.iter().map(|&w| words.key(w)).collect();
    let pairs = align(&left, &right, &mut |column, place| {
        let others = slots[column].distinct.iter().take(ASKED);
        others.map(|&other| words.likeness(other, own[place])).fold(f32::MIN, f32::max)
    });
    let mut out: Vec<Slot> = Vec::with_capacity(slots.len() + own.len() - pairs.len());
    let mut slots = slots.into_iter();
    let (mut column, mut place) = (0, 0);
    for (at, own_place) in pairs.into_iter().chain([(usize::MAX, own.len())]) {
        // Words without a partner get columns of their own, after the columns that this row leaves empty.
        while column < at {
            let Some(slot) = slots.next() else { break };
            out.push(slot);
            column += 1;
        }
        let alone = own.iter().enumerate().take(own_place).skip(place);
        out.extend(alone.map(|(p, &word)| Slot { units: vec![(row, p)], distinct: vec![word] }));
        place = own_place + 1;
        if let Some(mut slot) = slots.next() {
            slot.units.push((row, own_place));
            let word = own[own_place];
            if !slot.distinct.iter().any(|&w| words.unit(w).folded == words.unit(word).folded) {
                slot.distinct.push(word);
            }
            out.push(slot);
            column += 1;
        }
    }
    out
}

/// True if every row has the same word here.
fn agreed(slot: &Slot, versions: &[Version<'_>]) -> bool {
    let printed = |&(row, place): &(usize, usize)| versions[row].units[place].first;
    slot.distinct.len() == 1 && slot.units.len() == versions.len() && slot.units.iter().all(printed)
}
