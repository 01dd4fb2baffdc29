//! Brackets of an editor or a record → what they hold.
//!
//! In: a text and its tokens, of which the first stands in brackets. Out: the letters that they supply, the note that they are, what happened
//! in the room.

use super::view::{Compared, ComparedKind};
use crate::lexicon::{Lexicon, folded};

/// Where the printed word ends of which brackets hold the first letters, with an apostrophe behind them.
pub(super) fn bracketed_letter(text: &str, tokens: &[Compared]) -> Option<usize> {
    let [first, next, ..] = tokens else { return None };
    let between = text.get(first.end..next.start)?;
    let opened = text[..first.start].ends_with('[') && first.kind == ComparedKind::Bracketed;
    (opened && matches!(between, "]'" | "]’")).then_some(next.end)
}

/// `[sic]`, `(sic)`: the editor's, and no part of anybody's words.
pub(super) fn is_as_printed(text: &str, token: Compared, lexicon: &Lexicon) -> bool {
    lexicon.orthography().is_as_printed(token.text(text))
        && text[..token.start].ends_with(['[', '('])
        && text[token.end..].starts_with([']', ')'])
}

/// `(Applause.)`, `[laughter]`: the words in the brackets and how many tokens they are.
pub(super) fn stage_direction(text: &str, tokens: &[Compared], lexicon: &Lexicon) -> Option<(String, usize)> {
    let first = tokens.first()?;
    let close = match text[..first.start].chars().next_back()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let mut words = String::new();
    for (n, t) in tokens.iter().take(4).enumerate() {
        if n > 0 {
            words.push(' ');
        }
        words.push_str(&folded(t.text(text)));
        if text[t.end..].trim_start_matches(['.', ' ', ',', '!']).starts_with(close) {
            return lexicon.verification().is_stage_direction(&words).then_some((words, n + 1));
        }
    }
    None
}
