//! All the remarks of some articles, compared and put in order.
//!
//! In: articles, quotations and their remarks. Out: a [`Comparison`]: an [`Entry`] a remark, with its
//! collation and its figures, the most widely shared remark first. Every format shows these entries in this
//! order, so that no format counts for itself.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::attribution::{Attributions, Sayings, attributions};
use super::collate::{ReadBefore, collate, outlined};
use super::emptied::Emptied;
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Collation, Paraphrase, Quotation, QuotationIx, Remark, Wording};
use crate::people::People;

/// All remarks of some articles, ready to be shown.
pub struct Comparison<'a> {
    /// As given to `group`.
    pub articles: &'a [Article],
    /// As given to `group`.
    pub quotations: &'a [Quotation],
    /// The entries, sorted by number of outlets, then of versions, then by the first wording's article and
    /// place.
    pub entries: Vec<Entry<'a>>,
    /// For each article, the article whose text it repeats, or itself if it is the first.
    pub copies: Vec<ArticleIx>,
    /// Who the speakers are.
    pub people: &'a People,
    /// True if the reasons for the links are shown.
    pub explain: bool,
    /// Why a filter leaves nothing, if it does.
    pub emptied: Option<Emptied>,
    /// The grammar that the articles were read with.
    pub lexicon: &'a Lexicon,
}

/// What is compared: articles, and what was found in them.
#[derive(Clone, Copy)]
pub struct Grouped<'a> {
    /// The articles.
    pub articles: &'a [Article],
    /// Their quotations.
    pub quotations: &'a [Quotation],
    /// The remarks of these.
    pub remarks: &'a [Remark],
    /// Who the speakers are.
    pub people: &'a People,
}

/// One remark with its figures.
pub struct Entry<'a> {
    /// The remark.
    pub remark: &'a Remark,
    /// The alignment; `None` for a remark with one wording.
    pub collation: Option<Collation>,
    /// How the attributions of the wordings differ; empty if nothing was compared.
    pub attributions: Attributions,
    /// The number of different articles of its wordings.
    pub articles: usize,
    /// The number of different outlets; an article without an outlet counts as one.
    pub outlets: usize,
    /// The number of reports that do not depend on each other: they are not of one outlet and not copies of
    /// one text.
    pub independent: usize,
    /// For each wording the number of its report, from 0 up: those of one number depend on each other.
    pub reports: Vec<usize>,
    /// The indices of the quotations that report it without marks.
    pub paraphrases: Vec<QuotationIx>,
}

impl Entry<'_> {
    /// True if at least two articles quote it.
    pub fn is_shared(&self) -> bool {
        self.articles >= 2
    }

    /// Returns the number of different versions, if typography is ignored.
    pub fn versions(&self) -> usize {
        self.collation.as_ref().map_or(1, |c| c.rows.len())
    }
}

/// Compares the wordings of remarks without aligning them, one remark after the other: what a list says of a remark needs no more. What it
/// reads of words and names it keeps, so one outliner is for some hundred remarks, not for all.
pub struct Outliner<'a> {
    compared: Grouped<'a>,
    copies: &'a [ArticleIx],
    lexicon: &'a Lexicon,
    most: usize,
    sayings: Sayings<'a>,
    before: ReadBefore<'a>,
}

impl<'a> Outliner<'a> {
    /// For these remarks; of many versions of one the first `most` are compared with each other.
    pub fn new(compared: Grouped<'a>, copies: &'a [ArticleIx], lexicon: &'a Lexicon, most: usize) -> Self {
        let Grouped { articles, quotations, people, .. } = compared;
        let sayings = Sayings::new(articles, quotations, people, lexicon);
        Self { compared, copies, lexicon, most, sayings, before: ReadBefore::default() }
    }

    /// Compares the wordings of one remark. The rows tell what they change only if no cut loses anything.
    pub fn entry(&mut self, remark: &'a Remark) -> Entry<'a> {
        let Self { compared, copies, lexicon, most, sayings, before } = self;
        let texts = (compared.articles, compared.quotations);
        entry(remark, *compared, copies, sayings, || outlined(remark, texts, (lexicon, *most), before))
    }
}

/// One remark with its figures; `collation` compares its wordings.
fn entry<'a>(
    remark: &'a Remark,
    compared: Grouped<'a>,
    copies: &[ArticleIx],
    sayings: &mut Sayings<'a>,
    collation: impl FnOnce() -> Collation,
) -> Entry<'a> {
    let articles = compared.articles;
    let of = |w: &Wording| articles.get(w.article.0);
    let ids: BTreeSet<&str> = remark.wordings.iter().filter_map(of).map(Article::id).collect();
    let outlets: BTreeSet<&str> = remark.wordings.iter().filter_map(of).map(Article::outlet_or_id).collect();
    let reports = reports(remark, articles, copies);
    let (collation, attributions) = match remark.wordings.len() {
        0 | 1 => (None, Attributions::default()),
        _ => (Some(collation()), attributions(remark, sayings, &reports)),
    };
    let independent = reports.iter().max().map_or(0, |last| last + 1);
    let (articles, outlets) = (ids.len(), outlets.len());
    let paraphrases = Vec::new();
    Entry { remark, collation, attributions, articles, outlets, independent, reports, paraphrases }
}

impl<'a> Comparison<'a> {
    /// Compares the wordings of every remark that has at least two, in parallel, and sorts.
    pub fn new(compared: Grouped<'a>, copies: Vec<ArticleIx>, lexicon: &'a Lexicon) -> Self {
        Self::counted(compared, copies, lexicon, &|| ())
    }

    /// [`Comparison::new`] for a caller who shows how far it is: `done` is called once a remark, from any thread.
    pub fn counted(
        compared: Grouped<'a>,
        copies: Vec<ArticleIx>,
        lexicon: &'a Lexicon,
        done: &(dyn Fn() + Sync),
    ) -> Self {
        let Grouped { articles, quotations, remarks, people } = compared;
        // What is read of words and names is kept for the remarks of one stretch: an article may be a book, and each of its remarks asks for it.
        let sayings = || Sayings::new(articles, quotations, people, lexicon);
        let entry = |sayings: &mut Sayings<'a>, remark: &'a Remark| {
            let collation = || collate(remark, articles, quotations, lexicon);
            let entry = entry(remark, compared, &copies, sayings, collation);
            done();
            entry
        };
        let mut entries: Vec<Entry<'a>> = remarks.par_iter().map_init(sayings, entry).collect();
        let place = |e: &Entry<'a>| {
            let first = e.remark.wordings.first();
            first.map(|w| (articles.get(w.article.0).map_or("", Article::id), w.span))
        };
        entries.sort_by(|a, b| {
            let figures = (b.outlets, b.versions()).cmp(&(a.outlets, a.versions()));
            figures.then_with(|| place(a).cmp(&place(b))).then_with(|| a.remark.id.cmp(&b.remark.id))
        });
        Self { articles, quotations, people, entries, copies, explain: false, emptied: None, lexicon }
    }

    /// Adds indirect reports to the remarks that they report; `remarks` are the remarks that the comparison
    /// was made from.
    pub fn report(&mut self, paraphrases: &[Paraphrase], remarks: &[Remark]) {
        let mut of_remark: BTreeMap<&str, Vec<QuotationIx>> = BTreeMap::new();
        for paraphrase in paraphrases {
            let Some(remark) = remarks.get(paraphrase.remark.0) else { continue };
            of_remark.entry(&remark.id).or_default().push(paraphrase.quotation);
        }
        for entry in &mut self.entries {
            entry.paraphrases = of_remark.remove(entry.remark.id.as_str()).unwrap_or_default();
        }
    }

    /// Returns the article whose text another article repeats.
    pub fn original(&self, article: ArticleIx) -> Option<&'a Article> {
        original(self.articles, &self.copies, article)
    }

    /// Returns the remarks that at least two articles report.
    pub fn shared(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.entries.iter().filter(|entry| entry.is_shared())
    }
}

/// Returns the article whose text `article` repeats, if `copies` has one.
pub fn original<'a>(
    articles: &'a [Article],
    copies: &[ArticleIx],
    article: ArticleIx,
) -> Option<&'a Article> {
    let first = *copies.get(article.0)?;
    if first == article { None } else { articles.get(first.0) }
}

/// Returns for each wording the number of its report, from 0 up. Reports do not depend on each other: articles of one outlet are one
/// report, and so are copies of one text, and what these join.
fn reports(remark: &Remark, articles: &[Article], copies: &[ArticleIx]) -> Vec<usize> {
    let text = |article: ArticleIx| copies.get(article.0).copied().unwrap_or(article);
    let mut texts: BTreeMap<&str, BTreeSet<ArticleIx>> = BTreeMap::new();
    let mut outlets: BTreeMap<ArticleIx, Vec<&str>> = BTreeMap::new();
    for wording in &remark.wordings {
        let Some(article) = articles.get(wording.article.0) else { continue };
        let text = text(wording.article);
        if texts.entry(article.outlet_or_id()).or_default().insert(text) {
            outlets.entry(text).or_default().push(article.outlet_or_id());
        }
    }
    let mut report: BTreeMap<ArticleIx, usize> = BTreeMap::new();
    let mut next = 0;
    while let Some((_, first)) = texts.pop_first() {
        let mut open: Vec<ArticleIx> = first.into_iter().collect();
        while let Some(text) = open.pop() {
            report.insert(text, next);
            let held = outlets.remove(&text).unwrap_or_default();
            open.extend(held.iter().filter_map(|outlet| texts.remove(outlet)).flatten());
        }
        next += 1;
    }
    remark.wordings.iter().map(|w| report.get(&text(w.article)).copied().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleHeader, Span};

    #[test]
    fn prints_that_outlets_or_texts_join_count_once() {
        let article = |id: &str, outlet: &str| {
            let header = ArticleHeader { outlet: Some(outlet.to_owned()), ..ArticleHeader::default() };
            Article::new(id, header, "It holds.".to_owned()).unwrap()
        };
        let outlets = ["Post", "Courier", "Courier", "Herald", "Mail"];
        let articles: Vec<Article> =
            outlets.iter().enumerate().map(|(i, outlet)| article(&i.to_string(), outlet)).collect();
        let wording = |n: usize| {
            Wording::new(ArticleIx(n), QuotationIx(n), Span::new(articles[n].text(), 0, 8).unwrap())
        };
        let remark = |of: &[usize]| Remark::new(of.iter().map(|&i| wording(i)).collect());
        // 2 copies 0, and 1 is of the outlet of 2; 3 and 4 stand alone.
        let copies = [0, 1, 0, 3, 4].map(ArticleIx);
        // Outlets come in the order of their names: Courier with what it shares, Herald, Mail.
        assert_eq!(reports(&remark(&[0, 1, 2, 3, 4]), &articles, &copies), [0, 0, 0, 1, 2]);
        assert_eq!(reports(&remark(&[4, 1, 0]), &articles, &copies), [1, 0, 2]);
        assert_eq!(reports(&remark(&[3, 3, 3]), &articles, &copies), [0, 0, 0]);
        let many: Vec<usize> = (0..200_000).map(|i| i % 5).collect();
        assert_eq!(reports(&remark(&many), &articles, &copies)[199_995..], [0, 0, 0, 1, 2]);
    }
}
