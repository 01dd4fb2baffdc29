//! S5: speakers. In: a page of the list, or the key or name of one. Out: who is quoted how often; one speaker by outlet, stance and month.

use askama::Template;

use super::ask::listed;
use super::desk::{Desk, Inquiry};
use super::frame::{Surround, count, grouped, shown};
use super::page::{Failure, Reply};
use super::params::encoded;
use super::style::width;
use crate::render::ListedRows;
use crate::store::{FacetCount, ListedSpeaker, RemarkHit, RemarkQuery, SpeakerAudit};

/// Speakers a page.
const A_PAGE: usize = 50;
const MOST_PAGES: usize = 2_000;
/// Outlets, verbs and months of one speaker that are shown.
const MOST_BARS: usize = 24;
/// Remarks of one speaker that are shown.
const REMARKS: usize = 10;

#[derive(Template)]
#[template(path = "serve/speakers.html")]
struct SpeakersPage {
    around: Surround,
    named: String,
    heading: String,
    bars: Vec<CountBar>,
    earlier: Option<String>,
    later: Option<String>,
}

/// One value with its number, as a bar.
pub(super) struct CountBar {
    pub link: String,
    pub name: String,
    pub number: String,
    /// The class of its width.
    pub width: String,
}

#[derive(Template)]
#[template(path = "serve/speaker.html")]
struct SpeakerPage {
    around: Surround,
    name: String,
    line: String,
    forms: String,
    notes: Vec<(String, String)>,
    more: bool,
    outlets: Vec<CountBar>,
    stances: Vec<CountBar>,
    verbs: Vec<CountBar>,
    months: Vec<CountBar>,
    remarks: Vec<(String, String, String)>,
    all: String,
}

/// Lists the speakers.
pub(super) fn list(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let params = &inquiry.params;
    let number = inquiry.page(MOST_PAGES)?;
    let named = params.text("name");
    let mut found = desk.store.speakers(named, (number - 1) * A_PAGE, A_PAGE + 1)?;
    let further = found.len() > A_PAGE;
    found.truncate(A_PAGE);
    if let Some(form) = inquiry.form {
        let row = |speaker: &ListedSpeaker| {
            vec![speaker.key.as_str().into(), speaker.name.as_str().into(), speaker.quotations.into()]
        };
        let rows = found.iter().map(row).collect();
        let columns = &["person", "name", "quotations"];
        return listed(form, ListedRows { name: "speakers", columns, rows, more: further });
    }
    let most = found.iter().map(|speaker| speaker.quotations).max().unwrap_or(0);
    let bar = |speaker: &ListedSpeaker| CountBar {
        link: format!("/speaker/{}", encoded(&speaker.key)),
        name: shown(&speaker.name),
        number: count(speaker.quotations, "quotation"),
        width: width(speaker.quotations, most),
    };
    let heading = match (found.is_empty(), named) {
        (true, Some(name)) => format!("Nobody who is quoted here is named {}", shown(name)),
        (true, None) => "The corpus names no speaker yet".to_owned(),
        (false, Some(name)) => format!("Speakers whose name has “{}”", shown(name)),
        (false, None) => "Who is quoted, the most quoted first".to_owned(),
    };
    let turn =
        |to: usize| format!("/speakers{}", params.with("page", (to > 1).then(|| to.to_string()).as_deref()));
    let view = SpeakersPage {
        around: Surround::new(&desk.footing, "/speakers", "Speakers"),
        named: named.unwrap_or_default().to_owned(),
        heading,
        bars: found.iter().map(bar).collect(),
        earlier: (number > 1).then(|| turn(number - 1)),
        later: (further && number < MOST_PAGES).then(|| turn(number + 1)),
    };
    Ok(Reply::html(view.render()?))
}

/// Shows one speaker, who is named by key or by name.
pub(super) fn page(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let asked = inquiry.captured.first().map(String::as_str).unwrap_or_default();
    let Some(audit) = desk.store.speaker(asked)? else {
        return named(desk, asked);
    };
    let query =
        RemarkQuery { speaker: Some(audit.person.key.clone()), limit: REMARKS, ..RemarkQuery::default() };
    let list = desk.store.find_remarks(&query)?;
    let name = shown(&audit.person.name);
    let own = encoded(&audit.person.key);
    let at_least = if list.more { "at least " } else { "" };
    let forms: Vec<String> = audit.person.forms.iter().map(|form| shown(&form.name)).collect();
    let note = |note: &crate::model::PersonNote| {
        let reason = reason(note.reason.name());
        (
            format!("/speaker/{}", encoded(&note.other)),
            format!("{} may be the same person; kept apart because {reason}", shown(&note.other)),
        )
    };
    let view = SpeakerPage {
        around: Surround::new(&desk.footing, "/speakers", name.clone()),
        line: format!(
            "{} · {at_least}{}",
            count(audit.quotations, "quotation"),
            count(list.remarks, "remark")
        ),
        forms: if forms.len() > 1 { forms.join(" · ") } else { String::new() },
        notes: audit.person.notes.iter().map(note).collect(),
        more: audit.more,
        outlets: bars(&audit.outlets, |outlet| format!("/?speaker={own}&outlet={}", encoded(outlet))),
        stances: stances(&audit),
        verbs: bars(&audit.verbs, |_| String::new()),
        months: months(&audit.months, |month| format!("/?speaker={own}&from={month}&to={month}")),
        remarks: list.hits.iter().map(remark).collect(),
        all: format!("/?speaker={own}"),
        name,
    };
    Ok(Reply::html(view.render()?))
}

/// Leads to the speaker of a name, or to the list if several have it.
fn named(desk: &Desk<'_>, name: &str) -> Result<Reply, Failure> {
    let found = desk.store.speakers(Some(name), 0, 2)?;
    match found.as_slice() {
        [one] => Ok(Reply::see(format!("/speaker/{}", encoded(&one.key)), 303)),
        [] => Err(Failure::not_found("Nobody who is quoted here has this name.")
            .link("/speakers".to_owned(), "All speakers")),
        _ => Ok(Reply::see(format!("/speakers?name={}", encoded(name)), 303)),
    }
}

fn bars(counts: &[FacetCount], link: impl Fn(&str) -> String) -> Vec<CountBar> {
    let most = counts.iter().map(|count| count.remarks).max().unwrap_or(0);
    let bar = |count: &FacetCount| CountBar {
        link: link(&count.value),
        name: shown(&count.value),
        number: grouped(count.remarks),
        width: width(count.remarks, most),
    };
    counts.iter().take(MOST_BARS).map(bar).collect()
}

/// The last months.
fn months(counts: &[FacetCount], link: impl Fn(&str) -> String) -> Vec<CountBar> {
    bars(&counts[counts.len().saturating_sub(MOST_BARS)..], link)
}

fn stances(audit: &SpeakerAudit) -> Vec<CountBar> {
    let most = audit.stances.iter().map(|(_, n)| *n).max().unwrap_or(0);
    let bar = |(stance, n): &(Option<String>, usize)| CountBar {
        link: String::new(),
        name: stance.as_deref().map_or_else(|| "no verb".to_owned(), shown),
        number: grouped(*n),
        width: width(*n, most),
    };
    audit.stances.iter().map(bar).collect()
}

/// Address, words and figures of a remark.
fn remark(hit: &RemarkHit) -> (String, String, String) {
    let figures =
        format!("{} · {}", count(hit.figures.outlets, "outlet"), count(hit.figures.versions, "version"));
    (format!("/remark/{}", hit.id), shown(&hit.text), figures)
}

/// Why two keys are not one person's, in words.
fn reason(name: &str) -> String {
    match name {
        "gender" => "one is a man, the other a woman".to_owned(),
        "age" => "their ages differ".to_owned(),
        "name" => "the names leave it open".to_owned(),
        "role" => "their roles are of different fields".to_owned(),
        "event" => "no event has both".to_owned(),
        "several" => "several people have this short name".to_owned(),
        other => shown(other),
    }
}
