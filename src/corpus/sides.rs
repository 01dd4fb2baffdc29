//! Two sides of a corpus: the articles of two outlets, or of two folders.
//!
//! In: a corpus with its remarks, and which article is on which side. Out: the [`OutletDifference`]. The remarks are made from all articles
//! before the others are left out, because what the others print helps to see which remarks are one.

use super::articles::{Corpus, Remarks};
use crate::compare::{Filter, OutletDifference, nearest, rebased};
use crate::model::{Article, ArticleIx};

/// The articles of two sides, with their remarks.
#[derive(Debug, Clone)]
pub struct TwoSides<'l> {
    corpus: Corpus<'l>,
    /// Their bases are wordings of the first side where it has one.
    remarks: Remarks,
    names: [String; 2],
    /// The side of each article, 0 or 1.
    sides: Vec<usize>,
}

impl<'l> Corpus<'l> {
    /// Splits a corpus by two outlets, each named as its articles name it, in any case, or by an article's id.
    pub fn outlets(self, remarks: Remarks, names: [&str; 2]) -> TwoSides<'l> {
        let is = |article: &Article, name: &str| {
            article.outlet_or_id().eq_ignore_ascii_case(name) || article.id() == name
        };
        let side = |article: &Article| [1, 0].into_iter().find(|&side| is(article, names[side]));
        self.sides(remarks, names, side)
    }

    /// The outlets of its articles that are nearest to a name that none of them has, or else those with most articles.
    pub fn nearest_outlets(&self, name: &str) -> Vec<String> {
        nearest(name, self.articles().iter().filter_map(|article| article.header().outlet.as_deref()))
    }

    /// Splits a corpus by two sides. `side` says which one an article is on: 0, 1 or none.
    pub fn sides(
        self,
        remarks: Remarks,
        names: [&str; 2],
        side: impl Fn(&Article) -> Option<usize>,
    ) -> TwoSides<'l> {
        let (corpus, remarks) = self.only(remarks, |article| side(article).is_some());
        let sides: Vec<usize> = corpus.articles().iter().map(|a| side(a).map_or(0, |s| s.min(1))).collect();
        let of = |article: ArticleIx| sides.get(article.0).copied().unwrap_or(0);
        let remarks = Remarks { list: rebased(&remarks.list, of), ..remarks };
        TwoSides { remarks, names: names.map(str::to_owned), corpus, sides }
    }
}

impl<'l> TwoSides<'l> {
    /// The articles of both sides.
    pub fn corpus(&self) -> &Corpus<'l> {
        &self.corpus
    }

    /// The name of a side without articles.
    pub fn empty(&self) -> Option<&str> {
        (0..2).find(|side| !self.sides.contains(side)).map(|side| self.names[side].as_str())
    }

    /// Compares what the sides quote.
    pub fn difference(&self) -> OutletDifference<'_> {
        let all = self.corpus.comparison(&self.remarks, &Filter::default());
        let side = |article: ArticleIx| self.sides.get(article.0).copied().unwrap_or(0);
        OutletDifference::new(self.names.clone(), all, side)
    }
}
