//! What several commands take: where articles are, and the name of a speaker.

use std::path::PathBuf;

/// Where articles are read from.
#[derive(Debug, clap::Args)]
pub(crate) struct Paths {
    /// Files (.txt, .md, .html, .docx, .pdf, .jsonl, .json, .csv, .srt, .vtt, .warc, .rss, also .gz), folders, or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "corpus", conflicts_with = "corpus")]
    pub paths: Vec<PathBuf>,
    /// A corpus file instead of PATH (`inquit corpus` makes one)
    #[arg(long, value_name = "FILE")]
    pub corpus: Option<PathBuf>,
}

/// Reads a name, which has at least one letter or digit.
pub(super) fn name(text: &str) -> Result<String, String> {
    let sound = text.contains(char::is_alphanumeric);
    if sound { Ok(text.to_owned()) } else { Err("give the name of a speaker, as in \"Ana Ruiz\"".to_owned()) }
}
