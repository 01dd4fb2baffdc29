//! Why two wordings are held to be one remark, as data. The sentence is made where it is shown.

/// What speaks for a link, and what against it. The weights are nats.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// Shared words in the best aligned run.
    pub words: u32,
    /// The weight of that run, less what skipped words cost.
    pub run: f32,
    /// The weight of the shared words outside the run.
    pub moved: f32,
    /// The weight of the words that only the shorter wording has.
    pub lost: f32,
    /// Days between the articles, if both are dated.
    pub days: Option<u32>,
    /// How the speakers compare.
    pub speakers: Speakers,
    /// The neighbouring sentences that are alike, less those that differ.
    pub context: i8,
    /// True if the articles share other remarks.
    pub event: bool,
}

/// How the speakers of two wordings compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Speakers {
    /// One person.
    Same,
    /// Not settled on both sides.
    Unknown,
    /// Two persons.
    Other,
}
