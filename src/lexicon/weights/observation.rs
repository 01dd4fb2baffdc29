//! What the models can see: the labels of their observations, each a number, so that adding up weights is a
//! few look-ups.
//!
//! A weight file writes an observation as `["template"]` and `"a + b"`; in Rust it is an [`Observation`] of
//! one template and up to two [`Value`]s. The names are checked when the program is built (`value!`,
//! `template!`) and when a file is read.

use std::fmt;

use rustc_hash::FxHashMap;

use super::template::{IndirectTemplate, PronounTemplate, ReadingTemplate};

/// All labels, the empty one first, the others in alphabetical order.
const VALUES: &[&str] = &[
    "",
    "0",
    "1",
    "1-2",
    "1-3",
    "11+",
    "11-20",
    "16+",
    "2",
    "2+",
    "2-3",
    "21-35",
    "3",
    "3-5",
    "36+",
    "4",
    "4-7",
    "4-8",
    "5",
    "6",
    "6-10",
    "8-15",
    "9+",
    "according",
    "according to",
    "according_to",
    "addressee",
    "adjective",
    "adverb",
    "agent",
    "agrees",
    "all",
    "alone",
    "and",
    "and gerund",
    "and noun",
    "and pronoun",
    "and says",
    "and that",
    "and verb",
    "announced",
    "around",
    "as",
    "auxiliary",
    "away",
    "before",
    "behind",
    "beside",
    "body",
    "capital",
    "carried",
    "chained",
    "clause",
    "clause before",
    "close",
    "closing",
    "colon",
    "comma",
    "comma adverb",
    "comma and says",
    "comma coordinator",
    "comma gerund",
    "comma noun",
    "comma preposition",
    "comma pronoun",
    "comma quote",
    "comma relative",
    "comma says",
    "comma says-ing",
    "comma subordinator",
    "comma verb",
    "common",
    "conjoined",
    "content_cue_speaker",
    "content_dash_speaker",
    "content_speaker_cue",
    "continued",
    "coordinated",
    "coordinator",
    "copula",
    "cue-subject",
    "cue_speaker_content",
    "dash",
    "determiner",
    "document",
    "double",
    "double headline",
    "earlier",
    "end",
    "few",
    "first",
    "first clause",
    "first comma",
    "first word",
    "first-before",
    "first-here",
    "floating",
    "further",
    "gap",
    "gerund",
    "he-she",
    "head",
    "headline",
    "i-we",
    "indefinite",
    "indirect",
    "infinitive",
    "introduced",
    "it",
    "label",
    "last-spoke",
    "late",
    "later",
    "light",
    "lower",
    "main",
    "mind",
    "modal",
    "most",
    "name",
    "named-in-content",
    "named-in-marks",
    "near",
    "negated",
    "next paragraph",
    "next sentence",
    "nickname",
    "no",
    "no verb",
    "nobody",
    "nominal",
    "nominal_cue",
    "none",
    "not_speech",
    "nothing",
    "noun",
    "object",
    "of",
    "open",
    "opens",
    "opens-before",
    "opens-here",
    "organisation",
    "other",
    "outlet",
    "own",
    "paragraph",
    "part",
    "participle",
    "participle_content",
    "passive",
    "people",
    "person",
    "phrase",
    "plain",
    "possessive",
    "possessor",
    "prep",
    "preposition",
    "preposition gerund",
    "preposition time",
    "pronoun",
    "question",
    "quotation",
    "quote",
    "quoted",
    "quoted-as",
    "relative",
    "reporting verb",
    "role",
    "same paragraph",
    "same sentence",
    "say",
    "says",
    "scare",
    "semicolon",
    "sentence",
    "short",
    "shown",
    "sign",
    "silent",
    "single",
    "single headline",
    "source_quoted_speaker",
    "speaker_colon_content",
    "speaker_cue_clause",
    "speaker_cue_content",
    "speaker_cue_object",
    "speaker_was_quoted",
    "speech",
    "speech-act",
    "speech-event",
    "spoke",
    "spoke-here",
    "spoken",
    "start",
    "stop",
    "subject",
    "subject-cue",
    "subject-here",
    "subordinator",
    "term",
    "that",
    "they",
    "time",
    "title",
    "titled-name",
    "to",
    "touching",
    "turn",
    "unattributed",
    "utter",
    "verb",
    "verbs",
    "was-quoted",
    "words",
    "words comma",
    "yes",
];

/// One value that an observation can have: "stop", "content_speaker_cue", or a lemma of the lexicon.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value(u16);

/// One observation of a model. It holds names, not words of the article, so that weights can be read and
/// printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Observation<T> {
    /// The template of the observation.
    pub template: T,
    /// First value.
    pub a: Value,
    /// Second value, or [`Value::NONE`].
    pub b: Value,
}

/// The observations about a possible reading of a quotation.
pub type Feature = Observation<ReadingTemplate>;

/// The observations about a clause without marks, or about words that it could report.
pub type IndirectFeature = Observation<IndirectTemplate>;

/// The observations about a person whom a pronoun could mean.
pub type PronounFeature = Observation<PronounTemplate>;

const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// The place of a name in a list.
pub(super) const fn find(name: &str, names: &[&str]) -> Option<u16> {
    let mut i = 0;
    while i < names.len() {
        if equal(names[i], name) {
            return Some(i as u16);
        }
        i += 1;
    }
    None
}

impl Value {
    /// No value.
    pub const NONE: Value = Value(0);
    /// The number of labels.
    pub const COUNT: usize = VALUES.len();

    /// Returns the label of this name, if there is one.
    pub const fn named(name: &str) -> Option<Self> {
        match find(name, VALUES) {
            Some(code) => Some(Value(code)),
            None => None,
        }
    }

    /// Returns every label by its name, for whoever looks up many.
    pub(super) fn by_name() -> FxHashMap<&'static str, Self> {
        VALUES.iter().enumerate().map(|(code, name)| (*name, Self(code as u16))).collect()
    }

    /// The value that stands for the lemma of this number.
    pub(super) fn lemma(number: u16) -> Self {
        Value(VALUES.len() as u16 + number)
    }

    /// Its name; a lemma, which only the lexicon knows, is called "lemma".
    pub fn name(self) -> &'static str {
        VALUES.get(self.code()).copied().unwrap_or("lemma")
    }

    /// The number of the lemma that it stands for.
    pub(in crate::lexicon) fn as_lemma(self) -> Option<u16> {
        self.0.checked_sub(VALUES.len() as u16)
    }

    pub(super) fn code(self) -> usize {
        usize::from(self.0)
    }
}

impl Feature {
    /// The value of the unused places of a list.
    pub const NONE: Feature = Feature { template: ReadingTemplate::FIRST, a: Value::NONE, b: Value::NONE };
}

/// The [`Value`] of a name; one that is not listed does not build.
macro_rules! value {
    ($name:literal) => {
        const { $crate::lexicon::Value::named($name).expect("a value listed in lexicon/weights/observation.rs") }
    };
}

/// An enum of labels: code branches on the variants, never on the text of a label. `value()` gives the
/// label of the weight files, for looking up a weight and for printing. A label that is not listed does not
/// build.
macro_rules! labels {
    ($(#[$about:meta])* pub enum $Label:ident { $($(#[$doc:meta])* $Variant:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Label { $($(#[$doc])* $Variant,)+ }

        impl $Label {
            /// The label as a value of an observation.
            pub const fn value(self) -> $crate::lexicon::Value {
                match self { $(Self::$Variant => $crate::lexicon::value!($name),)+ }
            }
        }
    };
}

pub(crate) use {labels, value};

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_once_and_in_order() {
        assert!(VALUES.is_sorted_by(|a, b| a < b));
        assert_eq!(Value::named("stop").map(Value::name), Some("stop"));
        assert_eq!(Value::named("no such value"), None);
    }
}
