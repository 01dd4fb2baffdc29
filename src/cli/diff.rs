//! `inquit diff`: two sides, what each quoted, and how wording and attribution differ. A side is a file or folder, or an outlet's name among
//! the articles of further paths.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use rustc_hash::FxHashSet;

use inquit::compare::{OutletDifference, rebased};
use inquit::model::ArticleIx;
use inquit::render::{Csv, Json, Markdown, Table};

use super::args::{self, DiffFormat, Global};
use super::compare::Corpus;
use super::input::Source;
use super::links;
use super::{Status, grammar, output};

pub(super) fn run(command: &args::Diff, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let corrections = links::read(command.grouping.links.as_deref())?;
    let paths = [PathBuf::from(&command.a), PathBuf::from(&command.b)];
    let by_path = command.paths.is_empty() && command.corpus.is_none();
    let mut source = match &command.corpus {
        Some(file) => Source::corpus(file, global)?,
        None => Source::open(if by_path { &paths } else { &command.paths }, global, true)?,
    };
    let mut articles = Vec::new();
    let (mut sides, mut second) = (FxHashSet::default(), FxHashSet::default());
    while let Some(article) = source.next()? {
        let is = |name: &str| article.outlet_or_id().eq_ignore_ascii_case(name) || article.id() == name;
        let of_second = if by_path { source.root() == 1 } else { is(&command.b) };
        if by_path || of_second || is(&command.a) {
            sides.insert(article.id().to_owned());
            if of_second {
                second.insert(article.id().to_owned());
            }
        }
        articles.push(article);
    }
    // What the others print helps to tell which remarks are one.
    let all = Corpus::with_reports(articles, &source, lexicon);
    let remarks = all.remarks(&corrections, &source, lexicon);
    let (corpus, remarks) = all.only(remarks, |article| sides.contains(article.id()));
    let side = |article: ArticleIx| {
        corpus.articles.get(article.0).map_or(0, |article| usize::from(second.contains(article.id())))
    };
    for (index, name) in [&command.a, &command.b].into_iter().enumerate() {
        if !(0..corpus.articles.len()).map(ArticleIx).any(|article| side(article) == index) {
            source.close();
            let hint = if by_path { "check the path" } else { "check the outlet's name" };
            bail!("{name}: no article on this side; {hint}");
        }
    }
    let remarks = rebased(&remarks, side);
    let names = [command.a.clone(), command.b.clone()];
    let all = corpus.comparison(&remarks, &command.grouping, lexicon);
    let difference = OutletDifference::new(names, all, side);
    source.close();
    let summary = corpus.summary(&source);
    let mut out = output::stdout();
    match command.format {
        DiffFormat::Table => {
            Table { look: output::look(global, command.full) }.difference(&mut out, &difference)?;
        }
        DiffFormat::Json => Json { lines: false }.difference(&mut out, &difference, &summary)?,
        DiffFormat::Jsonl => Json { lines: true }.difference(&mut out, &difference, &summary)?,
        DiffFormat::Csv => Csv.difference(&mut out, &difference)?,
        DiffFormat::Md => Markdown.difference(&mut out, &difference)?,
    }
    out.flush()?;
    Ok(if summary.skipped > 0 {
        Status::BadInput
    } else if corpus.quotations.is_empty() {
        Status::Nothing
    } else {
        Status::Done
    })
}
