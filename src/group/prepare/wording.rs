//! Quotations → wordings: what stands inside the marks, cut into sentence-sized pieces.
//!
//! In: quotations. Out: a [`Wording`] a sentence. A piece never crosses the end of a content, so `"X," he said, "Y"` gives
//! two although X and Y may be one sentence: each stands where a reader can find it. Clauses are cut apart later, and only
//! where another outlet prints one without the other (`super::clause`).

use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::model::{Article, Kind, Quotation, QuotationIx, Span, Wording};
use crate::words::gap_length;

/// A piece without a sentence end is cut after this many bytes, at white space: it bounds the work of every later stage.
const LONGEST: usize = 1500;

/// The wordings of all quotations, in their order. Marks that quote no speech have none, nor has what is reported without marks.
pub fn wordings(articles: &[Article], quotations: &[Quotation], lexicon: &Lexicon) -> Vec<Wording> {
    let of_quotation = |(index, quotation): (usize, &Quotation)| {
        let mut out = Vec::new();
        let Some(article) = articles.get(quotation.article.0) else { return out };
        if matches!(quotation.kind, Kind::NotSpeech | Kind::Indirect) {
            return out;
        }
        for content in &quotation.contents {
            for (start, end) in sentences(content.span.of(article.text()), lexicon) {
                let base = content.span.start();
                if let Some(span) = Span::new(article.text(), base + start, base + end) {
                    out.push(Wording::new(quotation.article, QuotationIx(index), span));
                }
            }
        }
        out
    };
    quotations.par_iter().enumerate().flat_map_iter(of_quotation).collect()
}

/// The sentences of a quoted text as byte ranges, without white space or marks of omission at their ends; each holds a word.
pub fn sentences(text: &str, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        // Marks that close the sentence before.
        if at < start {
            continue;
        }
        let end = at + c.len_utf8();
        let cut = match c {
            // A single break may only wrap a line.
            '\n' => text[end..].trim_start_matches([' ', '\t', '\r']).starts_with('\n'),
            '\u{2028}' | '\u{2029}' => true,
            _ if end - start > LONGEST => c.is_whitespace() || end - start > 2 * LONGEST,
            '.' | '!' | '?' | '…' => ends_sentence(text, start, at, lexicon),
            _ => false,
        };
        if cut {
            push(text, start, after_closers(text, end), &mut out);
            start = after_closers(text, end);
        }
    }
    push(text, start, text.len(), &mut out);
    out
}

fn push(text: &str, start: usize, end: usize, out: &mut Vec<(usize, usize)>) {
    let Some(piece) = text.get(start..end) else { return };
    let led = piece.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '…' | ',' | ';' | '-' | '–' | '—')
    });
    let body = led.trim_end();
    let start = end - led.len();
    if body.chars().any(char::is_alphanumeric) {
        out.push((start, start + body.len()));
    }
}

/// Quotation marks and brackets right behind a full stop belong to the sentence before it.
fn after_closers(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let tail = rest.trim_start_matches(['"', '”', '’', '\'', ')', ']', '»', '.', '!', '?', '…']);
    end + (rest.len() - tail.len())
}

/// Whether the full stop, question or exclamation mark at `at` ends a sentence that began at `start`.
fn ends_sentence(text: &str, start: usize, at: usize, lexicon: &Lexicon) -> bool {
    let rest = text.get(after_closers(text, at + 1)..).unwrap_or_default();
    let mut behind = rest.chars();
    if !behind.next().is_some_and(char::is_whitespace) {
        return false;
    }
    let next =
        rest.trim_start().trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | '$'));
    let upper = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '[' | '$'));
    if !upper {
        return false;
    }
    let before = text.get(start..at).unwrap_or_default();
    // "We must . . . Never": after a mark of omission nobody knows whether a sentence ended.
    if text[at..].starts_with('.') {
        if gap_length(&text[at..]).is_some() || before.ends_with('.') || before.ends_with(". ") {
            return false;
        }
        let word = &before[before.rfind(char::is_whitespace).map_or(0, |i| i + 1)..];
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let letters = word.chars().count();
        if letters == 1 && word != "I" && word.chars().all(char::is_uppercase) {
            return false;
        }
        if word.contains('.') && letters <= 5 || lexicon.abbreviation(&format!("{word}.")).is_some() {
            // "in the U.S. We must": a word that is mostly no name begins a sentence.
            let first: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
            return word.contains('.') && lexicon.frequencies().weight(&first.to_lowercase()) < 3.0;
        }
    }
    !text[at..].starts_with('…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, Lexicon::built_in()).into_iter().map(|(a, b)| &text[a..b]).collect()
    }

    #[test]
    fn marks_behind_a_line_end_close_the_line() {
        assert_eq!(cut("\u{2028}!?"), Vec::<&str>::new());
        assert_eq!(cut("It leaks\n!? It holds."), ["It leaks\n!?", "It holds."]);
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        assert_eq!(
            cut("Mr. Silva left. He is in the U.S. now."),
            ["Mr. Silva left.", "He is in the U.S. now."]
        );
        assert_eq!(cut("I met J. K. Berg. Did you?"), ["I met J. K. Berg.", "Did you?"]);
        assert_eq!(cut("It is made in the U.S. We must pay."), ["It is made in the U.S.", "We must pay."]);
    }

    #[test]
    fn omissions_are_kept_inside_and_cut_from_the_ends() {
        assert_eq!(cut("… the bridge … the tunnel"), ["the bridge … the tunnel"]);
        assert_eq!(cut("He was brave. … He was the founder."), ["He was brave.", "He was the founder."]);
        assert_eq!(cut("We must . . . Never mind."), ["We must . . . Never mind."]);
    }

    #[test]
    fn white_space_and_lines_are_no_part_of_a_piece() {
        assert_eq!(cut("  One line \n\n Two?” Three  "), ["One line", "Two?”", "Three"]);
        assert!(cut(" … . ").is_empty());
        assert!(cut("").is_empty());
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = "word ".repeat(2000);
        let pieces = cut(&text);
        assert!(pieces.len() >= 6 && pieces.iter().all(|p| p.len() <= 2 * LONGEST));
        assert!(cut(&"x".repeat(10_000)).len() >= 3);
    }
}
