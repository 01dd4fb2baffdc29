//! Results → any [`Write`](std::io::Write). In: articles, quotations, remarks and collations. Out: bytes of one format; nothing here knows of
//! standard output, arguments or exit status.
//!
//! ```text
//! escape    hostile text → text that is safe on a terminal, in Markdown, in CSV, in JSON
//! reason    why two wordings are one remark
//! versions  sigla, spans in another print, the head of a remark
//! difference  the figures of two sides in words
//! apparatus, timeline  a remark with very many versions; when was which one printed
//! json      JSON and JSON Lines
//! csv       a row a quotation or a wording
//! markdown  for documents
//! marks     what each cell of a collation is to the base
//! tei       for editions and their tools (feature `cli`)
//! html      one page for reading and printing (feature `cli`)
//! check     the quotations of a draft with their verdicts; SARIF
//! eval      figures of extraction, judged against annotated articles
//! verdict   one claim's four answers, the changes marked in it, every place that was found
//! table     for terminals (feature `cli`): side by side, with differences marked by more than colour
//! ```

#[cfg(feature = "cli")]
mod apparatus;
mod check;
mod csv;
mod difference;

mod escape;
mod eval;
#[cfg(feature = "cli")]
mod html;
mod json;
mod markdown;
#[cfg(feature = "cli")]
mod marks;
mod reason;
#[cfg(feature = "cli")]
mod table;
#[cfg(feature = "cli")]
mod tei;
#[cfg(feature = "cli")]
mod timeline;
mod verdict;
mod versions;

pub use check::{Check, Sarif};
pub use csv::Csv;

pub use escape::terminal as escape_terminal;
pub use eval::Evaluation;
#[cfg(feature = "cli")]
pub use html::Html;
pub use json::Json;
pub use markdown::Markdown;
#[cfg(feature = "cli")]
pub use table::{Look, Table};
#[cfg(feature = "cli")]
pub use tei::Tei;

use crate::record::{RecordType, SCHEMA, SummaryRecord};

/// What a run came to; the last line of every stream, so that a cut stream shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles read.
    pub articles: usize,
    /// Quotations shown.
    pub quotations: usize,
    /// Inputs, or lines of inputs, that were bad and left out.
    pub skipped: usize,
    /// Doubts about articles.
    pub warnings: usize,
}

/// `1 outlet`, `2 outlets`.
fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

impl Summary {
    /// The figures in words; what there is none of is left out at the end.
    fn figures(&self, shared: Option<usize>) -> String {
        let mut figures = vec![count(self.articles, "article"), count(self.quotations, "quotation")];
        figures.extend(shared.map(|n| count(n, "shared remark")));
        if self.skipped > 0 {
            figures.push(format!("{} skipped", self.skipped));
        }
        figures.join(" · ")
    }
}

impl From<&Summary> for SummaryRecord {
    fn from(summary: &Summary) -> Self {
        Self {
            r#type: RecordType::Summary,
            schema: SCHEMA,
            articles: summary.articles,
            quotations: summary.quotations,
            remarks: None,
            shared: None,
            warnings: summary.warnings,
            skipped: summary.skipped,
        }
    }
}
