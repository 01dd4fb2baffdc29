//! A wording of a remark, and its differences from the base, as `compare` and `versions` write them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{CodePoints, CueRecord, PhraseRecord, SpeakerRecord};
use crate::model::{
    Article, Change, ChangeGrade, ChangeKind, Clipped, DateFrom, Kind, Offsets, PersonBasis,
    SpeakerDifference,
};

/// One wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordingRecord<'a> {
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
    /// Where the words begin, in code points.
    pub start: usize,
    /// Where they end, in code points.
    pub end: usize,
    /// The words.
    pub text: Cow<'a, str>,
    /// The sentence or sentences around them, the outlet's own words too.
    #[serde(default)]
    pub sentence: CodePoints<'a>,
    /// The id of the quotation that it is a piece of.
    pub quotation: Cow<'a, str>,
    /// Direct or mixed.
    pub kind: Kind,
    /// The speaker; null if the article does not name one.
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
    /// The source that the outlet names.
    pub via: Option<PhraseRecord<'a>>,
    /// Who was told.
    pub addressee: Option<PhraseRecord<'a>>,
    /// How the speaker differs from the one that most outlets print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_speaker: Option<SpeakerDifference>,
    /// The version's name within the remark; A is the base.
    pub version: Cow<'a, str>,
    /// The id of the article whose text this article repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<Cow<'a, str>>,
    /// What this version loses that a longer version has.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub clipped: Cow<'a, [Clipped]>,
    /// The differences between the base and this wording.
    pub changes: Vec<ChangeRecord<'a>>,
}

/// One difference between the base and a wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRecord<'a> {
    /// The kind of the difference.
    pub kind: ChangeKind,
    /// For a replacement, what it changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<ChangeGrade>,
    /// The base's words, in the base's article.
    pub base: Option<CodePoints<'a>>,
    /// The version's words, in the version's article.
    pub version: Option<CodePoints<'a>>,
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
            base: change.base.map(|span| CodePoints::new(span, base.0.text(), base.1)),
            version: change.version.map(|span| CodePoints::new(span, version.0.text(), version.1)),
        }
    }
}
