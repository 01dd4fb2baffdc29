//! The sights of one name → its bearers.
//!
//! In: sights whose names can be one person's. Out: [`Bearers`]: persons, each with its sights. One name is one person unless the articles
//! show two: a man and a woman, or roles of two fields without an event that has both.

use std::collections::BTreeSet;

use super::context::{Contexts, word_hash};
use super::profile::{Profile, Relation};
use super::sight::{Sight, Sights};
use crate::model::{Apartness, PersonBasis};
use crate::names::{Fit, fit};

/// Bearers of one name that a sight is compared with, so that the work stays linear: the first ones.
const MOST: usize = 32;

/// A person as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Bearer {
    /// Indices of the sights.
    pub sights: Vec<usize>,
    /// Indices of the names.
    pub forms: BTreeSet<usize>,
    pub profile: Profile,
    /// Others who may be the same person, by their numbers, and why they are not.
    pub notes: Vec<(usize, Apartness)>,
}

/// All persons so far.
pub(super) struct Bearers {
    pub list: Vec<Bearer>,
    /// The person of each sight, and how it was found.
    pub of: Vec<Option<(usize, PersonBasis)>>,
}

impl Bearers {
    pub fn new(sights: usize) -> Self {
        Self { list: Vec::new(), of: vec![None; sights] }
    }

    /// Makes a person of a sight.
    pub fn create(&mut self, sight: usize, basis: PersonBasis, all: (&Sights<'_>, &Contexts)) -> usize {
        let bearer = self.list.len();
        self.list.push(Bearer::default());
        self.add(bearer, sight, basis, all);
        bearer
    }

    /// Adds a sight to a person.
    pub fn add(
        &mut self,
        bearer: usize,
        sight: usize,
        basis: PersonBasis,
        (sights, contexts): (&Sights<'_>, &Contexts),
    ) {
        let Bearer { sights: own, forms, profile, .. } = &mut self.list[bearer];
        own.push(sight);
        forms.insert(sights.list[sight].form);
        profile.add(&sights.list[sight].profile);
        let article = sights.list[sight].article;
        profile.context.extend(contexts.of(article).iter().map(|(word, _)| *word));
        self.of[sight] = Some((bearer, basis));
    }

    /// Makes one person of two; the second one is left without sights.
    pub fn merge(&mut self, into: usize, from: usize, basis: PersonBasis) {
        let other = std::mem::take(&mut self.list[from]);
        other.sights.iter().for_each(|&sight| self.of[sight] = Some((into, basis)));
        let bearer = &mut self.list[into];
        bearer.profile.add(&other.profile);
        bearer.profile.context.extend(&other.profile.context);
        bearer.sights.extend(other.sights);
        bearer.forms.extend(other.forms);
        bearer.notes.extend(other.notes);
        for (person, _) in
            self.list.iter_mut().flat_map(|b| &mut b.notes).filter(|(person, _)| *person == from)
        {
            *person = into;
        }
        self.list[into].notes.retain(|(person, _)| *person != into);
    }

    /// The numbers of all persons.
    pub fn persons(&self) -> impl Iterator<Item = usize> {
        (0..self.list.len()).filter(|&i| !self.list[i].sights.is_empty())
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

    /// Parts the sights of one name. Without `alone`, a name alone does not show that two articles mean one person.
    pub fn split(
        &mut self,
        sights: &[usize],
        basis: PersonBasis,
        alone: bool,
        all: (&Sights<'_>, &Contexts),
    ) -> Vec<usize> {
        let mut made: Vec<usize> = Vec::new();
        for &sight in sights {
            let near = made.iter().take(MOST).map(|&b| (b, relation(sight, &self.list[b].profile, all)));
            let near: Vec<(usize, Relation)> = near.collect();
            let alone = |bearer: usize| alone && self.is_sure(bearer, sight, all.0);
            let fitting = near.iter().filter(|(b, r)| r.holds() && (alone(*b) || r.is_supported()));
            let best = fitting.max_by(|(a, x), (b, y)| x.strength().total_cmp(&y.strength()).then(b.cmp(a)));
            if let Some(&(best, _)) = best {
                self.add(best, sight, basis, all);
                continue;
            }
            let new = self.create(sight, basis, all);
            made.push(new);
            for (other, relation) in near {
                self.note(new, other, &relation.apart.unwrap_or(Apartness::Event));
            }
        }
        made
    }
}

impl Bearers {
    /// True if the name of a sight is surely a name of a person: "Ana M. Ruiz" of Ana Ruiz, and not "Bill Ruiz" of William Ruiz.
    fn is_sure(&self, bearer: usize, sight: usize, sights: &Sights<'_>) -> bool {
        let (forms, own) = (&self.list[bearer].forms, sights.list[sight].form);
        let same =
            |form: &usize| matches!(fit(&sights.forms[own].name, &sights.forms[*form].name), Fit::Same(_));
        forms.contains(&own) || forms.iter().any(same)
    }
}

/// What a sight and a person say to each other, the words of the name itself left aside.
pub(super) fn relation(
    sight: usize,
    person: &Profile,
    (sights, contexts): (&Sights<'_>, &Contexts),
) -> Relation {
    let Sight { article, form, profile, .. } = &sights.list[sight];
    let own: Vec<u64> = sights.forms[*form].name.words.iter().map(|word| word_hash(word)).collect();
    let context = contexts.of(*article).iter().copied().filter(|(word, _)| !own.contains(word));
    profile.relation(person, &context.collect::<Vec<_>>())
}
