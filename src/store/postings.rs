//! Keys → articles, packed.
//!
//! Each batch of articles is a segment: its keys ([`crate::verify::Keys`]) sorted, cut by their upper bits
//! into buckets of a few hundred, a row a bucket. So a batch costs one sort and one run of rows in order, and
//! asking for a key costs one row a segment. When [`FANOUT`] segments of one level stand side by side they
//! are merged into one of the next level, bucket range by bucket range.
//!
//! A bucket is a list of varints: how far the key is from the one before, how many numbers it has, how far
//! each number is from the one before. In `postings` the numbers are articles, in `counts` how often the stem
//! stands there.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::problem::Problem;
use super::{sql, sum, whole};
use crate::words::KEY_BITS;

/// A key and an article, or a key and a count.
pub(super) type Posting = (u64, u32);

/// The average number of pairs in a bucket.
const BUCKET: usize = 512;
/// Maximum number of buckets, because more buckets are not faster.
const MOST_BITS: u32 = 20;
/// Numbers of segments, so that the row of a bucket is a number that SQLite can hold.
const MOST_SEGMENTS: i64 = 1 << (62 - MOST_BITS);
/// The number of segments of one level that are merged into one segment of the next level.
const FANOUT: usize = 16;
/// The number of ranges, as a power of two, in which segments are merged one after the other, to limit the
/// memory.
const RANGES: u32 = 8;

fn bits(pairs: usize) -> u32 {
    (pairs / BUCKET).max(1).ilog2().min(MOST_BITS)
}

fn bucket(key: u64, bits: u32) -> u64 {
    key >> (KEY_BITS - bits)
}

/// Returns the row number of a bucket.
fn place(segment: i64, bucket: u64) -> i64 {
    (segment << MOST_BITS) + bucket.cast_signed()
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    #[allow(clippy::cast_possible_truncation, reason = "seven bits at a time")]
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    #[allow(clippy::cast_possible_truncation, reason = "less than 128")]
    out.push(number as u8);
}

/// Reads the next number; `None` at the end and in a damaged row.
fn take(data: &mut &[u8]) -> Option<u64> {
    let (mut number, mut shift) = (0u64, 0);
    loop {
        let (&byte, rest) = data.split_first()?;
        *data = rest;
        number |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

/// Packs sorted pairs.
fn pack(pairs: &[Posting], out: &mut Vec<u8>) {
    out.clear();
    let mut before = 0;
    for same in pairs.chunk_by(|a, b| a.0 == b.0) {
        put(out, same[0].0 - before);
        before = same[0].0;
        put(out, same.len() as u64);
        let mut last = 0;
        for &(_, number) in same {
            put(out, u64::from(number - last));
            last = number;
        }
    }
}

/// Calls `each` with each key and its numbers, until `each` says to stop.
fn unpack(mut data: &[u8], numbers: &mut Vec<u32>, mut each: impl FnMut(u64, &[u32]) -> bool) {
    let mut key = 0u64;
    while let (Some(step), Some(n)) = (take(&mut data), take(&mut data)) {
        key = key.saturating_add(step);
        numbers.clear();
        let mut last = 0u64;
        for _ in 0..n {
            let Some(step) = take(&mut data) else { return };
            last = last.saturating_add(step);
            numbers.push(u32::try_from(last).unwrap_or(u32::MAX));
        }
        if !each(key, numbers) {
            return;
        }
    }
}

/// Writes a segment of sorted pairs; there are at most `most` postings.
pub(super) fn write(
    transaction: &Transaction,
    most: usize,
    postings: impl Iterator<Item = Posting>,
    counts: &[Posting],
) -> Result<(), Problem> {
    if most == 0 && counts.is_empty() {
        return Ok(());
    }
    let bits = bits(most);
    let segment = new(transaction, 0, bits)?;
    let all = 0..1 << bits;
    rows(transaction, "postings", (segment, bits), all.clone(), postings)?;
    rows(transaction, "counts", (segment, bits), all, counts.iter().copied())?;
    merge(transaction, 0)
}

fn new(transaction: &Transaction, level: usize, bits: u32) -> rusqlite::Result<i64> {
    transaction.prepare_cached(sql::INSERT_SEGMENT)?.execute(params![level, bits])?;
    Ok(transaction.last_insert_rowid())
}

/// Writes some buckets of a segment, which is given with its bits; the pairs are sorted and all in these buckets. An empty bucket has a row
/// too, so that a row that is missing was lost.
fn rows(
    transaction: &Transaction,
    table: &str,
    (segment, bits): (i64, u32),
    buckets: std::ops::Range<u64>,
    pairs: impl Iterator<Item = Posting>,
) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached(&sql::insert_bucket(table))?;
    let (mut held, mut data) = (Vec::new(), Vec::new());
    let mut pairs = pairs.peekable();
    for number in buckets {
        held.clear();
        held.extend(std::iter::from_fn(|| pairs.next_if(|p| bucket(p.0, bits) == number)));
        pack(&held, &mut data);
        let place = place(segment, number);
        insert.execute(params![place, sum::summed(place, &data)])?;
    }
    Ok(())
}

/// Gives the buckets of an earlier version their checksums, and the empty ones their rows.
pub(super) fn write_sums(transaction: &Transaction) -> Result<(), Problem> {
    for (segment, bits) in segments(transaction, None)? {
        for (table, select) in [("postings", sql::POSTINGS), ("counts", sql::COUNTS)] {
            for number in 0..1u64 << bits {
                let place = place(segment, number);
                let data: Option<Vec<u8>> =
                    transaction.prepare_cached(select)?.query_row([place], |r| r.get(0)).optional()?;
                let data = sum::summed(place, &data.unwrap_or_default());
                transaction.prepare_cached(&sql::insert_bucket(table))?.execute(params![place, data])?;
            }
        }
    }
    Ok(())
}

/// Fails if a bucket is missing or not as it was written.
pub(super) fn check(connection: &Connection) -> Result<(), Problem> {
    let mut pairs = Vec::new();
    for segment in segments(connection, None)? {
        for table in ["postings", "counts"] {
            let bits = segment.1.min(RANGES);
            for number in 0..1 << bits {
                pairs.clear();
                load(connection, table, segment, Range { number, bits }, &mut pairs)?;
            }
        }
    }
    Ok(())
}

/// The segments, of one level or of all, each with the bits of its buckets; both are such as [`place`] can
/// hold.
fn segments(connection: &Connection, level: Option<usize>) -> Result<Vec<(i64, u32)>, Problem> {
    let segments: Vec<(i64, u32)> = connection
        .prepare_cached(sql::SEGMENTS)?
        .query_map([level], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let sound = |&(segment, bits): &(i64, u32)| (0..MOST_SEGMENTS).contains(&segment) && bits <= MOST_BITS;
    if segments.iter().all(sound) {
        Ok(segments)
    } else {
        Err(Problem::Broken { what: "a part of its index that cannot be" })
    }
}

/// Merges the segments of a level if there are enough of them, then those of the higher levels.
fn merge(transaction: &Transaction, level: usize) -> Result<(), Problem> {
    let segments = segments(transaction, Some(level))?;
    if segments.len() < FANOUT {
        return Ok(());
    }
    let buckets: f64 = segments.iter().map(|s| f64::from(1u32 << s.1)).sum();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few million at most")]
    let bits = bits(buckets as usize * BUCKET);
    let merged = new(transaction, level + 1, bits)?;
    for (table, is_count) in [("postings", false), ("counts", true)] {
        for number in 0..1u64 << bits.min(RANGES) {
            let pairs =
                merged_range(transaction, table, &segments, Range { number, bits: bits.min(RANGES) })?;
            let pairs = if is_count { summed(pairs) } else { pairs };
            let finer = bits - bits.min(RANGES);
            let buckets = number << finer..(number + 1) << finer;
            rows(transaction, table, (merged, bits), buckets, pairs.into_iter())?;
        }
        for &(segment, _) in &segments {
            let all = params![place(segment, 0), place(segment + 1, 0) - 1];
            transaction.prepare_cached(&sql::delete_buckets(table))?.execute(all)?;
        }
    }
    for &(segment, _) in &segments {
        transaction.prepare_cached(sql::DELETE_SEGMENT)?.execute([segment])?;
    }
    merge(transaction, level + 1)
}

/// Returns the range of the keys whose upper `bits` are `number`.
#[derive(Clone, Copy)]
struct Range {
    number: u64,
    bits: u32,
}

/// Returns the pairs of all segments in one range, sorted.
fn merged_range(
    transaction: &Transaction,
    table: &str,
    segments: &[(i64, u32)],
    range: Range,
) -> Result<Vec<Posting>, Problem> {
    let mut pairs = Vec::new();
    for &segment in segments {
        load(transaction, table, segment, range, &mut pairs)?;
    }
    pairs.sort_unstable();
    Ok(pairs)
}

/// Adds up sorted counts, so that each key occurs once.
fn summed(mut counts: Vec<Posting>) -> Vec<Posting> {
    counts.dedup_by(|b, a| {
        let same = a.0 == b.0;
        if same {
            a.1 = a.1.saturating_add(b.1);
        }
        same
    });
    counts
}

/// Appends the pairs of one segment, given with the bits of its buckets, in a range.
fn load(
    connection: &Connection,
    table: &str,
    (segment, bits): (i64, u32),
    range: Range,
    pairs: &mut Vec<Posting>,
) -> Result<(), Problem> {
    let (first, last) = match bits.checked_sub(range.bits) {
        Some(finer) => (range.number << finer, ((range.number + 1) << finer) - 1),
        None => (range.number >> (range.bits - bits), range.number >> (range.bits - bits)),
    };
    let mut statement = connection.prepare_cached(&sql::select_buckets(table))?;
    let mut found = statement.query(params![place(segment, first), place(segment, last)])?;
    let mut numbers = Vec::new();
    let mut missing = last - first + 1;
    while let Some(row) = found.next()? {
        missing = missing.saturating_sub(1);
        let data = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let data = sum::checked(row.get(0)?, data)?;
        unpack(data, &mut numbers, |key, numbers| {
            if bucket(key, range.bits) == range.number {
                pairs.extend(numbers.iter().map(|&n| (key, n)));
            }
            true
        });
    }
    if missing == 0 { Ok(()) } else { Err(sum::BUCKET) }
}

/// Deletes the whole index.
pub(super) fn clear(transaction: &Transaction) -> rusqlite::Result<()> {
    transaction.execute_batch(sql::CLEAR_INDEX)
}

/// The look-ups of the index.
pub(super) struct Index<'c> {
    connection: &'c Connection,
    segments: Vec<(i64, u32)>,
}

impl<'c> Index<'c> {
    pub fn new(connection: &'c Connection) -> Result<Self, Problem> {
        whole::check(connection)?;
        Ok(Self { connection, segments: segments(connection, None)? })
    }

    /// Returns the articles that have a key, in the order of their numbers.
    pub fn articles(&self, key: u64) -> Result<Vec<u32>, Problem> {
        let mut found = Vec::new();
        self.ask(sql::POSTINGS, key, |n| found.extend(n))?;
        found.sort_unstable();
        Ok(found)
    }

    /// Returns how often a stem occurs in the corpus.
    pub fn count(&self, key: u64) -> Result<u32, Problem> {
        let mut sum = 0u32;
        self.ask(sql::COUNTS, key, |n| {
            sum = n.iter().fold(sum, |sum, &n| sum.saturating_add(n));
        })?;
        Ok(sum)
    }

    fn ask(&self, sql: &str, key: u64, mut each: impl FnMut(&[u32])) -> Result<(), Problem> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut numbers = Vec::new();
        for &(segment, bits) in &self.segments {
            let place = place(segment, bucket(key, bits));
            let mut rows = statement.query([place])?;
            let row = rows.next()?.ok_or(sum::BUCKET)?;
            let data = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            unpack(sum::checked(place, data)?, &mut numbers, |at, numbers| {
                if at == key {
                    each(numbers);
                }
                at < key
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let pairs: Vec<Posting> = vec![(0, 3), (0, 900_000), (5, 0), ((1 << 40) - 1, u32::MAX)];
        let mut data = Vec::new();
        pack(&pairs, &mut data);
        let mut back = Vec::new();
        unpack(&data, &mut Vec::new(), |key, numbers| {
            back.extend(numbers.iter().map(|&n| (key, n)));
            true
        });
        assert_eq!(back, pairs);
        // A truncated row gives only its complete numbers.
        unpack(&data[..data.len() - 1], &mut Vec::new(), |_, _| true);
    }

    #[test]
    fn merged_segments_answer_as_single_ones() {
        let mut c = Connection::open_in_memory().unwrap();
        super::super::schema::prepare(&mut c).unwrap();
        let t = c.transaction().unwrap();
        let key = |i: u64| ((i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 24) % (1 << 14)) << 26;
        let mut all = Vec::new();
        for batch in 0..2 * FANOUT as u64 + 3 {
            let mut pairs: Vec<Posting> = (0..700).map(|i| (key(batch * 700 + i), batch as u32)).collect();
            pairs.sort_unstable();
            pairs.dedup();
            all.extend(pairs.iter().copied());
            let counts: Vec<Posting> = vec![(7 << 30, 2)];
            write(&t, pairs.len(), pairs.iter().copied(), &counts).unwrap();
        }
        whole::seal(&t).unwrap();
        check(&t).unwrap();
        let index = Index::new(&t).unwrap();
        assert_eq!(index.segments.len(), 2 + 3);
        for probe in all.iter().step_by(97) {
            let mut wanted: Vec<u32> = all.iter().filter(|p| p.0 == probe.0).map(|p| p.1).collect();
            wanted.sort_unstable();
            assert_eq!(index.articles(probe.0).unwrap(), wanted);
        }
        assert!(index.articles(1).unwrap().is_empty());
        assert_eq!(index.count(7 << 30).unwrap(), 2 * (2 * FANOUT as u32 + 3));
    }
}
