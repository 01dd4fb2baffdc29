//! A path → how its file is to be read, by its ending.

use std::ffi::OsStr;
use std::path::Path;

/// The endings taken below a folder, for messages.
pub(in crate::read) const ENDINGS: &str = ".txt, .md, .markdown, .html, .htm, .docx, .pdf, .jsonl, .ndjson, .json, .csv, .tsv, .srt, .vtt, .warc, .wet, .rss, .atom (also with .gz)";

/// How a file's bytes are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum InputFormat {
    Text,
    Markdown,
    Lines,
    /// JSON that may go on over many lines.
    Document,
    Page,
    /// Parted by tabs or not.
    Table {
        tabs: bool,
    },
    Captions,
    /// An archive of the web.
    Archive,
    /// A feed, which the first bytes tell.
    Feed,
    /// A Word document or a PDF, which the first bytes tell.
    Binary,
}

/// True for the ending of a file that is packed by gzip.
pub(in crate::read) fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
}

/// What the ending of a path says; `None` if only the first bytes can say it.
pub(in crate::read) fn format(path: &Path) -> Option<InputFormat> {
    let is = |extension: &OsStr, name: &str| extension.eq_ignore_ascii_case(name);
    let path = if is_packed(path) { Path::new(path.file_stem()?) } else { path };
    let extension = path.extension()?;
    let formats: [(&[&str], InputFormat); 11] = [
        (&["docx", "pdf"], InputFormat::Binary),
        (&["txt"], InputFormat::Text),
        (&["md", "markdown"], InputFormat::Markdown),
        (&["jsonl", "ndjson"], InputFormat::Lines),
        (&["json"], InputFormat::Document),
        (&["html", "htm", "xhtml"], InputFormat::Page),
        (&["csv"], InputFormat::Table { tabs: false }),
        (&["tsv"], InputFormat::Table { tabs: true }),
        (&["srt", "vtt"], InputFormat::Captions),
        (&["warc", "wet"], InputFormat::Archive),
        (&["rss", "atom"], InputFormat::Feed),
    ];
    let of = |(names, _): &&(&[&str], InputFormat)| names.iter().any(|name| is(extension, name));
    formats.iter().find(of).map(|(_, format)| *format)
}
