//! What is kept of the grouping, to go on with when articles come.
//!
//! In: what the grouping of all articles kept, or what a batch adds to it. Out: rows of the table `grouping`, packed by postcard and with a
//! checksum each; and, if they are still about the remarks of the corpus, all of it again.

use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use super::sum::{checked, summed};
use super::{facts, sql};
use crate::group::{KeptGroups, KeptPart};
use crate::lexicon::Lexicon;

/// Grows with every change of how groups are made, or of what is kept of them: what an earlier version kept is then not used.
const VERSION: u32 = 1;

/// To group fewer wordings than these at once takes a second or two.
const FEWEST: usize = 50_000;

/// All is grouped anew when the corpus has grown by one of so many parts.
const GROWN_BY: usize = 4;

/// What is known of the grouping besides its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct GroupingHead {
    version: u32,
    program: String,
    grammar: u64,
    /// The figure `grouped` that belongs to these rows.
    grouped: usize,
    /// The highest number of an article that was grouped.
    pub last: i64,
    /// The figure `changes` when all was grouped at once, and the articles of that time.
    changes: usize,
    articles: usize,
    /// The wordings of that time.
    rows: usize,
    /// Articles that came or went since.
    pub since: usize,
    /// Pairs that were found since whose score was above the mark by less than a nat.
    near: usize,
    /// How often a remark with many wordings got more since.
    pub behind: usize,
}

/// When all remarks are made anew, and a batch is not grouped with what stands.
#[derive(Debug, Clone, Copy)]
pub struct WholeAgain {
    /// As long as a corpus has fewer wordings than this, whose rows are then not kept. Otherwise, when it has grown by a quarter.
    pub fewest: usize,
}

impl Default for WholeAgain {
    fn default() -> Self {
        Self { fewest: FEWEST }
    }
}

/// How remarks came to be that were not all made at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Growth {
    /// The number of articles when all remarks were made at once.
    pub articles: usize,
    /// The number of articles that came or went since, each revision counted.
    pub since: usize,
    /// The number of pairs of wordings that were found since with a score above the mark by less than a nat: by the weights of today they could
    /// be below it.
    pub near: usize,
    /// How often a remark with many wordings got more: its base is that of then, and so are its figures but for outlets and days.
    pub behind: usize,
}

/// What is read back: the head, and groups to go on with.
pub(super) struct KeptGrouping {
    pub head: GroupingHead,
    pub groups: KeptGroups,
}

impl GroupingHead {
    /// The head of a grouping of all articles.
    pub fn of_all(connection: &Connection, rows: usize, lexicon: &Lexicon) -> Result<Self, Problem> {
        let changes = facts::fact(connection, "changes")?;
        Ok(Self {
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            grammar: lexicon.fingerprint(),
            grouped: changes,
            last: connection.query_row(sql::LAST_ARTICLE, [], |r| r.get(0))?,
            changes,
            articles: facts::fact(connection, "articles")?,
            rows,
            ..Self::default()
        })
    }

    /// The head of the rows that are about the remarks of the corpus, if there are any. A damaged one says nothing.
    pub fn read(connection: &Connection) -> Result<Option<Self>, Problem> {
        let data: Option<Vec<u8>> =
            connection.prepare_cached(sql::GROUPING_HEAD)?.query_row([], |r| r.get(0)).optional()?;
        let Some(data) = data else { return Ok(None) };
        let head: Self = match unpacked(HEAD, &data) {
            Err(problem) if problem.is_damage() => return Ok(None),
            read => read?,
        };
        let is_current = head.grouped == facts::fact(connection, "grouped")? && head.version == VERSION;
        Ok(Some(head).filter(|_| is_current))
    }

    /// True if articles that came since are few enough to be grouped with what stands.
    fn can_grow(
        &self,
        connection: &Connection,
        whole: WholeAgain,
        lexicon: &Lexicon,
    ) -> Result<bool, Problem> {
        let since = facts::fact(connection, "changes")?.saturating_sub(self.changes);
        let is_own = self.program == env!("CARGO_PKG_VERSION") && self.grammar == lexicon.fingerprint();
        Ok(is_own && self.rows >= whole.fewest && since.saturating_mul(GROWN_BY) < self.articles)
    }

    /// What came since all was grouped at once; `None` if nothing did.
    pub fn growth(&self) -> Option<Growth> {
        let Self { articles, since, near, behind, .. } = *self;
        (since > 0).then_some(Growth { articles, since, near, behind })
    }

    /// The same after a batch.
    pub fn after(&self, connection: &Connection, near: usize) -> Result<Self, Problem> {
        let grouped = facts::fact(connection, "changes")?;
        let last = connection.query_row(sql::LAST_ARTICLE, [], |r| r.get(0))?;
        let since = grouped.saturating_sub(self.changes);
        Ok(Self { grouped, last, since, near: self.near.saturating_add(near), ..self.clone() })
    }
}

impl KeptGrouping {
    /// Reads what was kept, if a batch can be grouped with it.
    pub fn read(
        connection: &Connection,
        whole: WholeAgain,
        lexicon: &Lexicon,
    ) -> Result<Option<Self>, Problem> {
        let Some(head) = GroupingHead::read(connection)? else { return Ok(None) };
        if !head.can_grow(connection, whole, lexicon)? {
            return Ok(None);
        }
        let mut select = connection.prepare(sql::GROUPING_PARTS)?;
        let rows = select.query_map([FIGURES], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let mut packed: Vec<(i64, Vec<u8>)> = rows.collect::<rusqlite::Result<_>>()?;
        if packed.is_empty() {
            return Err(BROKEN);
        }
        let figures = packed.remove(0);
        let figures = unpacked(figures.0, &figures.1)?;
        let read = |(place, data): (i64, Vec<u8>)| unpacked(place, &data);
        let parts: Vec<KeptBatch> = packed.into_par_iter().map(read).collect::<Result<_, _>>()?;
        let mut groups = KeptGroups { figures, ..KeptGroups::default() };
        for (part, changed) in parts {
            groups.parts.push(part);
            groups.changed.extend(changed);
        }
        if groups.rows() < head.rows || !groups.is_sound() {
            return Err(BROKEN);
        }
        Ok(Some(Self { head, groups }))
    }
}

/// What a batch adds: its rows, and what changed of earlier ones.
pub(super) type KeptBatch = (KeptPart, Vec<(u32, u32, u32)>);

const BROKEN: Problem = Problem::Broken { what: "what was kept of the grouping" };

/// Writes what the grouping of all articles kept; rows from before are deleted. Of a small corpus nothing is written.
pub(super) fn write(
    transaction: &Transaction,
    kept: KeptGroups,
    whole: WholeAgain,
    lexicon: &Lexicon,
) -> Result<(), Problem> {
    transaction.execute(sql::CLEAR_GROUPING, [])?;
    let rows = kept.rows();
    if rows < whole.fewest {
        return Ok(());
    }
    put(transaction, HEAD, &packed(HEAD, &GroupingHead::of_all(transaction, rows, lexicon)?)?)?;
    put(transaction, FIGURES, &packed(FIGURES, &kept.figures)?)?;
    let parts: Vec<(i64, KeptPart)> = (FIGURES + 1..).zip(kept.parts).collect();
    let pack = |(place, part): (i64, KeptPart)| {
        let batch: KeptBatch = (part, Vec::new());
        Ok((place, packed(place, &batch)?))
    };
    let all: Vec<(i64, Vec<u8>)> = parts.into_par_iter().map(pack).collect::<Result<_, Problem>>()?;
    all.iter().try_for_each(|(place, data)| put(transaction, *place, data))
}

/// Adds what a batch brought, and the head that says so.
pub(super) fn add(transaction: &Transaction, batch: &KeptBatch, head: &GroupingHead) -> Result<(), Problem> {
    put(transaction, HEAD, &packed(HEAD, head)?)?;
    let place: i64 = transaction.query_row(sql::NEXT_GROUPING_PART, [], |r| r.get(0))?;
    put(transaction, place, &packed(place, batch)?)
}

/// The head, then the figures; rows come behind them.
const HEAD: i64 = 0;
const FIGURES: i64 = 1;

fn put(transaction: &Transaction, place: i64, data: &[u8]) -> Result<(), Problem> {
    transaction.prepare_cached(sql::PUT_GROUPING)?.execute((place, data))?;
    Ok(())
}

fn packed(place: i64, what: &impl Serialize) -> Result<Vec<u8>, Problem> {
    Ok(summed(place, &postcard::to_allocvec(what).map_err(|_| BROKEN)?))
}

fn unpacked<T: DeserializeOwned>(place: i64, data: &[u8]) -> Result<T, Problem> {
    postcard::from_bytes(checked(place, data)?).map_err(|_| BROKEN)
}
