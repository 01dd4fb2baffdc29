//! Words that a cut must not lose.
//!
//! In: lower-case words. Out: true if among them are words that deny, weaken or set a condition on what stands beside them. `compare` asks
//! this of what a shorter version lacks, `verify` of the part of a sentence that a claim lacks.

use crate::lexicon::{Class, Classes, Clip, Lexicon};

/// Words that a limit at the beginning is lost with at most: "at least in the winter".
const MOST_OF_LIMIT: usize = 5;
/// Words of a hedge that stands by itself at most.
const MOST_OF_HEDGE: usize = 7;

/// The clip words of a language.
#[derive(Clone, Copy)]
pub struct ClipWords<'l> {
    lexicon: &'l Lexicon,
}

impl<'l> ClipWords<'l> {
    /// Those of `lexicon`.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon }
    }

    /// True if one of the words is a negation: "not", "nobody".
    pub fn negated(self, words: &[String]) -> bool {
        words.iter().any(|w| self.lexicon.classes(w).has(Class::Negation))
    }

    /// True if the words say that what stands beside them is not so: "not", "it is false that".
    pub fn denied(self, words: &[String]) -> bool {
        self.negated(words) || self.lexicon.verification().has_clip(words, Clip::Denial)
    }

    /// True if the words set a condition: "if", "unless".
    pub fn conditional(self, words: &[String]) -> bool {
        // "The oil provided by the town" sets none.
        let governs = |at: usize| {
            self.lexicon.classes(&words[at]).has(Class::Participle)
                && words.get(at + 1).is_some_and(|w| self.lexicon.classes(w).has(Class::Preposition))
        };
        let rest: Vec<&String> = (0..words.len()).filter(|&at| !governs(at)).map(|at| &words[at]).collect();
        self.lexicon.verification().has_clip(&rest, Clip::Condition)
    }

    /// True if the words before a comma set a condition on what stands behind it: "should it rain, …".
    pub fn inverted(self, words: &[String]) -> bool {
        let behind = words.get(1).map(|w| self.lexicon.classes(w));
        // "Had" alone, or before "been", is no clause.
        let subject = Classes::of(&[Class::Auxiliary, Class::Negation, Class::Preposition]);
        words.first().is_some_and(|w| self.lexicon.verification().inverts(w))
            && behind.is_some_and(|classes| !classes.meets(subject))
    }

    /// True if the words, which stand right before others, make these hold for less: "only", "some of", "at least in the winter".
    pub fn limited(self, words: &[String]) -> bool {
        let verification = self.lexicon.verification();
        let length = |at: usize| verification.clip_length(&words[at..], Clip::Limit);
        // "Not only", "the only": another sense.
        let other = Classes::of(&[Class::Negation, Class::Determiner, Class::Possessive, Class::Condition]);
        let is_free = |at: usize| {
            let before = at.checked_sub(1).map(|b| self.lexicon.classes(&words[b]));
            length(at) > 1 || before.is_none_or(|classes| !classes.meets(other))
        };
        let ends = |at: usize| length(at) > 0 && at + length(at) == words.len() && is_free(at);
        let at_end = (0..words.len()).any(ends);
        let states = Classes::of(&[Class::Copula, Class::Auxiliary, Class::Modal, Class::PronounSubject]);
        let phrase = !words.iter().any(|w| self.lexicon.classes(w).meets(states));
        at_end || !words.is_empty() && words.len() <= MOST_OF_LIMIT && phrase && length(0) > 0
    }

    /// True if the words behind others take back a part of these: ", but …". Without a mark before it the word joins two clauses only if a
    /// subject follows: "nothing but oil".
    pub fn contrasts(self, behind: &[String], after_mark: bool) -> bool {
        let length = self.lexicon.verification().clip_length(behind, Clip::Contrast);
        let joins = behind.first().is_some_and(|w| self.lexicon.classes(w).has(Class::Coordinator));
        let subject = || {
            let next = behind.get(length).map(|w| self.lexicon.classes(w));
            next.is_some_and(|classes| classes.has(Class::PronounSubject))
        };
        length > 0 && (after_mark || !joins || subject())
    }

    /// True if words that end right before others, which are followed by a clause of the same sentence behind a mark, concede them: "although".
    /// The clause behind takes back a part of them.
    pub fn concedes(self, before: &[String]) -> bool {
        let last = &before[before.len().saturating_sub(1)..];
        let subordinates = last.iter().any(|w| self.lexicon.classes(w).has(Class::Subordinator));
        subordinates && self.lexicon.verification().has_clip(last, Clip::Contrast)
    }

    /// The words up to a condition of another clause: "an idea that if somebody pays …", "but unless he pays, …".
    pub fn own_condition(self, words: &[String]) -> &[String] {
        let joins = Classes::of(&[Class::Coordinator, Class::Contrast]);
        let other = |at: &usize| {
            let classes = self.lexicon.classes(&words[*at]);
            let next = words.get(at + 1).is_some_and(|w| self.conditional(std::slice::from_ref(w)));
            next && (classes.has(Class::Relative) || classes.meets(joins))
        };
        &words[..(0..words.len()).find(other).unwrap_or(words.len())]
    }

    /// True for words that are a clause with its own verb: a "not" in "which has not paid its crews" denies nothing beside it. In "who do
    /// not" the verb is one that stands beside it. Words that are set off by marks need no conjunction.
    pub fn is_own_clause<S: AsRef<str>>(self, words: &[S], is_set_off: bool) -> bool {
        let classes = |w: &S| self.lexicon.classes(w.as_ref());
        let opens = Classes::of(&[Class::Relative, Class::Subordinator, Class::Coordinator]);
        let helps = Classes::of(&[Class::Auxiliary, Class::Copula, Class::Modal]);
        let light = helps.union(Classes::PRONOUN).union(opens).union(Classes::of(&[
            Class::Adverb,
            Class::Negation,
            Class::Determiner,
        ]));
        let opened = words.first().is_some_and(|w| classes(w).meets(opens));
        opened && words.iter().skip(1).any(|w| !classes(w).meets(light))
            || is_set_off
                && words.iter().any(|w| classes(w).meets(helps.union(Classes::of(&[Class::PronounSubject]))))
    }

    /// True if the words limit something.
    pub fn limits(self, words: &[String]) -> bool {
        self.lexicon.verification().has_clip(words, Clip::Limit)
    }

    /// True if the words before a comma are little more than a hedge: "as far as we know, …".
    pub fn fronts_hedge(self, words: &[String]) -> bool {
        words.len() <= MOST_OF_HEDGE && self.lexicon.verification().clip_length(words, Clip::Hedge) > 0
    }

    /// True if the words weaken what they stand beside: "I think". "I do still think" is "I think".
    pub fn hedged(self, words: &[String]) -> bool {
        let verification = self.lexicon.verification();
        let light = Classes::of(&[Class::Adverb, Class::Auxiliary]);
        let is_light = |w: &String| {
            self.lexicon.classes(w).meets(light) && !self.lexicon.classes(w).has(Class::Negation)
        };
        let plain: Vec<&String> = words.iter().filter(|w| !is_light(w)).collect();
        verification.has_clip(words, Clip::Hedge) || verification.has_clip(&plain, Clip::Hedge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adverbs_inside_a_hedge_do_not_hide_it() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let clips = ClipWords::new(Lexicon::built_in());
        assert!(clips.hedged(&words("i think")) && clips.hedged(&words("i do still think")));
        assert!(!clips.hedged(&words("i do not think")) && clips.negated(&words("i do not think")));
        assert!(clips.denied(&words("it is false that")) && !clips.negated(&words("it is false that")));
        assert!(clips.conditional(&words("unless it rains")) && !clips.conditional(&words("it rains")));
        assert!(clips.conditional(&words("provided the town pays")));
        assert!(!clips.conditional(&words("the oil provided by the town")));
        assert!(
            clips.inverted(&words("should the harvest fail")) && !clips.inverted(&words("had been there"))
        );
        assert!(
            clips.limited(&words("at least in the winter")) && clips.limited(&words("i know that some of"))
        );
        assert!(!clips.limited(&words("not only")) && !clips.limited(&words("the only")));
        assert!(!clips.limited(&words("only she has seen the mill")));
        assert!(
            clips.contrasts(&words("but nobody pays"), true) && clips.contrasts(&words("but we pay"), false)
        );
        assert!(
            !clips.contrasts(&words("but oil"), false) && !clips.contrasts(&words("even in winter"), true)
        );
        assert!(clips.concedes(&words("even though")) && !clips.concedes(&words("although the mill")));
        assert!(!clips.concedes(&words("but")) && !clips.concedes(&words("because")));
        assert!(clips.is_own_clause(&words("which has not paid its crews"), false));
        assert!(
            !clips.is_own_clause(&words("who do not"), false)
                && !clips.is_own_clause(&words("not a penny more"), true)
        );
        assert_eq!(clips.own_condition(&words("today but if it rains")), words("today"));
    }
}
