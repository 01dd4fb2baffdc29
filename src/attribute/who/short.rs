//! Short names whose words the full name does not have: "DFU" of "Dorvik Fishing Union", "Kestrel" of "Kestrel Group"; a misspelt family name.
//!
//! In: the entities of the whole article. Out: the same, of which those that are one body or person are joined.

use super::entities::Entities;
use super::entity::{Entity, EntityId};
use super::word::{are_initials, is_initials};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::Span;
use crate::names::{Fit, Name, Sign, fit};
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
const GROUP: Classes = Classes::of(&[Class::Organisation, Class::Outlet, Class::Document, Class::FirmSuffix]);

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

    /// Joins a name that stands alone with the one full name of the article that it means although it has another word: a long family
    /// name that differs in one letter, "Lindqwist" and "Mara Lindqvist"; the short form of a given name, "Tony" and "Anthony Hale".
    pub fn join_people(&mut self, text: &str, lexicon: &Lexicon) {
        let alone: Vec<EntityId> = self.ids().filter(|id| self.stands_alone(*id)).collect();
        if alone.is_empty() {
            return;
        }
        let full = |e: &Entity| e.words.len() > 1 && e.person() && !(e.body || e.undecided);
        let known = self.ids().filter(|id| self.get(*id).same_as.is_none() && full(self.get(*id)));
        let people: Vec<EntityId> = known.take(MOST_PEOPLE).collect();
        for id in alone {
            let (name, first) = (self.get(id).name.of(text), self.get(id).first);
            let short_form = !lexicon.verification().nicknames(&name.to_lowercase()).is_empty();
            let read = |span: Span| Box::new(Name::read(span.of(text), lexicon));
            let own = short_form.then(|| read(self.get(id).name));
            let means = |other: &Entity| match &own {
                // Who is called by a short form has been introduced before.
                Some(own) => {
                    other.first.start() < first.start()
                        && fit(own, other.parts.get_or_init(|| read(other.name)))
                            == Fit::Likely(Sign::Nickname)
                }
                None => is_misspelt(name, other.name.of(text), lexicon),
            };
            let mut fitting = people.iter().filter(|p| means(self.get(**p)));
            if let (Some(one), None) = (fitting.next().copied(), fitting.next()) {
                self.join(id, one);
            }
        }
    }

    /// True for one word that speaks or acts, and that is neither a body nor a place.
    fn stands_alone(&self, id: EntityId) -> bool {
        let entity = self.get(id);
        entity.same_as.is_none()
            && entity.words.len() == 1
            && entity.acts > 0
            && !(entity.body || entity.titled || entity.place || entity.thing || entity.undecided)
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

/// True for a long word without a meaning of its own that is the family name of the full name but for one letter. The first letter is
/// seldom a slip: "Hansen" is not "Jansen".
fn is_misspelt(name: &str, full: &str, lexicon: &Lexicon) -> bool {
    let family = full.split_whitespace().next_back().unwrap_or_default();
    name.chars().nth(MISSPELT_LETTERS - 1).is_some()
        && family.chars().next() == name.chars().next()
        && letters_apart(family, name, 1)
        && lexicon.printed_word(name).classes.is_empty()
}
