//! `POST /api/v1/check`. In: a draft, as a record, a text or a Word document. Out: the report, as `check` writes it.

use super::body::{self, SentText};
use crate::ask::CheckOptions;
use crate::corpus::Selection;
use crate::render::Format;
use crate::serve::ask::{SentDraft, format, report, written};
use crate::serve::desk::{Desk, Inquiry};
use crate::serve::page::{Failure, Reply};

/// The formats of a report.
pub(in crate::serve) const FORMATS: [Format; 6] =
    [Format::Json, Format::Jsonl, Format::Csv, Format::Markdown, Format::Sarif, Format::Html];

/// Checks a draft. A quotation that fails is no error.
pub(in crate::serve) fn answer(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let format = format(inquiry.params.text("format"), &FORMATS, Format::Json)?;
    let SentText { fields, bytes, form } = body::text(inquiry)?;
    let (every, speaker) = (body::flag(&fields, "every")?, body::string(&fields, "speaker")?);
    let selection = Selection { every, speaker: speaker.map(str::to_owned), ..Selection::default() };
    let options = CheckOptions { choice: body::choice(&fields)?, selection };
    let draft = SentDraft { name: "draft".to_owned(), form, bytes };
    let report = report(desk, draft.drafts(desk.lexicon)?.drafts, &options)?;
    written(format, &[report.shown(true)], &report.summary)
}
