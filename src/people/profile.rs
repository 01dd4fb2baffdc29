//! What is known of one speaker beside the name, from one article or from several. In: appearances. Out: a [`Profile`], and what two of them
//! say to each other: can they be one person's, and what supports it.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::described::PrintedBeside;
use crate::lexicon::Lexicon;
use crate::model::{Apartness, ArticleIx};
use crate::names::Gender;

/// What is known of a speaker.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// How many signs there are for a man and for a woman.
    pub genders: [u32; 2],
    /// The nouns that describe the speaker.
    pub roles: FxHashSet<String>,
    /// Their fields of work, a bit a field; a bit above those for a role of private persons.
    fields: u32,
    /// Printed ages, each with the year of the article.
    ages: BTreeSet<(u8, Option<i16>)>,
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
    /// True if both have one role.
    pub role: bool,
    /// The weight of the names that the articles share, in nats.
    pub context: f32,
}

/// Signs of one gender, and none of the other, that are no slip.
pub(super) const SURE: u32 = 2;
/// Shared names of this weight, in nats, show one event or one world: two or three rare names.
pub(super) const ONE_WORLD: f32 = 12.0;

/// Shared names of this weight speak for one world.
const NEAR: f32 = ONE_WORLD / 2.0;
/// The bit of private roles, above those of the fields.
const PRIVATE: u32 = 1 << 31;
/// Years by which the years of birth that two ages show may differ: a birthday, and a slip.
const YEARS: i16 = 2;
/// The same where an article has no date.
const UNDATED_YEARS: i16 = 20;

fn ages_differ(a: (u8, Option<i16>), b: (u8, Option<i16>)) -> bool {
    let older = i16::from(a.0) - i16::from(b.0);
    match (a.1, b.1) {
        (Some(x), Some(y)) => (older - (x - y)).abs() > YEARS,
        _ => older.abs() > UNDATED_YEARS,
    }
}

/// What a shared remark, a shared article and a shared role are worth beside shared names, and the most that names are worth, in nats.
const REMARK: f32 = 50.0;
const ARTICLE: f32 = 30.0;
const ROLE: f32 = 8.0;
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

    /// Counts a sign of a gender, with its weight.
    pub fn sign(&mut self, sign: Option<(Gender, u32)>) {
        match sign {
            Some((Gender::Male, weight)) => self.genders[0] += weight,
            Some((Gender::Female, weight)) => self.genders[1] += weight,
            None => {}
        }
    }

    /// Adds what an article prints beside the name.
    pub fn describe(&mut self, beside: PrintedBeside, year: Option<i16>, lexicon: &Lexicon) {
        for description in beside.descriptions {
            let role = &description.head;
            let private = if lexicon.verification().is_private(role) { PRIVATE } else { 0 };
            self.fields |= lexicon.verification().fields(role) | private;
            self.roles.insert(description.head);
        }
        self.ages.extend(beside.age.map(|age| (age, year)));
    }

    /// Why two are not one person's, if they are not.
    fn apart(&self, other: &Self) -> Option<Apartness> {
        if matches!((self.gender(), other.gender()), (Some(a), Some(b)) if a != b) {
            return Some(Apartness::Gender);
        }
        if self.ages.iter().any(|a| other.ages.iter().any(|b| ages_differ(*a, *b))) {
            return Some(Apartness::Age);
        }
        let (one, two) = (self.fields, other.fields);
        match () {
            () if one == 0 || two == 0 => None,
            () if one == PRIVATE && two == PRIVATE => Some(Apartness::Event),
            () if one & two & !PRIVATE == 0 => Some(Apartness::Role),
            () => None,
        }
    }

    /// True if a role is of one of these fields.
    pub fn has_field(&self, fields: u32) -> bool {
        self.fields & fields != 0
    }

    /// Adds what another one knows.
    pub fn add(&mut self, other: &Self) {
        self.genders[0] += other.genders[0];
        self.genders[1] += other.genders[1];
        self.roles.extend(other.roles.iter().cloned());
        self.fields |= other.fields;
        self.ages.extend(&other.ages);
        self.remarks.extend(&other.remarks);
        self.articles.extend(&other.articles);
    }

    /// Compares one appearance's profile, whose article has these names, with a person's.
    pub fn relation(&self, person: &Self, context: &[(u64, f32)]) -> Relation {
        let shared = context.iter().filter(|(word, _)| person.context.contains(word));
        Relation {
            apart: self.apart(person),
            role: self.roles.iter().any(|role| person.roles.contains(role)),
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

    /// True if something speaks for it that they are one, though it shows little alone.
    pub fn is_near(&self) -> bool {
        self.role || self.context >= NEAR
    }

    /// How much supports that they are one, in nats.
    pub fn strength(&self) -> f32 {
        let sign = |there: bool, weight: f32| if there { weight } else { 0.0 };
        let signs = sign(self.remark, REMARK) + sign(self.article, ARTICLE) + sign(self.role, ROLE);
        signs + self.context.min(MOST_CONTEXT)
    }

    /// True if something beside the name supports that they are one.
    pub fn is_supported(&self) -> bool {
        self.remark || self.article || self.context >= ONE_WORLD
    }
}
