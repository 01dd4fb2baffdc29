//! A wording in a file of links, named by some of its words. In: an article's id and words. Out: whether a text has them.

use serde::Deserialize;

use crate::lexicon::folded;
use crate::words::compared;

/// Words that an article prints.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsOf {
    /// Its id.
    pub article: String,
    /// Some of its words, or all.
    pub text: String,
}

/// Whether the words of one text stand in the other in one run, typography and case aside.
pub(super) fn share_a_run(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        compared(text).iter().map(|t| folded(t.text(text)).into_owned()).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.windows(short.len()).any(|run| run == short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_words_is_found_in_a_wording_and_round_it() {
        assert!(share_a_run("We have oil for a week.", "Oil for a week"));
        assert!(share_a_run("oil for a week", "“We have oil for a week,”"));
        assert!(!share_a_run("oil for a week", "oil for one week"));
        assert!(!share_a_run("oil", "…"));
    }
}
