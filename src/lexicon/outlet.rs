//! The names of news outlets and of other bodies, with the definite article and without.
//!
//! In: the names of `outlets.toml`, as printed. Out: whether a printed name is one of them. A name that is
//! also a common word stands in the file with its article alone, so that only "The Hill", and no hill, is an
//! outlet.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::function_word::FunctionWord;

/// The names, and how they end.
#[derive(Debug, Default)]
pub(super) struct Outlets {
    /// Names with the definite article as printed, names without it in lower case.
    names: FxHashSet<Box<str>>,
    /// The last bytes of each. Most names of an article end otherwise, and need not be looked up.
    endings: FxHashSet<[u8; ENDING]>,
}

/// Bytes of an ending.
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

impl Outlets {
    /// `role` is that of a word in lower case.
    pub(super) fn add(&mut self, name: &str, role: impl Fn(&str) -> Option<FunctionWord>) {
        let name = &*straight(name);
        let lower = name.to_lowercase();
        let key = if behind(&lower, role).is_some() { name.to_owned() } else { lower };
        self.endings.extend(ending(&key));
        self.names.insert(key.into());
    }

    /// True if a printed name is an outlet's: the whole name, or what stands behind its article.
    pub(super) fn has(&self, printed: &str, role: impl Fn(&str) -> Option<FunctionWord>) -> bool {
        if ending(printed).is_some_and(|ending| !self.endings.contains(&ending)) {
            return false;
        }
        let printed = &*straight(printed);
        let lower = printed.to_lowercase();
        match behind(&lower, role) {
            Some(bare) => self.names.contains(printed) || self.names.contains(bare),
            None => self.names.contains(lower.as_str()),
        }
    }
}

/// The name with straight apostrophes: "People's Daily".
fn straight(name: &str) -> Cow<'_, str> {
    if name.contains('’') { Cow::Owned(name.replace('’', "'")) } else { Cow::Borrowed(name) }
}

/// What follows the definite article of a name in lower case, if it begins with one.
fn behind(lower: &str, role: impl Fn(&str) -> Option<FunctionWord>) -> Option<&str> {
    let (first, bare) = lower.split_once(' ')?;
    (role(first) == Some(FunctionWord::Definite)).then_some(bare)
}
