//! What is known of one speaker beside the name, from one article or from several. In: sights. Out: a [`Profile`], and what two of them
//! say to each other: can they be one person's, and what supports it.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::model::{Apartness, ArticleIx};
use crate::names::Gender;

/// What is known of a speaker.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// How many signs there are for a man and for a woman.
    pub genders: [u32; 2],
    /// The remarks of the speaker, by a hash of their ids.
    pub remarks: FxHashSet<u64>,
    /// The articles.
    pub articles: BTreeSet<ArticleIx>,
    /// The words of the articles' names, by their hashes.
    pub context: FxHashSet<u64>,
}

/// What two profiles say to each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Relation {
    /// Why they are not one person's, if they are not.
    pub apart: Option<Apartness>,
    /// True if both have one remark.
    pub remark: bool,
    /// True if both are in one article.
    pub article: bool,
    /// The weight of the names that the articles share, in nats.
    pub context: f32,
}

/// Signs of one gender, and none of the other, that are no slip.
const SURE: u32 = 2;
/// Shared names of this weight, in nats, show one event or one world: two or three rare names.
pub(super) const ONE_WORLD: f32 = 12.0;

/// What a shared remark and a shared article are worth beside shared names, and the most that names are worth, in nats.
const REMARK: f32 = 50.0;
const ARTICLE: f32 = 30.0;
const MOST_CONTEXT: f32 = 40.0;

impl Profile {
    /// The gender, if enough shows it.
    pub fn gender(&self) -> Option<Gender> {
        match self.genders {
            [male, 0] if male >= SURE => Some(Gender::Male),
            [0, female] if female >= SURE => Some(Gender::Female),
            _ => None,
        }
    }

    /// Adds what another one knows.
    pub fn add(&mut self, other: &Self) {
        self.genders[0] += other.genders[0];
        self.genders[1] += other.genders[1];
        self.remarks.extend(&other.remarks);
        self.articles.extend(&other.articles);
    }

    /// Compares one sight's profile, whose article has these names, with a person's.
    pub fn relation(&self, person: &Self, context: &[(u64, f32)]) -> Relation {
        let genders = (self.gender(), person.gender());
        let apart = matches!(genders, (Some(a), Some(b)) if a != b).then_some(Apartness::Gender);
        let shared = context.iter().filter(|(word, _)| person.context.contains(word));
        Relation {
            apart,
            remark: self.remarks.iter().any(|r| person.remarks.contains(r)),
            article: self.articles.iter().any(|a| person.articles.contains(a)),
            context: shared.map(|(_, weight)| weight).sum(),
        }
    }
}

impl Relation {
    /// True if they can be one person: nothing parts them, or only what an event that has both overrules.
    pub fn holds(&self) -> bool {
        match self.apart {
            None => true,
            Some(Apartness::Role | Apartness::Event) => self.is_supported(),
            Some(_) => false,
        }
    }

    /// How much supports that they are one, in nats.
    pub fn strength(&self) -> f32 {
        let sign = |there: bool, weight: f32| if there { weight } else { 0.0 };
        sign(self.remark, REMARK) + sign(self.article, ARTICLE) + self.context.min(MOST_CONTEXT)
    }

    /// True if something beside the name supports that they are one.
    pub fn is_supported(&self) -> bool {
        self.remark || self.article || self.context >= ONE_WORLD
    }
}
