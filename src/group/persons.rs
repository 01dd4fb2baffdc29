//! Persons by hand: two speakers who are one person, and two who are not.
//!
//! In: the entries `same-person` and `other-person` of a file of links. Out: the quotations of both sides of each, for the step that finds
//! who is meant. A side is a quotation by its id or by some of its words, or a speaker by name, in one article or in all of them.

use serde::Deserialize;
use toml::Spanned;

use super::side::{WordsOf, share_a_run};
use crate::model::{Article, Offsets, Quotation, QuotationIx};

/// One entry as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonEntry {
    pub a: Spanned<PersonSide>,
    pub b: Spanned<PersonSide>,
    pub reason: String,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PersonCorrection {
    pub a: PersonSide,
    pub b: PersonSide,
    /// Where the sides are in the file, from 1.
    pub lines: [usize; 2],
    pub reason: String,
}

/// A speaker.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(
    untagged,
    expecting = "give a quotation's id, { article = \"…\", text = \"…\" } or { speaker = \"…\" }, with or without article"
)]
pub(super) enum PersonSide {
    /// Whoever speaks the quotation with this id.
    Id(String),
    /// Whoever speaks these words.
    Words(WordsOf),
    /// Whoever is called so.
    Speaker(SpeakerOf),
}

/// A speaker by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpeakerOf {
    /// The name or the description, as printed or as found.
    pub speaker: String,
    /// The article's id; all articles without it.
    #[serde(default)]
    pub article: Option<String>,
}

/// Two speakers by their quotations, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPair {
    /// The quotations of the first side.
    pub a: Vec<QuotationIx>,
    /// The quotations of the second side.
    pub b: Vec<QuotationIx>,
    /// As given.
    pub reason: String,
}

/// The persons by hand of a corpus.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonPairs {
    /// One person each.
    pub same: Vec<PersonPair>,
    /// Two persons each.
    pub other: Vec<PersonPair>,
}

impl PersonSide {
    /// The article's id, if the side names one.
    pub(super) fn article(&self) -> Option<&str> {
        match self {
            Self::Id(id) => Some(id.rsplit_once('#').map_or(id, |(article, _)| article)),
            Self::Words(words) => Some(&words.article),
            Self::Speaker(speaker) => speaker.article.as_deref(),
        }
    }

    /// True if a quotation is one of the side's.
    fn is(&self, quotation: &Quotation, article: &Article) -> bool {
        let text = article.text();
        match self {
            Self::Id(id) => quotation.id(article, &Offsets::new(text)) == *id,
            Self::Words(words) => share_a_run(quotation.extent().of(text), &words.text),
            Self::Speaker(named) => quotation.speaker.as_ref().is_some_and(|speaker| {
                let mention = speaker.mention.map(|span| span.of(text));
                speaker.name.as_deref().or(mention) == Some(&named.speaker) || mention == Some(&named.speaker)
            }),
        }
    }

    /// The quotations of the side, in their order.
    pub(super) fn quotations(&self, articles: &[Article], quotations: &[Quotation]) -> Vec<QuotationIx> {
        let own = |article: &Article| self.article().is_none_or(|id| id == article.id());
        let is = |q: &Quotation| articles.get(q.article.0).is_some_and(|a| own(a) && self.is(q, a));
        let found = quotations.iter().enumerate().filter(|(_, q)| q.speaker.is_some() && is(q));
        found.map(|(index, _)| QuotationIx(index)).collect()
    }
}
