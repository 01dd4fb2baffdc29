//! The articles that sources are made of. In: a slice, or a list that others hold too. Out: the same, whoever owns it; and what is known of
//! the larger corpus that they come from.

use std::sync::Arc;

use super::index_keys::KeyCounts;
use crate::model::{Article, Quotation, Searched};

/// What is searched: lent for a while, or shared with whoever else holds it, so that the sources can live as long as a server does.
#[derive(Debug, Clone)]
pub(super) enum Searching<'a> {
    Lent(&'a [Article], &'a [Quotation]),
    Shared(Arc<Vec<Article>>, Arc<Vec<Quotation>>),
}

impl Searching<'_> {
    /// The articles.
    pub fn articles(&self) -> &[Article] {
        match self {
            Self::Lent(articles, _) => articles,
            Self::Shared(articles, _) => articles,
        }
    }

    /// Their quotations.
    pub fn quotations(&self) -> &[Quotation] {
        match self {
            Self::Lent(_, quotations) => quotations,
            Self::Shared(_, quotations) => quotations,
        }
    }
}

/// A claim and the larger corpus that its articles come from.
#[derive(Debug, Clone, Copy)]
pub struct InCorpus<'c> {
    /// The claim's words.
    pub claim: &'c str,
    /// How often each word stands in all of the corpus.
    pub frequencies: &'c KeyCounts,
    /// How much there is to search.
    pub searched: Searched,
}
