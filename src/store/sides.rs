//! Two outlets of a corpus. In: their names, a time. Out: the remarks that both print, and how many one alone prints.

use rusqlite::params;
use rustc_hash::FxHashSet;

use super::connection::Store;
use super::error::StoreError;
use super::problem::Problem;
use super::search::FacetCount;
use super::sql;

/// The articles of each outlet that are looked at, the latest first.
const MOST_ARTICLES: usize = 2_000;
/// The speakers of each outlet that are returned.
const MOST_SPEAKERS: usize = 40;

/// What two outlets print. Index 0 is the first outlet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SharedRemarks {
    /// The number of articles that were looked at.
    pub articles: [usize; 2],
    /// True if an outlet has more articles in that time than were looked at.
    pub more: bool,
    /// The numbers of the remarks that both print, the most widely printed first.
    pub both: Vec<i64>,
    /// The number of remarks that one of the two alone prints.
    pub only: [usize; 2],
    /// The speakers whom one of the two alone quotes, with their quotations there, the most quoted first.
    pub speakers: [Vec<FacetCount>; 2],
}

impl Store {
    /// Compares what two outlets print, between two days (ISO 8601, both within; a month or a year holds its days).
    ///
    /// # Errors
    /// If the file cannot be read, or [`StoreError::Stopped`].
    pub fn shared_remarks(
        &self,
        outlets: [&str; 2],
        days: [Option<&str>; 2],
    ) -> Result<SharedRemarks, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            let [since, until] = [days[0].unwrap_or(""), days[1].unwrap_or("")];
            let until = format!("{until}~");
            let mut out = SharedRemarks::default();
            let mut remarks: [FxHashSet<i64>; 2] = Default::default();
            for (side, outlet) in outlets.into_iter().enumerate() {
                let range = (outlet, since, until.as_str());
                let mut select = s.connection.prepare_cached(sql::COUNT_IN_TIME)?;
                let articles: usize = select.query_row(range, |r| r.get(0))?;
                out.articles[side] = articles.min(MOST_ARTICLES);
                out.more |= articles > MOST_ARTICLES;
                remarks[side] = s.remarks_in(range)?;
            }
            out.both = remarks[0].intersection(&remarks[1]).copied().collect();
            out.both.sort_unstable();
            out.only = [remarks[0].len() - out.both.len(), remarks[1].len() - out.both.len()];
            let speakers = |side: usize| s.speakers_in((outlets[side], since, until.as_str()));
            let (a, b) = (speakers(0)?, speakers(1)?);
            out.speakers = [without(&a, &b), without(&b, &a)];
            Ok(out)
        })
    }

    fn remarks_in(&self, (outlet, since, until): (&str, &str, &str)) -> Result<FxHashSet<i64>, Problem> {
        let mut select = self.connection.prepare_cached(sql::REMARKS_IN_TIME)?;
        let found = select.query_map(params![outlet, since, until, MOST_ARTICLES], |r| r.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    fn speakers_in(&self, (outlet, since, until): (&str, &str, &str)) -> Result<Vec<FacetCount>, Problem> {
        let mut select = self.connection.prepare_cached(sql::SPEAKERS_IN_TIME)?;
        let speaker = |r: &rusqlite::Row<'_>| Ok(FacetCount { value: r.get(0)?, remarks: r.get(1)? });
        let found = select.query_map(params![outlet, since, until, MOST_ARTICLES], speaker)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

/// The first of the speakers whom the others do not have.
fn without(own: &[FacetCount], others: &[FacetCount]) -> Vec<FacetCount> {
    let known: FxHashSet<&str> = others.iter().map(|speaker| speaker.value.as_str()).collect();
    own.iter()
        .filter(|speaker| !known.contains(speaker.value.as_str()))
        .take(MOST_SPEAKERS)
        .cloned()
        .collect()
}
