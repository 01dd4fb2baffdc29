//! Arguments of `extract`.

use std::path::PathBuf;

use crate::render::Format;

use super::format::{AnnotationArgs, CsvArgs, formats};
use super::paths::Paths;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit extract seeds                       one table per article
  inquit extract --explain article.txt       with the rule and the evidence for each quotation
  inquit extract --format jsonl news.jsonl   one line per quoted span (docs/format.md)
  inquit extract --format brat --out gold news   a folder for annotators, which `inquit eval gold` scores

Exit status 1 if nothing was found.")]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub paths: Paths,
    /// Also quoted text that is not speech: titles, terms, nicknames
    #[arg(long)]
    pub all: bool,
    /// Also indirect speech (without quotation marks)
    #[arg(long)]
    pub indirect: bool,
    /// Show the rule and the evidence for each quotation
    #[arg(long)]
    pub explain: bool,
    /// Only quotations whose confidence is at least X, from 0 to 1
    #[arg(long, value_name = "X", default_value_t = 0.0, value_parser = ratio)]
    pub min_confidence: f32,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(EXTRACT))]
    pub format: Format,
    /// With --format brat: the folder to write, which must be new or empty
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub csv: CsvArgs,
    #[command(flatten)]
    pub annotation: AnnotationArgs,
}

fn ratio(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("give a number from 0 to 1".to_owned()),
    }
}

/// The formats that `--format` accepts here.
const EXTRACT: &[(Format, &str)] = &[
    (Format::Table, "For reading in a terminal"),
    (Format::Json, "One JSON document"),
    (Format::Jsonl, "One JSON record per line, the summary last"),
    (Format::Csv, "One row per quotation or wording"),
    (Format::Markdown, "Markdown"),
    (Format::Annotation, "Web Annotations (W3C), JSON-LD: a quotation a line"),
    (Format::Brat, "Standoff annotations of brat beside the texts, in the folder --out"),
];
