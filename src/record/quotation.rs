//! A content of a quotation as `extract` writes it, and who said it, which wordings and evidence share. In:
//! model types. Out: types that serialise, with offsets in code points.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{CodePoints, RecordType};
use crate::model::{Article, Basis, DateFrom, Kind, Offsets, Quotation, Rule, Stance, Weighed};

/// The speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerRecord<'a> {
    /// The words that name the speaker, as printed.
    pub mention: Option<Cow<'a, str>>,
    /// Where these words begin, in code points.
    pub start: Option<usize>,
    /// Where these words end, in code points.
    pub end: Option<usize>,
    /// The name of the speaker; null if it is not known.
    pub name: Option<Cow<'a, str>>,
    /// How the name was found.
    pub basis: Basis,
}

/// The reporting verb.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CueRecord<'a> {
    /// The words, as printed.
    pub text: Cow<'a, str>,
    /// The dictionary form of its head.
    pub lemma: Cow<'a, str>,
    /// How the verb presents what it reports.
    pub stance: Stance,
    /// Where it begins, in code points.
    pub start: usize,
    /// Where it ends, in code points.
    pub end: usize,
}

/// The words that name a source or an addressee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhraseRecord<'a> {
    /// The words, as printed.
    pub mention: Cow<'a, str>,
    /// Where it begins, in code points.
    pub start: usize,
    /// Where it ends, in code points.
    pub end: usize,
}

/// Who said it, with which verb, through whom, to whom: what the records of quotations and wordings are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributed<'a> {
    /// The speaker.
    pub speaker: Option<SpeakerRecord<'a>>,
    /// The reporting verb.
    pub cue: Option<CueRecord<'a>>,
    /// The source that the outlet names.
    pub via: Option<PhraseRecord<'a>>,
    /// Who was told.
    pub addressee: Option<PhraseRecord<'a>>,
}

impl<'a> Attributed<'a> {
    /// Makes the record of a quotation's attribution; `offsets` are the offsets of the article's text.
    pub fn new(article: &'a Article, offsets: &Offsets<'_>, quotation: &'a Quotation) -> Self {
        let place = |span| CodePoints::new(span, article.text(), offsets);
        let speaker = quotation.speaker.as_ref().map(|speaker| {
            let mention = speaker.mention.map(place);
            SpeakerRecord {
                start: mention.as_ref().map(|m| m.start),
                end: mention.as_ref().map(|m| m.end),
                mention: mention.map(|m| m.text),
                name: speaker.name.as_deref().map(Into::into),
                basis: speaker.basis,
            }
        });
        let cue = quotation.cue.as_ref().map(|cue| {
            let CodePoints { start, end, text } = place(cue.span);
            CueRecord { text, lemma: cue.lemma.as_str().into(), stance: cue.stance, start, end }
        });
        let phrase = |span| {
            let CodePoints { start, end, text } = place(span);
            PhraseRecord { mention: text, start, end }
        };
        Self { speaker, cue, via: quotation.via.map(phrase), addressee: quotation.addressee.map(phrase) }
    }
}

/// One content of one quotation. [`write_quotation`](super::write_quotation) writes the same bytes faster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuotationRecord<'a> {
    /// [`RecordType::Quotation`].
    pub r#type: RecordType,
    /// The quotation's id.
    pub quotation: Cow<'a, str>,
    /// The article's id.
    pub article: Cow<'a, str>,
    /// The publication.
    pub outlet: Option<Cow<'a, str>>,
    /// ISO 8601.
    pub date: Option<Cow<'a, str>>,
    /// Where the date is from, if it is not the article's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_from: Option<DateFrom>,
    /// Direct, mixed, indirect or not speech.
    pub kind: Kind,
    /// Where the content begins, in code points.
    pub start: usize,
    /// Where it ends, in code points.
    pub end: usize,
    /// The text inside the marks.
    pub text: Cow<'a, str>,
    /// Who said it; null if the article does not say.
    pub speaker: Option<SpeakerRecord<'a>>,
    /// The reporting verb; null if there is none.
    pub cue: Option<CueRecord<'a>>,
    /// The source that the outlet names.
    pub via: Option<PhraseRecord<'a>>,
    /// Who was told.
    pub addressee: Option<PhraseRecord<'a>>,
    /// The rule of the grammar that found it.
    pub rule: Rule,
    /// True if it is in a headline or subheading.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub headline: bool,
    /// The id of the quotation that it is inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Cow<'a, str>>,
    /// The confidence, from 0 to 1, with three decimals.
    pub confidence: f32,
    /// The observations with the largest weights, with `--explain`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Cow<'a, [String]>>,
}

/// Rounds to three decimals, because further decimals are noise and may differ between machines.
pub fn rounded(confidence: f32) -> f32 {
    (confidence * 1000.0).round() / 1000.0
}

/// Formats an observation as `--explain` shows it: "+0.81 rule verb: floating + say".
pub fn observation(seen: &Weighed) -> String {
    let Weighed { weight, template, a, b } = seen;
    let joint = if b.is_empty() { "" } else { " + " };
    format!("{weight:+.2} {template}: {a}{joint}{b}")
}
