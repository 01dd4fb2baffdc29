//! Speaker-labelled text → turns. In: a text. Out: who speaks where.
//!
//! ```text
//! turn   = label words newline (paragraph newline)*
//! label  = CAPITALS ("(" … ")")? ":"        THE PRESIDENT: · SENATOR BRANDT (I-ME):
//!        | "Q" | "A" | "Q" ":"              Q  Thank you.
//!        | Capitalised{1,4} ":"             Ana Ruiz: · where it stands at least twice
//! ```
//!
//! A paragraph in brackets, "(Applause.)", is nobody's words, nor are sounds at the ends of one, nor what stands behind a line that ends the
//! record ([`super::noise`]). What stands before the first label is a heading.

use std::collections::{BTreeMap, BTreeSet};

use super::noise;
use crate::lexicon::Lexicon;
use crate::model::{Span, Turn};

/// Longest label, in bytes.
const LONGEST: usize = 60;
/// Most words of a label in capitals, and of a name as labels print it.
const MOST_WORDS: usize = 6;
const MOST_NAMES: usize = 4;
/// A text without a word from its reader that it is a transcript has at least so many turns…
const FEWEST: usize = 3;
/// … the first of them begins before this part of the text, in percent…
const EARLY: usize = 40;
/// … and from there on at least one paragraph of so many has a label.
const PARAGRAPHS: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Capitals,
    /// `Q`, `A`.
    Letter,
    Name,
}

/// The turns of a text that is said to be a transcript.
pub(super) fn turns(text: &str, lexicon: &Lexicon) -> Vec<Turn> {
    let paragraphs = paragraphs(text);
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let labels: Vec<_> = paragraphs.iter().map(|&(start, end)| label(&text[start..end])).collect();
    for (&(start, _), label) in paragraphs.iter().zip(&labels) {
        if let Some((Label::Name, length, _)) = label {
            *names.entry(&text[start..start + length]).or_default() += 1;
        }
    }
    let mut turns: Vec<Turn> = Vec::new();
    // Behind the line that ends a record nobody speaks, until somebody is named.
    let mut closed = false;
    for (&(start, end), label) in paragraphs.iter().zip(&labels) {
        let label = label.filter(|(kind, length, _)| {
            *kind != Label::Name || names.get(&text[start..start + length]).is_some_and(|n| *n > 1)
        });
        let from = match label {
            Some((_, length, behind)) => {
                turns.push(Turn {
                    label: Span::new(text, start, start + length),
                    name: None,
                    words: Vec::new(),
                });
                start + behind
            }
            None => start,
        };
        closed = label.is_none() && (closed || noise::closes(&text[from..end], lexicon));
        let said = noise::said(text[from..end].trim(), lexicon);
        let at = from + (text[from..end].len() - text[from..end].trim_start().len());
        if let (Some(turn), false) = (turns.last_mut(), said.is_empty() || closed) {
            turn.words.extend(Span::new(text, at + said.start, at + said.end));
        }
    }
    turns.retain(|t| !t.words.is_empty());
    turns
}

/// The turns of a text of which nobody said what it is, where most of it is labelled.
pub(super) fn told(text: &str, lexicon: &Lexicon) -> Option<Vec<Turn>> {
    // Most articles end here: they have no line with a label in capitals.
    let labelled = |line: &str| label(line).is_some_and(|l| l.0 != Label::Name);
    if text.lines().filter(|line| labelled(line.trim_start())).take(FEWEST).count() < FEWEST {
        return None;
    }
    let turns = turns(text, lexicon);
    let first = turns.first()?.label?.start();
    let of: BTreeSet<_> = turns.iter().filter_map(|t| t.label).map(|l| l.of(text)).collect();
    let behind = paragraphs(text).iter().filter(|p| p.0 >= first).count();
    let enough = turns.len() >= FEWEST && PARAGRAPHS * turns.len() >= behind;
    (enough && of.len() > 1 && 100 * first <= EARLY * text.len()).then_some(turns)
}

/// Lines that are not blank, as bytes.
fn paragraphs(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        if !trimmed.is_empty() {
            out.push((start, start + trimmed.len()));
        }
        at += line.len();
    }
    out
}

/// The label that a line begins with: its kind, its bytes, and where the words begin behind it.
fn label(line: &str) -> Option<(Label, usize, usize)> {
    for letter in ["Q", "A"] {
        if let Some(rest) = line.strip_prefix(letter) {
            let gap = rest.len() - rest.trim_start().len();
            let colon = rest.starts_with([':', '.']) && rest[1..].starts_with(char::is_whitespace);
            // "A  thing" might be one; two blanks stand behind a label only.
            if colon {
                return Some((Label::Letter, 1, 2));
            }
            if letter == "Q" && (gap > 1 || rest.is_empty()) {
                return Some((Label::Letter, 1, 1));
            }
        }
    }
    let low = (0..=LONGEST.min(line.len())).rev().find(|&i| line.is_char_boundary(i))?;
    let colon = line[..low].find(':')?;
    let behind = &line[colon + 1..];
    if !(behind.is_empty() || behind.starts_with(char::is_whitespace)) {
        return None;
    }
    let whole = &line[..colon];
    // "(I-ME)" tells of the speaker and is no part of the name.
    let name = whole.split(['(', '[']).next().unwrap_or(whole).trim_end();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let own =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | '-' | '\'' | '’' | '&' | '#' | '/');
    let words = name.split_whitespace().count();
    if letters < 2 || !name.chars().all(own) || words > MOST_WORDS || !name.starts_with(char::is_alphabetic) {
        return None;
    }
    if name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) {
        return Some((Label::Capitals, name.len(), colon + 1));
    }
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    (words <= MOST_NAMES && name.split_whitespace().all(capital)).then_some((
        Label::Name,
        name.len(),
        colon + 1,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, turns: &[Turn]) -> Vec<String> {
        let words = |t: &Turn| t.words.iter().map(|w| w.of(text)).collect::<Vec<_>>().join(" | ");
        turns.iter().map(|t| format!("{} > {}", t.label.map_or("-", |l| l.of(text)), words(t))).collect()
    }

    #[test]
    fn labels_of_all_kinds_begin_a_turn() {
        let text = "Hearing on the ferry\n\nTHE CHAIR:  Good morning. (Applause.)\n\nPlease sit.\n\n(Laughter.)\n\n\
                    Q    Who shut the doors?\n\nSENATOR BRANDT (I-ME): I did not.\nQ: And who did?\nMR. O’DELL: Nobody: they stood open.\n";
        let told = told(text, Lexicon::built_in()).unwrap();
        assert_eq!(
            shown(text, &told),
            [
                "THE CHAIR > Good morning. | Please sit.",
                "Q > Who shut the doors?",
                "SENATOR BRANDT > I did not.",
                "Q > And who did?",
                "MR. O’DELL > Nobody: they stood open.",
            ]
        );
    }

    #[test]
    fn what_ends_a_record_and_stands_behind_it_is_nobodys_words() {
        let text = "THE CHAIR: Good morning.\nMR. ROSS: (Laughter.) It held.  (Laughter and applause.)\nADVERT\n###\nMore hearings\n\
                    THE CHAIR: One more.\nEND\t\t2:15 P.M. EDT\nPrinted on paper.\n";
        assert_eq!(
            shown(text, &turns(text, Lexicon::built_in())),
            ["THE CHAIR > Good morning.", "MR. ROSS > It held. | ADVERT", "THE CHAIR > One more."]
        );
    }

    #[test]
    fn names_in_small_letters_count_where_they_stand_twice() {
        let text =
            "Ana Ruiz: One.\nTom Okafor: Two.\nAna Ruiz: Three.\nNote: this is a remark.\nTom Okafor: Four.";
        assert_eq!(
            shown(text, &turns(text, Lexicon::built_in())),
            [
                "Ana Ruiz > One.",
                "Tom Okafor > Two.",
                "Ana Ruiz > Three. | Note: this is a remark.",
                "Tom Okafor > Four."
            ]
        );
    }

    #[test]
    fn an_article_is_no_transcript() {
        for text in [
            "LONDON: The bridge fell.\n\nThe council met.\n\nUPDATE: It met again, and spoke for a long time about nothing.",
            "“It fell,” Ana Ruiz said.\n\nQ fever is rare.",
            "",
        ] {
            assert_eq!(told(text, Lexicon::built_in()), None, "{text}");
        }
    }
}
