//! Quotations and remarks → the records of the machine formats, as `docs/format.md` describes them. In: model types. Out: types that
//! serialise, with offsets in code points.

use serde::Serialize;

use crate::model::{Article, Basis, Change, ChangeGrade, ChangeKind, Kind, Quotation, Rule, Span, Stance};

use super::{Extract, Offsets, SCHEMA, Summary};

/// A place with its words.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Place<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
}

impl<'a> Place<'a> {
    /// `offsets` are those of `text`.
    pub fn new(span: Span, text: &'a str, offsets: &Offsets<'_>) -> Self {
        Self {
            start: offsets.code_point(span.start()),
            end: offsets.code_point(span.end()),
            text: span.of(text),
        }
    }
}

/// Who said it.
#[derive(Debug, Serialize)]
pub(super) struct SpeakerRecord<'a> {
    pub mention: Option<&'a str>,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub name: Option<&'a str>,
    pub basis: Basis,
}

/// The reporting verb.
#[derive(Debug, Serialize)]
pub(super) struct CueRecord<'a> {
    pub text: &'a str,
    pub lemma: &'a str,
    pub stance: Stance,
    pub start: usize,
    pub end: usize,
}

/// Who the outlet had it from.
#[derive(Debug, Serialize)]
pub(super) struct ViaRecord<'a> {
    pub mention: &'a str,
    pub start: usize,
    pub end: usize,
}

/// Who said it, with which verb, through whom: what quotations and wordings share.
#[derive(Debug, Serialize)]
pub(super) struct Attributed<'a> {
    pub speaker: Option<SpeakerRecord<'a>>,
    pub cue: Option<CueRecord<'a>>,
    pub via: Option<ViaRecord<'a>>,
}

impl<'a> Attributed<'a> {
    pub fn new(article: &'a Article, offsets: &Offsets<'_>, quotation: &'a Quotation) -> Self {
        let place = |span| Place::new(span, article.text(), offsets);
        let speaker = quotation.speaker.as_ref().map(|speaker| {
            let mention = speaker.mention.map(place);
            SpeakerRecord {
                mention: mention.map(|m| m.text),
                start: mention.map(|m| m.start),
                end: mention.map(|m| m.end),
                name: speaker.name.as_deref(),
                basis: speaker.basis,
            }
        });
        let cue = quotation.cue.as_ref().map(|cue| {
            let Place { start, end, text } = place(cue.span);
            CueRecord { text, lemma: &cue.lemma, stance: cue.stance, start, end }
        });
        let via = quotation.via.map(|via| {
            let Place { start, end, text } = place(via);
            ViaRecord { mention: text, start, end }
        });
        Self { speaker, cue, via }
    }
}

/// One content of one quotation. `line` writes it; the derived form is what its test holds it to.
#[derive(Debug)]
#[cfg_attr(test, derive(Serialize))]
pub(super) struct QuotationRecord<'a> {
    #[cfg(test)]
    #[serde(rename = "type")]
    pub kind_of_line: &'static str,
    pub quotation: &'a str,
    pub article: &'a str,
    pub outlet: Option<&'a str>,
    pub date: Option<&'a str>,
    pub kind: Kind,
    #[cfg_attr(test, serde(flatten))]
    pub place: Place<'a>,
    #[cfg_attr(test, serde(flatten))]
    pub attributed: &'a Attributed<'a>,
    pub rule: Rule,
    #[cfg_attr(test, serde(skip_serializing_if = "std::ops::Not::not"))]
    pub headline: bool,
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    pub parent: Option<&'a str>,
    pub confidence: f32,
    #[cfg_attr(test, serde(skip_serializing_if = "Option::is_none"))]
    pub evidence: Option<&'a [String]>,
}

/// Calls `each` with every line that `extract` gives for one article.
pub(super) fn quotations<E>(
    extract: &Extract<'_>,
    mut each: impl FnMut(&QuotationRecord<'_>) -> Result<(), E>,
) -> Result<(), E> {
    if extract.shown.is_empty() {
        return Ok(());
    }
    let article = extract.article;
    let offsets = Offsets::new(article.text());
    for quotation in extract.shown.iter().filter_map(|index| extract.quotations.get(*index)) {
        let id = quotation.id(article, &offsets);
        let parent = quotation.parent.and_then(|index| extract.quotations.get(index.0));
        let parent = parent.map(|parent| parent.id(article, &offsets));
        let attributed = Attributed::new(article, &offsets, quotation);
        for content in &quotation.contents {
            each(&QuotationRecord {
                #[cfg(test)]
                kind_of_line: "quotation",
                quotation: &id,
                article: article.id(),
                outlet: article.header().outlet.as_deref(),
                date: article.header().date.as_deref(),
                kind: quotation.kind,
                place: Place::new(content.span, article.text(), &offsets),
                attributed: &attributed,
                rule: quotation.rule,
                headline: quotation.headline,
                parent: parent.as_deref(),
                confidence: rounded(quotation.confidence),
                evidence: extract.explain.then_some(quotation.evidence.as_slice()),
            })?;
        }
    }
    Ok(())
}

/// To three decimals: what lies beyond is noise, and may differ between machines.
pub(super) fn rounded(confidence: f32) -> f32 {
    (confidence * 1000.0).round() / 1000.0
}

/// One difference between the base and a wording.
#[derive(Debug, Serialize)]
pub(super) struct ChangeRecord<'a> {
    pub kind: ChangeKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<ChangeGrade>,
    pub base: Option<Place<'a>>,
    pub version: Option<Place<'a>>,
}

impl<'a> ChangeRecord<'a> {
    /// `base` and `version` are the articles that the change's two spans point into.
    pub fn new(
        change: &Change,
        base: (&'a Article, &Offsets<'_>),
        version: (&'a Article, &Offsets<'_>),
    ) -> Self {
        Self {
            kind: change.kind,
            grade: change.grade,
            base: change.base.map(|span| Place::new(span, base.0.text(), base.1)),
            version: change.version.map(|span| Place::new(span, version.0.text(), version.1)),
        }
    }
}

/// The last line of a stream.
#[derive(Debug, Serialize)]
pub(super) struct SummaryRecord {
    #[serde(rename = "type")]
    kind_of_line: &'static str,
    schema: u32,
    articles: usize,
    quotations: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remarks: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<usize>,
    warnings: usize,
    skipped: usize,
}

impl From<&Summary> for SummaryRecord {
    fn from(summary: &Summary) -> Self {
        Self {
            kind_of_line: "summary",
            schema: SCHEMA,
            articles: summary.articles,
            quotations: summary.quotations,
            remarks: None,
            shared: None,
            warnings: summary.warnings,
            skipped: summary.skipped,
        }
    }
}
