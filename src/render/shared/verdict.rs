//! A verdict in words, for tables and Markdown. In: the verdict and the articles that it points into. Out:
//! the answers, each with what it says, the claim with its changes marked in place, and a line for every
//! place.

use super::words::{count, dated, name};
#[cfg(feature = "cli")]
use crate::model::SourceClass;
use crate::model::{
    Article, AttributionClass, ChangeKind, ClaimChange, Evidence, EvidenceGrade, Material, Quoted, Searched,
    Span, Verdict, WordingClass,
};
use crate::record::clock;
use crate::verify::says;

fn source<'a>(change: &ClaimChange, verdict: &Verdict, articles: &'a [Article]) -> Option<&'a Article> {
    verdict.evidence.get(change.evidence.0).and_then(|e| articles.get(e.article.0))
}

/// What a run of words is, in a claim that is shown with its changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum RunMark {
    /// Words as in the source.
    Plain,
    /// Words of the source that the claim lacks, without a mark.
    Dropped,
    /// Words of the source that the claim lacks, with a mark.
    Elided,
    /// Words that only the claim has.
    Added,
    /// Words of the source, from another place.
    Moved,
    /// Words of an editor.
    Bracketed,
}

/// The claim in runs of words, with the source's words that it lacks put where they would stand.
pub(in crate::render) fn signed<'a>(
    verdict: &'a Verdict,
    articles: &'a [Article],
) -> Vec<(RunMark, &'a str)> {
    let text = verdict.claim.text.as_str();
    let mut changes: Vec<&ClaimChange> =
        verdict.changes.iter().filter(|c| c.change.version.is_some()).collect();
    changes.sort_by_key(|c| c.change.version);
    let (mut runs, mut at) = (Vec::new(), 0);
    for change in changes {
        let Some(own) = change.change.version.filter(|v| v.start() >= at) else { continue };
        runs.push((RunMark::Plain, text.get(at..own.start()).unwrap_or_default()));
        let base = change.change.base.zip(source(change, verdict, articles)).map(|(b, a)| b.of(a.text()));
        let (lost, own_sign) = match change.change.kind {
            ChangeKind::Elided => (RunMark::Elided, RunMark::Plain),
            ChangeKind::Bracketed => (RunMark::Elided, RunMark::Bracketed),
            ChangeKind::Moved => (RunMark::Plain, RunMark::Moved),
            _ => (RunMark::Dropped, RunMark::Added),
        };
        if let Some(base) = base.filter(|_| change.change.kind != ChangeKind::Moved) {
            runs.push((lost, base));
        }
        runs.push((own_sign, own.of(text)));
        at = own.end();
    }
    runs.push((RunMark::Plain, text.get(at..).unwrap_or_default()));
    runs.retain(|(_, words)| !words.is_empty());
    runs
}

/// Each question with its answer and what that says. Words of texts are as they are printed: whoever shows them makes them safe.
pub(in crate::render) fn answers(verdict: &Verdict) -> Vec<[String; 3]> {
    let row = |question: &str, answer: &str, says: String| [question.to_owned(), answer.to_owned(), says];
    let mut rows = vec![row("wording", verdict.wording.name(), says::wording(verdict.wording).to_owned())];
    rows.push(row("attribution", verdict.attribution.name(), says::attribution(verdict).to_owned()));
    if let Some(cited) = &verdict.cited {
        let better = cited.better.as_ref().map(|id| format!(": {id}")).unwrap_or_default();
        let says = format!("{}{better}; cited as {}", says::source(verdict), cited.written);
        rows.push(row("source", verdict.source.name(), says));
    }
    rows.extend(verdict.flags.iter().map(|f| row("flag", f.name(), says::flag(*f).to_owned())));
    rows.push(match verdict.grade {
        Some(grade) => row("evidence", grade.name(), self::grade(grade).to_owned()),
        None => row("evidence", "none", "no place was found".to_owned()),
    });
    for change in &verdict.changes {
        let graded = change.change.grade.map_or(String::new(), |g| format!(", {}", name(&g)));
        let kind = format!("{}{graded}", name(&change.change.kind));
        let says = match (change.material, change.change.kind) {
            (Material::Likely, _) => "material: likely",
            (_, ChangeKind::Elided | ChangeKind::Bracketed) => "marked as the claim's own doing",
            _ => "material: unknown",
        };
        rows.push(row("change", &kind, says.to_owned()));
    }
    rows
}

/// What a place says of itself: outlet, date, wording, who is quoted how.
pub(in crate::render) fn place_line(found: &Evidence, article: &Article) -> Vec<String> {
    let text = article.text();
    let words = |span: Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut line = vec![article.outlet_or_id().to_owned()];
    line.extend(dated(article.header()).map(|date| date.into_owned()));
    line.extend(article.time_of(found.span).map(|(start, _)| format!("at {}", clock(start))));
    line.extend(article.page_of(found.span.start()).map(|page| format!("page {page}")));
    line.push(match found.wording {
        WordingClass::NotFound => format!("nearest, share {} %", percentage(found.share)),
        wording => wording.name().to_owned(),
    });
    let printed = found.speaker.map(words);
    let mut who = match (&found.name, &printed) {
        (Some(name), Some(printed)) if name != printed => format!("{name}, printed as “{printed}”"),
        (Some(name), _) => name.clone(),
        (None, Some(printed)) if found.quotation.is_none() => format!("labelled “{printed}”"),
        (None, Some(printed)) => format!("“{printed}”, not settled who"),
        (None, None) if found.quotation.is_some() => "nobody named".to_owned(),
        (None, None) => "running text, not quoted".to_owned(),
    };
    if let Some(cue) = found.cue {
        who.push_str(&format!(", “{}”", words(cue)));
    }
    if let Some(via) = found.via {
        who.push_str(&format!(", via {}", words(via)));
    }
    if found.quoted == Quoted::Partly {
        who.push_str(", partly outside the marks");
    }
    line.push(who);
    if found.attribution != AttributionClass::NotChecked {
        let reason = found.open.map_or(String::new(), |open| format!(": {}", open.name()));
        line.push(format!("{}{reason}", found.attribution.name()));
    }
    line
}

/// The place that shows best what was found: the one that decides, else the first, else the nearest of words that were not found.
pub(in crate::render) fn best_place(verdict: &Verdict) -> Option<&Evidence> {
    let best = verdict.decides.and_then(|best| verdict.evidence.get(best.0));
    best.or(verdict.evidence.first()).or(verdict.nearest.as_ref())
}

/// The classes and the flags by their names, as annotations are tagged with.
pub(in crate::render) fn tags(verdict: &Verdict) -> impl Iterator<Item = &'static str> {
    let classes = [verdict.wording.name(), verdict.attribution.name()];
    classes.into_iter().chain(verdict.flags.iter().map(|flag| flag.name()))
}

/// A share from 0 to 1 in whole percent.
pub(in crate::render) fn percentage(share: f32) -> String {
    format!("{:.0}", 100.0 * share)
}

/// Returns in words what was searched.
pub(in crate::render) fn searched(searched: &Searched) -> String {
    let Searched { articles, quotations, words } = *searched;
    format!(
        "Searched {}, {}, {}.",
        count(articles, "article"),
        count(quotations, "quotation"),
        count(words, "word")
    )
}

fn grade(grade: EvidenceGrade) -> &'static str {
    match grade {
        EvidenceGrade::P1 => "a verbatim record",
        EvidenceGrade::P2 => "an edited record",
        EvidenceGrade::P3 => "captions",
        EvidenceGrade::S1 => "two or more independent outlets",
        EvidenceGrade::S2 => "one outlet",
        EvidenceGrade::S3 => "copies of one wire story",
    }
}

/// The answers by their names in one line: words, speaker, the source where one was named, flags.
#[cfg(feature = "cli")]
pub(in crate::render) fn answer_names(verdict: &Verdict) -> String {
    let mut names = vec![verdict.wording.name().to_owned(), verdict.attribution.name().to_owned()];
    if verdict.source != SourceClass::NotCited {
        names.push(format!("source {}", verdict.source.name()));
    }
    names.extend(verdict.flags.iter().map(|flag| flag.name().to_owned()));
    names.join(", ")
}
