//! What the rules of indirect speech make: a clause with every stretch that it could report.

use super::seen::Observation;
use crate::model::Span;
use crate::parse::mention::Mention;
use crate::parse::reading::ReadCue;

/// One clause that may report something without marks.
#[derive(Debug, Clone, PartialEq)]
pub struct IndirectClause<'l> {
    /// Who reports.
    pub speaker: Option<Mention>,
    /// Who it was had from.
    pub via: Option<Span>,
    /// The words of saying; those of a stretch can be fewer.
    pub cue: ReadCue,
    /// The stretches that could be what was said.
    pub stretches: Vec<Stretch<'l>>,
    /// What was seen of the clause itself, which decides whether it reports at all.
    pub silent: Vec<Observation<'l>>,
}

/// A stretch that could be what was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch<'l> {
    /// Its place, the words of saying within it included.
    pub span: Span,
    /// What was said, in one piece, or in two on each side of the words of saying.
    pub pieces: [Option<Span>; 2],
    /// The words of saying, without those that belong to the content ("promised" of "promised to stay").
    pub cue: Span,
    /// What was seen.
    pub seen: Vec<Observation<'l>>,
}
