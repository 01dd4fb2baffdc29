//! Tokens → sentences.

use std::ops::Range;

use super::ParsedToken;
use crate::lexicon::{AbbreviationKind, Class, Lexicon};
use crate::words::TokenKind;

/// The sentences of a run of tokens, as ranges of token indices that cover it without gaps. A sentence ends
/// behind a full stop and whatever closes there (marks, brackets), where the next word begins with a capital,
/// a digit or a mark.
pub fn sentences(text: &str, tokens: &[ParsedToken], lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut i) = (0, 0);
    while i < tokens.len() {
        let stop = tokens[i].ends_sentence || abbreviation_ends(text, &tokens[i], tokens.get(i + 1), lexicon);
        i += 1;
        if !stop {
            continue;
        }
        while tokens.get(i).is_some_and(|t| !t.spaced && matches!(t.kind, TokenKind::Mark | TokenKind::Close))
        {
            i += 1;
        }
        let begins = |t: &ParsedToken| {
            t.capital() || matches!(t.kind, TokenKind::Number | TokenKind::Mark | TokenKind::Open)
        };
        if tokens.get(i).is_none_or(begins) {
            found.push(start..i);
            start = i;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// True if an abbreviation ends its sentence: it does in "the U.S. The", but not in "the U.S. Senate" or "Mr.
/// The".
pub fn abbreviation_ends(
    text: &str,
    token: &ParsedToken,
    next: Option<&ParsedToken>,
    lexicon: &Lexicon,
) -> bool {
    let form = token.span.of(text);
    if token.kind != TokenKind::Word || !form.ends_with('.') {
        return false;
    }
    if matches!(lexicon.abbreviation(form), Some(AbbreviationKind::Title | AbbreviationKind::Latin)) {
        return false;
    }
    let Some(next) = next else { return true };
    // An initial ("John F. Okafor") never ends a sentence.
    form.len() > 2
        && next.capital()
        && [
            Class::Determiner,
            Class::PronounSubject,
            Class::Preposition,
            Class::Subordinator,
            Class::Coordinator,
        ]
        .into_iter()
        .any(|class| next.is(class))
}

#[cfg(test)]
mod tests {
    use super::super::tokenize;
    use super::*;
    use crate::model::Span;

    fn split(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        let lexicon = Lexicon::built_in();
        tokenize(text, Span::new(text, 0, text.len()).unwrap(), lexicon, &mut tokens);
        sentences(text, &tokens, lexicon)
            .into_iter()
            .map(|r| text[tokens[r.start].span.start()..tokens[r.end - 1].span.end()].to_owned())
            .collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence_unless_one_begins() {
        assert_eq!(
            split("Mr. Okafor left the U.S. The U.S. Senate voted. “Good.” He smiled."),
            ["Mr. Okafor left the U.S.", "The U.S. Senate voted.", "“Good.”", "He smiled."]
        );
    }
}
