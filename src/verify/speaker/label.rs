//! Labels in a text that was not read as a record: `CALDERA: We had …`.
//!
//! In: a text and a place in it. Out: the label that begins the paragraphs in which the place stands, and whether it is surely a speaker's. Articles
//! have such lines too: "KARSABAD: The minister …", "ALSO READ: …".

use crate::lexicon::Lexicon;
use crate::model::Span;
use crate::names::Name;

/// Longest label, in bytes: "SENATOR LENA BRANDT (I-ME)".
const LABEL: usize = 60;
/// An interview has at least two people; a headline in capitals is alone.
const FEWEST_LABELS: usize = 2;

/// Returns the label in capitals that begins the turn in which a place stands; what stands under a headline ("ANA RUIZ: A life at the
/// quay") stands under no label.
pub fn label(text: &str, at: usize) -> Option<Span> {
    let mut line_end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    loop {
        let start = text[..line_end].rfind('\n').map_or(0, |i| i + 1);
        if let Some(label) = of_line(text, start, line_end).filter(|label| label.end() <= at) {
            return Some(label).filter(|label| !is_headline(&text[label.end()..line_end]));
        }
        line_end = start.checked_sub(1)?;
    }
}

/// True if what stands behind a label and its colon is no sentence.
fn is_headline(behind: &str) -> bool {
    let words = behind.trim_start_matches(':').trim();
    words.ends_with(|c: char| c.is_alphanumeric())
}

/// The label that a line begins with.
fn of_line(text: &str, start: usize, end: usize) -> Option<Span> {
    let line = text.get(start..end)?;
    let begin = start + (line.len() - line.trim_start().len());
    let mut head = (end - begin).min(LABEL + 1);
    while !text.is_char_boundary(begin + head) {
        head -= 1;
    }
    let colon = text[begin..begin + head].find(':').filter(|&c| c > 1)?;
    let mut letters = text[begin..begin + colon].chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().count() > 1 && letters.all(char::is_uppercase);
    Span::new(text, begin, begin + colon).filter(|_| capitals)
}

/// True if a label is surely a speaker's: it names a person, and another label of the text names another one.
pub fn is_sound(text: &str, label: Span, lexicon: &Lexicon) -> bool {
    let is_person = |label: &str| Name::read(label, lexicon).is_person;
    let mut seen: Vec<&str> = vec![label.of(text)];
    let mut at = 0;
    for line in text.split('\n') {
        let found = of_line(text, at, at + line.len()).map(|l| l.of(text));
        seen.extend(found.filter(|l| !seen.contains(l) && is_person(l)));
        if seen.len() >= FEWEST_LABELS {
            break;
        }
        at += line.len() + 1;
    }
    is_person(label.of(text)) && seen.len() >= FEWEST_LABELS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_has_the_label_before_it_however_long_it_is() {
        let text = format!(
            "RUIZ: We met.\nAnd we left.\n{}MR. OKAFOR: No.\nNote: nothing else.",
            "And on.\n".repeat(2_000)
        );
        let at = |word: &str| label(&text, text.find(word).unwrap()).map(|s| s.of(&text));
        assert_eq!(at("left"), Some("RUIZ"));
        assert_eq!(at("MR. OKAFOR"), Some("RUIZ"));
        assert_eq!(at("No."), Some("MR. OKAFOR"));
        assert_eq!(at("else"), Some("MR. OKAFOR"));
        assert_eq!(label("We met: he left.", 9), None);
        assert_eq!(label("ANA RUIZ: A life at the quay\nIt rained.", 30), None);
    }

    #[test]
    fn a_place_and_a_teaser_are_no_sound_labels() {
        let sound = |text: &str, words: &str| {
            let found = label(text, text.find(words).unwrap()).unwrap();
            is_sound(text, found, Lexicon::built_in())
        };
        let interview = "ANA RUIZ: The mill is old.\nTOM OKAFOR: It is.\n";
        assert!(sound(interview, "The mill") && sound(interview, "It is"));
        for text in [
            "KARSABAD: The mill is old.\nUPDATE: It is sold.\n",
            "ALSO READ: The mill is old.\nANA RUIZ: It is sold.\n",
            "ANA RUIZ: The mill is old.\nIt is sold.\n",
        ] {
            assert!(!sound(text, "The mill"), "{text}");
        }
    }
}
