//! What describes somebody: "the Kestrel chief executive", "former finance minister", "a rating agency".
//!
//! In: the words before or after a name, or a phrase that names nobody. Out: a [`Epithet`]; and whether one can mean whom others describe.

use super::word::{WordKey, country_of, described_words, word_key};
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};

/// A description in parts.
#[derive(Debug, Clone)]
pub struct Epithet {
    /// The noun that carries it.
    pub head: WordKey,
    /// The other words, and whether each can be left out without making it another description.
    modifiers: Vec<(WordKey, bool)>,
    /// Countries whose people or whose own it is.
    pub countries: Vec<u16>,
    /// "vice", "deputy": another office than that of the noun alone.
    deputy: bool,
}

/// Words of a description that are kept.
const MOST_WORDS: usize = 12;

/// Words that join the words of a description and show nothing.
const SMALL: Classes = Classes::of(&[
    Class::Determiner,
    Class::Preposition,
    Class::Coordinator,
    Class::Possessive,
    Class::Relative,
]);

impl Epithet {
    /// Reads the words of a description, of which one is the noun that carries it.
    pub fn read(words: &str, head: &str, lexicon: &Lexicon) -> Self {
        let mut description =
            Self { head: word_key(head), modifiers: Vec::new(), countries: Vec::new(), deputy: false };
        for word in described_words(words).filter(|w| w.len() > 1).take(MOST_WORDS) {
            let known = lexicon.printed_word(word);
            if let Some(country) = country_of(word, known.classes, lexicon) {
                description.countries.push(country);
            } else if known.function == Some(FunctionWord::Deputy) {
                description.deputy = true;
            } else if known.classes.is_empty()
                || !known.classes.meets(SMALL)
                || known.classes.has(Class::Role)
            {
                let key = word_key(word);
                if key != description.head {
                    description.modifiers.push((key, known.classes.has(Class::Adjective)));
                }
            }
        }
        description
    }

    /// True if neither shows another office: "the president" is not a vice president.
    fn agrees(&self, other: &Epithet) -> bool {
        self.head == other.head && self.deputy == other.deputy
    }

    /// Returns how well this phrase fits somebody who is described so, and has a name of these words; `None` if it cannot mean them.
    pub fn fit(&self, others: &[Epithet], name: &[WordKey]) -> Option<u32> {
        let same = others.iter().filter(|d| self.agrees(d));
        // The fewer words the other description has beside the noun, the closer the two are.
        let closest = same.map(|d| d.modifiers.len() + d.countries.len()).min()?;
        let held = |word: &WordKey| {
            name.contains(word)
                || others.iter().any(|d| d.head == *word || d.modifiers.iter().any(|(w, _)| w == word))
        };
        let mut fit = 0;
        for (word, loose) in &self.modifiers {
            match held(word) {
                true => fit += 4,
                false if *loose => {}
                false => return None,
            }
        }
        for country in &self.countries {
            if !others.iter().any(|d| d.countries.contains(country)) {
                return None;
            }
            fit += 6;
        }
        Some(fit + u32::from(closest == self.modifiers.len() + self.countries.len()))
    }

    /// True if it says of which country somebody is, and what, and no more: "the Swedish leader".
    pub fn is_of_country(&self) -> bool {
        !self.countries.is_empty() && !self.deputy && self.modifiers.iter().all(|(_, loose)| *loose)
    }

    /// True if all countries of the other one are those of this one.
    pub fn has_countries(&self, other: &Epithet) -> bool {
        other.countries.iter().all(|c| self.countries.contains(c))
    }

    /// True if its other words are words of a name: "the Dorvik Institute report".
    pub fn is_named(&self, name: &[WordKey]) -> bool {
        !self.modifiers.is_empty() && self.modifiers.iter().all(|(word, _)| name.contains(word))
    }
}
