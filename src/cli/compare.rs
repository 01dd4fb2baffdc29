//! `inquit compare`: the remarks that several articles share, side by side.

use std::io::Write;

use anyhow::Result;

use inquit::Inquit;
use inquit::compare::{Comparison, Filter};
use inquit::render::{Csv, Html, Json, Markdown, Summary, Table, Tei};

use super::args::{self, CompareFormat, Global};
use super::context::{Status, grammar, summary};
use super::input::Source;
use super::{links, output};

pub(super) fn run(command: &args::Compare, global: &Global) -> Result<Status> {
    let inquit = Inquit::with(grammar(global)?).indirect(true).explain(command.grouping.explain);
    let filter = Filter::from(&command.filter);
    let corrections = links::read(command.grouping.links.as_deref())?;
    let mut source = Source::of(&command.paths, global, true)?;
    let corpus = source.corpus(inquit)?;
    let remarks = source.remarks(&corpus, &corrections);
    source.doing("comparing");
    let comparison = corpus.comparison(&remarks.list, &filter);
    source.close();
    let summary = summary(&corpus, source.skipped);
    write(command, global, &comparison, &summary)?;
    Ok(Status::of(summary.skipped, comparison.shared().next().is_some()))
}

fn write(
    command: &args::Compare,
    global: &Global,
    comparison: &Comparison<'_>,
    summary: &Summary,
) -> Result<()> {
    let mut out = output::stdout();
    match command.format {
        CompareFormat::Table => {
            let look = output::look(global, command.full);
            Table { look }.compare(&mut out, comparison, summary)?;
        }
        CompareFormat::Json => Json { lines: false }.compare(&mut out, comparison, summary)?,
        CompareFormat::Jsonl => Json { lines: true }.compare(&mut out, comparison, summary)?,
        CompareFormat::Csv => Csv.compare(&mut out, comparison)?,
        CompareFormat::Md => Markdown.compare(&mut out, comparison, summary)?,
        CompareFormat::Tei => Tei.compare(&mut out, comparison)?,
        CompareFormat::Html => Html.compare(&mut out, comparison, summary)?,
    }
    Ok(out.flush()?)
}
