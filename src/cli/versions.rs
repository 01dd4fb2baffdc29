//! `inquit versions`: all the versions of one quotation.

use std::path::Path;

use anyhow::{Result, bail};

use crate::Inquit;
use crate::ask::{FoundVersions, SourceSet, WantedRemark};
use crate::model::RemarkName;
use crate::render::{Format, Look, Scope, ShownRemarks, Summary};

use super::args::{self, Global};
use super::context::{Status, grammar};
use super::input::Source;
use super::{links, output};

/// What was found, and the figures of what was searched.
type Versions = (FoundVersions<'static>, Summary);

pub(super) fn run(command: &args::Versions, global: &Global) -> Result<Status> {
    let look = Look { aligned: command.align, ..output::look(global, command.full) };
    let look = output::look_of(command.format, command.csv, look)?;
    let look = output::paged(command.format, command.annotation, look)?;
    let inquit = Inquit::with(grammar(global)?).indirect(true).explain(command.grouping.explain);
    let wanted = WantedRemark::new(&command.quote, inquit.lexicon());
    if wanted.is_empty() {
        bail!("the quotation has no words; give the words to search for");
    }
    let asks = command.grouping.explain || command.grouping.links.is_some();
    if command.paths.corpus.is_some() && asks {
        bail!(
            "a corpus stores remarks without their links; for --links and --explain, give the articles as PATH, or use \
             `inquit compare --corpus`, which groups them again"
        );
    }
    let (found, summary) = match &command.paths.corpus {
        Some(file) => in_corpus(file, &wanted, inquit)?,
        None => in_articles(command, &wanted, global, inquit)?,
    };
    let comparison = found.comparison();
    let shown = ShownRemarks { comparison: &comparison, scope: Scope::All };
    output::write(command.format, look, &shown, &summary)?;
    let is_empty = found.remarks.list.is_empty();
    if is_empty && command.format == Format::Table {
        output::message("note", not_found(&wanted));
    }
    Ok(Status::of(summary.skipped, !is_empty))
}

fn not_found(wanted: &WantedRemark<'_>) -> &'static str {
    match wanted.name {
        Some(RemarkName::Id(_)) => "no remark has this id or had it",
        Some(RemarkName::Place { .. }) => "no quotation stands at this place or has these words",
        None => "no quotation has these words; try fewer of them",
    }
}

/// The remarks that the words name, from articles. A quotation of several sentences can be several remarks.
fn in_articles(
    command: &args::Versions,
    wanted: &WantedRemark<'_>,
    global: &Global,
    inquit: Inquit<'static>,
) -> Result<Versions> {
    let corrections = links::read(command.grouping.links.as_deref())?;
    let mut source = Source::of(&command.paths, global, true)?;
    source.progress().stages(3);
    let corpus = source.corpus(inquit)?;
    let remarks = source.remarks(&corpus, &corrections);
    source.close();
    let summary = source.summary(&corpus);
    Ok((FoundVersions::among(corpus, remarks, wanted), summary))
}

fn in_corpus(file: &Path, wanted: &WantedRemark<'_>, inquit: Inquit<'static>) -> Result<Versions> {
    let set = SourceSet::of_any_file(inquit, file)?;
    let found = set.find(wanted)?;
    if !found.is_current {
        output::message(
            "warning",
            "articles were added or removed since the remarks were built; `inquit corpus add` brings them up to date",
        );
    }
    if let (Some(now), Some(name)) = (&found.renamed, &wanted.name) {
        output::message("note", &format!("{name} is a former id; the remark now has {now}"));
    }
    Ok((found, set.summary()?))
}
