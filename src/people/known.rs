//! The people of a corpus, and the questions about them. In: persons, and who each quotation's speaker is. Out: [`People`].

use crate::lexicon::Lexicon;
use crate::model::{Meant, Person, PersonIx, QuotationIx};
use crate::names::{Name, fit};

/// Names of a person that are compared with another's: the commonest.
const MOST: usize = 8;

/// The people of a corpus.
#[derive(Debug, Clone, Default)]
pub struct People {
    list: Vec<Person>,
    /// The commonest names of each person, read.
    names: Vec<Vec<Name>>,
    /// Who each quotation's speaker is.
    meant: Vec<Option<Meant>>,
}

/// Whether the speakers of two quotations are one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnePerson {
    /// One person, with one key.
    Same,
    /// Two persons: their names cannot be one person's, and nothing leaves it open.
    Other,
    /// A speaker is not known, or the names leave it open.
    Unknown,
}

impl People {
    /// Takes persons, and for each quotation who its speaker is.
    pub fn new(list: Vec<Person>, meant: Vec<Option<Meant>>, lexicon: &Lexicon) -> Self {
        let read = |person: &Person| Self::compared_names(person).map(|n| Name::read(n, lexicon)).collect();
        let names = list.iter().map(read).collect();
        Self { list, names, meant }
    }

    /// The names of a person that [`People::compare`] compares with another's.
    pub fn compared_names(person: &Person) -> impl Iterator<Item = &str> {
        person.forms.iter().take(MOST).map(|form| &*form.name)
    }

    /// The persons, the most quoted first.
    pub fn list(&self) -> &[Person] {
        &self.list
    }

    /// Who a quotation's speaker is, with how it was found.
    pub fn meant(&self, quotation: QuotationIx) -> Option<Meant> {
        *self.meant.get(quotation.0)?
    }

    /// Who a quotation's speaker is.
    pub fn person(&self, quotation: QuotationIx) -> Option<&Person> {
        self.list.get(self.meant(quotation)?.person.0)
    }

    /// Compares the speakers of two quotations. [`OnePerson::Other`] accuses an outlet, so it needs two names that differ in more than
    /// what is left out of one, and no note that they may be one person.
    pub fn compare(&self, a: QuotationIx, b: QuotationIx) -> OnePerson {
        match (self.meant(a), self.meant(b)) {
            (Some(a), Some(b)) if a.person == b.person => OnePerson::Same,
            (Some(a), Some(b)) if self.are_two(a.person, b.person) => OnePerson::Other,
            _ => OnePerson::Unknown,
        }
    }

    fn are_two(&self, a: PersonIx, b: PersonIx) -> bool {
        let (Some(one), Some(other)) = (self.list.get(a.0), self.list.get(b.0)) else { return false };
        let noted = one.notes.iter().any(|note| note.other == other.key);
        let names = |person: PersonIx| self.names.get(person.0).into_iter().flatten();
        !noted && names(a).all(|x| names(b).all(|y| fit(x, y).is_other()))
    }

    /// Keeps the people of some quotations; `places` gives for each quotation its new place.
    #[must_use]
    pub fn only(&self, places: &[Option<usize>]) -> Self {
        let mut meant = vec![None; places.iter().flatten().map(|place| place + 1).max().unwrap_or(0)];
        for (old, place) in places.iter().enumerate() {
            if let Some(place) = place {
                meant[*place] = self.meant(QuotationIx(old));
            }
        }
        Self { meant, ..self.clone() }
    }
}
