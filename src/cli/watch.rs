//! `--watch`: a command runs again when a file that it reads has changed.
//!
//! In: the arguments, and the command. Out: what the command writes, once a round; when the program is interrupted, the status of the last
//! round. The files are asked for their times again and again: that is enough for a draft and some hundred sources, and it sees a file that
//! an editor puts in the place of the old one. Settings are read in each round, sources only if one of them has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use crate::ask::SourceSet;
use crate::read::{FilePlace, find_through};
use crate::render::Format;

use super::args::{Args, CheckArgs, Command, Verify};
use super::output::{self, NAMED, message};
use super::{interrupt, settings};

/// How long nothing is looked at.
const PAUSE: Duration = Duration::from_millis(250);
/// How long files must stay as they are before they are read: who saves one may be about to save the next.
const QUIET: Duration = Duration::from_millis(100);

/// The sources of a run, which the next round uses again unless one of them has changed.
#[derive(Default)]
pub(super) struct KeptSources(Option<SourceSet<'static>>);

impl KeptSources {
    /// The sources, which are read if they are not here. If one could not be read it is named in each round.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn get(&mut self, read: impl FnOnce() -> Result<SourceSet<'static>>) -> Result<&SourceSet<'static>> {
        let kept = self.0.take().filter(|set| set.account().skipped == 0);
        Ok(self.0.insert(kept.map_or_else(read, Ok)?))
    }
}

/// True if a command is to run again and again.
pub(super) fn is_wanted(args: &Args) -> bool {
    match &args.command {
        Command::Check(check) => check.watch,
        Command::Verify(verify) => verify.watch,
        _ => false,
    }
}

/// Runs a command until the program is interrupted. `parse` gives the arguments with the settings as they are by then; if these are wrong,
/// it says so and gives the status. `answer` runs the command and gives the status.
///
/// # Errors
/// Standard input among the files, which cannot be watched.
pub(super) fn run(
    mut args: Args,
    parse: impl Fn() -> Result<Args, u8>,
    answer: impl Fn(&Args, &mut KeptSources) -> u8,
) -> Result<u8> {
    let (mut files, mut kept) = (WatchedFiles::of(&args)?, KeptSources::default());
    // The state is taken before the files are read, so that what changes meanwhile is seen.
    let mut seen = files.seen();
    let mut status = answer(&args, &mut kept);
    while !output::reader_gone() {
        interrupt::ends(status);
        let changed = files.changed(&seen);
        interrupt::lasts("what was printed is not complete");
        begin_round(&args, &seen.changed(&changed));
        status = match parse() {
            Ok(next) => {
                (files, args) = (WatchedFiles::of(&next)?, next);
                let now = files.seen();
                if now.sources != seen.sources {
                    kept = KeptSources::default();
                }
                seen = now;
                answer(&args, &mut kept)
            }
            Err(status) => {
                (seen, kept) = (changed, KeptSources::default());
                status
            }
        };
    }
    Ok(status)
}

/// Clears the terminal for a table; elsewhere says what has changed.
fn begin_round(args: &Args, changed: &[String]) {
    let format = match &args.command {
        Command::Check(check) => Some(check.format),
        Command::Verify(verify) => verify.format,
        _ => None,
    };
    let is_table = format.is_none_or(|format| format == Format::Table);
    if is_table && io::stdout().is_terminal() && output::look(&args.global, true).color {
        let mut out = output::stdout();
        // What cannot be cleared is written below.
        let _ = out.write_all(b"\x1b[2J\x1b[H").and_then(|()| out.flush());
        return;
    }
    let named = changed.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = changed.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    message("note", &format!("again: {named}{more} changed"));
}

/// When a file was changed last, and its size.
type FileStates = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// What a command reads.
struct WatchedFiles {
    /// What is asked: drafts, claims.
    asked: Vec<PathBuf>,
    /// What is searched, and the settings, which say what is searched.
    sources: Vec<PathBuf>,
    follow: bool,
}

/// The files in their state at one time.
#[derive(PartialEq, Eq)]
struct SeenFiles {
    asked: FileStates,
    sources: FileStates,
}

impl WatchedFiles {
    fn of(args: &Args) -> Result<Self> {
        let Args { global, command } = args;
        let (asked, mut sources) = match command {
            Command::Check(check) => files_of_check(check),
            Command::Verify(verify) => files_of_verify(verify),
            _ => (Vec::new(), Vec::new()),
        };
        if asked.iter().chain(&sources).any(|path| path.as_os_str() == "-") {
            bail!("standard input cannot be watched; give files, or leave out --watch");
        }
        sources.extend(settings::file(global));
        Ok(Self { asked, sources, follow: global.follow })
    }

    fn seen(&self) -> SeenFiles {
        let states = |paths: &[PathBuf]| {
            let found = find_through(paths, self.follow).inputs.into_iter();
            let files = found.filter_map(|input| match input.place {
                FilePlace::File(path) => Some(path),
                _ => None,
            });
            files
                .filter_map(|path| {
                    let known = fs::metadata(&path).ok()?;
                    Some((path, (known.modified().ok(), known.len())))
                })
                .collect()
        };
        SeenFiles { asked: states(&self.asked), sources: states(&self.sources) }
    }

    /// Waits until a file has changed and all are left alone.
    fn changed(&self, before: &SeenFiles) -> SeenFiles {
        loop {
            thread::sleep(PAUSE);
            let mut now = self.seen();
            if now == *before {
                continue;
            }
            loop {
                thread::sleep(QUIET);
                let later = self.seen();
                if later == now {
                    return now;
                }
                now = later;
            }
        }
    }
}

impl SeenFiles {
    /// The files that are others than before, that came, or that went.
    fn changed(&self, now: &Self) -> Vec<String> {
        let pairs = [(&self.asked, &now.asked), (&self.sources, &now.sources)];
        let differs =
            |(before, now): &(&FileStates, &FileStates), path: &PathBuf| before.get(path) != now.get(path);
        let mut names = BTreeSet::new();
        for pair in &pairs {
            names.extend(pair.0.keys().chain(pair.1.keys()).filter(|path| differs(pair, path)));
        }
        names.into_iter().map(|path| path.display().to_string()).collect()
    }
}

/// What `check` asks about, and where.
fn files_of_check(check: &CheckArgs) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let asked = check.drafts.iter().chain(&check.allow).cloned().collect();
    (asked, check.within.iter().cloned().chain(files_of_corpus(check.corpus.as_deref())).collect())
}

/// What `verify` asks about, and where.
fn files_of_verify(verify: &Verify) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let sources = verify.sources().into_iter().chain(files_of_corpus(verify.corpus.as_deref()));
    (verify.claims.iter().cloned().collect(), sources.collect())
}

/// A corpus file, and what was written last to it.
fn files_of_corpus(file: Option<&Path>) -> impl Iterator<Item = PathBuf> {
    let log = file.map(|file| {
        let mut name = file.as_os_str().to_owned();
        name.push("-wal");
        PathBuf::from(name)
    });
    file.map(Path::to_path_buf).into_iter().chain(log)
}
