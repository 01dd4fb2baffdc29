//! What a reporting clause is: its kind, and where its parts are among the phrases of a paragraph.

use super::choice::SubjectChoice;
use crate::parse::chunk::Chunk;

/// How a clause is built; with its place beside a quotation this gives the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// X said
    SubjectCue,
    /// said X
    CueSubject,
    /// X, who said
    RelativeCue,
    /// , saying
    ParticipleCue,
    /// and said
    ConjoinedCue,
    /// according to X; Per X
    AccordingTo,
    /// Y quoted X as saying
    QuotedAs,
    /// X was quoted by Y as saying
    WasQuoted,
    /// X's claim
    NominalCue,
    /// X:
    Colon,
    /// — X; (X)
    Dash,
}

/// A range of chunks.
pub type ChunkRange = (u32, u32);

/// One reporting clause of a paragraph, as ranges of chunks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clause {
    /// How it is built.
    pub kind: ClauseKind,
    /// Who reports: the subject's chunks, without appositives; `None` if the clause has none to inherit.
    pub subject: Option<ChunkRange>,
    /// The verb group, or the words that stand for it.
    pub cue: ChunkRange,
    /// Which noun phrase the subject is, if several could be.
    pub choice: SubjectChoice,
    /// The source between the speaker and the outlet.
    pub via: Option<ChunkRange>,
    /// First chunk of the clause, with its subject if the clause contains it.
    pub start: u32,
    /// One past its last chunk.
    pub end: u32,
    /// Sentence of the paragraph.
    pub sentence: u32,
}

impl Clause {
    /// A clause with these words of saying and nobody who says them. Whoever runs the rule knows the
    /// sentence, and where the words that the rule took begin and end.
    pub fn new(kind: ClauseKind, cue: ChunkRange) -> Self {
        let (subject, via, choice) = (None, None, SubjectChoice::Own);
        Self { kind, subject, cue, choice, via, start: cue.0, end: cue.1, sentence: 0 }
    }

    /// The clause with this speaker.
    pub fn speaker(self, subject: impl Into<Option<ChunkRange>>) -> Self {
        Self { subject: subject.into(), ..self }
    }

    /// The clause with this source between the speaker and the outlet.
    pub fn via(self, via: impl Into<Option<ChunkRange>>) -> Self {
        Self { via: via.into(), ..self }
    }

    /// The phrase of its verb, or the first of the words that stand for one.
    pub fn head<'c>(&self, chunks: &'c [Chunk]) -> &'c Chunk {
        &chunks[self.cue.0 as usize]
    }
}
