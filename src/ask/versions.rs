//! A quotation → the remarks that it is. In: words, and the sources. Out: the remarks with their articles, ready to be laid side by side.

use super::bounds::AskError;
use super::set::{InMemory, Kept, SourceSet};
use crate::compare::{Comparison, Filter};
use crate::corpus::{Corpus, Remarks};
use crate::group::{Corrections, QuoteSearch};
use crate::lexicon::Lexicon;
use crate::model::{Article, RemarkIx, RemarkName};
#[cfg(feature = "store")]
use crate::store::{ArticlePages, Store, StoreError};

/// What is looked for: an id or a place, if one is given; else words.
pub struct WantedRemark<'q> {
    /// The id or the place that the words are, if they are one.
    pub name: Option<RemarkName>,
    /// The words as given: a corpus file looks for them by its own index.
    #[cfg(feature = "store")]
    quote: &'q str,
    words: QuoteSearch<'q>,
}

impl<'q> WantedRemark<'q> {
    /// Reads what a user asks for.
    pub fn new(quote: &'q str, lexicon: &'q Lexicon) -> Self {
        Self {
            name: RemarkName::of(quote),
            #[cfg(feature = "store")]
            quote,
            words: QuoteSearch::new(quote, lexicon),
        }
    }

    /// True if there are no words to look for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Some remarks, with the articles that report them.
#[derive(Debug, Clone)]
pub struct FoundVersions<'l> {
    /// The articles, with their quotations.
    pub corpus: Corpus<'l>,
    /// The remarks.
    pub remarks: Remarks,
    /// False if articles came to the corpus file or went since its remarks were made.
    pub is_current: bool,
    /// The id that the remark has now, where it was asked for by one that it had.
    pub renamed: Option<String>,
}

impl<'l> FoundVersions<'l> {
    /// Keeps of all remarks of a corpus those that are wanted. A quotation of several sentences can be several remarks.
    pub fn among(corpus: Corpus<'l>, mut remarks: Remarks, wanted: &WantedRemark<'_>) -> Self {
        let found = match wanted.name.as_ref().and_then(|name| corpus.named(&remarks.list, name)) {
            Some(named) => vec![named],
            None => wanted.words.remarks(&remarks.list, corpus.articles()),
        };
        let mut index = 0..;
        remarks.list.retain(|_| index.next().is_some_and(|i| found.contains(&RemarkIx(i))));
        Self { corpus, remarks, is_current: true, renamed: None }
    }

    /// The remarks, side by side.
    pub fn comparison(&self) -> Comparison<'_> {
        self.corpus.comparison(&self.remarks, &Filter::default())
    }
}

impl<'l> SourceSet<'l> {
    /// Finds all the versions of one quotation; none where the words are those of no remark. The articles in memory are grouped when this is
    /// asked for the first time. A corpus file gives one remark: that of the sentence which it has best.
    ///
    /// # Errors
    /// [`AskError::Store`].
    pub fn versions(&self, quote: &str) -> Result<FoundVersions<'l>, AskError> {
        self.find(&WantedRemark::new(quote, self.inquit.lexicon()))
    }

    /// The same for what was read already.
    ///
    /// # Errors
    /// [`AskError::Store`].
    pub fn find(&self, wanted: &WantedRemark<'_>) -> Result<FoundVersions<'l>, AskError> {
        match &self.kept {
            Kept::Memory(memory) => {
                let (corpus, remarks) = self.grouped(memory).clone();
                Ok(FoundVersions::among(corpus, remarks, wanted))
            }
            #[cfg(feature = "store")]
            Kept::File(pool) => pool.ask(|store| self.stored(store, wanted)),
        }
    }

    /// Finds all remarks, those of a single print too. The articles of a corpus file are all read and grouped, as `inquit compare` does.
    ///
    /// # Errors
    /// [`AskError::Store`].
    pub fn remarks(&self) -> Result<FoundVersions<'l>, AskError> {
        let (corpus, remarks) = match &self.kept {
            Kept::Memory(memory) => self.grouped(memory).clone(),
            #[cfg(feature = "store")]
            Kept::File(pool) => self.group(pool.ask(all)?),
        };
        Ok(FoundVersions { corpus, remarks, is_current: true, renamed: None })
    }

    fn grouped<'m>(&self, memory: &'m InMemory<'l>) -> &'m (Corpus<'l>, Remarks) {
        memory.grouped.get_or_init(|| self.group(memory.corpus.articles().to_vec()))
    }

    fn group(&self, articles: Vec<Article>) -> (Corpus<'l>, Remarks) {
        let corpus = Corpus::extract(self.inquit.indirect(true), articles);
        let remarks = corpus.remarks(&Corrections::default());
        (corpus, remarks)
    }

    #[cfg(feature = "store")]
    fn stored(&self, store: &Store, wanted: &WantedRemark<'_>) -> Result<FoundVersions<'l>, StoreError> {
        let inquit = self.inquit.indirect(true);
        let (number, renamed) = number(store, wanted, inquit.lexicon())?;
        let found = match number {
            Some(number) => store.remark(number, inquit.lexicon())?,
            None => None,
        };
        let (articles, quotations, remarks) = found.map_or_else(Default::default, |f| {
            let remarks = Remarks { list: vec![f.remark], people: f.people, ..Remarks::default() };
            (f.articles, f.quotations, remarks)
        });
        let corpus = Corpus::from_parts(inquit, articles, quotations);
        Ok(FoundVersions { corpus, remarks, is_current: store.is_grouped()?, renamed })
    }
}

/// Articles that are read at once.
#[cfg(feature = "store")]
const PAGE: usize = 2_000;

/// All articles of a corpus file.
#[cfg(feature = "store")]
fn all(store: &Store) -> Result<Vec<Article>, StoreError> {
    let (mut pages, mut all) = (ArticlePages::default(), Vec::new());
    loop {
        let mut page = store.next_articles(&mut pages, PAGE)?;
        if page.is_empty() {
            return Ok(all);
        }
        all.append(&mut page);
    }
}

/// The number of the remark that is named, or that has the words best; with the id that it has now, if it had the name that was given.
#[cfg(feature = "store")]
fn number(
    store: &Store,
    wanted: &WantedRemark<'_>,
    lexicon: &Lexicon,
) -> Result<(Option<i64>, Option<String>), StoreError> {
    if let Some(name) = &wanted.name
        && let Some(found) = store.find_remark(name)?
    {
        let is_former = matches!(name, RemarkName::Id(id) if *id != found.id);
        return Ok((Some(found.number), is_former.then_some(found.id)));
    }
    let near = store.wordings_near(wanted.quote, lexicon)?;
    let scored = near.iter().filter_map(|n| Some((wanted.words.score(&n.text)?, n)));
    let best = scored.max_by(|(x, a), (y, b)| {
        x.total_cmp(y).then(a.wordings.cmp(&b.wordings)).then(b.remark.cmp(&a.remark))
    });
    Ok((best.map(|(_, near)| near.remark), None))
}
