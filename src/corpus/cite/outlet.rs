//! `(The Wexmoor Ledger, 14 September 2025)`, `(Wexmoor Ledger, 2025)` → the outlet and the date that they name.
//!
//! In: a reference as written. Out: the outlet's name, with the definite article and without, and the date behind it: a year, or a day. In
//! brackets a name alone is none, because it may be where a speaker works.

use crate::lexicon::{FunctionWord, Lexicon};
use crate::model::OutletName;
use crate::read::printed_date;

/// Longest reference that is looked at, in bytes.
const MOST: usize = 120;
/// Figures of a year, and characters of a day: 2025-09-14.
const YEAR: usize = 4;
const DAY: usize = 10;

/// The outlet that a reference names, in all its forms.
pub fn outlets(written: &str, lexicon: &Lexicon) -> Vec<OutletName> {
    let around = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '*' | '_');
    let bare = written.trim_matches(around);
    if written.len() > MOST || bare.contains(['(', '[', '\n', '"', '“', ';']) {
        return Vec::new();
    }
    let (name, rest) = bare.split_once(',').unwrap_or_else(|| year_behind(bare));
    let (name, rest) = (name.trim_matches(around), rest.trim());
    let date = match rest {
        "" if bare.len() == written.trim().len() => None,
        _ => match date(rest, lexicon) {
            Some(date) => Some(date),
            None => return Vec::new(),
        },
    };
    let without = name
        .split_once(' ')
        .filter(|(first, _)| lexicon.is_function(&first.to_lowercase(), FunctionWord::Definite));
    let names = [Some(name), without.map(|(_, rest)| rest)];
    let named = names.into_iter().flatten().filter(|name| name.starts_with(char::is_uppercase));
    named.map(|name| OutletName { name: name.to_owned(), date: date.clone() }).collect()
}

/// "Wexmoor Ledger 2025" as a name and a year.
fn year_behind(bare: &str) -> (&str, &str) {
    let last = bare.rsplit_once(' ').filter(|(_, last)| is_year(last));
    last.unwrap_or((bare, ""))
}

fn is_year(text: &str) -> bool {
    text.len() == YEAR && text.bytes().all(|b| b.is_ascii_digit())
}

/// A year, or the day of a date as printed.
fn date(printed: &str, lexicon: &Lexicon) -> Option<String> {
    if is_year(printed) {
        return Some(printed.to_owned());
    }
    printed_date(printed, lexicon.dates()).and_then(|date| date.get(..DAY).map(str::to_owned))
}
