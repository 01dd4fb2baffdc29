//! Remarks after a batch, without the articles of before.
//!
//! In: what was kept of the grouping, a corpus with articles that came or went since. Out: the remarks of today as rows: new ones, and those that
//! have something new. A remark with few wordings is made anew with all that belongs to it; to a large one wordings are added, and its
//! base and its id stay. What differs from making all remarks anew is said in docs/scale.md.

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::thread;

use rusqlite::{Connection, Transaction, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::all::All;
use super::kept::{self, KeptGrouping};
use super::newcomers::Newcomers;
use super::problem::Problem;
use super::remark_rows::RemarkRows;
use super::sum::RemarkSum;
use super::{figures, former, people, sql};
use crate::group::{Corrections, GrownGroup, GrownGroups, GrownMember, KeptPart};
use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, QuotationIx, Remark, Span, Wording};
use crate::people::People;

/// A remark that had more wordings than this keeps its base when others come.
const MOST_AGAIN: usize = 12;

/// Groups with all that is read of them, ready to be written.
pub(super) struct GrownRemarks {
    kept: kept::GroupingHead,
    groups: GrownGroups,
    /// The new articles, and behind them those of the remarks that are made anew.
    all: All,
    /// How many quotations are new.
    new: usize,
    /// The places of the groups whose remarks are made anew, and these remarks.
    again: Vec<usize>,
    remarks: Vec<Remark>,
    /// Who is meant, as far as these articles show.
    people: People,
}

impl GrownRemarks {
    /// Groups what came since with what was kept.
    pub fn new(connection: &Connection, kept: KeptGrouping, lexicon: &Lexicon) -> Result<Self, Problem> {
        let KeptGrouping { head, groups } = kept;
        let gone = gone(connection, &groups.parts)?;
        let mut all = All::after(connection, head.last)?;
        let groups = groups.grow(&gone, (&all.articles, &all.quotations), lexicon);
        let new = all.quotations.len();
        let again: Vec<usize> =
            (0..groups.groups.len()).filter(|&place| is_made_again(&groups.groups[place])).collect();
        all.add(connection, &articles_of(&groups, &again))?;
        let wordings = Wordings::new(&all);
        let remark = |&place: &usize| {
            let group = &groups.groups[place];
            let members = groups.members(group).into_iter().map(|member| wordings.of(member));
            Ok(groups.remark(group, members.collect::<Result<_, Problem>>()?, &all.articles))
        };
        let remarks: Vec<Remark> = again.iter().map(remark).collect::<Result<_, Problem>>()?;
        let people = People::find(&all.articles, &all.quotations, &remarks, &Corrections::default(), lexicon);
        Ok(Self { kept: head, groups, all, new, again, remarks, people })
    }

    /// Writes what changed, and what is kept of it.
    pub fn write(&self, transaction: &Transaction, lexicon: &Lexicon) -> Result<(), Problem> {
        let numbers = self.numbers(transaction)?;
        Newcomers { all: &self.all, new: self.new, local: &self.people, remarks: &self.remarks }
            .write(transaction, lexicon)?;
        let people = people::read(transaction, &self.all.quotation_numbers, lexicon)?;
        let of_remarks: Vec<i64> = self.again.iter().map(|&place| i64::from(numbers[place])).collect();
        let compare = || {
            let none = FxHashMap::default();
            figures::figures(&self.all, (&of_remarks, &self.remarks, &people), &none, lexicon)
        };
        // Wordings are compared while rows are written: the two do not need each other.
        let (compared, written) = thread::scope(|scope| {
            let comparing = scope.spawn(compare);
            let written = self.write_remarks(transaction, &numbers);
            (comparing.join(), written)
        });
        let behind = written?;
        let compared = compared.unwrap_or_else(|panic| resume_unwind(panic));
        for number in &of_remarks {
            transaction.prepare_cached(sql::DELETE_FIGURES)?.execute([number])?;
        }
        figures::write(transaction, &compared)?;
        former::forget_current(transaction)?;
        let batch = self.groups.kept(&numbers, |article, quotation| self.all.numbers(article, quotation));
        let mut head = self.kept.after(transaction, self.groups.near)?;
        head.behind = head.behind.saturating_add(behind);
        kept::add(transaction, &batch, &head)
    }

    /// Writes the remarks without their figures, and returns how many of them have more wordings than are compared.
    fn write_remarks(&self, transaction: &Transaction, numbers: &[u32]) -> Result<usize, Problem> {
        let ids: FxHashSet<&str> = self.remarks.iter().map(|remark| &*remark.id).collect();
        for &number in &self.groups.emptied {
            delete(transaction, number, &ids)?;
        }
        let mut rows = RemarkRows::new(transaction)?;
        let mut behind = 0;
        for (number, group, again) in self.in_order(numbers) {
            let number = i64::from(number);
            match again {
                Some(remark) if !self.keeps_base(transaction, group, remark)? => {
                    for (former, _) in &group.former {
                        delete(transaction, *former, &ids)?;
                    }
                    rows.write(number, remark, &self.all, |q| {
                        people::meant(transaction, self.all.quotation_numbers[q.0])
                    })?;
                    continue;
                }
                Some(_) => {}
                None => {
                    self.change_figures(transaction, (number, group))?;
                    behind += 1;
                }
            }
            self.add_to(transaction, (number, group), &mut rows)?;
        }
        Ok(behind)
    }

    /// The groups in the order of their remarks' numbers, in which their rows lie in the file; each with the remark that is made anew, if it is.
    fn in_order<'g>(&'g self, numbers: &[u32]) -> Vec<(u32, &'g GrownGroup, Option<&'g Remark>)> {
        let mut out: Vec<(u32, &GrownGroup, Option<&Remark>)> =
            numbers.iter().zip(&self.groups.groups).map(|(number, group)| (*number, group, None)).collect();
        for (place, remark) in self.again.iter().zip(&self.remarks) {
            out[*place].2 = Some(remark);
        }
        out.sort_unstable_by_key(|(number, ..)| *number);
        out
    }

    /// True for a remark that only has new wordings, and has the base that it had.
    fn keeps_base(
        &self,
        connection: &Connection,
        group: &GrownGroup,
        remark: &Remark,
    ) -> Result<bool, Problem> {
        let &[(number, _)] = group.former.as_slice() else { return Ok(false) };
        if group.has_lost {
            return Ok(false);
        }
        let id: String = connection.prepare_cached(sql::REMARK)?.query_row([number], |r| r.get(0))?;
        Ok(id == remark.id)
    }

    /// The number of the remark of each group: of those that it was, the one with most of its wordings; else a new one.
    fn numbers(&self, connection: &Connection) -> Result<Vec<u32>, Problem> {
        let last: u32 = connection.query_row(sql::LAST_REMARK, [], |r| r.get(0))?;
        let mut next = last;
        let number = |group: &GrownGroup| {
            // Of equals the lowest.
            let most = group.former.iter().rev().max_by_key(|(_, count)| *count);
            most.map_or_else(
                || {
                    next += 1;
                    next
                },
                |(number, _)| *number,
            )
        };
        Ok(self.groups.groups.iter().map(number).collect())
    }

    /// Adds the new wordings of a group to its remark, whose base stays.
    fn add_to(
        &self,
        transaction: &Transaction,
        (number, group): (i64, &GrownGroup),
        rows: &mut RemarkRows<'_>,
    ) -> Result<(), Problem> {
        let (id, before, sum): (String, Option<String>, i64) = transaction
            .prepare_cached(sql::REMARK)?
            .query_row([number], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        let speaker = self.groups.speaker(group);
        let mut sum = RemarkSum::with_speaker(sum, &id, (before.as_deref(), speaker));
        let mut articles = BTreeSet::new();
        for wording in self.groups.new_wordings(group) {
            let meant = people::meant(transaction, self.all.quotation_numbers[wording.quotation.0])?;
            rows.add(number, (&self.all.row(wording, false), meant), &mut sum)?;
            articles.insert(wording.article);
        }
        transaction.prepare_cached(sql::CHANGE_REMARK)?.execute(params![
            number,
            speaker,
            articles.len(),
            group.len(),
            sum.value()
        ])?;
        Ok(())
    }

    /// Counts the outlets that the new wordings of a group bring to its remark, and the days. They are not among its rows yet.
    fn change_figures(
        &self,
        transaction: &Transaction,
        (number, group): (i64, &GrownGroup),
    ) -> Result<(), Problem> {
        let articles = || self.groups.new_wordings(group).map(|wording| &self.all.articles[wording.article]);
        let outlets: BTreeSet<&str> = articles().map(Article::outlet_or_id).collect();
        let mut further = 0;
        let mut has = transaction.prepare_cached(sql::HAS_OUTLET)?;
        for outlet in outlets {
            let is_known: bool = has.query_row(params![number, outlet], |r| r.get(0))?;
            further += usize::from(!is_known);
        }
        let days = || articles().filter_map(|article| article.header().own_date()).map(figures::day);
        let (first, last) = (days().min(), days().max());
        transaction.prepare_cached(sql::CHANGE_FIGURES)?.execute(params![number, further, first, last])?;
        Ok(())
    }
}

/// Deletes a remark; the places of an id that goes away are kept.
fn delete(transaction: &Transaction, number: u32, ids: &FxHashSet<&str>) -> Result<(), Problem> {
    former::keep_of_remark(transaction, i64::from(number), |id| !ids.contains(id))?;
    for delete in sql::DELETE_REMARK {
        transaction.prepare_cached(delete)?.execute([number])?;
    }
    Ok(())
}

/// The articles of kept rows that went since.
fn gone(connection: &Connection, parts: &[KeptPart]) -> Result<FxHashSet<u32>, Problem> {
    let mut select = connection.prepare(sql::CURRENT_NUMBERS)?;
    let current: FxHashSet<u32> = select.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(parts.iter().flat_map(KeptPart::articles).filter(|article| !current.contains(article)).collect())
}

/// True for a group that was small, or is more than its remark with new wordings.
fn is_made_again(group: &GrownGroup) -> bool {
    group.has_lost || group.former.len() != 1 || group.former.iter().all(|(_, count)| *count <= MOST_AGAIN)
}

/// The earlier articles of some groups, sorted, each once.
fn articles_of(groups: &GrownGroups, places: &[usize]) -> Vec<i64> {
    let members = places.iter().flat_map(|&place| groups.members(&groups.groups[place]));
    let mut numbers: Vec<i64> = members
        .filter_map(|member| match member {
            GrownMember::Earlier(place) => Some(i64::from(place.article)),
            GrownMember::New(_) => None,
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Finds articles and quotations by their numbers.
struct Wordings<'a> {
    all: &'a All,
    articles: FxHashMap<i64, usize>,
    quotations: FxHashMap<i64, usize>,
}

impl<'a> Wordings<'a> {
    fn new(all: &'a All) -> Self {
        let places = |numbers: &[i64]| numbers.iter().copied().zip(0..).collect();
        Self { all, articles: places(&all.article_numbers), quotations: places(&all.quotation_numbers) }
    }

    fn of(&self, member: GrownMember) -> Result<Wording, Problem> {
        let place = match member {
            GrownMember::New(wording) => return Ok(wording),
            GrownMember::Earlier(place) => place,
        };
        let article = self.articles.get(&i64::from(place.article)).copied();
        let quotation = self.quotations.get(&place.quotation).copied();
        let wording = article.zip(quotation).and_then(|(article, quotation)| {
            let span = Span::new(self.all.articles[article].text(), place.start, place.end)?;
            Some(Wording::new(ArticleIx(article), QuotationIx(quotation), span))
        });
        wording.ok_or(Problem::Broken { what: "what was kept of the grouping" })
    }
}
