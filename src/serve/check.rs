//! S6: check a draft. In: a text or a file. Out: the draft with numbered marks, a card for each quotation; the same as a file to keep.

use askama::Template;

use super::api::draft::FORMATS;
use super::ask::{SentDraft, format, report, written};
use super::desk::{Desk, Inquiry};
use super::frame::{Surround, shown};
use super::host::{base64, base64url};
use super::page::{Failure, Keep, Reply};
use super::params::Params;
use crate::ask::{CheckOptions, GateChoice, ReadDrafts};
use crate::corpus::Selection;
use crate::read::HeldForm;
use crate::render::{CheckedView, Format, WordKind};

#[derive(Template)]
#[template(path = "serve/check.html")]
struct DraftForm {
    around: Surround,
    asked: AskedDraft,
}

#[derive(Template)]
#[template(path = "serve/checked.html")]
struct DraftPage {
    around: Surround,
    asked: AskedDraft,
    /// The draft as it travels back when the report is saved: its text, or its bytes in letters.
    text: String,
    letters: String,
    name: String,
    /// When it was checked.
    time: String,
    /// What is worth knowing of the reading.
    notes: Vec<String>,
    checked: CheckedView,
}

/// What the form holds beside the draft.
struct AskedDraft {
    /// Value, words, chosen.
    kinds: Vec<(&'static str, &'static str, bool)>,
    styles: Vec<(&'static str, &'static str, bool)>,
    kind: String,
    style: String,
    speaker: String,
    every: bool,
}

/// Shows the empty form.
pub(super) fn form(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let around = Surround::new(&desk.footing, "/check", "Check a draft");
    let page = DraftForm { around, asked: asked(&inquiry.params) };
    Ok(Reply::html(page.render()?))
}

/// Checks the draft of the form.
pub(super) fn page(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let params = &inquiry.params;
    let format = format(params.text("format"), &FORMATS, Format::Html)?;
    let draft = draft(inquiry)?;
    let (every, speaker) = (params.text("every").is_some(), params.own("speaker"));
    let selection = Selection { every, speaker, ..Selection::default() };
    let choice = GateChoice::new(params.text("style").unwrap_or("lenient"), None)?;
    let ReadDrafts { drafts, notes } = draft.drafts(desk.lexicon)?;
    let report = report(desk, drafts, &CheckOptions { choice, selection })?;
    if params.text("format").is_some() {
        let saved = written(format, &[report.shown(true)], &report.summary)?;
        return Ok(Reply { save_as: Some(format!("quotations-checked.{}", format.name())), ..saved });
    }
    let pasted = draft.form.is_some() && params.whole("text").is_some() && inquiry.sent.is_none();
    let around = Surround::new(&desk.footing, "/check", "Quotations checked");
    let page = DraftPage {
        around,
        asked: asked(params),
        text: if pasted { String::from_utf8_lossy(&draft.bytes).into_owned() } else { String::new() },
        letters: if pasted { String::new() } else { base64url(&draft.bytes) },
        name: if pasted { String::new() } else { shown(&draft.name) },
        time: jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string(),
        notes: notes.iter().map(|note| shown(&note.to_string())).collect(),
        checked: CheckedView::of_drafts(&report.shown(true)),
    };
    Ok(Reply { keep: Keep::Never, ..Reply::html(page.render()?) })
}

/// The draft that was pasted, or the file; a file that comes back is a field of letters.
fn draft(inquiry: &Inquiry) -> Result<SentDraft, Failure> {
    let params = &inquiry.params;
    let name = || params.text("name").unwrap_or("draft").to_owned();
    if let Some(sent) = &inquiry.sent {
        let own = sent.name.clone().unwrap_or_else(name);
        return SentDraft::file(&own, sent.bytes.clone());
    }
    if let Some(letters) = params.text("letters") {
        let bytes = base64(letters).ok_or_else(|| Failure::bad("The file did not come back whole."))?;
        return SentDraft::file(&name(), bytes);
    }
    let text = params.whole("text").filter(|text| !text.trim().is_empty());
    let text = text.ok_or_else(|| {
        let nothing = Failure::nothing("There is no draft: neither a text nor a file was sent.");
        nothing.link("/check".to_owned(), "Paste a text or choose a file")
    })?;
    let form = params.text("kind").and_then(HeldForm::named).unwrap_or(HeldForm::Markdown);
    Ok(SentDraft::text(text, form))
}

fn asked(params: &Params) -> AskedDraft {
    let chosen = |options: &[(&'static str, &'static str)], name: &str| {
        let value = params.text(name).unwrap_or_else(|| options[0].0).to_owned();
        let all = options.iter().map(|(own, words)| (*own, *words, *own == value)).collect::<Vec<_>>();
        (value, all)
    };
    let (kind, kinds) = chosen(
        &[
            ("markdown", "Text or Markdown"),
            ("plain", "Text without any markup"),
            ("html", "Web page (HTML)"),
        ],
        "kind",
    );
    let (style, styles) = chosen(
        &[
            ("lenient", "Lenient: other case, punctuation and marked cuts pass"),
            ("strict", "Strict: only exact words and marked changes pass"),
        ],
        "style",
    );
    let speaker = params.own("speaker").unwrap_or_default();
    AskedDraft { kinds, styles, kind, style, speaker, every: params.text("every").is_some() }
}
