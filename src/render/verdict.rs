//! A verdict → text for a terminal, or JSON. In: the verdict and the articles it points into. Out: the four answers, each
//! with its reason, and every place with its words.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{
    Article, AttributionClass, ChangeKind, ClaimChange, Evidence, Form, Grade, Material, ReplacementGrade,
    Searched, Span, Verdict,
};

use super::escape::{SafeJson, terminal};
use super::record::Place;
use super::{Offsets, SCHEMA, Summary, count};

#[derive(Serialize)]
struct VerdictRecord<'a> {
    r#type: &'static str,
    claim: &'a str,
    speaker: Option<&'a str>,
    wording: &'static str,
    form: Option<Form>,
    attribution: AttributionClass,
    flags: Vec<&'static str>,
    grade: Option<Grade>,
    changes: Vec<ChangeRecord<'a>>,
    evidence: Vec<EvidenceRecord<'a>>,
    searched: Searched,
    schema: u32,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    kind: ChangeKind,
    grade: Option<ReplacementGrade>,
    material: Material,
    /// In the source's article.
    source: Option<Place<'a>>,
    /// In the claim.
    claim: Option<Place<'a>>,
}

#[derive(Serialize)]
struct EvidenceRecord<'a> {
    article: &'a str,
    outlet: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
    sentence: Place<'a>,
    wording: &'static str,
    attribution: AttributionClass,
    speaker: Option<&'a str>,
    name: Option<&'a str>,
    cue: Option<&'a str>,
    via: Option<&'a str>,
}

fn change<'a>(change: &ClaimChange, verdict: &'a Verdict, articles: &'a [Article]) -> ChangeRecord<'a> {
    let source = verdict.evidence.get(change.evidence).and_then(|e| articles.get(e.article));
    let at = |span: Span, text: &'a str| {
        let offsets = Offsets::new(text);
        Place {
            start: offsets.code_point(span.start()),
            end: offsets.code_point(span.end()),
            text: span.of(text),
        }
    };
    ChangeRecord {
        kind: change.change.kind,
        grade: change.change.grade,
        material: change.material,
        source: change.change.base.zip(source).map(|(span, article)| at(span, article.text())),
        claim: change.change.version.map(|span| at(span, &verdict.claim.text)),
    }
}

fn evidence<'a>(found: &'a Evidence, article: &'a Article) -> EvidenceRecord<'a> {
    let offsets = Offsets::new(article.text());
    let words = |span: Option<Span>| span.map(|s| s.of(article.text()));
    let header = article.header();
    EvidenceRecord {
        article: article.id(),
        outlet: header.outlet.as_deref(),
        date: header.date.as_deref(),
        url: header.url.as_deref(),
        place: Place::new(found.span, article, &offsets),
        sentence: Place::new(found.sentence, article, &offsets),
        wording: found.wording.name(),
        attribution: found.attribution,
        speaker: words(found.speaker),
        name: found.name.as_deref(),
        cue: words(found.cue),
        via: words(found.via),
    }
}

fn record<'a>(verdict: &'a Verdict, articles: &'a [Article]) -> VerdictRecord<'a> {
    let places = verdict.evidence.iter().filter_map(|e| Some(evidence(e, articles.get(e.article)?)));
    VerdictRecord {
        r#type: "verdict",
        claim: &verdict.claim.text,
        speaker: verdict.claim.speaker.as_deref(),
        wording: verdict.wording.name(),
        form: verdict.form,
        attribution: verdict.attribution,
        flags: verdict.flags.iter().map(|f| f.name()).collect(),
        grade: verdict.grade,
        changes: verdict.changes.iter().map(|c| change(c, verdict, articles)).collect(),
        evidence: places.collect(),
        searched: verdict.searched,
        schema: SCHEMA,
    }
}

/// One verdict as one JSON object on a line; with `lines` a summary line behind it.
///
/// # Errors
/// Those of `out`.
pub fn verdict_json(
    out: &mut dyn Write,
    verdict: &Verdict,
    articles: &[Article],
    summary: &Summary,
    lines: bool,
) -> io::Result<()> {
    let record = record(verdict, articles);
    record.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, SafeJson))?;
    out.write_all(b"\n")?;
    if lines {
        writeln!(
            out,
            "{{\"type\":\"summary\",\"articles\":{},\"quotations\":{},\"skipped\":{},\"warnings\":{},\"schema\":{SCHEMA}}}",
            summary.articles, summary.quotations, summary.skipped, summary.warnings
        )?;
    }
    Ok(())
}

/// One verdict for reading: a line an answer, then the changes, the places and what was searched.
///
/// # Errors
/// Those of `out`.
pub fn verdict_text(out: &mut dyn Write, verdict: &Verdict, articles: &[Article]) -> io::Result<()> {
    let record = record(verdict, articles);
    writeln!(out, "“{}”", terminal(record.claim))?;
    if let Some(speaker) = record.speaker {
        writeln!(out, "claimed speaker: {}", terminal(speaker))?;
    }
    writeln!(out)?;
    let form = verdict.form.map_or(String::new(), |f| format!(" (texts agree at {})", f.name()));
    writeln!(out, "  wording      {}{form}", record.wording)?;
    writeln!(out, "  attribution  {}", verdict.attribution.name())?;
    let flags = if record.flags.is_empty() { "none".to_owned() } else { record.flags.join(", ") };
    writeln!(out, "  flags        {flags}")?;
    writeln!(out, "  grade        {}", verdict.grade.map_or("none: nothing was found", grade))?;
    for change in &record.changes {
        let base = change.source.as_ref().map_or(String::new(), |p| format!("[-{}-]", terminal(p.text)));
        let claim = change.claim.as_ref().map_or(String::new(), |p| format!("{{+{}+}}", terminal(p.text)));
        let kind = name(&change.kind);
        let graded = change.grade.map_or(String::new(), |g| format!(", {}", name(&g)));
        writeln!(out, "  change       {kind}{graded}: {base}{claim}  material: {}", name(&change.material))?;
    }
    for place in &record.evidence {
        let outlet = place.outlet.unwrap_or(place.article);
        writeln!(out)?;
        writeln!(
            out,
            "  {} {}–{}  {}, attribution {}",
            terminal(outlet),
            place.place.start,
            place.place.end,
            place.wording,
            name(&place.attribution)
        )?;
        let printed = place.speaker.map_or("nobody named".into(), terminal);
        let meant = place
            .name
            .filter(|n| Some(*n) != place.speaker)
            .map_or(String::new(), |n| format!(" ({})", terminal(n)));
        let cue = place.cue.map_or(String::new(), |c| format!(", “{}”", terminal(c)));
        let via = place.via.map_or(String::new(), |v| format!(", had from {}", terminal(v)));
        writeln!(out, "    {printed}{meant}{cue}{via}")?;
        writeln!(out, "    {}", terminal(place.sentence.text))?;
    }
    let searched = &record.searched;
    writeln!(
        out,
        "\nSearched {}, {}, {}.",
        count(searched.articles, "article"),
        count(searched.quotations, "quotation"),
        count(searched.words, "word")
    )
}

fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::P1 => "P1, a verbatim record",
        Grade::P2 => "P2, an edited record",
        Grade::P3 => "P3, captions",
        Grade::S1 => "S1, two or more independent outlets",
        Grade::S2 => "S2, one outlet",
        Grade::S3 => "S3, copies of one wire story",
    }
}

/// A value's name in the machine formats.
fn name(value: &impl Serialize) -> String {
    let json = serde_json::to_value(value).ok();
    json.as_ref().and_then(|v| v.as_str()).unwrap_or_default().to_owned()
}
