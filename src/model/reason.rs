//! Why two wordings were grouped as one remark, as data. The renderers make the sentence.

/// The evidence for and against a link. The weights are in nats.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// The number of shared words in the best aligned run.
    pub words: u32,
    /// The weight of that run, minus the cost of skipped words.
    pub run: f32,
    /// The weight of the shared words outside the run.
    pub moved: f32,
    /// The weight of the words that only the shorter wording has.
    pub lost: f32,
    /// Days between the articles, if both are dated.
    pub days: Option<u32>,
    /// How the speakers compare.
    pub speakers: Speakers,
    /// The number of similar neighbouring sentences, minus the number of different ones.
    pub context: i8,
    /// True if the articles share other remarks.
    pub event: bool,
}

/// How the speakers of two wordings compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Speakers {
    /// Both speakers are one person.
    Same,
    /// At least one speaker is unknown.
    Unknown,
    /// The speakers are two persons.
    Other,
}
