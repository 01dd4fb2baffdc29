//! What a claimed speaker is: a person, a body, or a document.
//!
//! In: a mention as printed, or a name. Out: its kind. A document says nothing as a person does, so nobody is asked whether a source names it
//! as the speaker, and nobody can be accused of it.

use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::model::SpeakerKind;
use crate::names::Name;

/// Words of a mention that are looked at; a longer one is a sentence.
const MOST_WORDS: usize = 24;

const BODY: Classes = Classes::of(&[Class::Organisation, Class::Outlet, Class::Country]);

/// Returns what a mention is: "the lease", "Section 9 of the act" and "minutes of the meeting" are documents, "the harbour board" is a body.
pub fn speaker_kind(mention: &str, lexicon: &Lexicon) -> SpeakerKind {
    let words: Vec<&str> = mention.split_whitespace().take(MOST_WORDS).collect();
    let lower: Vec<String> = words.iter().map(|w| bare(w)).collect();
    let classes: Vec<Classes> = lower.iter().map(|w| lexicon.classes(w)).collect();
    // "a report by the council": what stands before the first preposition is the head.
    let end = (1..words.len())
        .find(|&i| classes[i].has(Class::Preposition) || words[i - 1].ends_with(','))
        .unwrap_or(words.len());
    // "Section 9", "Exhibit B", "Article 5(2)".
    let is_number = |i: usize| lower[i].len() < 2 || lower[i].starts_with(|c: char| c.is_ascii_digit());
    let head = (0..end).rev().find(|&i| !is_number(i));
    let name = Name::read(mention, lexicon);
    let is_person = classes.first().is_some_and(|c| c.has(Class::GivenName)) && end > 1 || name.is_person;
    match head {
        Some(head) if !is_person && lexicon.verification().is_document(&lower[head]) => SpeakerKind::Document,
        // "the head of the board" is somebody of a body.
        _ if end == words.len() && name.is_body => SpeakerKind::Body,
        Some(head) if !is_person && classes[head].meets(BODY) => SpeakerKind::Body,
        _ => SpeakerKind::Person,
    }
}

/// A word in lower case without punctuation.
fn bare(word: &str) -> String {
    folded(word.trim_matches(|c: char| !c.is_alphanumeric())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_and_bodies_are_no_persons() {
        for (mention, wanted) in [
            ("The lease", SpeakerKind::Document),
            ("Section 9", SpeakerKind::Document),
            ("Article 5(2) of the charter", SpeakerKind::Document),
            ("Exhibit B", SpeakerKind::Document),
            ("the minutes of the harbour board", SpeakerKind::Document),
            ("a report by Ana Ruiz", SpeakerKind::Document),
            ("the harbour board's policy", SpeakerKind::Document),
            ("Minutes", SpeakerKind::Document),
            ("the archive", SpeakerKind::Document),
            ("the harbour board", SpeakerKind::Body),
            ("the council", SpeakerKind::Body),
            ("Ana Ruiz", SpeakerKind::Person),
            ("Ms. Paper", SpeakerKind::Person),
            ("Ana Paper", SpeakerKind::Person),
            ("the harbour master", SpeakerKind::Person),
            ("the head of the board", SpeakerKind::Person),
            ("Okafor", SpeakerKind::Person),
            ("", SpeakerKind::Person),
        ] {
            assert_eq!(speaker_kind(mention, Lexicon::built_in()), wanted, "{mention}");
        }
    }
}
