//! What the ranking sees: the observations of one candidate, and the outer look of a quotation, which many of them name.
//!
//! In: labels that [`super::content`] and [`super::reading`] give. Out: [`Features`], whose weights the next stage adds up. The two files
//! that fill these types share them here, so that neither imports the other.

use crate::lexicon::{Feature, NotSpeechReason, Value, template, value};

/// The most observations that one reading can have.
const MOST: usize = 64;

/// What was seen of one reading, in the order of the templates; the ranking adds up their weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    len: u8,
    all: [Feature; MOST],
}

impl Default for Features {
    fn default() -> Self {
        Self { len: 0, all: [Feature::NONE; MOST] }
    }
}

impl Features {
    /// Adds one; past the most that a reading can have it is left out.
    pub fn push(&mut self, feature: Feature) {
        if let Some(place) = self.all.get_mut(usize::from(self.len)) {
            *place = feature;
            self.len += 1;
        }
    }

    /// Those that were seen.
    pub fn as_slice(&self) -> &[Feature] {
        &self.all[..usize::from(self.len)]
    }
}

/// The outer look of one quotation, as values that features can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteShape {
    /// Words inside.
    pub length: Value,
    /// What stands before the opening mark.
    pub before: Value,
    /// What stands behind the closing mark.
    pub behind: Value,
    /// The last character inside.
    pub last: Value,
    /// How it begins.
    pub first: Value,
    /// How its words are capitalised.
    pub capitals: Value,
    /// Whether it is a sentence, or a paragraph, of its own.
    pub whole: Value,
    /// Single or double marks; in a headline or not.
    pub marks: Value,
    /// What kind of word touches the opening mark.
    pub word_before: Value,
    /// What kind of word touches the closing mark.
    pub word_behind: Value,
    /// What a phrase beside the marks says that it is, where it says that nobody speaks.
    pub not_speech: Option<NotSpeechReason>,
}

impl QuoteShape {
    /// What speaks for nobody being quoted here.
    pub fn silent_features(&self) -> Features {
        let reason = match self.not_speech {
            Some(NotSpeechReason::Term) => value!("term"),
            Some(NotSpeechReason::Title) => value!("title"),
            Some(NotSpeechReason::Nickname) => value!("nickname"),
            Some(NotSpeechReason::Scare) => value!("scare"),
            None => value!("none"),
        };
        let mut features = Features::default();
        let mut add = |template, a, b| features.push(Feature { template, a, b });
        add(template!("silent"), Value::NONE, Value::NONE);
        add(template!("silent length"), self.length, Value::NONE);
        add(template!("silent before"), self.before, Value::NONE);
        add(template!("silent behind"), self.behind, Value::NONE);
        add(template!("silent last"), self.last, Value::NONE);
        add(template!("silent capitals"), self.capitals, self.length);
        add(template!("silent first"), self.first, self.length);
        add(template!("silent whole"), self.whole, Value::NONE);
        add(template!("silent marks"), self.marks, Value::NONE);
        add(template!("silent phrase"), reason, Value::NONE);
        add(template!("silent phrase capitals"), reason, self.capitals);
        add(template!("silent word before"), self.word_before, Value::NONE);
        add(template!("silent word behind"), self.word_behind, Value::NONE);
        add(template!("silent words"), self.word_before, self.word_behind);
        add(template!("silent before length"), self.before, self.length);
        add(template!("silent behind length"), self.behind, self.length);
        add(template!("silent last length"), self.last, self.length);
        features
    }
}
