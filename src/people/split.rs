//! The sights of one name → its bearers.
//!
//! In: sights whose names can be one person's. Out: [`Bearers`]: persons, each with its sights. One name is one person unless the articles
//! show two: a man and a woman, or roles of two fields without an event that has both.

use super::context::{Contexts, word_hash};
use super::profile::{Profile, Relation};
use super::sight::{Sight, Sights};
use crate::model::{Apartness, PersonBasis};

/// Bearers of one name that a sight is compared with, so that the work stays linear: the first ones.
const MOST: usize = 32;

/// A person as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Bearer {
    /// Indices of the sights.
    pub sights: Vec<usize>,
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
        let Bearer { sights: own, profile, .. } = &mut self.list[bearer];
        own.push(sight);
        profile.add(&sights.list[sight].profile);
        let article = sights.list[sight].article;
        profile.context.extend(contexts.of(article).iter().map(|(word, _)| *word));
        self.of[sight] = Some((bearer, basis));
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
            let fitting = near.iter().filter(|(_, r)| r.holds() && (alone || r.is_supported()));
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
