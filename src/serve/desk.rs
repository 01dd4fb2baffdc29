//! What a screen works with, without HTTP. In: an open corpus and a question. Out: a page.

use std::time::Instant;

use super::page::{Failure, Reply};
use super::params::Params;
use super::sent::Sent;
use crate::Inquit;
use crate::ask::SourceSet;
use crate::corpus::{Corpus, Remarks};
use crate::lexicon::Lexicon;
use crate::render::Format;
use crate::store::{CorpusState, RemarkPart, Store, StoreError};

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

impl Desk<'_> {
    /// Remarks by their numbers with the articles that they need, and how many wordings were left out.
    pub fn remarks(
        &self,
        numbers: &[i64],
        part: &RemarkPart,
    ) -> Result<(Corpus<'static>, Remarks, usize), StoreError> {
        let read = self.store.remarks_in_part(numbers, part, self.lexicon)?;
        let remarks = Remarks { list: read.remarks, people: read.people, ..Remarks::default() };
        let corpus = Corpus::from_parts(Inquit::with(self.lexicon), read.articles, read.quotations);
        Ok((corpus, remarks, read.left_out))
    }
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
    /// The form that is asked for by the ending of the address or by `Accept`; `None` is a page.
    pub form: Option<Format>,
}

impl Inquiry {
    /// The number of the page of a list that has at most `most`. A reader who asks for a later one sees the last; a program that follows
    /// `more` is refused, lest it read the last page for ever.
    pub fn page(&self, most: usize) -> Result<usize, Failure> {
        let asked = self.params.number("page", 1).max(1);
        if asked > most && self.form.is_some() {
            return Err(Failure::bad(format!("This list has at most {most} pages; ask for less.")));
        }
        Ok(asked.min(most))
    }
}

/// A screen: a question to a corpus → a page.
pub(super) type Screen = fn(&Desk<'_>, &Inquiry) -> Result<Reply, Failure>;
