//! Mention → who is meant.

use std::collections::VecDeque;

use super::choose::choose;
use super::entity::{Entities, EntityId};
use super::observer::{Observer, PronounLesson};
use crate::lexicon::{Class, Clue, FunctionWord, Lexicon};
use crate::model::Basis;
use crate::names::Gender;
use crate::parse::{Mention, NounKind};

/// The discourse so far: the entities, and the latest times that somebody was in view.
#[derive(Debug)]
pub struct Discourse<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// Who is in the article.
    pub entities: Entities,
    seen: VecDeque<Sight>,
    last_speaker: Option<(EntityId, u32)>,
    /// Number of the paragraph at hand.
    pub paragraph: usize,
}

/// One time that an entity was in view.
#[derive(Debug, Clone, Copy)]
struct Sight {
    entity: EntityId,
    sentence: u32,
    paragraph: usize,
    subject: bool,
    /// Subject of a verb of saying.
    says: bool,
    /// A plural as printed: "Delegates".
    plural: bool,
    /// First subject of its sentence.
    opens: bool,
    /// First who is named in its sentence.
    first: bool,
}

/// Lead over the next likeliest below which a pronoun means nobody.
const EVEN: f32 = 0.3;

/// Sentences beyond this are all as far.
const FAR: u32 = 4;

/// Sights that a pronoun can look back at.
const MEMORY: usize = 24;

/// What a mention was resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// Who is meant, where it could be settled.
    pub entity: Option<EntityId>,
    /// How.
    pub basis: Basis,
}

impl<'a> Discourse<'a> {
    /// Begins an article, in which nobody was named yet.
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self {
            text,
            lexicon,
            entities: Entities::default(),
            seen: VecDeque::new(),
            last_speaker: None,
            paragraph: 0,
        }
    }

    /// Takes in one mention, in the order of the text; `sentence` counts through the article.
    pub fn see(&mut self, mention: &Mention, sentence: u32, observer: &mut impl Observer) -> Resolved {
        let resolved = match mention.kind {
            NounKind::Name => self.name(mention),
            NounKind::Pronoun => self.pronoun(mention, sentence, observer),
            NounKind::Nominal => self.nominal(mention),
        };
        if let Some(entity) = resolved.entity {
            if self.seen.len() == MEMORY {
                self.seen.pop_front();
            }
            if mention.subject {
                self.entities.acted(entity);
            }
            let mut here = self.seen.iter().rev().take_while(|s| s.sentence == sentence);
            let opens = mention.subject && !here.any(|s| s.subject);
            self.seen.push_back(Sight {
                entity,
                sentence,
                paragraph: self.paragraph,
                subject: mention.subject,
                says: mention.says,
                plural: mention.plural,
                opens,
                first: self.seen.back().is_none_or(|s| s.sentence != sentence),
            });
        }
        resolved
    }

    /// Notes that an entity was quoted.
    pub fn spoke(&mut self, entity: EntityId, sentence: u32) {
        self.last_speaker = Some((entity, sentence));
        self.entities.acted(entity);
    }

    fn name(&mut self, mention: &Mention) -> Resolved {
        let Some(entity) = self.entities.name(self.text, mention, self.lexicon) else {
            return Resolved { entity: None, basis: Basis::Unresolved };
        };
        let known = self.entities.get(entity);
        let basis = match () {
            () if known.body => Basis::Organisation,
            () if known.undecided => Basis::Unresolved,
            () if mention.name.is_some_and(|n| n.len() < known.name.len()) => Basis::ShortName,
            () => Basis::Name,
        };
        Resolved { entity: Some(entity), basis }
    }

    /// he, she: the likeliest person in view, by what each mention of it tells; nobody if two are as likely.
    fn pronoun(&mut self, mention: &Mention, sentence: u32, observer: &mut impl Observer) -> Resolved {
        let unresolved = Resolved { entity: None, basis: Basis::Pronoun };
        let classes = mention.head_classes;
        let gender = match () {
            () if classes.has(Class::PronounMale) => Gender::Male,
            () if classes.has(Class::PronounFemale) => Gender::Female,
            () => return unresolved,
        };
        let mut lesson = PronounLesson::new(mention.span);
        let mut who = Vec::with_capacity(self.seen.len());
        for sight in self.seen.iter().rev().filter(|s| self.may_be(s, gender)) {
            let clues = self.clues(sight, gender, sentence).map(Clue::seen);
            lesson.add(self.entities.get(sight.entity).name, clues);
            who.push(sight.entity);
        }
        observer.pronoun(&lesson);
        let weights = self.lexicon.pronoun_weights();
        let scores: Vec<f32> = lesson.candidates().map(|(_, seen)| weights.sum(seen)).collect();
        let choice = choose(&scores, |a, b| who[a] == who[b]).filter(|c| c.margin >= EVEN);
        let Some(entity) = choice.map(|c| who[c.index]) else { return unresolved };
        self.entities.guess_gender(entity, gender);
        Resolved { entity: Some(entity), basis: Basis::Pronoun }
    }

    /// True for a person who is not known to be of the other gender.
    fn may_be(&self, sight: &Sight, gender: Gender) -> bool {
        let entity = self.entities.get(sight.entity);
        let many = sight.plural && !entity.person();
        !entity.body && !many && entity.gender.is_none_or(|g| g == gender)
    }

    /// What tells for a mention, or against it.
    fn clues(&self, sight: &Sight, gender: Gender, sentence: u32) -> impl Iterator<Item = Clue> + use<> {
        let entity = self.entities.get(sight.entity);
        let distance = sentence - sight.sentence.min(sentence);
        let spoke = self.last_speaker.filter(|&(who, when)| who == sight.entity && sentence <= when + 1);
        let spoke_here = spoke.is_some_and(|(_, when)| when == sentence);
        let told = [
            (Clue::Near, distance <= 1),
            (Clue::Subject, sight.subject),
            (Clue::Says, sight.says),
            (Clue::Opens, sight.opens),
            (Clue::SubjectHere, distance == 0 && sight.subject),
            (Clue::OpensHere, distance == 0 && sight.opens && entity.person()),
            (Clue::FirstHere, distance == 0 && sight.first),
            (Clue::FirstBefore, distance == 1 && sight.first),
            (Clue::Paragraph, sight.paragraph == self.paragraph),
            (Clue::OpensBefore, distance == 1 && sight.opens),
            (Clue::Agrees, entity.gender.or(entity.guessed) == Some(gender)),
            (Clue::Clashes, entity.gender.is_none() && entity.guessed.is_some_and(|g| g != gender)),
            (Clue::Person, entity.person()),
            (Clue::Spoke, spoke.is_some() && !spoke_here),
            (Clue::SpokeHere, spoke_here),
        ];
        let away = (0..distance.min(FAR)).map(|_| Clue::Away);
        told.into_iter().filter(|(_, holds)| *holds).map(|(clue, _)| clue).chain(away)
    }

    fn nominal(&mut self, mention: &Mention) -> Resolved {
        let classes = mention.head_classes;
        if let Some(name) = mention.apposed {
            // "a spokesman for the mayor, Tim Lee,": the name that follows is the person.
            let named = Mention { name: Some(name), kind: NounKind::Name, ..*mention };
            return self.name(&named);
        }
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
            let basis = if body { Basis::Organisation } else { Basis::Nominal };
            return Resolved { entity: None, basis };
        }
        Resolved {
            entity: self.entities.described_by(self.text, mention, self.lexicon),
            basis: Basis::Nominal,
        }
    }
}
