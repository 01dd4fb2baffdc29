//! `inquit compare`: the remarks that several articles share, side by side.

use std::io::Write;

use anyhow::Result;
use rayon::prelude::*;

use inquit::lexicon::Lexicon;
use inquit::model::{Article, Attribution, Collation, Kind, Quotation, Remark};
use inquit::render::{Comparison, Csv, Json, Markdown, Summary, Table};
use inquit::{ExtractOptions, compare, group};

use super::args::{self, Format, Global};
use super::input::Source;
use super::{Status, grammar, output};

pub(super) fn run(command: &args::Compare, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let mut source = Source::of(&command.paths, global, true)?;
    let corpus = Corpus::read(&mut source, lexicon)?;
    source.doing("grouping");
    let remarks = group::remarks(&corpus.articles, &corpus.quotations, lexicon);
    source.doing("comparing");
    let comparison = Comparison::new(&corpus.articles, &corpus.quotations, &remarks, |remark| {
        corpus.compare(remark, lexicon)
    });
    source.close();
    let summary = corpus.summary(&source);
    let mut out = output::stdout();
    match command.format {
        Format::Table => {
            let look = output::look(global, command.full);
            Table { look }.compare(&mut out, &comparison, &summary)?;
        }
        Format::Json => Json { lines: false }.compare(&mut out, &comparison, &summary)?,
        Format::Jsonl => Json { lines: true }.compare(&mut out, &comparison, &summary)?,
        Format::Csv => Csv.compare(&mut out, &comparison)?,
        Format::Md => Markdown.compare(&mut out, &comparison, &summary)?,
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
    pub fn parse(mut articles: Vec<Article>, source: &Source, lexicon: &Lexicon) -> Self {
        articles.sort_by(|a, b| a.id().cmp(b.id()));
        source.doing("parsing");
        let options = ExtractOptions::default();
        let extractions: Vec<_> =
            articles.par_iter().map(|article| inquit::extract(article, lexicon, &options)).collect();
        let (mut quotations, mut warnings) = (Vec::new(), 0);
        for (index, extraction) in extractions.into_iter().enumerate() {
            warnings += extraction.warnings.len();
            for warning in &extraction.warnings {
                source.warning(&articles[index], warning);
            }
            quotations.extend(extraction.quotations.into_iter().map(|q| Quotation { article: index, ..q }));
        }
        Self { articles, quotations, warnings }
    }

    /// One remark's wordings side by side, and how their attributions differ.
    pub fn compare(&self, remark: &Remark, lexicon: &Lexicon) -> (Collation, Vec<Attribution>) {
        let collation = compare::collate(remark, &self.articles, &self.quotations, lexicon);
        (collation, compare::attributions(remark, &self.articles, &self.quotations))
    }

    /// The figures of the run; quotations that quote nobody are not counted.
    pub fn summary(&self, source: &Source) -> Summary {
        let speech = |q: &&Quotation| q.kind != Kind::NotSpeech;
        Summary {
            articles: self.articles.len(),
            quotations: self.quotations.iter().filter(speech).count(),
            skipped: source.skipped,
            warnings: self.warnings,
        }
    }
}
