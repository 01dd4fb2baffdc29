//! Whoever learns the weights of the models: it sees what they see, in the one walk that also finds quotations.
//!
//! The product passes `()`, which sees nothing and costs nothing.

use std::ops::Range;

use crate::lexicon::PronounFeature;
use crate::model::Span;
use crate::parse::{IndirectClause, MarkedSpan, Reading};

/// What the quotations that follow see of one whose answer may be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// The candidate that the weights choose.
    Weighed,
    /// Nothing: it is as if this quotation were not there.
    Unknown,
    /// The answer that somebody marked by hand.
    Known {
        /// The candidate that has its speaker, if one has.
        candidate: Option<usize>,
        /// Whether nobody is quoted.
        silent: bool,
    },
}

/// Watches the walk through one article. Each method does nothing by default.
pub trait Observer {
    /// Sees the candidates for a quotation, silence last, and says what later quotations are to see of it.
    fn reading(&mut self, _quote: &MarkedSpan, _candidates: &[Reading]) -> Course {
        Course::Weighed
    }

    /// Sees what a clause could report without marks.
    fn report(&mut self, _clause: &IndirectClause) {}

    /// Sees whom a pronoun could mean. The lesson is put together only for an observer that asks for it.
    fn pronoun(&mut self, _lesson: impl FnOnce() -> PronounLesson) {}

    /// Whether it wants to see every pronoun. What stands behind the last speaker of an article names no speaker, and need not be settled.
    fn wants_all_pronouns(&self) -> bool {
        true
    }
}

impl Observer for () {
    fn wants_all_pronouns(&self) -> bool {
        false
    }
}

/// Whom a pronoun could mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PronounLesson {
    /// The pronoun.
    pub pronoun: Span,
    candidates: Vec<(Span, Range<usize>)>,
    seen: Vec<PronounFeature>,
}

impl PronounLesson {
    /// Begins with nobody.
    pub(super) fn new(pronoun: Span) -> Self {
        // A pronoun has some ten candidates with some eight clues each: to grow by steps would copy them again and again.
        Self { pronoun, candidates: Vec::with_capacity(16), seen: Vec::with_capacity(128) }
    }

    /// Adds a mention of somebody of this name, with what is seen of it.
    pub(super) fn add(&mut self, name: Span, seen: impl Iterator<Item = PronounFeature>) {
        let first = self.seen.len();
        self.seen.extend(seen);
        self.candidates.push((name, first..self.seen.len()));
    }

    /// Everybody whom it could mean, once for each mention, the latest first: the name, and what is seen of the mention.
    pub fn candidates(&self) -> impl Iterator<Item = (Span, &[PronounFeature])> {
        self.candidates.iter().map(|(name, range)| (*name, &self.seen[range.clone()]))
    }
}
