//! S2: one remark with all its wordings, two versions of it side by side, and the addresses that last.
//!
//! In: an id, or a place in an article. Out: pages. The parts of the page are those of the report (`templates/remark.html`).

use askama::Template;

use super::desk::{Desk, Inquiry};
use super::frame::{Surround, count, grouped, shown};
use super::page::{Failure, Reply};
use super::params::{Params, encoded, path};
use super::search::{counts, span};
use super::style::width;
use crate::compare::{Entry, Filter};
use crate::corpus::{Corpus, Remarks};
use crate::model::{Article, Offsets, Remark, RemarkName, Wording, WordingIx};
use crate::render::{
    HeatView, RemarkScreen, RemarkView, SegmentKind, TwoWay, VariantView, named_versions, remark_screen,
    two_way,
};
use crate::store::{RemarkHit, RemarkPart};

/// The wordings of a remark that are laid side by side. To align more takes long, and nobody reads them.
const MOST_WORDINGS: usize = 50;

#[derive(Template)]
#[template(path = "serve/remark.html")]
struct RemarkPage {
    around: Surround,
    remark: RemarkView,
    screen: ScreenParts,
    link: String,
    line: String,
    notes: Vec<(String, String)>,
    speaker_link: String,
    bases: Vec<(String, String, bool)>,
    copies: Vec<(&'static str, String)>,
    downloads: Vec<(String, &'static str)>,
    compare: Vec<String>,
    toggle: (String, &'static str),
}

/// A day: its name, its chips, the number of prints, the class of the bar.
type DayRow = (String, Vec<(String, String)>, String, String);

/// What a remark has beside the parts of the report.
struct ScreenParts {
    heat: Vec<HeatView>,
    variants: Vec<VariantView>,
    days: Vec<DayRow>,
}

#[derive(Template)]
#[template(path = "serve/two_way.html")]
struct TwoWayPage {
    around: Surround,
    link: String,
    names: [String; 2],
    outlets: [String; 2],
    two: Option<TwoWay>,
    versions: Vec<(String, bool, bool)>,
}

/// A remark as it was read.
struct Loaded {
    corpus: Corpus<'static>,
    remarks: Remarks,
    hit: RemarkHit,
    left_out: usize,
}

/// Shows a remark; a former id leads to the one of today.
pub(super) fn page(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let params = &inquiry.params;
    let asked = inquiry.captured.first().map(String::as_str).unwrap_or_default();
    let ending = asked.rsplit_once('.').or_else(|| Some((asked, inquiry.form?.name())));
    if let Some((id, form)) = ending {
        return Ok(Reply::see(format!("/api/v1/remarks/{}?format={}", encoded(id), encoded(form)), 303));
    }
    let number = match found(desk, asked)? {
        Ok(number) => number,
        Err(there) => return Ok(Reply::see(format!("/remark/{there}?was={}", encoded(asked)), 301)),
    };
    let mut loaded = load(desk, number)?;
    let base = params.text("base").and_then(|name| version(&named(&loaded), name));
    if let (Some(base), Some(remark)) = (base, loaded.remarks.list.first_mut()) {
        remark.base = base;
    }
    let comparison = loaded.corpus.comparison(&loaded.remarks, &Filter::default());
    let entry = comparison.entries.first().ok_or_else(Failure::inside)?;
    let full = params.text("full").is_some();
    let screen = remark_screen(&comparison, entry, full);
    Ok(Reply::html(view(desk, params, (&loaded, entry), screen).render()?))
}

/// Two versions side by side.
pub(super) fn difference(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let params = &inquiry.params;
    let asked = inquiry.captured.first().map(String::as_str).unwrap_or_default();
    let number = match found(desk, asked)? {
        Ok(number) => number,
        Err(there) => {
            return Ok(Reply::see(format!("/remark/{there}/diff{}", params.with("was", Some(asked))), 301));
        }
    };
    let loaded = load(desk, number)?;
    let link = format!("/remark/{}", loaded.hit.id);
    let names = [params.text("a").unwrap_or("A"), params.text("b").unwrap_or("B")];
    let versions = named(&loaded);
    let [Some(a), Some(b)] = names.map(|name| version(&versions, name)) else {
        return Err(Failure::not_found("The remark has no such version.").link(link, "All its versions"));
    };
    let remark = loaded.remarks.list.first().ok_or_else(Failure::inside)?;
    let wordings: Vec<Wording> = [a, b].iter().filter_map(|w| remark.wordings.get(w.0).cloned()).collect();
    let outlet = |w: &Wording| {
        loaded.corpus.articles().get(w.article.0).map(|a| shown(a.outlet_or_id())).unwrap_or_default()
    };
    let outlets = [outlet(&wordings[0]), outlet(&wordings[1])];
    let only = Remark { id: remark.id.clone(), speaker: remark.speaker.clone(), ..Remark::new(wordings) };
    let remarks = Remarks { list: vec![only], people: loaded.remarks.people.clone(), ..Remarks::default() };
    let comparison = loaded.corpus.comparison(&remarks, &Filter::default());
    let two = comparison.entries.first().and_then(|entry| two_way(&comparison, entry));
    let listed = versions.into_iter().map(|(name, _)| (name.clone(), name == names[0], name == names[1]));
    let view = TwoWayPage {
        around: Surround::new(&desk.footing, "", "Two versions"),
        link,
        outlets,
        versions: listed.collect(),
        names: names.map(shown),
        two,
    };
    Ok(Reply::html(view.render()?))
}

/// Leads from a place in an article to the remark of today.
pub(super) fn at(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let rest = inquiry.captured.first().map(String::as_str).unwrap_or_default();
    let place = rest.rsplit_once('/').and_then(|(article, start)| Some((article, start.parse().ok()?)));
    let Some((article, start)) = place else {
        return Err(Failure::not_found("An address of this kind names an article and a place in it."));
    };
    match desk.store.find_remark(&RemarkName::Place { article: article.to_owned(), start })? {
        Some(found) => Ok(Reply::see(format!("/remark/{}", found.id), 303)),
        None if desk.store.article(article, None)?.is_some() => {
            let failure = Failure::not_found("No quotation stands at this place of the article.");
            Err(failure.link(format!("/article/{}", path(article)), "The article"))
        }
        None => Err(Failure::not_found("No article of the corpus has this id.")
            .link("/articles".to_owned(), "All articles")),
    }
}

/// The number of the remark with an id, or the id that it has today.
fn found(desk: &Desk<'_>, id: &str) -> Result<Result<i64, String>, Failure> {
    let found = desk.store.find_remark(&RemarkName::Id(id.to_owned()))?;
    let found = found.ok_or_else(|| Failure::not_found("No remark has this id, and none had it."))?;
    Ok(if found.id == id { Ok(found.number) } else { Err(found.id) })
}

fn load(desk: &Desk<'_>, number: i64) -> Result<Loaded, Failure> {
    let hit = desk.store.remark_hits(&[number])?.pop().ok_or_else(Failure::inside)?;
    let part = RemarkPart { most: MOST_WORDINGS, ..RemarkPart::default() };
    let (corpus, remarks, left_out) = desk.remarks(&[number], &part)?;
    Ok(Loaded { corpus, remarks, hit, left_out })
}

/// The versions with their names, in the usual order.
fn named(loaded: &Loaded) -> Vec<(String, WordingIx)> {
    let comparison = loaded.corpus.comparison(&loaded.remarks, &Filter::default());
    comparison.entries.first().map(named_versions).unwrap_or_default()
}

/// A wording of the version with this name.
fn version(versions: &[(String, WordingIx)], name: &str) -> Option<WordingIx> {
    versions.iter().find(|(own, _)| own == name).map(|(_, wording)| *wording)
}

fn view(
    desk: &Desk<'_>,
    params: &Params,
    (loaded, entry): (&Loaded, &Entry<'_>),
    screen: RemarkScreen,
) -> RemarkPage {
    let hit = &loaded.hit;
    let own = format!("/remark/{}", hit.id);
    let articles = loaded.corpus.articles();
    let base =
        entry.remark.wordings.get(entry.remark.base.0).and_then(|w| Some((w, articles.get(w.article.0)?)));
    let link = base.map(|(w, a)| permanent(w, a)).unwrap_or_else(|| own.clone());
    let chosen = params.text("base").unwrap_or("A");
    let names: Vec<String> = named_versions(entry).into_iter().map(|(name, _)| name).collect();
    let bases = names.iter().map(|name| {
        let query = params.with("base", (name != "A").then_some(name));
        (format!("{own}{query}"), name.clone(), name == chosen)
    });
    let full = params.text("full").is_some();
    let toggle = if full {
        (params.with("full", None), "Fold what all print")
    } else {
        (params.with("full", Some("1")), "Show every word")
    };
    let most = screen.days.iter().map(|day| day.prints).max().unwrap_or(0);
    let days = screen
        .days
        .into_iter()
        .map(|day| (day.date, day.chips, count(day.prints, "print"), width(day.prints, most)));
    let title = format!("{}: {}", screen.remark.speaker, screen.remark.short);
    RemarkPage {
        around: Surround::new(&desk.footing, "/", title),
        line: line(hit),
        notes: notes(params, loaded, &own),
        speaker_link: hit
            .speaker
            .as_deref()
            .map(|name| format!("/?speaker={}", encoded(name)))
            .unwrap_or_default(),
        bases: if names.len() > 1 { bases.collect() } else { Vec::new() },
        copies: base.map(|(_, article)| copies(hit, article, &link)).unwrap_or_default(),
        downloads: FORMATS
            .map(|(form, name)| (format!("/api/v1/remarks/{}?format={form}", hit.id), name))
            .to_vec(),
        compare: names,
        toggle: (format!("{own}{}#aligned", toggle.0), if full || screen.folded { toggle.1 } else { "" }),
        remark: screen.remark,
        screen: ScreenParts { heat: screen.heat, variants: screen.variants, days: days.collect() },
        link,
    }
}

/// The formats in which a remark can be saved.
const FORMATS: [(&str, &str); 6] = [
    ("json", "JSON"),
    ("csv", "CSV"),
    ("md", "Markdown"),
    ("tei", "TEI"),
    ("collatex", "CollateX"),
    ("annotation", "Web Annotation"),
];

/// The address that stays: an article and a place in it.
fn permanent(wording: &Wording, article: &Article) -> String {
    let start = Offsets::new(article.text()).code_point(wording.span.start());
    format!("/at/{}/{start}", path(article.id()))
}

fn line(hit: &RemarkHit) -> String {
    let days = hit.figures.days.as_ref().map(|(first, last)| shown(&span(first, last)));
    days.into_iter().chain([counts(hit)]).collect::<Vec<_>>().join(" · ")
}

/// What is to be said of the page, each with an address or without one.
fn notes(params: &Params, loaded: &Loaded, own: &str) -> Vec<(String, String)> {
    let mut notes = Vec::new();
    if let Some(near) = params.text("near").and_then(|near| near.parse::<usize>().ok()) {
        let words = encoded(params.text("q").unwrap_or_default());
        let also = if near > 0 { format!("; also {} near", count(near, "remark")) } else { String::new() };
        notes.push((
            format!("This remark has the words that you searched{also}."),
            format!("/?q={words}&list=1"),
        ));
    }
    if params.text("was").is_some() {
        notes.push(("The address that led here is a former one: articles that came since changed the base of this remark. “Copy link” gives one that stays.".to_owned(), String::new()));
    }
    if let Some(base) = params.text("base").filter(|base| *base != "A") {
        notes.push((
            format!("Compared with version {} of the usual order, which is A here.", shown(base)),
            own.to_owned(),
        ));
    }
    if loaded.left_out > 0 {
        let all = grouped(loaded.hit.prints);
        notes.push((format!("The fullest {MOST_WORDINGS} of {all} prints are laid side by side; the line above counts all."), String::new()));
    }
    notes
}

/// The remark to paste elsewhere: as text, Markdown, and CSL-JSON.
fn copies(hit: &RemarkHit, article: &Article, link: &str) -> Vec<(&'static str, String)> {
    let header = article.header();
    let (text, speaker) =
        (shown(&hit.text), hit.speaker.as_deref().map_or_else(|| "speaker not named".to_owned(), shown));
    let source: Vec<String> =
        [Some(article.outlet_or_id()), header.own_date()].into_iter().flatten().map(shown).collect();
    let source = source.join(", ");
    let date: Vec<Vec<u32>> = header
        .own_date()
        .map(|date| date.get(..10).unwrap_or(date).split('-').filter_map(|part| part.parse().ok()).collect())
        .into_iter()
        .collect();
    let csl = serde_json::json!([{
        "type": "article-newspaper", "id": article.id(), "title": header.title, "container-title": header.outlet,
        "issued": {"date-parts": date}, "URL": header.url, "language": header.language, "note": format!("“{text}” ({speaker})"),
    }]);
    let csl = serde_json::to_string_pretty(&csl).unwrap_or_default();
    vec![
        ("text", format!("“{text}” – {speaker} ({source}; {}) {link}", line(hit))),
        ("Markdown", format!("> “{text}”\n>\n> – {speaker} ([{source}]({link}); {})", line(hit))),
        ("CSL", csl),
    ]
}
