//! The output formats, by the names that `--format` accepts.

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Tables for a terminal.
    Table,
    /// One JSON document.
    Json,
    /// One JSON record per line, the summary last.
    Jsonl,
    /// A header row, then a row for each record.
    Csv,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// TEI P5, parallel segmentation.
    Tei,
    /// The table of a remark as CollateX writes it.
    Collatex,
    /// Web Annotations of the W3C, JSON-LD.
    Annotation,
    /// One page to read or print.
    Html,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// Annotations that the client of Hypothesis imports.
    Hypothesis,
    /// Standoff annotations of brat: the `.ann` of an article, which [`BratFolder`](super::BratFolder) puts beside its text.
    Brat,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Self] = &[
        Self::Table,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Markdown,
        Self::Tei,
        Self::Collatex,
        Self::Annotation,
        Self::Html,
        Self::Sarif,
        Self::Github,
        Self::Hypothesis,
        Self::Brat,
    ];

    /// Returns the name, which is also the usual file extension of that format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Tei => "tei",
            Self::Collatex => "collatex",
            Self::Annotation => "annotation",
            Self::Html => "html",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Hypothesis => "hypothesis",
            Self::Brat => "brat",
        }
    }

    /// Returns the format with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }
}
