//! Whether somebody speaks for the claimed speaker.
//!
//! In: the words of an article or of a mention, a claimed name. Out: whether the text says that the source's speaker is a spokesperson
//! of the claimed one: "Ruiz spokesman Tom Okafor", "Tom Okafor, a spokeswoman for Ana Ruiz". The noun must stand in the speaker's
//! own mention, or beside the speaker's name in one sentence; somebody else's spokesperson tells nothing.

use super::speaker::{Break, Name, Words};
use crate::lexicon::{Class, Classes, Lexicon};

/// Words of a description between a name and the noun: "Tom Okafor, who has long been the chief spokesman".
const BESIDE_NAME: usize = 7;
/// Words between that noun and the principal: "spokesman for the Hillary Clinton campaign".
const BEHIND_NOUN: usize = 5;
/// Words before the noun in which the principal may stand: "Ruiz's chief campaign spokesman".
const BEFORE_NOUN: usize = 4;

/// Whether a mention is that of a spokesperson for the claimed speaker: "a spokeswoman for Ana Ruiz".
pub fn mentioned(mention: &Words, article: &Words, asked: &Name, lexicon: &Lexicon) -> bool {
    let speaks = |i: &usize| lexicon.classes(&mention.words[*i]).has(Class::Spokesperson);
    (0..mention.words.len()).filter(speaks).any(|noun| {
        let phrase = Phrase { text: mention, noun, lexicon };
        phrase.is_for(phrase.before(), article, asked) || phrase.is_for(phrase.behind(), article, asked)
    })
}

/// Whether an article introduces `speaker` as a spokesperson for the claimed one.
pub fn introduced(article: &Words, speaker: &Name, asked: &Name, lexicon: &Lexicon) -> bool {
    let Some(last) = speaker.words.last() else { return false };
    let speaks = |i: &usize| lexicon.classes(&article.words[*i]).has(Class::Spokesperson);
    let names: Vec<usize> = (0..article.words.len()).filter(|&i| article.words[i] == *last).collect();
    names.into_iter().any(|name| {
        let around = name.saturating_sub(BESIDE_NAME)..(name + BESIDE_NAME + 1).min(article.words.len());
        around.filter(speaks).any(|noun| {
            let phrase = Phrase { text: article, noun, lexicon };
            let (before, behind) = (phrase.before(), phrase.behind());
            let beside = if name < noun { phrase.follows(name) } else { phrase.precedes(name, speaker) };
            // The name that is introduced is not the one that is spoken for.
            let is_for = |words: std::ops::Range<usize>| {
                !words.contains(&name) && phrase.is_for(words, article, asked)
            };
            beside && (is_for(before) || is_for(behind))
        })
    })
}

/// A noun such as "spokesman" and what stands around it.
struct Phrase<'a> {
    text: &'a Words,
    noun: usize,
    lexicon: &'a Lexicon,
}

const SAYING: Classes = Classes::of(&[Class::ReportingVerb]);

impl Phrase<'_> {
    fn has(&self, i: usize, class: Class) -> bool {
        self.lexicon.classes(&self.text.words[i]).has(class)
    }

    /// Whether a word is a verb of saying, which parts one clause from another. "Said" in capitals is a name.
    fn says(&self, i: usize) -> bool {
        !self.text.capital[i] && self.lexicon.classes(&self.text.words[i]).meets(SAYING)
    }

    /// The words straight before the noun: "Ruiz's chief campaign".
    fn before(&self) -> std::ops::Range<usize> {
        let mut from = self.noun;
        while from > 0
            && self.noun - from < BEFORE_NOUN
            && self.text.breaks[from] == Break::None
            && !self.says(from - 1)
            && !self.has(from - 1, Class::Preposition)
        {
            from -= 1;
        }
        from..self.noun
    }

    /// The words behind the noun where a preposition ties them to it: "for the Ana Ruiz campaign".
    fn behind(&self) -> std::ops::Range<usize> {
        let first = self.noun + 1;
        let mut end = first;
        while end < self.text.words.len()
            && end - first < BEHIND_NOUN
            && self.text.breaks[end] == Break::None
            && !self.says(end)
        {
            end += 1;
        }
        if end > first && self.has(first, Class::Preposition) { first + 1..end } else { first..first }
    }

    /// Whether the phrase describes the name before it: "Tom Okafor, a spokesman", and not "Biden said; a spokesman for Ruiz said".
    fn follows(&self, name: usize) -> bool {
        let text = self.text;
        // "Ruiz, a spokesman for Brandt said, …" is a clause of its own.
        let behind = self.behind();
        let clause = (behind.end < text.words.len() && text.breaks[behind.end] == Break::None)
            .then(|| self.says(behind.end));
        let between = name + 1..self.noun;
        let apart = between.clone().any(|i| self.says(i) || self.has(i, Class::Coordinator));
        clause != Some(true)
            && !apart
            && text.breaks[name + 1] == Break::Weak
            && (name + 2..=self.noun).all(|i| text.breaks[i] == Break::None)
    }

    /// Whether the name stands behind the phrase: "Ruiz spokesman Tom Okafor", "a spokesman for Ruiz, Tom Okafor,".
    fn precedes(&self, name: usize, speaker: &Name) -> bool {
        let own = |i: usize| text_is_of(&self.text.words[i], speaker);
        let mut first = name;
        while first > self.noun + 1 && own(first - 1) && self.text.breaks[first] == Break::None {
            first -= 1;
        }
        let behind = self.behind();
        let (end, joint) = if behind.is_empty() {
            (self.noun + 1, self.text.breaks.get(first) != Some(&Break::Stop))
        } else {
            (behind.end, self.text.breaks.get(first) == Some(&Break::Weak))
        };
        first == end && joint
    }

    /// Whether the name among these words can be the claimed one.
    fn is_for(&self, words: std::ops::Range<usize>, article: &Words, asked: &Name) -> bool {
        let Some(last) = asked.words.last() else { return false };
        let text = self.text;
        words.clone().filter(|&i| text.words[i] == *last).any(|at| {
            let given = (words.start..at).rev().take_while(|&i| is_given(text, i, self.lexicon)).last();
            match given {
                Some(first) => asked.same(&Name::of_words(&text.words[first..=at])),
                None => fits_namesakes(article, asked, self.lexicon),
            }
        })
    }
}

/// Whether a word is one of a name's, or an initial.
fn text_is_of(word: &str, name: &Name) -> bool {
    name.words.iter().any(|w| w == word) || word.chars().count() == 1
}

/// Words that stand before a surname and are no part of the name.
const NO_NAME: Classes = Classes::of(&[
    Class::Title,
    Class::Role,
    Class::Spokesperson,
    Class::Organisation,
    Class::Preposition,
    Class::Determiner,
    Class::Demonym,
    Class::Country,
    Class::Coordinator,
    Class::Subordinator,
    Class::ReportingVerb,
]);

/// Whether a word, before a surname, is printed as a given name.
fn is_given(text: &Words, i: usize, lexicon: &Lexicon) -> bool {
    let classes = lexicon.classes(&text.words[i]);
    text.capital[i]
        && text.breaks.get(i + 1) == Some(&Break::None)
        && (classes.has(Class::GivenName) || !classes.meets(NO_NAME))
}

/// Whether a bare surname of an article can be the claimed person: the article prints no full name of the family, or one that fits.
fn fits_namesakes(article: &Words, asked: &Name, lexicon: &Lexicon) -> bool {
    let Some(last) = asked.words.last().filter(|_| asked.words.len() > 1) else { return true };
    let full = |at: usize| {
        let first = at.checked_sub(1).filter(|&i| is_given(article, i, lexicon))?;
        // The first word of a sentence has a capital whatever it is.
        let known = lexicon.classes(&article.words[first]).has(Class::GivenName);
        (known || (first > 0 && article.breaks[first] != Break::Stop))
            .then(|| Name::of_words(&article.words[first..=at]))
    };
    let mut names =
        (0..article.words.len()).filter(|&i| article.words[i] == *last).filter_map(full).peekable();
    names.peek().is_none() || names.any(|name| asked.same(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(text: &str, asked: &str) -> bool {
        let l = Lexicon::built_in();
        let words = Words::of(text, l);
        mentioned(&words, &words, &Name::new(asked, l), l)
    }

    fn article(text: &str, speaker: &str, asked: &str) -> bool {
        let l = Lexicon::built_in();
        introduced(&Words::of(text, l), &Name::new(speaker, l), &Name::new(asked, l), l)
    }

    #[test]
    fn a_mention_tells_for_whom_it_speaks() {
        assert!(mention("Ruiz spokesman Tom Okafor", "Ana Ruiz"));
        assert!(mention("Ana Ruiz’s chief spokeswoman", "Ana Ruiz"));
        assert!(mention("a spokeswoman for Ana Ruiz", "Ana Ruiz"));
        assert!(mention("a spokeswoman for Ms. Ruiz", "Ana Ruiz"));
        assert!(!mention("a spokeswoman for Ana Ruiz", "Marta Ruiz"));
        assert!(!mention("Tom Okafor, a spokesman for Lena Brandt", "Tom Brandt"));
    }

    #[test]
    fn an_article_introduces_a_spokesperson_by_name() {
        for text in [
            "It rained. Tom Okafor, a spokesman for Ruiz, left.",
            "It rained. Ruiz spokesman Tom Okafor left.",
            "A spokesman for Ana Ruiz, Tom Okafor, left.",
            "Her deputy, Tom Okafor, a spokesman for Ruiz since May, said so.",
            "Ruiz’s spokesman, Tom Okafor, left.",
        ] {
            assert!(article(text, "Tom Okafor", "Ana Ruiz"), "{text}");
        }
    }

    #[test]
    fn a_spokesperson_near_by_is_somebody_elses() {
        for text in [
            "Tom Okafor, a spokesman for Lena Brandt, met Ruiz.",
            "President Tom Okafor said. A spokeswoman for Ruiz said no.",
            "Tom Okafor said no, and a spokeswoman for Ruiz said yes.",
            "Tom Okafor, a spokesman for Ruiz said, was wrong.",
            "Tom Okafor, a spokesman for Ruiz, left. Marta Ruiz wept.",
        ] {
            assert!(!article(text, "Tom Okafor", "Ana Ruiz"), "{text}");
        }
        assert!(!article("Tom Okafor, a spokesman for Ana Ruiz, left.", "Ana Ruiz", "Marta Ruiz"));
    }
}
