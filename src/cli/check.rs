//! `inquit check`: every quotation of a draft, verified.

use std::fs;

use anyhow::{Context, Result};

use crate::Inquit;
use crate::ask::{self, AskBounds, CheckOptions, SourceSet};
use crate::corpus::{Allowed, Checked, Selection, unlisted_numbers};

use super::against;
use super::args::{self, Global};
use super::context::{Status, chosen, grammar};
use super::input::{self, Source};
use super::output::{self, counted, message};
use super::watch::KeptSources;

pub(super) fn run(command: &args::CheckArgs, global: &Global, kept: &mut KeptSources) -> Result<Status> {
    let look = output::look_of(command.format, command.csv, output::look(global, true))?;
    let look = output::paged(command.format, command.annotation, look)?;
    let inquit = Inquit::with(grammar(global)?);
    let choice = chosen(command.style, command.fail_on.as_deref())?;
    let options = CheckOptions { choice, selection: selection(command)? };
    input::one_stdin(("the draft", &command.drafts), ("the source", &command.within))?;
    let earlier = against::earlier(command)?;
    let mut reading = Source::drafts(&command.drafts, global)?;
    let mut drafts = Vec::new();
    while let Some(article) = reading.next()? {
        drafts.extend(ask::drafts(article, reading.origin(), inquit.lexicon()));
    }
    reading.close();
    // Sources that are kept for the next draft are kept whole; a draft among them confirms nothing there either.
    let left_out = if command.watch { &[][..] } else { &drafts };
    let set = kept.get(|| match &command.corpus {
        Some(file) => Ok(SourceSet::of_file(inquit, file)?.numbered(command.numbered)),
        None => {
            let mut source = Source::open(&command.within, global, true)?;
            let set = source.set(inquit, command.numbered, left_out)?;
            source.close();
            Ok(set)
        }
    })?;
    let mut report = set.check(drafts, &options, AskBounds::default())?;
    note_numbers(&report.checked);
    report.summary.skipped += reading.account().skipped;
    if let Some(earlier) = earlier {
        return against::write(&earlier, &report, command, global);
    }
    output::write(command.format, look, &report.shown(command.all), &report.summary)?;
    Ok(Status::of(report.summary.skipped, report.passes()))
}

/// Names the drafts with numbers that mean nothing.
fn note_numbers(checked: &[Checked]) {
    for (draft, count) in unlisted_numbers(checked) {
        let claims = counted(count, "quotation");
        message(
            "note",
            &format!(
                "{draft}: no list of references says what the numbers in brackets mean ({claims}); with --numbered they count the sources in the order of --in"
            ),
        );
    }
}

/// What of the drafts is checked.
fn selection(command: &args::CheckArgs) -> Result<Selection> {
    let allowed = match &command.allow {
        Some(file) => {
            let lines = fs::read_to_string(file).with_context(|| file.display().to_string())?;
            Allowed::read(&lines)
        }
        None => Allowed::default(),
    };
    let speaker = command.speaker.clone();
    Ok(Selection { every: command.every, min_words: command.min_words, speaker, allowed })
}
