//! S3: one article with its quotations marked, an older revision of it, and what changed between two; the list of articles.
//!
//! In: an id, or an outlet. Out: pages. The marks of an article are links to the remarks; beside each paragraph stands who is quoted in it.

use askama::Template;
use serde_json::{Value, json};

use super::ask::listed;
use super::desk::{Desk, Inquiry};
use super::frame::{Surround, count, grouped, shown};
use super::marked::{MarkedParagraph, QuoteNote, paragraphs};
use super::page::{Failure, Reply};
use super::params::{encoded, path};
use super::revisions::{DiffKind, DiffRun, difference};
use crate::model::{Kind, Offsets};
use crate::record::is_web;
use crate::render::{Format, ListedRows, dated, dated_from};
use crate::store::{Listed, StoredArticle};

/// Articles a page of the list.
const A_PAGE: usize = 50;
const MOST_PAGES: usize = 1_000;

#[derive(Template)]
#[template(path = "serve/article.html")]
struct ArticlePage {
    around: Surround,
    head: ArticleHead,
    /// The quotations, for whoever does not see the margin.
    quoted: Vec<QuoteNote>,
    speakers: Vec<(String, String, String)>,
    paragraphs: Vec<MarkedParagraph>,
    /// The address with, or without, marks that are no speech.
    toggle: Option<(String, &'static str)>,
}

/// What stands above the text.
struct ArticleHead {
    title: String,
    id: String,
    link: String,
    line: String,
    url: Option<String>,
    language: String,
    /// Each revision: its address, its name, whether it is this one.
    revisions: Vec<(String, String, bool)>,
    /// The addresses of the differences between neighbours.
    changes: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "serve/revisions.html")]
struct RevisionsPage {
    around: Surround,
    head: ArticleHead,
    said: String,
    runs: Vec<DiffRun>,
}

#[derive(Template)]
#[template(path = "serve/articles.html")]
struct ArticlesPage {
    around: Surround,
    outlet: String,
    heading: String,
    rows: Vec<ArticleRow>,
    earlier: Option<String>,
    later: Option<String>,
}

struct ArticleRow {
    link: String,
    title: String,
    line: String,
    quotations: String,
}

/// Shows an article, or what changed between two revisions.
pub(super) fn page(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let id = inquiry.captured.first().map(String::as_str).unwrap_or_default();
    let params = &inquiry.params;
    if let Some(there) = record_of(desk, id, inquiry.form)? {
        return Ok(Reply::see(there, 303));
    }
    let between =
        params.text("from").and_then(|f| f.parse().ok()).zip(params.text("to").and_then(|t| t.parse().ok()));
    if let Some((from, to)) = between {
        return revisions(desk, id, from, to);
    }
    let stored = stored(desk, id, params.text("rev").and_then(|rev| rev.parse().ok()))?;
    let every = params.text("marks").is_some();
    let offsets = Offsets::new(stored.article.text());
    let is_shown = |kind: Kind| every || kind != Kind::NotSpeech;
    let (paragraphs, quoted) = paragraphs(&stored, &offsets, is_shown);
    let silent = stored.quotations.iter().filter(|q| q.kind == Kind::NotSpeech).count();
    let toggle = match (silent, every) {
        (0, _) => None,
        (_, true) => Some((params.with("marks", None), "Hide what stands in marks without being speech")),
        (_, false) => {
            Some((params.with("marks", Some("all")), "Also mark what stands in marks without being speech"))
        }
    };
    let toggle = toggle.map(|(query, name)| (format!("/article/{}{query}", path(id)), name));
    let head = head(&stored);
    let around = Surround::new(&desk.footing, "/articles", head.title.clone());
    let view = ArticlePage { around, speakers: speakers(&quoted), head, quoted, paragraphs, toggle };
    Ok(Reply::html(view.render()?))
}

/// Where an article is as JSON, and its quotations as rows: by `Accept`, or by an ending that is none of the id's.
fn record_of(desk: &Desk<'_>, id: &str, form: Option<Format>) -> Result<Option<String>, Failure> {
    let endings = [(".json", Format::Json), (".csv", Format::Csv)];
    let ending = endings.into_iter().find_map(|(ending, form)| Some((id.strip_suffix(ending)?, form)));
    let asked = match (form, ending) {
        (Some(form), _) => Some((id, form)),
        (None, Some(_)) if desk.store.article(id, None)?.is_some() => None,
        (None, ending) => ending,
    };
    let address = |(id, form)| {
        let rows = if form == Format::Csv { "/quotations?format=csv" } else { "" };
        format!("/api/v1/articles/{}{rows}", encoded(id))
    };
    Ok(asked.map(address))
}

fn stored(desk: &Desk<'_>, id: &str, revision: Option<usize>) -> Result<StoredArticle, Failure> {
    desk.store.article(id, revision)?.ok_or_else(|| {
        let what =
            if revision.is_some() { "The article has no such revision." } else { "No article has this id." };
        Failure::not_found(what).link("/articles".to_owned(), "All articles")
    })
}

fn head(stored: &StoredArticle) -> ArticleHead {
    let (article, header) = (&stored.article, stored.article.header());
    let link = format!("/article/{}", path(article.id()));
    let date = dated(header);
    let parts = [header.outlet.as_deref(), date.as_deref()].into_iter().flatten().map(shown);
    let kind = (article.record().is_some()).then(|| "a record: the words of the speakers".to_owned());
    let revision = |n: usize| (format!("{link}?rev={n}"), format!("revision {n}"), n == stored.revision);
    let change =
        |n: usize| (format!("{link}?from={n}&to={}", n + 1), format!("what changed from {n} to {}", n + 1));
    let many = stored.revisions > 1;
    ArticleHead {
        title: header.title.as_deref().map_or_else(|| shown(article.id()), shown),
        id: shown(article.id()),
        line: parts.chain(kind).collect::<Vec<_>>().join(" · "),
        url: header.url.clone().filter(|url| is_web(url)),
        language: header.language.as_deref().filter(|tag| is_tag(tag)).unwrap_or_default().to_owned(),
        revisions: if many { (1..=stored.revisions).map(revision).collect() } else { Vec::new() },
        changes: if many { (1..stored.revisions).map(change).collect() } else { Vec::new() },
        link,
    }
}

/// True for what can be a language tag of BCP 47.
pub(super) fn is_tag(tag: &str) -> bool {
    let sound = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    tag.split('-').all(sound)
}

/// Each speaker with the number of quotations and the first of them.
fn speakers(quoted: &[QuoteNote]) -> Vec<(String, String, String)> {
    let mut out: Vec<(String, usize, String)> = Vec::new();
    for own in quoted.iter().filter(|quoted| !quoted.speaker.is_empty()) {
        match out.iter_mut().find(|known| known.0 == own.speaker) {
            Some(known) => known.1 += 1,
            None => out.push((own.speaker.clone(), 1, own.anchor.clone())),
        }
    }
    out.into_iter().map(|(name, n, anchor)| (name, count(n, "quotation"), anchor)).collect()
}

fn revisions(desk: &Desk<'_>, id: &str, from: usize, to: usize) -> Result<Reply, Failure> {
    let (before, after) = (stored(desk, id, Some(from))?, stored(desk, id, Some(to))?);
    let (runs, changes) = difference(before.article.text(), after.article.text());
    let said = match changes {
        0 => "The texts are the same; only the header differs.".to_owned(),
        n => format!("{} between revision {from} and revision {to}", count(n, "change")),
    };
    let head = head(&after);
    let around = Surround::new(&desk.footing, "/articles", format!("What changed: {}", head.title));
    Ok(Reply::html(RevisionsPage { around, head, said, runs }.render()?))
}

/// Lists articles, the latest first.
pub(super) fn list(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let params = &inquiry.params;
    let number = inquiry.page(MOST_PAGES)?;
    let asked = params.text("outlet");
    let outlet = match asked {
        Some(name) => desk.store.outlet_named(name)?,
        None => None,
    };
    let (all, _) = desk.footing.counts.unwrap_or_default();
    let (of, found) = match (asked, &outlet) {
        (Some(_), None) => (0, Vec::new()),
        (_, Some(name)) => (
            desk.store.articles_of_outlet(name)?,
            desk.store.latest_articles(Some(name), (number - 1) * A_PAGE, A_PAGE)?,
        ),
        (None, None) => (all, desk.store.latest_articles(None, (number - 1) * A_PAGE, A_PAGE)?),
    };
    let more = number * A_PAGE < of;
    if let Some(form) = inquiry.form {
        let rows = found.iter().map(article_fields).collect();
        return listed(form, ListedRows { name: "articles", columns: &COLUMNS, rows, more });
    }
    let heading = match (of, asked) {
        (0, Some(name)) => format!("No article is of an outlet named {}", shown(name)),
        (0, None) => "The corpus has no articles yet".to_owned(),
        (n, Some(_)) => {
            format!("{} of {}", count(n, "article"), outlet.as_deref().map(shown).unwrap_or_default())
        }
        (n, None) => format!("{}, the latest first", count(n, "article")),
    };
    let turn =
        |to: usize| format!("/articles{}", params.with("page", (to > 1).then(|| to.to_string()).as_deref()));
    let view = ArticlesPage {
        around: Surround::new(&desk.footing, "/articles", "Articles"),
        outlet: asked.unwrap_or_default().to_owned(),
        heading,
        rows: found.iter().map(article_row).collect(),
        earlier: (number > 1).then(|| turn(number - 1)),
        later: (more && number < MOST_PAGES).then(|| turn(number + 1)),
    };
    Ok(Reply::html(view.render()?))
}

/// The fields of an article in the forms for programs.
const COLUMNS: [&str; 7] = ["id", "outlet", "date", "title", "revision", "quotations", "date_from"];

fn article_fields(listed: &Listed) -> Vec<Value> {
    let Listed { id, outlet, date, date_from, title, revision, quotations } = listed;
    vec![
        id.as_str().into(),
        outlet.as_deref().into(),
        date.as_deref().into(),
        title.as_deref().into(),
        (*revision).into(),
        (*quotations).into(),
        json!(date_from),
    ]
}

fn article_row(listed: &Listed) -> ArticleRow {
    let day = listed.date.as_deref().map(|date| date.get(..10).unwrap_or(date));
    let date = day.map(|day| dated_from(day, listed.date_from));
    let parts = [listed.outlet.as_deref(), date.as_deref()].into_iter().flatten().map(shown);
    let revised = (listed.revision > 1).then(|| format!("revision {}", grouped(listed.revision)));
    ArticleRow {
        link: format!("/article/{}", path(&listed.id)),
        title: listed.title.as_deref().map_or_else(|| shown(&listed.id), shown),
        line: parts.chain(revised).collect::<Vec<_>>().join(" · "),
        quotations: count(listed.quotations, "quotation"),
    }
}

/// The address of the list of an outlet's articles.
pub(super) fn of_outlet(name: &str) -> String {
    format!("/articles?outlet={}", encoded(name))
}
