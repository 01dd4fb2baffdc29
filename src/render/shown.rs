//! Which renderer a noun has in a format: the one place to add a noun or a format.
//!
//! | noun | formats |
//! |---|---|
//! | [`Extract`] | table, JSON, JSON Lines, CSV, Markdown, Web Annotation, brat |
//! | [`ShownRemarks`] | table, JSON, JSON Lines, CSV, Markdown, TEI, CollateX, Web Annotation, HTML |
//! | [`OutletDifference`] | table, JSON, JSON Lines, CSV, Markdown |
//! | [`Judged`] | table, JSON, JSON Lines, CSV, Markdown, HTML, Web Annotation, Hypothesis |
//! | [`Check`] | these, SARIF, GitHub |
//! | [`Answered`] | table, JSON, JSON Lines, CSV, Markdown, HTML, Web Annotation, Hypothesis |
//! | [`Since`] | table, JSON, JSON Lines |
//! | [`Evaluation`] | table, JSON |

use super::format::Format;
#[cfg(feature = "cli")]
use super::html;
use super::look::Look;
use super::nouns::{Answered, Judged, ShownRemarks};
use super::renderer::{Render, Shown};
use super::shared::{Check, Evaluation};
use super::{annotation, brat, csv, github, hypothesis, json, markdown, sarif};
#[cfg(feature = "cli")]
use super::{table, tei};
use crate::compare::OutletDifference;
use crate::model::Since;
use crate::record::Extract;

impl Shown for Extract<'_> {
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>> {
        Some(match format {
            #[cfg(feature = "cli")]
            Format::Table => Box::new(table::QuotationTable { look }),
            Format::Json => Box::new(json::QuotationJson { lines: false }),
            Format::Jsonl => Box::new(json::QuotationJson { lines: true }),
            Format::Csv => Box::new(csv::QuotationCsv { style: look.csv }),
            Format::Markdown => Box::new(markdown::QuotationMarkdown),
            Format::Annotation => Box::new(annotation::WebAnnotations::new(look)),
            Format::Brat => Box::new(brat::Standoff),
            _ => return None,
        })
    }
}

impl Shown for ShownRemarks<'_> {
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>> {
        Some(match format {
            #[cfg(feature = "cli")]
            Format::Table => Box::new(table::RemarkTable::new(look)),
            Format::Json => Box::new(json::RemarkJson::new(false)),
            Format::Jsonl => Box::new(json::RemarkJson::new(true)),
            Format::Csv => Box::new(csv::WordingCsv { style: look.csv }),
            Format::Markdown => Box::new(markdown::RemarkMarkdown::default()),
            #[cfg(feature = "cli")]
            Format::Tei => Box::new(tei::RemarkTei),
            Format::Collatex => Box::new(json::CollationTable),
            Format::Annotation => Box::new(annotation::WebAnnotations::new(look)),
            #[cfg(feature = "cli")]
            Format::Html => Box::new(html::RemarkPage::default()),
            _ => return None,
        })
    }
}

impl Shown for OutletDifference<'_> {
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>> {
        Some(match format {
            #[cfg(feature = "cli")]
            Format::Table => Box::new(table::SideTable { look }),
            Format::Json => Box::new(json::SideDocument),
            Format::Jsonl => Box::new(json::SideLines::default()),
            Format::Csv => Box::new(csv::WordingCsv { style: look.csv }),
            Format::Markdown => Box::new(markdown::SideMarkdown),
            _ => return None,
        })
    }
}

impl Shown for Judged<'_> {
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>> {
        Some(match format {
            #[cfg(feature = "cli")]
            Format::Table => Box::new(table::AnswerTable { look }),
            Format::Json => Box::new(json::AnswerJson { lines: false }),
            Format::Jsonl => Box::new(json::AnswerJson { lines: true }),
            Format::Csv => Box::new(csv::VerdictCsv::new(look.csv)),
            Format::Markdown => Box::new(markdown::AnswerMarkdown),
            #[cfg(feature = "cli")]
            Format::Html => Box::new(html::AnswerPage::default()),
            Format::Annotation => Box::new(annotation::WebAnnotations::new(look)),
            Format::Hypothesis => Box::new(hypothesis::ImportedAnnotations::default()),
            _ => return None,
        })
    }
}

impl Shown for Answered<'_> {
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>> {
        Some(match format {
            #[cfg(feature = "cli")]
            Format::Table => Box::new(table::ClaimTable::new(look)),
            Format::Json => Box::new(json::ClaimJson::new(false)),
            Format::Jsonl => Box::new(json::ClaimJson::new(true)),
            Format::Csv => Box::new(csv::VerdictCsv::new(look.csv)),
            Format::Markdown => Box::new(markdown::AnswerMarkdown),
            #[cfg(feature = "cli")]
            Format::Html => Box::new(html::AnswerPage::default()),
            Format::Annotation => Box::new(annotation::WebAnnotations::new(look)),
            Format::Hypothesis => Box::new(hypothesis::ImportedAnnotations::default()),
            _ => return None,
        })
    }
}

impl Shown for Check<'_> {
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>> {
        Some(match format {
            #[cfg(feature = "cli")]
            Format::Table => Box::new(table::DraftTable { look }),
            Format::Json => Box::new(json::DraftJson::new(false)),
            Format::Jsonl => Box::new(json::DraftJson::new(true)),
            Format::Csv => Box::new(csv::VerdictCsv::new(look.csv)),
            Format::Markdown => Box::new(markdown::DraftMarkdown),
            #[cfg(feature = "cli")]
            Format::Html => Box::new(html::CheckHtml),
            Format::Sarif => Box::new(sarif::DraftSarif),
            Format::Github => Box::new(github::DraftAnnotations),
            Format::Annotation => Box::new(annotation::WebAnnotations::new(look)),
            Format::Hypothesis => Box::new(hypothesis::ImportedAnnotations::default()),
            _ => return None,
        })
    }
}

impl Shown for Since {
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>> {
        let _ = look;
        Some(match format {
            #[cfg(feature = "cli")]
            Format::Table => Box::new(table::SinceTable { look }),
            Format::Json | Format::Jsonl => Box::new(json::SinceJson),
            _ => return None,
        })
    }
}

impl Shown for Evaluation<'_> {
    fn renderer(format: Format, look: Look) -> Option<Box<dyn Render<Self>>> {
        let _ = look;
        Some(match format {
            #[cfg(feature = "cli")]
            Format::Table => Box::new(table::FigureTable),
            Format::Json => Box::new(json::FigureJson),
            _ => return None,
        })
    }
}
