//! `inquit versions`: all the versions of one quotation.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};

use inquit::group::QuoteSearch;
use inquit::lexicon::Lexicon;
use inquit::model::Remark;
use inquit::render::{Csv, Html, Json, Markdown, Summary, Table, Tei};
use inquit::store::Store;

use super::args::{self, CompareFormat, Global};
use super::compare::Corpus;
use super::input::Source;
use super::links;
use super::{Status, grammar, output};

pub(super) fn run(command: &args::Versions, global: &Global) -> Result<Status> {
    let lexicon = grammar(global)?;
    let wanted = QuoteSearch::new(&command.quote, lexicon);
    if wanted.is_empty() {
        bail!("the quotation has no words; give those that you are looking for");
    }
    let asks = command.grouping.explain || command.grouping.links.is_some();
    if command.paths.corpus.is_some() && asks {
        bail!(
            "a corpus holds its remarks without their links; for --links and --explain give the articles as PATH, or use \
             `inquit compare --corpus`, which groups them anew"
        );
    }
    let (corpus, remarks, summary) = match &command.paths.corpus {
        Some(file) => stored(file, &command.quote, &wanted, lexicon)?,
        None => read(command, &wanted, global, lexicon)?,
    };
    let found = &remarks[..];
    let comparison = corpus.comparison(found, &command.grouping, lexicon);
    let mut out = output::stdout();
    match command.format {
        CompareFormat::Table => {
            Table { look: output::look(global, command.full) }.versions(&mut out, &comparison)?;
            if found.is_empty() {
                output::message("note", "no quotation has these words; try fewer of them");
            }
        }
        CompareFormat::Json => Json { lines: false }.compare(&mut out, &comparison, &summary)?,
        CompareFormat::Jsonl => Json { lines: true }.compare(&mut out, &comparison, &summary)?,
        CompareFormat::Csv => Csv.compare(&mut out, &comparison)?,
        CompareFormat::Md => Markdown.versions(&mut out, &comparison)?,
        CompareFormat::Tei => Tei.versions(&mut out, &comparison)?,
        CompareFormat::Html => Html.versions(&mut out, &comparison, &summary)?,
    }
    out.flush()?;
    Ok(match (summary.skipped, found) {
        (1.., _) => Status::BadInput,
        (0, []) => Status::Nothing,
        (0, _) => Status::Done,
    })
}

/// The remarks that the words name, from articles. A quotation of several sentences can be several remarks.
fn read(
    command: &args::Versions,
    wanted: &QuoteSearch<'_>,
    global: &Global,
    lexicon: &Lexicon,
) -> Result<(Corpus, Vec<Remark>, Summary)> {
    let corrections = links::read(command.grouping.links.as_deref())?;
    let mut source = Source::of(&command.paths, global, true)?;
    let articles = source.all()?;
    let corpus = Corpus::with_reports(articles, &source, lexicon);
    let mut remarks = corpus.remarks(&corrections, &source, lexicon);
    let found = wanted.remarks(&remarks, &corpus.articles);
    let mut index = 0..;
    remarks.retain(|_| index.next().is_some_and(|i| found.contains(&i)));
    source.close();
    let summary = corpus.summary(&source);
    Ok((corpus, remarks, summary))
}

/// The remark, with its articles, from a corpus.
fn stored(
    file: &Path,
    quote: &str,
    wanted: &QuoteSearch<'_>,
    lexicon: &Lexicon,
) -> Result<(Corpus, Vec<Remark>, Summary)> {
    let mut store = Store::open(file)?;
    if !store.is_grouped()? {
        output::message(
            "warning",
            "articles came or went since the remarks were made; `inquit corpus add` brings them up to date",
        );
    }
    let near = store.wordings_near(quote, lexicon)?;
    // A corpus gives one remark: that of the sentence which it has best.
    let scored = near.iter().filter_map(|n| Some((wanted.score(&n.text)?, n)));
    let best = scored.max_by(|(x, a), (y, b)| {
        x.total_cmp(y).then(a.wordings.cmp(&b.wordings)).then(b.remark.cmp(&a.remark))
    });
    let found = match best {
        Some((_, near)) => store.remark(near.remark)?,
        None => None,
    };
    let (articles, quotations, remark) =
        found.map_or_else(Default::default, |f| (f.articles, f.quotations, vec![f.remark]));
    let corpus = Corpus { articles, quotations, warnings: 0 };
    let searched = store.searched()?;
    let summary =
        Summary { articles: searched.articles, quotations: searched.quotations, ..Summary::default() };
    Ok((corpus, remark, summary))
}
