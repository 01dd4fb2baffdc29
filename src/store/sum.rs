//! Checksums. In: the data of a bucket of the index; a remark as it is stored; a person. Out: the data with its checksum before it, and without it
//! again; the checksum of a remark, of a person.

use xxhash_rust::xxh3::Xxh3;

use super::problem::Problem;
use crate::model::Person;

/// Bytes of the checksum before the data of a bucket.
const SUM: usize = 8;

/// A checksum that SQLite can hold as a number that is not negative.
pub(super) fn positive(sum: u64) -> i64 {
    (sum & i64::MAX.cast_unsigned()).cast_signed()
}

/// The checksum of a bucket in its place.
fn sum_of(place: i64, data: &[u8]) -> [u8; SUM] {
    let mut hash = Xxh3::with_seed(place.cast_unsigned());
    hash.update(data);
    hash.digest().to_le_bytes()
}

/// Puts the checksum of a bucket before its data.
pub(super) fn summed(place: i64, data: &[u8]) -> Vec<u8> {
    [&sum_of(place, data)[..], data].concat()
}

/// Returns the data of a bucket without its checksum.
pub(super) fn checked(place: i64, data: &[u8]) -> Result<&[u8], Problem> {
    let (sum, data) = data.split_at_checked(SUM).ok_or(BUCKET)?;
    if sum == sum_of(place, data) { Ok(data) } else { Err(BUCKET) }
}

/// What is said of a bucket that is missing or changed.
pub(super) const BUCKET: Problem = Problem::Broken { what: "a part of its index" };

/// The checksum of a remark in the making: a sum over its head and every wording with who is meant there, so that a wording can be added
/// without a look at the others.
#[derive(Clone, Copy)]
pub(super) struct RemarkSum(u64);

impl RemarkSum {
    /// Begins with the remark's id and speaker.
    pub(super) fn new(id: &str, speaker: Option<&str>) -> Self {
        Self(head(id, speaker))
    }

    /// Goes on with a stored sum, of which only the speaker becomes another one.
    pub(super) fn with_speaker(stored: i64, id: &str, (before, now): (Option<&str>, Option<&str>)) -> Self {
        Self(stored.cast_unsigned().wrapping_sub(head(id, before)).wrapping_add(head(id, now)))
    }

    /// Adds a wording (the numbers of its quotation and its article, its place, whether it is the base), and the number of the person who is
    /// meant with the basis of that.
    pub(super) fn add(&mut self, wording: &(i64, i64, usize, usize, bool), meant: Option<(i64, &str)>) {
        let (quotation, article, start, end, base) = wording;
        let (person, basis) = meant.unwrap_or((0, ""));
        let mut hash = Xxh3::with_seed(0);
        parts(&mut hash, [&*format!("{quotation} {article} {start} {end} {base} {person}"), basis]);
        self.0 = self.0.wrapping_add(hash.digest());
    }

    /// The checksum.
    pub(super) fn value(&self) -> i64 {
        positive(self.0)
    }
}

fn head(id: &str, speaker: Option<&str>) -> u64 {
    let mut hash = Xxh3::with_seed(0);
    parts(&mut hash, [id, speaker.unwrap_or("\u{1}")]);
    hash.digest()
}

/// The checksum of a person: key, names, notes.
pub(super) fn sum_of_person(person: &Person) -> i64 {
    let mut hash = Xxh3::with_seed(0);
    parts(&mut hash, [&*person.key, &*person.name]);
    for form in &person.forms {
        parts(&mut hash, [&*form.name, &*form.articles.to_string()]);
    }
    for note in &person.notes {
        parts(&mut hash, [&*note.other, note.reason.name()]);
    }
    positive(hash.digest())
}

/// Adds texts, each with its end.
pub(super) fn parts<'t>(hash: &mut Xxh3, texts: impl IntoIterator<Item = &'t str>) {
    for text in texts {
        hash.update(text.as_bytes());
        hash.update(b"\0");
    }
}
