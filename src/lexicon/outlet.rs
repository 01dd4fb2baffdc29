//! The names of news outlets, with the definite article and without.
//!
//! In: the names of `outlets.toml`, as printed. Out: whether a printed name is one of them. A name that is
//! also a common word stands in the file with its article alone, so that only "The Hill", and no hill, is an
//! outlet.

use rustc_hash::FxHashSet;

use super::function_word::FunctionWord;

/// Names with the definite article as printed, names without it in lower case.
#[derive(Debug, Default)]
pub(super) struct Outlets(FxHashSet<Box<str>>);

impl Outlets {
    /// `role` is that of a word in lower case.
    pub(super) fn add(&mut self, name: &str, role: impl Fn(&str) -> Option<FunctionWord>) {
        let key = if behind_article(name, role).is_some() { name.to_owned() } else { name.to_lowercase() };
        self.0.insert(key.into());
    }

    /// True if a printed name is an outlet's: the whole name, or what stands behind its article.
    pub(super) fn has(&self, printed: &str, role: impl Fn(&str) -> Option<FunctionWord>) -> bool {
        let bare = behind_article(printed, role).unwrap_or(printed);
        self.0.contains(printed) || self.0.contains(bare.to_lowercase().as_str())
    }
}

/// What follows the definite article of a name, if it begins with one.
fn behind_article(name: &str, role: impl Fn(&str) -> Option<FunctionWord>) -> Option<&str> {
    let (first, behind) = name.split_once(' ')?;
    (role(&first.to_lowercase()) == Some(FunctionWord::Definite)).then_some(behind)
}
