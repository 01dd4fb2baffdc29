//! Some remarks, or a part of a large one, with the articles that they need.
//!
//! In: numbers of remarks, how many wordings of each, which outlets. Out: articles, quotations, remarks with indices into both. A page shows
//! the fullest wordings of a large remark, because to align a thousand takes seconds.

use std::cmp::Reverse;

use rusqlite::{Connection, OptionalExtension, Row};
use rustc_hash::FxHashSet;

use super::all::WordingRow;
use super::connection::Store;
use super::error::StoreError;
use super::people;
use super::problem::Problem;
use super::remarks::{Indexed, StoredRemark, articles_of};
use super::sum::RemarkSum;
use super::{schema, sql};
use crate::lexicon::Lexicon;
use crate::model::{Article, Quotation, Remark};
use crate::people::People;

/// Which wordings of a remark are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemarkPart {
    /// The most wordings of each remark: the base, then the longest. 0 reads all.
    pub most: usize,
    /// Only those of these outlets, as their articles name them; all if there are none.
    pub outlets: Vec<String>,
}

/// Remarks with their articles and quotations.
#[derive(Debug)]
pub struct StoredRemarks {
    /// The articles, in the order of their ids.
    pub articles: Vec<Article>,
    /// Their quotations, with indices into the articles.
    pub quotations: Vec<Quotation>,
    /// The remarks that have a wording here, with indices into both. Links are not stored.
    pub remarks: Vec<Remark>,
    /// Who the speakers of the quotations are.
    pub people: People,
    /// The number of wordings that were left out because of the limit.
    pub left_out: usize,
}

impl Store {
    /// Reads remarks by their numbers; what is not there is left out.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn remarks_in_part(
        &self,
        numbers: &[i64],
        part: &RemarkPart,
        lexicon: &Lexicon,
    ) -> Result<StoredRemarks, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            let mut found: Vec<(String, Option<String>, Vec<WordingRow>)> = Vec::new();
            let mut left_out = 0;
            let is_grouped = schema::grouped(&s.connection)?;
            for number in numbers {
                let Some(head) = Head::read(&s.connection, *number)? else { continue };
                let rows = head.wordings(&s.connection, part, is_grouped)?;
                let kept = fullest(rows, part.most, &mut left_out);
                if !kept.is_empty() {
                    found.push((head.id, head.speaker, kept));
                }
            }
            let all: Vec<WordingRow> = found.iter().flat_map(|(_, _, rows)| rows).copied().collect();
            let mut stored = Indexed::default();
            for (number, article) in articles_of(&s.connection, &all)? {
                stored.push(&s.connection, number, article)?;
            }
            let mut remarks = Vec::with_capacity(found.len());
            for (id, speaker, rows) in found {
                let (wordings, base) = stored.wordings(rows)?;
                remarks.push(Remark { id, base, speaker, ..Remark::new(wordings) });
            }
            let people = people::read(&s.connection, &stored.quotation_numbers, lexicon)?;
            let Indexed { articles, quotations, .. } = stored;
            Ok(StoredRemarks { articles, quotations, remarks, people, left_out })
        })
    }

    /// Reads one remark by its number; `None` if it has no wording.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn remark(&self, number: i64, lexicon: &Lexicon) -> Result<Option<StoredRemark>, StoreError> {
        let found = self.remarks_in_part(&[number], &RemarkPart::default(), lexicon)?;
        let StoredRemarks { articles, quotations, mut remarks, people, .. } = found;
        Ok(remarks.pop().map(|remark| StoredRemark { articles, quotations, remark, people }))
    }
}

/// A remark without its wordings.
struct Head {
    number: i64,
    id: String,
    speaker: Option<String>,
    sum: i64,
}

impl Head {
    fn read(connection: &Connection, number: i64) -> Result<Option<Self>, Problem> {
        let mut select = connection.prepare_cached(sql::REMARK)?;
        let head = |r: &Row<'_>| Ok(Self { number, id: r.get(0)?, speaker: r.get(1)?, sum: r.get(2)? });
        Ok(select.query_row([number], head).optional()?)
    }

    /// The wordings that are wanted. All are compared with the checksum, unless articles went since the remarks were made, which took
    /// their wordings with them.
    fn wordings(
        &self,
        connection: &Connection,
        part: &RemarkPart,
        is_grouped: bool,
    ) -> Result<Vec<WordingRow>, Problem> {
        let mut select = connection.prepare_cached(sql::WORDINGS_WITH_OUTLET)?;
        let mut rows = select.query([self.number])?;
        let wanted: FxHashSet<&str> = part.outlets.iter().map(String::as_str).collect();
        let mut sum = RemarkSum::new(&self.id, self.speaker.as_deref());
        let mut out = Vec::new();
        while let Some(r) = rows.next()? {
            let outlet: Option<String> = r.get(5)?;
            let row = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?);
            let person: Option<i64> = r.get(6)?;
            let basis: Option<String> = r.get(7)?;
            sum.add(&row, person.zip(basis.as_deref()));
            if wanted.is_empty() || outlet.is_some_and(|outlet| wanted.contains(outlet.as_str())) {
                out.push(row);
            }
        }
        if is_grouped && self.sum != sum.value() {
            return Err(Problem::Broken { what: "a remark is not as it was made" });
        }
        Ok(out)
    }
}

/// Fails if a remark or a person is not as it was made.
pub(super) fn check(connection: &Connection) -> Result<(), Problem> {
    let is_grouped = schema::grouped(connection)?;
    let numbers = |select: &str| -> rusqlite::Result<Vec<i64>> {
        connection.prepare(select)?.query_map([], |r| r.get(0))?.collect()
    };
    for number in numbers(sql::REMARK_IDS)? {
        if let Some(head) = Head::read(connection, number)? {
            head.wordings(connection, &RemarkPart::default(), is_grouped)?;
        }
    }
    for number in numbers(sql::PERSON_NUMBERS)? {
        people::person(connection, number, is_grouped)?;
    }
    Ok(())
}

/// The base and the longest wordings, in their order.
fn fullest(mut rows: Vec<WordingRow>, most: usize, left_out: &mut usize) -> Vec<WordingRow> {
    if most == 0 || rows.len() <= most {
        return rows;
    }
    *left_out += rows.len() - most;
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&at| {
        let (_, _, start, end, base) = rows[at];
        (!base, Reverse(end.saturating_sub(start)), at)
    });
    order.truncate(most);
    order.sort_unstable();
    let kept: FxHashSet<usize> = order.into_iter().collect();
    let mut at = 0..;
    rows.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
    rows
}

#[cfg(test)]
mod tests {
    use super::fullest;

    #[test]
    fn of_many_wordings_the_base_and_the_longest_stay_in_order() {
        let rows = vec![(1, 1, 0, 9, false), (2, 2, 0, 3, true), (3, 3, 0, 7, false), (4, 4, 5, 14, false)];
        let mut left_out = 0;
        let numbers = |most: usize, left_out: &mut usize| -> Vec<i64> {
            fullest(rows.clone(), most, left_out).into_iter().map(|row| row.0).collect()
        };
        assert_eq!(numbers(3, &mut left_out), [1, 2, 4]);
        assert_eq!((numbers(0, &mut left_out).len(), numbers(4, &mut left_out).len(), left_out), (4, 4, 1));
    }
}
