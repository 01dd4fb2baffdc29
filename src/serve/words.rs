//! Searched words marked in a text. In: a text, what was typed. Out: runs, each a hit or not.

use crate::store::SearchWords;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HitRun {
    pub hit: bool,
    pub text: String,
}

/// The text with the searched words marked.
pub(super) fn marked(text: &str, typed: &str) -> Vec<HitRun> {
    let words = SearchWords::new(typed);
    let mut runs: Vec<HitRun> = Vec::new();
    let mut add = |text: &str, hit: bool| match runs.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => runs.push(HitRun { hit, text: text.to_owned() }),
    };
    for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        add(word, words.has(word));
        add(&part[word.len()..], false);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn hits_are_marked_whatever_their_case_and_marks() {
        let runs = marked("The café, OIL for a week", "oil cafe wee");
        let hits: Vec<&str> = runs.iter().filter(|r| r.hit).map(|r| r.text.as_str()).collect();
        assert_eq!(hits, ["café", "OIL"]);
        assert_eq!(runs.iter().map(|r| r.text.as_str()).collect::<String>(), "The café, OIL for a week");
    }
}
