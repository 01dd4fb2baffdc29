//! Errors, notes and hints of the library → sentences of the command line. Here alone the library's words
//! meet flags and commands.

use std::error::Error;
use std::fmt::Display;
use std::path::PathBuf;

use super::args::FilterArgs;
use crate::ask::AskError;
use crate::compare::{Condition, Emptied};
use crate::eval::GoldError;
use crate::group::CorrectionsError;
use crate::model::{FileFormat, Hint};
use crate::read::{Note, QuoteError, ReadError, SpeakersError};
use crate::store::StoreError;

/// What tables call the option that shows everything.
pub(super) const FULL: &str = "--full";

/// What the user can do, with the flags and commands that do it.
pub(super) fn hint(hint: Hint) -> String {
    match hint {
        Hint::NameField { field } => format!("name it with --map {field}=COLUMN"),
        Hint::CheckField { field } => {
            format!("check the name that --map gives the {field}, or leave the line out")
        }
        Hint::NameFile => "to read it, give the file by name".to_owned(),
        Hint::NameFileAndField { .. } => "to read it, give the file by name, with --map".to_owned(),
        Hint::MakeCorpus => "`inquit corpus add --corpus FILE PATH…` creates one".to_owned(),
        Hint::FillCorpus => "`inquit corpus add` adds articles".to_owned(),
        Hint::UpdateCorpus => "`inquit corpus add --corpus FILE` brings it up to date".to_owned(),
        Hint::RepairCorpus => "`inquit corpus check --repair` says what is damaged and makes again what can be made".to_owned(),
        Hint::BuildIndex => {
            "give that one with --grammar, or rebuild the index with this one: `inquit corpus vacuum --corpus FILE`".to_owned()
        }
        Hint::CheckPath => "check the path".to_owned(),
        Hint::ReadAsTranscript => "--as transcript reads its labels".to_owned(),
        Hint::SeeFormat(FileFormat::Links) => "docs/cli.md shows an example".to_owned(),
        Hint::SeeFormat(FileFormat::Quotations) => "docs/format.md names the keys".to_owned(),
        Hint::SeeFormat(FileFormat::Annotations) => "compare it with docs/format.md".to_owned(),
        Hint::SeeFormat(FileFormat::Speakers) => "a line is SPEAKER_00 = \"Ana Ruiz\"".to_owned(),
    }
}

/// Which option left no remark, and what it could be instead.
pub(super) fn emptied(emptied: &Emptied, asked: &FilterArgs) -> String {
    let given = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{name} {value}")).into_iter().collect::<Vec<_>>()
    };
    let option = match emptied.condition {
        Condition::Outlets => vec![format!("--min-outlets {}", asked.min_outlets)],
        Condition::Speaker => given("--speaker", &asked.speaker),
        Condition::About => given("--about", &asked.about),
        Condition::Differs => vec!["--differs".to_owned()],
        Condition::Time => [given("--since", &asked.since), given("--until", &asked.until)].concat(),
    };
    let remarks = match emptied.of {
        1 => "the shared remark".to_owned(),
        of => format!("the {of} shared remarks"),
    };
    let near = match emptied.near.as_slice() {
        [] => String::new(),
        names => format!("; the speakers here include {}", names.join(", ")),
    };
    format!("{} leaves nothing of {remarks}{near}", option.join(" and "))
}

/// A message with its hint.
pub(super) fn with_hint(message: impl Display, said: Option<Hint>) -> String {
    match said.map(hint) {
        Some(hint) => format!("{message}; {hint}"),
        None => message.to_string(),
    }
}

/// An error with its hint, then its causes.
pub(super) fn explained(error: &(dyn Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |&error| error.source());
    let said: Vec<String> = chain.map(|error| with_hint(error, hint_of(error))).collect();
    said.join(": ")
}

/// A note with its hint.
pub(super) fn note(note: &Note) -> String {
    match note {
        Note::Unmapped { ours, theirs } => format!("--map {ours}={theirs}: {note}"),
        _ => with_hint(note, note.hint()),
    }
}

/// Says that sources were given in the order that will not be read any more.
pub(super) fn old_order(sources: &[PathBuf]) -> String {
    let one = |path: &PathBuf| format!("--in {}", path.display());
    let written: Vec<String> = sources.iter().map(one).collect();
    format!(
        "--in takes one path; write {} (the next release reads the other paths as drafts)",
        written.join(" ")
    )
}

fn hint_of(error: &(dyn Error + 'static)) -> Option<Hint> {
    None.or_else(|| error.downcast_ref::<ReadError>()?.hint)
        .or_else(|| error.downcast_ref::<StoreError>()?.hint())
        .or_else(|| error.downcast_ref::<AskError>()?.hint())
        .or_else(|| error.downcast_ref::<CorrectionsError>()?.hint())
        .or_else(|| error.downcast_ref::<SpeakersError>()?.hint())
        .or_else(|| error.downcast_ref::<GoldError>()?.hint())
        .or_else(|| error.downcast_ref::<QuoteError>()?.hint())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hint_has_a_sentence_of_its_own() {
        let mut said: Vec<String> = Hint::ALL.iter().map(|h| hint(*h)).collect();
        assert!(said.iter().all(|sentence| !sentence.is_empty()), "{said:?}");
        said.sort();
        said.dedup();
        assert_eq!(said.len(), Hint::ALL.len(), "{said:?}");
    }

    #[test]
    fn an_error_says_what_where_and_how_to_mend_it() {
        let error = StoreError::Missing { path: "news.db".into() };
        let said = "news.db: no such corpus; `inquit corpus add --corpus FILE PATH…` creates one";
        assert_eq!(explained(&error), said);
        let error = anyhow::Error::from(StoreError::Missing { path: "news.db".into() }).context("first");
        assert_eq!(explained(error.as_ref()), format!("first: {said}"));
    }
}
