//! Persons whose names leave it open whether they are one.
//!
//! In: persons known by full names. Out: some of them are made one: "Vicente Ollander" and "Vincente Ollander", "Tom Okafor" and "Tom Okafor
//! Jr.", if one remark is given to both, or if the event and the role agree. The others get a note. Two who are in one article stay two,
//! for that article's writer knew both.

use std::collections::{BTreeMap, BTreeSet};

use super::appearance::Appearances;
use super::context::Contexts;
use super::profile::{ONE_WORLD, Relation};
use super::split::{Identities, relation};
use crate::lexicon::Lexicon;
use crate::model::{Apartness, PersonBasis};
use crate::names::{Fit, Name, Sign, fit};

/// Persons of one block, and of one remark, that are compared with each other: the first ones.
const MOST: usize = 24;
/// Appearances of a person whose articles are compared with another's.
const MOST_APPEARANCES: usize = 8;
/// A misspelt name needs an event that is surely one: so many times what shows one world.
const SURELY: f32 = 2.0;

/// Joins and notes persons.
pub(super) fn join(bearers: &mut Identities, all: (&Appearances<'_>, &Contexts), lexicon: &Lexicon) {
    for (a, b) in pairs(bearers, all.0, lexicon) {
        if bearers.list[a].appearances.is_empty() || bearers.list[b].appearances.is_empty() {
            continue;
        }
        let Some(sign) = open(a, b, bearers, all.0) else { continue };
        let relation = nearest(a, b, bearers, all);
        let basis = match () {
            () if relation.article || !relation.holds() => None,
            () if relation.remark => Some(PersonBasis::Remark),
            () if sign == Sign::Suffix && relation.role && relation.context >= ONE_WORLD => {
                Some(PersonBasis::Name)
            }
            () if sign == Sign::Slip && relation.context >= SURELY * ONE_WORLD => Some(PersonBasis::Name),
            () => None,
        };
        match basis {
            // The person with more articles gives the name.
            Some(basis) => {
                let rank = |i: &usize| (std::cmp::Reverse(bearers.list[*i].profile.articles.len()), *i);
                let (into, from) = if rank(&a) <= rank(&b) { (a, b) } else { (b, a) };
                bearers.merge(into, from, basis);
            }
            None => bearers.note(a, b, &Apartness::Name),
        }
    }
}

/// The pairs that are worth a look: those of one block of names, and those of one remark.
fn pairs(bearers: &Identities, appearances: &Appearances<'_>, lexicon: &Lexicon) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut remarks: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
    for person in bearers.persons() {
        for name in names(person, bearers, appearances) {
            for key in name.block_keys(lexicon) {
                blocks.entry(key).or_default().insert(person);
            }
        }
        for remark in &bearers.list[person].profile.remarks {
            remarks.entry(*remark).or_default().insert(person);
        }
    }
    let near = blocks.into_values().chain(remarks.into_values());
    near.flat_map(|block| {
        let block: Vec<usize> = block.into_iter().take(MOST).collect();
        let of = |i: usize| block[..i].iter().map(|&a| (a, block[i])).collect::<Vec<_>>();
        (0..block.len()).flat_map(of).collect::<Vec<_>>()
    })
    .collect()
}

/// What leaves it open whether two persons are one; `None` if their names show it.
fn open(a: usize, b: usize, bearers: &Identities, appearances: &Appearances<'_>) -> Option<Sign> {
    let all = |person: usize| names(person, bearers, appearances).collect::<Vec<&Name>>();
    let (a, b) = (all(a), all(b));
    // "AP" is nobody's initials who is known by name.
    if a.iter().chain(&b).any(|name| name.is_initials) {
        return None;
    }
    let fits = a.iter().flat_map(|x| b.iter().map(move |y| fit(x, y)));
    match fits.min()? {
        // "Ana Ruiz" fits Ana M. and Ana K. Ruiz.
        Fit::Same(sign) | Fit::Likely(sign) => Some(sign),
        Fit::Unknown(sign @ (Sign::Suffix | Sign::Slip | Sign::Initial | Sign::Accent)) => Some(sign),
        _ => None,
    }
}

/// The names of a person.
fn names<'s>(
    person: usize,
    bearers: &Identities,
    appearances: &'s Appearances<'_>,
) -> impl Iterator<Item = &'s Name> {
    bearers.list[person].forms.iter().map(|&form| &appearances.forms[form].name)
}

/// What two persons say to each other; of their articles the two that share most names count.
fn nearest(a: usize, b: usize, bearers: &Identities, all: (&Appearances<'_>, &Contexts)) -> Relation {
    let (one, two) = (&bearers.list[a], &bearers.list[b]);
    let relations = two
        .appearances
        .iter()
        .take(MOST_APPEARANCES)
        .map(|&appearance| relation(appearance, &one.profile, all));
    let context = relations.map(|r| r.context).fold(0.0, f32::max);
    Relation { context, ..two.profile.relation(&one.profile, &[]) }
}
