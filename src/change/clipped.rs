//! Words that a cut must not lose.
//!
//! In: lower-case words. Out: true if among them are words that deny, weaken or set a condition on what stands beside them. `compare` asks
//! this of what a shorter version lacks, `verify` of the part of a sentence that a claim lacks.

use crate::lexicon::{Class, Classes, Clip, Lexicon};

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
    }
}
