//! Whom a pronoun means: the likeliest of those in view, by what each mention of it shows; nobody if two are equally likely.
//!
//! In: a pronoun and those in view before it. Out: an entity. A log-linear model, whose weights are in
//! `grammar/<language>/weights/pronoun.toml`.

use super::entities::Entities;
use super::entity::EntityId;
use super::focus::{InFocus, MEMORY};
use super::sighting::Sighting;
use super::spoken_of::SpokenOf;
use crate::attribute::choose::choose;
use crate::attribute::observer::{Observer, PronounLesson};
use crate::lexicon::{Class, Clue, Lexicon};
use crate::names::Gender;

/// Lead over the next likeliest below which a pronoun means nobody.
const EVEN: f32 = 0.3;

/// The same for a description, which need not mean anybody named.
const CLEAR: f32 = 1.0;

/// Sentences beyond this are all as far.
const FAR: u32 = 4;

/// The greatest chance of somebody of whom nothing shows what the mention asks for: a person, a body.
const UNSHOWN: f32 = 0.85;

/// Who is the likeliest, and how likely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeliest {
    /// Who.
    pub entity: EntityId,
    /// The probability that the model gives.
    pub chance: f32,
}

/// Whom a mention asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// he, she
    Gender(Gender),
    /// it
    Body,
    /// "the company", "the agency"
    Named,
    /// "the singer", "the actress"
    Person(Option<Gender>),
}

/// The antecedent that a pronoun asks for.
pub struct Antecedent<'a> {
    /// The mention.
    pub sighting: &'a Sighting,
    /// Who is spoken of in what it says.
    pub spoken_of: SpokenOf,
    /// Who spoke last, and in which sentence.
    pub last_speaker: Option<(EntityId, u32)>,
    /// Whom the pronoun asks for.
    pub wanted: Wanted,
}

impl<'a> Antecedent<'a> {
    /// Returns what he, she and it ask for; `None` for other pronouns.
    pub fn of(sighting: &'a Sighting, last_speaker: Option<(EntityId, u32)>, text: &str) -> Option<Self> {
        let classes = sighting.mention.head_classes;
        let wanted = match () {
            () if classes.has(Class::PronounMale) => Wanted::Gender(Gender::Male),
            () if classes.has(Class::PronounFemale) => Wanted::Gender(Gender::Female),
            () if classes.has(Class::PronounNeuter) => Wanted::Body,
            () => return None,
        };
        Some(Self { sighting, spoken_of: SpokenOf::read(sighting, text), last_speaker, wanted })
    }

    /// Returns the likeliest of those in view, the latest first.
    pub fn likeliest<'s>(
        &self,
        view: impl Iterator<Item = &'s InFocus> + Clone,
        entities: &Entities,
        lexicon: &Lexicon,
        observer: &mut impl Observer,
    ) -> Option<Likeliest> {
        let candidates = view.filter(|s| self.may_be(s, entities));
        if matches!(self.wanted, Wanted::Gender(_)) {
            observer.pronoun(|| self.lesson(candidates.clone(), entities));
        }
        // No view has more than the memory holds.
        let (mut who, mut scores, mut count) = ([0; MEMORY], [0.0; MEMORY], 0);
        for sight in candidates.take(MEMORY) {
            who[count] = sight.entity;
            self.clues(sight, entities, |clue| scores[count] += lexicon.clue_weight(clue));
            count += 1;
        }
        let least = if matches!(self.wanted, Wanted::Person(_) | Wanted::Named) { CLEAR } else { EVEN };
        let choice = choose(&scores[..count], |a, b| who[a] == who[b]).filter(|c| c.margin >= least)?;
        let entity = who[choice.index];
        let shown = match self.wanted {
            Wanted::Gender(_) | Wanted::Person(_) => entities.get(entity).person(),
            Wanted::Body | Wanted::Named => entities.get(entity).body,
        };
        let most = if shown { 1.0 } else { UNSHOWN };
        Some(Likeliest { entity, chance: choice.probability.min(most) })
    }

    /// What an observer sees of the candidates.
    fn lesson<'s>(
        &self,
        candidates: impl Iterator<Item = &'s InFocus>,
        entities: &Entities,
    ) -> PronounLesson {
        let mut lesson = PronounLesson::new(self.sighting.mention.span);
        for sight in candidates {
            let mut seen = Vec::new();
            self.clues(sight, entities, |clue| seen.push(clue.seen()));
            lesson.add(entities.get(sight.entity).name, seen.into_iter());
        }
        lesson
    }

    /// True for a person who is not known to be of the other gender, and for a body if one is asked for.
    fn may_be(&self, sight: &InFocus, entities: &Entities) -> bool {
        let entity = entities.get(sight.entity);
        let many = sight.plural && !entity.person();
        match self.wanted {
            Wanted::Gender(gender) => {
                !many
                    && entity.may_be_person()
                    && entity.gender.or(entity.guessed).is_none_or(|g| g == gender)
            }
            Wanted::Body => !many && entity.may_be_body(),
            // A country is no company.
            Wanted::Named => {
                !many && entity.may_be_body() && !entity.place && !entity.classes.has(Class::Country)
            }
            Wanted::Person(gender) => {
                let known = entity.gender.or(entity.guessed);
                !many
                    && entity.may_be_person()
                    && entity.person()
                    && (gender.is_none() || known.is_none_or(|g| Some(g) == gender))
            }
        }
    }

    /// Hands over what is evidence for a mention, or against it, always in the same order.
    fn clues(&self, sight: &InFocus, entities: &Entities, mut add: impl FnMut(Clue)) {
        let entity = entities.get(sight.entity);
        let sentence = self.sighting.sentence;
        let (agrees, person) = match self.wanted {
            Wanted::Gender(gender) => (entity.gender.or(entity.guessed) == Some(gender), entity.person()),
            Wanted::Body | Wanted::Named => (false, entity.body),
            Wanted::Person(_) => (false, entity.person()),
        };
        let distance = sentence - sight.sentence.min(sentence);
        let last_spoke = self.last_speaker.filter(|&(who, _)| who == sight.entity);
        let spoke = last_spoke.filter(|&(_, when)| sentence <= when + 1);
        let spoke_here = spoke.is_some_and(|(_, when)| when == sentence);
        let mut note = |clue, holds| {
            if holds {
                add(clue);
            }
        };
        let of_person = matches!(self.wanted, Wanted::Gender(_) | Wanted::Person(_));
        note(Clue::Near, distance <= 1);
        note(Clue::Subject, sight.subject);
        // Who says something in a clause before the main one need not speak on.
        note(Clue::Says, sight.says && (distance == 0 || !sight.fronted));
        note(Clue::Opens, sight.opens_main);
        note(Clue::SubjectHere, distance == 0 && sight.subject);
        note(Clue::OpensHere, distance == 0 && sight.opens && person);
        note(Clue::FirstHere, distance == 0 && sight.first);
        note(Clue::FirstBefore, distance == 1 && sight.first_of_main);
        note(Clue::Paragraph, sight.paragraph == self.sighting.paragraph);
        note(Clue::OpensBefore, distance == 1 && sight.opens_main);
        note(Clue::Agrees, agrees);
        note(Clue::Person, person);
        note(Clue::Shown, of_person && entity.person_shown());
        note(Clue::Spoke, spoke.is_some() && !spoke_here);
        note(Clue::SpokeHere, spoke_here);
        note(Clue::LastSpoke, last_spoke.is_some());
        note(Clue::Main, entities.most_named() == Some(sight.entity));
        for (clue, holds) in self.spoken_of.clues(sight, entity) {
            note(clue, holds);
        }
        for _ in 0..distance.min(FAR) {
            note(Clue::Away, true);
        }
    }
}
