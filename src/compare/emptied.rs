//! Why a filter leaves no remark that several articles share: what `compare` tells in place of an empty page.

/// A condition of a [`Filter`](super::Filter).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// `Filter::min_outlets`.
    Outlets,
    /// `Filter::speaker`.
    Speaker,
    /// `Filter::about`.
    About,
    /// `Filter::differs`.
    Differs,
    /// `Filter::since` and `Filter::until`.
    Time,
}

/// Why a filter leaves no shared remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emptied {
    /// The condition that none of the shared remarks meets which meet the conditions before it.
    pub condition: Condition,
    /// The number of shared remarks that meet those.
    pub of: usize,
    /// For [`Condition::Speaker`] the names that are nearest to the one asked for, or else those of most remarks; at most
    /// [`NEAREST`](super::nearest::NEAREST).
    pub near: Vec<String>,
}
