//! Words, a speaker, an outlet, days → remarks.
//!
//! In: a [`RemarkQuery`]. Out: the remarks that it names, a window of them with figures, and how many each speaker, outlet and year has.
//!
//! The narrowest condition drives the search (words, then speaker, outlet, days, difference); the others are asked of what it gives. Cost is
//! bounded whatever the corpus holds: at most [`MOST_LOOKED_AT`] quotations are looked at and [`MOST_HITS`] are kept, and the answer says
//! if there may be more.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, ToSql, params_from_iter};
use rustc_hash::{FxHashMap, FxHashSet};

use super::connection::Store;
use super::error::StoreError;
use super::figures::{self, RemarkFigures, bit, day};
use super::problem::Problem;
use super::sql;
use super::words::SearchWords;
use crate::compare::Differs;

/// The prints that are kept; figures beyond say "at least".
const MOST_HITS: usize = 5_000;
/// The quotations that are looked at for them.
const MOST_LOOKED_AT: usize = 20_000;
/// The entries of a list of speakers, outlets or years.
const MOST_FACETS: usize = 10;
/// The persons that one name can mean.
const MOST_NAMESAKES: usize = 32;

/// Which remarks are wanted. What is `None` is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemarkQuery {
    /// Words that one wording has, all of them, in any order; words between `"` stand together.
    pub words: Option<String>,
    /// The speaker: a name as articles give it, or a person's key.
    pub speaker: Option<String>,
    /// The outlet, in any case.
    pub outlet: Option<String>,
    /// A day, month or year (ISO 8601): no article before it.
    pub since: Option<String>,
    /// A day, month or year: no article after it.
    pub until: Option<String>,
    /// In what the versions differ.
    pub differs: Option<Differs>,
    /// The order of the remarks.
    pub order: RemarkOrder,
    /// The remarks that are passed over.
    pub skip: usize,
    /// The remarks that are returned, at most.
    pub limit: usize,
}

/// The order of found remarks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RemarkOrder {
    /// The most widely printed first.
    #[default]
    Prints,
    /// The latest first, by the last article.
    Newest,
    /// The earliest first, by the first article.
    Oldest,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemarkList {
    /// The window that was asked for.
    pub hits: Vec<RemarkHit>,
    /// The number of remarks that were found.
    pub remarks: usize,
    /// True if there may be more than were found.
    pub more: bool,
    /// How many of the found remarks have each speaker, outlet, year; the most first.
    pub speakers: Vec<FacetCount>,
    /// See `speakers`.
    pub outlets: Vec<FacetCount>,
    /// See `speakers`, in the order of time.
    pub years: Vec<FacetCount>,
    /// The words that no quotation of the corpus has, if nothing was found.
    pub unknown: Vec<String>,
}

/// One value and its number of remarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The value, as a condition takes it.
    pub value: String,
    /// The number of remarks.
    pub remarks: usize,
}

/// One remark of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemarkHit {
    /// Its number, which `Store::remark` takes. It changes when remarks are made again.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// The base wording.
    pub text: String,
    /// The speaker whom most articles name.
    pub speaker: Option<String>,
    /// The number of wordings.
    pub prints: usize,
    /// The number of articles.
    pub articles: usize,
    /// Its figures.
    pub figures: RemarkFigures,
    /// The words of a quotation in which the searched words were found.
    pub found: Option<String>,
}

/// One found print.
struct Row {
    remark: i64,
    speaker: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    text: String,
}

impl Store {
    /// Finds remarks.
    ///
    /// # Errors
    /// If the file cannot be read, or [`StoreError::Stopped`].
    pub fn find_remarks(&self, query: &RemarkQuery) -> Result<RemarkList, StoreError> {
        self.guarded(|s| {
            let _view = s.snapshot()?;
            let c = &s.connection;
            let words = query.words.as_deref().map(SearchWords::new).filter(|words| !words.is_empty());
            let Some(conditions) = Conditions::new(c, query, words.as_ref())? else {
                return Ok(RemarkList::default());
            };
            if conditions.is_empty() && query.order == RemarkOrder::Prints {
                return all_remarks(c, query);
            }
            let (rows, more) = conditions.rows(c, words.as_ref())?;
            let mut list = gathered(c, rows, query)?;
            list.more = more;
            if let Some(words) = words.filter(|_| list.remarks == 0) {
                list.unknown = unknown(c, &words)?;
            }
            Ok(list)
        })
    }

    /// Returns remarks by their numbers, without those that are not there.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn remark_hits(&self, numbers: &[i64]) -> Result<Vec<RemarkHit>, StoreError> {
        self.guarded(|s| {
            let found = numbers.iter().map(|number| hit(&s.connection, *number));
            Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })
    }
}

/// A query as SQL: what gives quotations, and what is asked of each.
#[derive(Default)]
struct Conditions {
    driver: Option<String>,
    driver_values: Vec<Value>,
    asked: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// `None` if a name is nobody's, so that nothing can be found.
    fn new(
        c: &Connection,
        query: &RemarkQuery,
        words: Option<&SearchWords>,
    ) -> Result<Option<Self>, Problem> {
        let mut own = Self::default();
        if let Some(words) = words {
            own.add(sql::BY_WORDS, "", vec![Value::Text(words.full_text())]);
        }
        if let Some(name) = &query.speaker {
            let persons = persons(c, name)?;
            if persons.is_empty() {
                let named = SearchWords::new(name);
                if named.is_empty() {
                    return Ok(None);
                }
                // A name of one article that the people of the corpus do not have: a role, a body.
                own.add(sql::BY_SPEAKER, sql::SPEAKER_IS, vec![Value::Text(named.phrase_in("speaker"))]);
            } else {
                let numbers = persons.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
                own.add(sql::BY_PERSON, sql::PERSON_IS, vec![Value::Text(format!("[{numbers}]"))]);
            }
        }
        if let Some(name) = &query.outlet {
            let Some(outlet) = outlet(c, name)? else { return Ok(None) };
            own.add(sql::BY_OUTLET, sql::OUTLET_IS, vec![Value::Text(outlet)]);
        }
        if query.since.is_some() || query.until.is_some() {
            let since = query.since.clone().unwrap_or_default();
            // `2024-05` holds all its days: what begins with it sorts before `2024-05~`.
            let until = query.until.as_deref().map_or_else(|| "~".to_owned(), |until| format!("{until}~"));
            own.add(sql::BY_DATE, sql::DATE_IS, vec![Value::Text(since), Value::Text(until)]);
        }
        if let Some(differs) = query.differs {
            own.add(sql::BY_DIFFERENCE, sql::DIFFERS, vec![Value::Integer(bit(differs))]);
        }
        if own.driver.is_none() && query.order != RemarkOrder::Prints {
            let newest = query.order == RemarkOrder::Newest;
            own.driver = Some(if newest { sql::BY_NEWEST } else { sql::BY_OLDEST }.to_owned());
        }
        Ok(Some(own))
    }

    /// The first condition drives, the others are asked.
    fn add(&mut self, driver: &str, asked: &str, values: Vec<Value>) {
        if self.driver.is_none() {
            (self.driver, self.driver_values) = (Some(driver.to_owned()), values);
        } else {
            self.asked.push(asked.to_owned());
            self.values.extend(values);
        }
    }

    fn is_empty(&self) -> bool {
        self.driver.is_none()
    }

    /// The prints that meet the conditions, and whether there may be more.
    fn rows(&self, c: &Connection, words: Option<&SearchWords>) -> Result<(Vec<Row>, bool), Problem> {
        let driver = self.driver.as_deref().unwrap_or(sql::BY_NEWEST);
        let sql = sql::hits(driver, &self.asked, MOST_LOOKED_AT);
        let mut select = c.prepare_cached(&sql)?;
        let values: Vec<&dyn ToSql> =
            self.driver_values.iter().chain(&self.values).map(|v| v as &dyn ToSql).collect();
        let mut rows = select.query(params_from_iter(values))?;
        let (mut out, mut quotation, mut pending) = (Vec::new(), None, Vec::new());
        while let Some(r) = rows.next()? {
            let number: i64 = r.get(1)?;
            if quotation != Some(number) {
                quotation = Some(number);
                keep(&mut pending, &mut out, words);
                if out.len() >= MOST_HITS {
                    return Ok((out, true));
                }
            }
            let text = part(
                r.get_ref(2)?.as_str().unwrap_or(""),
                r.get_ref(3)?.as_str().unwrap_or(""),
                (r.get(4)?, r.get(5)?),
            );
            pending.push(Row {
                remark: r.get(0)?,
                outlet: r.get(6)?,
                date: r.get(7)?,
                speaker: r.get(8)?,
                text,
            });
        }
        keep(&mut pending, &mut out, words);
        // Quotations that do not meet the other conditions are not among the rows, but they were looked at.
        let beyond = sql::beyond(driver, MOST_LOOKED_AT);
        let more = c.prepare_cached(&beyond)?.exists(params_from_iter(&self.driver_values))?;
        Ok((out, more))
    }
}

/// Of the wordings of one quotation, those that have all the words; if none has, because the words are of several sentences, those that
/// have one of them.
fn keep(pending: &mut Vec<Row>, out: &mut Vec<Row>, words: Option<&SearchWords>) {
    let Some(words) = words.filter(|_| pending.len() > 1) else {
        out.append(pending);
        return;
    };
    let held: Vec<usize> = pending.iter().map(|row| words.held(&row.text)).collect();
    let least = if held.contains(&words.len()) { words.len() } else { 1 };
    out.extend(pending.drain(..).zip(held).filter(|(_, held)| *held >= least).map(|(row, _)| row));
}

/// The words of a wording, out of the words of its quotation. `contents` are the places of these in the article.
fn part(contents: &str, text: &str, (start, end): (usize, usize)) -> String {
    let mut at = 0;
    let mut out = String::new();
    for content in contents.split(',') {
        let mut numbers = content.split(' ').map(|n| n.parse::<usize>().unwrap_or(0));
        let (from, to) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        let (first, last) = (start.max(from), end.min(to));
        if first < last {
            if !out.is_empty() {
                out.push_str(sql::BETWEEN_CONTENTS);
            }
            out.push_str(text.get(at + first - from..at + last - from).unwrap_or_default());
        }
        at += to.saturating_sub(from) + sql::BETWEEN_CONTENTS.len();
    }
    out
}

/// The remarks of the prints, sorted and counted, with a window of them in full.
fn gathered(c: &Connection, rows: Vec<Row>, query: &RemarkQuery) -> Result<RemarkList, Problem> {
    let mut first: FxHashMap<i64, usize> = FxHashMap::default();
    let mut days: FxHashMap<i64, (Option<&str>, Option<&str>)> = FxHashMap::default();
    let (mut speakers, mut outlets, mut years) = (Facet::default(), Facet::default(), Facet::default());
    for (place, row) in rows.iter().enumerate() {
        first.entry(row.remark).or_insert(place);
        let date = row.date.as_deref();
        let (earliest, latest) = days.entry(row.remark).or_insert((date, date));
        *earliest = [*earliest, date].into_iter().flatten().min();
        *latest = (*latest).max(date);
        speakers.add(row.remark, row.speaker.as_deref());
        outlets.add(row.remark, row.outlet.as_deref());
        years.add(row.remark, date.and_then(|date| date.get(..4)));
    }
    let mut numbers: Vec<i64> = first.keys().copied().collect();
    numbers.sort_unstable();
    match query.order {
        RemarkOrder::Prints => by_spread(c, &mut numbers)?,
        RemarkOrder::Newest => numbers.sort_by_key(|n| std::cmp::Reverse(days[n].1)),
        RemarkOrder::Oldest => numbers.sort_by_key(|n| (days[n].0.is_none(), days[n].0)),
    }
    let mut hits = Vec::new();
    for number in numbers.iter().skip(query.skip).take(query.limit) {
        let found = query.words.as_ref().map(|_| rows[first[number]].text.clone());
        hits.extend(hit(c, *number)?.map(|hit| RemarkHit { found, ..hit }));
    }
    let mut years = years.counts();
    years.sort_by(|a, b| a.value.cmp(&b.value));
    Ok(RemarkList {
        hits,
        remarks: numbers.len(),
        speakers: speakers.counts(),
        outlets: outlets.counts(),
        years,
        ..RemarkList::default()
    })
}

/// The values of one kind, each with its remarks.
#[derive(Default)]
struct Facet<'r>(FxHashMap<&'r str, FxHashSet<i64>>);

impl<'r> Facet<'r> {
    fn add(&mut self, remark: i64, value: Option<&'r str>) {
        if let Some(value) = value {
            self.0.entry(value).or_default().insert(remark);
        }
    }

    /// The most frequent values, ties in the order of the values.
    fn counts(self) -> Vec<FacetCount> {
        let count =
            |(value, of): (&str, FxHashSet<i64>)| FacetCount { value: value.to_owned(), remarks: of.len() };
        let mut counts: Vec<FacetCount> = self.0.into_iter().map(count).collect();
        counts.sort_by(|a, b| b.remarks.cmp(&a.remarks).then_with(|| a.value.cmp(&b.value)));
        counts.truncate(MOST_FACETS);
        counts
    }
}

/// Sorts remarks, those in most articles first.
fn by_spread(c: &Connection, numbers: &mut Vec<i64>) -> Result<(), Problem> {
    let mut select = c.prepare_cached(sql::ARTICLES_OF_REMARK)?;
    let mut counted: Vec<(usize, i64)> = Vec::with_capacity(numbers.len());
    for &number in &*numbers {
        counted.push((select.query_row([number], |r| r.get(0))?, number));
    }
    counted.sort_unstable_by_key(|(articles, number)| (std::cmp::Reverse(*articles), *number));
    *numbers = counted.into_iter().map(|(_, number)| number).collect();
    Ok(())
}

/// All remarks, those in most articles first. They are not counted by speaker, outlet and year: [`Store::speakers`] and
/// [`Store::outlets`] list these for the whole corpus.
fn all_remarks(c: &Connection, query: &RemarkQuery) -> Result<RemarkList, Problem> {
    let remarks: usize = c.prepare_cached(sql::COUNT_REMARKS)?.query_row([], |r| r.get(0))?;
    let mut hits = Vec::new();
    let mut select = c.prepare_cached(sql::REMARKS_BY_SPREAD)?;
    for number in select.query_map([query.limit, query.skip], |r| r.get(0))? {
        hits.extend(hit(c, number?)?);
    }
    Ok(RemarkList { hits, remarks, ..RemarkList::default() })
}

/// One remark with its figures.
fn hit(c: &Connection, number: i64) -> Result<Option<RemarkHit>, Problem> {
    let row = c.prepare_cached(sql::REMARK_HEAD)?.query_row([number], |r| {
        Ok(RemarkHit {
            number,
            id: r.get(0)?,
            text: r.get(1)?,
            speaker: r.get(2)?,
            articles: r.get(3)?,
            prints: r.get(4)?,
            ..RemarkHit::default()
        })
    });
    let Some(hit) = row.optional()? else { return Ok(None) };
    let figures = match figures::read(c, number)? {
        Some(figures) => figures,
        None => {
            let date: Option<Option<String>> =
                c.prepare_cached(sql::DATE_OF_REMARK)?.query_row([number], |r| r.get(0)).optional()?;
            let date = date.flatten().map(|date| day(&date).to_owned());
            let days = date.map(|date| (date.clone(), date));
            RemarkFigures { outlets: 1, independent: 1, versions: 1, days, ..RemarkFigures::default() }
        }
    };
    Ok(Some(RemarkHit { figures, ..hit }))
}

/// The persons of a key or a name.
fn persons(c: &Connection, name: &str) -> Result<Vec<i64>, Problem> {
    let mut select = c.prepare_cached(sql::PERSONS_NAMED)?;
    let found = select.query_map((name, MOST_NAMESAKES), |r| r.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The outlet as its articles name it.
pub(super) fn outlet(c: &Connection, name: &str) -> Result<Option<String>, Problem> {
    let exact = c.prepare_cached(sql::OUTLET_NAMED)?.query_row([name], |r| r.get(0)).optional()?;
    match exact {
        Some(outlet) => Ok(Some(outlet)),
        None => Ok(c.prepare_cached(sql::OUTLET_LIKE)?.query_row([name], |r| r.get(0)).optional()?),
    }
}

/// The words that no quotation has.
fn unknown(c: &Connection, words: &SearchWords) -> Result<Vec<String>, Problem> {
    let mut select = c.prepare_cached(sql::HAS_WORD)?;
    let mut out = Vec::new();
    for word in words.each() {
        if !select.exists([SearchWords::one(word)])? {
            out.push(word.to_owned());
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn a_wording_is_cut_out_of_the_words_of_its_quotation() {
        let contents = "10 15 1,30 40 1";
        let text = "one t … abcde fghi";
        assert_eq!(part(contents, text, (10, 15)), "one t");
        assert_eq!(part(contents, text, (30, 35)), "abcde");
        assert_eq!(part(contents, text, (12, 33)), "e t … abc");
        assert_eq!(part(contents, text, (0, 99)), text);
        assert_eq!(part("bad", "x", (0, 9)), "");
    }
}
