//! Arguments of `config`: what the project sets.

use clap::Subcommand;

use crate::render::Format;

use super::format::formats;

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Prints every key with its value, and the file and line or the variable that it is from
    Show {
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(SHOW))]
        format: Format,
    },
}

/// The formats that `--format` accepts here.
const SHOW: &[(Format, &str)] =
    &[(Format::Table, "For reading in a terminal"), (Format::Json, "A list of the values that are set")];
