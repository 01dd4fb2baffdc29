//! Pairs → links → groups, a part of the pairs at a time. What is decided is decided by `link/score.rs` and `join/`.

use super::keyed::Pair;
use super::rows::Partition;
use crate::group::corrections::Bound;
use crate::group::link::candidates::Candidate;
use crate::group::link::pairs::{ScoredPair, best, scored};
use crate::group::link::score::Scorer;
use crate::group::link::standing::StandingGroups;
use crate::group::prepare::figures::Figures;
use crate::group::steps::settle;

/// The group of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettledRow {
    /// Its number.
    pub row: u32,
    /// The number of the first row of its group.
    pub first: u32,
}

impl Partition<'_> {
    /// The links that the score allows between pairs. `rows` are the rows that the pairs name, packed, with their numbers, ascending.
    ///
    /// # Errors
    /// A row that no [`Partition`] packed, or a pair whose row is not given.
    pub fn links(
        &self,
        pairs: &[Pair],
        rows: &[(u32, &str)],
        figures: &Figures,
    ) -> Result<Vec<ScoredPair>, String> {
        let packed: Vec<&str> = rows.iter().map(|row| row.1).collect();
        let table = self.weighed(&packed, figures)?;
        let mut scorer = Scorer::new(&table, self.settings);
        let mut out = Vec::new();
        for pair in pairs {
            let (own, other) = (place(rows, pair.row)?, place(rows, pair.other)?);
            let candidate = Candidate { other, size: pair.size, weeks: pair.weeks };
            let found = scored(&mut scorer, own, &candidate, self.settings);
            out.extend(found.map(|e| ScoredPair { a: rows[e.a as usize].0, b: rows[e.b as usize].0, ..e }));
        }
        Ok(out)
    }

    /// The groups of rows. Given are all rows of the articles that links join, packed, with their numbers, ascending; and their links.
    ///
    /// # Errors
    /// A row that no [`Partition`] packed, or a link whose row is not given.
    pub fn settle(
        &self,
        rows: &[(u32, &str)],
        links: &[ScoredPair],
        figures: &Figures,
    ) -> Result<Vec<SettledRow>, String> {
        let packed: Vec<&str> = rows.iter().map(|row| row.1).collect();
        let table = self.weighed(&packed, figures)?;
        let pair =
            |link: &ScoredPair| Ok(ScoredPair { a: place(rows, link.a)?, b: place(rows, link.b)?, ..*link });
        let pairs: Vec<ScoredPair> = links.iter().map(pair).collect::<Result<_, String>>()?;
        let joined = settle(&table, best(pairs), (&Bound::default(), &StandingGroups::NONE), self.settings);
        let settled =
            |(row, group): (&(u32, &str), u32)| SettledRow { row: row.0, first: rows[group as usize].0 };
        Ok(rows.iter().zip(joined.groups).map(settled).collect())
    }
}

/// Returns the place of a row among rows, which are sorted by their numbers.
fn place(rows: &[(u32, &str)], number: u32) -> Result<u32, String> {
    let found = rows.binary_search_by_key(&number, |row| row.0);
    found.map(|at| at as u32).map_err(|_| format!("the row {number} is not given"))
}
