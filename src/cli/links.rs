//! `--links`: links made by hand. In: the file. Out: the corrections that grouping follows, and a message for
//! each of its entries that names nothing.

use std::path::Path;

use anyhow::{Context, Result};

use super::output::{NAMED, counted};
use crate::group::{Corrections, UnmatchedSide};

/// How to find the ids of quotations.
pub(super) const IDS: &str = "`inquit extract --format jsonl` prints ids and words";
/// How to find the ids of records.
pub(super) const RECORD_IDS: &str = "each line that `inquit group` writes begins with the id";

/// Reads the file of `--links`; without it there are no corrections.
///
/// # Errors
/// If it cannot be read, or is not a file of links.
pub(super) fn read(file: Option<&Path>) -> Result<Corrections> {
    let Some(path) = file else { return Ok(Corrections::default()) };
    let file = path.to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{file}: cannot be read; check the path that --links gives"))?;
    Ok(Corrections::from_toml(&file, &text)?)
}

/// A message for each side that names nothing; `mend` says where the names are. Without `-v` they are few.
pub(super) fn unmatched(
    corrections: &Corrections,
    sides: &[UnmatchedSide],
    mend: &str,
    verbose: bool,
) -> Vec<String> {
    let file = corrections.file();
    let message = |side: &UnmatchedSide| {
        format!("{file}:{}: {}, so the entry does nothing; {mend}", side.line, side.missing)
    };
    let shown = if verbose { sides.len() } else { sides.len().min(NAMED) };
    let mut messages: Vec<String> = sides[..shown].iter().map(message).collect();
    if shown < sides.len() {
        let more = counted(sides.len() - shown, "more name");
        messages.push(format!("{file}: {more} not found; -v lists them"));
    }
    messages
}
