//! Articles → a corpus file. In: articles, one after the other. Out: what came of adding them, or batches for who writes them elsewhere.

use rayon::prelude::*;

use crate::extract::Inquit;
use crate::model::Article;
use crate::store::{Added, Batch, Keying, Store, StoreError};

/// Text that is extracted and written at once, in bytes. Memory does not grow with the number of articles.
const BATCH: usize = 16 << 20;

/// Adds articles with their quotations, batch by batch; those that the corpus has in exactly this form are passed over. Remarks are made by
/// [`Store::group`], once all have come.
///
/// # Errors
/// The errors of [`Store::add`]. The batches before the one that failed are in the corpus.
pub fn add_articles(
    store: &mut Store,
    articles: impl Iterator<Item = Article>,
    inquit: Inquit<'_>,
) -> Result<Added, StoreError> {
    store.check_grammar(inquit.lexicon())?;
    let batches = BatchMaker::new(inquit);
    let mut added = Added::default();
    let mut articles = articles.peekable();
    while articles.peek().is_some() {
        let mut batch = take(&mut articles);
        added.same += leave_out_known(store, &mut batch)?;
        added += store.add(&batches.make(batch))?;
    }
    Ok(added)
}

/// Takes out the articles that the corpus has in exactly this form; returns how many they were.
///
/// # Errors
/// If the file cannot be read.
pub fn leave_out_known(store: &Store, articles: &mut Vec<Article>) -> Result<usize, StoreError> {
    let before = articles.len();
    let mut known = store.has(articles)?.into_iter();
    articles.retain(|_| !known.next().unwrap_or(false));
    Ok(before - articles.len())
}

/// Makes batches out of articles: their quotations and keys, found by all threads.
pub struct BatchMaker<'l> {
    inquit: Inquit<'l>,
    keying: Keying<'l>,
}

impl<'l> BatchMaker<'l> {
    /// Makes batches for the corpus of one grammar.
    pub fn new(inquit: Inquit<'l>) -> Self {
        Self { inquit, keying: Keying::new(inquit.lexicon()) }
    }

    /// Extracts the quotations of articles and computes their keys.
    pub fn make(&self, articles: Vec<Article>) -> Batch {
        let extract = |article: Article| {
            let found = self.inquit.extract(&article).quotations;
            (article, found)
        };
        self.keying.batch(articles.into_par_iter().map(extract).collect())
    }
}

/// The articles of one batch: at least one.
fn take(articles: &mut impl Iterator<Item = Article>) -> Vec<Article> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    for article in articles {
        bytes += article.text().len();
        batch.push(article);
        if bytes >= BATCH {
            break;
        }
    }
    batch
}
