//! The names of news outlets and of other bodies, with the definite article and without.
//!
//! In: the names of `outlets.toml`, as printed. Out: whether a printed name is one of them. A name that is
//! also a common word stands in the file with its article alone, so that only "The Hill", and no hill, is an
//! outlet.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::function_word::FunctionWord;

/// Names with the definite article as printed, names without it in lower case.
#[derive(Debug, Default)]
pub(super) struct Outlets(FxHashSet<Box<str>>);

impl Outlets {
    /// `role` is that of a word in lower case.
    pub(super) fn add(&mut self, name: &str, role: impl Fn(&str) -> Option<FunctionWord>) {
        let name = &*straight(name);
        let lower = name.to_lowercase();
        let key = if behind(&lower, role).is_some() { name.to_owned() } else { lower };
        self.0.insert(key.into());
    }

    /// True if a printed name is an outlet's: the whole name, or what stands behind its article.
    pub(super) fn has(&self, printed: &str, role: impl Fn(&str) -> Option<FunctionWord>) -> bool {
        let printed = &*straight(printed);
        let lower = printed.to_lowercase();
        match behind(&lower, role) {
            Some(bare) => self.0.contains(printed) || self.0.contains(bare),
            None => self.0.contains(lower.as_str()),
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
