//! Articles → a corpus file. In: articles, one after the other. Out: what came of adding them.

use rayon::prelude::*;

use crate::extract::Inquit;
use crate::model::Article;
use crate::store::{Added, Keying, Store, StoreError};

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
    let keying = Keying::new(inquit.lexicon());
    let mut added = Added::default();
    let mut articles = articles.peekable();
    while articles.peek().is_some() {
        let batch = take(&mut articles);
        let known = store.has(&batch)?;
        added.same += known.iter().filter(|is_known| **is_known).count();
        let unknown = batch.into_iter().zip(known).filter(|(_, is_known)| !is_known);
        let unknown: Vec<Article> = unknown.map(|(article, _)| article).collect();
        let extract = |article: Article| {
            let found = inquit.extract(&article).quotations;
            (article, found)
        };
        added += store.add(&keying.batch(unknown.into_par_iter().map(extract).collect()))?;
    }
    Ok(added)
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
