//! Lists of speakers and outlets, and the quotations of one speaker counted. In: an open corpus. Out: names with figures, the most quoted
//! first.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::connection::Store;
use super::error::StoreError;
use super::search::FacetCount;
use super::{people, schema, sql};
use crate::model::Person;

/// The quotations of a speaker that are counted.
const MOST_COUNTED: usize = 20_000;

/// One person or body of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSpeaker {
    /// The key, as `person` in every output.
    pub key: String,
    /// The commonest full name.
    pub name: String,
    /// The number of quotations.
    pub quotations: usize,
}

/// One outlet of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedOutlet {
    /// Its name, as its articles give it.
    pub name: String,
    /// The number of its articles.
    pub articles: usize,
}

/// One person or body, with who quotes it and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpeakerAudit {
    /// Key, name, every form of the name, notes on who else it may be.
    pub person: Person,
    /// The number of quotations.
    pub quotations: usize,
    /// True if only some of them were counted for the lists below.
    pub more: bool,
    /// Quotations by outlet, the most first.
    pub outlets: Vec<FacetCount>,
    /// Quotations by the stance of the verb, the most first; `None` is a quotation without a verb.
    pub stances: Vec<(Option<String>, usize)>,
    /// Quotations by verb, the most first.
    pub verbs: Vec<FacetCount>,
    /// Quotations by month (ISO 8601), in the order of time.
    pub months: Vec<FacetCount>,
}

impl Store {
    /// Counts the quotations of a speaker, who is given by key.
    ///
    /// # Errors
    /// If the file cannot be read, or [`StoreError::Stopped`].
    pub fn speaker(&self, key: &str) -> Result<Option<SpeakerAudit>, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            let c = &s.connection;
            let number: Option<i64> =
                c.prepare_cached(sql::PERSON_WITH_KEY)?.query_row([key], |r| r.get(0)).optional()?;
            let Some(number) = number else { return Ok(None) };
            let quotations: usize =
                c.prepare_cached(sql::COUNT_OF_PERSON)?.query_row([number], |r| r.get(0))?;
            let mut audit = SpeakerAudit {
                person: people::person(c, number, schema::grouped(c)?)?,
                quotations,
                ..SpeakerAudit::default()
            };
            audit.more = quotations > MOST_COUNTED;
            let (mut outlets, mut verbs, mut months) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
            let mut stances: BTreeMap<Option<String>, usize> = BTreeMap::new();
            let mut select = c.prepare_cached(sql::QUOTED)?;
            let mut rows = select.query(params![number, MOST_COUNTED])?;
            while let Some(r) = rows.next()? {
                let add = |counts: &mut BTreeMap<String, usize>, value: Option<String>| {
                    value.into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
                };
                add(&mut outlets, r.get(0)?);
                add(&mut verbs, r.get(2)?);
                let date: Option<String> = r.get(3)?;
                add(&mut months, date.and_then(|date| date.get(..7).map(str::to_owned)));
                *stances.entry(r.get(1)?).or_default() += 1;
            }
            audit.outlets = most_first(outlets);
            audit.verbs = most_first(verbs);
            audit.months = counts(months);
            audit.stances = stances.into_iter().collect();
            audit.stances.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            Ok(Some(audit))
        })
    }

    /// The persons and bodies that are quoted, the most quoted first, whose name has the words of `named`.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn speakers(
        &self,
        named: Option<&str>,
        skip: usize,
        most: usize,
    ) -> Result<Vec<ListedSpeaker>, StoreError> {
        self.guarded(|s| {
            let mut select = s.connection.prepare_cached(sql::SPEAKERS)?;
            let speaker = |r: &rusqlite::Row<'_>| {
                Ok(ListedSpeaker { key: r.get(0)?, name: r.get(1)?, quotations: r.get(2)? })
            };
            let like = named.map(|named| format!("%{}%", named.replace(['%', '_'], " ").trim()));
            let found = select.query_map(params![like, most, skip], speaker)?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// The outlets, those with most articles first.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn outlets(&self, skip: usize, most: usize) -> Result<Vec<ListedOutlet>, StoreError> {
        self.guarded(|s| {
            let mut select = s.connection.prepare_cached(sql::OUTLETS)?;
            let outlet = |r: &rusqlite::Row<'_>| Ok(ListedOutlet { name: r.get(0)?, articles: r.get(1)? });
            let found = select.query_map(params![most, skip], outlet)?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn counts(of: BTreeMap<String, usize>) -> Vec<FacetCount> {
    of.into_iter().map(|(value, remarks)| FacetCount { value, remarks }).collect()
}

fn most_first(of: BTreeMap<String, usize>) -> Vec<FacetCount> {
    let mut counts = counts(of);
    counts.sort_by_key(|count| std::cmp::Reverse(count.remarks));
    counts
}
