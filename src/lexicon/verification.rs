//! The language data that checking a claimed quotation needs: `grammar/<language>/verification.toml`.
//!
//! In: the file. Out: [`Verification`], asked by lower-case words with straight apostrophes; a phrase is its
//! words joined by one space.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// The shape of `verification.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerificationFile {
    joiner: String,
    one: String,
    filler_always: Vec<String>,
    filler_set_off: Vec<String>,
    stage: Vec<String>,
    unheard: Vec<String>,
    closing: Vec<String>,
    source_column: Vec<String>,
    speaker_column: Vec<String>,
    nobody: Vec<String>,
    reference_list: Vec<String>,
    label: Vec<String>,
    document: Vec<String>,
    quoting: Vec<String>,
    agent: Vec<String>,
    staff: Vec<String>,
    staff_tie: Vec<String>,
    origin: Vec<String>,
    sender: Vec<String>,
    passed_on: Vec<String>,
    other_office: Vec<String>,
    condition: Vec<String>,
    inverted: Vec<String>,
    hedge: Vec<String>,
    contrast: Vec<String>,
    limit: Vec<String>,
    denial: Vec<String>,
    contrary: Vec<String>,
    prefixes: Vec<String>,
    opposites: Vec<[String; 2]>,
    nicknames: Vec<Vec<String>>,
    private: Vec<String>,
    field: BTreeMap<String, Vec<String>>,
    cardinal: BTreeMap<String, u32>,
    scale: BTreeMap<String, u32>,
    part: BTreeMap<String, u32>,
    suffix: BTreeMap<String, u32>,
    ordinal: BTreeMap<String, u32>,
    unit: BTreeMap<String, String>,
    sign: BTreeMap<String, String>,
    split: BTreeMap<String, String>,
    second: BTreeMap<String, String>,
}

/// The meaning of one word in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberWord {
    /// A value below 100.
    Value(u32),
    /// A power of ten that multiplies the number before it.
    Scale(u32),
    /// A fraction of one, in hundredths.
    Part(u32),
    /// An ordinal number.
    Ordinal(u32),
}

/// The kinds of phrase that change the meaning of a sentence if they are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clip {
    /// "if", "unless"
    Condition,
    /// "I think", "perhaps"
    Hedge,
    /// "deny", "false"; the class `negation` is separate
    Denial,
    /// "only", "some of"
    Limit,
    /// "but", "even though"
    Contrast,
}

/// The content of `verification.toml`, ready for look-ups.
#[derive(Debug, Default)]
pub struct Verification {
    joiner: String,
    one: String,
    filler_always: Vec<Vec<String>>,
    filler_set_off: Vec<Vec<String>>,
    stage: FxHashSet<Box<str>>,
    unheard: FxHashSet<Box<str>>,
    closing: FxHashSet<Box<str>>,
    source_column: FxHashSet<Box<str>>,
    speaker_column: FxHashSet<Box<str>>,
    nobody: FxHashSet<Box<str>>,
    reference_list: FxHashSet<Box<str>>,
    label: FxHashSet<Box<str>>,
    document: FxHashSet<Box<str>>,
    quoting: Vec<Vec<String>>,
    agent: Vec<Vec<String>>,
    staff: Vec<Vec<String>>,
    staff_tie: FxHashSet<Box<str>>,
    origin: Vec<Vec<String>>,
    sender: FxHashSet<Box<str>>,
    passed_on: FxHashSet<Box<str>>,
    other_office: FxHashSet<Box<str>>,
    /// Phrases of each [`Clip`], in its order.
    clips: [Vec<Vec<String>>; 5],
    /// The first words of these phrases.
    clip_starts: [FxHashSet<Box<str>>; 5],
    inverted: FxHashSet<Box<str>>,
    contrary: FxHashSet<Box<str>>,
    prefixes: Vec<String>,
    opposites: FxHashSet<(Box<str>, Box<str>)>,
    nicknames: FxHashMap<Box<str>, Vec<usize>>,
    /// For each group of names the others that share a name with it.
    linked: FxHashMap<usize, Vec<usize>>,
    private: FxHashSet<Box<str>>,
    fields: FxHashMap<Box<str>, u32>,
    numbers: FxHashMap<Box<str>, NumberWord>,
    suffixes: FxHashMap<Box<str>, u32>,
    units: FxHashMap<Box<str>, Box<str>>,
    signs: FxHashMap<Box<str>, Box<str>>,
    splits: FxHashMap<Box<str>, Box<str>>,
    seconds: FxHashMap<Box<str>, Box<str>>,
}

/// The groups of nicknames that share a name, each with the others.
fn linked(nicknames: &FxHashMap<Box<str>, Vec<usize>>) -> FxHashMap<usize, Vec<usize>> {
    let mut linked: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for groups in nicknames.values().filter(|groups| groups.len() > 1) {
        for &group in groups {
            linked.entry(group).or_default().extend(groups.iter().filter(|&&other| other != group));
        }
    }
    linked.values_mut().for_each(|groups| groups.sort_unstable());
    linked
}

/// Words of which only whether they are listed is asked.
fn listed(words: Vec<String>) -> FxHashSet<Box<str>> {
    words.into_iter().map(String::into_boxed_str).collect()
}

/// Phrases as words, the longest first, so that the first that fits is the longest.
fn phrases(list: Vec<String>) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> =
        list.iter().map(|phrase| phrase.split_whitespace().map(str::to_owned).collect()).collect();
    out.sort_by_key(|words: &Vec<String>| std::cmp::Reverse(words.len()));
    out
}

/// The fields of work of each role, a bit a field.
fn fields_of_work(file: BTreeMap<String, Vec<String>>) -> FxHashMap<Box<str>, u32> {
    let mut fields: FxHashMap<Box<str>, u32> = FxHashMap::default();
    for (number, roles) in (0..u32::BITS).zip(file.into_values()) {
        for role in roles {
            *fields.entry(role.into_boxed_str()).or_default() |= 1 << number;
        }
    }
    fields
}

fn boxed(map: BTreeMap<String, String>) -> FxHashMap<Box<str>, Box<str>> {
    map.into_iter().map(|(k, v)| (k.into_boxed_str(), v.into_boxed_str())).collect()
}

impl Verification {
    pub(super) fn from_file(file: VerificationFile) -> Self {
        let values = file.cardinal.into_iter().map(|(w, n)| (w, NumberWord::Value(n)));
        let scales = file.scale.into_iter().map(|(w, n)| (w, NumberWord::Scale(n)));
        let parts = file.part.into_iter().map(|(w, n)| (w, NumberWord::Part(n)));
        let ordinals = file.ordinal.into_iter().map(|(w, n)| (w, NumberWord::Ordinal(n)));
        let mut nicknames: FxHashMap<Box<str>, Vec<usize>> = FxHashMap::default();
        for (group, names) in file.nicknames.into_iter().enumerate() {
            names
                .into_iter()
                .for_each(|name| nicknames.entry(name.into_boxed_str()).or_default().push(group));
        }
        let linked = linked(&nicknames);
        let clips = [file.condition, file.hedge, file.denial, file.limit, file.contrast].map(phrases);
        let both = file.opposites.into_iter().flat_map(|[a, b]| [(a.clone(), b.clone()), (b, a)]);
        Self {
            joiner: file.joiner,
            one: file.one,
            filler_always: phrases(file.filler_always),
            filler_set_off: phrases(file.filler_set_off),
            stage: listed(file.stage),
            unheard: listed(file.unheard),
            closing: listed(file.closing),
            source_column: listed(file.source_column),
            speaker_column: listed(file.speaker_column),
            nobody: listed(file.nobody),
            reference_list: listed(file.reference_list),
            label: listed(file.label),
            document: listed(file.document),
            quoting: phrases(file.quoting),
            agent: phrases(file.agent),
            staff: phrases(file.staff),
            staff_tie: listed(file.staff_tie),
            origin: phrases(file.origin),
            sender: listed(file.sender),
            passed_on: listed(file.passed_on),
            other_office: listed(file.other_office),
            clip_starts: std::array::from_fn(|clip| starts(&clips[clip])),
            clips,
            inverted: listed(file.inverted),
            contrary: listed(file.contrary),
            prefixes: file.prefixes,
            opposites: both.map(|(a, b)| (a.into_boxed_str(), b.into_boxed_str())).collect(),
            nicknames,
            linked,
            private: listed(file.private),
            fields: fields_of_work(file.field),
            numbers: values
                .chain(scales)
                .chain(parts)
                .chain(ordinals)
                .map(|(w, n)| (w.into_boxed_str(), n))
                .collect(),
            suffixes: file.suffix.into_iter().map(|(w, n)| (w.into_boxed_str(), n)).collect(),
            units: boxed(file.unit),
            signs: boxed(file.sign),
            splits: boxed(file.split),
            seconds: boxed(file.second),
        }
    }

    /// Returns the fields of work that a role belongs to, a bit a field; 0 if it belongs to none or to any.
    pub fn fields(&self, role: &str) -> u32 {
        self.fields.get(role).copied().unwrap_or(0)
    }

    /// True for a noun for what is written, singular or plural: "lease", "minutes".
    pub fn is_document(&self, lower: &str) -> bool {
        self.document.contains(lower)
    }

    /// True for a role that people have who are in the news once: "resident", "witness".
    pub fn is_private(&self, role: &str) -> bool {
        self.private.contains(role)
    }

    /// Returns the meaning of a word as a part of a number.
    pub fn number_word(&self, lower: &str) -> Option<NumberWord> {
        self.numbers.get(lower).copied()
    }

    /// Returns the words that a number can have.
    pub(super) fn number_words(&self) -> impl Iterator<Item = &str> {
        self.numbers.keys().map(AsRef::as_ref)
    }

    /// Returns the groups of first names for one person that contain the name: "bill" and "william".
    pub fn nicknames(&self, lower: &str) -> Vec<usize> {
        self.nicknames.get(lower).cloned().unwrap_or_default()
    }

    /// Returns the groups that share a form with one of those that contain the name: "stephen" and "steven" are both "steve".
    pub fn like_nicknames(&self, lower: &str) -> Vec<usize> {
        let own = self.nicknames(lower);
        let like = own.iter().flat_map(|group| self.linked.get(group).into_iter().flatten());
        like.copied().filter(|group| !own.contains(group)).collect()
    }

    /// Returns the power of ten that letters after a figure mean.
    pub fn number_suffix(&self, lower: &str) -> Option<u32> {
        self.suffixes.get(lower).copied()
    }

    /// True if the word may be inside a number: "and".
    pub fn joins_numbers(&self, lower: &str) -> bool {
        self.joiner == lower
    }

    /// True if the word means one before a power of ten: "a thousand".
    pub fn is_one(&self, lower: &str) -> bool {
        self.one == lower
    }

    /// Returns the meaning of an abbreviation that only figures follow: "number" for "No." before "1".
    pub fn sign(&self, lower: &str) -> Option<&str> {
        self.signs.get(lower).map(AsRef::as_ref)
    }

    /// Returns the one word for the sign of a unit and its forms: "percent" for "%".
    pub fn unit(&self, lower: &str) -> Option<&str> {
        self.units.get(lower).map(AsRef::as_ref)
    }

    /// Returns the words of a word that consists of two: "can not" for "cannot".
    pub fn split(&self, lower: &str) -> Option<&str> {
        self.splits.get(lower).map(AsRef::as_ref)
    }

    /// Returns the other reading of a contraction's last word: "has" for the "is" of "he's".
    pub fn second_reading(&self, last: &str) -> Option<&str> {
        self.seconds.get(last).map(AsRef::as_ref)
    }

    /// How many of `words`, from the first, are one filler; 0 where none is. `set_off` says whether commas,
    /// dashes or a sentence's ends stand around them, without which only noises are fillers.
    pub fn filler_length<S: AsRef<str>>(&self, words: &[S], set_off: bool) -> usize {
        let length = |list: &[Vec<String>]| list.iter().find(|p| begins(words, p)).map_or(0, Vec::len);
        match length(&self.filler_always) {
            0 if set_off => length(&self.filler_set_off),
            n => n,
        }
    }

    /// True if a record prints the word for a speaker whom it does not name.
    pub fn is_label(&self, lower: &str) -> bool {
        self.label.contains(lower)
    }

    /// True if `words` begin with a phrase after which a speaker reads out another's words: "and I quote".
    pub fn begins_quoting<S: AsRef<str>>(&self, words: &[S]) -> bool {
        self.quoting.iter().any(|phrase| begins(words, phrase))
    }

    /// How many of `words`, from the first, name one who speaks for another by trade: "chief of staff"; 0 where none does.
    pub fn agent_length<S: AsRef<str>>(&self, words: &[S]) -> usize {
        self.agent.iter().find(|phrase| begins(words, phrase)).map_or(0, Vec::len)
    }

    /// How many of `words`, from the first, name one who works for another: "senior aide"; 0 where none does.
    pub fn staff_length<S: AsRef<str>>(&self, words: &[S]) -> usize {
        self.staff.iter().find(|phrase| begins(words, phrase)).map_or(0, Vec::len)
    }

    /// True for a preposition between such a noun and the one worked for: "aide to".
    pub fn ties_staff(&self, lower: &str) -> bool {
        self.staff_tie.contains(lower)
    }

    /// How many of `words`, from the first, say whose words somebody tells: "on behalf of"; 0 where none does.
    pub fn origin_length<S: AsRef<str>>(&self, words: &[S]) -> usize {
        self.origin.iter().find(|phrase| begins(words, phrase)).map_or(0, Vec::len)
    }

    /// True for a preposition between what is read out and whose it is: "a letter from".
    pub fn is_sender(&self, lower: &str) -> bool {
        self.sender.contains(lower)
    }

    /// True for a noun for words that others read out, which `document` does not have: "message".
    pub fn is_passed_on(&self, lower: &str) -> bool {
        self.passed_on.contains(lower) || self.is_document(lower)
    }

    /// True if a word makes another office of the one that it stands before: "vice president".
    pub fn is_other_office(&self, lower: &str) -> bool {
        self.other_office.contains(lower)
    }

    /// True if a transcript's words in round brackets describe what happened, and are not what was said.
    pub fn is_stage_direction(&self, lower: &str) -> bool {
        self.stage.contains(lower)
    }

    /// True if the text, in brackets, replaces words that were said but not recorded.
    pub fn is_unheard(&self, lower: &str) -> bool {
        self.unheard.contains(lower)
    }

    /// True for the head of a table's column that names the source of each row.
    pub fn is_source_column(&self, lower: &str) -> bool {
        self.source_column.contains(lower)
    }

    /// True for the head of a table's column that names the speaker of each row.
    pub fn is_speaker_column(&self, lower: &str) -> bool {
        self.speaker_column.contains(lower)
    }

    /// True for what stands in such a column where no speaker is named.
    pub fn is_nobody(&self, lower: &str) -> bool {
        self.nobody.contains(lower)
    }

    /// True for the heading of a list of references.
    pub fn is_reference_list(&self, lower: &str) -> bool {
        self.reference_list.contains(lower)
    }

    /// The characters of the longest line that ends a record, without blanks.
    pub fn longest_closing(&self) -> usize {
        self.closing.iter().map(|line| line.chars().count()).max().unwrap_or(0)
    }

    /// True if a line ends a record; `lower` has no blanks.
    pub fn is_closing(&self, lower: &str) -> bool {
        self.closing.contains(lower)
    }

    /// True if a phrase of this kind occurs anywhere in `words`.
    pub fn has_clip<S: AsRef<str>>(&self, words: &[S], clip: Clip) -> bool {
        (0..words.len()).any(|at| self.clip_length(&words[at..], clip) > 0)
    }

    /// Returns how many of the first words are a phrase of this kind.
    pub fn clip_length<S: AsRef<str>>(&self, words: &[S], clip: Clip) -> usize {
        // Hardly any word begins one.
        if !words.first().is_some_and(|word| self.clip_starts[clip as usize].contains(word.as_ref())) {
            return 0;
        }
        let list = &self.clips[clip as usize];
        list.iter().find(|phrase| begins(words, phrase)).map_or(0, Vec::len)
    }

    /// True if a clause that begins with the word sets a condition: "should it rain".
    pub fn inverts(&self, lower: &str) -> bool {
        self.inverted.contains(lower)
    }

    /// True if a verb of saying shows that its object was not said: "deny".
    pub fn is_contrary(&self, lemma: &str) -> bool {
        self.contrary.contains(lemma)
    }

    /// True if exchanging one word for the other reverses the meaning of a sentence: "like", "unlike".
    pub fn are_opposites(&self, a: &str, b: &str) -> bool {
        let prefixed = |long: &str, short: &str| {
            short.len() >= 3
                && long.strip_suffix(short).is_some_and(|p| self.prefixes.iter().any(|known| known == p))
        };
        prefixed(a, b) || prefixed(b, a) || self.opposites.contains(&(a.into(), b.into()))
    }
}

fn starts(phrases: &[Vec<String>]) -> FxHashSet<Box<str>> {
    phrases.iter().filter_map(|phrase| Some(phrase.first()?.as_str().into())).collect()
}

fn begins<S: AsRef<str>>(words: &[S], phrase: &[String]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(w, p)| w.as_ref() == p)
}

#[cfg(test)]
mod tests {
    use super::super::Lexicon;

    #[test]
    fn fillers_need_commas_unless_they_are_noises() {
        let v = Lexicon::built_in().verification();
        assert_eq!(v.filler_length(&["um", "we"], false), 1);
        assert_eq!(v.filler_length(&["you", "know", "we"], true), 2);
        assert_eq!(v.filler_length(&["you", "know", "we"], false), 0);
    }

    #[test]
    fn phrases_that_quote_and_words_of_other_offices_are_known() {
        let v = Lexicon::built_in().verification();
        assert!(v.begins_quoting(&["i", "quote", "no"]) && !v.begins_quoting(&["i", "said"]));
        assert!(v.is_other_office("vice") && !v.is_other_office("prime"));
    }

    #[test]
    fn who_speaks_for_another_and_whose_words_are_told_is_known() {
        let v = Lexicon::built_in().verification();
        assert_eq!((v.agent_length(&["chief", "of", "staff"]), v.agent_length(&["wife"])), (3, 0));
        assert_eq!((v.staff_length(&["aide"]), v.staff_length(&["critic"])), (1, 0));
        assert!(v.ties_staff("to") && !v.ties_staff("against"));
        assert_eq!(v.origin_length(&["on", "behalf", "of", "hale"]), 3);
        assert!(v.is_sender("from") && v.is_passed_on("message") && v.is_passed_on("letter"));
        assert!(!v.is_sender("against") && !v.is_passed_on("bridge"));
    }

    #[test]
    fn contraries_are_known_by_prefix_and_by_pair() {
        let v = Lexicon::built_in().verification();
        assert!(v.are_opposites("like", "unlike") && v.are_opposites("unlike", "like"));
        assert!(v.are_opposites("support", "oppose"));
        assert!(!v.are_opposites("like", "likely"));
    }
}
