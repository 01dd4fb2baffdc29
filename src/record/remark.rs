//! A remark with all the data that `compare` and `versions` write about it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{CodePoints, CueRecord, PersonRecord, PhraseRecord, RecordType, SpeakerRecord, WordingRecord};
use crate::model::{DateFrom, Link, PersonBasis, SpeakerDifference};

/// One remark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RemarkRecord<'a> {
    /// [`RecordType::Remark`] on a line of its own; left out in a document, where the key of the list says
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<RecordType>,
    /// Its id.
    pub remark: Cow<'a, str>,
    /// The base wording.
    pub text: Cow<'a, str>,
    /// The name that most wordings are attributed to.
    pub speaker: Option<Cow<'a, str>>,
    /// How outlets differ about who said it; null if they do not.
    #[serde(default)]
    pub speaker_difference: Option<SpeakerDifference>,
    /// If they differ, who each says it was: first what most of them say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<AccountRecord<'a>>,
    /// The number of articles that report it.
    pub articles: usize,
    /// The number of outlets that report it; an article without an outlet counts as one outlet.
    pub outlets: usize,
    /// The number of reports that do not depend on each other.
    pub independent: usize,
    /// The wordings, in the order of article ids and of the text.
    pub wordings: Vec<WordingRecord<'a>>,
    /// The alignment; null for a remark with one wording.
    pub collation: Option<CollationRecord<'a>>,
    /// Indirect reports of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paraphrases: Vec<ParaphraseRecord<'a>>,
    /// Why its wordings are one remark, with `--explain`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<LinkRecord<'a>>>,
    /// The persons to whom it is attributed, with `--explain`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<PersonRecord<'a>>>,
    /// Wordings that a file of links keeps out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<ApartRecord<'a>>,
}

/// Who said it, according to some of the wordings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRecord<'a> {
    /// A name, or a description as printed.
    pub speaker: Cow<'a, str>,
    /// The places in `wordings` of the wordings that say so.
    pub wordings: Vec<usize>,
    /// How it differs from the first account; null for the first.
    pub difference: Option<SpeakerDifference>,
}

/// An indirect report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParaphraseRecord<'a> {
    /// The article's id.
    pub article: Cow<'a, str>,
    /// The publication.
    pub outlet: Option<Cow<'a, str>>,
    /// ISO 8601.
    pub date: Option<Cow<'a, str>>,
    /// Where the date is from, if it is not the article's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_from: Option<DateFrom>,
    /// The article's title.
    #[serde(default)]
    pub title: Option<Cow<'a, str>>,
    /// Where it was published.
    #[serde(default)]
    pub url: Option<Cow<'a, str>>,
    /// Where the report begins, in code points.
    pub start: usize,
    /// Where it ends, in code points.
    pub end: usize,
    /// Its words.
    pub text: Cow<'a, str>,
    /// The sentence or sentences around them, the outlet's own words too.
    #[serde(default)]
    pub sentence: CodePoints<'a>,
    /// Its id.
    pub quotation: Cow<'a, str>,
    /// Who said it; null if the article does not say.
    pub speaker: Option<SpeakerRecord<'a>>,
    /// The key of the person who is meant; null if that is not known.
    pub person: Option<Cow<'a, str>>,
    /// The person's commonest full name in the corpus.
    pub person_name: Option<Cow<'a, str>>,
    /// How the person was found, with `--explain`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_basis: Option<PersonBasis>,
    /// The reporting verb; null if there is none.
    pub cue: Option<CueRecord<'a>>,
    /// Who the outlet had it from.
    pub via: Option<PhraseRecord<'a>>,
    /// Who was told.
    pub addressee: Option<PhraseRecord<'a>>,
}

/// Why two wordings, given by their places in `wordings`, were grouped as one remark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkRecord<'a> {
    /// The earlier wording.
    pub a: usize,
    /// The later wording.
    pub b: usize,
    /// The score of the decision, with one decimal.
    pub score: f32,
    /// The evidence for it, in a sentence.
    pub reason: Cow<'a, str>,
    /// The reason that a file of links gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<Cow<'a, str>>,
}

impl<'a> LinkRecord<'a> {
    /// Makes the record of a link, with its reason in a sentence.
    pub fn new(link: &'a Link, reason: String) -> Self {
        Self {
            a: link.a.0,
            b: link.b.0,
            // Further decimals may differ between machines.
            score: (link.score * 10.0).round() / 10.0,
            reason: reason.into(),
            by_hand: link.by_hand.as_deref().map(Into::into),
        }
    }
}

/// A wording that is kept out by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApartRecord<'a> {
    /// The wording, given by its place in `wordings`, that it is kept apart from.
    pub wording: usize,
    /// The article's id.
    pub article: Cow<'a, str>,
    /// Its words.
    pub text: Cow<'a, str>,
    /// The reason, as the file of links gives it.
    pub reason: Cow<'a, str>,
}

/// The table in the form of CollateX: by columns, a list of tokens for each witness, empty for a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollationRecord<'a> {
    /// The names of the versions.
    pub witnesses: Vec<Cow<'a, str>>,
    /// The tokens, by columns, then by witnesses.
    pub table: Vec<Vec<Vec<TokenRecord<'a>>>>,
}

/// A word of a collation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRecord<'a> {
    /// The word as printed.
    pub t: Cow<'a, str>,
    /// The form in which words are compared here: lower case, without marks at either end.
    pub n: Cow<'a, str>,
}
