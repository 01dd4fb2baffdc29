//! S7: verify one quotation. In: its words, a speaker, a day. Out: the verdict as a page whose address can be passed on, or as a record.

use askama::Template;
use serde_json::json;

use super::ask::{claims, written};
use super::desk::{Desk, Inquiry};
use super::frame::Surround;
use super::page::{Failure, Keep, Reply};
use super::params::Params;
use crate::ask::GateChoice;
use crate::model::Claim;
use crate::render::{CheckedView, Format, WordKind};

#[derive(Template)]
#[template(path = "serve/verify.html")]
struct VerifyPage {
    around: Surround,
    quote: String,
    speaker: String,
    date: String,
    strict: bool,
    checked: Option<CheckedView>,
}

/// Answers a claim, or shows the empty form.
pub(super) fn page(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    if let Some(form) = inquiry.form {
        return record(desk, inquiry, form);
    }
    let params = &inquiry.params;
    let mut around = Surround::new(&desk.footing, "/check", "Verify a quotation");
    let mut checked = None;
    if let Some(claim) = claim(inquiry)? {
        let judged = desk.set.verify(&claim, &choice(params)?.gate)?;
        checked = Some(CheckedView::of_claim(&judged.shown(), &desk.set.summary()?));
        "A quotation checked".clone_into(&mut around.title);
    }
    let own = |name: &str| params.own(name).unwrap_or_default();
    let page = VerifyPage {
        around,
        quote: own("quote"),
        speaker: own("speaker"),
        date: own("date"),
        strict: params.text("style") == Some("strict"),
        checked,
    };
    Ok(Reply { keep: Keep::Never, ..Reply::html(page.render()?) })
}

/// Answers a claim as `verify` does in a format.
fn record(desk: &Desk<'_>, inquiry: &Inquiry, form: Format) -> Result<Reply, Failure> {
    let claim = claim(inquiry)?;
    let claim = claim.ok_or_else(|| Failure::nothing("There is no quotation in the address."))?;
    let judged = desk.set.verify(&claim, &choice(&inquiry.params)?.gate)?;
    written(form, &[judged.shown()], &desk.set.summary()?)
}

fn choice(params: &Params) -> Result<GateChoice, Failure> {
    Ok(GateChoice::new(params.text("style").unwrap_or("lenient"), None)?)
}

/// The claim of the address; `None` if it has no quotation.
fn claim(inquiry: &Inquiry) -> Result<Option<Claim>, Failure> {
    let params = &inquiry.params;
    let Some(quote) = params.text("quote") else { return Ok(None) };
    let record = json!({"claim": quote, "speaker": params.text("speaker"), "date": params.text("date")});
    match claims(record)?.into_iter().next() {
        Some(Ok(line)) => Ok(Some(line.claim)),
        Some(Err(error)) => Err(Failure::bad(format!("{}.", error.message))
            .link(format!("/verify{}", params.with("date", None)), "Ask without the day")),
        None => Ok(None),
    }
}
