//! How an outlet says that it was said: with a doubt ("reportedly"), in which medium ("in a statement", "tweeted").
//!
//! In: a quotation and its article. Out: a [`Manner`], from the words around the reporting verb in its sentence.

use std::collections::BTreeSet;

use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::model::Quotation;
use crate::words::words;

/// How it was said, according to one outlet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manner {
    /// True if the outlet says that it only heard so: "reportedly said".
    pub is_hedged: bool,
    /// Where it was said, in the singular: "statement", "interview", "tweet".
    pub media: BTreeSet<String>,
}

/// Words behind the verb among which its medium is looked for: "told a group of reporters in an interview".
const BEHIND_CUE: usize = 10;
/// Words before the verb: "In a statement on Monday, Ana Ruiz said".
const BEFORE_CUE: usize = 10;
/// Words between the preposition and the noun: "in a joint written statement".
const BEFORE_NOUN: usize = 3;
const STOPS: [char; 8] = ['.', '!', '?', '“', '”', '"', ';', '\n'];

/// Returns how a quotation was said.
pub fn manner(quotation: &Quotation, text: &str, lexicon: &Lexicon) -> Manner {
    let Some(cue) = &quotation.cue else { return Manner::default() };
    let classes = |word: &str| lexicon.classes(&folded(word));
    let inside: Vec<&str> = words(cue.span.of(text)).collect();
    let before: Vec<&str> = words(last_part(text.get(..cue.span.start()).unwrap_or_default())).collect();
    let behind = text.get(cue.span.end()..).unwrap_or_default();
    let behind: Vec<&str> = words(behind.split(STOPS).next().unwrap_or_default()).collect();
    let hedges = |word: &&str| {
        let classes = classes(word);
        classes.has(Class::Hedge) && classes.has(Class::Adverb)
    };
    let beside = before.last().into_iter().chain(behind.first());
    let mut media = BTreeSet::new();
    // "Tweeted", "texted": the verb is the medium.
    if lexicon.classes(&cue.lemma).has(Class::SpeechEvent) {
        media.insert(cue.lemma.clone());
    }
    let near = &before[before.len().saturating_sub(BEFORE_CUE)..];
    for side in [near, &behind[..behind.len().min(BEHIND_CUE)]] {
        media.extend(side.iter().enumerate().filter_map(|(at, noun)| {
            let is_place = classes(noun).has(Class::SpeechEvent)
                && (at.saturating_sub(BEFORE_NOUN + 1)..at)
                    .rev()
                    .any(|from| opens(&side[from..at], &classes));
            let lower = folded(noun).into_owned();
            is_place.then(|| lexicon.singular(&lower).map_or(lower.clone(), str::to_owned))
        }));
    }
    Manner { is_hedged: inside.iter().chain(beside).any(hedges), media }
}

/// True if words are a preposition and what stands between it and its noun: "in a written".
fn opens(words: &[&str], classes: &impl Fn(&str) -> Classes) -> bool {
    const BETWEEN: Classes = Classes::of(&[Class::Determiner, Class::Adjective, Class::Possessive]);
    let Some((first, rest)) = words.split_first() else { return false };
    classes(first).has(Class::Preposition) && rest.iter().all(|word| classes(word).meets(BETWEEN))
}

/// What stands behind the last full stop or quotation mark.
fn last_part(text: &str) -> &str {
    text.rsplit(STOPS).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cue, Kind, Rule, Span, Stance};

    #[test]
    fn the_words_around_the_verb_say_how_it_was_said() {
        let lexicon = Lexicon::built_in();
        for (text, verb, lemma, hedged, media) in [
            ("“It holds,” Ana Ruiz said in a statement.", "said", "say", false, &["statement"][..]),
            ("In a long interview on Monday, Ana Ruiz said it holds.", "said", "say", false, &["interview"]),
            ("“It holds,” Ana Ruiz told reporters after a speech.", "told", "tell", false, &["speech"]),
            ("“It holds,” Ana Ruiz tweeted.", "tweeted", "tweet", false, &["tweet"]),
            ("Ana Ruiz reportedly told friends: “It holds.”", "told", "tell", true, &[]),
            ("Ana Ruiz praised the statement. She said: “It holds.”", "said", "say", false, &[]),
            ("“In a statement, it holds,” Ana Ruiz said.", "said", "say", false, &[]),
        ] {
            let start = text.find(verb).unwrap();
            let span = Span::new(text, start, start + verb.len()).unwrap();
            let mut quotation = Quotation::new(Vec::new(), Kind::Direct, Rule::ContentSpeakerCue);
            quotation.cue = Some(Cue { span, lemma: lemma.to_owned(), stance: Stance::Neutral });
            let found = manner(&quotation, text, lexicon);
            let media: BTreeSet<String> = media.iter().map(|noun| (*noun).to_owned()).collect();
            assert_eq!(found, Manner { is_hedged: hedged, media }, "{text}");
        }
    }
}
