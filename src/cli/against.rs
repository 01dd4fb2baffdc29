//! `inquit check --against RECEIPT`: what has changed since an earlier check.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::corpus::{Checked, CheckedNow, Earlier, hashes, since};
use crate::model::{Article, Receipt, SourceHash};
use crate::render::{Format, Summary};

use super::args::{CheckArgs, Global};
use super::context::Status;
use super::{input, output};

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
    (checked, articles): (&[Checked], &[Article]),
    (summary, receipt): (&Summary, &Receipt),
    (command, global): (&CheckArgs, &Global),
) -> Result<Status> {
    let known = match (&receipt.sources.list, &command.corpus) {
        (Some(list), _) => list.clone(),
        (None, Some(file)) => stored(file, earlier)?,
        (None, None) => hashes(articles),
    };
    let since = since(earlier, &CheckedNow { receipt, checked, known: &known });
    output::write(command.format, output::look(global, true), &since, summary)?;
    Ok(Status::of(summary.skipped, since.worse == 0))
}

fn stored(file: &Path, earlier: &Earlier) -> Result<Vec<SourceHash>> {
    Ok(input::filled(file)?.hashes_of(&earlier.sources())?)
}
