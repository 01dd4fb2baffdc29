//! Who is meant in the quotations of a batch.
//!
//! In: new articles and those of the remarks that they join, the persons that these articles show together, the persons of the corpus. Out: rows:
//! each new quotation means a person of the corpus, a new one, or nobody until all remarks are made anew. A person of the batch is one
//! of the corpus if earlier quotations say so, without another voice, or by a full name that one person alone has, of whom nothing is left
//! open. A new one has a full name that can be nobody's in the corpus. A short name or a description means a person only where an earlier
//! print of the same remark does, or where nobody else in the corpus has a name that ends so: what a few articles show is too little for
//! more, and a wrong person is worse than none.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Transaction, params};
use rustc_hash::FxHashMap;

use super::all::All;
use super::people::{change_names, meant};
use super::problem::Problem;
use super::sql;
use crate::lexicon::Lexicon;
use crate::model::{Person, PersonBasis, QuotationIx, Remark};
use crate::names::{Name, fit};
use crate::people::{People, namesake_key};
use crate::words::unmarked;

/// New articles with the earlier ones of their remarks.
pub(super) struct Newcomers<'a> {
    pub all: &'a All,
    /// How many quotations are new; they are the first ones.
    pub new: usize,
    /// Who is meant, as far as all these articles show.
    pub local: &'a People,
    /// The remarks of which all wordings are here.
    pub remarks: &'a [Remark],
}

/// What the earlier quotations say.
struct Votes {
    /// The persons of the corpus, by the person that these articles show.
    persons: FxHashMap<usize, BTreeSet<i64>>,
    /// The persons of the corpus whom other prints of its remarks mean, by the new quotation.
    remarks: FxHashMap<usize, BTreeSet<i64>>,
}

impl Newcomers<'_> {
    /// Writes who is meant in the new quotations.
    pub fn write(&self, transaction: &Transaction, lexicon: &Lexicon) -> Result<(), Problem> {
        let votes = self.votes(transaction)?;
        let mut own: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for quotation in 0..self.new {
            if let Some(meant) = self.local.meant(QuotationIx(quotation)) {
                own.entry(meant.person.0).or_default().push(quotation);
            }
        }
        let mut namesakes = Namesakes { lexicon, names: all_names(transaction)? };
        let mut short: Vec<(i64, usize)> = Vec::new();
        for (index, quotations) in own {
            let Some(shown) = self.local.list().get(index) else { continue };
            let voted: Vec<i64> = votes.persons.get(&index).into_iter().flatten().copied().collect();
            let number = match voted[..] {
                [one] => Some(one),
                [] => known(transaction, shown, lexicon)?,
                _ => None,
            };
            let is_sure = |&quotation: &usize| {
                let by_name =
                    self.local.meant(QuotationIx(quotation)).is_some_and(|m| m.basis == PersonBasis::Name);
                let by_remark =
                    || number.is_some_and(|n| votes.remarks.get(&quotation).is_some_and(|v| v.contains(&n)));
                by_name || by_remark()
            };
            let (sure, open): (Vec<usize>, Vec<usize>) = quotations.into_iter().partition(is_sure);
            let number = match number {
                Some(number) => number,
                None if sure.is_empty() => continue,
                None if voted.is_empty() && namesakes.can_be_new(shown) => {
                    let number = add_person(transaction, shown, &self.first_place(&sure))?;
                    namesakes.add(&shown.name, number);
                    number
                }
                None => continue,
            };
            short.extend(open.into_iter().map(|quotation| (number, quotation)));
            if !sure.is_empty() {
                change_names(transaction, number, &self.names(&sure), 1)?;
                self.write_meant(transaction, number, &sure)?;
            }
        }
        // When all who are new have their names, so that no short name goes to one of two.
        for (number, quotation) in short {
            let speaker = self.all.quotations[quotation].speaker.as_ref();
            if speaker.and_then(|s| s.name.as_deref()).is_some_and(|name| namesakes.are_only(name, number)) {
                change_names(transaction, number, &self.names(&[quotation]), 1)?;
                self.write_meant(transaction, number, &[quotation])?;
            }
        }
        Ok(())
    }

    fn write_meant(
        &self,
        transaction: &Transaction,
        number: i64,
        quotations: &[usize],
    ) -> Result<(), Problem> {
        let mut insert = transaction.prepare_cached(sql::INSERT_MEANT)?;
        for &quotation in quotations {
            if let Some(meant) = self.local.meant(QuotationIx(quotation)) {
                insert.execute(params![self.all.quotation_numbers[quotation], number, meant.basis.name()])?;
            }
        }
        Ok(())
    }

    fn votes(&self, connection: &Connection) -> Result<Votes, Problem> {
        let mut votes = Votes { persons: FxHashMap::default(), remarks: FxHashMap::default() };
        let mut earlier: FxHashMap<usize, i64> = FxHashMap::default();
        for (index, &number) in self.all.quotation_numbers.iter().enumerate().skip(self.new) {
            let Some((person, _)) = meant(connection, number)? else { continue };
            earlier.insert(index, person);
            if let Some(shown) = self.local.meant(QuotationIx(index)) {
                votes.persons.entry(shown.person.0).or_default().insert(person);
            }
        }
        for remark in self.remarks {
            let quotations = || remark.wordings.iter().map(|wording| wording.quotation.0);
            let persons: BTreeSet<i64> = quotations().filter_map(|q| earlier.get(&q)).copied().collect();
            for quotation in quotations().filter(|q| *q < self.new && !persons.is_empty()) {
                votes.remarks.entry(quotation).or_default().extend(&persons);
            }
        }
        Ok(votes)
    }

    /// The names by which quotations name their speaker, with the articles of each.
    fn names(&self, quotations: &[usize]) -> BTreeMap<&str, usize> {
        let of = |&q: &usize| {
            let quotation = &self.all.quotations[q];
            Some((quotation.speaker.as_ref()?.name.as_deref()?, quotation.article))
        };
        let printed: BTreeSet<_> = quotations.iter().filter_map(of).collect();
        let mut counts = BTreeMap::new();
        printed.into_iter().for_each(|(name, _)| *counts.entry(name).or_default() += 1);
        counts
    }

    /// The id of the first article of some quotations, with the place of the first of them there.
    fn first_place(&self, quotations: &[usize]) -> String {
        let place = |&q: &usize| {
            let quotation = &self.all.quotations[q];
            (self.all.articles[quotation.article.0].id(), quotation.extent().start())
        };
        let first = quotations.iter().map(place).min();
        first.map(|(id, start)| format!("{id}#{start}")).unwrap_or_default()
    }
}

/// The person of the corpus who alone has a full name of this person, if nothing leaves open who either is.
fn known(connection: &Connection, shown: &Person, lexicon: &Lexicon) -> Result<Option<i64>, Problem> {
    let mut select = connection.prepare_cached(sql::PERSONS_CALLED)?;
    let mut found: BTreeSet<i64> = BTreeSet::new();
    let whole = shown.forms.iter().map(|form| &form.name);
    for name in whole.filter(|name| Name::read(name, lexicon).is_whole()) {
        for number in select.query_map([name], |r| r.get(0))? {
            found.insert(number?);
        }
    }
    let number = found.pop_first().filter(|_| found.is_empty() && shown.notes.is_empty());
    let Some(number) = number else { return Ok(None) };
    let is_open: bool = connection.prepare_cached(sql::HAS_NOTES)?.query_row([number], |r| r.get(0))?;
    Ok(Some(number).filter(|_| !is_open))
}

/// All names of the corpus, with their persons, by their last words.
struct Namesakes<'l> {
    lexicon: &'l Lexicon,
    names: FxHashMap<String, Vec<(i64, String)>>,
}

impl Namesakes<'_> {
    /// True for a full name that can be no person's of the corpus.
    fn can_be_new(&self, shown: &Person) -> bool {
        let own = Name::read(&shown.name, self.lexicon);
        let near = self.names.get(&last_word(&shown.name)).into_iter().flatten();
        let mut fits = near.map(|(_, name)| fit(&own, &Name::read(name, self.lexicon)));
        shown.notes.is_empty() && own.is_whole() && fits.all(|fit| fit.is_other())
    }

    /// True if a person alone has names that end as this one does.
    fn are_only(&self, name: &str, number: i64) -> bool {
        let near = self.names.get(&last_word(name));
        near.is_some_and(|near| near.iter().all(|(person, _)| *person == number))
    }

    fn add(&mut self, name: &str, number: i64) {
        self.names.entry(last_word(name)).or_default().push((number, name.to_owned()));
    }
}

fn all_names(connection: &Connection) -> Result<FxHashMap<String, Vec<(i64, String)>>, Problem> {
    let mut by_last: FxHashMap<String, Vec<(i64, String)>> = FxHashMap::default();
    let mut select = connection.prepare(sql::ALL_PERSON_NAMES)?;
    for row in select.query_map([], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))? {
        let (person, name) = row?;
        by_last.entry(last_word(&name)).or_default().push((person, name));
    }
    Ok(by_last)
}

/// The last word of a name in small letters, without accents.
fn last_word(name: &str) -> String {
    let lower = name.to_lowercase();
    let plain = unmarked(&lower);
    plain.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty()).unwrap_or_default().to_owned()
}

/// Adds a person with a key that nobody has.
fn add_person(transaction: &Transaction, shown: &Person, first: &str) -> Result<i64, Problem> {
    let number = transaction.query_row(sql::LAST_PERSON, [], |r| r.get::<_, i64>(0))? + 1;
    let mut taken = transaction.prepare_cached(sql::PERSON_WITH_KEY)?;
    let (mut key, mut tries) = (shown.key.clone(), 0);
    // A key stays with its person when the article goes, so that the same place can give the same one again.
    while taken.exists([&key])? {
        key = namesake_key(&shown.name, &format!("{first}{}", "#".repeat(tries)));
        tries += 1;
    }
    transaction.prepare_cached(sql::INSERT_PERSON)?.execute(params![number, key, shown.name, 0])?;
    Ok(number)
}
