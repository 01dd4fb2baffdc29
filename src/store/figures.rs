//! What a list says of a remark without a look at its wordings. In: all remarks. Out: rows, which are made together with the remarks.
//!
//! Whoever searches a million quotations is shown twenty remarks with their figures, and may ask for those whose versions differ. To
//! compare the wordings for each question would take seconds, so they are compared once.

use rayon::prelude::*;
use rusqlite::{Connection, Transaction, params};

use super::problem::Problem;
use super::row::named;
use super::sql;
use crate::compare::{Differs, Entry, Grouped, Outliner, differs};
use crate::group;
use crate::lexicon::Lexicon;
use crate::model::{Article, Clipped, Quotation, Remark, Wording};
use crate::people::People;

/// The versions of a remark that are compared with its base. A remark with more of them almost surely shows its differences in these.
const MOST_COMPARED: usize = 24;

/// So many remarks are compared with what was read of their words kept.
const TOGETHER: usize = 256;

/// The figures of one remark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemarkFigures {
    /// The number of different outlets.
    pub outlets: usize,
    /// The number of reports that do not depend on each other.
    pub independent: usize,
    /// The number of versions, without differences of typography.
    pub versions: usize,
    /// In what the versions differ.
    pub differs: Vec<Differs>,
    /// What cuts lose, in the order of the names.
    pub clipped: Vec<Clipped>,
    /// The first and the last day, ISO 8601, of the articles that have a date.
    pub days: Option<(String, String)>,
}

/// The bit of a difference in the column `differs`.
pub(super) fn bit(differs: Differs) -> i64 {
    match differs {
        Differs::Wording => 1,
        Differs::Speaker => 2,
        Differs::Verb => 4,
        Differs::Meaning => 8,
    }
}

/// Compares the wordings of all remarks that have two or more; each with the number of its remark.
pub(super) fn figures(
    (articles, quotations): (&[Article], &[Quotation]),
    remarks: &[Remark],
    people: &People,
    lexicon: &Lexicon,
) -> Vec<(i64, RemarkFigures)> {
    let copies = group::copies(articles, quotations);
    let compared = Grouped { articles, quotations, remarks, people };
    let several = (1i64..).zip(remarks).filter(|(_, remark)| remark.wordings.len() > 1);
    let several: Vec<(i64, &Remark)> = several.collect();
    let figures = |some: &[(i64, &Remark)]| -> Vec<(i64, RemarkFigures)> {
        let mut outline = Outliner::new(compared, &copies, lexicon, MOST_COMPARED);
        some.iter().map(|(number, remark)| (*number, figures_of(&outline.entry(remark), articles))).collect()
    };
    several.par_chunks(TOGETHER).flat_map_iter(figures).collect()
}

fn figures_of(entry: &Entry<'_>, articles: &[Article]) -> RemarkFigures {
    let of = |w: &Wording| articles.get(w.article.0)?.header().own_date();
    let days = entry.remark.wordings.iter().filter_map(of).map(day);
    let (first, last) = (days.clone().min(), days.max());
    let rows = entry.collation.iter().flat_map(|c| &c.rows);
    let mut clipped: Vec<Clipped> = rows.flat_map(|row| &row.clipped).copied().collect();
    clipped.sort_unstable_by_key(|flag| flag.name());
    clipped.dedup();
    RemarkFigures {
        outlets: entry.outlets,
        independent: entry.independent,
        versions: entry.versions(),
        differs: Differs::ALL.into_iter().filter(|what| differs(entry, *what)).collect(),
        clipped,
        days: first.zip(last).map(|(first, last)| (first.to_owned(), last.to_owned())),
    }
}

/// A date without the time of day.
pub(super) fn day(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

/// Writes the figures; rows from before were deleted with the remarks.
pub(super) fn write(transaction: &Transaction, figures: &[(i64, RemarkFigures)]) -> Result<(), Problem> {
    let mut row = transaction.prepare(sql::INSERT_FIGURES)?;
    for (number, f) in figures {
        let differs: i64 = f.differs.iter().map(|what| bit(*what)).sum();
        let days = f.days.as_ref();
        row.execute(params![
            number,
            f.outlets,
            f.independent,
            f.versions,
            differs,
            f.clipped.iter().map(|flag| flag.name()).collect::<Vec<_>>().join(","),
            days.map(|d| &d.0),
            days.map(|d| &d.1),
        ])?;
    }
    Ok(())
}

/// The figures of a remark; `None` for one with a single wording.
pub(super) fn read(connection: &Connection, number: i64) -> Result<Option<RemarkFigures>, Problem> {
    let mut select = connection.prepare_cached(sql::FIGURES)?;
    let mut rows = select.query([number])?;
    let Some(r) = rows.next()? else { return Ok(None) };
    let (bits, clipped): (i64, String) = (r.get(3)?, r.get(4)?);
    let days: (Option<String>, Option<String>) = (r.get(5)?, r.get(6)?);
    let clipped = clipped.split(',').filter(|name| !name.is_empty()).map(named);
    Ok(Some(RemarkFigures {
        outlets: r.get(0)?,
        independent: r.get(1)?,
        versions: r.get(2)?,
        differs: Differs::ALL.into_iter().filter(|what| bits & bit(*what) != 0).collect(),
        clipped: clipped.collect::<Result<_, _>>()?,
        days: days.0.zip(days.1),
    }))
}
