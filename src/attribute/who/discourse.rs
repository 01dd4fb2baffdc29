//! What is in view while an article is read: the second step of finding who is meant.
//!
//! In: mentions in the order of the text, with the entities of the whole article. Out: whom each means. A pronoun looks back only, at those
//! who were in view before it.

use super::entities::Entities;
use super::entity::EntityId;
use super::focus::Focus;
use super::pronoun::Antecedent;
use super::sighting::{Resolved, Sighting};
use crate::attribute::observer::Observer;
use crate::lexicon::{Class, FunctionWord, Lexicon};
use crate::model::Basis;
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
            NounKind::Nominal => self.nominal(mention),
        };
        if let Some(entity) = resolved.entity {
            self.focus.add(entity, sighting);
            if sighting.quoted {
                self.last_speaker = Some((entity, sighting.sentence));
            }
        }
        resolved
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

    /// he, she: the likeliest person in view.
    fn pronoun(&mut self, sighting: &Sighting, observer: &mut impl Observer) -> Resolved {
        let Some(choice) = Antecedent::of(sighting, self.last_speaker) else {
            return Resolved::nobody(Basis::Pronoun);
        };
        let entity = choice.likeliest(self.focus.latest(), &self.entities, self.lexicon, observer);
        if let Some(entity) = entity {
            self.entities.guess_gender(entity, choice.gender);
        }
        Resolved { entity, basis: Basis::Pronoun }
    }

    fn nominal(&self, mention: &Mention) -> Resolved {
        let classes = mention.head_classes;
        let body = classes.has(Class::Organisation)
            || classes.has(Class::Outlet)
            || classes.has(Class::Document)
            || classes.has(Class::Country);
        let first = mention.span.of(self.text).split_whitespace().next();
        let definite = first.is_some_and(|word| self.lexicon.is_function(word, FunctionWord::Definite));
        if body
            || classes.has(Class::Spokesperson)
            || mention.plural
            || !definite
            || !classes.has(Class::Role)
        {
            return Resolved::nobody(if body { Basis::Organisation } else { Basis::Nominal });
        }
        Resolved {
            entity: self.entities.described_by(self.text, mention, self.lexicon),
            basis: Basis::Nominal,
        }
    }
}
