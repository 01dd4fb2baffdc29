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
    /// The other words.
    modifiers: Vec<Modifier>,
    /// Whether the noun says what somebody is, and is no byname: "analyst", "minister".
    role: bool,
    /// Whether the noun is an office: "minister", "captain".
    pub titled: bool,
    /// Countries whose people or whose own it is.
    pub countries: Vec<u16>,
    /// Whether it says of which people somebody is: "the Swede", not "the Sweden captain".
    native: bool,
    /// "vice", "deputy": another office than that of the noun alone.
    deputy: bool,
}

/// A word of a description beside its noun.
#[derive(Debug, Clone, Copy)]
struct Modifier {
    word: WordKey,
    /// Whether it can be left out without making it another description.
    loose: bool,
    /// Whether it makes an office another one: "foreign" of "foreign minister".
    office: bool,
    /// Whether it is printed as a name: where somebody plays, for whom somebody works.
    proper: bool,
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
        let classes = lexicon.printed_word(head).classes;
        let mut description = Self {
            head: word_key(head),
            modifiers: Vec::new(),
            role: classes.has(Class::Role) && !classes.has(Class::Byname),
            titled: classes.has(Class::Title) && classes.has(Class::Role) && !classes.has(Class::Byname),
            countries: Vec::new(),
            native: false,
            deputy: false,
        };
        for word in described_words(words).filter(|w| w.len() > 1).take(MOST_WORDS) {
            let known = lexicon.printed_word(word);
            if let Some(country) = country_of(word, known.classes, lexicon) {
                description.countries.push(country);
                description.native |= known.classes.has(Class::Demonym);
            } else if known.function == Some(FunctionWord::Deputy) {
                description.deputy = true;
            } else if known.classes.is_empty()
                || !known.classes.meets(SMALL)
                || known.classes.has(Class::Role)
            {
                let key = word_key(word);
                if key != description.head {
                    let loose = known.classes.has(Class::Adjective);
                    let office = !loose || known.classes.has(Class::TitleWord);
                    let proper = word.starts_with(char::is_uppercase);
                    description.modifiers.push(Modifier { word: key, loose, office, proper });
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
                || others.iter().any(|d| d.head == *word || d.modifiers.iter().any(|m| m.word == *word))
        };
        let mut fit = 0;
        for modifier in &self.modifiers {
            match held(&modifier.word) {
                true => fit += 4,
                false if modifier.loose => {}
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
        !self.countries.is_empty() && !self.deputy && self.modifiers.iter().all(|m| m.loose)
    }

    /// True if it adds no more than for whom somebody works, or of which country they are, to a description that does not say so:
    /// "the Kestrel captain" for Captain Ana Koll.
    pub fn adds_affiliation(&self, others: &[Epithet]) -> bool {
        let bare = |d: &&Epithet| self.agrees(d) && !d.is_affiliated();
        let own = self.modifiers.iter().all(|m| m.loose || m.proper);
        own && self.is_affiliated() && others.iter().any(|d| bare(&d)) && !self.clashes(others)
    }

    /// True if it says for whom somebody works or plays, or of which country they are: "the Kestrel captain".
    pub fn is_affiliated(&self) -> bool {
        !self.countries.is_empty() || self.modifiers.iter().any(|m| m.proper)
    }

    /// True for an office of which there are few: "the foreign secretary", not "the minister".
    pub fn is_office(&self) -> bool {
        self.titled && (self.is_affiliated() || self.modifiers.iter().any(|m| m.office))
    }

    /// True if somebody whom the others describe cannot be whom it describes: they have another office, or are of another country.
    pub fn clashes(&self, others: &[Epithet]) -> bool {
        // "the minister" can be a secretary; "the finance minister" cannot.
        let office =
            self.is_office() && others.iter().any(|d| d.role) && !others.iter().any(|d| self.agrees(d));
        let known = self.native && others.iter().any(|d| d.native);
        let country = |c: &u16| others.iter().any(|d| d.countries.contains(c));
        office || known && self.countries.iter().any(|c| !country(c))
    }

    /// True if all countries of the other one are those of this one.
    pub fn has_countries(&self, other: &Epithet) -> bool {
        other.countries.iter().all(|c| self.countries.contains(c))
    }

    /// The words that are printed as names: "Dorvik" and "Institute" of "the Dorvik Institute report".
    pub fn named(&self) -> impl Iterator<Item = WordKey> {
        self.modifiers.iter().filter(|m| m.proper).map(|m| m.word)
    }

    /// True if its other words are words of a name: "the Dorvik Institute report".
    pub fn is_named(&self, name: &[WordKey]) -> bool {
        !self.modifiers.is_empty() && self.modifiers.iter().all(|m| name.contains(&m.word))
    }
}
