//! The names that are nearest to one that nobody has: what a reader may have meant.
//!
//! In: a name as typed, and the names that there are. Out: a few of them: those that share a word with it, slips of the pen left aside; or
//! else the commonest.

use std::collections::BTreeMap;

use crate::words::letters_apart;

/// At most so many names are returned.
pub const NEAREST: usize = 5;

/// Letters that may be wrong in a word for it to be near another, and the letters of a word for which one more may be.
const SLIPS: usize = 1;
const LONG: usize = 6;
/// Shorter words are near only if they are the same.
const SHORT: usize = 3;

/// Returns the nearest of some names, each once, those that come most often first.
pub fn nearest<'a>(asked: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *count.entry(name).or_default() += 1);
    let asked = words(asked);
    let is_near = |name: &str| {
        let own = words(name);
        asked.iter().any(|a| own.iter().any(|b| are_near(a, b)))
    };
    let mut ranked: Vec<(bool, usize, &str)> =
        count.into_iter().map(|(name, count)| (is_near(name), count, name)).collect();
    if ranked.iter().any(|(near, ..)| *near) {
        ranked.retain(|(near, ..)| *near);
    }
    ranked.sort_by_key(|&(_, count, name)| (std::cmp::Reverse(count), name));
    ranked.into_iter().take(NEAREST).map(|(.., name)| name.to_owned()).collect()
}

fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn are_near(a: &str, b: &str) -> bool {
    let letters = a.chars().count().min(b.chars().count());
    let slips = if letters >= LONG { SLIPS + 1 } else { SLIPS };
    a == b || letters > SHORT && letters_apart(a, b, slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_nothing_like_it_the_commonest() {
        let names = ["Ana Ruiz", "Tom Okafor", "Tom Okafor", "Mara Lindqvist"];
        assert_eq!(nearest("Lindquist", names.into_iter()), ["Mara Lindqvist"]);
        assert_eq!(nearest("ana", names.into_iter()), ["Ana Ruiz"]);
        assert_eq!(nearest("Zoe", names.into_iter()), ["Tom Okafor", "Ana Ruiz", "Mara Lindqvist"]);
        assert!(nearest("Zoe", std::iter::empty()).is_empty());
    }
}
