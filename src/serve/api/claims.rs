//! `POST /api/v1/verify`. In: `{"claims": […]}`, or one claim. Out: a verdict for each, as `verify --claims` writes them.

use serde_json::Map;

use super::body;
use crate::render::Format;
use crate::serve::ask::{answers, claims, format, written};
use crate::serve::desk::{Desk, Inquiry};
use crate::serve::page::{Failure, Reply};

/// The formats of verdicts.
const FORMATS: [Format; 5] = [Format::Json, Format::Jsonl, Format::Csv, Format::Markdown, Format::Html];

/// Answers claims. A claim that fails is no error.
pub(in crate::serve) fn answer(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let format = format(inquiry.params.text("format"), &FORMATS, Format::Json)?;
    let record = body::record(inquiry)?;
    // The style of one claim is its own; beside a list it is that of all.
    let none = Map::new();
    let fields = record.as_object().filter(|fields| fields.contains_key("claims")).unwrap_or(&none);
    let choice = body::choice(fields)?;
    let (answered, summary) = answers(desk, claims(record)?, &choice)?;
    written(format, &answered, &summary)
}
