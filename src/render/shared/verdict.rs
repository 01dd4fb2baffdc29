//! A verdict in words, for tables and Markdown. In: the verdict and the articles that it points into. Out:
//! the answers, each with what it says, the claim with its changes marked in place, and a line for every
//! place.

use super::words::{count, name};
use crate::model::{
    Article, AttributionClass, ChangeKind, ClaimChange, Evidence, EvidenceGrade, Flag, Material, OpenReason,
    Quoted, Searched, Span, Verdict, WordingClass,
};
use crate::record::clock;

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

/// Each question with its answer and what that says.
pub(in crate::render) fn answers(verdict: &Verdict) -> Vec<[String; 3]> {
    let row = |question: &str, answer: &str, says: String| [question.to_owned(), answer.to_owned(), says];
    let mut rows = vec![row("wording", verdict.wording.name(), wording(verdict.wording).to_owned())];
    rows.push(row("attribution", verdict.attribution.name(), attribution(verdict).to_owned()));
    rows.extend(verdict.flags.iter().map(|f| row("flag", f.name(), flag(*f).to_owned())));
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
    line.extend(article.header().date.clone());
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

/// Returns the description of a wording class.
pub(in crate::render) fn wording(class: WordingClass) -> &'static str {
    match class {
        WordingClass::Verbatim => "the same words and punctuation",
        WordingClass::FormatOnly => "the same words; case or punctuation differ",
        WordingClass::Styled => "the same words in another house style",
        WordingClass::Cleaned => "the same but for noises and repetitions",
        WordingClass::Elided => "the same but for words left out where a mark says so",
        WordingClass::Bracketed => "the same but for words in square brackets",
        WordingClass::SilentOmission => "words were left out and no mark says so",
        WordingClass::Spliced => "pieces of one remark in another order",
        WordingClass::Composite => "pieces of several remarks joined to one",
        WordingClass::Altered => "words are others, or were added",
        WordingClass::Paraphrase => "the same matter in mostly other words",
        WordingClass::NotFound => "nothing searched has these words",
        WordingClass::TooShort => "too few or too common words to tell one remark from another",
    }
}

fn attribution(verdict: &Verdict) -> &'static str {
    match verdict.attribution {
        AttributionClass::Confirmed => "a source attributes the words to the claimed speaker",
        AttributionClass::RoleOnly => "a source attributes them to somebody with the claimed role",
        AttributionClass::ToPrincipal => "somebody said them for, or quoting, the claimed speaker",
        AttributionClass::Misattributed => "the sources attribute them to somebody else",
        AttributionClass::Conflicting => "some sources attribute them to the claimed speaker, others do not",
        AttributionClass::Unresolved => verdict.open.map_or("no source settles who said them", open),
        AttributionClass::NotChecked if verdict.claim.speaker.is_none() => "no speaker was claimed",
        AttributionClass::NotChecked => "there is nothing to check it with",
    }
}

/// Returns in words why nobody can say whose words they are.
fn open(reason: OpenReason) -> &'static str {
    match reason {
        OpenReason::NoSpeaker => "the source names nobody who said them",
        OpenReason::GuessedSpeaker => {
            "the source does not name its speaker beside them, and whom it means is a guess"
        }
        OpenReason::UnsureLabel => "what stands before them may be no speaker's label",
        OpenReason::NameMayFit => "the name in the source may be the claimed speaker's, or another's",
        OpenReason::GuessedClaim => {
            "the draft does not name its speaker beside them, and whom it means is a guess"
        }
        OpenReason::CommonWords => {
            "a source has them from somebody else, but they are so common that many people say them"
        }
        OpenReason::OtherWording => "a source has something like them from somebody else, but in other words",
        OpenReason::PartlyQuoted => "only some of them are the words of the source's speaker",
        OpenReason::ReportedWords => "the source's speaker says what somebody else said",
        OpenReason::OtherTime => "a source has them from somebody else, but from another time",
        OpenReason::SeveralSpeakers => "several people said them, by the sources",
        OpenReason::OpenElsewhere => "a source has them from somebody else, and another source names nobody",
    }
}

/// Returns the description of a flag.
pub(in crate::render) fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Fragment => "the claim is a part of the source's sentence",
        Flag::ClippedNegation => "the part that the claim lacks says no",
        Flag::ClippedCondition => "the part that the claim lacks sets a condition",
        Flag::ClippedHedge => "the part that the claim lacks weakens it",
        Flag::Question => "the source asks, the claim states",
        Flag::EmbeddedSpeech => "the source's speaker quotes somebody else",
        Flag::GapPolarity => "words that a mark or brackets stand for say no",
        Flag::VerbShift => "the reporting verb presents the words otherwise",
        Flag::NotQuoted => "the outlet's own text, all of it or some; no source quotes all of the words",
        Flag::WireCopy => "all the evidence is copies of one story",
    }
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
