//! Whom a pronoun means: the likeliest of those in view, by what each mention of it shows; nobody if two are equally likely.
//!
//! In: a pronoun and those in view before it. Out: an entity. A log-linear model, whose weights are in
//! `grammar/<language>/weights/pronoun.toml`.

use super::entities::Entities;
use super::entity::EntityId;
use super::focus::Sight;
use super::sighting::Sighting;
use crate::attribute::choose::choose;
use crate::attribute::observer::{Observer, PronounLesson};
use crate::lexicon::{Class, Clue, Lexicon};
use crate::names::Gender;

/// Lead over the next likeliest below which a pronoun means nobody.
const EVEN: f32 = 0.3;

/// Sentences beyond this are all as far.
const FAR: u32 = 4;

/// The antecedent that a pronoun asks for.
pub struct Antecedent<'a> {
    sighting: &'a Sighting,
    /// Who spoke last, and in which sentence.
    last_speaker: Option<(EntityId, u32)>,
    /// The gender of the pronoun.
    pub gender: Gender,
}

impl<'a> Antecedent<'a> {
    /// Returns what he and she ask for; `None` for other pronouns.
    pub fn of(sighting: &'a Sighting, last_speaker: Option<(EntityId, u32)>) -> Option<Self> {
        let classes = sighting.mention.head_classes;
        let gender = match () {
            () if classes.has(Class::PronounMale) => Gender::Male,
            () if classes.has(Class::PronounFemale) => Gender::Female,
            () => return None,
        };
        Some(Self { sighting, last_speaker, gender })
    }

    /// Returns the likeliest of those in view, the latest first.
    pub fn likeliest<'s>(
        &self,
        view: impl Iterator<Item = &'s Sight>,
        entities: &Entities,
        lexicon: &Lexicon,
        observer: &mut impl Observer,
    ) -> Option<EntityId> {
        let mut lesson = PronounLesson::new(self.sighting.mention.span);
        let mut who = Vec::new();
        for sight in view.filter(|s| self.may_be(s, entities)) {
            lesson.add(entities.get(sight.entity).name, self.clues(sight, entities).map(Clue::seen));
            who.push(sight.entity);
        }
        observer.pronoun(&lesson);
        let weights = lexicon.pronoun_weights();
        let scores: Vec<f32> = lesson.candidates().map(|(_, seen)| weights.sum(seen)).collect();
        let choice = choose(&scores, |a, b| who[a] == who[b]).filter(|c| c.margin >= EVEN)?;
        Some(who[choice.index])
    }

    /// True for a person who is not known to be of the other gender.
    fn may_be(&self, sight: &Sight, entities: &Entities) -> bool {
        let entity = entities.get(sight.entity);
        let many = sight.plural && !entity.person();
        !entity.body && !many && entity.gender.is_none_or(|g| g == self.gender)
    }

    /// What is evidence for a mention, or against it.
    fn clues(&self, sight: &Sight, entities: &Entities) -> impl Iterator<Item = Clue> + use<> {
        let entity = entities.get(sight.entity);
        let (gender, sentence) = (self.gender, self.sighting.sentence);
        let distance = sentence - sight.sentence.min(sentence);
        let spoke = self.last_speaker.filter(|&(who, when)| who == sight.entity && sentence <= when + 1);
        let spoke_here = spoke.is_some_and(|(_, when)| when == sentence);
        let shown = [
            (Clue::Near, distance <= 1),
            (Clue::Subject, sight.subject),
            (Clue::Says, sight.says),
            (Clue::Opens, sight.opens),
            (Clue::SubjectHere, distance == 0 && sight.subject),
            (Clue::OpensHere, distance == 0 && sight.opens && entity.person()),
            (Clue::FirstHere, distance == 0 && sight.first),
            (Clue::FirstBefore, distance == 1 && sight.first),
            (Clue::Paragraph, sight.paragraph == self.sighting.paragraph),
            (Clue::OpensBefore, distance == 1 && sight.opens),
            (Clue::Agrees, entity.gender.or(entity.guessed) == Some(gender)),
            (Clue::Clashes, entity.gender.is_none() && entity.guessed.is_some_and(|g| g != gender)),
            (Clue::Person, entity.person()),
            (Clue::Spoke, spoke.is_some() && !spoke_here),
            (Clue::SpokeHere, spoke_here),
        ];
        let away = (0..distance.min(FAR)).map(|_| Clue::Away);
        shown.into_iter().filter(|(_, holds)| *holds).map(|(clue, _)| clue).chain(away)
    }
}
