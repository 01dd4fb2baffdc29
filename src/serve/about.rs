//! S8: about. In: a corpus. Out: what is in it, what it cannot know, the answers of a verdict with examples.

use askama::Template;

use super::api;
use super::desk::{Desk, Inquiry};
use super::frame::{Surround, grouped, shown};
use super::page::{Failure, Reply};

#[derive(Template)]
#[template(path = "serve/about.html")]
struct AboutPage {
    around: Surround,
    figures: Vec<(&'static str, String)>,
    notes: Vec<&'static str>,
}

/// Says what the corpus is.
pub(super) fn page(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    if inquiry.form.is_some() {
        return api::info::answer(desk, inquiry);
    }
    let info = desk.store.info()?;
    let days = info.dates.map_or_else(|| "–".to_owned(), |(first, last)| format!("{first} – {last}"));
    let figures = vec![
        ("articles", grouped(info.articles)),
        ("older revisions", grouped(info.revisions)),
        ("outlets", grouped(info.outlets)),
        ("days", shown(&days)),
        ("quotations", grouped(info.quotations)),
        ("remarks", grouped(info.remarks)),
        ("words", grouped(info.words)),
        ("version of the file", info.schema.to_string()),
    ];
    let mut notes = Vec::new();
    if !info.grouped {
        notes.push("Articles were added or removed since the remarks were made. `inquit corpus add` brings them up to date.");
    }
    if info.stale {
        notes.push("The quotations were extracted with another grammar or by another version. `inquit corpus add --again` extracts them again.");
    }
    let around = Surround::new(&desk.footing, "/about", "About this corpus");
    Ok(Reply::html(AboutPage { around, figures, notes }.render()?))
}
