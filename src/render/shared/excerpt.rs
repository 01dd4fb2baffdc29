//! The words around a match → as much of them as a reader needs. In: the sentence and the match. Out: the sentence, or of a long one the
//! match, marked, with some words before and behind it.

use crate::model::{Article, Evidence, Span};

/// Words shown on either side of a match.
const AROUND: usize = 20;
/// A sentence of more words than these around the match is not shown whole: captions and long turns have sentences of hundreds.
const WHOLE: usize = 60;

/// What is shown of the place of a match.
pub(in crate::render) fn excerpt(found: &Evidence, article: &Article) -> String {
    around(article.text(), found.sentence, found.span)
}

/// The sentence, or the marked match with some words around it.
fn around(text: &str, sentence: Span, span: Span) -> String {
    let plain = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let inside = sentence.contains(span);
    let before = if inside { &text[sentence.start()..span.start()] } else { "" };
    let behind = if inside { &text[span.end()..sentence.end()] } else { "" };
    let count = before.split_whitespace().count() + behind.split_whitespace().count();
    if !inside || count <= WHOLE {
        return plain(sentence.of(text));
    }
    let first: Vec<&str> = before.split_whitespace().collect();
    let last: Vec<&str> = behind.split_whitespace().collect();
    let from = first.len().saturating_sub(AROUND);
    let to = last.len().min(AROUND);
    let mut words: Vec<String> = Vec::new();
    words.extend((from > 0).then(|| "…".to_owned()));
    words.extend(first[from..].iter().map(|w| (*w).to_owned()));
    words.push(format!("»{}«", plain(span.of(text))));
    words.extend(last[..to].iter().map(|w| (*w).to_owned()));
    words.extend((to < last.len()).then(|| "…".to_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_sentence_the_words_around_the_match_are_shown() {
        let span = |text: &str, words: &str| {
            let at = text.find(words).unwrap();
            Span::new(text, at, at + words.len()).unwrap()
        };
        let short = "So the wall\nheld for a year.";
        let whole = Span::new(short, 0, short.len()).unwrap();
        assert_eq!(around(short, whole, span(short, "wall")), "So the wall held for a year.");
        let long = format!("{}the wall\nheld {}", "before ".repeat(50), "behind ".repeat(50));
        let whole = Span::new(&long, 0, long.len()).unwrap();
        let shown = around(&long, whole, span(&long, "the wall\nheld"));
        let (before, behind) = ("before ".repeat(20), " behind".repeat(20));
        assert_eq!(shown, format!("… {before}»the wall held«{behind} …"));
    }
}
