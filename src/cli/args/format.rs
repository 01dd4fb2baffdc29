//! The option `--format`: each command lists the formats that it accepts, with a help text for each. And how CSV and annotations are written.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::render::{CsvStyle, Format};

/// Parses the name of one of the formats that a command accepts.
pub(super) fn formats(taken: &'static [(Format, &'static str)]) -> impl TypedValueParser<Value = Format> {
    let values = taken.iter().map(|(format, help)| PossibleValue::new(format.name()).help(*help));
    let named = |name: String| Format::named(&name).ok_or("no format has this name");
    PossibleValuesParser::new(values).try_map(named)
}

/// How CSV is written.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "With --format csv")]
pub(crate) struct CsvArgs {
    /// Write a field that a spreadsheet would take for a formula as it is, without an apostrophe before it
    #[arg(long)]
    pub no_guard: bool,
    /// Begin with a byte order mark, so that Excel reads the file as UTF-8
    #[arg(long)]
    pub bom: bool,
}

impl CsvArgs {
    /// True if something was asked for that only CSV has.
    pub fn asks(self) -> bool {
        self.no_guard || self.bom
    }
}

/// How annotations are written.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "With --format annotation")]
pub(crate) struct AnnotationArgs {
    /// Write one AnnotationPage of JSON-LD, and not an annotation a line
    #[arg(long)]
    pub page: bool,
}

impl From<CsvArgs> for CsvStyle {
    fn from(csv: CsvArgs) -> Self {
        Self { unguarded: csv.no_guard, mark: csv.bom }
    }
}
