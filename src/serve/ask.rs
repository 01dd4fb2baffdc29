//! Drafts and claims as people and programs send them. In: what was sent. Out: reports and verdicts of the façade, and their bytes in a format.

use std::io;

use serde_json::{Value, json};

use super::desk::Desk;
use super::page::{CSV, Failure, HTML, JSON, Keep, Reply, words};
use super::sent::FILE_BYTES;
use crate::ask::{AskBounds, Asking, CheckOptions, CheckReport, GateChoice, ReadDrafts, read_drafts};
use crate::corpus::Draft;
use crate::lexicon::Lexicon;
use crate::model::Article;
use crate::read::{
    Arrival, ClaimError, ClaimLine, Claims, HeldForm, InputHints, ReadError, ReadErrorKind, SourceReading,
};
use crate::render::{self, Answered, Format, ListedRows, Look, Shown, Summary};

/// The most quotations of a draft.
const MOST_OF_DRAFT: usize = 500;
/// The most claims that are sent at once.
const MOST_CLAIMS: usize = 200;
/// Characters of the name of a file; longer names are no names.
const MOST_OF_NAME: usize = 120;

/// A draft as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SentDraft {
    /// The name of the file, or `draft`.
    pub name: String,
    /// What it is; `None` where only its first bytes can tell.
    pub form: Option<HeldForm>,
    pub bytes: Vec<u8>,
}

impl SentDraft {
    /// A text in one of the forms that can be pasted.
    pub fn text(text: &str, form: HeldForm) -> Self {
        // Browsers send every line break as two characters.
        let text = text.replace("\r\n", "\n");
        Self { name: "draft".to_owned(), form: Some(form), bytes: text.into_bytes() }
    }

    /// A file with a name.
    pub fn file(name: &str, bytes: Vec<u8>) -> Result<Self, Failure> {
        if bytes.len() > FILE_BYTES {
            return Err(Failure::too_large(FILE_BYTES));
        }
        let name: String = name.chars().take(MOST_OF_NAME).collect();
        let form = HeldForm::of_file(&name);
        Ok(Self { name, form, bytes })
    }

    /// Reads it as a draft.
    pub fn drafts(&self, lexicon: &'static Lexicon) -> Result<ReadDrafts<'static>, Failure> {
        read_drafts(&self.name, &self.bytes, self.form, lexicon).map_err(|error| self.unread(&error))
    }

    /// Reads it as articles.
    pub fn articles(&self, lexicon: &'static Lexicon) -> Result<Vec<Article>, Failure> {
        let hints = InputHints::default();
        let mut reading = SourceReading::of_held(&self.name, &self.bytes, self.form, hints, lexicon);
        let mut failure = None;
        let all = reading.all(|arrival| {
            if let (Arrival::Error(error), None) = (arrival, &failure) {
                failure = Some(self.unread(error));
            }
        });
        failure.map_or(Ok(all), Err)
    }

    fn unread(&self, error: &ReadError) -> Failure {
        let detail = format!("{}: {}.", self.name, error.kind);
        let failure = match error.kind {
            ReadErrorKind::Empty => Failure::nothing(detail),
            ReadErrorKind::Huge { .. } | ReadErrorKind::Swollen { .. } => {
                Failure::new(413, "Too large", detail)
            }
            _ => Failure::kind(detail),
        };
        Failure { hint: error.hint.map(words), ..failure }
    }
}

/// Checks a draft within the limits of a request.
pub(super) fn report<'s>(
    desk: &Desk<'s>,
    drafts: Vec<Draft<'static>>,
    options: &CheckOptions,
) -> Result<CheckReport<'s, 'static>, Failure> {
    let bounds = AskBounds { most: Some(MOST_OF_DRAFT), until: Some(desk.until) };
    Ok(desk.set.check(drafts, options, bounds)?)
}

/// The claims of `{"claims": […]}`, or the one claim that a record is, read as the lines of a file of claims are.
pub(super) fn claims(record: Value) -> Result<Vec<Result<ClaimLine, ClaimError>>, Failure> {
    let list = match record {
        Value::Object(mut fields) if fields.contains_key("claims") => fields.remove("claims"),
        one => Some(json!([one])),
    };
    let list = list.filter(Value::is_array).ok_or_else(|| Failure::bad("`claims` is not a list."))?;
    let lines = Claims::new(io::Cursor::new(list.to_string()))?;
    Ok(lines.collect::<io::Result<Vec<_>>>()?)
}

/// Answers claims within the limits of a request.
pub(super) fn answers<'s>(
    desk: &Desk<'s>,
    lines: Vec<Result<ClaimLine, ClaimError>>,
    choice: &GateChoice,
) -> Result<(Vec<Answered<'s>>, Summary), Failure> {
    if lines.is_empty() {
        return Err(Failure::nothing("There is no claim in what was sent."));
    }
    let bounds = AskBounds { most: Some(MOST_CLAIMS), until: Some(desk.until) };
    let summary = Summary { receipt: desk.set.receipt(choice, None)?, ..desk.set.summary()? };
    let asking = Asking { gate: &choice.gate, list: "claims", bounds };
    Ok((desk.set.verify_many(lines, &asking)?, summary))
}

/// Things in a format, as a reply that nobody keeps.
pub(super) fn written<T: Shown>(format: Format, things: &[T], summary: &Summary) -> Result<Reply, Failure> {
    let mut out = Vec::new();
    render::write_many(&mut out, (format, Look { page: true, ..Look::default() }), things, summary)?;
    let text = String::from_utf8(out).map_err(|_| Failure::inside())?;
    Ok(Reply { keep: Keep::Never, ..Reply::of(media(format), text) })
}

/// One page of a list, as a reply.
pub(super) fn listed(form: Format, list: ListedRows) -> Result<Reply, Failure> {
    Ok(Reply { keep: Keep::Corpus, ..written(form, &[list], &Summary::default())? })
}

/// The media type of a format.
pub(super) fn media(format: Format) -> &'static str {
    match format {
        Format::Json | Format::Collatex => JSON,
        Format::Jsonl => "application/jsonl",
        Format::Csv => CSV,
        Format::Markdown => "text/markdown; charset=utf-8",
        Format::Html => HTML,
        Format::Tei => "application/tei+xml",
        Format::Annotation => "application/ld+json",
        Format::Sarif => "application/sarif+json",
        _ => "text/plain; charset=utf-8",
    }
}

/// The format that is asked for, one of `known`; `or` if none is.
pub(super) fn format(asked: Option<&str>, known: &[Format], or: Format) -> Result<Format, Failure> {
    let Some(name) = asked else { return Ok(or) };
    Format::named(name).filter(|format| known.contains(format)).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|format| format.name()).collect();
        Failure::bad(format!("There is no format `{name}` here; the formats are {}.", names.join(", ")))
    })
}
