//! What can be asked for: commands, options, their help.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use inquit::model::SourceKind;
use inquit::read::Fields;

const EXAMPLES: &str = "\
Examples:
  inquit compare seeds                      what five outlets quoted, side by side
  inquit compare --full seeds | less -R     with every agreed word
  inquit extract article.txt                every quotation with speaker and verb
  inquit extract --format jsonl news.jsonl  the same for programs, as a stream
  cat article.txt | inquit extract -        from standard input

Exit status: 0 done; 1 ran well and found nothing, or a check failed; 2 usage or input error.";

/// Finds quotations in news articles with speaker and reporting verb, and shows the wordings of one remark side by side
#[derive(Debug, Parser)]
#[command(name = "inquit", version, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Folder with another grammar than the one built in, as grammar/en in the sources
    #[arg(long, value_name = "DIR", global = true)]
    pub grammar: Option<PathBuf>,
    /// When to use colour; differences are marked by signs too
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: Color,
    /// Columns of the output, instead of the terminal's
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(40..=2000))]
    pub width: Option<u16>,
    /// Threads to use; 0 takes one a core
    #[arg(long, value_name = "N", global = true, default_value_t = 0)]
    pub threads: usize,
    /// What kind of text the inputs are, where it cannot be seen; it decides the grade of the evidence
    #[arg(long = "as", value_name = "KIND", global = true)]
    pub kind: Option<KindOfText>,
    /// What the inputs call our fields, as text=body,date=published (JSON Lines, CSV, TSV)
    #[arg(long, value_name = "FIELDS", global = true)]
    pub map: Option<Fields>,
    /// Also say what was left out and which encodings were guessed
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Stop at the first bad input instead of leaving it out
    #[arg(long, global = true)]
    pub strict: bool,
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

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

/// Output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading in a terminal
    Table,
    /// One JSON document
    Json,
    /// A JSON record a line, the summary last
    Jsonl,
    /// A row a quotation or wording
    Csv,
    /// Markdown
    Md,
}

/// Output formats of `compare` and `versions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// For reading in a terminal
    Table,
    /// One JSON document
    Json,
    /// A JSON record a line, the summary last
    Jsonl,
    /// A row a wording
    Csv,
    /// Markdown
    Md,
    /// TEI P5, parallel segmentation
    Tei,
    /// One page for reading and printing; needs no network and no script
    Html,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Every quotation with speaker, verb and source
    Extract(Extract),
    /// The remarks that several articles share, side by side
    Compare(Compare),
    /// All the versions of one quotation
    Versions(Versions),
    /// Two sides: what each quoted, and how wording and attribution differ
    Diff(Diff),
    /// Groups quotations extracted earlier or elsewhere: {"id","group"} a line
    Group(Group),
    /// One claimed quotation: wording, attribution, flags, grade of the evidence
    Verify(Verify),
    /// Every quotation of a draft, verified; a gate for a desk or a CI run
    Check(Check),
    /// Articles, quotations and remarks in one file, for the other commands
    #[command(subcommand)]
    Corpus(Corpus),
    /// Scores extraction against annotated articles, or verdicts against claims whose answers are known
    Eval(Eval),
    /// What the grammar knows
    #[command(subcommand)]
    Lexicon(Lexicon),
    /// Completion script for a shell
    #[command(
        after_help = "Example:\n  inquit completions bash > ~/.local/share/bash-completion/completions/inquit"
    )]
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// Where articles are read from.
#[derive(Debug, clap::Args)]
pub(super) struct Paths {
    /// Files (.txt, .md, .html, .jsonl, .csv, .srt, .vtt, also .gz), folders, or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "corpus", conflicts_with = "corpus")]
    pub paths: Vec<PathBuf>,
    /// A corpus file instead of PATH (`inquit corpus` makes one)
    #[arg(long, value_name = "FILE")]
    pub corpus: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit extract seeds                       a table an article
  inquit extract --explain article.txt       with the rule and the evidence for each
  inquit extract --format jsonl news.jsonl   a line a quoted span (docs/format.md)

Exit status 1 where nothing was found.")]
pub(super) struct Extract {
    #[command(flatten)]
    pub paths: Paths,
    /// Also what stands in marks without being speech: titles, terms, nicknames
    #[arg(long)]
    pub all: bool,
    /// Also reported speech without marks
    #[arg(long)]
    pub indirect: bool,
    /// Show the rule and the evidence for each
    #[arg(long)]
    pub explain: bool,
    /// Only quotations whose confidence is at least X, from 0 to 1
    #[arg(long, value_name = "X", default_value_t = 0.0, value_parser = ratio)]
    pub min_confidence: f32,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

/// Which remarks are shown.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which remarks")]
pub(super) struct Filter {
    /// Only remarks that at least N outlets report
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub min_outlets: usize,
    /// Only remarks that somebody of this name is said to have made
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only remarks whose wordings hold these words, in any form and order
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// Only remarks whose prints differ in this
    #[arg(long, value_name = "WHAT")]
    pub differs: Option<Differs>,
    /// Only remarks with a print of this day or later (ISO 8601)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<String>,
    /// Only remarks with a print of this day or earlier; a month or a year stands for its last day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<String>,
    /// Order of the remarks
    #[arg(long, value_name = "BY", default_value = "outlets")]
    pub sort: Sort,
}

/// In what the prints of a remark can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Differs {
    /// Words
    Wording,
    /// Who is meant
    Speaker,
    /// How the verb presents it: said, claimed, admitted
    Verb,
    /// Cuts that lose a negation, condition, hedge or contrast; other polarity, modality, quantity, number or name. Most first
    Meaning,
}

/// Order of the remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Sort {
    /// The most widely shared first
    Outlets,
    /// By the first print's date
    Date,
}

/// How wordings are grouped, and how much is said of it.
#[derive(Debug, clap::Args)]
pub(super) struct Grouping {
    /// Links that hold and links that do not, a TOML file (docs/cli.md)
    #[arg(long, value_name = "FILE")]
    pub links: Option<PathBuf>,
    /// Say why wordings are held to be one remark
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit compare seeds                       side by side
  inquit compare --full --width 200 seeds    with every agreed word, on a wide terminal
  inquit compare --differs meaning seeds     where a cut or a word may turn the sense, the gravest first
  inquit compare --speaker Xi --about Taiwan --since 2023-06-18 seeds
  inquit compare --format html seeds > remarks.html
  inquit compare --format json a.txt b.txt   every remark with its wordings (docs/format.md)

table, md, tei and html show the remarks that at least two articles report; json, jsonl and csv hold all of them.
Exit status 1 where no remark is shared.")]
pub(super) struct Compare {
    #[command(flatten)]
    pub paths: Paths,
    #[command(flatten)]
    pub grouping: Grouping,
    #[command(flatten)]
    pub filter: Filter,
    /// Show agreed words in full instead of collapsing long runs
    #[arg(long)]
    pub full: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: CompareFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit versions \"very good thing\" seeds

The quotation may be a fragment, or have a word wrong. Exit status 1 where no quotation has its words.")]
pub(super) struct Versions {
    /// The words to look for
    pub quote: String,
    #[command(flatten)]
    pub paths: Paths,
    #[command(flatten)]
    pub grouping: Grouping,
    /// Show agreed words in full instead of collapsing long runs
    #[arg(long)]
    pub full: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: CompareFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit diff monday.txt tuesday.txt              two files or folders
  inquit diff \"Daily Post\" Courier news.jsonl    two outlets among many articles

Exit status 1 where neither side quotes anything.")]
pub(super) struct Diff {
    /// A file or folder; with PATH, an outlet's name
    pub a: String,
    /// What to compare it with
    pub b: String,
    /// Where the two outlets' articles are
    #[arg(value_name = "PATH", conflicts_with = "corpus")]
    pub paths: Vec<PathBuf>,
    /// A corpus file instead of PATH; A and B are then outlets
    #[arg(long, value_name = "FILE")]
    pub corpus: Option<PathBuf>,
    #[command(flatten)]
    pub grouping: Grouping,
    /// Show agreed words in full instead of collapsing long runs
    #[arg(long)]
    pub full: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DiffFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit group quotes.jsonl > groups.jsonl              a record a line: id, text; speaker, date, article
  inquit group 20240503*.gqg.json.gz                    GDELT's Global Quotation Graph
  bzcat quotes-2020.json.bz2 | inquit group -           Quotebank
  inquit extract --format jsonl news | inquit group -   what extract wrote

One record a line comes out, in the order of the input, then the summary (docs/format.md). The order of the lines and of the
files changes no group. Exit status 1 where there is no quotation.")]
pub(super) struct Group {
    /// Files of quotations, a JSON record a line (also .gz), or - for standard input
    #[arg(value_name = "QUOTES", required = true)]
    pub paths: Vec<PathBuf>,
    /// Links that hold and links that do not, a TOML file with the records' ids (docs/cli.md)
    #[arg(long, value_name = "FILE")]
    pub links: Option<PathBuf>,
}

/// Output formats of `diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For reading in a terminal
    Table,
    /// One JSON document
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit verify \"This is very good\" --speaker \"Xi Jinping\" seeds
  inquit verify \"We have no illusions …\" --in seeds --format json

Marks of an editor are read in the quotation: …, [ ], [sic]. The answers are those of docs/verification.md; inquit never says
that a quotation is false, only what was found and where it looked.

Exit status 1 where the words were not found, were changed without a mark, or are somebody else's.")]
pub(super) struct Verify {
    /// The claimed words
    pub quote: String,
    /// Files (.txt, .md, .html, .jsonl, .csv, .srt, .vtt, also .gz), folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The same, as a flag
    #[arg(long = "in", value_name = "PATH", num_args = 1..)]
    pub within: Vec<PathBuf>,
    /// A corpus file instead of PATH
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "within"])]
    pub corpus: Option<PathBuf>,
    /// Who is claimed to have said it
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// When it was said (ISO 8601); older articles are no evidence
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: Option<String>,
    /// What may differ before the exit status is 1
    #[arg(long, value_name = "STYLE", default_value = "lenient")]
    pub style: Style,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: VerdictFormat,
}

/// What may differ without failing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Style {
    /// Nothing without a mark, and no cut that may turn the sense
    Strict,
    /// Speech may be cleaned of noises and repetitions
    Lenient,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit check draft.md --in archive                         what fails, a line each
  inquit check draft.md --in archive --fail-on altered,misattributed,not-found
  inquit check draft.md --in archive --format sarif > inquit.sarif

Titles, terms and quotations too short to tell are not checked. A source with the very text of the draft is left out.
Exit status 1 where a quotation fails.")]
pub(super) struct Check {
    /// The drafts: files (.txt, .md, .html, .jsonl, also .gz), folders, or - for standard input
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// Where to look: files, folders, or - for standard input
    #[arg(long = "in", value_name = "PATH", num_args = 1.., required_unless_present = "corpus")]
    pub within: Vec<PathBuf>,
    /// Where to look: a corpus file
    #[arg(long, value_name = "FILE", conflicts_with = "within")]
    pub corpus: Option<PathBuf>,
    /// The answers that fail, parted by commas: names of wordings, attributions and flags, or `material`
    #[arg(long, value_name = "LIST")]
    pub fail_on: Option<String>,
    /// What may differ where --fail-on does not tell
    #[arg(long, value_name = "STYLE", default_value = "lenient", conflicts_with = "fail_on")]
    pub style: Style,
    /// Also show the quotations that hold
    #[arg(long)]
    pub all: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: CheckFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit eval gold.jsonl                       figures by kind, class, rule and confidence
  inquit eval --errors 20 gold.jsonl.gz        with misses of each sort, in their context
  inquit eval --indirect --format json gold.jsonl
  inquit eval --claims claims.jsonl --in archive             verdicts: which answers came out for which

docs/format.md has the form of annotated articles and of claims, docs/accuracy.md the definitions.")]
pub(super) struct Eval {
    /// Annotated articles (JSON Lines, also .gz), or - for standard input
    #[arg(value_name = "GOLD", required_unless_present = "claims", conflicts_with = "claims")]
    pub gold: Option<PathBuf>,
    /// Claims with the answers that should come out (JSON Lines), instead of GOLD
    #[arg(long, value_name = "FILE", conflicts_with_all = ["indirect", "errors"])]
    pub claims: Option<PathBuf>,
    /// Where to look for the claims: files, folders, or - for standard input
    #[arg(long = "in", value_name = "PATH", num_args = 1.., requires = "claims")]
    pub within: Vec<PathBuf>,
    /// Where to look for the claims: a corpus file
    #[arg(long, value_name = "FILE", requires = "claims", conflicts_with = "within")]
    pub corpus: Option<PathBuf>,
    /// Also reported speech without marks
    #[arg(long)]
    pub indirect: bool,
    /// Show N misses of each sort, spread over all of them
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: EvalFormat,
}

/// Output formats of `eval`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EvalFormat {
    /// For reading in a terminal
    Table,
    /// One JSON document
    Json,
}

/// Output formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// A line a quotation: file:line:column
    Table,
    /// One JSON document
    Json,
    /// A verdict a line, the summary last
    Jsonl,
    /// Markdown
    Md,
    /// SARIF 2.1.0, for code review tools
    Sarif,
}

/// Output formats of `verify`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum VerdictFormat {
    /// For reading in a terminal
    Table,
    /// One JSON object
    Json,
    /// The same, with a summary line behind it
    Jsonl,
    /// Markdown
    Md,
}

#[derive(Debug, Subcommand)]
pub(super) enum Corpus {
    /// Adds articles; those that it has already change nothing
    Add(CorpusAdd),
    /// Every article with outlet, date, title
    #[command(after_help = "Example:\n  inquit corpus list --corpus news.inquit --format jsonl")]
    List {
        #[command(flatten)]
        file: CorpusFile,
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "table")]
        format: ListFormat,
    },
    /// Takes articles out, with all their revisions
    #[command(after_help = "Example:\n  inquit corpus remove --corpus news.inquit monday/bridge.txt")]
    Remove {
        #[command(flatten)]
        file: CorpusFile,
        /// Ids of articles, as `list` prints them
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
    },
    /// What it holds
    #[command(after_help = "Example:\n  inquit corpus info --corpus news.inquit")]
    Info {
        #[command(flatten)]
        file: CorpusFile,
    },
    /// Builds its index anew and gives back the room that removed articles left
    #[command(after_help = "Example:\n  inquit corpus vacuum --corpus news.inquit")]
    Vacuum {
        #[command(flatten)]
        file: CorpusFile,
    },
}

/// Which corpus.
#[derive(Debug, clap::Args)]
pub(super) struct CorpusFile {
    /// The corpus, an SQLite file
    #[arg(long, value_name = "FILE")]
    pub corpus: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit corpus add --corpus news.inquit archive     a folder; the file is made where there is none
  inquit corpus add --corpus news.inquit today.jsonl
  inquit verify \"We have oil for a week\" --corpus news.inquit

An article is known by its id: the record's, else the path below the given folder. One that comes again with another text is a new revision;
the old one is kept and no longer searched. What was added before an interruption stays; the same command again adds the rest.
Without PATH only the remarks are brought up to date.")]
pub(super) struct CorpusAdd {
    #[command(flatten)]
    pub file: CorpusFile,
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Leave the remarks to a later `add`
    #[arg(long)]
    pub no_remarks: bool,
    /// Text that is committed at once, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 8.0, value_parser = megabytes)]
    pub batch: f64,
}

/// Output formats of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For reading in a terminal
    Table,
    /// A JSON record a line
    Jsonl,
}

fn megabytes(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(x) if (0.001..=1024.0).contains(&x) => Ok(x),
        _ => Err("give a number of megabytes from 0.001 to 1024".to_owned()),
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Lexicon {
    /// What the grammar knows of a word
    #[command(
        after_help = "Example:\n  inquit lexicon show claimed\n\nExit status 1 for a word that the grammar does not know."
    )]
    Show {
        /// The word; a verb with its particle in quotation marks ("point out")
        word: String,
    },
    /// How the grammar cuts a paragraph into phrases and reporting clauses
    #[command(after_help = "Example:\n  inquit lexicon parse '“It rained,” said Ana Ruiz, who left.'")]
    Parse {
        /// The paragraph
        text: String,
    },
    /// Checks a grammar folder; exit status 1 where it is not sound
    Check {
        /// A language's folder, as grammar/en in the sources, or a folder of such folders
        #[arg(value_name = "DIR", default_value = "grammar")]
        folder: PathBuf,
    },
}

fn date(text: &str) -> Result<String, String> {
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let sound =
        parts.len() <= 3 && parts.iter().enumerate().all(|(n, p)| digits(p, if n == 0 { 4 } else { 2 }));
    if sound { Ok(text.to_owned()) } else { Err("give a date as in 2024-05-03, 2024-05 or 2024".to_owned()) }
}

/// A day that there is; a month is no time before which an article can lie.
fn day(text: &str) -> Result<String, String> {
    let whole = text.len() == "2024-05-03".len() && text.parse::<Date>().is_ok();
    if whole { Ok(text.to_owned()) } else { Err("give a whole day, as in 2024-05-03".to_owned()) }
}

fn ratio(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("give a number from 0 to 1".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Args::command().debug_assert();
    }

    #[test]
    fn a_day_is_whole_and_there_is_such_a_day() {
        assert_eq!(super::day("2024-02-29").as_deref(), Ok("2024-02-29"));
        for bad in
            ["2024-02-30", "2024-13-01", "2024-05", "2024", "2024-05-03T10:00", "+2024-05-3", "May 3", ""]
        {
            assert!(super::day(bad).is_err(), "{bad}");
        }
    }
}
