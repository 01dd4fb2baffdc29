//! Short names of bodies: "DFU" of "Dorvik Fishing Union", "Kestrel" of "Kestrel Group".
//!
//! In: the entities of the whole article. Out: the same, of which those that are one body are joined.

use super::entities::Entities;
use super::entity::{Entity, EntityId};
use super::word::{are_initials, is_initials};
use crate::lexicon::{Class, Classes, Lexicon};

/// Bodies whose names are compared with short ones.
const MOST_BODIES: usize = 64;
/// Words of a body's name that its first word alone can be short for.
const MOST_WORDS: usize = 3;

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
