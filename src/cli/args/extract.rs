//! What `extract` takes.

use crate::render::Format;

use super::format::formats;
use super::paths::Paths;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit extract seeds                       a table an article
  inquit extract --explain article.txt       with the rule and the evidence for each
  inquit extract --format jsonl news.jsonl   a line a quoted span (docs/format.md)

Exit status 1 where nothing was found.")]
pub(crate) struct ExtractArgs {
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
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(EXTRACT))]
    pub format: Format,
}

fn ratio(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("give a number from 0 to 1".to_owned()),
    }
}

/// The formats that `--format` takes here.
const EXTRACT: &[(Format, &str)] = &[
    (Format::Table, "For reading in a terminal"),
    (Format::Json, "One JSON document"),
    (Format::Jsonl, "A JSON record a line, the summary last"),
    (Format::Csv, "A row a quotation or wording"),
    (Format::Markdown, "Markdown"),
];
