//! Checksums. In: the data of a bucket of the index. Out: the data with its checksum before it, and without it again.

use xxhash_rust::xxh3::Xxh3;

use super::problem::Problem;

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
