//! Short names whose words the full name does not have: "DFU" of "Dorvik Fishing Union", "Kestrel" of "Kestrel Group"; a misspelt family name.
//!
//! In: the entities of the whole article. Out: the same, of which those that are one body or person are joined.

use super::entities::Entities;
use super::entity::{Entity, EntityId};
use super::word::{are_initials, is_initials};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::words::letters_apart;

/// Bodies whose names are compared with short ones.
const MOST_BODIES: usize = 64;
/// Words of a body's name that its first word alone can be short for.
const MOST_WORDS: usize = 3;

/// People with whose names a misspelt one is compared.
const MOST_PEOPLE: usize = 64;
/// Minimum length, in letters, of a misspelt name: of two short names, one letter makes two people.
const MISSPELT_LETTERS: usize = 7;

/// Nouns for bodies and for what they publish: "Group", "Report".
const GROUP: Classes = Classes::of(&[Class::Organisation, Class::Outlet, Class::Document]);

impl Entities {
    /// Joins names that are initials or the first word of one body's name and nothing else: "DFU" and "Dorvik Fishing Union", "Kestrel" and
    /// "Kestrel Group".
    pub fn join_bodies(&mut self, text: &str, lexicon: &Lexicon) {
        let short: Vec<EntityId> =
            self.ids().filter(|id| self.is_short_of_body(*id, text, lexicon)).collect();
        if short.is_empty() {
            return;
        }
        let bodies: Vec<EntityId> = self
            .ids()
            .filter(|id| self.get(*id).body && self.get(*id).words.len() > 1)
            .take(MOST_BODIES)
            .collect();
        for id in short {
            let name = self.get(id).name.of(text);
            let initials = is_initials(name);
            let fits = |body: &Entity| match initials {
                true => are_initials(name, body.name.of(text)),
                false => {
                    let last = body.name.of(text).split_whitespace().next_back().unwrap_or_default();
                    let group = lexicon.printed_word(last).classes.meets(GROUP);
                    group
                        && body.words.first() == self.get(id).words.first()
                        && body.words.len() <= MOST_WORDS
                }
            };
            let mut fitting = bodies.iter().filter(|b| fits(self.get(**b)));
            if let (Some(one), None) = (fitting.next().copied(), fitting.next()) {
                self.join(id, one);
            }
        }
    }

    /// Joins a long family name that stands alone with the one full name of the article that differs from it in one letter: "Lindqvist" and
    /// "Mara Lindqwist". The first letter is seldom a slip, and "Hansen" is not "Jansen".
    pub fn join_misspelt(&mut self, text: &str, lexicon: &Lexicon) {
        let alone: Vec<EntityId> = self.ids().filter(|id| self.may_be_misspelt(*id, text, lexicon)).collect();
        if alone.is_empty() {
            return;
        }
        let full = |e: &Entity| e.words.len() > 1 && e.person() && !(e.body || e.undecided);
        let known = self.ids().filter(|id| self.get(*id).same_as.is_none() && full(self.get(*id)));
        let people: Vec<EntityId> = known.take(MOST_PEOPLE).collect();
        for id in alone {
            let name = self.get(id).name.of(text);
            let near = |other: &Entity| {
                let family = other.name.of(text).split_whitespace().next_back().unwrap_or_default();
                family.chars().next() == name.chars().next() && letters_apart(family, name, 1)
            };
            let mut fitting = people.iter().filter(|p| near(self.get(**p)));
            if let (Some(one), None) = (fitting.next().copied(), fitting.next()) {
                self.join(id, one);
            }
        }
    }

    /// True for one long word that speaks or acts, and that is neither a body nor a word with a meaning of its own.
    fn may_be_misspelt(&self, id: EntityId, text: &str, lexicon: &Lexicon) -> bool {
        let entity = self.get(id);
        let name = entity.name.of(text);
        entity.same_as.is_none()
            && entity.words.len() == 1
            && entity.acts > 0
            && !(entity.body || entity.place || entity.thing || entity.undecided)
            && name.chars().nth(MISSPELT_LETTERS - 1).is_some()
            && lexicon.printed_word(name).classes.is_empty()
    }

    /// True for one word that may be short for a body's name.
    fn is_short_of_body(&self, id: EntityId, text: &str, lexicon: &Lexicon) -> bool {
        let entity = self.get(id);
        let other =
            entity.same_as.is_some() || entity.words.len() != 1 || entity.person_shown() || entity.place;
        // A word with a meaning of its own need not be the name: "New", "Swedish", "Bank".
        let name = entity.name.of(text);
        !other && (is_initials(name) || lexicon.printed_word(name).classes.is_empty() && entity.acts > 0)
    }
}
