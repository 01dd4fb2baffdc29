//! `inquit compare`: the remarks that several articles share, side by side.

use std::io::Write;

use anyhow::Result;
use rayon::prelude::*;

use inquit::compare::Comparison;
use inquit::group::Corrections;
use inquit::lexicon::Lexicon;
use inquit::model::{
    Apart, Article, ArticleIx, Attribution, Collation, Kind, Link, Quotation, QuotationIx, Remark, Wording,
    WordingIx,
};
use inquit::render::{Csv, Html, Json, Markdown, Summary, Table, Tei};
use inquit::{ExtractOptions, compare, group};

use super::args::{self, CompareFormat, Global};
use super::input::Source;
use super::links;
use super::{Status, grammar, output};

pub(super) fn run(command: &args::Compare, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let corrections = links::read(command.grouping.links.as_deref())?;
    let mut source = Source::of(&command.paths, global, true)?;
    let articles = source.all()?;
    let corpus = Corpus::with_reports(articles, &source, lexicon);
    let remarks = corpus.remarks(&corrections, &source, lexicon);
    source.doing("comparing");
    let mut comparison = corpus.comparison(&remarks, &command.grouping, lexicon);
    command.filter.filter().apply(&mut comparison, lexicon);
    source.close();
    let summary = corpus.summary(&source);
    let mut out = output::stdout();
    match command.format {
        CompareFormat::Table => {
            let look = output::look(global, command.full);
            Table { look }.compare(&mut out, &comparison, &summary)?;
        }
        CompareFormat::Json => Json { lines: false }.compare(&mut out, &comparison, &summary)?,
        CompareFormat::Jsonl => Json { lines: true }.compare(&mut out, &comparison, &summary)?,
        CompareFormat::Csv => Csv.compare(&mut out, &comparison)?,
        CompareFormat::Md => Markdown.compare(&mut out, &comparison, &summary)?,
        CompareFormat::Tei => Tei.compare(&mut out, &comparison)?,
        CompareFormat::Html => Html.compare(&mut out, &comparison, &summary)?,
    }
    out.flush()?;
    Ok(if summary.skipped > 0 {
        Status::BadInput
    } else if comparison.shared().next().is_none() {
        Status::Nothing
    } else {
        Status::Done
    })
}

/// Articles in the order of their ids, and all their quotations in the same order.
pub(super) struct Corpus {
    pub articles: Vec<Article>,
    pub quotations: Vec<Quotation>,
    pub warnings: usize,
}

impl Corpus {
    /// Reads and parses everything.
    pub fn read(source: &mut Source, lexicon: &Lexicon) -> Result<Self> {
        let articles = source.all()?;
        Ok(Self::parse(articles, source, lexicon))
    }

    /// Sorts the articles and parses them in parallel.
    pub fn parse(articles: Vec<Article>, source: &Source, lexicon: &Lexicon) -> Self {
        Self::parse_with(articles, source, lexicon, ExtractOptions::default())
    }

    /// The same, with what is reported without marks.
    pub fn with_reports(articles: Vec<Article>, source: &Source, lexicon: &Lexicon) -> Self {
        let options = ExtractOptions { indirect: true, ..ExtractOptions::default() };
        Self::parse_with(articles, source, lexicon, options)
    }

    fn parse_with(
        mut articles: Vec<Article>,
        source: &Source,
        lexicon: &Lexicon,
        options: ExtractOptions,
    ) -> Self {
        articles.sort_by(|a, b| a.id().cmp(b.id()));
        source.doing("parsing");
        let extractions: Vec<_> =
            articles.par_iter().map(|article| inquit::extract(article, lexicon, &options)).collect();
        let (mut quotations, mut warnings) = (Vec::new(), 0);
        for (index, extraction) in extractions.into_iter().enumerate() {
            warnings += extraction.warnings.len();
            for warning in &extraction.warnings {
                source.warning(&articles[index], warning);
            }
            quotations.extend(
                extraction.quotations.into_iter().map(|q| Quotation { article: ArticleIx(index), ..q }),
            );
        }
        Self { articles, quotations, warnings }
    }

    /// The remarks behind all quotations, with the corrections of `--links`. Those that name nothing are told.
    pub fn remarks(&self, corrections: &Corrections, source: &Source, lexicon: &Lexicon) -> Vec<Remark> {
        source.doing("grouping");
        let settings = group::score::Settings::default();
        let remarks = group::remarks_with(&self.articles, &self.quotations, lexicon, corrections, settings);
        source.unmatched(corrections, &corrections.unmatched(&self.articles, &self.quotations, &remarks));
        remarks
    }

    /// Some of the articles, with their quotations and what of the remarks stands in them.
    pub fn only(self, remarks: Vec<Remark>, keep: impl Fn(&Article) -> bool) -> (Self, Vec<Remark>) {
        let numbered = |kept: &mut dyn Iterator<Item = bool>| -> Vec<Option<usize>> {
            let mut next = 0..;
            kept.map(|kept| if kept { next.next() } else { None }).collect()
        };
        let articles = numbered(&mut self.articles.iter().map(keep));
        let of = |article: ArticleIx| articles.get(article.0).copied().flatten().map(ArticleIx);
        let quotations = numbered(&mut self.quotations.iter().map(|q| of(q.article).is_some()));
        let place = |w: &Wording| {
            let quotation = quotations.get(w.quotation.0).copied().flatten()?;
            Some(Wording::new(of(w.article)?, QuotationIx(quotation), w.span))
        };
        let restricted = |remark: Remark| {
            let wordings = numbered(&mut remark.wordings.iter().map(|w| of(w.article).is_some()));
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
        let remarks = remarks.into_iter().map(restricted).filter(|r| !r.wordings.is_empty()).collect();
        let corpus = Self {
            articles: self.articles.into_iter().zip(&articles).filter_map(|(a, n)| n.map(|_| a)).collect(),
            quotations: self
                .quotations
                .into_iter()
                .filter_map(|q| Some(Quotation { article: of(q.article)?, ..q }))
                .collect(),
            warnings: self.warnings,
        };
        (corpus, remarks)
    }

    /// The remarks side by side.
    pub fn comparison<'a>(
        &'a self,
        remarks: &'a [Remark],
        grouping: &args::Grouping,
        lexicon: &Lexicon,
    ) -> Comparison<'a> {
        let copies = group::copies(&self.articles, &self.quotations);
        let mut comparison = Comparison::new(&self.articles, &self.quotations, remarks, copies, |remark| {
            self.compare(remark, lexicon)
        });
        comparison.explain = grouping.explain;
        let reports = group::paraphrases(&self.articles, &self.quotations, remarks, lexicon);
        comparison.report(&reports, remarks);
        comparison
    }

    /// One remark's wordings side by side, and how their attributions differ.
    pub fn compare(&self, remark: &Remark, lexicon: &Lexicon) -> (Collation, Vec<Attribution>) {
        let collation = compare::collate(remark, &self.articles, &self.quotations, lexicon);
        (collation, compare::attributions(remark, &self.quotations))
    }

    /// The figures of the run; quotations that quote nobody are not counted, nor reports without marks.
    pub fn summary(&self, source: &Source) -> Summary {
        let speech = |q: &&Quotation| !matches!(q.kind, Kind::NotSpeech | Kind::Indirect);
        Summary {
            articles: self.articles.len(),
            quotations: self.quotations.iter().filter(speech).count(),
            skipped: source.skipped,
            warnings: self.warnings,
        }
    }
}
