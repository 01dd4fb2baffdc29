//! One reporting verb, with its data from `verbs.toml`.

use super::data::Frame;
use crate::model::Stance;

/// A reporting verb: index into [`Lexicon::verb`](crate::lexicon::Lexicon::verb).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VerbId(pub(super) u16);

/// The data of one verb in `verbs.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verb {
    /// The dictionary form, with its particle: "point out".
    pub lemma: String,
    /// Base, third person, past, past participle, gerund.
    pub forms: [String; 5],
    /// How it presents what it reports.
    pub stance: Stance,
    /// The constructions that can connect it with its content.
    pub frames: Vec<Frame>,
    /// The same as a set: rules ask for frames so often that they are kept in the verb itself.
    pub(super) takes: FrameSet,
    /// The particle, such as "out" in "point out".
    pub particle: Option<String>,
    /// True if it reports speech, and not thought or showing.
    pub speech: bool,
}

impl Verb {
    /// True if the verb takes this frame.
    pub fn takes(&self, frame: Frame) -> bool {
        self.takes.0 & (1 << frame as u16) != 0
    }
}

/// A set of frames, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FrameSet(u16);

impl FrameSet {
    /// The set of these frames.
    pub fn of(frames: &[Frame]) -> Self {
        Self(frames.iter().fold(0, |set, &frame| set | 1 << frame as u16))
    }
}
