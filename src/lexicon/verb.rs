//! One reporting verb, with what `verbs.toml` says of it.

use super::data::Frame;
use crate::model::Stance;

/// A reporting verb: index into [`Lexicon::verb`](crate::lexicon::Lexicon::verb).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VerbId(pub(super) u16);

/// All that `verbs.toml` says of one verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verb {
    /// Dictionary form, with its particle: "point out".
    pub lemma: String,
    /// Base, third person, past, past participle, gerund.
    pub forms: [String; 5],
    /// How it presents what it reports.
    pub stance: Stance,
    /// What can stand between it and its content.
    pub frames: Vec<Frame>,
    /// "out" of "point out".
    pub particle: Option<String>,
    /// Whether it tells of speech, rather than thought or showing.
    pub speech: bool,
}

impl Verb {
    /// Whether the verb takes this frame.
    pub fn takes(&self, frame: Frame) -> bool {
        self.frames.contains(&frame)
    }
}
