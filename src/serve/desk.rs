//! What a screen works with, without HTTP. In: an open corpus and a question. Out: a page.

use std::time::Instant;

use super::page::{Failure, Reply};
use super::params::Params;
use super::sent::Sent;
use crate::ask::SourceSet;
use crate::lexicon::Lexicon;
use crate::store::{CorpusState, Store};

/// What every screen has at hand: the corpus, in one view that no writer changes.
pub(super) struct Desk<'a> {
    pub store: &'a Store,
    pub lexicon: &'static Lexicon,
    /// The same corpus, for what all front ends ask.
    pub set: &'a SourceSet<'static>,
    /// When the answer must be there.
    pub until: Instant,
    pub footing: Footing,
}

/// What the foot of every page says of the corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Footing {
    /// The name of the file.
    pub corpus: String,
    /// When it was last changed; empty if the system does not say.
    pub changed: String,
    /// The number of articles and of quotations; `None` before the corpus was asked.
    pub counts: Option<(usize, usize)>,
    /// True if articles were added or removed since the remarks were made.
    pub behind: bool,
}

impl Footing {
    /// The same with the figures of a corpus.
    pub fn of(&self, state: CorpusState) -> Self {
        Self { counts: Some((state.articles, state.quotations)), behind: !state.is_grouped(), ..self.clone() }
    }
}

/// What somebody asks.
#[derive(Debug, Clone, Default)]
pub(super) struct Inquiry {
    /// What stands in the places of `{…}` in the route, decoded.
    pub captured: Vec<String>,
    /// The query, and the fields of a form.
    pub params: Params,
    /// What was sent and is no form: a file, a record.
    pub sent: Option<Sent>,
    /// The header `Accept`.
    pub accept: String,
}

/// A screen: a question to a corpus → a page.
pub(super) type Screen = fn(&Desk<'_>, &Inquiry) -> Result<Reply, Failure>;
