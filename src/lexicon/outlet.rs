//! The names of news outlets and of other bodies, with the definite article and without.
//!
//! In: the names of `outlets.toml`, as printed. Out: whether a printed name is one of them. A name that is
//! also a common word stands in the file with its article alone, so that only "The Hill", and no hill, is an
//! outlet.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::function_word::FunctionWord;

/// The names, and how they begin and end.
#[derive(Debug, Default)]
pub(super) struct Outlets {
    /// Names with the definite article as printed, names without it in lower case.
    names: FxHashSet<Box<str>>,
    /// The last bytes of each. Most names of an article end otherwise, and need not be looked up.
    endings: Endings,
    /// The first bytes of each behind its article, and its last ones.
    edges: FxHashSet<([u8; BEGINNING], [u8; ENDING])>,
}

/// Bytes of a beginning, and of an ending.
const BEGINNING: usize = 2;
const ENDING: usize = 3;

/// A set of endings: a bit for the five lowest bits of each byte, which are different for all letters of ASCII.
#[derive(Debug, Default)]
struct Endings(Vec<u64>);

impl Endings {
    /// The word of an ending, and its bit in it.
    fn place(ending: [u8; ENDING]) -> (usize, u64) {
        let number = ending.iter().fold(0, |all, byte| all << 5 | usize::from(byte & 0x1f));
        (number / 64, 1 << (number % 64))
    }

    fn insert(&mut self, ending: [u8; ENDING]) {
        let (word, bit) = Self::place(ending);
        self.0.resize(self.0.len().max(word + 1), 0);
        self.0[word] |= bit;
    }

    /// False for nearly all endings that are not in the set.
    fn may_contain(&self, ending: [u8; ENDING]) -> bool {
        let (word, bit) = Self::place(ending);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

/// The last bytes of the last word of a name in lower case; `None` if they are other than ASCII.
fn ending(name: &str) -> Option<[u8; ENDING]> {
    let mut ending = [0; ENDING];
    let word = name.bytes().rev().take_while(|byte| *byte != b' ');
    for (place, byte) in ending.iter_mut().rev().zip(word) {
        *place = byte.to_ascii_lowercase();
    }
    ending.is_ascii().then_some(ending)
}

/// The first bytes of a name without its article in lower case; `None` if they are other than ASCII.
fn beginning(bare: &str) -> Option<[u8; BEGINNING]> {
    let first = &bare.as_bytes()[..bare.len().min(BEGINNING)];
    let mut beginning = [0; BEGINNING];
    beginning[..first.len()].copy_from_slice(first);
    beginning.make_ascii_lowercase();
    beginning.is_ascii().then_some(beginning)
}

impl Outlets {
    /// `role` is that of a word in any case.
    pub(super) fn add(&mut self, name: &str, role: impl Fn(&str) -> Option<FunctionWord>) {
        let name = &*straight(name);
        let bare = behind(name, role);
        let key = if bare.is_some() { name.to_owned() } else { name.to_lowercase() };
        ending(&key).into_iter().for_each(|ending| self.endings.insert(ending));
        self.edges.extend(beginning(bare.unwrap_or(name)).zip(ending(&key)));
        self.names.insert(key.into());
    }

    /// True if a printed name is an outlet's: the whole name, or what stands behind its article.
    pub(super) fn has(&self, printed: &str, role: impl Fn(&str) -> Option<FunctionWord>) -> bool {
        let ending = ending(printed);
        if ending.is_some_and(|ending| !self.endings.may_contain(ending)) {
            return false;
        }
        let bare = behind(printed, role);
        if beginning(bare.unwrap_or(printed)).zip(ending).is_some_and(|edges| !self.edges.contains(&edges)) {
            return false;
        }
        let printed = &*straight(printed);
        let lower = printed.to_lowercase();
        match lower.split_once(' ').filter(|_| bare.is_some()) {
            Some((_, bare)) => self.names.contains(printed) || self.names.contains(bare),
            None => self.names.contains(lower.as_str()),
        }
    }
}

/// The name with straight apostrophes: "People's Daily".
fn straight(name: &str) -> Cow<'_, str> {
    if name.contains('’') { Cow::Owned(name.replace('’', "'")) } else { Cow::Borrowed(name) }
}

/// What follows the definite article of a name, if it begins with one.
fn behind(name: &str, role: impl Fn(&str) -> Option<FunctionWord>) -> Option<&str> {
    let (first, bare) = name.split_once(' ')?;
    (role(first) == Some(FunctionWord::Definite)).then_some(bare)
}
