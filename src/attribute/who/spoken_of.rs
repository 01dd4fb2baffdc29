//! Who is spoken of in what somebody says: a speaker seldom names himself.
//!
//! In: the mention of a speaker, with what it says in marks. Out: for each who is in view, whether they are named there.
//! "But he told Radio Dorvik: ‘Ruiz is the answer’", "Ruiz had gone, he said": he is not Ruiz.

use super::entity::Entity;
use super::focus::InFocus;
use super::sighting::Sighting;
use super::word::{WordKey, word_key};
use crate::lexicon::Clue;
use crate::words::shortly_before;

/// Names that are kept of one remark.
const MOST_NAMES: usize = 32;

/// Marks that may stand between the end of what is said and who says it.
const CLOSING: [char; 6] = [' ', '\n', '"', '”', '’', '\''];

/// Who is spoken of.
#[derive(Debug, Default)]
pub struct SpokenOf {
    /// The words with a capital of what is said in marks.
    quoted: Vec<WordKey>,
    /// Where the sentence of the speaker is, if what is said stands before it there.
    content_before: Option<u32>,
}

impl SpokenOf {
    /// Reads what a mention says.
    pub fn read(here: &Sighting, text: &str) -> Self {
        let mut spoken_of = Self::default();
        if let Some(words) = here.words {
            let words = words.of(text).split(|c: char| !(c.is_alphanumeric() || c == '-'));
            let named = words.filter(|w| w.starts_with(char::is_uppercase) && w.chars().nth(1).is_some());
            spoken_of.quoted.extend(named.take(MOST_NAMES).map(word_key));
        }
        if here.mention.says {
            let before = shortly_before(text, here.mention.span.start());
            let comma = before.trim_end_matches(CLOSING).ends_with(',');
            spoken_of.content_before = comma.then_some(here.sentence);
        }
        spoken_of
    }

    /// What it shows of somebody in view.
    pub fn clues(&self, sight: &InFocus, entity: &Entity) -> [(Clue, bool); 2] {
        let quoted = entity.words.iter().any(|word| self.quoted.contains(word));
        let before = self.content_before == Some(sight.sentence) && !sight.fronted;
        [(Clue::NamedInMarks, quoted), (Clue::NamedInContent, before)]
    }
}
