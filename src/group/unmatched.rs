//! Which corrections name nothing? A slip in a name would do nothing, and nobody would notice.
//!
//! In: [`Corrections`], and what they can name: articles and quotations, or the ids of records. Out: an [`UnmatchedSide`] for each side of
//! an entry that names nothing, with a known name that is likely meant.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::corrections::{Corrections, LinkSide};
use super::persons::PersonSide;
use super::side::share_a_run;
use crate::align::myers;
use crate::model::{Article, ArticleIx, Offsets, Quotation, Remark};

/// Two names are likely one with a slip if they share this much of their characters.
const ALIKE: f32 = 0.75;
/// No likely name is looked for among more names than this.
const MAX_NAMES: usize = 10_000;

/// One side of an entry that names nothing, so that the entry does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmatchedSide {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is not there.
    pub missing: Missing,
}

/// What a correction names and is not there. Displayed, it is the beginning of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// No article has the id.
    Article {
        /// As given.
        id: String,
        /// A known id that is likely meant.
        like: Option<String>,
    },
    /// No quotation has the id.
    Quotation {
        /// As given.
        id: String,
        /// A known id that is likely meant.
        like: Option<String>,
    },
    /// No quotation of the article has the words in one run.
    Words {
        /// The article's id.
        article: String,
        /// The words, as given.
        text: String,
    },
    /// Nobody is called so.
    Speaker {
        /// The name, as given.
        name: String,
        /// The article's id, if one is given.
        article: Option<String>,
    },
    /// Records have no persons.
    Persons,
    /// No record has the id.
    Record {
        /// As given.
        id: String,
        /// A known id that is likely meant.
        like: Option<String>,
    },
    /// Records are named by their words, but are known by their ids alone.
    RecordById,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, id, like) = match self {
            Self::Article { id, like } => ("article", id, like),
            Self::Quotation { id, like } => ("quotation", id, like),
            Self::Record { id, like } => ("record", id, like),
            Self::Words { article, text } => {
                return write!(f, "no quotation of `{article}` has “{text}” in one run");
            }
            Self::Speaker { name, article } => {
                let of = article.as_ref().map(|id| format!(" of `{id}`")).unwrap_or_default();
                return write!(f, "no speaker{of} is called “{name}”");
            }
            Self::Persons => return f.write_str("records have no persons"),
            Self::RecordById => return f.write_str("records are known by their ids alone"),
        };
        write!(f, "no {what} has the id `{id}`")?;
        match like {
            Some(like) => write!(f, " (is it `{like}`?)"),
            None => Ok(()),
        }
    }
}

impl Corrections {
    /// Returns the sides that name no wording of these articles, in the order of their lines.
    pub fn unmatched(
        &self,
        articles: &[Article],
        quotations: &[Quotation],
        remarks: &[Remark],
    ) -> Vec<UnmatchedSide> {
        if self.is_empty() {
            return Vec::new();
        }
        let numbers: BTreeMap<&str, usize> =
            articles.iter().enumerate().map(|(i, article)| (article.id(), i)).collect();
        let mut unmatched = self.without(|side| {
            let named = side.article();
            let Some(&number) = numbers.get(named) else {
                let like = likely(named, numbers.keys().copied());
                return Some(Missing::Article { id: named.to_owned(), like });
            };
            let article = &articles[number];
            let mut own = remarks.iter().flat_map(|r| &r.wordings).filter(|w| w.article.0 == number);
            match side {
                LinkSide::Id(id) => {
                    let offsets = Offsets::new(article.text());
                    let ids: BTreeSet<String> =
                        own.map(|w| quotations[w.quotation].id(article, &offsets)).collect();
                    let like = || likely(id, ids.iter().map(String::as_str));
                    (!ids.contains(id)).then(|| Missing::Quotation { id: id.clone(), like: like() })
                }
                LinkSide::Words(words) => {
                    let found = own.any(|w| share_a_run(&words.text, w.span.of(article.text())));
                    let (article, text) = (words.article.clone(), words.text.clone());
                    (!found).then_some(Missing::Words { article, text })
                }
            }
        });
        unmatched.extend(self.unmatched_persons(articles, quotations));
        unmatched.sort_by_key(|side| side.line);
        unmatched
    }

    /// Returns the sides that name none of these records, in the order of their lines.
    pub fn unmatched_records<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<UnmatchedSide> {
        if self.is_empty() {
            return Vec::new();
        }
        let ids: BTreeSet<&str> = ids.collect();
        let mut unmatched = self.without(|side| match side {
            LinkSide::Id(id) if ids.contains(id.as_str()) => None,
            LinkSide::Id(id) => {
                Some(Missing::Record { id: id.clone(), like: likely(id, ids.iter().copied()) })
            }
            LinkSide::Words(_) => Some(Missing::RecordById),
        });
        let persons = self.person_sides().into_iter();
        unmatched.extend(persons.map(|(line, _)| UnmatchedSide { line, missing: Missing::Persons }));
        unmatched.sort_by_key(|side| side.line);
        unmatched
    }

    /// Returns the sides that name no speaker of these articles.
    fn unmatched_persons(&self, articles: &[Article], quotations: &[Quotation]) -> Vec<UnmatchedSide> {
        let sides = self.person_sides().into_iter();
        let unmatched = sides.filter(|(_, side)| side.quotations(articles, quotations).is_empty());
        unmatched.map(|(line, side)| UnmatchedSide { line, missing: missing(side, articles) }).collect()
    }

    fn without(&self, missing: impl Fn(&LinkSide) -> Option<Missing>) -> Vec<UnmatchedSide> {
        let side = |(line, side)| Some(UnmatchedSide { line, missing: missing(side)? });
        self.sides().into_iter().filter_map(side).collect()
    }
}

/// What a side about persons names and is not there.
fn missing(side: &PersonSide, articles: &[Article]) -> Missing {
    let ids: BTreeMap<&str, ArticleIx> =
        (0..).map(ArticleIx).zip(articles).map(|(i, a)| (a.id(), i)).collect();
    if let Some(id) = side.article().filter(|id| !ids.contains_key(id)) {
        return Missing::Article { id: id.to_owned(), like: likely(id, ids.keys().copied()) };
    }
    match side {
        PersonSide::Id(id) => Missing::Quotation { id: id.clone(), like: None },
        PersonSide::Words(words) => {
            Missing::Words { article: words.article.clone(), text: words.text.clone() }
        }
        PersonSide::Speaker(named) => {
            Missing::Speaker { name: named.speaker.clone(), article: named.article.clone() }
        }
    }
}

/// Returns the known name that is likely meant.
fn likely<'a>(name: &str, known: impl ExactSizeIterator<Item = &'a str>) -> Option<String> {
    if known.len() > MAX_NAMES {
        return None;
    }
    let likeness = |known: &str| myers::alike(name, known);
    let best =
        known.map(|known| (likeness(known), known)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    best.filter(|(ratio, _)| *ratio >= ALIKE).map(|(_, known)| known.to_owned())
}
