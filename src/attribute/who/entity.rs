//! One person or body of the article, with all that the text shows of it.

use std::cell::OnceCell;

use super::description::Epithet;
use super::word::WordKey;
use crate::lexicon::Classes;
use crate::model::Span;
use crate::names::{Gender, Name};

/// Index of an entity in [`Entities`].
pub type EntityId = u32;

/// One person or body of the article.
#[derive(Debug, Clone)]
pub struct Entity {
    /// The fullest name printed so far.
    pub name: Span,
    /// The first name printed.
    pub first: Span,
    /// The fullest name in parts, from the first time that it is compared with a name of other words.
    pub parts: OnceCell<Box<Name>>,
    /// Its words, without initials and suffix.
    pub words: Vec<WordKey>,
    /// "Jr." or "III".
    pub suffix: Option<WordKey>,
    /// Whether a word behind the first is one that the lexicon knows: "Ruiz Tower" need be nobody.
    pub loose: bool,
    /// Whether it is one word that need be no name: the lexicon knows it otherwise, or it stands before a colon and nowhere else.
    pub common: bool,
    /// Whether it stands for several namesakes of whom none could be chosen.
    pub undecided: bool,
    /// Whether a title stood before the name, or its first word is a given name.
    pub titled: bool,
    /// How often it was a subject or spoke.
    pub acts: u32,
    /// Number of the mention at which it last did.
    pub last_act: u32,
    /// What titles, roles and given names told.
    pub gender: Option<Gender>,
    /// What a pronoun told that was taken to mean it.
    pub guessed: Option<Gender>,
    /// What titles, roles and appositions say that it is.
    pub descriptions: Vec<Epithet>,
    /// All classes of the words that described it.
    pub classes: Classes,
    /// The one word by which it was named as a body: "Kestrel", also of what is called "Kestrel Ratings" elsewhere.
    pub body_word: Option<WordKey>,
    /// Whether it is a body rather than a person.
    pub body: bool,
    /// Whether the text around its name shows a person: an age, "who", a role.
    pub human: bool,
    /// Whether the text around its name shows that it is in no need of being a person: it is where something happens.
    pub place: bool,
    /// Whether "it" was taken to mean it.
    pub thing: bool,
    /// Whether the nouns of its name are among its descriptions.
    pub named_after: bool,
    /// Whether nobody names it: "a witness".
    pub nameless: bool,
    /// The entity that it turned out to be.
    pub same_as: Option<EntityId>,
    /// Number of the mention that named it last.
    pub last_mention: u32,
    /// How often its name is printed.
    pub times: u32,
}

/// What the text around a name shows of its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindShown {
    /// An age, "who", a role.
    Person(Option<Gender>),
    /// "a rating agency"
    Body,
    /// "Kestrel kept its offer"
    Thing,
    /// "in Tulsa"
    Place,
    /// "Painted: the quay at night"
    Catchword,
}

impl Entity {
    /// Makes an entity of which nothing but a name is known.
    pub fn new(name: Span, body: bool) -> Self {
        Self {
            name,
            first: name,
            parts: OnceCell::new(),
            words: Vec::new(),
            suffix: None,
            loose: false,
            common: false,
            undecided: false,
            titled: false,
            acts: 0,
            last_act: 0,
            gender: None,
            guessed: None,
            descriptions: Vec::new(),
            classes: Classes::NONE,
            body_word: None,
            body,
            human: false,
            place: false,
            thing: false,
            named_after: false,
            nameless: false,
            same_as: None,
            last_mention: 0,
            times: 0,
        }
    }

    /// Notes what the text around its name shows.
    pub fn show(&mut self, evidence: KindShown) {
        match evidence {
            KindShown::Person(gender) => {
                self.human = true;
                self.gender = self.gender.or(gender);
            }
            KindShown::Body => self.body |= !self.titled && !self.human,
            KindShown::Thing => self.thing = true,
            KindShown::Place => self.place = true,
            KindShown::Catchword => self.common |= self.words.len() == 1 && self.times == 1,
        }
    }

    /// True if a title, a given name or the text around its name shows a person.
    pub fn person_shown(&self) -> bool {
        self.titled || self.human || self.undecided
    }

    /// True if it can be whom he or she means.
    pub fn may_be_person(&self) -> bool {
        !self.body
            && (self.person_shown()
                || !(self.place || self.thing || self.common) && (self.acts > 0 || self.person()))
    }

    /// True if it can be what "it" means.
    pub fn may_be_body(&self) -> bool {
        self.body
            || self.thing && !self.person_shown()
            || !(self.person() || self.human || self.common || self.guessed.is_some()) && self.acts > 0
    }

    /// Whether its name, its titles show that it is a person: "Ana Ruiz", "Mayor Ruiz"; not "Tulsa".
    pub fn person(&self) -> bool {
        self.titled || self.undecided || self.nameless || self.words.len() > 1 && !self.loose
    }
}
