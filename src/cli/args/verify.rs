//! Arguments of the commands that check words against articles: `verify`, `check`, `eval`.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use crate::render::Format;

use super::format::{AnnotationArgs, CsvArgs, formats};
use super::paths::name;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit verify \"This is very good\" --speaker \"Xi Jinping\" seeds
  inquit verify \"We have no illusions …\" --in seeds --format json
  inquit verify --claims claims.jsonl --in archive           many claims, one verdict per line
  inquit verify \"It will hold\" --speaker \"Ana Ruiz\" --speakers who.toml call.json    SPEAKER_00 = \"Ana Ruiz\" in who.toml

The quotation may contain the marks of an editor: …, [ ], [sic]. docs/verification.md explains the answers. inquit never says \
that a quotation is false, only what it found and where it searched.

Exit status 1 if the words were not found, were changed without a mark, or are attributed to somebody else.")]
pub(crate) struct Verify {
    /// The claimed words
    #[arg(required_unless_present = "claims")]
    pub quote: Option<String>,
    /// Many claims instead of QUOTE: JSON Lines, JSON, Web Annotations or CSV, also .gz, or - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["speaker", "date", "source"])]
    pub claims: Option<PathBuf>,
    /// Files (.txt, .md, .html, .docx, .pdf, .jsonl, .json, .csv, .srt, .vtt, .warc, .rss, also .gz), folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A file or folder, as PATH; may be repeated
    #[arg(long = "in", value_name = "PATH")]
    pub within: Vec<PathBuf>,
    /// A corpus file instead of PATH
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "within"])]
    pub corpus: Option<PathBuf>,
    /// Who is claimed to have said it
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub speaker: Option<String>,
    /// When it was said (ISO 8601); older articles do not count as evidence
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: Option<String>,
    /// The source that is claimed to have the words: an id, an address or a title; the answer `source` says whether it has them
    #[arg(long, value_name = "REF")]
    pub source: Option<String>,
    /// Take a number that names a source for the source of that number in the order of the paths
    #[arg(long)]
    pub numbered: bool,
    /// Which differences are accepted; others give exit status 1
    #[arg(long, value_name = "STYLE", default_value = "lenient")]
    pub style: Style,
    /// The answers that fail, separated by commas: names of wordings, attributions, sources and flags, or `material`
    #[arg(long, value_name = "LIST", value_parser = answers, conflicts_with = "style")]
    pub fail_on: Option<String>,
    /// Run again each time a file that is read changes, until the program is interrupted; then the status is that of the last run
    #[arg(long)]
    pub watch: bool,
    /// Output format (default: table, with --claims jsonl)
    #[arg(long, value_name = "FORMAT", value_parser = formats(VERIFY))]
    pub format: Option<Format>,
    #[command(flatten)]
    pub csv: CsvArgs,
    #[command(flatten)]
    pub annotation: AnnotationArgs,
}

impl Verify {
    /// The paths that are searched. With claims there is no quotation, so the first of the values is one of them.
    pub fn sources(&self) -> Vec<PathBuf> {
        let first = self.quote.as_ref().filter(|_| self.claims.is_some()).map(PathBuf::from);
        first.into_iter().chain(self.paths.iter().chain(&self.within).cloned()).collect()
    }
}

/// Which differences are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
    /// No unmarked change, no cut that may change the meaning
    Strict,
    /// Noises and repetitions of speech may be left out
    Lenient,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit check draft.md --in archive                         the quotations that fail, each with the source's words
  inquit check draft.md --in archive --fail-on altered,misattributed,not-found
  inquit check draft.md --in archive --format sarif > inquit.sarif

Without --every, titles and terms are passed over, and the summary counts them; a quotation in a headline is checked if it has \
four words or more. A source with exactly the text of the draft is left out. \
Exit status 1 if a quotation fails.")]
pub(crate) struct CheckArgs {
    /// The drafts: files (.txt, .md, .html, .docx, .pdf, .jsonl, .json, .csv, also .gz), folders, or - for standard input
    #[arg(value_name = "DRAFT", required = true)]
    pub drafts: Vec<PathBuf>,
    /// Where to search: a file, a folder, or - for standard input; may be repeated
    #[arg(long = "in", value_name = "PATH", required_unless_present = "corpus")]
    pub within: Vec<PathBuf>,
    /// Where to search: a corpus file
    #[arg(long, value_name = "FILE", conflicts_with = "within")]
    pub corpus: Option<PathBuf>,
    /// Check every quotation mark of enough words, block quotes and elements that quote, not only speech
    #[arg(long)]
    pub every: bool,
    /// Pass over quotations of fewer words [default: 4 with --every, otherwise 0]
    #[arg(long, value_name = "N")]
    pub min_words: Option<usize>,
    /// Who said the quotations for which the draft names nobody, as in a statement of one person
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// A file of texts that are not quotations, one per line: titles, signs
    #[arg(long, value_name = "FILE")]
    pub allow: Option<PathBuf>,
    /// The answers that fail, separated by commas: names of wordings, attributions, sources and flags, `material`, or of the whole run `passed-over`
    /// and `no-quotations`
    #[arg(long, value_name = "LIST", value_parser = answers)]
    pub fail_on: Option<String>,
    /// Which differences are accepted, if --fail-on is not given
    #[arg(long, value_name = "STYLE", default_value = "lenient", conflicts_with = "fail_on")]
    pub style: Style,
    /// Take a number in brackets, without a list of references, for the source of that number in the order of --in
    #[arg(long)]
    pub numbered: bool,
    /// Instead of the verdicts: what has changed since an earlier check, given as its JSON output; exit status 1 if a verdict got worse
    #[arg(long, value_name = "RECEIPT")]
    pub against: Option<PathBuf>,
    /// Also show the quotations that pass, and what was passed over
    #[arg(long)]
    pub all: bool,
    /// Run again each time a file that is read changes, until the program is interrupted; then the status is that of the last run
    #[arg(long)]
    pub watch: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(CHECK))]
    pub format: Format,
    #[command(flatten)]
    pub csv: CsvArgs,
    #[command(flatten)]
    pub annotation: AnnotationArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit eval gold.jsonl                       figures by kind, class, rule and confidence
  inquit eval --errors 20 gold.jsonl.gz        with misses of each kind, in their context
  inquit eval --indirect --format json gold.jsonl
  inquit eval --claims claims.jsonl --in archive             verdicts: expected answers and given answers

docs/format.md describes the format of annotated articles and of claims, docs/accuracy.md the definitions.")]
pub(crate) struct Eval {
    /// Annotated articles: JSON Lines (also .gz), a folder of brat, or - for standard input
    #[arg(value_name = "GOLD", required_unless_present = "claims")]
    pub gold: Vec<PathBuf>,
    /// Claims with their expected answers (JSON Lines), instead of GOLD
    #[arg(long, value_name = "FILE", conflicts_with_all = ["indirect", "errors"])]
    pub claims: Option<PathBuf>,
    /// Where to search for the claims: a file, a folder, or - for standard input; may be repeated
    #[arg(long = "in", value_name = "PATH", requires = "claims")]
    pub within: Vec<PathBuf>,
    /// Where to search for the claims: a corpus file
    #[arg(long, value_name = "FILE", requires = "claims", conflicts_with = "within")]
    pub corpus: Option<PathBuf>,
    /// Also indirect speech (without quotation marks)
    #[arg(long)]
    pub indirect: bool,
    /// Show N misses of each kind, spread over all misses
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(EVAL))]
    pub format: Format,
}

/// Checks that the text is an existing day. A month is not accepted, because no article is clearly earlier
/// than it.
fn day(text: &str) -> Result<String, String> {
    let whole = text.len() == "2024-05-03".len() && text.parse::<Date>().is_ok();
    if whole { Ok(text.to_owned()) } else { Err("give a whole day, as in 2024-05-03".to_owned()) }
}

/// Checks that the list names something, because nothing would fail without a name. The gate checks the
/// names.
fn answers(text: &str) -> Result<String, String> {
    let any = text.split(',').any(|name| !name.trim().is_empty());
    if any { Ok(text.to_owned()) } else { Err("give names of answers, as in altered,not-found".to_owned()) }
}

/// The formats that `--format` accepts here.
const VERIFY: &[(Format, &str)] = &[
    (Format::Table, "For reading in a terminal"),
    (Format::Json, "One JSON object"),
    (Format::Jsonl, "One JSON object, then a summary line"),
    (Format::Csv, "One row per quotation"),
    (Format::Markdown, "Markdown"),
    (Format::Html, "One page to read, send and print"),
    (Format::Annotation, "Web Annotations (W3C), JSON-LD: a line at the evidence"),
    (Format::Hypothesis, "Annotations to import into Hypothesis, at the evidence"),
];

/// The formats that `--format` accepts here.
const CHECK: &[(Format, &str)] = &[
    (Format::Table, "Each quotation at file:line:column, with the source's sentence where it fails"),
    (Format::Json, "One JSON document"),
    (Format::Jsonl, "One verdict per line, the summary last"),
    (Format::Csv, "One row per quotation"),
    (Format::Markdown, "Markdown"),
    (Format::Html, "One page to read, send and print"),
    (Format::Sarif, "SARIF 2.1.0, for code review tools"),
    (Format::Github, "Annotations of GitHub Actions, one line a finding"),
    (Format::Annotation, "Web Annotations (W3C), JSON-LD: a line a quotation, in the draft"),
    (Format::Hypothesis, "Annotations to import into Hypothesis, in the draft"),
];

/// The formats that `--format` accepts here.
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
