//! The sources, held ready. In: articles that were read, texts in memory, or a corpus file. Out: a [`SourceSet`], its figures, its receipt.

use std::borrow::Cow;
#[cfg(feature = "store")]
use std::path::Path;
use std::sync::OnceLock;

use super::bounds::AskError;
use super::choice::GateChoice;
#[cfg(feature = "store")]
use super::pool::StorePool;
use crate::corpus::{Corpus, Remarks, Selection};
use crate::extract::Inquit;
use crate::model::{Article, Receipt, Searched, SourceHashes};
use crate::read::{Arrival, GivenText, ReadAccount, ReadingOptions, SourceReading};
use crate::render::Summary;
use crate::verify::Sources;

/// What is searched. It never changes, and threads share it.
pub struct SourceSet<'l> {
    pub(super) inquit: Inquit<'l>,
    pub(super) kept: Kept<'l>,
    account: ReadAccount,
    numbered: bool,
}

/// Where the articles are.
pub(super) enum Kept<'l> {
    Memory(Box<InMemory<'l>>),
    #[cfg(feature = "store")]
    File(StorePool),
}

/// Articles in memory; what only some questions need is made when the first of them comes.
pub(super) struct InMemory<'l> {
    pub corpus: Corpus<'l>,
    sources: OnceLock<Sources<'l>>,
    /// The same articles with their indirect speech, and the remarks behind all of it.
    pub grouped: OnceLock<(Corpus<'l>, Remarks)>,
}

impl<'l> InMemory<'l> {
    /// The articles made ready for claims.
    pub fn sources(&self) -> &Sources<'l> {
        self.sources.get_or_init(|| self.corpus.sources())
    }
}

impl<'l> SourceSet<'l> {
    /// Takes a corpus of articles, and what came of reading them.
    pub fn of(corpus: Corpus<'l>, account: ReadAccount) -> Self {
        let inquit = corpus.inquit();
        let kept = InMemory { corpus, sources: OnceLock::new(), grouped: OnceLock::new() };
        Self { inquit, kept: Kept::Memory(Box::new(kept)), account, numbered: false }
    }

    /// Reads all that a reading gives; `hear` is told what gives no article. With `numbered` a number that names a source means the source of
    /// that number in the order of the paths.
    pub fn read(
        inquit: Inquit<'l>,
        mut reading: SourceReading<'l>,
        numbered: bool,
        mut hear: impl FnMut(&Arrival),
    ) -> Self {
        reading.found().iter().for_each(&mut hear);
        reading.name_sources();
        let articles = reading.all(hear);
        let given = reading.given(numbered);
        let corpus = Corpus::extract(inquit, articles).with_given(given);
        Self::of(corpus, reading.account()).numbered(numbered)
    }

    /// Takes texts that the program holds.
    pub fn of_texts(inquit: Inquit<'l>, texts: &[GivenText], hear: impl FnMut(&Arrival)) -> Self {
        let reading = SourceReading::new(&[], texts, ReadingOptions::default(), inquit.lexicon());
        Self::read(inquit, reading, false, hear)
    }

    /// Opens a corpus file. It is read question by question, so that articles which another program adds are found.
    ///
    /// # Errors
    /// [`AskError::Store`] if it cannot be used, [`AskError::EmptyCorpus`] if it holds no article.
    #[cfg(feature = "store")]
    pub fn of_file(inquit: Inquit<'l>, file: &Path) -> Result<Self, AskError> {
        let set = Self::of_any_file(inquit, file)?;
        match set.searched()?.articles {
            0 => Err(AskError::EmptyCorpus { file: file.to_owned() }),
            _ => Ok(set),
        }
    }

    /// The same for a file that may hold no article yet. Whoever asks it for a claim is told that nothing was found, so show what was searched.
    ///
    /// # Errors
    /// [`AskError::Store`].
    #[cfg(feature = "store")]
    pub fn of_any_file(inquit: Inquit<'l>, file: &Path) -> Result<Self, AskError> {
        let kept = Kept::File(StorePool::open(file)?);
        Ok(Self { inquit, kept, account: ReadAccount::default(), numbered: false })
    }

    /// Says that a number which names a source was said to mean the order of the paths; the receipt has it.
    #[must_use]
    pub fn numbered(self, numbered: bool) -> Self {
        Self { numbered, ..self }
    }

    /// The language of the sources.
    pub fn inquit(&self) -> Inquit<'l> {
        self.inquit
    }

    /// What came of reading.
    pub fn account(&self) -> ReadAccount {
        self.account
    }

    /// The doubts about the sources' marks are those of this corpus; `None` for a corpus file.
    pub fn corpus(&self) -> Option<&Corpus<'l>> {
        Some(&self.memory()?.corpus)
    }

    /// The articles, where they are in memory.
    pub(super) fn memory(&self) -> Option<&InMemory<'l>> {
        match &self.kept {
            Kept::Memory(memory) => Some(memory),
            #[cfg(feature = "store")]
            Kept::File(_) => None,
        }
    }

    /// One source by its id, as evidence names it.
    ///
    /// # Errors
    /// [`AskError::Store`].
    pub fn article(&self, id: &str) -> Result<Option<Cow<'_, Article>>, AskError> {
        match &self.kept {
            Kept::Memory(memory) => {
                let articles = memory.corpus.articles();
                let found = articles.binary_search_by(|article| article.id().cmp(id)).ok();
                Ok(found.and_then(|at| articles.get(at)).map(Cow::Borrowed))
            }
            #[cfg(feature = "store")]
            Kept::File(pool) => {
                Ok(pool.ask(|store| store.article(id, None))?.map(|found| Cow::Owned(found.article)))
            }
        }
    }

    /// How much there is to search.
    ///
    /// # Errors
    /// [`AskError::Store`].
    pub fn searched(&self) -> Result<Searched, AskError> {
        match &self.kept {
            Kept::Memory(memory) => Ok(memory.sources().searched()),
            #[cfg(feature = "store")]
            Kept::File(pool) => pool.ask(|store| store.searched()),
        }
    }

    /// The figures of a run over the sources, without a receipt.
    ///
    /// # Errors
    /// [`AskError::Store`].
    pub fn summary(&self) -> Result<Summary, AskError> {
        match &self.kept {
            Kept::Memory(memory) => Ok(Summary::of(&memory.corpus, self.account)),
            #[cfg(feature = "store")]
            Kept::File(_) => Ok(Summary::of_file(self.searched()?)),
        }
    }

    /// What a run rests on, and what it was asked; `None` in a program without the feature `receipt`. `selection` is what of drafts is
    /// checked, where there are drafts.
    ///
    /// # Errors
    /// [`AskError::Store`].
    pub fn receipt(
        &self,
        choice: &GateChoice,
        selection: Option<&Selection>,
    ) -> Result<Option<Box<Receipt>>, AskError> {
        let Some(sources) = self.hashes()? else { return Ok(None) };
        Ok(Some(Box::new(Receipt {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            grammar: self.inquit.lexicon().grammar_hash(),
            style: choice.style.clone(),
            fail_on: choice.fail_on.clone(),
            every: selection.map(|s| s.every),
            min_words: selection.map(Selection::fewest_words),
            speaker: selection.and_then(|s| s.speaker.clone()),
            numbered: self.numbered,
            sources,
        })))
    }

    #[cfg(feature = "receipt")]
    fn hashes(&self) -> Result<Option<SourceHashes>, AskError> {
        match &self.kept {
            Kept::Memory(memory) => Ok(Some(memory.corpus.source_hashes())),
            #[cfg(feature = "store")]
            Kept::File(pool) => pool.ask(|store| store.source_hashes()).map(Some),
        }
    }

    #[cfg(not(feature = "receipt"))]
    #[allow(clippy::unnecessary_wraps, reason = "the same as in a program with the feature")]
    fn hashes(&self) -> Result<Option<SourceHashes>, AskError> {
        Ok(None)
    }

    /// Sources in memory without some of them; the language, the account and the order stay.
    pub(super) fn without(&self, memory: &InMemory<'l>, out: impl Fn(&Article) -> bool) -> Self {
        let kept = memory.corpus.clone().retain(|article| !out(article));
        Self::of(kept, self.account).numbered(self.numbered)
    }
}
