//! Orders of arguments that clap does not know.
//!
//! In: the arguments as they were written. Out: [`Args`], and the paths that were read as sources although no `--in` stands before them.
//!
//! ```text
//! inquit --corpus FILE verify …     the option goes behind the command, which knows it
//! check DRAFT --in A B              B is a source, as it was when --in took many values
//! check --in A DRAFT                one --in takes one value, so this is a draft
//! ```

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, CommandFactory, FromArgMatches};

use super::args::{Args, Command};

const CORPUS: &str = "--corpus";
const WITHIN: &str = "--in";

/// The arguments, and which of the sources were given in the old order.
pub(super) struct Parsed {
    pub args: Args,
    pub old_order: Vec<PathBuf>,
}

/// Reads the arguments; the first is the program's name.
///
/// # Errors
/// Those of clap: help, the version, a usage error.
pub(super) fn parse(written: Vec<OsString>) -> Result<Parsed, clap::Error> {
    let command = Args::command();
    let written = corpus_behind(written, &command);
    let matches = command.try_get_matches_from(&written)?;
    let mut args = Args::from_arg_matches(&matches)?;
    let old_order = sources_in_old_order(&mut args, &matches, &written);
    Ok(Parsed { args, old_order })
}

/// Puts `--corpus FILE` before the command to the end, where the command finds it.
fn corpus_behind(mut written: Vec<OsString>, command: &clap::Command) -> Vec<OsString> {
    let takes_value = |option: &str| {
        let long = option.trim_start_matches('-');
        let known = command.get_arguments().find(|arg| arg.get_long() == Some(long));
        known.is_some_and(|arg| arg.get_action().takes_values())
    };
    let (mut at, mut found) = (1, None);
    while let Some(argument) = written.get(at).and_then(|a| a.to_str()).filter(|a| a.starts_with('-')) {
        let (option, value) = argument.split_once('=').unzip();
        let option = option.unwrap_or(argument);
        let length = if value.is_none() && (option == CORPUS || takes_value(option)) { 2 } else { 1 };
        if option == CORPUS && found.is_none() {
            found = Some(at..at + length);
        }
        at += length;
    }
    // Without a command, clap says what is missing.
    let Some(option) = found.filter(|_| at < written.len()) else { return written };
    let taken: Vec<OsString> = written.drain(option).collect();
    // One argument, so that no option before it takes it for its own value.
    let joined = taken.join("=".as_ref());
    let end = written.iter().position(|argument| argument == "--").unwrap_or(written.len());
    written.insert(end, joined);
    written
}

/// Moves the values that follow a `--in` and its value to the sources, where the command had its own values before it or has none.
fn sources_in_old_order(args: &mut Args, matches: &ArgMatches, written: &[OsString]) -> Vec<PathBuf> {
    let (bare, within, id) = match &mut args.command {
        Command::Check(check) => (&mut check.drafts, &mut check.within, "drafts"),
        Command::Eval(eval) if eval.claims.is_some() => (&mut eval.gold, &mut eval.within, "gold"),
        _ => return Vec::new(),
    };
    let Some((_, matches)) = matches.subcommand() else { return Vec::new() };
    let places = |id: &str| matches.indices_of(id).into_iter().flatten().collect::<Vec<usize>>();
    let (bare_at, mut within_at) = (places(id), places("within"));
    let is_late = id == "drafts" && bare_at.first() > within_at.first();
    if is_late {
        return Vec::new();
    }
    let options = written.iter().filter_map(|a| a.to_str()).take_while(|a| *a != "--");
    let options = options.filter(|a| a.split('=').next() == Some(WITHIN));
    // `--in=A B` was never a list.
    let mut follows: Vec<usize> =
        within_at.iter().zip(options).filter(|(_, option)| *option == WITHIN).map(|(at, _)| at + 1).collect();
    let mut moved = Vec::new();
    for (path, at) in std::mem::take(bare).into_iter().zip(bare_at) {
        if !follows.contains(&at) {
            bare.push(path);
            continue;
        }
        follows.push(at + 1);
        // The order of the sources is the order in which they were written.
        let place = within_at.partition_point(|before| *before < at);
        within_at.insert(place, at);
        within.insert(place, path.clone());
        moved.push(path);
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Parsed {
        let words = std::iter::once("inquit").chain(line.split(' '));
        parse(words.map(OsString::from).collect()).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    /// Drafts, sources, and how many of these were given in the old order.
    fn check(line: &str) -> (String, String, usize) {
        let Parsed { args, old_order } = parsed(line);
        let Command::Check(check) = args.command else { panic!("{line}") };
        let names =
            |paths: &[PathBuf]| paths.iter().map(|p| p.to_string_lossy()).collect::<Vec<_>>().join(" ");
        (names(&check.drafts), names(&check.within), old_order.len())
    }

    #[test]
    fn one_option_takes_one_value_and_the_old_order_works_on() {
        for (line, drafts, sources, old) in [
            ("check --in A d", "d", "A", 0),
            ("check --in=A d e", "d e", "A", 0),
            ("check d --in A --in B", "d", "A B", 0),
            ("check d --in A B", "d", "A B", 1),
            ("check d e --in A B C --style strict f", "d e f", "A B C", 2),
            ("check d --in A B --in C D", "d", "A B C D", 2),
            ("check d --in=A e", "d e", "A", 0),
            ("check d --in A --in=B e", "d e", "A B", 0),
            ("check d --in A --all e", "d e", "A", 0),
            ("check --in A d --in B e", "d e", "A B", 0),
        ] {
            assert_eq!(check(line), (drafts.to_owned(), sources.to_owned(), old), "{line}");
        }
        let Command::Eval(eval) = parsed("eval --claims c --in A B C").args.command else { panic!() };
        assert_eq!((eval.gold.len(), eval.within.len()), (0, 3));
    }

    #[test]
    fn the_corpus_stands_before_or_behind_the_command() {
        for line in [
            "--corpus F verify words",
            "--corpus=F verify words",
            "--color never --corpus F -v verify words",
            "verify words --corpus F",
        ] {
            let Command::Verify(verify) = parsed(line).args.command else { panic!("{line}") };
            assert_eq!(verify.corpus, Some(PathBuf::from("F")), "{line}");
        }
        let Command::Corpus(super::super::args::CorpusCommand::Info { file }) =
            parsed("--corpus F corpus info").args.command
        else {
            panic!()
        };
        assert_eq!(file.corpus, PathBuf::from("F"));
        let words = ["inquit", "--corpus", "F"].map(OsString::from);
        assert!(parse(words.into()).is_err());
    }
}
