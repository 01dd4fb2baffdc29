//! S4: outlet against outlet, and the list of outlets. In: two names, a time. Out: counts first, then the remarks that both quote, the most
//! different first, then the speakers whom one side alone quotes.

use askama::Template;

use super::article;
use super::ask::listed;
use super::desk::{Desk, Inquiry};
use super::frame::{Surround, count, grouped, shown};
use super::page::{Failure, Reply};
use super::params::{Params, encoded};
use super::speaker::CountBar;
use super::style::width;
use crate::compare::{OutletDifference, SideDifference};
use crate::render::ListedRows;
use crate::store::{FacetCount, ListedOutlet, RemarkPart, SharedRemarks};

/// Outlets a page.
const A_PAGE: usize = 100;
/// The remarks that both quote which are laid side by side; the counts of differences are of these.
const COMPARED: usize = 60;
/// The wordings of each that are read.
const WORDINGS: usize = 12;

#[derive(Template)]
#[template(path = "serve/outlets.html")]
struct OutletsPage {
    around: Surround,
    names: Vec<String>,
    bars: Vec<CountBar>,
    earlier: Option<String>,
    later: Option<String>,
}

#[derive(Template)]
#[template(path = "serve/diff.html")]
struct DiffPage {
    around: Surround,
    names: [String; 2],
    since: String,
    until: String,
    notes: Vec<String>,
    figures: Vec<(String, String)>,
    remarks: Vec<PairView>,
    speakers: [Vec<(String, String, String)>; 2],
}

/// One remark that both quote.
struct PairView {
    link: String,
    speaker: String,
    /// The words of each side.
    words: [String; 2],
    differs: Vec<String>,
}

/// Lists the outlets, with a form for two of them.
pub(super) fn list(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let number = inquiry.page(1_000)?;
    let mut found = desk.store.outlets((number - 1) * A_PAGE, A_PAGE + 1)?;
    let further = found.len() > A_PAGE;
    found.truncate(A_PAGE);
    if let Some(form) = inquiry.form {
        let row = |outlet: &ListedOutlet| vec![outlet.name.as_str().into(), outlet.articles.into()];
        let rows = found.iter().map(row).collect();
        return listed(
            form,
            ListedRows { name: "outlets", columns: &["outlet", "articles"], rows, more: further },
        );
    }
    let most = found.iter().map(|outlet| outlet.articles).max().unwrap_or(0);
    let bar = |outlet: &ListedOutlet| CountBar {
        link: article::of_outlet(&outlet.name),
        name: shown(&outlet.name),
        number: count(outlet.articles, "article"),
        width: width(outlet.articles, most),
    };
    let turn = |to: usize| format!("/outlets?page={to}");
    let view = OutletsPage {
        around: Surround::new(&desk.footing, "/outlets", "Outlets"),
        names: found.iter().map(|outlet| shown(&outlet.name)).collect(),
        bars: found.iter().map(bar).collect(),
        earlier: (number > 1).then(|| turn(number - 1)),
        later: further.then(|| turn(number + 1)),
    };
    Ok(Reply::html(view.render()?))
}

/// Compares two outlets.
pub(super) fn page(desk: &Desk<'_>, inquiry: &Inquiry) -> Result<Reply, Failure> {
    let params = &inquiry.params;
    let names = [outlet(desk, params, "a")?, outlet(desk, params, "b")?];
    if names[0] == names[1] {
        return Err(
            Failure::bad("Both sides are the same outlet.").link("/outlets".to_owned(), "Choose two outlets")
        );
    }
    let (since, until) = (params.own("since"), params.own("until"));
    let sides = [names[0].as_str(), names[1].as_str()];
    let shared = desk.store.shared_remarks(sides, [since.as_deref(), until.as_deref()])?;
    let compared: Vec<i64> = shared.both.iter().copied().take(COMPARED).collect();
    let part = RemarkPart { most: WORDINGS, outlets: names.to_vec() };
    let (corpus, remarks, _) = desk.remarks(&compared, &part)?;
    let two = corpus.outlets(remarks, sides);
    let difference = two.difference();
    let mut pairs: Vec<(usize, PairView)> = pairs(&difference);
    pairs.sort_by_key(|(differs, _)| std::cmp::Reverse(*differs));
    let around =
        Surround::new(&desk.footing, "/outlets", format!("{} against {}", shown(sides[0]), shown(sides[1])));
    let view = DiffPage {
        around,
        figures: figures(&shared, &difference, &names),
        notes: notes(&shared, compared.len()),
        remarks: pairs.into_iter().map(|(_, pair)| pair).collect(),
        speakers: [speakers(&shared.speakers[0], sides[0]), speakers(&shared.speakers[1], sides[1])],
        names: names.map(|name| shown(&name)),
        since: since.unwrap_or_default(),
        until: until.unwrap_or_default(),
    };
    Ok(Reply::html(view.render()?))
}

/// The outlet of a field, as its articles name it.
fn outlet(desk: &Desk<'_>, params: &Params, field: &str) -> Result<String, Failure> {
    let all = |failure: Failure| failure.link("/outlets".to_owned(), "All outlets");
    let Some(name) = params.text(field) else {
        return Err(all(Failure::bad("Two outlets are needed: a and b.")));
    };
    let found = desk.store.outlet_named(name)?;
    found.ok_or_else(|| all(Failure::not_found(format!("No article is of an outlet named {}.", shown(name)))))
}

fn figures(
    shared: &SharedRemarks,
    difference: &OutletDifference<'_>,
    names: &[String; 2],
) -> Vec<(String, String)> {
    let of =
        |is: fn(&SideDifference) -> bool| grouped(difference.pairs.iter().filter(|pair| is(pair)).count());
    vec![
        ("remarks that both quote".to_owned(), grouped(shared.both.len())),
        (format!("only {}", shown(&names[0])), grouped(shared.only[0])),
        (format!("only {}", shown(&names[1])), grouped(shared.only[1])),
        ("worded differently".to_owned(), of(|pair| pair.wording)),
        ("attributed differently".to_owned(), of(|pair| pair.speaker || pair.stance)),
    ]
}

fn notes(shared: &SharedRemarks, compared: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if shared.more {
        let [a, b] = shared.articles.map(|n| count(n, "article"));
        notes.push(format!("Only the latest {a} and {b} were looked at. Give a time to look at others."));
    }
    if shared.both.len() > compared {
        notes.push(format!(
            "The {} that are most widely printed were laid side by side; the counts of differences are of these.",
            grouped(compared)
        ));
    }
    notes
}

/// The remarks, each with how much it differs.
fn pairs(difference: &OutletDifference<'_>) -> Vec<(usize, PairView)> {
    let both = &difference.both;
    let pair = |(entry, own): (&crate::compare::Entry<'_>, &SideDifference)| {
        let words = |side: usize| {
            let of_side =
                entry.remark.wordings.iter().filter(|w| difference.sides.get(w.article.0) == Some(&side));
            let longest = of_side.max_by_key(|w| w.span.end() - w.span.start());
            longest
                .and_then(|w| Some(shown(w.span.of(both.articles.get(w.article.0)?.text()))))
                .unwrap_or_default()
        };
        let speakers = own.speakers.as_ref().map(|[a, b]| format!("speaker: {} / {}", shown(a), shown(b)));
        let flags = [
            (own.wording, "wording"),
            (own.verb, "verb"),
            (own.stance, "stance of the verb"),
            (own.via, "source"),
        ];
        let named = flags.into_iter().filter(|(is, _)| *is).map(|(_, name)| name.to_owned());
        let differs: Vec<String> = speakers.into_iter().chain(named).collect();
        let weight = 8 * usize::from(own.speaker)
            + 4 * usize::from(own.stance)
            + 2 * usize::from(own.wording)
            + differs.len();
        let view = PairView {
            link: format!("/remark/{}", entry.remark.id),
            speaker: entry.remark.speaker.as_deref().map(shown).unwrap_or_default(),
            words: [words(0), words(1)],
            differs,
        };
        (weight, view)
    };
    both.entries.iter().zip(&difference.pairs).map(pair).collect()
}

/// Address, name and number.
fn speakers(counts: &[FacetCount], outlet: &str) -> Vec<(String, String, String)> {
    let speaker = |count: &FacetCount| {
        let link = format!("/?speaker={}&outlet={}", encoded(&count.value), encoded(outlet));
        (link, shown(&count.value), grouped(count.remarks))
    };
    counts.iter().map(speaker).collect()
}
