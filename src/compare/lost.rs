//! Finds what a shorter version of a sentence loses.
//!
//! In: the units of a shorter and of a longer version, and the text of the longer one. Out: [`Lost`], the words that only the longer
//! one has, in the clauses that bear on what both have, and the [`Clipped`] flags that they are worth. `None` if the shorter one is no
//! cut of the longer one, or says nothing that could be reversed.

use super::words::Unit;
use crate::align::global::align;
use crate::change::{ClipWords, is_set_off};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::Clipped;
use crate::words::ComparedKind;

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
    /// The likeness of a unit of it and of one of the shorter version.
    pub gain: &'a dyn Fn(usize, usize) -> f32,
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
    /// All that stands behind, and whether a mark stands before it.
    rest: Vec<String>,
    marked: bool,
    /// What stands before in its sentence, if it ends at a comma.
    fronted: Option<Vec<String>>,
    /// True if the shorter one begins with what both have.
    begins: bool,
    /// The words between shared words where the shorter one has no others.
    inside: Vec<Vec<String>>,
    /// True if a clause between shared words is left out without a mark.
    pub omits: bool,
    /// True if what both have begins as a question that is open in both: "which one", "whether it holds".
    open: bool,
    /// True if what both have reaches the end of the longer one.
    pub reaches_end: bool,
    /// True if both end at the same words.
    pub ends_together: bool,
}

impl Lost {
    /// Compares the two; `None` if the shorter one is not a cut of the longer one.
    pub fn new(short: &[Unit], long: &Long<'_>, lexicon: &Lexicon) -> Option<Self> {
        let word_count = |units: &[Unit]| units.iter().filter(|u| u.is_word()).count();
        if word_count(short) < FEWEST || word_count(short) >= word_count(long.units) + NEAR {
            return None;
        }
        if !states(short) {
            return None;
        }
        let keys = |units: &[Unit]| -> Vec<u64> {
            units.iter().map(|u| xxhash_rust::xxh3::xxh3_64(u.normal.as_bytes())).collect()
        };
        let pairs = align(&keys(long.units), &keys(short), &mut |i, j| (long.gain)(i, j));
        let shared: Vec<(usize, usize)> =
            pairs.iter().copied().filter(|&(i, j)| long.units[i].same(&short[j])).collect();
        if (shared.len() as f32) < SHARED * word_count(short) as f32
            || turns_person(&pairs, short, long.units)
        {
            return None;
        }
        let shared = without_strays(&shared, long.units);
        let (&(first, opens), &(last, closes)) = (shared.first()?, shared.last()?);
        // One word of the longer version: "a tell-it-like-it-is voter".
        let (from, to) = (long.units[first].span.start(), long.units[last].span.end());
        if long.text.get(from..to).is_none_or(|words| !words.contains(char::is_whitespace)) {
            return None;
        }
        let (inside, omits) = between(shared, short, long);
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
        let comma = first > 0 && long.parts(first - 1, |gap| gap.contains(','));
        Some(Self {
            fronted: comma.then(|| words(&long.units[begins(&|at| long.stops(at))..first])),
            begins: opens == 0,
            omits,
            ends_together: last + 1 == long.units.len() && closes + 1 == short.len(),
            before: before(clause, NEAR),
            far_before: before(begins(&|at| long.stops(at)), FAR),
            behind: behind(ends(&|at| long.breaks(at)), NEAR),
            far_behind: behind(ends(&|at| long.stops(at)), FAR),
            phrase: behind(ends(&|at| long.breaks(at) || long.parts(at, |gap| gap.contains(','))), NEAR),
            rest: words(&long.units[last + 1..]),
            marked: long.breaks(last) || long.parts(last, |gap| gap.contains([',', '-', '('])),
            open: long.units[first].classes.meets(OPENS),
            reaches_end: last + 1 == long.units.len(),
            inside,
        })
    }

    /// The flags of what is lost, without those for which `kept`, the words of the shorter version and around it, have something alike.
    pub fn flags(&self, kept: &[String], lexicon: &Lexicon) -> Vec<Clipped> {
        let clips = ClipWords::new(lexicon);
        let negated = |words: &[String]| clips.negated(words);
        // "Which has not paid its crews" denies nothing beside it.
        let denies = |words: &[String]| negated(words) && !clips.is_own_clause(words, false);
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
        // A clause that ends at a comma has its own negation: "should the harvest fail, …".
        let denied = self.fronted.is_none() && clips.denied(clause);
        if (denied || negated(clause_end(&self.phrase, lexicon)) || inside(&denies)) && !clips.denied(kept) {
            out.push(Clipped::Negation);
        }
        let far = clips.own_condition(&self.far_behind);
        let inverted = self.fronted.as_deref().is_some_and(|words| clips.inverted(words));
        if (on_condition(&self.far_before) || on_condition(far) || inside(&on_condition) || inverted)
            && !on_condition(kept)
        {
            out.push(Clipped::Condition);
        }
        let limited = (self.begins && clips.limited(clause_start(&self.before, lexicon))
            || inside(&|words| clips.limited(words)))
            && !clips.limits(kept);
        if (hedged(clause) || hedged(own) || inside(&hedged)) && !hedged(kept) || limited {
            out.push(Clipped::Hedge);
        }
        let conceded = self.begins && self.marked && !self.rest.is_empty() && clips.concedes(&self.before);
        if conceded || clips.contrasts(&self.rest, self.marked) {
            out.push(Clipped::Contrast);
        }
        out
    }
}

/// The words between shared words where the shorter one has no others, and whether it leaves a clause out there without a mark.
fn between(shared: &[(usize, usize)], short: &[Unit], long: &Long<'_>) -> (Vec<Vec<String>>, bool) {
    // Different words in the same place are a replacement, which has its own grade.
    let gaps = shared
        .windows(2)
        .filter(|w| w[1].0 > w[0].0 + 1 && short[w[0].1 + 1..w[1].1].iter().all(|u| !u.is_word()));
    let omits = gaps.clone().any(|w| {
        let (from, to) = (long.units[w[0].0 + 1].span.start(), long.units[w[1].0 - 1].span.end());
        let set_off =
            || long.text.get(..from).zip(long.text.get(to..)).is_some_and(|(a, b)| is_set_off(a, b));
        w[1].1 == w[0].1 + 1 && is_clause(&long.units[w[0].0..=w[1].0], set_off)
    });
    (gaps.map(|w| words(&long.units[w[0].0 + 1..w[1].0])).collect(), omits)
}

/// True if the words state something. A form of a noun is a verb before what a verb has behind it: "wants a contract".
fn states(units: &[Unit]) -> bool {
    let object = Classes::of(&[Class::Determiner, Class::Possessive, Class::Number]).union(Classes::PRONOUN);
    (0..units.len()).any(|at| {
        let classes = units[at].classes;
        let verb = || units.get(at + 1).is_some_and(|next| next.classes.meets(object));
        classes.meets(STATES) && (!classes.has(Class::NounForm) || at > 0 && verb())
    })
}

/// A phrase of so many words between commas tells as much as a clause does.
const PHRASE: usize = 6;

/// True if the units between the first and the last one are a clause: three words at least, and a verb, or a long phrase that is set off; not
/// what is said twice.
fn is_clause(units: &[Unit], set_off: impl Fn() -> bool) -> bool {
    let verbs = STATES.union(Classes::of(&[Class::Participle, Class::Gerund]));
    let left_out = &units[1..units.len() - 1];
    let verb = |u: &Unit| u.classes.meets(verbs) && !u.classes.has(Class::NounForm);
    let repeats = |a: &Unit, b: &Unit| a.same(b);
    let twice =
        repeats(&units[0], &left_out[left_out.len() - 1]) || repeats(&left_out[0], &units[units.len() - 1]);
    let count = left_out.iter().filter(|u| u.first && u.is_word()).count();
    count >= 3
        && (left_out.iter().any(verb) || count >= PHRASE && set_off())
        && left_out.iter().all(|u| u.kind == ComparedKind::Word)
        && !twice
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
    ClipWords::new(lexicon).contrasts(words, true)
}

pub(super) fn words(units: &[Unit]) -> Vec<String> {
    units.iter().filter(|u| u.is_word() && u.first).map(|u| u.folded.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::likeness::likeness;
    use crate::compare::words::units;
    use crate::model::Span;

    fn flags(long: &str, short: &str) -> Vec<&'static str> {
        let lexicon = Lexicon::built_in();
        let [a, b] = [long, short].map(|t| units(t, Span::new(t, 0, t.len()).unwrap(), lexicon));
        let gain = &|i: usize, j: usize| likeness(&a[i], &b[j]);
        let lost = Lost::new(&b, &Long { units: &a, text: long, gain }, lexicon);
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
