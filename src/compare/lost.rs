//! Finds what a shorter version of a sentence loses.
//!
//! In: the units of a shorter and of a longer version, and the text of the longer one. Out: [`Lost`], the words that only the longer
//! one has, in the clauses that bear on what both have, and the [`Clipped`] flags that they are worth. `None` if the shorter one is no
//! cut of the longer one, or says nothing that could be reversed.

use super::likeness::likeness;
use super::words::Unit;
use crate::align::global::align;
use crate::change::ClipWords;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::Clipped;

/// A version is a cut of another version that has at least this share of its words.
const SHARED: f32 = 0.7;
/// Number of words on each side of a cut in which a negation or a hedge affects the remaining words.
const NEAR: usize = 5;
/// Number of words on each side of a cut in which a condition affects the remaining words.
const FAR: usize = 12;
/// Minimum number of words: fewer words make no statement that could be reversed.
const FEWEST: usize = 4;

/// Marks between words that end a sentence, or nearly so.
const STOPS: [char; 4] = ['.', '!', '?', ';'];
/// Marks between words after which another clause begins. Two hyphens are a dash.
const BREAKS: [char; 3] = ['—', '–', ':'];

/// One of these words at least makes words a statement: a noun phrase is made one by the outlet's own words.
const STATES: Classes = Classes::of(&[
    Class::Auxiliary,
    Class::Copula,
    Class::Modal,
    Class::PronounSubject,
    Class::Base,
    Class::Third,
    Class::Past,
    Class::CommonVerb,
]);
/// Words that begin a clause which leaves open what it says: "I do not know whether …", "we will not pay if …".
const OPENS: Classes = Classes::of(&[Class::Interrogative, Class::Condition]);
/// Persons who are spoken of.
const SPOKEN_OF: Classes = Classes::of(&[Class::PronounMale, Class::PronounFemale, Class::PronounPlural]);

/// The sentence that the shorter version is cut from.
pub(super) struct Long<'a> {
    pub units: &'a [Unit],
    /// The text of its article, which the units' spans point into.
    pub text: &'a str,
}

impl Long<'_> {
    /// True if one of the marks stands between unit `at` and the next one.
    fn parts(&self, at: usize, is_mark: impl Fn(&str) -> bool) -> bool {
        let (Some(a), Some(b)) = (self.units.get(at), self.units.get(at + 1)) else { return false };
        self.text.get(a.span.end()..b.span.start()).is_some_and(is_mark)
    }

    fn stops(&self, at: usize) -> bool {
        self.parts(at, |gap| gap.contains(STOPS))
    }

    fn breaks(&self, at: usize) -> bool {
        self.stops(at) || self.parts(at, |gap| gap.contains(BREAKS) || gap.contains("--"))
    }

    /// True if the one word that stands before the comma behind `at` answers: "No, …".
    fn answers(&self, at: usize, lexicon: &Lexicon) -> bool {
        let begins = at == 0 || self.parts(at - 1, |gap| gap.contains([',', '.', '!', '?', ';', '—']));
        begins
            && self.parts(at, |gap| gap.contains(','))
            && lexicon.classes(&self.units[at].folded).has(Class::Negation)
    }
}

/// What a longer version has beside the words that it shares with a shorter one.
pub(super) struct Lost {
    /// The end of what stands before, in its clause.
    before: Vec<String>,
    /// More of what stands before, in its sentence.
    far_before: Vec<String>,
    /// What stands behind in the clause, with what may set a condition on it.
    behind: Vec<String>,
    far_behind: Vec<String>,
    /// What stands behind up to a comma: ", not the council" denies the council alone.
    phrase: Vec<String>,
    /// All that stands behind.
    rest: Vec<String>,
    /// The words between shared words, without a mark of omission there.
    inside: Vec<Vec<String>>,
    /// True if what both have begins as a question that is open in both: "which one", "whether it holds".
    open: bool,
    /// True if both end at the same words.
    pub reaches_end: bool,
}

impl Lost {
    /// Compares the two; `None` if the shorter one is not a cut of the longer one.
    pub fn new(short: &[Unit], long: &Long<'_>, lexicon: &Lexicon) -> Option<Self> {
        let word_count = |units: &[Unit]| units.iter().filter(|u| u.is_word()).count();
        if word_count(short) < FEWEST || word_count(short) >= word_count(long.units) + NEAR {
            return None;
        }
        if !short.iter().any(|u| u.classes.meets(STATES) && !u.classes.has(Class::NounForm)) {
            return None;
        }
        let keys = |units: &[Unit]| -> Vec<u64> {
            units.iter().map(|u| xxhash_rust::xxh3::xxh3_64(u.normal.as_bytes())).collect()
        };
        let pairs = align(&keys(long.units), &keys(short), &mut |i, j| likeness(&long.units[i], &short[j]));
        let shared: Vec<(usize, usize)> =
            pairs.iter().copied().filter(|&(i, j)| long.units[i].same(&short[j])).collect();
        if (shared.len() as f32) < SHARED * word_count(short) as f32
            || turns_person(&pairs, short, long.units)
        {
            return None;
        }
        let shared = without_strays(&shared, long.units);
        let (&(first, _), &(last, _)) = (shared.first()?, shared.last()?);
        // One word of the longer version: "a tell-it-like-it-is voter".
        let (from, to) = (long.units[first].span.start(), long.units[last].span.end());
        if long.text.get(from..to).is_none_or(|words| !words.contains(char::is_whitespace)) {
            return None;
        }
        let inside = shared
            .windows(2)
            // Different words in the same place are a replacement, which has its own grade.
            .filter(|w| w[1].0 > w[0].0 + 1 && short[w[0].1 + 1..w[1].1].iter().all(|u| !u.is_word()))
            .map(|w| words(&long.units[w[0].0 + 1..w[1].0]))
            .collect();
        let begins =
            |is_end: &dyn Fn(usize) -> bool| (0..first).rev().find(|&at| is_end(at)).map_or(0, |at| at + 1);
        let ends = |is_end: &dyn Fn(usize) -> bool| {
            (last..long.units.len()).find(|&at| is_end(at)).map_or(long.units.len(), |at| at + 1)
        };
        let before = |from: usize, most: usize| {
            let words = words(&long.units[from..first]);
            words[words.len().saturating_sub(most)..].to_vec()
        };
        let behind = |to: usize, most: usize| {
            let mut words = words(&long.units[last + 1..to.max(last + 1)]);
            words.truncate(most);
            words
        };
        let clause = begins(&|at| long.breaks(at) || long.answers(at, lexicon));
        Some(Self {
            before: before(clause, NEAR),
            far_before: before(begins(&|at| long.stops(at)), FAR),
            behind: behind(ends(&|at| long.breaks(at)), NEAR),
            far_behind: behind(ends(&|at| long.stops(at)), FAR),
            phrase: behind(ends(&|at| long.breaks(at) || long.parts(at, |gap| gap.contains(','))), NEAR),
            rest: words(&long.units[last + 1..]),
            open: long.units[first].classes.meets(OPENS),
            reaches_end: last + 1 == long.units.len(),
            inside,
        })
    }

    /// The flags of what is lost, without those for which `kept`, the words of the shorter version and around it, have something alike.
    pub fn flags(&self, kept: &[String], lexicon: &Lexicon) -> Vec<Clipped> {
        let clips = ClipWords::new(lexicon);
        let negated = |words: &[String]| clips.negated(words);
        let hedged = |words: &[String]| clips.hedged(words);
        let on_condition = |words: &[String]| clips.conditional(words);
        let inside = |test: &dyn Fn(&[String]) -> bool| self.inside.iter().any(|words| test(words));
        // A negation after the beginning of another clause belongs to that clause.
        let own = clause_end(&self.behind, lexicon);
        let clause = if self.open { &[] } else { clause_start(&self.before, lexicon) };
        // What denies or weakens the question leaves the question as open as it was.
        let opens = |w: &String| lexicon.classes(w).meets(OPENS);
        let clause = &clause[clause.iter().rposition(opens).map_or(0, |at| at + 1)..];
        let mut out = Vec::new();
        if (clips.denied(clause) || negated(clause_end(&self.phrase, lexicon)) || inside(&negated))
            && !clips.denied(kept)
        {
            out.push(Clipped::Negation);
        }
        let far = own_condition(&self.far_behind, lexicon);
        if (on_condition(&self.far_before) || on_condition(far) || inside(&on_condition))
            && !on_condition(kept)
        {
            out.push(Clipped::Condition);
        }
        if (hedged(clause) || hedged(own) || inside(&hedged)) && !hedged(kept) {
            out.push(Clipped::Hedge);
        }
        if opens_with_contrast(&self.rest, lexicon) {
            out.push(Clipped::Contrast);
        }
        out
    }
}

/// True if "me" of one side stands where the other side has "him": somebody else says it, of the first one.
fn turns_person(pairs: &[(usize, usize)], short: &[Unit], long: &[Unit]) -> bool {
    let first = |u: &Unit| u.classes.has(Class::PronounFirst);
    pairs.iter().any(|&(i, j)| {
        let (a, b) = (&long[i], &short[j]);
        first(a) && b.classes.meets(SPOKEN_OF) || first(b) && a.classes.meets(SPOKEN_OF)
    })
}

/// A function word that is shared at either end, away from the others, is a word of another clause.
fn without_strays<'s>(mut shared: &'s [(usize, usize)], long: &[Unit]) -> &'s [(usize, usize)] {
    let strays = |a: &(usize, usize), b: &(usize, usize), end: usize| b.0 > a.0 + 1 && long[end].light;
    while let [first, next, ..] = shared
        && strays(first, next, first.0)
    {
        shared = &shared[1..];
    }
    while let [.., next, last] = shared
        && strays(next, last, last.0)
    {
        shared = &shared[..shared.len() - 1];
    }
    shared
}

/// What stands behind, up to a condition of another clause: "an idea that if somebody pays …", "and unless he pays, …".
fn own_condition<'w>(words: &'w [String], lexicon: &Lexicon) -> &'w [String] {
    let joins = Classes::of(&[Class::Coordinator, Class::Contrast]);
    let other = |at: &usize| {
        let classes = lexicon.classes(&words[*at]);
        let next =
            words.get(at + 1).is_some_and(|w| ClipWords::new(lexicon).conditional(std::slice::from_ref(w)));
        next && (classes.has(Class::Relative) || classes.meets(joins))
    };
    &words[..(0..words.len()).find(other).unwrap_or(words.len())]
}

/// Returns the words from the beginning of the last clause.
fn clause_start<'w>(words: &'w [String], lexicon: &Lexicon) -> &'w [String] {
    let other =
        |w: &String| lexicon.classes(w).has(Class::Coordinator) || lexicon.classes(w).has(Class::Contrast);
    &words[words.iter().rposition(other).map_or(0, |at| at + 1)..]
}

/// Returns the words up to the beginning of another clause.
fn clause_end<'w>(words: &'w [String], lexicon: &Lexicon) -> &'w [String] {
    let other =
        |w: &String| lexicon.classes(w).has(Class::Coordinator) || lexicon.classes(w).has(Class::Contrast);
    &words[..words.iter().position(other).unwrap_or(words.len())]
}

pub(super) fn opens_with_contrast(words: &[String], lexicon: &Lexicon) -> bool {
    words.first().is_some_and(|w| lexicon.classes(w).has(Class::Contrast))
}

pub(super) fn words(units: &[Unit]) -> Vec<String> {
    units.iter().filter(|u| u.is_word() && u.first).map(|u| u.folded.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::words::units;
    use crate::model::Span;

    fn flags(long: &str, short: &str) -> Vec<&'static str> {
        let lexicon = Lexicon::built_in();
        let [a, b] = [long, short].map(|t| units(t, Span::new(t, 0, t.len()).unwrap(), lexicon));
        let lost = Lost::new(&b, &Long { units: &a, text: long }, lexicon);
        let mut out: Vec<Clipped> = lost.map_or_else(Vec::new, |lost| lost.flags(&words(&b), lexicon));
        out.sort_unstable();
        out.into_iter().map(Clipped::name).collect()
    }

    #[test]
    fn a_cut_that_loses_what_bears_on_the_rest_is_flagged() {
        for (long, short, want) in [
            (
                "I never said that the bridge is safe for lorries",
                "the bridge is safe for lorries",
                "clipped-negation",
            ),
            (
                "The bridge will not hold another winter",
                "The bridge will hold another winter",
                "clipped-negation",
            ),
            ("We will rebuild the mill if the council pays", "We will rebuild the mill", "clipped-condition"),
            (
                "I think the pumps are older than the town",
                "the pumps are older than the town",
                "clipped-hedge",
            ),
            ("The pumps are sound, but nobody pays for oil", "The pumps are sound", "clipped-contrast"),
        ] {
            assert_eq!(flags(long, short), [want], "{short}");
        }
    }

    #[test]
    fn a_cut_that_loses_other_things_is_not() {
        for (long, short) in [
            ("We have oil for a week and spare parts for two", "oil for a week"),
            ("We never slept, and the bridge is safe for lorries", "the bridge is safe for lorries"),
            ("I never said that the bridge is safe", "I never said that"),
            ("I never liked the mill", "the mill"),
            // The condition, negation or hedge is of another clause.
            ("It is no crime to say that if somebody works, he must be paid", "It is no crime to say this"),
            (
                "This is the right side of the river, and unless the town moves it, I stay",
                "This is the right side of the river",
            ),
            ("I believe she is a Dane -- she says she is a Dane", "she says she is a Dane"),
            (
                "There will be no report of the meeting, but lines to the mill remain open",
                "the lines to the mill remain open",
            ),
            ("I do not know which mayor will show up", "which mayor will show up"),
            ("We will not pay if the bridge is unsafe for us", "if the bridge is unsafe for us"),
            ("No, I meant she is the founder of the mill", "she is the founder of the mill"),
            // Another one says it of the speaker.
            ("If she thinks the lamp keeps her warm", "The lamp keeps me warm"),
            // Another sentence of the speaker.
            (
                "I think the mills should be in control, not the council",
                "I think the mayor should be in charge",
            ),
            // No statement, and one word.
            (
                "It is not a departure from the usual practice of the town",
                "a departure from the usual practice",
            ),
            ("She has that kind of come-as-you-are way", "come as you are"),
            ("Of the oil that the town provided to us we have used all of it", "we have used all of it"),
        ] {
            assert!(flags(long, short).is_empty(), "{short}: {:?}", flags(long, short));
        }
    }
}
