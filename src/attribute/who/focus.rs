//! The latest times that somebody was in view.
//!
//! In: mentions with whom they mean, in the order of the text. Out: the few that a pronoun can look back at, with what each shows.

use std::collections::VecDeque;

use super::entity::EntityId;
use super::sighting::Sighting;

/// One time that an entity was in view.
#[derive(Debug, Clone, Copy)]
pub struct InFocus {
    /// Who.
    pub entity: EntityId,
    /// Where the mention begins.
    pub start: usize,
    /// The sentence, counted through the article.
    pub sentence: u32,
    /// The paragraph, counted through the article.
    pub paragraph: u32,
    /// Subject of a verb.
    pub subject: bool,
    /// Subject of a verb of saying.
    pub says: bool,
    /// A plural as printed: "Delegates".
    pub plural: bool,
    /// First subject of its sentence.
    pub opens: bool,
    /// First who is named in its sentence.
    pub first: bool,
    /// First subject of the main clause of its sentence.
    pub opens_main: bool,
    /// First who is named there.
    pub first_of_main: bool,
    /// Named before the main clause.
    pub fronted: bool,
}

/// Those in view, the latest last.
#[derive(Debug)]
pub struct Focus(VecDeque<InFocus>);

/// Sights that a pronoun can look back at.
pub const MEMORY: usize = 24;

impl Default for Focus {
    /// Nobody in view, with room for all who ever are.
    fn default() -> Self {
        Self(VecDeque::with_capacity(MEMORY))
    }
}

impl Focus {
    /// Adds who a mention means.
    pub fn add(&mut self, entity: EntityId, sighting: &Sighting) {
        let (mention, sentence) = (&sighting.mention, sighting.sentence);
        let here = || self.latest().take_while(|s| s.sentence == sentence);
        let main = || here().take_while(|s| !s.fronted);
        let first = here().next().is_none();
        let opens = mention.subject && !here().any(|s| s.subject);
        let first_of_main = !sighting.fronted && main().next().is_none();
        let opens_main = !sighting.fronted && mention.subject && !main().any(|s| s.subject);
        if self.0.len() == MEMORY {
            self.0.pop_front();
        }
        self.0.push_back(InFocus {
            entity,
            start: mention.span.start(),
            sentence,
            paragraph: sighting.paragraph,
            subject: mention.subject,
            says: mention.says,
            plural: mention.plural,
            opens,
            first,
            opens_main,
            first_of_main,
            fronted: sighting.fronted,
        });
    }

    /// Those in view, the latest first.
    pub fn latest(&self) -> impl Iterator<Item = &InFocus> + Clone {
        self.0.iter().rev()
    }
}
