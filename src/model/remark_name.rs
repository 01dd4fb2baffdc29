//! How a link or a user names a remark.
//!
//! In: an id or a place, as the machine formats print them. Out: a [`RemarkName`]. An id is made from the base wording, so articles that come
//! later can change it; a place in an article stays.

use std::fmt;

/// The number of hexadecimal digits of a remark's id.
const DIGITS: usize = 16;

/// What names one remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemarkName {
    /// Its id: 16 hexadecimal digits.
    Id(String),
    /// The place of one of its wordings.
    Place {
        /// The id of the article.
        article: String,
        /// A code point of the wording, counted from 0.
        start: usize,
    },
}

impl RemarkName {
    /// Reads an id (`3f2a90c1d4e5b677`) or a place (`harbour-post.txt#96`); `None` for anything else. Words can look like a place
    /// ("We are #1"), so a caller who takes both looks the place up first.
    pub fn of(text: &str) -> Option<Self> {
        let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        if text.len() == DIGITS && text.chars().all(is_digit) {
            return Some(Self::Id(text.to_owned()));
        }
        let (article, start) = text.rsplit_once('#')?;
        let all_digits = !start.is_empty() && start.chars().all(|c| c.is_ascii_digit());
        let start = start.parse().ok().filter(|_| all_digits && !article.is_empty())?;
        Some(Self::Place { article: article.to_owned(), start })
    }
}

impl fmt::Display for RemarkName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => f.write_str(id),
            Self::Place { article, start } => write!(f, "{article}#{start}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_and_a_place_are_read_and_words_are_neither() {
        for text in ["0123456789abcdef", "a b/c.txt#0", "a#1#96", "#tag#7"] {
            assert_eq!(RemarkName::of(text).unwrap().to_string(), text);
        }
        let place = RemarkName::Place { article: "a#1".into(), start: 96 };
        assert_eq!(RemarkName::of("a#1#96"), Some(place));
        for text in [
            "0123456789ABCDEF",
            "0123456789abcde",
            "no words",
            "a#",
            "#7",
            "a#+7",
            "a#7b",
            "a#99999999999999999999",
            "",
        ] {
            assert_eq!(RemarkName::of(text), None, "{text}");
        }
    }
}
