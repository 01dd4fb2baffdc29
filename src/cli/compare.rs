//! `inquit compare`: the remarks that several articles share, side by side.

use anyhow::Result;

use crate::Inquit;
use crate::compare::Filter;
use crate::render::{Look, Scope, ShownRemarks};

use super::args::{self, Global};
use super::context::{Status, grammar};
use super::input::Source;
use super::{links, output, words};

pub(super) fn run(command: &args::Compare, global: &Global) -> Result<Status> {
    let look = Look { aligned: command.align, ..output::look(global, command.full) };
    let look = output::look_of(command.format, command.csv, look)?;
    let look = output::paged(command.format, command.annotation, look)?;
    let inquit = Inquit::with(grammar(global)?).indirect(true).explain(command.grouping.explain);
    let filter = Filter::from(&command.filter);
    let corrections = links::read(command.grouping.links.as_deref())?;
    let mut source = Source::of(&command.paths, global, true)?;
    source.progress().stages(4);
    let corpus = source.corpus(inquit)?;
    let remarks = source.remarks(&corpus, &corrections);
    let done = source.progress().counting("comparing", remarks.list.len());
    let comparison = corpus.comparison_counted(&remarks, &filter, &done);
    source.close();
    let summary = source.summary(&corpus);
    let shown = ShownRemarks { comparison: &comparison, scope: Scope::Shared };
    if let Some(emptied) = &comparison.emptied {
        output::message("note", &words::emptied(emptied, &command.filter));
    }
    output::write(command.format, look, &shown, &summary)?;
    Ok(Status::of(summary.skipped, comparison.shared().next().is_some()))
}
