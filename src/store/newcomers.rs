//! Who is meant in the quotations of a batch.
//!
//! In: new articles and those of the remarks that they join, the persons that these articles show together, the persons of the corpus. Out: rows:
//! each new quotation means a person of the corpus, a new one, or nobody until all remarks are made anew. A person of the batch is one
//! of the corpus if the quotations that both have say so, without another voice; or else by a whole name that one person alone has, of
//! whom nothing is left open. A short name or a description that neither shows to be anybody's stays open: a wrong person is worse than none.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;

use super::all::All;
use super::people::{meant, person};
use super::problem::Problem;
use super::sql;
use super::sum::sum_of_person;
use crate::lexicon::Lexicon;
use crate::model::{Person, QuotationIx};
use crate::names::Name;
use crate::people::{People, namesake_key};

/// Writes who is meant in the first `new` quotations of `all`; `local` are the persons as all these articles show them.
pub(super) fn write(
    transaction: &Transaction,
    all: &All,
    (new, local): (usize, &People),
    lexicon: &Lexicon,
) -> Result<(), Problem> {
    let votes = votes(transaction, all, (new, local))?;
    let mut named: BTreeMap<usize, i64> = BTreeMap::new();
    let mut insert = transaction.prepare_cached(sql::INSERT_MEANT)?;
    // The new quotations of each person.
    let mut own: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for quotation in 0..new {
        if let Some(meant) = local.meant(QuotationIx(quotation)) {
            own.entry(meant.person.0).or_default().push(quotation);
        }
    }
    for (&index, quotations) in &own {
        let Some(shown) = local.list().get(index) else { continue };
        let names = names(all, quotations);
        let number = match votes.get(&index).map(Vec::as_slice) {
            Some(&[one]) => Some(one),
            Some(_) => None,
            None => known(transaction, shown, lexicon)?,
        };
        let number = match number {
            Some(number) => {
                add_names(transaction, number, &names)?;
                Some(number)
            }
            None if votes.contains_key(&index) || !is_new(transaction, shown, lexicon)? => None,
            None => Some(add_person(transaction, shown, &names, &first_place(all, quotations))?),
        };
        let Some(number) = number else { continue };
        named.insert(index, number);
        for &quotation in quotations {
            if let Some(meant) = local.meant(QuotationIx(quotation)) {
                insert.execute(params![all.quotation_numbers[quotation], number, meant.basis.name()])?;
            }
        }
    }
    Ok(())
}

/// For each person as these articles show them, the persons whom the earlier quotations of theirs mean.
fn votes(
    connection: &Connection,
    all: &All,
    (new, local): (usize, &People),
) -> Result<FxHashMap<usize, Vec<i64>>, Problem> {
    let mut votes: FxHashMap<usize, Vec<i64>> = FxHashMap::default();
    for (index, &number) in all.quotation_numbers.iter().enumerate().skip(new) {
        let (Some(shown), Some((person, _))) = (local.meant(QuotationIx(index)), meant(connection, number)?)
        else {
            continue;
        };
        let known = votes.entry(shown.person.0).or_default();
        if !known.contains(&person) {
            known.push(person);
        }
    }
    Ok(votes)
}

/// The person of the corpus who alone has a person's name, if nothing leaves open who either is. A name that is not whole must be the main one.
fn known(connection: &Connection, shown: &Person, lexicon: &Lexicon) -> Result<Option<i64>, Problem> {
    let mut select = connection.prepare_cached(sql::PERSONS_CALLED)?;
    let found: Vec<(i64, bool)> =
        select.query_map([&shown.name], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let &[(number, is_main)] = found.as_slice() else { return Ok(None) };
    let is_open: bool = connection.prepare_cached(sql::HAS_NOTES)?.query_row([number], |r| r.get(0))?;
    let is_whole = Name::read(&shown.name, lexicon).is_whole();
    Ok((shown.notes.is_empty() && !is_open && (is_whole || is_main)).then_some(number))
}

/// True if nobody in the corpus has a person's name, which is whole.
fn is_new(connection: &Connection, shown: &Person, lexicon: &Lexicon) -> Result<bool, Problem> {
    let is_known = connection.prepare_cached(sql::PERSONS_CALLED)?.exists([&shown.name])?;
    Ok(!is_known && shown.notes.is_empty() && Name::read(&shown.name, lexicon).is_whole())
}

/// The names by which quotations name their speaker, with the articles of each.
fn names<'a>(all: &'a All, quotations: &[usize]) -> BTreeMap<&'a str, usize> {
    let of = |&q: &usize| {
        let quotation = &all.quotations[q];
        Some((quotation.speaker.as_ref()?.name.as_deref()?, quotation.article))
    };
    let printed: BTreeSet<_> = quotations.iter().filter_map(of).collect();
    let mut counts = BTreeMap::new();
    printed.into_iter().for_each(|(name, _)| *counts.entry(name).or_default() += 1);
    counts
}

/// Adds to the names of a person of the corpus.
fn add_names(transaction: &Transaction, number: i64, names: &BTreeMap<&str, usize>) -> Result<(), Problem> {
    for (name, articles) in names {
        let more = transaction.prepare_cached(sql::MORE_OF_NAME)?.execute(params![number, name, articles])?;
        if more == 0 {
            transaction.prepare_cached(sql::INSERT_PERSON_NAME)?.execute(params![number, name, articles])?;
        }
    }
    let sum = sum_of_person(&person(transaction, number, false)?);
    transaction.prepare_cached(sql::WRITE_PERSON_SUM)?.execute((sum, number))?;
    Ok(())
}

/// Adds a person with a key that nobody has.
fn add_person(
    transaction: &Transaction,
    shown: &Person,
    names: &BTreeMap<&str, usize>,
    first: &str,
) -> Result<i64, Problem> {
    let last: i64 = transaction.query_row(sql::LAST_PERSON, [], |r| r.get(0))?;
    let taken: Option<i64> =
        transaction.prepare_cached(sql::PERSON_WITH_KEY)?.query_row([&shown.key], |r| r.get(0)).optional()?;
    let key = if taken.is_some() { namesake_key(&shown.name, first) } else { shown.key.clone() };
    let number = last + 1;
    transaction.prepare_cached(sql::INSERT_PERSON)?.execute(params![number, key, shown.name, 0])?;
    add_names(transaction, number, names)?;
    Ok(number)
}

/// The id of the first article of some quotations, with the place of the first of them there.
fn first_place(all: &All, quotations: &[usize]) -> String {
    let place = |&q: &usize| {
        let quotation = &all.quotations[q];
        (all.articles[quotation.article.0].id(), quotation.extent().start())
    };
    quotations.iter().map(place).min().map(|(id, start)| format!("{id}#{start}")).unwrap_or_default()
}
