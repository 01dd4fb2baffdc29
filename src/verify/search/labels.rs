//! Labels in a text that was not read as a record: `CALDERA: We had …`.
//!
//! In: a text and a place in it. Out: the label that begins the paragraphs in which the place stands, and whether it is surely a speaker's. Articles
//! have such lines too: "KARSABAD: The minister …", "ALSO READ: …". A text is read once, whatever the number of places.

use std::sync::OnceLock;

use crate::lexicon::Lexicon;
use crate::model::{Article, ArticleIx, Span};
use crate::names::Name;

/// Longest label, in bytes: "SENATOR LENA BRANDT (I-ME)".
const LABEL: usize = 60;
/// An interview has at least two people; a headline in capitals is alone.
const FEWEST_LABELS: usize = 2;

/// The labels of some articles, each read when the first place of it asks for them.
#[derive(Debug)]
pub struct ArticleLabels(Vec<OnceLock<Labels>>);

impl ArticleLabels {
    /// Those of so many articles.
    pub fn new(articles: usize) -> Self {
        Self((0..articles).map(|_| OnceLock::new()).collect())
    }

    /// The labels of one of the articles.
    pub fn of(&self, articles: &[Article], index: ArticleIx) -> &Labels {
        self.0[index.0].get_or_init(|| Labels::read(articles[index].text()))
    }
}

/// The labels of a text.
#[derive(Debug)]
pub struct Labels {
    /// In the order of the text, each with whether its line is a headline.
    all: Vec<(Span, bool)>,
    /// Those that name persons, the first of each of the first [`FEWEST_LABELS`] names.
    persons: OnceLock<Vec<Span>>,
}

impl Labels {
    fn read(text: &str) -> Self {
        let mut at = 0;
        let mut all = Vec::new();
        for line in text.split('\n') {
            let end = at + line.len();
            all.extend(of_line(text, at, end).map(|label| (label, is_headline(&text[label.end()..end]))));
            at = end + 1;
        }
        Self { all, persons: OnceLock::new() }
    }

    /// Returns the label in capitals that begins the turn in which a place stands; what stands under a headline ("ANA RUIZ: A life at
    /// the quay") stands under no label.
    pub fn before(&self, at: usize) -> Option<Span> {
        let begun = self.all.partition_point(|(label, _)| label.end() <= at);
        let (label, is_headline) = *self.all[..begun].last()?;
        (!is_headline).then_some(label)
    }

    /// True if a label of the text is surely a speaker's: it names a person, and another label names another one.
    pub fn is_sound(&self, text: &str, label: Span, lexicon: &Lexicon) -> bool {
        let is_person = |label: &Span| Name::read(label.of(text), lexicon).is_person;
        let persons = self.persons.get_or_init(|| {
            let mut persons: Vec<Span> = Vec::new();
            for (label, _) in &self.all {
                let is_new = persons.iter().all(|p| p.of(text) != label.of(text));
                persons.extend(Some(*label).filter(|label| is_new && is_person(label)));
                if persons.len() >= FEWEST_LABELS {
                    break;
                }
            }
            persons
        });
        is_person(&label) && persons.iter().any(|p| p.of(text) != label.of(text))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_has_the_label_before_it_however_long_it_is() {
        let text = format!(
            "RUIZ: We met.\nAnd we left.\n{}MR. OKAFOR: No.\nNote: nothing else.",
            "And on.\n".repeat(2_000)
        );
        let labels = Labels::read(&text);
        let at = |word: &str| labels.before(text.find(word).unwrap()).map(|s| s.of(&text));
        assert_eq!(at("left"), Some("RUIZ"));
        assert_eq!(at("MR. OKAFOR"), Some("RUIZ"));
        assert_eq!(at("No."), Some("MR. OKAFOR"));
        assert_eq!(at("else"), Some("MR. OKAFOR"));
        assert_eq!(Labels::read("We met: he left.").before(9), None);
        assert_eq!(Labels::read("ANA RUIZ: A life at the quay\nIt rained.").before(30), None);
    }

    #[test]
    fn a_place_and_a_teaser_are_no_sound_labels() {
        let sound = |text: &str, words: &str| {
            let labels = Labels::read(text);
            let found = labels.before(text.find(words).unwrap()).unwrap();
            labels.is_sound(text, found, Lexicon::built_in())
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
