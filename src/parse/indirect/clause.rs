//! What the rules of indirect speech make: a clause with every stretch that it could report.

use crate::lexicon::{IndirectFeature, Value, value};
use crate::model::Span;
use crate::parse::mention::Mention;
use crate::parse::scene::ReadCue;

/// One clause that may report something without marks.
#[derive(Debug, Clone, PartialEq)]
pub struct IndirectClause {
    /// Who reports.
    pub speaker: Option<Mention>,
    /// Who it was had from.
    pub via: Option<Span>,
    /// Who was told.
    pub addressee: Option<Span>,
    /// The words of saying; those of a stretch can be fewer.
    pub cue: ReadCue,
    /// The stretches that could be what was said.
    pub stretches: Vec<Stretch>,
    /// What kind of thing is said to speak.
    pub source: ReportSource,
    /// False for what need not have been said: "will say", "did not say", "wrote to say".
    pub certain: bool,
    /// True if it is a participle with which its sentence opens: "Hailing from a small town, Ruiz".
    pub opens: bool,
    /// What was seen of the clause itself, which decides whether it reports at all.
    pub silent: Vec<IndirectFeature>,
}

/// A stretch that could be what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its place, the words of saying within it included.
    pub span: Span,
    /// What was said, in one piece, or in two on each side of the words of saying.
    pub pieces: [Option<Span>; 2],
    /// The words of saying, without those that belong to the content ("promised" of "promised to stay").
    pub cue: Span,
    /// How the words reported are built.
    pub form: ContentForm,
    /// True if the verb takes what begins like this: "said that", "urged her to", "warned of".
    pub fits: bool,
    /// What was seen.
    pub seen: Vec<IndirectFeature>,
}

/// Who or what a clause says to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportSource {
    /// Nobody is named.
    Nobody,
    /// A thing that says nothing itself: a photo, a device.
    Thing,
    /// Somebody or something that can speak: a person, a body, a paper.
    Speaker,
}

/// How the words that a clause reports are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentForm {
    /// A clause of its own, with its verb: (that) the bridge was closed.
    Clause,
    /// An infinitive: to close the bridge.
    Infinitive,
    /// A phrase without a verb of its own, which says what was spoken of: the bridge, of the bridge.
    Phrase,
}

impl ContentForm {
    /// The form as a value of an observation.
    pub fn value(self) -> Value {
        match self {
            Self::Clause => value!("clause"),
            Self::Infinitive => value!("to"),
            Self::Phrase => value!("words"),
        }
    }
}
