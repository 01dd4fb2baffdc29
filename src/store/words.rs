//! The words of a search → a query of the full-text index, and which of them a text has.
//!
//! In: what somebody typed. Out: [`SearchWords`]. Nothing that was typed is an operator of the index but `"`, which keeps words together.

use crate::words::unmarked;

/// The words of a search that count, at most; nobody types more, and each costs a look-up.
const MOST: usize = 48;

/// Words, and runs of words that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWords {
    runs: Vec<Vec<String>>,
}

impl SearchWords {
    /// Reads what somebody typed.
    pub fn new(typed: &str) -> Self {
        let typed = typed.replace(['“', '”', '„', '«', '»'], "\"");
        let mut runs = Vec::new();
        for (place, part) in typed.split('"').enumerate() {
            let words: Vec<String> = words(part).collect();
            if place % 2 == 1 && words.len() > 1 {
                runs.push(words);
            } else {
                runs.extend(words.into_iter().map(|word| vec![word]));
            }
        }
        runs.truncate(MOST);
        Self { runs }
    }

    /// True if there are no words.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// True if a word is one of them.
    pub fn has(&self, word: &str) -> bool {
        words(word).next().is_some_and(|word| self.each().any(|own| own == word))
    }

    /// The number of words and runs.
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Every word.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        self.runs.iter().flatten().map(String::as_str)
    }

    /// The query for quotations that have all of them.
    pub fn full_text(&self) -> String {
        let runs: Vec<String> = self.runs.iter().map(|run| phrase(run)).collect();
        format!("text : ({})", runs.join(" AND "))
    }

    /// The query for rows whose column has all words, one behind the other.
    pub fn phrase_in(&self, column: &str) -> String {
        let all: Vec<String> = self.runs.iter().flatten().cloned().collect();
        format!("{column} : {}", phrase(&all))
    }

    /// The query for one word in a quotation.
    pub fn one(word: &str) -> String {
        format!("text : \"{word}\"")
    }

    /// How many words and runs a text has.
    pub fn held(&self, text: &str) -> usize {
        let own: Vec<String> = words(text).collect();
        let has = |run: &&Vec<String>| own.windows(run.len()).any(|window| window == run.as_slice());
        self.runs.iter().filter(has).count()
    }
}

/// The words of a text as the index has them: letters and digits, small, without marks.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(|word| unmarked(&word.to_lowercase()).into_owned())
}

fn phrase(words: &[String]) -> String {
    format!("\"{}\"", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_an_operator_of_the_index() {
        let words = SearchWords::new("oil* NOT (week) text:“two of them” José \"");
        assert_eq!(
            words.full_text(),
            "text : (\"oil\" AND \"not\" AND \"week\" AND \"text\" AND \"two of them\" AND \"jose\")"
        );
        assert_eq!(words.held("Not OIL for a week, two of them."), 4);
        assert_eq!(SearchWords::new(" ?! ").len(), 0);
    }
}
