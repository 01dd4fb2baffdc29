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
    endings: FxHashSet<[u8; ENDING]>,
    /// The first bytes of each behind its article, and its last ones.
    edges: FxHashSet<([u8; BEGINNING], [u8; ENDING])>,
}

/// Bytes of a beginning, and of an ending.
const BEGINNING: usize = 2;
const ENDING: usize = 3;

/// The last bytes of the last word of a name in lower case; `None` if they are other than ASCII.
fn ending(name: &str) -> Option<[u8; ENDING]> {
    let last = &name.as_bytes()[name.len().saturating_sub(ENDING)..];
    let word = last.iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1);
    let last = &last[word..];
    let mut ending = [0; ENDING];
    ending[ENDING - last.len()..].copy_from_slice(last);
    ending.make_ascii_lowercase();
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
        self.endings.extend(ending(&key));
        self.edges.extend(beginning(bare.unwrap_or(name)).zip(ending(&key)));
        self.names.insert(key.into());
    }

    /// True if a printed name is an outlet's: the whole name, or what stands behind its article.
    pub(super) fn has(&self, printed: &str, role: impl Fn(&str) -> Option<FunctionWord>) -> bool {
        let ending = ending(printed);
        if ending.is_some_and(|ending| !self.endings.contains(&ending)) {
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
