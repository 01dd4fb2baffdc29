//! The articles of a corpus and the questions about all of them.
//!
//! In: articles. Out: a [`Corpus`]. Each method is one step and does not print; what a user should hear of (warnings, corrections that
//! name nothing) is returned.

use std::sync::Arc;

use rayon::prelude::*;

use super::draft::{Checked, Draft};
use crate::compare::{Comparison, Filter, Grouped};
use crate::extract::Inquit;
use crate::group::Settings;
use crate::group::{self, Corrections, QuoteSearch, UnmatchedSide};
use crate::lexicon::Lexicon;
use crate::model::{
    Apart, Article, ArticleIx, Claim, Given, Kind, Link, Offsets, Quotation, QuotationIx, Remark, RemarkIx,
    RemarkName, Verdict, Warning, Wording, WordingIx,
};
#[cfg(feature = "receipt")]
use crate::model::{SourceHasher, SourceHashes};
use crate::people::People;
use crate::verify::{Gate, Sources, verify};

/// Articles in the order of their ids, and all their quotations in the same order.
#[derive(Debug, Clone)]
pub struct Corpus<'l> {
    inquit: Inquit<'l>,
    articles: Arc<Vec<Article>>,
    quotations: Arc<Vec<Quotation>>,
    warnings: Vec<(ArticleIx, Warning)>,
    given: Given,
}

/// The remarks of a corpus.
#[derive(Debug, Clone, Default)]
pub struct Remarks {
    /// Those with the most articles first, then in the order of their wordings.
    pub list: Vec<Remark>,
    /// Who is meant by the speakers of all quotations.
    pub people: People,
    /// The sides of the corrections that name no wording.
    pub unmatched: Vec<UnmatchedSide>,
}

impl<'l> Corpus<'l> {
    /// Sorts the articles by their ids and extracts the quotations of all of them, in parallel.
    pub fn extract(inquit: Inquit<'l>, articles: Vec<Article>) -> Self {
        Self::extract_counted(inquit, articles, &|| ())
    }

    /// [`Corpus::extract`] for a caller who shows how far it is: `done` is called once an article, from any thread.
    pub fn extract_counted(inquit: Inquit<'l>, mut articles: Vec<Article>, done: &(dyn Fn() + Sync)) -> Self {
        articles.sort_by(|a, b| a.id().cmp(b.id()));
        let extract = |article: &Article| {
            let extraction = inquit.extract(article);
            done();
            extraction
        };
        let extractions: Vec<_> = articles.par_iter().map(extract).collect();
        let (mut quotations, mut warnings) = (Vec::new(), Vec::new());
        for (index, extraction) in (0..).map(ArticleIx).zip(extractions) {
            warnings.extend(extraction.warnings.into_iter().map(|warning| (index, warning)));
            quotations.extend(extraction.quotations.into_iter().map(|q| Quotation { article: index, ..q }));
        }
        let (articles, quotations) = (Arc::new(articles), Arc::new(quotations));
        Self { inquit, articles, quotations, warnings, given: Given::default() }
    }

    /// Takes articles in the order of their ids and their quotations, which were found earlier: those of a store.
    pub fn from_parts(inquit: Inquit<'l>, articles: Vec<Article>, quotations: Vec<Quotation>) -> Self {
        let (articles, quotations) = (Arc::new(articles), Arc::new(quotations));
        Self { inquit, articles, quotations, warnings: Vec::new(), given: Given::default() }
    }

    /// Says what is known of the sources beside the articles: which were given and not read, and the order of all of them.
    pub fn with_given(self, given: Given) -> Self {
        Self { given, ..self }
    }

    /// The articles, in the order of their ids.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The quotations, in the order of the articles, then of the text.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The doubts about the articles' marks, each with the index of its article.
    pub fn warnings(&self) -> &[(ArticleIx, Warning)] {
        &self.warnings
    }

    /// The articles by the hashes of their texts.
    #[cfg(feature = "receipt")]
    pub fn source_hashes(&self) -> SourceHashes {
        let mut hashed: Vec<(&str, &str)> =
            self.articles.par_iter().map(|a| (a.id(), a.text_hash().unwrap_or_default())).collect();
        // Two articles of one id are told apart, whichever was read first.
        hashed.sort_unstable();
        let mut all = SourceHasher::default();
        hashed.iter().for_each(|(id, hash)| all.push(id, hash));
        all.finish()
    }

    /// The articles, without the corpus.
    pub fn into_articles(self) -> Vec<Article> {
        Arc::unwrap_or_clone(self.articles)
    }

    /// The language and what is extracted.
    pub fn inquit(&self) -> Inquit<'l> {
        self.inquit
    }

    /// Counts the quotations between marks that quote somebody.
    pub fn speech(&self) -> usize {
        self.quotations.iter().filter(|q| !matches!(q.kind, Kind::NotSpeech | Kind::Indirect)).count()
    }

    /// Finds the remarks behind all quotations, with corrections by hand.
    pub fn remarks(&self, corrections: &Corrections) -> Remarks {
        let list = group::remarks_with(
            &self.articles,
            &self.quotations,
            self.lexicon(),
            corrections,
            Settings::default(),
        );
        let unmatched = corrections.unmatched(&self.articles, &self.quotations, &list);
        let people = People::find(&self.articles, &self.quotations, &list, corrections, self.lexicon());
        Remarks { list, people, unmatched }
    }

    /// Lays remarks of this corpus side by side, those that the filter names.
    pub fn comparison<'a>(&'a self, remarks: &'a Remarks, filter: &Filter) -> Comparison<'a> {
        self.comparison_counted(remarks, filter, &|| ())
    }

    /// [`Corpus::comparison`] for a caller who shows how far it is: `done` is called once a remark, from any thread.
    pub fn comparison_counted<'a>(
        &'a self,
        remarks: &'a Remarks,
        filter: &Filter,
        done: &(dyn Fn() + Sync),
    ) -> Comparison<'a> {
        let lexicon = self.lexicon();
        let Remarks { list: remarks, people, .. } = remarks;
        let (articles, quotations) = (&self.articles[..], &self.quotations[..]);
        let copies = group::copies(&self.articles, &self.quotations);
        let compared = Grouped { articles, quotations, remarks, people };
        let mut comparison = Comparison::counted(compared, copies, lexicon, done);
        comparison.explain = self.inquit.options().explain;
        let reports = group::paraphrases(&self.articles, &self.quotations, remarks, lexicon);
        comparison.report(&reports, remarks);
        filter.apply(&mut comparison, lexicon);
        comparison
    }

    /// Finds the remarks that a quotation is, one a sentence at most; returns their indices, ascending.
    pub fn find(&self, remarks: &[Remark], quote: &str) -> Vec<RemarkIx> {
        QuoteSearch::new(quote, self.lexicon()).remarks(remarks, &self.articles)
    }

    /// Finds the remark that an id or a place names; of wordings inside each other, that of the innermost. Former ids are known to a store
    /// alone.
    pub fn named(&self, remarks: &[Remark], name: &RemarkName) -> Option<RemarkIx> {
        let (article, start) = match name {
            RemarkName::Id(id) => return remarks.iter().position(|r| r.id == *id).map(RemarkIx),
            RemarkName::Place { article, start } => (article, *start),
        };
        let index = self.articles.binary_search_by(|a| a.id().cmp(article)).ok()?;
        let byte = Offsets::new(self.articles[index].text()).byte(start)?;
        let is_there = |w: &&Wording| w.article.0 == index && w.span.start() <= byte && byte < w.span.end();
        let innermost = |remark: &Remark| remark.wordings.iter().filter(is_there).map(|w| w.span.len()).min();
        let found = (0..).map(RemarkIx).zip(remarks).filter_map(|(i, remark)| Some((innermost(remark)?, i)));
        found.min().map(|(_, remark)| remark)
    }

    /// Verifies one claim. For many claims make [`Corpus::sources`] once and ask [`verify`](fn@verify) for each.
    pub fn verify(&self, claim: &Claim) -> Verdict {
        verify(claim, &self.sources())
    }

    /// Makes the articles ready for claims. The articles are shared, not copied.
    pub fn sources(&self) -> Sources<'l> {
        let (articles, quotations) = (Arc::clone(&self.articles), Arc::clone(&self.quotations));
        Sources::shared(articles, quotations, self.lexicon()).with_given(self.given.clone())
    }

    /// Checks the quotations of drafts, in their order.
    pub fn check(&self, drafts: &[Draft<'_>], gate: &Gate) -> Vec<Checked> {
        let sources = self.sources();
        let ask = |claim: &Claim| Ok::<_, std::convert::Infallible>(verify(claim, &sources));
        let checked = (0..).zip(drafts).map(|(number, draft)| (number, draft.check(gate, &ask)));
        checked.flat_map(|(number, Ok(own))| own.into_iter().map(move |c| Checked { number, ..c })).collect()
    }

    pub(super) fn lexicon(&self) -> &'l Lexicon {
        self.inquit.lexicon()
    }

    /// Keeps some of the articles, with their quotations.
    #[must_use]
    pub fn retain(self, keep: impl Fn(&Article) -> bool) -> Self {
        self.only(Remarks::default(), keep).0
    }

    /// Keeps some of the articles, with their quotations and what of the remarks is in them.
    pub(super) fn only(self, remarks: Remarks, keep: impl Fn(&Article) -> bool) -> (Self, Remarks) {
        let articles = numbered(self.articles.iter().map(keep));
        let of = |article: ArticleIx| articles.get(article.0).copied().flatten().map(ArticleIx);
        let quotations = numbered(self.quotations.iter().map(|q| of(q.article).is_some()));
        let place = |w: &Wording| {
            let quotation = quotations.get(w.quotation.0).copied().flatten()?;
            Some(Wording::new(of(w.article)?, QuotationIx(quotation), w.span))
        };
        let restricted = |remark: Remark| {
            let wordings = numbered(remark.wordings.iter().map(|w| of(w.article).is_some()));
            let wording = |i: WordingIx| wordings.get(i.0).copied().flatten().map(WordingIx);
            let link = |l: Link| Some(Link { a: wording(l.a)?, b: wording(l.b)?, ..l });
            let apart = |a: Apart| Some(Apart { wording: wording(a.wording)?, other: place(&a.other)?, ..a });
            Remark {
                base: wording(remark.base).unwrap_or_default(),
                wordings: remark.wordings.iter().filter_map(place).collect(),
                links: remark.links.into_iter().filter_map(link).collect(),
                apart: remark.apart.into_iter().filter_map(apart).collect(),
                ..remark
            }
        };
        let people = remarks.people.only(&quotations);
        let list = remarks.list.into_iter().map(restricted).filter(|r| !r.wordings.is_empty()).collect();
        let remarks = Remarks { list, people, unmatched: remarks.unmatched };
        let moved = |q: Quotation| Some(Quotation { article: of(q.article)?, ..q });
        let kept = Arc::unwrap_or_clone(self.articles).into_iter();
        let corpus = Self {
            inquit: self.inquit,
            articles: Arc::new(kept.zip(&articles).filter_map(|(a, n)| n.map(|_| a)).collect()),
            quotations: Arc::new(
                Arc::unwrap_or_clone(self.quotations).into_iter().filter_map(moved).collect(),
            ),
            given: self.given,
            warnings: self.warnings.into_iter().filter_map(|(a, w)| Some((of(a)?, w))).collect(),
        };
        (corpus, remarks)
    }
}

/// The new number of each that is kept.
fn numbered(kept: impl Iterator<Item = bool>) -> Vec<Option<usize>> {
    let mut next = 0..;
    kept.map(|kept| if kept { next.next() } else { None }).collect()
}
