//! What the commands take that hold words against articles: `verify`, `check`, `eval`.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use crate::render::Format;

use super::format::formats;
use super::paths::name;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit verify \"This is very good\" --speaker \"Xi Jinping\" seeds
  inquit verify \"We have no illusions …\" --in seeds --format json

Marks of an editor are read in the quotation: …, [ ], [sic]. The answers are those of docs/verification.md; inquit never says
that a quotation is false, only what was found and where it looked.

Exit status 1 where the words were not found, were changed without a mark, or are somebody else's.")]
pub(crate) struct Verify {
    /// The claimed words
    pub quote: String,
    /// Files (.txt, .md, .html, .jsonl, .json, .csv, .srt, .vtt, also .gz), folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The same, as a flag
    #[arg(long = "in", value_name = "PATH", num_args = 1..)]
    pub within: Vec<PathBuf>,
    /// A corpus file instead of PATH
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "within"])]
    pub corpus: Option<PathBuf>,
    /// Who is claimed to have said it
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub speaker: Option<String>,
    /// When it was said (ISO 8601); older articles are no evidence
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: Option<String>,
    /// What may differ before the exit status is 1
    #[arg(long, value_name = "STYLE", default_value = "lenient")]
    pub style: Style,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(VERIFY))]
    pub format: Format,
}

/// What may differ without failing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
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

Titles, terms and quotations too short to tell are not checked; a headline's quotation of four words and more is. A source with the very text of the draft is left out.
Exit status 1 where a quotation fails.")]
pub(crate) struct CheckArgs {
    /// The drafts: files (.txt, .md, .html, .jsonl, .json, also .gz), folders, or - for standard input
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// Where to look: files, folders, or - for standard input
    #[arg(long = "in", value_name = "PATH", num_args = 1.., required_unless_present = "corpus")]
    pub within: Vec<PathBuf>,
    /// Where to look: a corpus file
    #[arg(long, value_name = "FILE", conflicts_with = "within")]
    pub corpus: Option<PathBuf>,
    /// The answers that fail, parted by commas: names of wordings, attributions and flags, or `material`
    #[arg(long, value_name = "LIST", value_parser = answers)]
    pub fail_on: Option<String>,
    /// What may differ where --fail-on does not tell
    #[arg(long, value_name = "STYLE", default_value = "lenient", conflicts_with = "fail_on")]
    pub style: Style,
    /// Also show the quotations that hold
    #[arg(long)]
    pub all: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(CHECK))]
    pub format: Format,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit eval gold.jsonl                       figures by kind, class, rule and confidence
  inquit eval --errors 20 gold.jsonl.gz        with misses of each sort, in their context
  inquit eval --indirect --format json gold.jsonl
  inquit eval --claims claims.jsonl --in archive             verdicts: which answers came out for which

docs/format.md has the form of annotated articles and of claims, docs/accuracy.md the definitions.")]
pub(crate) struct Eval {
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
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(EVAL))]
    pub format: Format,
}

/// A day that there is; a month is no time before which an article can lie.
fn day(text: &str) -> Result<String, String> {
    let whole = text.len() == "2024-05-03".len() && text.parse::<Date>().is_ok();
    if whole { Ok(text.to_owned()) } else { Err("give a whole day, as in 2024-05-03".to_owned()) }
}

/// A list that names something; without a name nothing would fail. Which names there are is the gate's to tell.
fn answers(text: &str) -> Result<String, String> {
    let any = text.split(',').any(|name| !name.trim().is_empty());
    if any { Ok(text.to_owned()) } else { Err("give names of answers, as in altered,not-found".to_owned()) }
}

/// The formats that `--format` takes here.
const VERIFY: &[(Format, &str)] = &[
    (Format::Table, "For reading in a terminal"),
    (Format::Json, "One JSON object"),
    (Format::Jsonl, "The same, with a summary line behind it"),
    (Format::Markdown, "Markdown"),
];

/// The formats that `--format` takes here.
const CHECK: &[(Format, &str)] = &[
    (Format::Table, "A line a quotation: file:line:column"),
    (Format::Json, "One JSON document"),
    (Format::Jsonl, "A verdict a line, the summary last"),
    (Format::Markdown, "Markdown"),
    (Format::Sarif, "SARIF 2.1.0, for code review tools"),
];

/// The formats that `--format` takes here.
const EVAL: &[(Format, &str)] =
    &[(Format::Table, "For reading in a terminal"), (Format::Json, "One JSON document")];

#[cfg(test)]
mod tests {
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
