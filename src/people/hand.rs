//! Persons by hand.
//!
//! In: the persons that were found, pairs of speakers with reasons. Out: speakers who are one person by hand are one, speakers who are not
//! are two, whatever else shows. What parts two speakers comes last, so that it holds against every chain.

use std::collections::BTreeSet;

use super::appearance::{Appearance, Appearances};
use super::context::Contexts;
use super::split::Identities;
use crate::group::{PersonPair, PersonPairs};
use crate::model::{Apartness, PersonBasis, QuotationIx};

/// A quotation without a named speaker, who it is of, and how that was found.
pub(super) type Told = (QuotationIx, usize, PersonBasis);

/// Follows the pairs; returns the speakers without a name who are a person by hand.
pub(super) fn follow(
    pairs: &PersonPairs,
    bearers: &mut Identities,
    appearances: &mut Appearances<'_>,
    contexts: &Contexts,
) -> Vec<Told> {
    for pair in &pairs.same {
        let both = pair.a.iter().chain(&pair.b).copied();
        let mut persons = bearers_of(both, bearers, appearances).into_iter();
        let Some(one) = persons.next() else { continue };
        persons.for_each(|other| bearers.merge(one, other, PersonBasis::ByHand));
    }
    for pair in &pairs.other {
        part(pair, bearers, appearances, contexts);
    }
    let sides = pairs.same.iter().flat_map(|pair| [(&pair.a, &pair.b), (&pair.b, &pair.a)]);
    sides.flat_map(|(own, other)| unnamed(own, other, bearers, appearances)).collect()
}

/// The quotations of one side whose speaker has no name, with the person of the other side.
fn unnamed(
    own: &[QuotationIx],
    other: &[QuotationIx],
    bearers: &Identities,
    appearances: &Appearances<'_>,
) -> Vec<Told> {
    let Some(person) = bearers_of(other.iter().copied(), bearers, appearances).pop_first() else {
        return Vec::new();
    };
    let named = |q: &&QuotationIx| appearances.list.iter().any(|a| a.quotations.contains(q));
    own.iter().filter(|q| !named(q)).map(|q| (*q, person, PersonBasis::ByHand)).collect()
}

/// True if a speaker without a name is not a person by hand.
pub(super) fn is_apart(
    told: &Told,
    pairs: &PersonPairs,
    bearers: &Identities,
    appearances: &Appearances<'_>,
) -> bool {
    let is = |quotations: &[QuotationIx]| {
        bearers_of(quotations.iter().copied(), bearers, appearances).contains(&told.1)
    };
    pairs.other.iter().any(|p| p.a.contains(&told.0) && is(&p.b) || p.b.contains(&told.0) && is(&p.a))
}

/// The persons who speak some quotations.
fn bearers_of(
    quotations: impl Iterator<Item = QuotationIx>,
    bearers: &Identities,
    appearances: &Appearances<'_>,
) -> BTreeSet<usize> {
    let wanted: BTreeSet<QuotationIx> = quotations.collect();
    let own = |(_, s): &(usize, &Appearance)| s.quotations.iter().any(|q| wanted.contains(q));
    let of = appearances.list.iter().enumerate().filter(own);
    of.filter_map(|(index, _)| bearers.of[index].map(|(bearer, _)| bearer)).collect()
}

/// Takes the quotations of the second side away from the persons of the first.
fn part(pair: &PersonPair, bearers: &mut Identities, appearances: &mut Appearances<'_>, contexts: &Contexts) {
    let first = bearers_of(pair.a.iter().copied(), bearers, appearances);
    let mut new = None;
    for index in 0..appearances.list.len() {
        let Some((bearer, _)) = bearers.of[index].filter(|(bearer, _)| first.contains(bearer)) else {
            continue;
        };
        let Some(moved) = moved(index, pair, appearances) else { continue };
        bearers.leave(bearer, index, moved);
        match new {
            Some(new) => bearers.add(new, moved, PersonBasis::ByHand, (appearances, contexts)),
            None => new = Some(bearers.create(moved, PersonBasis::ByHand, (appearances, contexts))),
        }
        if let Some(new) = new {
            bearers.note(bearer, new, &Apartness::ByHand(pair.reason.clone()));
        }
    }
}

/// The appearance with those quotations of one that are the second side's: the same one if all are; `None` if none is.
fn moved(index: usize, pair: &PersonPair, appearances: &mut Appearances<'_>) -> Option<usize> {
    let own = &appearances.list[index];
    let (gone, kept): (Vec<QuotationIx>, Vec<QuotationIx>) =
        own.quotations.iter().partition(|q| pair.b.contains(q) && !pair.a.contains(q));
    if gone.is_empty() {
        return None;
    }
    if kept.is_empty() {
        return Some(index);
    }
    let new = Appearance { quotations: gone, ..own.clone() };
    appearances.list[index].quotations = kept;
    appearances.list.push(new);
    Some(appearances.list.len() - 1)
}
