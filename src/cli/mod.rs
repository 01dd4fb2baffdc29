//! The command line. In: arguments. Out: data on standard output, messages on standard error, an exit status:
//! 0 done, 1 ran well and found nothing (or a check failed), 2 usage or input error.
//!
//! `args` says what can be asked for, `context` has what every command asks for, `input` reads articles and
//! reports bad ones, `links` reads corrections, `settings` what a project sets, `watch` runs a command again,
//! `order` orders of arguments that clap does not know, `output` knows the terminal. Every other file is one command:
//! arguments → options → one call of the library → a format → a status.

mod against;
mod args;
mod check;
mod claims;
mod compare;
mod config;
mod context;
mod corpus;
#[cfg(feature = "serve")]
mod demo;
mod diff;
mod eval;
mod eval_claims;
mod extract;
mod group;
mod input;
mod interrupt;
mod lexicon;
mod links;
#[cfg(feature = "mcp")]
mod mcp;
mod order;
mod output;
mod pdftotext;
mod progress;
#[cfg(feature = "serve")]
mod serve;
mod settings;
mod verify;
mod versions;
mod watch;
mod words;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;
use std::thread;

use anyhow::{Context, Result};
use clap::CommandFactory;

use args::{Args, Command};
use context::Status;
use watch::KeptSources;

use crate::lexicon::Lexicon;

/// All commands with their options, for man pages and completions.
pub fn arguments() -> clap::Command {
    Args::command()
}

/// Reads the arguments of the process, runs the command, says what went wrong.
pub fn run() -> ExitCode {
    ExitCode::from(run_with(std::env::args_os().collect()))
}

/// The same for arguments that a program gives, the name of the program first. Gives the exit status.
pub fn run_with(arguments: Vec<OsString>) -> u8 {
    let args = match parsed(arguments.clone()) {
        Ok(args) => args,
        Err(status) => return status,
    };
    let done = begin(&args).and_then(|()| match watch::is_wanted(&args) {
        true => watch::run(args, || parsed(arguments.clone()), answered),
        false => Ok(answered(&args, &mut KeptSources::default())),
    });
    done.unwrap_or_else(|error| failed(&error))
}

/// The arguments with the settings of the project. What is wrong with them is said, and the status given; so are help and the version.
fn parsed(arguments: Vec<OsString>) -> Result<Args, u8> {
    let written = settings::with_settings(arguments).map_err(|error| failed(&error))?;
    let order::Parsed { args, old_order } = order::parse(written).map_err(|error| {
        // Help and version end with 0, usage errors with 2. A closed pipe is no reason to complain, a full disk is.
        let written = error.print().and_then(|()| io::Write::flush(&mut io::stdout()));
        match output::unless_gone(written, ()) {
            Ok(()) => u8::try_from(error.exit_code()).unwrap_or(2),
            Err(error) => failed(&error.into()),
        }
    })?;
    if !old_order.is_empty() {
        output::message("note", &words::old_order(&old_order));
    }
    Ok(args)
}

/// Runs a command, and says what went wrong. Gives the exit status.
fn answered(args: &Args, kept: &mut KeptSources) -> u8 {
    command(args, kept).map_or_else(|error| failed(&error), Into::into)
}

/// Says what went wrong, unless it was said already.
fn failed(error: &anyhow::Error) -> u8 {
    if !error.is::<input::Stopped>() {
        output::message("error", &words::explained(error.as_ref()));
    }
    2
}

/// What lasts of a command that is interrupted; `None` where the command hears the signals itself.
fn lasts(command: &Command) -> Option<&'static str> {
    match command {
        #[cfg(feature = "serve")]
        Command::Serve(_) | Command::Demo(_) => None,
        #[cfg(feature = "mcp")]
        Command::Mcp(_) => Some("answers that were sent are whole; a call that was open has none"),
        Command::Corpus(_) => Some("the corpus is whole; the same command does what is left"),
        _ => Some("what was printed is not complete"),
    }
}

/// Starts the threads, and hears signals.
fn begin(args: &Args) -> Result<()> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.global.threads.into());
    threads.build_global().context("the threads cannot be started")?;
    if let Some(what) = lasts(&args.command) {
        interrupt::lasts(what);
        interrupt::watch().context("signals cannot be watched")?;
    }
    if args.global.grammar.is_none() {
        // The grammar is read while files are opened. It is the last to ask for a thread: where none can be started, it is read when it is needed.
        let _reading = thread::Builder::new().name("lexicon".to_owned()).spawn(Lexicon::built_in);
    }
    Ok(())
}

fn command(args: &Args, kept: &mut KeptSources) -> Result<Status> {
    match &args.command {
        Command::Extract(command) => extract::run(command, &args.global),
        Command::Compare(command) => compare::run(command, &args.global),
        Command::Versions(command) => versions::run(command, &args.global),
        Command::Diff(command) => diff::run(command, &args.global),
        Command::Group(command) => group::run(command, &args.global),
        Command::Verify(command) => verify::run(command, &args.global, kept),
        Command::Check(command) => check::run(command, &args.global, kept),
        Command::Corpus(command) => corpus::run(command, &args.global),
        #[cfg(feature = "serve")]
        Command::Serve(command) => serve::run(command, &args.global),
        #[cfg(feature = "mcp")]
        Command::Mcp(command) => mcp::run(command, &args.global),
        #[cfg(feature = "serve")]
        Command::Demo(command) => demo::run(command, &args.global),
        Command::Eval(command) => eval::run(command, &args.global),
        Command::Lexicon(command) => lexicon::run(command, &args.global),
        Command::Config(command) => config::run(command, &args.global),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "inquit", &mut script);
            let mut out = output::stdout();
            io::Write::write_all(&mut out, &script)?;
            io::Write::flush(&mut out)?;
            Ok(Status::Done)
        }
    }
}
