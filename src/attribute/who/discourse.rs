//! What is in view while an article is read: the second step of finding who is meant.
//!
//! In: mentions in the order of the text, with the entities of the whole article. Out: whom each means. A pronoun looks back only, at those
//! who were in view before it.

use std::cmp::Ordering;

use super::description::Description;
use super::entities::Entities;
use super::entity::{Entity, EntityId};
use super::focus::Focus;
use super::pronoun::{Antecedent, Wanted};
use super::sighting::{Resolved, Sighting};
use super::word::country_key;
use crate::attribute::observer::Observer;
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::model::Basis;
use crate::names::gender;
use crate::parse::{Mention, NounKind};

/// The discourse so far: the entities of the article, and the latest times that somebody was in view.
#[derive(Debug)]
pub struct Discourse<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// Who is in the article.
    pub entities: Entities,
    focus: Focus,
    last_speaker: Option<(EntityId, u32)>,
}

/// Nouns for what speaks without being a person.
const BODY: Classes = Classes::of(&[Class::Organisation, Class::Outlet, Class::Document, Class::Country]);

impl<'a> Discourse<'a> {
    /// Begins an article whose names are gathered, with nobody in view.
    pub fn new(text: &'a str, lexicon: &'a Lexicon, entities: Entities) -> Self {
        Self { text, lexicon, entities, focus: Focus::default(), last_speaker: None }
    }

    /// Takes in one mention, in the order of the text.
    pub fn see(&mut self, sighting: &Sighting, observer: &mut impl Observer) -> Resolved {
        let mention = &sighting.mention;
        let resolved = match mention.kind {
            NounKind::Name => self.name(sighting),
            NounKind::Pronoun => self.pronoun(sighting, observer),
            NounKind::Nominal => self.nominal(sighting),
        };
        if let Some(entity) = resolved.entity {
            self.focus.add(entity, sighting);
            if sighting.quoted {
                self.last_speaker = Some((entity, sighting.sentence));
            }
        }
        resolved
    }

    /// Notes that who spoke before is quoted again, or that somebody is whom nobody knows.
    pub fn speaks_on(&mut self, speaker: Option<EntityId>, sentence: u32) {
        self.last_speaker = speaker.map(|entity| (entity, sentence));
    }

    fn name(&self, sighting: &Sighting) -> Resolved {
        let Some(entity) = sighting.answer.entity else { return Resolved::nobody(Basis::Unresolved) };
        let known = self.entities.get(entity);
        let basis = match () {
            () if known.body => Basis::Organisation,
            () if known.undecided => Basis::Unresolved,
            () if sighting.mention.name.is_some_and(|n| n.len() < known.name.len()) => Basis::ShortName,
            () => Basis::Name,
        };
        Resolved { entity: Some(entity), basis }
    }

    /// he, she, it: the likeliest in view.
    fn pronoun(&mut self, sighting: &Sighting, observer: &mut impl Observer) -> Resolved {
        let Some(antecedent) = Antecedent::of(sighting, self.last_speaker) else {
            return Resolved::nobody(Basis::Pronoun);
        };
        let entity = antecedent.likeliest(self.focus.latest(), &self.entities, self.lexicon, observer);
        if let (Some(entity), Wanted::Gender(gender)) = (entity, antecedent.wanted) {
            self.entities.guess_gender(entity, gender);
        }
        Resolved { entity, basis: Basis::Pronoun }
    }

    /// "the mayor", "the agency": the one whom the article describes so, before this place rather than after it.
    fn nominal(&self, sighting: &Sighting) -> Resolved {
        if sighting.answer.entity.is_some() {
            return sighting.answer;
        }
        let mention = &sighting.mention;
        let classes = mention.head_classes;
        let body = classes.meets(BODY);
        let nobody = Resolved::nobody(if body { Basis::Organisation } else { Basis::Nominal });
        let first = mention.span.of(self.text).split_whitespace().next();
        let definite = first.is_some_and(|word| self.lexicon.is_function(word, FunctionWord::Definite));
        let one = definite && !mention.plural && mention.possessor.is_none();
        if !one || classes.has(Class::Spokesperson) {
            return nobody;
        }
        Resolved { entity: self.described(mention, body), ..nobody }
    }

    fn described(&self, mention: &Mention, body: bool) -> Option<EntityId> {
        let text = mention.span.of(self.text);
        let wanted = Description::read(text, mention.head.of(self.text), self.lexicon);
        let may_be = |entity: &Entity| {
            let known = entity.gender.or(entity.guessed);
            let clash = matches!((known, gender(mention.head_classes)), (Some(a), Some(b)) if a != b);
            !clash && entity.body == body
        };
        let headed = self.entities.described(wanted.head).filter(|(_, e)| may_be(e));
        let headed = headed.filter_map(|(id, e)| Some((wanted.fit(&e.descriptions, &e.words)?, id)));
        let found = self.clearest(mention, headed);
        if found.is_some() || body || !wanted.is_of_country() {
            return found;
        }
        // "the Swedish leader": the one Swede with an office.
        let country = wanted.countries.first().map(|c| country_key(*c))?;
        let of_country = self.entities.described(country).filter(|(_, e)| may_be(e) && e.person_shown());
        let of_country = of_country.filter(|(_, e)| e.descriptions.iter().any(|d| d.has_countries(&wanted)));
        self.clearest(mention, of_country.map(|(id, _)| (0, id)))
    }

    /// Of those whom a description fits: the one whom it fits best, of two the one who was in view last. A name that is only printed later
    /// is the last choice. `None` if two are equally clear.
    fn clearest(
        &self,
        mention: &Mention,
        fitting: impl Iterator<Item = (u32, EntityId)>,
    ) -> Option<EntityId> {
        let mut best: Option<((bool, u32, usize), EntityId)> = None;
        let mut even = false;
        for (fit, id) in fitting {
            let known = self.entities.get(id).first.start() < mention.span.start();
            let seen = self.focus.latest().position(|s| s.entity == id).unwrap_or(usize::MAX);
            let rank = (known, fit, usize::MAX - seen);
            match best.map(|(other, _)| rank.cmp(&other)) {
                Some(Ordering::Less) => {}
                Some(Ordering::Equal) => even = true,
                _ => (best, even) = (Some((rank, id)), false),
            }
        }
        best.filter(|_| !even).map(|(_, id)| id)
    }
}
