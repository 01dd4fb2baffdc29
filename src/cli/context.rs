//! What every command asks for. In: the global options. Out: the grammar, the gate, and how a run ended.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Result;
use clap::ValueEnum;

use crate::ask::GateChoice;
use crate::lexicon::Lexicon;

use super::args::{Global, Style};

/// How a command ended, if it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// It ran and has something to show.
    Done,
    /// It ran and found nothing, or a check failed.
    Nothing,
    /// At least one input was bad; the others are done.
    BadInput,
}

impl Status {
    /// The status of a run: bad inputs count most, then whether there is something to show.
    pub fn of(skipped: usize, shown: bool) -> Self {
        match (skipped, shown) {
            (1.., _) => Self::BadInput,
            (0, true) => Self::Done,
            (0, false) => Self::Nothing,
        }
    }
}

impl From<Status> for u8 {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => 0,
            Status::Nothing => 1,
            Status::BadInput => 2,
        }
    }
}

/// The grammar of `--grammar`, or the one that is built in.
pub(super) fn grammar(global: &Global) -> Result<&'static Lexicon> {
    static ASKED_FOR: OnceLock<Lexicon> = OnceLock::new();
    let Some(folder) = &global.grammar else { return Ok(Lexicon::built_in()) };
    if let Some(read) = ASKED_FOR.get() {
        return Ok(read);
    }
    let read = Lexicon::load(&languages(folder).swap_remove(0))?;
    Ok(ASKED_FOR.get_or_init(|| read))
}

/// The language folders that `folder` is or holds, sorted; `folder` itself if it is neither.
pub(super) fn languages(folder: &Path) -> Vec<PathBuf> {
    let is_language = |folder: &Path| Lexicon::file_names().any(|name| folder.join(name).is_file());
    let mut below: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
        .unwrap_or_default();
    below.retain(|path| is_language(path));
    below.sort();
    if is_language(folder) || below.is_empty() { vec![folder.to_path_buf()] } else { below }
}

/// The gate of a list of answers, or else of a style.
///
/// # Errors
/// A name that is no answer.
pub(super) fn chosen(style: Style, fail_on: Option<&str>) -> Result<GateChoice> {
    let name = style.to_possible_value().map(|value| value.get_name().to_owned());
    Ok(GateChoice::new(&name.unwrap_or_default(), fail_on)?)
}
