//! The answers to one claim as `verify` and `check` write them. In: a verdict and the articles that it points
//! into. Out: its record, with all places in code points.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{CitedRecord, CodePoints, PrintedPlace, RecordType, SCHEMA, TimeRecord, clock, link, rounded};
use crate::model::{
    Article, ArticleIx, AttributionClass, ChangeGrade, ChangeKind, ClaimChange, DateFrom, Evidence,
    EvidenceGrade, Flag, Form, Material, Offsets, OpenReason, Outcome, Quoted, Searched, SourceClass, Span,
    SpeakerKind, Verdict, WordingClass,
};

/// One verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VerdictRecord<'a> {
    /// [`RecordType::Verdict`].
    pub r#type: RecordType,
    /// The claimed words.
    pub claim: Cow<'a, str>,
    /// The claimed speaker.
    pub speaker: Option<Cow<'a, str>>,
    /// What the claimed speaker is; null if none is claimed.
    #[serde(default)]
    pub speaker_kind: Option<SpeakerKind>,
    /// How the words agree.
    pub wording: WordingClass,
    /// The lowest normal form on which they agree.
    pub form: Option<Form>,
    /// Whether the sources name the claimed speaker.
    pub attribution: AttributionClass,
    /// Why the attribution is unresolved; left out if it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<OpenReason>,
    /// Whether the words are in the source that the claim names.
    #[serde(default)]
    pub source: SourceClass,
    /// What that source says; null where the claim names none.
    #[serde(default)]
    pub cited: Option<CitedRecord<'a>>,
    /// What else a reader should check.
    pub flags: Cow<'a, [Flag]>,
    /// How good the evidence is.
    pub grade: Option<EvidenceGrade>,
    /// The differences between the place that decides and the claim.
    pub changes: Vec<VerdictChangeRecord<'a>>,
    /// The index of the evidence that decides; `None` if nothing was found.
    pub decides: Option<usize>,
    /// The places that were found, the one that decides first.
    pub evidence: Vec<EvidenceRecord<'a>>,
    /// If nothing was found: the place that has the largest part of the words; left out if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Box<EvidenceRecord<'a>>>,
    /// True if no answer fails under the style or list that was asked for.
    pub ok: bool,
    /// Why it fails, or what was found if it passes: one line for a person.
    pub why: Cow<'a, str>,
    /// The exact words of the place that decides, to print instead; `None` if nothing was found or nothing differs.
    pub r#use: Option<Cow<'a, str>>,
    /// What was searched.
    pub searched: Searched,
    /// [`SCHEMA`](super::SCHEMA).
    pub schema: u32,
}

/// One difference between a source and the claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictChangeRecord<'a> {
    /// The kind of the difference.
    pub kind: ChangeKind,
    /// What it changes.
    pub grade: Option<ChangeGrade>,
    /// Whether the meaning is affected.
    pub material: Material,
    /// The source's words, in the article of the evidence with the index below.
    pub source: Option<CodePoints<'a>>,
    /// The claim's words; an empty place where the claim lacks them.
    pub claim: Option<CodePoints<'a>>,
    /// Index of the piece of evidence that the claim differs from.
    pub evidence: usize,
}

/// One place that has the claim's words, or a part of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRecord<'a> {
    /// The article's id.
    pub article: Cow<'a, str>,
    /// SHA-256 of the article's text, in 64 hexadecimal digits; left out by a program without the feature `receipt`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_hash: Option<Cow<'a, str>>,
    /// The publication.
    pub outlet: Option<Cow<'a, str>>,
    /// ISO 8601.
    pub date: Option<Cow<'a, str>>,
    /// Where the date is from, if it is not the article's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_from: Option<DateFrom>,
    /// Where it was published.
    pub url: Option<Cow<'a, str>>,
    /// The address that opens the page at the words.
    pub link: Option<String>,
    /// When it was said, in a recording.
    pub time: Option<TimeRecord>,
    /// The place in the printed source; left out where the source has no pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PrintedPlace>,
    /// Where the matching words begin, in code points.
    pub start: usize,
    /// Where they end, in code points.
    pub end: usize,
    /// The matching words.
    pub text: Cow<'a, str>,
    /// The sentence or sentences around them.
    pub sentence: CodePoints<'a>,
    /// How the claim agrees with only this place.
    pub wording: WordingClass,
    /// The share of the claim, from 0 to 1, that is found here, by the weight of its words.
    pub share: f32,
    /// Whether the words are between marks.
    pub quoted: Quoted,
    /// What this place says about the claimed speaker.
    pub attribution: AttributionClass,
    /// Why this place does not settle who says the words; left out if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<OpenReason>,
    /// The speaker as printed.
    pub speaker: Option<Cow<'a, str>>,
    /// The name of the speaker.
    pub name: Option<Cow<'a, str>>,
    /// The reporting verb as printed.
    pub cue: Option<Cow<'a, str>>,
    /// The source that the outlet names, as printed.
    pub via: Option<Cow<'a, str>>,
}

impl<'a> VerdictRecord<'a> {
    /// Makes the record of a verdict and of what a gate makes of it; `articles` are the articles that its evidence points into.
    pub fn new(verdict: &'a Verdict, articles: &'a [Article], outcome: &Outcome) -> Self {
        let counted = Counted::new(verdict, articles);
        let evidence = |found: &'a Evidence| {
            let article = articles.get(found.article.0)?;
            Some(EvidenceRecord::new(found, article, counted.articles.get(&found.article)?))
        };
        Self {
            r#type: RecordType::Verdict,
            claim: verdict.claim.text.as_str().into(),
            speaker: verdict.claim.speaker.as_deref().map(Into::into),
            speaker_kind: verdict.claim.speaker_kind,
            wording: verdict.wording,
            form: verdict.form,
            attribution: verdict.attribution,
            reason: verdict.open,
            source: verdict.source,
            cited: verdict.cited.as_ref().map(CitedRecord::new),
            flags: verdict.flags.as_slice().into(),
            grade: verdict.grade,
            changes: verdict.changes.iter().map(|c| change(c, verdict, articles, &counted)).collect(),
            decides: verdict.decides.map(|ix| ix.0),
            evidence: verdict.evidence.iter().filter_map(evidence).collect(),
            nearest: verdict.nearest.as_ref().and_then(evidence).map(Box::new),
            ok: outcome.ok(),
            why: outcome.why.clone().into(),
            r#use: verdict.exact.as_deref().map(Into::into),
            searched: verdict.searched,
            schema: SCHEMA,
        }
    }
}

impl<'a> EvidenceRecord<'a> {
    fn new(found: &'a Evidence, article: &'a Article, offsets: &Offsets<'a>) -> Self {
        let words = |span: Option<Span>| span.map(|s| s.of(article.text()).into());
        let header = article.header();
        let CodePoints { start, end, text } = CodePoints::new(found.span, article.text(), offsets);
        let time = article.time_of(found.span).map(|(a, b)| TimeRecord { start: clock(a), end: clock(b) });
        Self {
            article: article.id().into(),
            source_hash: article.text_hash().map(Into::into),
            outlet: header.outlet.as_deref().map(Into::into),
            date: header.date.as_deref().map(Into::into),
            date_from: header.date_from,
            url: header.url.as_deref().map(Into::into),
            link: link(found, article),
            time,
            place: article.page_of(found.span.start()).map(|page| PrintedPlace { page }),
            start,
            end,
            text,
            sentence: CodePoints::new(found.sentence, article.text(), offsets),
            wording: found.wording,
            share: rounded(found.share),
            quoted: found.quoted,
            attribution: found.attribution,
            reason: found.open,
            speaker: words(found.speaker),
            name: found.name.as_deref().map(Into::into),
            cue: words(found.cue),
            via: words(found.via),
        }
    }
}

/// The offsets of the claim and of every article that a verdict points into, each counted once.
struct Counted<'a> {
    claim: Offsets<'a>,
    articles: FxHashMap<ArticleIx, Offsets<'a>>,
}

impl<'a> Counted<'a> {
    fn new(verdict: &'a Verdict, articles: &'a [Article]) -> Self {
        let mut counted = Self { claim: Offsets::new(&verdict.claim.text), articles: FxHashMap::default() };
        for index in verdict.evidence.iter().chain(&verdict.nearest).map(|e| e.article) {
            if let Some(article) = articles.get(index.0) {
                counted.articles.entry(index).or_insert_with(|| article.offsets());
            }
        }
        counted
    }
}

fn change<'a>(
    change: &ClaimChange,
    verdict: &'a Verdict,
    articles: &'a [Article],
    counted: &Counted<'a>,
) -> VerdictChangeRecord<'a> {
    let source = || {
        let index = verdict.evidence.get(change.evidence.0)?.article;
        let text = articles.get(index.0)?.text();
        Some(CodePoints::new(change.change.base?, text, counted.articles.get(&index)?))
    };
    let claim = &verdict.claim.text;
    VerdictChangeRecord {
        kind: change.change.kind,
        grade: change.change.grade,
        material: change.material,
        source: source(),
        claim: change.change.version.map(|span| CodePoints::new(span, claim, &counted.claim)),
        evidence: change.evidence.0,
    }
}
