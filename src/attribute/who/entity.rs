//! One person or body of the article, with all that the text shows of it.

use std::cell::OnceCell;

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
    /// Words that described it: titles, roles, nationalities.
    pub described: Vec<WordKey>,
    /// Countries that described it.
    pub countries: Vec<u16>,
    /// All classes of the words that described it.
    pub classes: Classes,
    /// Whether it is a body rather than a person.
    pub body: bool,
    /// Number of the mention that named it last.
    pub last_mention: u32,
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
            undecided: false,
            titled: false,
            acts: 0,
            last_act: 0,
            gender: None,
            guessed: None,
            described: Vec::new(),
            countries: Vec::new(),
            classes: Classes::NONE,
            body,
            last_mention: 0,
        }
    }

    /// Whether its name, its titles show that it is a person: "Ana Ruiz", "Mayor Ruiz"; not "Tulsa".
    pub fn person(&self) -> bool {
        self.titled || self.undecided || self.words.len() > 1 && !self.loose
    }
}
