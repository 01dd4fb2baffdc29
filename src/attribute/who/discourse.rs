//! What is in view while an article is read: the second step of finding who is meant.
//!
//! In: mentions in the order of the text, with the entities of the whole article. Out: whom each means. A pronoun looks back only, at those
//! who were in view before it.

use rustc_hash::FxHashMap;

use super::document::Documents;
use super::entities::Entities;
use super::entity::EntityId;
use super::focus::Focus;
use super::pronoun::{Antecedent, Wanted};
use super::sighting::{Resolved, Sighting};
use super::spoken_of::SpokenOf;
use super::word::WordKey;
use crate::attribute::observer::Observer;
use crate::lexicon::{Class, Lexicon};
use crate::model::Basis;
use crate::names::Gender;
use crate::parse::NounKind;

/// How likely it is that a document is of the one who is taken for its issuer (docs/accuracy.md).
const ISSUER: f32 = 0.85;

/// The discourse so far: the entities of the article, and the latest times that somebody was in view.
#[derive(Debug)]
pub struct Discourse<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
    /// Who is in the article.
    pub entities: Entities,
    pub(super) focus: Focus,
    pub(super) last_speaker: Option<(EntityId, u32)>,
    /// Sightings so far.
    pub(super) seen: usize,
    /// For each entity after which sighting it was in view last.
    pub(super) last_seen: FxHashMap<EntityId, usize>,
    /// For each noun after which sighting it introduced somebody unnamed last: "a witness".
    pub(super) strangers: FxHashMap<WordKey, (usize, Option<EntityId>)>,
    documents: Documents,
}

impl<'a> Discourse<'a> {
    /// Begins an article whose names are gathered, with nobody in view.
    pub fn new(text: &'a str, lexicon: &'a Lexicon, entities: Entities) -> Self {
        Self {
            text,
            lexicon,
            entities,
            focus: Focus::default(),
            last_speaker: None,
            seen: 0,
            last_seen: FxHashMap::default(),
            strangers: FxHashMap::default(),
            documents: Documents::default(),
        }
    }

    /// Takes in one mention, in the order of the text; `ahead` begins with it.
    pub fn see(&mut self, ahead: &[Sighting], observer: &mut impl Observer) -> Resolved {
        let Some(sighting) = ahead.first() else { return Resolved::nobody(Basis::Unresolved) };
        let mention = &sighting.mention;
        self.seen += 1;
        let resolved = match mention.kind {
            NounKind::Name if sighting.is_office => self.nominal(ahead),
            NounKind::Name => self.name(sighting),
            NounKind::Pronoun => self.pronoun(sighting, observer),
            NounKind::Nominal if mention.head_classes.has(Class::Document) => self.document(ahead),
            NounKind::Nominal => self.nominal(ahead),
        };
        if let Some(entity) = resolved.entity {
            self.focus.add(entity, sighting);
            self.last_seen.insert(entity, self.seen);
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

    /// The bearer of a name.
    pub fn name(&self, sighting: &Sighting) -> Resolved {
        let Some(entity) = sighting.answer.entity else { return Resolved::nobody(Basis::Unresolved) };
        let known = self.entities.get(entity);
        let basis = match () {
            () if known.body => Basis::Organisation,
            () if known.undecided => Basis::Unresolved,
            () if sighting.mention.name.is_some_and(|n| n.len() < known.name.len()) => Basis::ShortName,
            () => Basis::Name,
        };
        Resolved { entity: Some(entity), basis, chance: 1.0 }
    }

    /// he, she, it: the likeliest in view.
    fn pronoun(&mut self, sighting: &Sighting, observer: &mut impl Observer) -> Resolved {
        let Some(antecedent) = Antecedent::of(sighting, self.last_speaker, self.text) else {
            return Resolved::nobody(Basis::Pronoun);
        };
        let likeliest = antecedent.likeliest(self.focus.latest(), &self.entities, self.lexicon, observer);
        let (entity, chance) = likeliest.map_or((None, 1.0), |l| (Some(l.entity), l.chance));
        match (entity, antecedent.wanted) {
            (Some(entity), Wanted::Gender(gender)) => self.entities.guess_gender(entity, gender),
            (Some(entity), Wanted::Body) => self.entities.get_mut(entity).thing = true,
            _ => {}
        }
        Resolved { entity, basis: Basis::Pronoun, chance }
    }

    /// "the statement": whose it is.
    fn document(&mut self, ahead: &[Sighting]) -> Resolved {
        let source = (self.text, self.lexicon);
        let owner = self.owning_pronoun(ahead);
        let entity = self.documents.issuer(ahead, owner, (&self.focus, &self.entities), source);
        Resolved { entity, basis: Basis::Organisation, chance: entity.map_or(1.0, |_| ISSUER) }
    }

    /// Whom "his" of "his letter" means.
    fn owning_pronoun(&self, ahead: &[Sighting]) -> Option<EntityId> {
        let sighting = ahead.first()?;
        let word = self.lexicon.printed_word(sighting.mention.possessor?.of(self.text));
        let gender = match (word.classes.has(Class::PronounMale), word.classes.has(Class::PronounFemale)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        };
        let wanted = Wanted::Gender(gender?);
        let spoken_of = SpokenOf::default();
        let antecedent = Antecedent { sighting, spoken_of, last_speaker: self.last_speaker, wanted };
        antecedent.likeliest(self.focus.latest(), &self.entities, self.lexicon, &mut ()).map(|l| l.entity)
    }
}
