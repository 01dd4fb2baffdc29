//! Arguments of the commands that show wordings side by side: `compare`, `versions`, `diff`, `group`.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use crate::render::Format;

use super::format::{AnnotationArgs, CsvArgs, formats};
use super::paths::{Paths, name};
use crate::compare;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit compare seeds                       side by side
  inquit compare --full seeds                with every agreed word, outlet and version
  inquit compare --align --width 200 seeds   word under word, on a wide terminal
  inquit compare --differs meaning seeds     where a cut or a word may reverse the meaning, the most serious first
  inquit compare --speaker Xi --about Taiwan --since 2023-06-18 seeds
  inquit compare --format html seeds > remarks.html
  inquit compare --format json a.txt b.txt   every remark with its wordings (docs/format.md)

The formats table, md, tei and html show the remarks that at least two articles report; json, jsonl and csv contain all remarks. \
Exit status 1 if no remark is shared.")]
pub(crate) struct Compare {
    #[command(flatten)]
    pub paths: Paths,
    #[command(flatten)]
    pub grouping: Grouping,
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Show agreed words, outlets and versions in full instead of counting them
    #[arg(long)]
    pub full: bool,
    /// Also set the versions under each other, word by word, with each print's attribution
    #[arg(long)]
    pub align: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(COMPARE))]
    pub format: Format,
    #[command(flatten)]
    pub csv: CsvArgs,
    #[command(flatten)]
    pub annotation: AnnotationArgs,
}

/// Options that choose and order the remarks to show.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which remarks")]
pub(crate) struct FilterArgs {
    /// Only remarks that at least N outlets report
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub min_outlets: usize,
    /// Only remarks that somebody of this name is said to have made
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub speaker: Option<String>,
    /// Only remarks whose wordings contain these words, in any form and order
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// Only remarks whose versions differ in this
    #[arg(long, value_name = "WHAT")]
    pub differs: Option<DiffersArg>,
    /// Only remarks reported on or after this date (ISO 8601)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<String>,
    /// Only remarks reported on or before this date; a month or a year means its last day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<String>,
    /// Order of the remarks
    #[arg(long, value_name = "BY", default_value = "outlets")]
    pub sort: SortArg,
}

/// In what respect the versions of a remark can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffersArg {
    /// The words
    Wording,
    /// The speaker
    Speaker,
    /// How the verb presents the remark: said, claimed, admitted
    Verb,
    /// Cuts that lose a negation, condition, hedge or contrast, or a clause without a mark; a different
    /// polarity, modality, quantity, number or name; a question printed as a statement; the most serious
    /// differences first
    Meaning,
}

/// Order of the remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SortArg {
    /// The most widely shared first
    Outlets,
    /// By the date of the first report
    Date,
}

impl From<&FilterArgs> for compare::Filter {
    fn from(filter: &FilterArgs) -> Self {
        compare::Filter {
            min_outlets: filter.min_outlets,
            speaker: filter.speaker.clone(),
            about: filter.about.clone(),
            differs: filter.differs.map(|what| match what {
                DiffersArg::Wording => compare::Differs::Wording,
                DiffersArg::Speaker => compare::Differs::Speaker,
                DiffersArg::Verb => compare::Differs::Verb,
                DiffersArg::Meaning => compare::Differs::Meaning,
            }),
            since: filter.since.clone(),
            until: filter.until.clone(),
            order: match filter.sort {
                SortArg::Outlets => compare::Order::Outlets,
                SortArg::Date => compare::Order::Date,
            },
        }
    }
}

/// Options that change how wordings are grouped, or explain it.
#[derive(Debug, clap::Args)]
pub(crate) struct Grouping {
    /// TOML file of links to force or forbid (docs/cli.md)
    #[arg(long, value_name = "FILE")]
    pub links: Option<PathBuf>,
    /// Explain why wordings were grouped as one remark
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit versions \"very good thing\" seeds
  inquit versions --corpus news.inquit harbour-post.txt#96      the remark at a place, as the machine formats print it

The quotation may be a fragment, or contain a wrong word. An id can be one that the remark had before articles were added to \
the corpus. Exit status 1 if no quotation has these words.")]
pub(crate) struct Versions {
    /// The words to look for; or a remark's id (16 digits), or a place ARTICLE#START
    pub quote: String,
    #[command(flatten)]
    pub paths: Paths,
    #[command(flatten)]
    pub grouping: Grouping,
    /// Show agreed words, outlets and versions in full instead of counting them
    #[arg(long)]
    pub full: bool,
    /// Also set the versions under each other, word by word, with each print's attribution
    #[arg(long)]
    pub align: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(COMPARE))]
    pub format: Format,
    #[command(flatten)]
    pub csv: CsvArgs,
    #[command(flatten)]
    pub annotation: AnnotationArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit diff monday.txt tuesday.txt              two files or folders
  inquit diff \"Daily Post\" Courier news.jsonl    two outlets among many articles

Exit status 1 if neither side quotes anything.")]
pub(crate) struct Diff {
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
    /// Show agreed words, outlets and versions in full instead of counting them
    #[arg(long)]
    pub full: bool,
    /// Also set the versions under each other, word by word, with each print's attribution
    #[arg(long)]
    pub align: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(DIFF))]
    pub format: Format,
    #[command(flatten)]
    pub csv: CsvArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit group quotes.jsonl > groups.jsonl              one record per line: id, text; speaker, date, article
  inquit group 20240503*.gqg.json.gz                    GDELT's Global Quotation Graph
  bzcat quotes-2020.json.bz2 | inquit group -           Quotebank
  inquit extract --format jsonl news | inquit group -   the output of extract

The output has one record per line, in the order of the input, then the summary (docs/format.md). The order of the lines and \
of the files does not change the groups. Exit status 1 if there is no quotation.")]
pub(crate) struct Group {
    /// Files of quotations, one JSON record per line (also .gz), or - for standard input
    #[arg(value_name = "QUOTES", required = true)]
    pub paths: Vec<PathBuf>,
    /// TOML file of links to force or forbid, with the records' ids (docs/cli.md)
    #[arg(long, value_name = "FILE")]
    pub links: Option<PathBuf>,
}

/// Checks that the text is an existing day, month or year.
fn date(text: &str) -> Result<String, String> {
    let first_day = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    let sound = first_day.len() == "2024-05-03".len() && first_day.parse::<Date>().is_ok();
    if sound { Ok(text.to_owned()) } else { Err("give a date as in 2024-05-03, 2024-05 or 2024".to_owned()) }
}

/// The formats that `--format` accepts here.
const COMPARE: &[(Format, &str)] = &[
    (Format::Table, "For reading in a terminal"),
    (Format::Json, "One JSON document"),
    (Format::Jsonl, "One JSON record per line, the summary last"),
    (Format::Csv, "One row per wording"),
    (Format::Markdown, "Markdown"),
    (Format::Tei, "TEI P5, parallel segmentation"),
    (Format::Collatex, "The table of each remark as CollateX writes it, one a line"),
    (Format::Annotation, "Web Annotations (W3C), JSON-LD: a print a line, beside the base"),
    (Format::Html, "One page to read or print; it needs no network and no script"),
];

/// The formats that `--format` accepts here.
const DIFF: &[(Format, &str)] = &[
    (Format::Table, "For reading in a terminal"),
    (Format::Json, "One JSON document"),
    (Format::Jsonl, "One remark per line, the summary last"),
    (Format::Csv, "One row per wording"),
    (Format::Markdown, "Markdown"),
];

#[cfg(test)]
mod tests {
    #[test]
    fn a_date_is_a_day_a_month_or_a_year_that_there_is() {
        for good in ["2016", "2016-12", "2016-02-29"] {
            assert_eq!(super::date(good).as_deref(), Ok(good));
        }
        for bad in [
            "2016-13",
            "2016-00",
            "2016-02-30",
            "2015-02-29",
            "2016-",
            "201",
            "2016-1-1",
            "20160101",
            "May",
            "",
        ] {
            assert!(super::date(bad).is_err(), "{bad}");
        }
    }
}
