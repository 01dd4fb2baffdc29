//! S1: search. In: words and conditions. Out: the remarks that meet them, twenty a page, with the counts by which one can ask for less.

use askama::Template;
use serde_json::Value;

use super::ask::listed;
use super::desk::{Desk, Inquiry};
use super::frame::{Surround, count, grouped, shown};
use super::page::{Failure, Reply};
use super::params::{Params, encoded};
use super::words::{HitRun, marked};
use crate::compare::Differs;
use crate::group::QuoteSearch;
use crate::render::{Format, ListedRows, lost};
use crate::store::{FacetCount, RemarkHit, RemarkList, RemarkOrder, RemarkQuery};

/// Remarks a page.
const A_PAGE: usize = 20;
/// Pages that can be asked for; whoever needs more asks for less.
const MOST_PAGES: usize = 250;
/// The words from which on a search is a sentence that somebody looks for.
const SENTENCE: usize = 6;
/// How well a sentence must fit a remark to lead to it.
const SURE: f32 = 0.85;
/// The remarks near a sentence that are shown.
const NEAR: usize = 10;

#[derive(Template)]
#[template(path = "serve/search.html")]
struct SearchPage {
    around: Surround,
    form: SearchForm,
    /// True if nothing was asked: the page of the whole corpus.
    whole: bool,
    figures: Vec<(&'static str, String)>,
    heading: String,
    notes: Vec<String>,
    chosen: Vec<(String, String)>,
    hits: Vec<HitView>,
    facets: Vec<FacetList>,
    /// Why the list is empty.
    empty: Vec<String>,
    earlier: Option<String>,
    later: Option<String>,
    at: String,
}

/// What the form holds.
struct SearchForm {
    words: String,
    speaker: String,
    outlet: String,
    since: String,
    until: String,
    differs: Vec<(&'static str, &'static str, bool)>,
    sort: Vec<(&'static str, &'static str, bool)>,
    /// True if a condition beside the words is set.
    open: bool,
}

struct HitView {
    link: String,
    speaker: String,
    text: Vec<HitRun>,
    /// The words that were found, if the base has others.
    found: Vec<HitRun>,
    figures: String,
    days: String,
    badges: Vec<String>,
}

struct FacetList {
    title: &'static str,
    /// Link, value, number.
    values: Vec<(String, String, String)>,
}

/// Answers a search.
pub(super) fn page(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let params = &inquiry.params;
    let number = inquiry.page(MOST_PAGES)?;
    let query = query(params, number);
    if let Some(form) = inquiry.form {
        return found(desk, &query, form);
    }
    let mut sentence = None;
    if is_lone(&query) && params.text("list").is_none() {
        let scored = scored(desk, &query)?;
        if let Some(there) = straight(desk, &query, &scored)? {
            return Ok(Reply::see(there, 303));
        }
        sentence = Some(scored);
    }
    let mut list = desk.store.find_remarks(&query)?;
    let mut near = false;
    if list.remarks == 0 {
        let scored = sentence.map_or_else(|| scored(desk, &query), Ok)?;
        list.hits = near_remarks(desk, &scored)?;
        near = !list.hits.is_empty();
    }
    let whole = query == RemarkQuery { skip: query.skip, limit: query.limit, ..RemarkQuery::default() };
    if whole {
        (list.speakers, list.outlets) = most_quoted(desk)?;
    }
    let pages = list.remarks.div_ceil(A_PAGE).min(MOST_PAGES);
    let turn = |to: usize| params.with("page", (to > 1).then(|| to.to_string()).as_deref());
    let turn = |to: usize| Some(turn(to)).map(|query| if query.is_empty() { "/".to_owned() } else { query });
    let mut around = Surround::new(&desk.footing, "/", title(&query));
    around.words = query.words.clone().unwrap_or_default();
    let view = SearchPage {
        form: form(params, &query),
        whole,
        figures: if whole { figures(desk, &list)? } else { Vec::new() },
        heading: heading(&list, near, whole),
        notes: notes(desk, &list),
        chosen: chosen(params),
        facets: if near { Vec::new() } else { facets(params, &list, whole) },
        empty: if list.hits.is_empty() { empty(desk, &list, &query)? } else { Vec::new() },
        hits: list.hits.iter().map(|hit| hit_view(hit, query.words.as_deref())).collect(),
        earlier: (number > 1).then(|| turn(number - 1)).flatten(),
        later: (number < pages).then(|| turn(number + 1)).flatten(),
        at: if pages > 1 { format!("Page {} of {}", grouped(number), grouped(pages)) } else { String::new() },
        around,
    };
    Ok(Reply::html(view.render()?))
}

/// The columns of a list of remarks.
const COLUMNS: [&str; 11] = [
    "remark",
    "text",
    "speaker",
    "prints",
    "articles",
    "outlets",
    "independent",
    "versions",
    "first",
    "last",
    "differs",
];

/// The remarks of a page as records or rows.
fn found(desk: &Desk<'_>, query: &RemarkQuery, form: Format) -> Result<Reply, Failure> {
    let list = desk.store.find_remarks(query)?;
    let row = |hit: &RemarkHit| -> Vec<Value> {
        let figures = &hit.figures;
        let (first, last) = figures.days.clone().unzip();
        let differs: Vec<&str> = figures.differs.iter().map(|differs| differs.name()).collect();
        vec![
            hit.id.as_str().into(),
            hit.text.as_str().into(),
            hit.speaker.as_deref().into(),
            hit.prints.into(),
            hit.articles.into(),
            figures.outlets.into(),
            figures.independent.into(),
            figures.versions.into(),
            first.into(),
            last.into(),
            differs.join("; ").into(),
        ]
    };
    let rows = list.hits.iter().map(row).collect();
    let more = list.more || query.skip + list.hits.len() < list.remarks;
    listed(form, ListedRows { name: "remarks", columns: &COLUMNS, rows, more })
}

/// The fields of the form as a query.
pub(super) fn query(params: &Params, page: usize) -> RemarkQuery {
    let order = match params.text("sort") {
        Some("newest") => RemarkOrder::Newest,
        Some("oldest") => RemarkOrder::Oldest,
        _ => RemarkOrder::Prints,
    };
    RemarkQuery {
        words: params.own("q"),
        speaker: params.own("speaker"),
        outlet: params.own("outlet"),
        since: params.own("from"),
        until: params.own("to"),
        differs: params.text("differs").and_then(|name| Differs::ALL.into_iter().find(|d| d.name() == name)),
        order,
        skip: (page - 1) * A_PAGE,
        limit: A_PAGE,
    }
}

/// True if nothing but words was asked for, on the first page.
fn is_lone(query: &RemarkQuery) -> bool {
    *query == RemarkQuery { words: query.words.clone(), limit: A_PAGE, ..RemarkQuery::default() }
}

/// Where a sentence leads that is one remark of the corpus, and how many others are near.
fn straight(desk: &Desk<'_>, query: &RemarkQuery, scored: &[(f32, i64)]) -> Result<Option<String>, Failure> {
    let Some((_, number)) = scored.first().copied().filter(|(best, _)| *best >= SURE) else {
        return Ok(None);
    };
    let hits = desk.store.remark_hits(&[number])?;
    let near = scored.len() - 1;
    let words = query.words.as_deref().unwrap_or_default();
    Ok(hits.first().map(|hit| format!("/remark/{}?near={near}&q={}", hit.id, encoded(words))))
}

/// The remarks that a sentence may be, with how well each fits, the best first; none for a few words.
fn scored(desk: &Desk<'_>, query: &RemarkQuery) -> Result<Vec<(f32, i64)>, Failure> {
    let words = query.words.as_deref().unwrap_or_default();
    if words.split_whitespace().count() < SENTENCE {
        return Ok(Vec::new());
    }
    let wanted = QuoteSearch::new(words, desk.lexicon);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut best: std::collections::BTreeMap<i64, f32> = std::collections::BTreeMap::new();
    for near in desk.store.wordings_near(words, desk.lexicon)? {
        if let Some(score) = wanted.score(&near.text) {
            let known = best.entry(near.remark).or_insert(score);
            *known = known.max(score);
        }
    }
    let mut scored: Vec<(f32, i64)> = best.into_iter().map(|(number, score)| (score, number)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    Ok(scored)
}

fn near_remarks(desk: &Desk<'_>, scored: &[(f32, i64)]) -> Result<Vec<RemarkHit>, Failure> {
    let numbers: Vec<i64> = scored.iter().map(|(_, number)| *number).take(NEAR).collect();
    Ok(desk.store.remark_hits(&numbers)?)
}

/// The speakers and outlets of the whole corpus, for who has asked nothing yet.
fn most_quoted(desk: &Desk<'_>) -> Result<(Vec<FacetCount>, Vec<FacetCount>), Failure> {
    let speakers = desk.store.speakers(None, 0, 10)?.into_iter();
    let outlets = desk.store.outlets(0, 10)?.into_iter();
    let speaker = |s: crate::store::ListedSpeaker| FacetCount { value: s.name, remarks: s.quotations };
    let outlet = |o: crate::store::ListedOutlet| FacetCount { value: o.name, remarks: o.articles };
    Ok((speakers.map(speaker).collect(), outlets.map(outlet).collect()))
}

fn title(query: &RemarkQuery) -> String {
    match &query.words {
        Some(words) => format!("Search: {}", shown(words)),
        None => "Remarks".to_owned(),
    }
}

fn figures(desk: &Desk<'_>, list: &RemarkList) -> Result<Vec<(&'static str, String)>, Failure> {
    let (articles, quotations) = desk.footing.counts.unwrap_or_default();
    let days = desk.store.days()?.map_or_else(|| "–".to_owned(), |(first, last)| span(&first, &last));
    Ok(vec![
        ("articles", grouped(articles)),
        ("quotations", grouped(quotations)),
        ("remarks", grouped(list.remarks)),
        ("days", shown(&days)),
    ])
}

/// How often, by how many outlets and in how many versions a remark is printed.
pub(super) fn counts(hit: &RemarkHit) -> String {
    let figures = &hit.figures;
    let independent = if figures.independent < figures.outlets {
        format!(" ({} independent)", figures.independent)
    } else {
        String::new()
    };
    format!(
        "{} · {}{independent} · {}",
        count(hit.prints, "print"),
        count(figures.outlets, "outlet"),
        count(figures.versions, "version"),
    )
}

/// Two days as one time.
pub(super) fn span(first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { format!("{first} – {last}") }
}

fn heading(list: &RemarkList, near: bool, whole: bool) -> String {
    match (near, whole) {
        (true, _) => "No remark has all these words; these are near".to_owned(),
        (false, true) => "Most widely printed".to_owned(),
        (false, false) if list.more => format!("At least {}", count(list.remarks, "remark")),
        (false, false) => count(list.remarks, "remark"),
    }
}

fn notes(desk: &Desk<'_>, list: &RemarkList) -> Vec<String> {
    let mut notes = Vec::new();
    if list.more {
        notes.push("There are more than can be listed: the counts are of the first prints that were found, so each is “at least”. Ask for less to see all.".to_owned());
    }
    if desk.footing.behind {
        notes.push(
            "Articles were added or removed since the remarks were made; what they changed is not shown yet."
                .to_owned(),
        );
    }
    notes
}

/// The conditions that are set, each with the address without it.
fn chosen(params: &Params) -> Vec<(String, String)> {
    let names = [
        ("speaker", "Speaker"),
        ("outlet", "Outlet"),
        ("from", "From"),
        ("to", "To"),
        ("differs", "Differs in"),
    ];
    let set = names.into_iter().filter_map(|(name, title)| {
        let value = params.text(name)?;
        Some((format!("{title}: {}", shown(value)), without_page(params, name, None)))
    });
    set.collect()
}

/// The address with one condition changed, on its first page.
fn without_page(params: &Params, name: &str, value: Option<&str>) -> String {
    let query = Params::read(params.with("page", None).trim_start_matches('?')).with(name, value);
    format!("/{query}")
}

fn facets(params: &Params, list: &RemarkList, whole: bool) -> Vec<FacetList> {
    let at_least = if list.more { "≥ " } else { "" };
    let lists = [
        (if whole { "Most quoted" } else { "Speaker" }, "speaker", &list.speakers),
        (if whole { "Most articles" } else { "Outlet" }, "outlet", &list.outlets),
        ("Year", "year", &list.years),
    ];
    let facet = |(title, name, counts): (&'static str, &'static str, &Vec<FacetCount>)| {
        let value = |count: &FacetCount| {
            let link = if name == "year" {
                let from = without_page(params, "from", Some(&count.value));
                without_page(&Params::read(from.trim_start_matches("/?")), "to", Some(&count.value))
            } else {
                without_page(params, name, Some(&count.value))
            };
            (link, shown(&count.value), format!("{at_least}{}", grouped(count.remarks)))
        };
        FacetList { title, values: counts.iter().map(value).collect() }
    };
    lists.into_iter().filter(|(_, _, counts)| !counts.is_empty()).map(facet).collect()
}

/// Why nothing was found, and what can be done.
fn empty(desk: &Desk<'_>, list: &RemarkList, query: &RemarkQuery) -> Result<Vec<String>, Failure> {
    let (articles, _) = desk.footing.counts.unwrap_or_default();
    if articles == 0 {
        return Ok(vec!["The corpus has no articles yet. `inquit corpus add` adds some.".to_owned()]);
    }
    let mut said = Vec::new();
    if !list.unknown.is_empty() {
        let words: Vec<String> = list.unknown.iter().map(|word| format!("“{}”", shown(word))).collect();
        said.push(format!("No quotation of the corpus has {}.", words.join(", ")));
    } else if query.words.is_some() {
        said.push("Each word is quoted somewhere, but no remark has them all. Try fewer.".to_owned());
    }
    if query.speaker.is_some() || query.outlet.is_some() || query.differs.is_some() {
        said.push("Try without one of the conditions; the lists of speakers and outlets have the names as the corpus knows them.".to_owned());
    }
    if let Some((first, last)) = desk.store.days()? {
        said.push(format!("The corpus covers {} to {}.", shown(&first), shown(&last)));
    }
    said.push(
        "Only quotations are searched: words that an article prints without quoting somebody are not here."
            .to_owned(),
    );
    Ok(said)
}

fn form(params: &Params, query: &RemarkQuery) -> SearchForm {
    let text = |name: &str| params.own(name).unwrap_or_default();
    let option = |(value, title): (&'static str, &'static str), name: &str| {
        (value, title, params.text(name).unwrap_or_default() == value)
    };
    let differs = [
        ("", "anything or nothing"),
        ("wording", "wording"),
        ("speaker", "speaker"),
        ("verb", "verb"),
        ("meaning", "meaning"),
    ];
    let sort = [("", "most printed"), ("newest", "newest"), ("oldest", "oldest")];
    let bare = RemarkQuery {
        words: query.words.clone(),
        skip: query.skip,
        limit: query.limit,
        ..RemarkQuery::default()
    };
    SearchForm {
        words: text("q"),
        speaker: text("speaker"),
        outlet: text("outlet"),
        since: text("from"),
        until: text("to"),
        differs: differs.into_iter().map(|o| option(o, "differs")).collect(),
        sort: sort.into_iter().map(|o| option(o, "sort")).collect(),
        open: *query != bare,
    }
}

fn hit_view(hit: &RemarkHit, words: Option<&str>) -> HitView {
    let figures = &hit.figures;
    let differs = figures.differs.iter().filter(|d| **d != Differs::Wording);
    let badges = differs.map(|d| format!("differs: {}", d.name()));
    let flags = figures.clipped.iter().map(|flag| format!("⚠ {}", lost(*flag)));
    let text = marked(&shown(&hit.text), words.unwrap_or_default());
    let has = text.iter().any(|run| run.hit);
    let found = hit.found.as_deref().filter(|_| !has).map(shown);
    HitView {
        link: format!("/remark/{}", hit.id),
        speaker: hit.speaker.as_deref().map_or_else(|| "No speaker named".to_owned(), shown),
        found: found.map(|found| marked(&found, words.unwrap_or_default())).unwrap_or_default(),
        text,
        figures: counts(hit),
        days: figures.days.as_ref().map(|(first, last)| shown(&span(first, last))).unwrap_or_default(),
        badges: badges.chain(flags).collect(),
    }
}
