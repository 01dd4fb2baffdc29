//! What the ranking can see: the names of its observations, each a number, so that adding up weights is a few look-ups.
//!
//! `weights.toml` writes an observation as `["template"]` and `"a + b"`; in Rust it is a [`Feature`] of one [`Template`] and
//! up to two [`Value`]s. The names are checked when the program is built (`value!`, `template!`) and when the file is read.

use std::fmt;

use super::VerbId;

/// All values, the empty one first, the others in alphabetical order.
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
    "all",
    "alone",
    "and",
    "and gerund",
    "and noun",
    "and pronoun",
    "and says",
    "and that",
    "and verb",
    "around",
    "as",
    "auxiliary",
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
    "it",
    "label",
    "late",
    "later",
    "light",
    "lower",
    "mind",
    "most",
    "name",
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
    "scare",
    "semicolon",
    "sentence",
    "short",
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
    "spoken",
    "start",
    "stop",
    "subject",
    "subject-cue",
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

/// All templates, in alphabetical order: what was looked at.
const TEMPLATES: &[&str] = &[
    "carried",
    "carried after last",
    "carried after length",
    "carried before",
    "carried behind",
    "carried beside",
    "carried capitals",
    "carried first",
    "carried last",
    "carried length",
    "carried linked",
    "carried rule",
    "carried subject",
    "carried whole",
    "choice clause",
    "choice rank",
    "choice subject",
    "choice verb",
    "clause side",
    "clause verb",
    "clause voice",
    "fits length",
    "inner rule",
    "inner verb",
    "lemma",
    "lemma link",
    "link before",
    "link last",
    "outer rule",
    "outer verb",
    "rule",
    "rule before",
    "rule behind",
    "rule capitals",
    "rule distance",
    "rule first",
    "rule fits",
    "rule last",
    "rule length",
    "rule link",
    "rule marks",
    "rule quotes",
    "rule rank",
    "rule subject",
    "rule verb",
    "rule whole",
    "side distance",
    "side rank",
    "silent",
    "silent before",
    "silent before length",
    "silent behind",
    "silent behind length",
    "silent beside",
    "silent beside length",
    "silent capitals",
    "silent first",
    "silent last",
    "silent last length",
    "silent lemma",
    "silent length",
    "silent linked",
    "silent marks",
    "silent phrase",
    "silent phrase capitals",
    "silent verb",
    "silent verb before",
    "silent whole",
    "silent word before",
    "silent word behind",
    "silent words",
    "subject side",
    "verb before",
    "verb fits",
    "verb length",
    "verb link",
    "verb rank",
    "verb subject",
    "verb voice",
];

/// One value that an observation can have: "stop", "content_speaker_cue", or a reporting verb.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value(u16);

/// What was looked at: "rule length".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Template(u8);

/// One observation about a reading. Names, not words of the article, so that weights can be read and printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature {
    /// What was looked at.
    pub template: Template,
    /// First value.
    pub a: Value,
    /// Second value, or [`Value::NONE`].
    pub b: Value,
}

const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

const fn find(name: &str, names: &[&str]) -> Option<u8> {
    let mut i = 0;
    while i < names.len() {
        if equal(names[i], name) {
            return Some(i as u8);
        }
        i += 1;
    }
    None
}

impl Value {
    /// No value.
    pub const NONE: Value = Value(0);
    /// How many there are.
    pub const COUNT: usize = VALUES.len();

    /// The value of this name; `None` where there is none.
    pub const fn named(name: &str) -> Option<Self> {
        match find(name, VALUES) {
            Some(code) => Some(Value(code as u16)),
            None => None,
        }
    }

    /// The value that stands for a verb.
    pub fn verb(id: VerbId) -> Self {
        Value(VALUES.len() as u16 + id.0)
    }

    /// Its name; that of a verb, which only the lexicon knows, is "verb".
    pub fn name(self) -> &'static str {
        VALUES.get(self.code()).copied().unwrap_or("verb")
    }

    /// The verb that it stands for.
    pub(super) fn as_verb(self) -> Option<VerbId> {
        self.0.checked_sub(VALUES.len() as u16).map(VerbId)
    }

    pub(super) fn code(self) -> usize {
        usize::from(self.0)
    }
}

impl Template {
    /// How many there are.
    pub const COUNT: usize = TEMPLATES.len();

    /// The template of this name; `None` where there is none.
    pub const fn named(name: &str) -> Option<Self> {
        match find(name, TEMPLATES) {
            Some(code) => Some(Template(code)),
            None => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        TEMPLATES[self.code()]
    }

    /// Whether the first values of its observations are lemmas of reporting verbs.
    pub(super) fn of_verbs(self) -> bool {
        self.name().starts_with("lemma") || self.name().ends_with("lemma")
    }

    pub(super) fn code(self) -> usize {
        usize::from(self.0)
    }
}

impl Feature {
    /// What fills the places of a list that hold nothing yet.
    pub const NONE: Feature = Feature { template: Template(0), a: Value::NONE, b: Value::NONE };
}

/// The [`Value`] of a name; one that is not listed does not build.
macro_rules! value {
    ($name:literal) => {
        const { $crate::lexicon::Value::named($name).expect("a value listed in lexicon/observation.rs") }
    };
}

/// The [`Template`] of a name; one that is not listed does not build.
macro_rules! template {
    ($name:literal) => {
        const { $crate::lexicon::Template::named($name).expect("a template listed in lexicon/observation.rs") }
    };
}

/// An enum of labels: code branches on the variants, never on the text of a label. `name()` and `value()` give the label as the weight
/// files have it, for looking up a weight and for printing; a label that is not listed does not build.
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

            /// The label in the weight files.
            pub fn name(self) -> &'static str {
                self.value().name()
            }
        }
    };
}

pub(crate) use {labels, template, value};

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Template {
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
        assert!(TEMPLATES.is_sorted_by(|a, b| a < b));
        assert_eq!(Value::named("stop").map(Value::name), Some("stop"));
        assert_eq!(Value::named("no such value"), None);
    }
}
