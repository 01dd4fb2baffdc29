//! Who is meant, stored and read back.
//!
//! In: the people of all quotations. Out: rows, which are made together with the remarks; and the people of some quotations.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, params};

use super::problem::Problem;
use super::sum::sum_of_person;
use super::{row, schema, sql};
use crate::lexicon::Lexicon;
use crate::model::{Apartness, Meant, Person, PersonForm, PersonIx, PersonNote, QuotationIx};
use crate::people::People;

/// Writes the people; `numbers` are those of the quotations. Rows from before were deleted with the remarks.
pub(super) fn write(transaction: &Transaction, people: &People, numbers: &[i64]) -> Result<(), Problem> {
    let mut person_row = transaction.prepare(sql::INSERT_PERSON)?;
    let mut name_row = transaction.prepare(sql::INSERT_PERSON_NAME)?;
    let mut note_row = transaction.prepare(sql::INSERT_PERSON_NOTE)?;
    for (number, person) in (1i64..).zip(people.list()) {
        person_row.execute(params![number, person.key, person.name, sum_of_person(person)])?;
        for form in &person.forms {
            name_row.execute(params![number, form.name, form.articles])?;
        }
        for note in &person.notes {
            note_row.execute(params![number, note.other, note.reason.name()])?;
        }
    }
    let mut meant_row = transaction.prepare(sql::INSERT_MEANT)?;
    for (index, quotation) in numbers.iter().enumerate() {
        if let Some((person, basis)) = stored(people, QuotationIx(index)) {
            meant_row.execute(params![quotation, person, basis])?;
        }
    }
    Ok(())
}

/// Who is meant by a quotation, as it is stored: the number of the person, the name of the basis.
pub(super) fn stored(people: &People, quotation: QuotationIx) -> Option<(i64, &'static str)> {
    let meant = people.meant(quotation)?;
    Some((i64::try_from(meant.person.0 + 1).unwrap_or(i64::MAX), meant.basis.name()))
}

/// Who is meant by a quotation of the corpus: the number of the person, the name of the basis.
pub(super) fn meant(connection: &Connection, quotation: i64) -> Result<Option<(i64, String)>, Problem> {
    let mut select = connection.prepare_cached(sql::MEANT)?;
    let mut rows = select.query([quotation])?;
    Ok(rows.next()?.map(|r| Ok::<_, rusqlite::Error>((r.get(0)?, r.get(1)?))).transpose()?)
}

/// Changes in how many articles a person of the corpus has some names, by that number of articles, times `sign`.
pub(super) fn change_names(
    transaction: &Transaction,
    number: i64,
    names: &BTreeMap<&str, usize>,
    sign: i64,
) -> Result<(), Problem> {
    for (name, articles) in names {
        let by = sign * i64::try_from(*articles).unwrap_or(i64::MAX);
        let known = transaction.prepare_cached(sql::MORE_OF_NAME)?.execute(params![number, name, by])?;
        if known == 0 && by > 0 {
            transaction.prepare_cached(sql::INSERT_PERSON_NAME)?.execute(params![number, name, by])?;
        }
    }
    let sum = sum_of_person(&person(transaction, number, false)?);
    transaction.prepare_cached(sql::WRITE_PERSON_SUM)?.execute((sum, number))?;
    Ok(())
}

/// Forgets who is meant in an article that goes, before its quotations do: their numbers can be given again.
pub(super) fn forget_article(transaction: &Transaction, article: i64) -> Result<(), Problem> {
    let mut named: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    {
        let mut select = transaction.prepare_cached(sql::NAMED_IN_ARTICLE)?;
        let mut rows = select.query([article])?;
        while let Some(r) = rows.next()? {
            named.entry(r.get(0)?).or_default().push(r.get(1)?);
        }
    }
    for (number, names) in named {
        change_names(transaction, number, &names.iter().map(|name| (&**name, 1)).collect(), -1)?;
    }
    transaction.prepare_cached(sql::DELETE_MEANT)?.execute([article])?;
    Ok(())
}

/// Reads the people of some quotations, which are given by their numbers.
pub(super) fn read(connection: &Connection, numbers: &[i64], lexicon: &Lexicon) -> Result<People, Problem> {
    let broken = || Problem::Broken { what: "a person without a name" };
    let found: Vec<Option<(i64, String)>> =
        numbers.iter().map(|number| meant(connection, *number)).collect::<Result<_, _>>()?;
    let mut places: BTreeMap<i64, PersonIx> =
        found.iter().flatten().map(|(p, _)| (*p, PersonIx(0))).collect();
    let mut list = Vec::with_capacity(places.len());
    let is_grouped = schema::grouped(connection)?;
    for (number, place) in &mut places {
        *place = PersonIx(list.len());
        list.push(person(connection, *number, is_grouped)?);
    }
    let mut meant = Vec::with_capacity(found.len());
    for known in found {
        let Some((number, basis)) = known else {
            meant.push(None);
            continue;
        };
        let (person, basis) = (*places.get(&number).ok_or_else(broken)?, row::named(&basis)?);
        meant.push(Some(Meant { person, basis }));
    }
    Ok(People::new(list, meant, lexicon))
}

/// Reads one person. Persons of an earlier version have no checksum until they are made again with the remarks (`is_grouped`).
pub(super) fn person(connection: &Connection, number: i64, is_grouped: bool) -> Result<Person, Problem> {
    let (key, name, sum): (String, String, i64) = connection
        .prepare_cached(sql::PERSON)?
        .query_row([number], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let form = |r: &rusqlite::Row<'_>| Ok(PersonForm { name: r.get(0)?, articles: r.get(1)? });
    let forms = connection
        .prepare_cached(sql::PERSON_NAMES)?
        .query_map([number], form)?
        .collect::<rusqlite::Result<_>>()?;
    let mut select = connection.prepare_cached(sql::PERSON_NOTES)?;
    let mut rows = select.query([number])?;
    let mut notes = Vec::new();
    while let Some(r) = rows.next()? {
        let reason: String = r.get(1)?;
        let reason = Apartness::of_name(&reason);
        notes.push(PersonNote {
            other: r.get(0)?,
            reason: reason.ok_or(Problem::Broken { what: "a note on a person" })?,
        });
    }
    let person = Person { key, name, forms, notes };
    if is_grouped && sum != sum_of_person(&person) {
        return Err(Problem::Broken { what: "the names of a person" });
    }
    Ok(person)
}
