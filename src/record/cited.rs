//! The source that a claim names, as `verify` and `check` write it. In: what was found of it. Out: its record.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::{Cited, SourceClass, StoredPlace, UnreadReason, WordingClass};

/// What the source that a claim names says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedRecord<'a> {
    /// The reference as written.
    pub r#as: Cow<'a, str>,
    /// The answer for a further reference; left out for the one that counts, whose answer is the verdict's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceClass>,
    /// The id of the source.
    pub article: Option<Cow<'a, str>>,
    /// How the words agree with it.
    pub wording: Option<WordingClass>,
    /// The id of another source that has the words better.
    pub better: Option<Cow<'a, str>>,
    /// Why the source was not read.
    pub reason: Option<UnreadReason>,
    /// Where the reference begins in the draft, in code points.
    pub start: Option<usize>,
    /// Where it ends, in code points.
    pub end: Option<usize>,
    /// Whether the words stand at the place that came with the claim; left out where none came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<StoredPlace>,
    /// The claim's other references; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<CitedRecord<'a>>,
}

impl<'a> CitedRecord<'a> {
    /// Makes the record of the reference that counts, with the others in it.
    pub fn new(cited: &'a Cited) -> Self {
        Self { source: None, ..Self::further(cited) }
    }

    fn further(cited: &'a Cited) -> Self {
        Self {
            r#as: cited.written.as_str().into(),
            source: Some(cited.source),
            article: cited.article.as_deref().map(Into::into),
            wording: cited.wording,
            better: cited.better.as_deref().map(Into::into),
            reason: cited.reason,
            start: cited.at.map(|at| at.0),
            end: cited.at.map(|at| at.1),
            place: cited.place,
            also: cited.also.iter().map(Self::further).collect(),
        }
    }
}
