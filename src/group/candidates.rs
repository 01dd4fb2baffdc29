//! Keys → pairs worth scoring.
//!
//! In: a table. Out: pairs of wordings that share a key, each once, with the spread of their rarest shared key: the number of
//! weeks it was printed in. A slogan is printed all year, a remark in a week or two.

use super::keys::keys;
use super::table::Table;

/// Two wordings that share a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The lower number.
    pub a: u32,
    /// The higher number.
    pub b: u32,
    /// In how many weeks their rarest shared key was printed; 1 where dates are not known.
    pub spread: u16,
}

/// Within a key that this many wordings share, every pair is a candidate.
const SMALL: usize = 40;

/// In a larger one, each wording is paired with as many of those that follow it by date: a stock phrase must not make the
/// work quadratic, and the remarks that hold it share rarer keys too.
const NEIGHBOURS: usize = 12;

/// The candidates, sorted.
pub fn candidates(table: &Table) -> Vec<Candidate> {
    let mut entries: Vec<(u64, u32)> = Vec::new();
    let mut own = Vec::new();
    for i in 0..table.len() {
        keys(table, i, &mut own);
        entries.extend(own.iter().map(|&k| (k, i as u32)));
    }
    entries.sort_unstable();
    let mut out = Vec::new();
    let mut weeks = Vec::new();
    let mut by_date = Vec::new();
    for bucket in entries.chunk_by(|x, y| x.0 == y.0).filter(|b| b.len() > 1) {
        weeks.clear();
        weeks.extend(bucket.iter().filter_map(|e| table.piece(e.1 as usize).day).map(|d| d.div_euclid(7)));
        weeks.sort_unstable();
        weeks.dedup();
        let spread = u16::try_from(weeks.len().max(1)).unwrap_or(u16::MAX);
        by_date.clear();
        by_date.extend(bucket.iter().map(|&(_, i)| {
            let piece = table.piece(i as usize);
            (piece.day, piece.hash, i)
        }));
        by_date.sort_unstable();
        let reach = if bucket.len() <= SMALL { SMALL } else { NEIGHBOURS };
        for (n, x) in by_date.iter().enumerate() {
            let others = by_date[n + 1..].iter().take(reach);
            out.extend(others.map(|y| Candidate { a: x.2.min(y.2), b: x.2.max(y.2), spread }));
        }
    }
    out.sort_unstable();
    out.dedup_by_key(|c| (c.a, c.b)); // the smallest spread stands first
    out
}
