//! What programs send. In: a media type and bytes. Out: a record, or a text with what it is.

use serde_json::{Map, Value};

use crate::ask::GateChoice;
use crate::read::HeldForm;
use crate::serve::desk::Inquiry;
use crate::serve::page::{Failure, JSON};
use crate::serve::params::Params;
use crate::serve::sent::{Sent, WORD};

/// What was sent: a record with a text, or the text alone.
pub(super) struct SentText {
    /// The fields of the record; of a text alone those of the query.
    pub fields: Map<String, Value>,
    pub bytes: Vec<u8>,
    /// What the text is; `None` where only its first bytes can tell.
    pub form: Option<HeldForm>,
}

/// The JSON that was sent.
pub(super) fn record(inquiry: &Inquiry) -> Result<Value, Failure> {
    let sent = sent(inquiry)?;
    if sent.kind != JSON {
        return Err(refused("application/json"));
    }
    let bad = |error: serde_json::Error| Failure::bad(format!("This is not JSON: {error}."));
    serde_json::from_slice(&sent.bytes).map_err(bad)
}

/// The text that was sent.
pub(super) fn text(inquiry: &Inquiry) -> Result<SentText, Failure> {
    let sent = sent(inquiry)?;
    let form = match sent.kind.as_str() {
        JSON => return in_record(record(inquiry)?),
        "text/markdown" => Some(HeldForm::Markdown),
        "text/plain" => Some(HeldForm::Plain),
        "text/html" => Some(HeldForm::Page),
        WORD => None,
        _ => {
            return Err(refused(
                "application/json, text/markdown, text/plain, text/html, or a Word document",
            ));
        }
    };
    Ok(SentText { fields: in_query(&inquiry.params), bytes: sent.bytes.clone(), form })
}

fn in_record(record: Value) -> Result<SentText, Failure> {
    let Value::Object(fields) = record else { return Err(Failure::bad("This is not an object.")) };
    let text = fields.get("text").and_then(Value::as_str);
    let text = text.ok_or_else(|| Failure::bad("The field `text` is missing, or it is not a string."))?;
    let form = match string(&fields, "format")? {
        None => HeldForm::Markdown,
        Some(name) => HeldForm::named(name).ok_or_else(|| {
            Failure::bad(format!("There is no form `{name}`; the forms are plain, markdown and html."))
        })?,
    };
    Ok(SentText { bytes: text.as_bytes().to_vec(), form: Some(form), fields })
}

/// The options that stand in an address, as a record has them.
fn in_query(params: &Params) -> Map<String, Value> {
    let mut fields = Map::new();
    for name in ["style", "fail_on", "speaker"] {
        fields.extend(params.own(name).map(|value| (name.to_owned(), Value::String(value))));
    }
    for name in ["every", "indirect"] {
        let value = params.text(name).map(|value| value == "true" || value == "1");
        fields.extend(value.map(|value| (name.to_owned(), Value::Bool(value))));
    }
    fields
}

fn sent(inquiry: &Inquiry) -> Result<&Sent, Failure> {
    inquiry.sent.as_ref().ok_or_else(|| refused("application/json"))
}

fn refused(known: &str) -> Failure {
    Failure::kind(format!("The media type must be {known}.")).hint("Name it in the header Content-Type.")
}

/// A string of a record; `None` if it is missing or null.
pub(super) fn string<'f>(fields: &'f Map<String, Value>, name: &str) -> Result<Option<&'f str>, Failure> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Failure::bad(format!("`{name}` is not a string."))),
    }
}

/// A yes or no of a record; no if it is missing or null.
pub(super) fn flag(fields: &Map<String, Value>, name: &str) -> Result<bool, Failure> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(Failure::bad(format!("`{name}` is neither true nor false."))),
    }
}

/// Which answers fail.
pub(super) fn choice(fields: &Map<String, Value>) -> Result<GateChoice, Failure> {
    let style = string(fields, "style")?.unwrap_or("lenient");
    Ok(GateChoice::new(style, string(fields, "fail_on")?)?)
}
