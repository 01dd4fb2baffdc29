//! The output of an earlier check. In: its JSON, one document or a record a line. Out: its receipt, and of each verdict what can be another.
//! Only these keys are read, so that the output of an older program can be read too.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::model::{AnswersSince, Receipt};

/// Why a text is no earlier check.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EarlierError {
    /// It is no JSON, or its keys are others.
    #[error("this is not the JSON of a check ({reason})")]
    NotACheck {
        /// What is wrong.
        reason: String,
    },
    /// It says of no source what it was.
    #[error("this check has no receipt; make it again with this program, as json or jsonl")]
    NoReceipt,
}

/// An earlier check.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// What it rests on.
    pub receipt: Receipt,
    pub(super) verdicts: Vec<EarlierVerdict>,
}

/// What an earlier check says of one quotation.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct EarlierVerdict {
    pub claim: String,
    pub wording: String,
    pub attribution: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub flags: Vec<String>,
    pub failed: Vec<String>,
    pub draft: EarlierPlace,
    #[serde(default)]
    pub evidence: Vec<EarlierEvidence>,
}

impl EarlierVerdict {
    pub fn answers(&self) -> AnswersSince {
        AnswersSince {
            wording: self.wording.clone(),
            attribution: self.attribution.clone(),
            source: self.source.clone(),
            flags: self.flags.clone(),
            failed: self.failed.clone(),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct EarlierPlace {
    pub article: String,
    pub line: Option<usize>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct EarlierEvidence {
    pub article: String,
    #[serde(default)]
    pub source_hash: String,
}

#[derive(Deserialize)]
struct Document {
    verdicts: Vec<EarlierVerdict>,
    summary: Summary,
}

#[derive(Deserialize)]
struct Summary {
    receipt: Option<Receipt>,
}

/// A record of a line, as far as it is of use.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line {
    Verdict(Box<EarlierVerdict>),
    Summary(Box<Summary>),
    #[serde(other)]
    Other,
}

impl Earlier {
    /// Reads the JSON of a check: one document, or a record a line.
    ///
    /// # Errors
    /// [`EarlierError`].
    pub fn read(text: &str) -> Result<Self, EarlierError> {
        let wrong = |error: serde_json::Error| EarlierError::NotACheck { reason: error.to_string() };
        // The document begins with a key that no line has.
        let opens = |text: &str| text.trim_start().starts_with("\"verdicts\"");
        if text.trim_start().strip_prefix('{').is_some_and(opens) {
            let Document { verdicts, summary } = serde_json::from_str(text).map_err(wrong)?;
            let receipt = summary.receipt.ok_or(EarlierError::NoReceipt)?;
            return Ok(Self { receipt, verdicts });
        }
        let (mut verdicts, mut last) = (Vec::new(), None);
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match serde_json::from_str(line).map_err(wrong)? {
                Line::Verdict(verdict) => verdicts.push(*verdict),
                Line::Summary(summary) => last = Some(summary),
                Line::Other => {}
            }
        }
        let reason = || EarlierError::NotACheck { reason: "the summary at the end is missing".to_owned() };
        let receipt = last.ok_or_else(reason)?.receipt.ok_or(EarlierError::NoReceipt)?;
        Ok(Self { receipt, verdicts })
    }

    /// The ids of the sources whose hashes are known from then: those of the list, otherwise those that the verdicts cite.
    pub fn sources(&self) -> Vec<&str> {
        let ids: BTreeSet<&str> = self.hashes().map(|(id, _)| id).collect();
        ids.into_iter().collect()
    }

    /// The sources whose hashes are known, with the hash; one that several verdicts cite comes several times.
    pub(super) fn hashes(&self) -> impl Iterator<Item = (&str, &str)> {
        let list = self.receipt.sources.list.as_ref();
        let listed = list.into_iter().flatten().map(|source| (source.id.as_str(), source.hash.as_str()));
        let cited = self.verdicts.iter().filter(move |_| list.is_none()).flat_map(|v| &v.evidence);
        listed.chain(cited.map(|e| (e.article.as_str(), e.source_hash.as_str())))
    }
}
