//! `POST /api/v1/extract`. In: a text. Out: its quotations, as `extract` writes them.

use super::body::{self, SentText};
use crate::record::Extract;
use crate::render::{Format, Summary};
use crate::serve::ask::{SentDraft, format, written};
use crate::serve::desk::{Desk, Inquiry};
use crate::serve::page::{Failure, Reply};
use crate::{ExtractOptions, extract};

/// The formats of quotations.
const FORMATS: [Format; 4] = [Format::Json, Format::Jsonl, Format::Csv, Format::Markdown];

/// Finds the quotations of a text.
pub(in crate::serve) fn answer(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let format = format(inquiry.params.text("format"), &FORMATS, Format::Json)?;
    let SentText { fields, bytes, form } = body::text(inquiry)?;
    let options = ExtractOptions { indirect: body::flag(&fields, "indirect")?, explain: false };
    let articles = SentDraft { name: "text".to_owned(), form, bytes }.articles(desk.lexicon)?;
    let found: Vec<_> = articles.iter().map(|article| extract(article, desk.lexicon, &options)).collect();
    let shown: Vec<Vec<usize>> = found.iter().map(|found| found.shown(false, 0.0)).collect();
    let extracts = articles.iter().zip(&found).zip(&shown).map(|((article, found), shown)| Extract {
        article,
        quotations: &found.quotations,
        shown,
        explain: false,
    });
    let summary = Summary {
        articles: articles.len(),
        quotations: shown.iter().map(Vec::len).sum(),
        warnings: found.iter().map(|found| found.warnings.len()).sum(),
        ..Summary::default()
    };
    written(format, &extracts.collect::<Vec<_>>(), &summary)
}
