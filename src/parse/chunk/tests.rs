//! A table of small cases for each rule of phrases: a text, and the first phrase that the rule takes in it.

use super::super::testing::{Paragraph, compare, phrase};
use super::*;

/// The whole cut of a paragraph: each phrase in brackets with its kind.
fn cut(rows: &[(&str, &str)]) {
    compare(rows, |text| {
        let paragraph = Paragraph::of(text);
        let words = |c: &Chunk| c.span(&paragraph.outline.units).of(text);
        let kind = |c: &Chunk| match c.kind {
            ChunkKind::Noun(_) => "noun".to_owned(),
            kind => kind.name().to_owned(),
        };
        let phrases = paragraph.chunks.iter().map(|c| format!("[{} {}]", words(c), kind(c)));
        Some(phrases.collect::<Vec<_>>().join(""))
    });
}

#[test]
fn names_titles_and_descriptions() {
    phrase(
        noun_phrase,
        &[
            ("Ana Ruiz said so", "Ana Ruiz | name, head Ruiz, name Ana Ruiz"),
            (
                "Spanish Prime Minister Ana Ruiz said so",
                "Spanish Prime Minister Ana Ruiz | name, head Ruiz, name Ana Ruiz",
            ),
            ("the harbour master said so", "the harbour master | nominal, head master"),
            (
                "the otherwise closed-door talks began",
                "the otherwise closed-door talks | nominal, head talks, plural",
            ),
            ("Ruiz’s lawyer said so", "Ruiz’s lawyer | nominal, head lawyer, of Ruiz"),
            ("Ruiz’s “hard winter” was cold", "Ruiz’s | name, head Ruiz, name Ruiz, possessive"),
            ("the officials said so", "the officials | nominal, head officials, plural"),
            ("Harbour-office Okafor said so", "Harbour-office Okafor | name, head Okafor, name Okafor"),
            ("former senator Ana Ruiz said so", "former senator Ana Ruiz | name, head Ruiz, name Ana Ruiz"),
            (
                "Secretary of State Lena Brandt said so",
                "Secretary of State Lena Brandt | name, head Brandt, name Lena Brandt",
            ),
            ("Karim bin Salem said so", "Karim bin Salem | name, head Salem, name Karim bin Salem"),
            ("Martin Okafor Jr. said so", "Martin Okafor Jr. | name, head Jr., name Martin Okafor Jr."),
        ],
    );
}

#[test]
fn pronouns_and_what_looks_like_one() {
    phrase(
        noun_phrase,
        &[
            ("they said so", "they | pronoun, head they, plural"),
            ("her warning was heard", "her warning | nominal, head warning"),
            ("However, Ruiz left", "Ruiz | name, head Ruiz, name Ruiz"),
            ("“It rained,” Will wrote", "Will | name, head Will, name Will"),
            ("quickly", "-"),
            ("of", "-"),
        ],
    );
}

#[test]
fn where_a_noun_phrase_ends() {
    cut(&[
        ("the critics claim it", "[the critics noun][claim verb][it noun]"),
        ("the campaign claim", "[the campaign claim noun]"),
        ("the proposed plan failed", "[the proposed plan noun][failed verb]"),
        ("the interview Ruiz gave", "[the interview noun][Ruiz noun][gave verb]"),
        ("the lawyer Ruiz spoke", "[the lawyer Ruiz noun][spoke verb]"),
        (
            "the meeting on Monday Ruiz left",
            "[the meeting noun][on preposition][Monday time][Ruiz noun][left verb]",
        ),
        ("Ruiz claims that it rained", "[Ruiz noun][claims verb][that that][it noun][rained verb]"),
        ("“It rained,” the letter reads", "[“It rained,” quote][the letter noun][reads verb]"),
        ("in that year", "[in preposition][that year time]"),
    ]);
}

#[test]
fn helpers_the_verb_and_its_chain() {
    phrase(
        verb_group,
        &[
            ("Ruiz said so", "said | head said, reports say, finite"),
            (
                "Ruiz has never really said so",
                "has never really said | head said, reports say, finite, negated",
            ),
            ("Ruiz went on to say so", "went on to say | head say, reports say, finite"),
            ("Ruiz responded by saying so", "responded by saying | head saying, reports say, finite"),
            ("Ruiz pointed out that it rained", "pointed out | head pointed, reports point out, finite"),
            ("Ruiz was quick to add so", "was quick to add | head add, reports add, finite"),
            ("the bridge was called old", "was called | head called, reports call, finite, passive"),
            ("they want to declare it", "want to declare | head declare, reports declare, finite"),
            ("a plan to declare it", "to declare | head declare, reports declare, infinitive"),
            ("Ruiz left, saying so", "left | head left, finite"),
            ("of saying so", "saying | head saying, reports say, gerund"),
            ("Recalling that day, Ruiz left", "Recalling | head Recalling, reports recall, gerund"),
            ("the bridge is old", "is | head is, finite"),
            ("a plan to be", "to be | head be, finite, infinitive"),
            ("it hopes to be", "hopes to be | head hopes, reports hope, finite"),
            ("the old bridge", "-"),
            ("quickly", "-"),
        ],
    );
}

#[test]
fn days_dates_and_weeks() {
    phrase(
        time,
        &[
            ("on Monday Ruiz left", "Monday"),
            ("last week Ruiz left", "last week"),
            ("in June 2019 Ruiz left", "June 2019"),
            ("on June 4, 2019, Ruiz left", "June 4, 2019"),
            ("“It rained,” Jun wrote", "-"),
            ("this week’s meeting", "-"),
            ("the old bridge", "-"),
        ],
    );
}

#[test]
fn every_other_word_is_a_phrase_of_its_own() {
    cut(&[
        (
            "(Ruiz; who also left because of it: rain!)",
            "[( open][Ruiz noun][; semicolon][who relative][also adverb][left verb][because subordinator]\
             [of preposition][it noun][: colon][rain noun][! stop][) close]",
        ),
        ("and — % not", "[and coordinator][— dash][% other][not adverb]"),
        ("“It rained”", "[“It rained” quote]"),
        ("", ""),
    ]);
}
