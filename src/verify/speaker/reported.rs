//! Whose words somebody says: their own, or another's.
//!
//! In: what the speaker of a place says before the claim's words. Out: a [`PassedOn`] if these words are somebody else's: "You told us, …", "He
//! said that …", "and I quote, …". Who reads out another's words did not say them, and who said them is not always told.

use std::ops::Range;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::names::{Break, Name, PrintedWords};

/// Words of another that are reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOn {
    /// The words before the verb, which name who said it.
    subject: Vec<String>,
    /// True if the verb says that the claim's words were said: it stands in their sentence, and neither "never said" nor "refused to say".
    is_said: bool,
}

/// Sentences before that of the claim's words in which a verb still reports them: "He said, it is late. The boats are gone."
const SENTENCES: usize = 2;
/// Words before a verb that name who says it.
const SUBJECT: usize = 5;
/// Bytes before the claim's words that are looked at.
const FAR: usize = 1_200;

/// Words between the subject and its verb: "has often said", "used to say".
const GROUP: Classes =
    Classes::of(&[Class::Auxiliary, Class::Modal, Class::Adverb, Class::Preposition, Class::Negation]);
/// Words before a noun: "a rather old rule", "the claim".
const BEFORE_NOUN: Classes = Classes::of(&[Class::Determiner, Class::Possessive, Class::Adjective]);

impl PassedOn {
    /// Reads what a speaker says before the claim's words; `None` if these are the speaker's own.
    pub fn read(before: &str, lexicon: &Lexicon) -> Option<Self> {
        let from = before.ceil_char_boundary(before.len().saturating_sub(FAR));
        let before = &before[from..];
        let printed = PrintedWords::of(before, lexicon);
        let begins = before.trim_end_matches(['"', '“', '‘', ' ', '\n']).ends_with(['.', '?', '!']);
        let sentences = sentences(&printed, begins);
        let (own, earlier) = sentences.split_last()?;
        let said = |sentence: &Range<usize>| reporting(&printed, sentence.clone(), lexicon);
        let open = |verb: &Range<usize>| !ends(&printed, verb.end..own.end, lexicon);
        let near = said(own).filter(open).map(|verb| (verb, true));
        let quoted = || quoting(&printed, own.clone(), lexicon).map(|at| (at..at, true));
        let far = || earlier.iter().rev().take(SENTENCES).find_map(|s| said(s).map(|verb| (verb, false)));
        let (verb, is_near) = near.or_else(quoted).or_else(far)?;
        let subject = printed.words[verb.start.saturating_sub(SUBJECT)..verb.start].to_vec();
        let is_said = is_near && is_said(&subject, lexicon);
        Some(Self { subject, is_said })
    }

    /// True if the claimed speaker is named as who said the words.
    pub fn is_by(&self, asked: &Name) -> bool {
        let named = |w: &String| asked.words.last() == Some(w) || asked.words.first() == Some(w);
        self.is_said && self.subject.iter().any(named)
    }
}

/// Words before a verb in which a negation bears on it.
const NEGATED: usize = 3;

/// True if the verb behind these words says that something was said: neither "never said" nor "refused to say".
fn is_said(before: &[String], lexicon: &Lexicon) -> bool {
    let has = |w: &String, class: Class| lexicon.classes(w).has(class);
    let negated = before.iter().rev().take(NEGATED).any(|w| has(w, Class::Negation));
    let last = before.iter().rfind(|w| !has(w, Class::Adverb));
    !negated && !last.is_some_and(|w| has(w, Class::Preposition))
}

/// The sentences of the words; the last one is that of the claim's words, and empty if they begin it.
fn sentences(printed: &PrintedWords, begins: bool) -> Vec<Range<usize>> {
    let all = printed.words.len();
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in 0..all {
        if i == 0 || printed.breaks[i] == Break::Stop {
            out.push(i..i);
        }
        if let Some(last) = out.last_mut() {
            last.end = i + 1;
        }
    }
    if begins || out.is_empty() {
        out.push(all..all);
    }
    out
}

/// The last verb of a sentence by which somebody other than its speaker says something.
fn reporting(printed: &PrintedWords, sentence: Range<usize>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let words = &printed.words;
    let is_verb = |&i: &usize| {
        let word = lexicon.word(&words[i]);
        let before = (sentence.start..i).rev().find(|&k| !lexicon.classes(&words[k]).has(Class::Adverb));
        let is_noun = word.classes.has(Class::NounForm)
            && before.is_some_and(|k| lexicon.classes(&words[k]).meets(BEFORE_NOUN));
        word.verb.is_some_and(|id| lexicon.verb(id).speech) && !is_noun
    };
    let of_another = |&i: &usize| {
        let subject = (sentence.start..i).rev().find(|&k| !lexicon.classes(&words[k]).meets(GROUP));
        subject.is_some_and(|k| !lexicon.classes(&words[k]).has(Class::PronounFirst))
    };
    sentence.clone().rev().filter(is_verb).find(of_another).map(|verb| verb..verb + 1)
}

/// True if a new clause begins after the verb: "what Dana just said, but …".
fn ends(printed: &PrintedWords, behind: Range<usize>, lexicon: &Lexicon) -> bool {
    let joins = |i: usize| lexicon.classes(&printed.words[i]).has(Class::Coordinator);
    behind.clone().any(|i| printed.breaks[i] == Break::Weak && joins(i))
        && quoting(printed, behind, lexicon).is_none()
}

/// Where a phrase says that another's words follow: "and I quote", "in the words of".
fn quoting(printed: &PrintedWords, sentence: Range<usize>, lexicon: &Lexicon) -> Option<usize> {
    let words = &printed.words[sentence.clone()];
    let found = (0..words.len()).rev().find(|&at| lexicon.verification().begins_quoting(&words[at..]))?;
    Some(sentence.start + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(before: &str) -> Option<PassedOn> {
        PassedOn::read(before, Lexicon::built_in())
    }

    #[test]
    fn words_of_another_are_reported() {
        for before in [
            "When you were asked about it last week, you said, ",
            "You told my colleague, and I quote, ",
            "Here is what Ana Ruiz wrote about it. He said, it is late. ",
            "The mayor said that ",
            "Ana Ruiz has often said ",
            "Quoting now Ruiz on Okafor, quote, ",
            "Ruiz says we are lost. As a matter of fact, ",
        ] {
            assert!(read(before).is_some(), "{before}");
        }
    }

    #[test]
    fn words_after_a_report_has_ended_are_the_speaker_s() {
        for before in [
            "",
            "I said that ",
            "I have always told people that ",
            "I let go what Ruiz just said, but if you noticed, ",
            "That is an old rule, and ",
            "Ruiz says so. It is late. The boats are gone. The mill is old. ",
        ] {
            assert_eq!(read(before), None, "{before}");
        }
    }

    #[test]
    fn only_whom_the_sentence_names_said_it() {
        let asked = |name: &str| Name::read(name, Lexicon::built_in());
        let near = read("Mayor Ana Ruiz said that ").unwrap();
        assert!(near.is_by(&asked("Ana Ruiz")) && !near.is_by(&asked("Tom Okafor")));
        let far = read("Ana Ruiz said so. ").unwrap();
        assert!(!far.is_by(&asked("Ana Ruiz")));
        for before in [
            "Ana Ruiz has never said that ",
            "Is Ana Ruiz going to finally say that ",
            "Ana Ruiz refused to say ",
        ] {
            assert!(!read(before).unwrap().is_by(&asked("Ana Ruiz")), "{before}");
        }
    }
}
