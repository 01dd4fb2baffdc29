//! What can be asked for: commands, options, their help. This file has what every command takes, `paths` what
//! several take, and each other file one subject.

mod compare;
mod config;
mod corpus;
mod extract;
mod format;
mod lexicon;
#[cfg(feature = "mcp")]
mod mcp;
mod paths;
#[cfg(feature = "serve")]
mod serve;
mod verify;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use regex_lite::Regex;

use crate::limits::THREADS;
use crate::model::SourceKind;
use crate::read::{Fields, Revisions};

pub(super) use compare::{Compare, Diff, FilterArgs, Group, Versions};
pub(super) use config::ConfigCommand;
pub(super) use corpus::{CorpusAdd, CorpusCommand, CorpusFile};
pub(super) use extract::ExtractArgs;
pub(super) use format::{AnnotationArgs, CsvArgs};
pub(super) use lexicon::LexiconCommand;
#[cfg(feature = "mcp")]
pub(super) use mcp::McpArgs;
pub(super) use paths::Paths;
#[cfg(feature = "serve")]
pub(super) use serve::{DemoArgs, ServeArgs};
pub(super) use verify::{CheckArgs, Eval, Style, Verify};

const EXAMPLES: &str = "\
Examples:
  inquit compare seeds                      what five outlets quoted, side by side
  inquit compare --full seeds | less -R     with every agreed word
  inquit extract article.txt                every quotation with speaker and verb
  inquit extract --format jsonl news.jsonl  the same for other programs, as a stream
  cat article.txt | inquit extract -        from standard input

Exit status: 0 success; 1 nothing was found, or a check failed; 2 usage or input error.";

/// Finds quotations in news articles with speaker and reporting verb, and shows the wordings of one remark
/// side by side
#[derive(Debug, Parser)]
#[command(name = "inquit", version, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command accepts.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Folder of a grammar to use instead of the built-in one, such as grammar/en in the sources
    #[arg(long, value_name = "DIR", global = true)]
    pub grammar: Option<PathBuf>,
    /// When to use colour; signs mark the differences too
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: Color,
    /// Output width in columns (default: terminal width or COLUMNS)
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(40..=2000))]
    pub width: Option<u16>,
    /// Number of threads, at most 1024; 0 means one per core
    #[arg(long, value_name = "N", global = true, default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=THREADS))]
    pub threads: u16,
    /// The kind of text, if it cannot be detected; it decides the grade of the evidence
    #[arg(long = "as", value_name = "KIND", global = true)]
    pub kind: Option<KindOfText>,
    /// Names of our fields in the inputs, such as text=body,date=published (JSON, JSON Lines, CSV, TSV); list=PATH for their list
    #[arg(long, value_name = "FIELDS", global = true)]
    pub map: Option<Fields>,
    /// TOML file that names speakers whom a transcript only counts: SPEAKER_00 = "Ana Ruiz" (docs/cli.md)
    #[arg(long, value_name = "FILE", global = true)]
    pub speakers: Option<PathBuf>,
    /// Which text of a Word document with tracked changes
    #[arg(long, value_name = "TEXT", global = true, default_value = "accepted")]
    pub docx: TextOfDocx,
    /// Of archives (WARC) only the pages whose address this regular expression matches anywhere
    #[arg(long, value_name = "REGEX", global = true)]
    pub url_filter: Option<Regex>,
    /// Also list the inputs that were left out and the encodings that were guessed
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Follow links below folders, wherever they lead; without it folders give only the files below them
    #[arg(long, global = true)]
    pub follow: bool,
    /// Stop at the first bad input instead of leaving it out
    #[arg(long, global = true)]
    pub strict: bool,
    /// The settings of the project, instead of the nearest .inquit.toml
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no .inquit.toml
    #[arg(long, global = true)]
    pub no_config: bool,
}

/// Kinds of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum KindOfText {
    /// News: quotations are the outlet's choice
    Article,
    /// A record of every word, with labelled speakers
    Transcript,
    /// An edited record: minutes, a published speech
    Record,
    /// Captions of a recording
    Captions,
}

impl From<KindOfText> for SourceKind {
    fn from(kind: KindOfText) -> Self {
        match kind {
            KindOfText::Article => Self::Article,
            KindOfText::Transcript => Self::Transcript,
            KindOfText::Record => Self::Record,
            KindOfText::Captions => Self::Captions,
        }
    }
}

/// Texts of a document whose changes are tracked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TextOfDocx {
    /// With all changes taken
    Accepted,
    /// Before the changes
    Original,
}

impl From<TextOfDocx> for Revisions {
    fn from(text: TextOfDocx) -> Self {
        match text {
            TextOfDocx::Accepted => Self::Accepted,
            TextOfDocx::Original => Self::Original,
        }
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lists every quotation with speaker, verb and source
    Extract(ExtractArgs),
    /// Shows the remarks that several articles share, side by side
    Compare(Compare),
    /// Shows all versions of one quotation
    Versions(Versions),
    /// Compares two sides: what each quoted, and how wording and attribution differ
    Diff(Diff),
    /// Groups quotations extracted earlier or elsewhere; writes {"id","group"} for each, one per line
    Group(Group),
    /// Checks one claimed quotation: wording, attribution, flags, grade of the evidence
    Verify(Verify),
    /// Verifies every quotation of a draft; a gate for an editorial desk or a CI run
    Check(CheckArgs),
    /// Keeps articles, quotations and remarks in one file, for the other commands
    #[command(subcommand)]
    Corpus(CorpusCommand),
    /// Serves a corpus to a browser and to programs: search, remarks, articles, checks of drafts
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Serves a language model over standard input and output: checks its quotations against sources, before they are printed
    #[cfg(feature = "mcp")]
    Mcp(McpArgs),
    /// Shows what inquit is: ten articles as a corpus, opened in the browser
    #[cfg(feature = "serve")]
    Demo(DemoArgs),
    /// Scores extraction against annotated articles, or verdicts against claims with known answers
    Eval(Eval),
    /// Shows or checks what the grammar knows
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Shows what the project sets: .inquit.toml and the environment
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Writes a completion script for a shell
    #[command(
        after_help = "Example:\n  inquit completions bash > ~/.local/share/bash-completion/completions/inquit"
    )]
    Completions {
        /// Which shell
        shell: Shell,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Args::command().debug_assert();
    }
}
