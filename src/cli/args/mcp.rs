//! Arguments of `mcp`.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  inquit mcp --in ~/sources
  inquit mcp --corpus news.inquit

The sources are read once, at the start; a corpus file is only opened. Without sources the tools need texts that are sent
with the call. Standard output holds nothing but messages of the protocol, one a line; the end of the input ends the
server. docs/mcp.md shows how clients are told of it.")]
pub(crate) struct McpArgs {
    /// A file or folder that is searched; may be repeated
    #[arg(long = "in", value_name = "PATH")]
    pub within: Vec<PathBuf>,
    /// A corpus file instead of PATH
    #[arg(long, value_name = "FILE", conflicts_with = "within")]
    pub corpus: Option<PathBuf>,
}
