//! `inquit check --against RECEIPT`: what has changed since an earlier check.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::ask::CheckReport;
use crate::corpus::{CheckedNow, Earlier, hashes, since};
use crate::model::SourceHash;
use crate::render::{Format, Summary};
use crate::store::Store;

use super::args::{CheckArgs, Global};
use super::context::Status;
use super::output;

/// Reads the earlier check; before the search, so that a wrong file is named at once.
pub(super) fn earlier(command: &CheckArgs) -> Result<Option<Earlier>> {
    let Some(file) = &command.against else { return Ok(None) };
    if !matches!(command.format, Format::Table | Format::Json | Format::Jsonl) {
        bail!("--against has the formats table, json and jsonl");
    }
    let name = || file.display().to_string();
    let text = fs::read_to_string(file).with_context(name)?;
    Ok(Some(Earlier::read(&text).with_context(name)?))
}

/// Writes what is another.
pub(super) fn write(
    earlier: &Earlier,
    report: &CheckReport<'_, '_>,
    command: &CheckArgs,
    global: &Global,
) -> Result<Status> {
    let CheckReport { checked, articles, summary, .. } = report;
    let receipt = summary.receipt.as_ref().context("this program makes no receipts")?;
    let known = match (&receipt.sources.list, &command.corpus) {
        (Some(list), _) => list.clone(),
        (None, Some(file)) => stored(file, earlier)?,
        (None, None) => hashes(articles),
    };
    let since = since(earlier, &CheckedNow { receipt, checked, known: &known });
    let figures = Summary { receipt: None, ..summary.clone() };
    output::write(command.format, output::look(global, true), &since, &figures)?;
    Ok(Status::of(summary.skipped, since.worse == 0))
}

fn stored(file: &Path, earlier: &Earlier) -> Result<Vec<SourceHash>> {
    Ok(Store::open(file)?.hashes_of(&earlier.sources())?)
}
