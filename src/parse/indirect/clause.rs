//! What the rules of indirect speech make: a clause with every stretch that it could report.

use crate::lexicon::IndirectFeature;
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
    /// What was seen.
    pub seen: Vec<IndirectFeature>,
}
