//! Arguments of `corpus`.

use std::path::PathBuf;

use clap::Subcommand;

use crate::render::Format;

use super::format::formats;

#[derive(Debug, Subcommand)]
pub(crate) enum CorpusCommand {
    /// Adds articles; unchanged articles are skipped
    Add(CorpusAdd),
    /// Lists every article with outlet, date and title
    #[command(after_help = "Example:\n  inquit corpus list --corpus news.inquit --format jsonl")]
    List {
        #[command(flatten)]
        file: CorpusFile,
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(LIST))]
        format: Format,
    },
    /// Removes articles with all their revisions
    #[command(after_help = "Example:\n  inquit corpus remove --corpus news.inquit monday/bridge.txt")]
    Remove {
        #[command(flatten)]
        file: CorpusFile,
        /// Ids of articles, as `list` prints them
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
    },
    /// Counts of articles, quotations and remarks
    #[command(after_help = "Example:\n  inquit corpus info --corpus news.inquit")]
    Info {
        #[command(flatten)]
        file: CorpusFile,
    },
    /// Reports what in a corpus is damaged
    #[command(after_help = "Example:\n  inquit corpus check --corpus news.inquit --repair")]
    Check {
        #[command(flatten)]
        file: CorpusFile,
        /// Rebuild what can be rebuilt from the articles; damaged articles are removed and named
        #[arg(long)]
        repair: bool,
    },
    /// Prints metadata for Datasette: full text, facets, questions
    #[command(after_help = "\
Example:
  inquit corpus datasette --corpus news.inquit > news.json
  datasette --immutable news.inquit --metadata news.json --setting suggest_facets off")]
    Datasette {
        #[command(flatten)]
        file: CorpusFile,
    },
    /// Rebuilds the index and frees the space of removed articles
    #[command(after_help = "Example:\n  inquit corpus vacuum --corpus news.inquit")]
    Vacuum {
        #[command(flatten)]
        file: CorpusFile,
    },
}

/// The corpus that a command uses.
#[derive(Debug, clap::Args)]
pub(crate) struct CorpusFile {
    /// The corpus, an SQLite file
    #[arg(long, value_name = "FILE")]
    pub corpus: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit corpus add --corpus news.inquit archive     a folder; the file is created if it does not exist
  inquit corpus add --corpus news.inquit today.jsonl
  inquit verify \"We have oil for a week\" --corpus news.inquit

An article is identified by its id: the id of the record, or the path below the given folder. If an article comes again \
with a different text, it becomes a new revision; the old one is kept and no longer searched. Articles that were added \
before an interruption are kept; the same command, run again, adds the rest. \
Without PATH, the command only brings the remarks up to date.")]
pub(crate) struct CorpusAdd {
    #[command(flatten)]
    pub file: CorpusFile,
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Leave the remarks to a later `add`
    #[arg(long)]
    pub no_remarks: bool,
    /// Make all remarks anew, also if few articles came since that was last done
    #[arg(long, conflicts_with = "no_remarks")]
    pub rebuild: bool,
    /// Extract the quotations of all articles in the corpus again, with the grammar in use
    #[arg(long)]
    pub again: bool,
    /// Amount of text per commit, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 8.0, value_parser = megabytes)]
    pub batch: f64,
}

fn megabytes(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(x) if (0.001..=1024.0).contains(&x) => Ok(x),
        _ => Err("give a number of megabytes from 0.001 to 1024".to_owned()),
    }
}

/// The formats that `--format` accepts here.
const LIST: &[(Format, &str)] =
    &[(Format::Table, "For reading in a terminal"), (Format::Jsonl, "One JSON record per line")];
