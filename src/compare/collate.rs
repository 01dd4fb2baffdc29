//! Aligns all versions of a remark.
//!
//! In: a remark. Out: its [`Collation`]. Wordings that agree but for typography, case and punctuation are one
//! row, if both or neither are questions. Rows join the variant graph one after the other, the base first, then by distance from it, ties in
//! the order of the wordings, so that the order of the input changes nothing; they are shown the fullest first. A node of the graph is a word
//! in a column; the columns stand in a topological order of it (Schmidt & Colomb 2009), so each row read from
//! left to right is its wording.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::change::{Grading, between};
use super::clipped::{Print, asks, clipped};
use super::distinct::Words;
use super::graded::GradedWords;
use super::words::{KnownUnits, Unit, units_known};
use crate::align::global::align;
use crate::lexicon::Lexicon;
use crate::model::{
    Article, Cell, Change, ChangeKind, Collation, Column, Quotation, Remark, Row, Span, WordingIx,
};
use crate::words::Vocabulary;

/// At most this many different words of a column are compared.
const ASKED: usize = 8;

/// One version while it is being aligned.
struct Version<'a> {
    wordings: Vec<WordingIx>,
    units: Vec<Unit>,
    /// The article's text and the place of the first wording.
    place: (&'a str, Span),
}

/// One column while rows join: for each row that has words here, the place of its unit.
struct Slot {
    units: Vec<(usize, usize)>,
    /// The numbers of the different words, in the order of their first occurrence.
    distinct: Vec<u32>,
}

/// Aligns all versions of a remark.
pub fn collate(
    remark: &Remark,
    articles: &[Article],
    quotations: &[Quotation],
    lexicon: &Lexicon,
) -> Collation {
    let mut known = KnownUnits::default();
    let versions = versions(remark, (articles, quotations), lexicon, &mut known);
    let Some(base) = versions.first() else {
        return Collation { rows: Vec::new(), columns: Vec::new(), cells: Vec::new() };
    };
    let mut words = words_of(&versions);
    let mut changes = changes_of(&versions, &words, &mut Vocabulary::default(), lexicon);
    let prints = prints(&versions, &words);
    let mut clipped = clipped(remark, &prints, (articles, quotations), lexicon, &mut known);
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

/// What was read of words before: remarks that are outlined one after the other are made of the same words.
#[derive(Default)]
pub(super) struct ReadBefore<'a> {
    units: KnownUnits<'a>,
    vocabulary: Vocabulary,
}

/// The versions of a remark with the cuts that lose something, without their alignment: what a list says of a remark needs no more. If no
/// cut does, they have what they change instead. Of many versions the first `most` are compared; the others have neither.
pub(super) fn outlined<'a>(
    remark: &Remark,
    (articles, quotations): (&'a [Article], &[Quotation]),
    (lexicon, most): (&Lexicon, usize),
    before: &mut ReadBefore<'a>,
) -> Collation {
    let versions = versions(remark, (articles, quotations), lexicon, &mut before.units);
    let compared = versions.get(..most).unwrap_or(&versions);
    let (mut flags, mut changes) = (Vec::new(), Vec::new());
    if compared.len() > 1 {
        let words = words_of(compared);
        let prints = prints(compared, &words);
        flags = clipped(remark, &prints, (articles, quotations), lexicon, &mut before.units);
        if flags.iter().all(Vec::is_empty) {
            changes = changes_of(compared, &words, &mut before.vocabulary, lexicon);
        }
    }
    let (mut flags, mut changes) = (flags.into_iter(), changes.into_iter());
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

/// The different words of some versions.
fn words_of<'v>(versions: &'v [Version<'_>]) -> Words<'v> {
    Words::new(versions.iter().map(|v| v.units.as_slice()))
}

fn prints<'v>(versions: &'v [Version<'_>], words: &'v Words<'v>) -> Vec<Print<'v>> {
    let print =
        |(row, v): (usize, &'v Version<'_>)| Print { wordings: &v.wordings, units: &v.units, row, words };
    versions.iter().enumerate().map(print).collect()
}

/// Returns the changes from the base, which is the first version, to each version.
fn changes_of(
    versions: &[Version<'_>],
    words: &Words<'_>,
    vocabulary: &mut Vocabulary,
    lexicon: &Lexicon,
) -> Vec<Vec<Change>> {
    let mut graded: Vec<GradedWords<'_>> = Vec::with_capacity(versions.len());
    for version in versions {
        graded.push(GradedWords::new(version.place.0, version.place.1, lexicon, vocabulary));
    }
    let vocabulary = &*vocabulary;
    let (Some(first), Some(base)) = (versions.first(), graded.first()) else { return Vec::new() };
    let changes = |(row, v): (usize, &Version<'_>)| {
        let grading = Grading { base, version: &graded[row], words: vocabulary, lexicon };
        between(&first.units, &v.units, &words.gains(0, row), grading)
    };
    versions.par_iter().enumerate().map(changes).collect()
}

/// The distinct versions, the base's first, the others in the order of their first wordings.
fn versions<'a>(
    remark: &Remark,
    (articles, quotations): (&'a [Article], &[Quotation]),
    lexicon: &Lexicon,
    forms: &mut KnownUnits<'a>,
) -> Vec<Version<'a>> {
    let mut out: Vec<Version<'a>> = Vec::new();
    let base_first = std::iter::once(remark.base)
        .chain((0..remark.wordings.len()).map(WordingIx).filter(|&i| i != remark.base));
    let mut known = FxHashMap::default();
    let mut printed_alike: FxHashMap<(&str, bool), usize> = FxHashMap::default();
    for wording in base_first {
        let Some(w) = remark.wordings.get(wording.0) else { continue };
        let Some(article) = articles.get(w.article.0) else { continue };
        // Of like words a question is no print of a statement.
        let asked = quotations.get(w.quotation.0).is_some_and(|q| asks((article.text(), w.span, q)));
        let letters = (w.span.of(article.text()), asked);
        if let Some(&place) = printed_alike.get(&letters) {
            out[place].wordings.push(wording);
            continue;
        }
        let units = units_known(article.text(), w.span, lexicon, forms);
        let printed: Vec<Arc<str>> = units.iter().filter(|u| u.first).map(|u| u.folded.clone()).collect();
        let place = *known.entry((printed, asked)).or_insert(out.len());
        printed_alike.insert(letters, place);
        if place == out.len() {
            out.push(Version { wordings: vec![wording], units, place: (article.text(), w.span) });
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
