//! What a list says of a remark without a look at its wordings. In: all remarks. Out: rows, which are made together with the remarks.
//!
//! Whoever searches a million quotations is shown twenty remarks with their figures, and may ask for those whose versions differ. To
//! compare the wordings for each question would take seconds, so they are compared once. When remarks are made anew, figures that were
//! made of the same things ([`Origins`]) are taken over: comparing is the longest part of that, and a day's news touches few remarks.

use rayon::prelude::*;
use rusqlite::{Connection, Row, Transaction, params};
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::all::All;
use super::origin::Origins;
use super::problem::Problem;
use super::row::named;
use super::sql;
use super::sum::parts;
use crate::compare::{Differs, Entry, Grouped, Outliner, differs};
use crate::group;
use crate::lexicon::Lexicon;
use crate::model::{Article, Clipped, Remark, Wording};
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

/// The figures of one remark as they are stored.
pub(super) struct StoredFigures {
    /// The number of the remark.
    pub remark: i64,
    /// A hash of what the figures were made of.
    pub origin: u64,
    pub figures: RemarkFigures,
}

/// Compares the wordings of the remarks that have two or more; `numbers` are those of the remarks. Of `known`, the figures from before by
/// their origins, those are taken over that would be the same.
pub(super) fn figures(
    all: &All,
    (numbers, remarks, people): (&[i64], &[Remark], &People),
    known: &FxHashMap<u64, RemarkFigures>,
    lexicon: &Lexicon,
) -> Vec<StoredFigures> {
    let All { articles, quotations, .. } = all;
    let copies = group::copies(articles, quotations);
    let origins = Origins::new(all, people, &copies, lexicon);
    let compared = Grouped { articles, quotations, remarks, people };
    let (mut found, mut new) = (Vec::new(), Vec::new());
    for (&number, remark) in numbers.iter().zip(remarks).filter(|(_, remark)| remark.wordings.len() > 1) {
        let origin = origins.of(remark);
        match known.get(&origin) {
            Some(figures) => found.push(StoredFigures { remark: number, origin, figures: figures.clone() }),
            None => new.push((number, origin, remark)),
        }
    }
    let compare = |some: &[(i64, u64, &Remark)]| -> Vec<StoredFigures> {
        let mut outline = Outliner::new(compared, &copies, lexicon, MOST_COMPARED);
        let mut one = |&(number, origin, remark): &(i64, u64, _)| {
            let figures = figures_of(&outline.entry(remark), articles);
            StoredFigures { remark: number, origin, figures }
        };
        some.iter().map(&mut one).collect()
    };
    found.extend(new.par_chunks(TOGETHER).flat_map_iter(compare).collect::<Vec<StoredFigures>>());
    found.sort_unstable_by_key(|stored| stored.remark);
    found
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

/// A hash of figures. It is stored together with their origin, so that damage to a row shows.
fn sum_of_figures(figures: &RemarkFigures) -> u64 {
    let mut hash = Xxh3::with_seed(0);
    for count in [figures.outlets, figures.independent, figures.versions] {
        hash.update(&(count as u64).to_le_bytes());
    }
    let differs: i64 = figures.differs.iter().map(|what| bit(*what)).sum();
    hash.update(&differs.to_le_bytes());
    parts(&mut hash, figures.clipped.iter().map(|flag| flag.name()));
    parts(&mut hash, figures.days.iter().flat_map(|(first, last)| [&**first, &**last]));
    hash.digest()
}

/// Writes the figures; rows from before were deleted with the remarks.
pub(super) fn write(transaction: &Transaction, figures: &[StoredFigures]) -> Result<(), Problem> {
    let mut row = transaction.prepare(sql::INSERT_FIGURES)?;
    for StoredFigures { remark, origin, figures: f } in figures {
        let differs: i64 = f.differs.iter().map(|what| bit(*what)).sum();
        let days = f.days.as_ref();
        row.execute(params![
            remark,
            f.outlets,
            f.independent,
            f.versions,
            differs,
            f.clipped.iter().map(|flag| flag.name()).collect::<Vec<_>>().join(","),
            days.map(|d| &d.0),
            days.map(|d| &d.1),
            (origin ^ sum_of_figures(f)).cast_signed(),
        ])?;
    }
    Ok(())
}

/// The figures of a remark; `None` for one with a single wording.
pub(super) fn read(connection: &Connection, number: i64) -> Result<Option<RemarkFigures>, Problem> {
    let mut select = connection.prepare_cached(&sql::figures("remark = ?"))?;
    let mut rows = select.query([number])?;
    rows.next()?.map(of_row).transpose()
}

/// All figures of remarks that were made with an origin, by it. A row that is damaged gives an origin that nothing has.
pub(super) fn read_all(connection: &Connection) -> Result<FxHashMap<u64, RemarkFigures>, Problem> {
    let mut select = connection.prepare(&sql::figures("origin <> 0"))?;
    let mut rows = select.query([])?;
    let mut known = FxHashMap::default();
    while let Some(r) = rows.next()? {
        let Ok(figures) = of_row(r) else { continue };
        let origin = r.get::<_, i64>(7)?.cast_unsigned() ^ sum_of_figures(&figures);
        known.insert(origin, figures);
    }
    Ok(known)
}

fn of_row(r: &Row<'_>) -> Result<RemarkFigures, Problem> {
    let (bits, clipped): (i64, String) = (r.get(3)?, r.get(4)?);
    let days: (Option<String>, Option<String>) = (r.get(5)?, r.get(6)?);
    let clipped = clipped.split(',').filter(|name| !name.is_empty()).map(named);
    Ok(RemarkFigures {
        outlets: r.get(0)?,
        independent: r.get(1)?,
        versions: r.get(2)?,
        differs: Differs::ALL.into_iter().filter(|what| bits & bit(*what) != 0).collect(),
        clipped: clipped.collect::<Result<_, _>>()?,
        days: days.0.zip(days.1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::store::fixtures::{article, batch, fresh, lexicon};

    const PUMPS: &str = "“The pumps are older than the town that drinks from them,” Ana Ruiz said.";
    const GATES: &str = "“We will open the lower gates before the rain comes,” Karl Brandt told the council.";

    /// Every stored figure, in the order of the remarks' ids.
    fn rows(store: &Store) -> Vec<String> {
        let select = "SELECT r.id, f.outlets, f.independent, f.versions, f.differs, f.clipped, f.first, f.last, f.origin \
                      FROM remark_figures f JOIN remarks r USING (remark) ORDER BY r.id";
        let mut select = store.connection.prepare(select).unwrap();
        let row = |r: &Row<'_>| {
            (0..9).map(|i| r.get::<_, rusqlite::types::Value>(i)).collect::<Result<Vec<_>, _>>()
        };
        select.query_map([], row).unwrap().map(|r| format!("{:?}", r.unwrap())).collect()
    }

    fn grouped(name: &str, batches: &[&[Article]]) -> Store {
        let mut store = Store::create(&fresh(name)).unwrap();
        for articles in batches {
            store.add(&batch(articles)).unwrap();
            store.group(lexicon()).unwrap();
        }
        store
    }

    /// What would be taken over of the figures of a corpus if its remarks were made anew, and of how many remarks.
    fn taken_over(store: &Store) -> (usize, usize) {
        let all = All::everything(&store.connection).unwrap();
        let remarks = group::remarks_without_links(&all.articles, &all.quotations, lexicon());
        let corrections = group::Corrections::default();
        let people = People::find(&all.articles, &all.quotations, &remarks, &corrections, lexicon());
        let known = read_all(&store.connection).unwrap();
        let numbers: Vec<i64> = (1..).take(remarks.len()).collect();
        let found = figures(&all, (&numbers, &remarks, &people), &known, lexicon());
        (found.iter().filter(|stored| known.contains_key(&stored.origin)).count(), found.len())
    }

    #[test]
    fn figures_of_a_corpus_that_grew_are_those_of_a_new_one() {
        let old = [
            article("a", "Post", "2024-05-03", &format!("{PUMPS} {GATES}")),
            article("b", "Courier", "2024-05-04", &format!("{GATES} {PUMPS}")),
        ];
        let new =
            [article("c", "Herald", "2024-05-05", "“The pumps are older than the town,” Mara Lind said.")];
        let grown = grouped("figures-grown", &[&old, &new]);
        let whole = grouped("figures-whole", &[&[&old[..], &new].concat()]);
        assert_eq!(rows(&grown), rows(&whole));
        assert_eq!(rows(&grown).len(), 2);
    }

    #[test]
    fn only_remarks_of_which_nothing_changed_keep_their_figures() {
        let old = [
            article("a", "Post", "2024-05-03", &format!("{PUMPS} {GATES}")),
            article("b", "Courier", "2024-05-04", &format!("{GATES} {PUMPS}")),
        ];
        let mut store = grouped("figures-kept", &[&old]);
        assert_eq!(taken_over(&store), (2, 2));
        // Another print of one remark; the other one stays as it is.
        store.add(&batch(&[article("c", "Herald", "2024-05-05", PUMPS)])).unwrap();
        assert_eq!(taken_over(&store), (1, 2));
        // An article of which only the date is another one is part of both.
        let again = article("a", "Post", "2024-05-01", &format!("{PUMPS} {GATES}"));
        store.add(&batch(&[again])).unwrap();
        assert_eq!(taken_over(&store), (0, 2));
    }

    /// Where this changes on purpose, `COMPARISON` of `origin` must grow, or corpora keep the figures of an earlier program.
    #[test]
    fn the_same_wordings_give_the_same_figures_as_long_as_the_number_is_the_same() {
        let prints = [
            article("a", "Post", "2024-05-03", &format!("{PUMPS} {GATES}")),
            article("b", "Courier", "2024-05-04", &PUMPS.replace("older than", "not older than")),
            article(
                "c",
                "Herald",
                "2024-05-05",
                &GATES.replace("Karl Brandt told", "Karl Brandt claimed to"),
            ),
            article("d", "Herald", "2024-05-06", &PUMPS.replace("Ana Ruiz", "Mara Lind")),
        ];
        let store = grouped("figures-golden", &[&prints]);
        let plain: Vec<String> =
            rows(&store).iter().map(|row| row.rsplit_once(", Integer").unwrap().0.to_owned()).collect();
        // Outlets, independent reports, versions; wording, speaker and meaning differ; a verb differs.
        assert_eq!(
            plain,
            [
                "[Text(\"cfc7c73117d50ca1\"), Integer(3), Integer(3), Integer(2), Integer(11), Text(\"clipped-negation\"), Text(\"2024-05-03\"), Text(\"2024-05-06\")",
                "[Text(\"ea324ead2c876b5e\"), Integer(2), Integer(2), Integer(1), Integer(4), Text(\"\"), Text(\"2024-05-03\"), Text(\"2024-05-05\")",
            ]
        );
    }

    #[test]
    fn a_damaged_row_is_not_taken_over() {
        let prints =
            [article("a", "Post", "2024-05-03", PUMPS), article("b", "Courier", "2024-05-04", PUMPS)];
        let store = grouped("figures-damaged", &[&prints]);
        assert_eq!(taken_over(&store), (1, 1));
        store.connection.execute("UPDATE remark_figures SET independent = 7", []).unwrap();
        assert_eq!(taken_over(&store), (0, 1));
    }
}
