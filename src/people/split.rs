//! The appearances of one name → its bearers.
//!
//! In: appearances whose names can be one person's. Out: [`Identities`]: persons, each with its appearances. One name is one person unless the articles
//! show two: a man and a woman, or roles of two fields without an event that has both.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::appearance::{Appearance, Appearances};
use super::context::{Contexts, word_hash};
use super::profile::{Profile, Relation};
use crate::model::{Apartness, PersonBasis};
use crate::names::{Fit, fit};

/// Identities of one name that an appearance is compared with, so that the work stays linear: the first ones.
const MOST: usize = 32;

/// A person as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Identity {
    /// Indices of the appearances.
    pub appearances: Vec<usize>,
    /// Indices of the names.
    pub forms: BTreeSet<usize>,
    pub profile: Profile,
    /// Others who may be the same person, by their numbers, and why they are not.
    pub notes: Vec<(usize, Apartness)>,
}

/// All persons so far.
pub(super) struct Identities {
    pub list: Vec<Identity>,
    /// The person of each appearance, and how it was found.
    pub of: Vec<Option<(usize, PersonBasis)>>,
    /// What became of persons who were merged with others.
    merged: FxHashMap<usize, usize>,
}

impl Identities {
    pub fn new(appearances: usize) -> Self {
        Self { list: Vec::new(), of: vec![None; appearances], merged: FxHashMap::default() }
    }

    /// Makes a person of an appearance.
    pub fn create(
        &mut self,
        appearance: usize,
        basis: PersonBasis,
        all: (&Appearances<'_>, &Contexts),
    ) -> usize {
        let bearer = self.list.len();
        self.list.push(Identity::default());
        self.add(bearer, appearance, basis, all);
        bearer
    }

    /// Adds an appearance to a person.
    pub fn add(
        &mut self,
        bearer: usize,
        appearance: usize,
        basis: PersonBasis,
        (appearances, contexts): (&Appearances<'_>, &Contexts),
    ) {
        let Identity { appearances: own, forms, profile, .. } = &mut self.list[bearer];
        own.push(appearance);
        forms.insert(appearances.list[appearance].form);
        profile.add(&appearances.list[appearance].profile);
        let article = appearances.list[appearance].article;
        profile.context.extend(contexts.of(article).iter().map(|(word, _)| *word));
        self.of[appearance] = Some((bearer, basis));
    }

    /// Makes one person of two; the second one is left without appearances.
    pub fn merge(&mut self, into: usize, from: usize, basis: PersonBasis) {
        let other = std::mem::take(&mut self.list[from]);
        other.appearances.iter().for_each(|&appearance| self.of[appearance] = Some((into, basis)));
        let bearer = &mut self.list[into];
        bearer.profile.add(&other.profile);
        bearer.profile.context.extend(&other.profile.context);
        bearer.appearances.extend(other.appearances);
        bearer.forms.extend(other.forms);
        bearer.notes.extend(other.notes);
        self.merged.insert(from, into);
    }

    /// The number of a person now, after all merging.
    pub fn now(&self, mut person: usize) -> usize {
        while let Some(&into) = self.merged.get(&person) {
            person = into;
        }
        person
    }

    /// Takes an appearance away from a person; `new` is what becomes of it, the same or a new one.
    pub fn leave(&mut self, bearer: usize, appearance: usize, new: usize) {
        if new == appearance {
            self.list[bearer].appearances.retain(|&a| a != appearance);
        }
        self.of.resize(self.of.len().max(new + 1), None);
    }

    /// The numbers of all persons.
    pub fn persons(&self) -> impl Iterator<Item = usize> {
        (0..self.list.len()).filter(|&i| !self.list[i].appearances.is_empty())
    }

    /// Notes of two persons that they may be one.
    pub fn note(&mut self, a: usize, b: usize, reason: &Apartness) {
        for (one, other) in [(a, b), (b, a)] {
            let note = (other, reason.clone());
            if one != other && !self.list[one].notes.contains(&note) {
                self.list[one].notes.push(note);
            }
        }
    }

    /// Parts the appearances of one name. Without `alone`, a name alone does not show that two articles mean one person.
    pub fn split(
        &mut self,
        appearances: &[usize],
        basis: PersonBasis,
        alone: bool,
        all: (&Appearances<'_>, &Contexts),
    ) -> Vec<usize> {
        let mut made: Vec<usize> = Vec::new();
        for &appearance in appearances {
            let near = made.iter().take(MOST).map(|&b| (b, relation(appearance, &self.list[b].profile, all)));
            let near: Vec<(usize, Relation)> = near.collect();
            let fits = |b: usize, r: &Relation| {
                r.is_supported() || alone && (self.is_sure(b, appearance, all.0) || r.is_near())
            };
            let fitting = near.iter().filter(|(b, r)| r.holds() && fits(*b, r));
            let best = fitting.max_by(|(a, x), (b, y)| x.strength().total_cmp(&y.strength()).then(b.cmp(a)));
            if let Some(&(best, _)) = best {
                self.add(best, appearance, basis, all);
                continue;
            }
            let new = self.create(appearance, basis, all);
            made.push(new);
            for (other, relation) in near {
                self.note(new, other, &relation.apart.unwrap_or(Apartness::Event));
            }
        }
        made
    }
}

impl Identities {
    /// True if the name of an appearance is surely a name of a person: "Ana M. Ruiz" of Ana Ruiz, and not "Bill Ruiz" of William Ruiz.
    fn is_sure(&self, bearer: usize, appearance: usize, appearances: &Appearances<'_>) -> bool {
        let (forms, own) = (&self.list[bearer].forms, appearances.list[appearance].form);
        let same = |form: &usize| {
            matches!(fit(&appearances.forms[own].name, &appearances.forms[*form].name), Fit::Same(_))
        };
        forms.contains(&own) || forms.iter().any(same)
    }
}

/// What an appearance and a person say to each other, the words of the name itself left aside.
pub(super) fn relation(
    appearance: usize,
    person: &Profile,
    (appearances, contexts): (&Appearances<'_>, &Contexts),
) -> Relation {
    let Appearance { article, form, profile, .. } = &appearances.list[appearance];
    let own: Vec<u64> = appearances.forms[*form].name.words.iter().map(|word| word_hash(word)).collect();
    let context = contexts.of(*article).iter().copied().filter(|(word, _)| !own.contains(word));
    profile.relation(person, &context.collect::<Vec<_>>())
}
