//! Phrases: the outline of a paragraph as noun phrases, verb groups and what stands between them.
//!
//! ```text
//! chunk       = quote | time | verb_group | noun_phrase | function word | punctuation
//! noun_phrase = pronoun | [determiner | possessive | number] {adjective | noun | name "'s"} (noun | name)
//! verb_group  = {auxiliary | modal | adverb} verb [particle] ["to" verb | "by" verb"-ing"]
//! time        = weekday | month [number] | ("last" | "this" | …) time noun
//! ```
//!
//! There is no tagger behind this: closed classes and the verbs come from the lexicon, everything else is a noun or an
//! adjective, and a word that can be both is decided by the phrase before it.

use nom::{IResult, Input, Parser, branch::alt};

use super::input::{Context, Rest, Unit, Units};
use crate::lexicon::{Class, Classes, Frame, VerbId};
use crate::model::Span;
use crate::segment::{Shape, TokenKind};

/// What a noun phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NounKind {
    /// he, they, this
    Pronoun,
    /// ends in a name: "US Secretary of State Antony Blinken"
    Name,
    /// a description: "the senator"
    Nominal,
}

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChunkKind {
    /// A noun phrase.
    Noun(NounKind),
    /// A verb group.
    Verb,
    /// A whole quotation: index among the paragraph's marked spans.
    Quote(u16),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// a dash between words
    Dash,
    /// `.` `!` `?`
    Stop,
    /// an opening bracket
    Open,
    /// a closing bracket
    Close,
    /// of, in
    Preposition,
    /// and, but
    Coordinator,
    /// because
    Subordinator,
    /// who, which
    Relative,
    /// that
    That,
    /// also, later
    Adverb,
    /// on Monday, last week
    Time,
    /// anything else
    Other,
}

/// A phrase of the outline.
#[derive(Debug, Clone, Copy)]
pub struct Chunk {
    /// What it is.
    pub kind: ChunkKind,
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
    /// The unit that carries the phrase: the last noun, the reporting verb.
    pub head: u32,
    /// For a noun phrase, where its name begins (it ends with the phrase); equal to `end` where it has none.
    pub name: u32,
    /// For a noun phrase, one past its possessor ("Trump" of "Trump's claim"); equal to `start` where it has none.
    pub possessor: u32,
    /// All classes of the words of a noun phrase; those of the head of a verb group.
    pub classes: Classes,
    /// Sentence of the paragraph.
    pub sentence: u32,
    /// The verb, where the head of a verb group reports.
    pub verb: Option<VerbId>,
    /// Verb: has a finite form. Noun: is a plural.
    pub finite: bool,
    /// Verb: an -ing form without an auxiliary. Noun: ends with a clitic "'s".
    pub gerund: bool,
    /// Verb: passive voice.
    pub passive: bool,
    /// Verb: negated.
    pub negated: bool,
    /// Verb: an infinitive with "to".
    pub infinitive: bool,
}

impl Chunk {
    fn new(kind: ChunkKind, start: usize, end: usize) -> Self {
        let (start, end) = (start as u32, end as u32);
        Self {
            kind,
            start,
            end,
            head: end.saturating_sub(1),
            name: end,
            possessor: start,
            classes: Classes::NONE,
            sentence: 0,
            verb: None,
            finite: false,
            gerund: false,
            passive: false,
            negated: false,
            infinitive: false,
        }
    }

    /// Whether it is a noun phrase of any kind.
    pub fn is_noun(&self) -> bool {
        matches!(self.kind, ChunkKind::Noun(_))
    }

    /// Whether one of the words, or the verb's head, has this class.
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// The words of the phrase in the article.
    pub fn span(&self, units: &[Unit]) -> Span {
        units[self.start as usize].token.span.cover(units[self.end as usize - 1].token.span)
    }
}

/// Phrases of one paragraph, as the rules see them.
pub type Chunks<'a> = Rest<'a, Chunk>;

/// Cuts the outline of a paragraph into phrases. Linear: each parser looks a bounded number of units ahead.
pub fn chunks(units: &[Unit], sentences: &[u32], context: Context<'_>) -> Vec<Chunk> {
    let mut found: Vec<Chunk> = Vec::with_capacity(units.len() / 2 + 1);
    let mut rest = Units::new(units, 0, context);
    while !rest.items().is_empty() {
        let before = found.last().filter(|c| sentences[c.start as usize] == sentences[rest.at()]).copied();
        let (next, mut chunk) = match chunk(rest, before) {
            Ok(done) => done,
            Err(_) => (rest.take_from(1), Chunk::new(ChunkKind::Other, rest.at(), rest.at() + 1)),
        };
        chunk.sentence = sentences[chunk.start as usize];
        rest = next;
        found.push(chunk);
    }
    found
}

fn chunk(input: Units<'_>, before: Option<Chunk>) -> IResult<Units<'_>, Chunk> {
    alt((quote, punctuation, time, |i| verb_group(i, before), |i| noun_phrase(i, before), function_word))
        .parse(input)
}

fn miss<T>(input: Units<'_>) -> IResult<Units<'_>, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

fn took(input: Units<'_>, count: usize, mut chunk: Chunk) -> IResult<Units<'_>, Chunk> {
    chunk.end = (input.at() + count) as u32;
    Ok((input.take_from(count), chunk))
}

fn begin(kind: ChunkKind, input: &Units<'_>) -> Chunk {
    Chunk::new(kind, input.at(), input.at() + 1)
}

fn quote(input: Units<'_>) -> IResult<Units<'_>, Chunk> {
    match input.first().and_then(|u| u.quote) {
        Some(index) => took(input, 1, begin(ChunkKind::Quote(index), &input)),
        None => miss(input),
    }
}

fn punctuation(input: Units<'_>) -> IResult<Units<'_>, Chunk> {
    let Some(unit) = input.first() else { return miss(input) };
    let kind = match unit.token.kind {
        TokenKind::Comma => ChunkKind::Comma,
        TokenKind::Colon => ChunkKind::Colon,
        TokenKind::Semicolon => ChunkKind::Semicolon,
        TokenKind::Dash => ChunkKind::Dash,
        TokenKind::Stop => ChunkKind::Stop,
        TokenKind::Open => ChunkKind::Open,
        TokenKind::Close => ChunkKind::Close,
        TokenKind::Mark | TokenKind::Other => ChunkKind::Other,
        TokenKind::Word | TokenKind::Number | TokenKind::Clitic => return miss(input),
    };
    took(input, 1, begin(kind, &input))
}

/// `time`: a day, a date, "last week". Kept apart so that "On Monday Ruiz said" has Ruiz for its subject.
fn time(input: Units<'_>) -> IResult<Units<'_>, Chunk> {
    let units = input.items();
    let is = |i: usize, class| units.get(i).is_some_and(|u| u.token.is(class));
    let mut i = 0;
    while i < 3
        && (is(i, Class::Determiner) || is(i, Class::Adjective) || is(i, Class::Number))
        && !is(i, Class::Time)
    {
        i += 1;
    }
    let day = |i: usize| (is(i, Class::Weekday) || is(i, Class::Month)) && units[i].token.capital();
    let timed = |i: usize| is(i, Class::Time) && !units[i].token.capital();
    if !(day(i) || timed(i)) {
        return miss(input);
    }
    let number = |i: usize| units.get(i).is_some_and(|u| u.token.kind == TokenKind::Number);
    let mut end = i;
    while end < units.len() && end < i + 6 {
        let comma = units[end].token.kind == TokenKind::Comma && number(end + 1) && number(end - 1);
        if !(day(end) || timed(end) || (number(end) && end > i) || comma) {
            break;
        }
        end += 1;
    }
    // "week's meeting" is a noun phrase, and so is "the year of the dog" or "the day she left" to whoever asks.
    if end == i || units.get(end).is_some_and(|u| u.token.kind == TokenKind::Clitic) {
        return miss(input);
    }
    took(input, end, begin(ChunkKind::Time, &input))
}

const VERB: Classes = Classes::of(&[Class::ReportingVerb, Class::CommonVerb]);

fn is_verb(unit: &Unit) -> bool {
    unit.quote.is_none() && unit.token.word.classes.meets(VERB)
}

fn is_helper(unit: &Unit) -> bool {
    const HELPER: Classes = Classes::of(&[Class::Auxiliary, Class::Modal]);
    unit.quote.is_none() && (unit.token.word.classes.meets(HELPER) && !unit.token.capital())
}

fn is_light_word(unit: &Unit) -> bool {
    const LIGHT: Classes = Classes::of(&[Class::Adverb, Class::Negation]);
    const NOT_LIGHT: Classes = Classes::of(&[Class::Determiner, Class::Preposition]);
    let classes = unit.token.word.classes;
    unit.quote.is_none() && classes.meets(LIGHT) && !classes.meets(NOT_LIGHT)
}

/// Whether a verb can begin behind this phrase, for a word that is as often a noun.
fn verb_may_follow(before: Option<Chunk>, unit: &Unit, next: Option<&Unit>) -> bool {
    let Some(before) = before else { return false };
    // "while attributing it", "after warning that": a gerund with something to act on.
    let acts =
        || next.is_some_and(|u| u.quote.is_some() || u.token.capital() || u.token.word.classes.meets(OBJECT));
    match before.kind {
        ChunkKind::Noun(NounKind::Pronoun) => !before.gerund,
        ChunkKind::Noun(_) => {
            // "the campaign claim" is a noun, "the critics claim" and "they claim" are verbs.
            let bare = unit.token.is(Class::Base) && !unit.token.is(Class::Past);
            !before.gerund && !(bare && !before.finite)
        }
        ChunkKind::Relative
        | ChunkKind::Coordinator
        | ChunkKind::Adverb
        | ChunkKind::Time
        | ChunkKind::Close => true,
        ChunkKind::Subordinator | ChunkKind::Preposition => unit.token.is(Class::Gerund) && acts(),
        ChunkKind::Comma | ChunkKind::Quote(_) | ChunkKind::Dash => !unit.token.is(Class::Base),
        ChunkKind::That => unit.token.is(Class::Past),
        _ => false,
    }
}

/// What begins the object of a verb.
const OBJECT: Classes = Classes::of(&[
    Class::Determiner,
    Class::Possessive,
    Class::Relative,
    Class::PronounPlural,
    Class::PronounMale,
    Class::PronounFemale,
    Class::PronounNeuter,
]);

/// `verb_group`: the helpers, the verb and its particle, and what it is chained to ("went on to say").
fn verb_group(input: Units<'_>, before: Option<Chunk>) -> IResult<Units<'_>, Chunk> {
    let units = input.items();
    let word = |i: usize, text: &str| word_is(units, i, text, &input.context);
    let mut group = begin(ChunkKind::Verb, &input);
    let (mut i, mut helpers, mut copula) = (0, 0, false);
    if word(0, "to") {
        group.infinitive = true;
        i = 1;
    }
    while i < units.len()
        && i < 7
        && (is_helper(&units[i]) || (is_light_word(&units[i]) && !is_own_verb(units, i)))
    {
        helpers += usize::from(is_helper(&units[i]));
        copula = if is_helper(&units[i]) { units[i].token.is(Class::Copula) } else { copula };
        group.negated |= units[i].token.is(Class::Negation);
        i += 1;
    }
    if helpers == 0 && i > usize::from(group.infinitive) && !group.infinitive {
        return miss(input); // adverbs alone, or before a plain verb: phrases of their own
    }
    let main =
        units.get(i).filter(|u| is_verb(u) && main_allowed(u, before, helpers, group.infinitive, i, &input));
    let Some(main) = main else {
        return helper_alone(input, group, i, helpers, copula);
    };
    group.head = (input.at() + i) as u32;
    group.classes = main.token.word.classes;
    group.verb = main.token.word.verb;
    let only_gerund = main.token.is(Class::Gerund) && !main.token.is(Class::Past);
    let only_participle = main.token.is(Class::Participle) && !main.token.is(Class::Past);
    group.gerund = only_gerund && helpers == 0;
    group.finite = !group.infinitive && !group.gerund && !(only_participle && helpers == 0);
    group.passive = copula && main.token.is(Class::Participle) && !only_gerund;
    i += 1;
    i = particle(&input, i, &mut group);
    i = chain(&input, i, &mut group);
    took(input, i, group)
}

/// Whether a light word is the verb itself ("further" is an adverb and a verb form): a subject stands before it.
fn is_own_verb(units: &[Unit], i: usize) -> bool {
    units[i].token.is(Class::ReportingVerb) && !units.get(i + 1).is_some_and(is_verb)
}

fn main_allowed(
    unit: &Unit,
    before: Option<Chunk>,
    helpers: usize,
    infinitive: bool,
    i: usize,
    input: &Units<'_>,
) -> bool {
    let (units, context) = (input.items(), &input.context);
    if infinitive || helpers > 0 {
        return !unit.token.capital() && (!infinitive || unit.token.is(Class::Base));
    }
    if unit.token.capital() {
        if context.title_case {
            return headline_verb(unit) && before.is_some_and(|b| b.is_noun());
        }
        // A capital begins a sentence ("Asked about it, …", "Said Ruiz: …") or makes a name.
        let inverted = before.is_none()
            && unit.token.word.verb.is_some_and(|v| context.lexicon.verb(v).takes(Frame::Inverted))
            && unit.token.is(Class::Past)
            && units.get(i + 1).is_some_and(|u| u.token.capital());
        let starts = before.is_none() && unit.token.shape == Shape::Capital;
        return inverted
            || starts
                && (unit.token.is(Class::Gerund) || unit.token.is(Class::Participle))
                && !unit.token.is(Class::NounForm)
                && !unit.token.is(Class::GivenName)
                && units.get(i + 1).is_some_and(|u| !u.token.capital());
    }
    if unit.token.is(Class::NounForm) {
        return verb_may_follow(before, unit, units.get(i + 1));
    }
    if unit.token.is(Class::Adjective)
        || unit.token.is(Class::Preposition)
        || unit.token.is(Class::Subordinator)
    {
        return before.is_some_and(|b| matches!(b.kind, ChunkKind::Noun(_) | ChunkKind::Relative))
            && !is_function(unit);
    }
    true
}

fn is_function(unit: &Unit) -> bool {
    const FUNCTION: Classes = Classes::of(&[Class::Preposition, Class::Subordinator, Class::Determiner]);
    unit.token.word.classes.meets(FUNCTION)
}

fn helper_alone(
    input: Units<'_>,
    mut group: Chunk,
    mut i: usize,
    helpers: usize,
    copula: bool,
) -> IResult<Units<'_>, Chunk> {
    if helpers == 0 {
        return miss(input);
    }
    let units = input.items();
    group.finite = true;
    group.head = (input.at() + i - 1) as u32;
    group.classes = Classes::of(&[Class::Auxiliary]);
    if copula {
        group.classes.insert(Class::Copula);
    }
    // "was quick to add": an adjective and an infinitive that reports.
    let describes = units.get(i).is_some_and(|u| u.quote.is_none() && !u.token.capital() && !is_function(u));
    if copula && describes && word_is(units, i + 1, "to", &input.context) && reports(units.get(i + 2)) {
        group.head = (input.at() + i + 2) as u32;
        group.verb = units[i + 2].token.word.verb;
        group.classes = units[i + 2].token.word.classes;
        i += 3;
        i = particle(&input, i, &mut group);
    }
    took(input, i, group)
}

fn reports(unit: Option<&Unit>) -> bool {
    unit.is_some_and(|u| u.quote.is_none() && u.token.is(Class::ReportingVerb) && !u.token.capital())
}

/// Whether unit `i` is this lower-case word.
fn word_is(units: &[Unit], i: usize, word: &str, context: &Context<'_>) -> bool {
    units.get(i).is_some_and(|u| {
        u.quote.is_none()
            && u.token.kind == TokenKind::Word
            && u.token.span.of(context.text).eq_ignore_ascii_case(word)
    })
}

/// Takes the particle of "pointed out", where the lexicon lists the pair.
fn particle(input: &Units<'_>, i: usize, group: &mut Chunk) -> usize {
    let units = input.items();
    let head = &units[group.head as usize - input.at()].token;
    let Some(next) = units.get(i).filter(|u| head.word.takes_particle && u.quote.is_none()) else { return i };
    let (form, particle) = (head.span.of(input.context.text), next.token.span.of(input.context.text));
    match input.context.lexicon.particle_verb(&form.to_lowercase(), particle) {
        Some(verb) => {
            group.verb = Some(verb);
            group.classes.insert(Class::ReportingVerb);
            i + 1
        }
        None => i,
    }
}

/// Takes what the verb is chained to: "went on to say", "continued to insist", "responded by saying".
fn chain(input: &Units<'_>, mut i: usize, group: &mut Chunk) -> usize {
    let units = input.items();
    for _ in 0..2 {
        let by = word_is(units, i, "by", &input.context);
        if !by && !word_is(units, i, "to", &input.context) {
            break;
        }
        let light = usize::from(units.get(i + 1).is_some_and(is_light_word));
        let Some(next) = units.get(i + 1 + light).filter(|u| is_verb(u) && !u.token.capital()) else { break };
        let form = if by { Class::Gerund } else { Class::Base };
        if !next.token.is(form) || (by && !reports(Some(next))) {
            break;
        }
        if next.token.word.verb.is_some() {
            group.head = (input.at() + i + 1 + light) as u32;
            group.verb = next.token.word.verb;
            group.classes = next.token.word.classes;
        }
        i += 2 + light;
        i = particle(input, i, group);
    }
    i
}

const NEVER_NOUN: Classes = Classes::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Modal,
    Class::Relative,
]);

const OPENS: Classes = Classes::of(&[Class::Determiner, Class::Possessive, Class::Quantifier]);

const PRONOUN: Classes = Classes::of(&[
    Class::PronounMale,
    Class::PronounFemale,
    Class::PronounNeuter,
    Class::PronounPlural,
    Class::PronounFirst,
    Class::PronounSecond,
    Class::PronounSubject,
]);

/// Words that can stand before a name without ending the phrase: "former senator Ana Ruiz".
const BEFORE_NAME: Classes = Classes::of(&[
    Class::Role,
    Class::Adjective,
    Class::Title,
    Class::Demonym,
    Class::Country,
    Class::Organisation,
]);

/// Longest noun phrase, in units.
const LONGEST: usize = 16;

/// `noun_phrase`.
fn noun_phrase(input: Units<'_>, before: Option<Chunk>) -> IResult<Units<'_>, Chunk> {
    let units = input.items();
    let Some(first) = units.first().filter(|u| u.quote.is_none()) else { return miss(input) };
    let noun_next = |i: usize| units.get(i).is_some_and(|u| nominal(u, true));
    if first.token.word.classes.meets(PRONOUN) && !first.token.is(Class::Relative) {
        let owns = first.token.is(Class::Possessive) && noun_next(1);
        let name = first.token.capital()
            && units.get(1).is_some_and(|u| u.token.capital() && u.token.spaced && before.is_some());
        if !owns && !name {
            let mut chunk = begin(ChunkKind::Noun(NounKind::Pronoun), &input);
            chunk.classes = first.token.word.classes;
            chunk.finite = first.token.is(Class::PronounPlural);
            return took(input, 1, chunk);
        }
    }
    let mut phrase = begin(ChunkKind::Noun(NounKind::Nominal), &input);
    let mut i = 0;
    let mut open = false; // a determiner or adjective wants a noun
    let mut last_noun = None;
    while let Some(unit) = units.get(i).filter(|_| i < LONGEST) {
        if unit.quote.is_some() {
            break;
        }
        let token = &unit.token;
        if token.kind == TokenKind::Clitic {
            match last_noun {
                // "Ruiz's lawyer": a possessor, and the phrase goes on.
                Some(_) if noun_next(i + 1) => {
                    phrase.possessor = (input.at() + i) as u32;
                    i += 1;
                    (open, last_noun) = (true, None);
                    continue;
                }
                _ => {
                    phrase.gerund = last_noun.is_some();
                    i += usize::from(last_noun.is_some());
                    break;
                }
            }
        }
        if !continues(units, i, open, last_noun.is_some(), before, &input.context) {
            break;
        }
        let opens = i == 0 && opens_phrase(units) && !is_name_word(unit);
        let adjective = is_adjective(unit, &input.context);
        phrase.classes = phrase.classes.union(token.word.classes);
        if !opens && (!adjective || !noun_next(i + 1)) {
            last_noun = Some(i);
        }
        open = opens || (adjective && last_noun.is_none());
        i += 1;
    }
    let Some(head) = last_noun.or((i > 0).then(|| i - 1)) else { return miss(input) };
    let end = if last_noun.is_some() { i } else { head + 1 };
    phrase.head = (input.at() + head) as u32;
    finish_noun(input, end, phrase)
}

/// Whether the first unit opens a noun phrase: "the", "her", "most"; but not "often" before a verb.
fn opens_phrase(units: &[Unit]) -> bool {
    let token = &units[0].token;
    let counts = !token.is(Class::Adverb) || units.get(1).is_some_and(|u| !is_verb(u) && nominal(u, true));
    token.is(Class::Determiner) || token.is(Class::Possessive) || token.is(Class::Quantifier) && counts
}

/// former, Chinese, two-day: words that want a noun behind them.
fn is_adjective(unit: &Unit, context: &Context<'_>) -> bool {
    let token = &unit.token;
    let joined = || token.span.of(context.text).contains('-') && token.word.classes.is_empty();
    let plain = !token.capital() && (token.is(Class::Adjective) || joined());
    plain || token.is(Class::Demonym) && !token.is(Class::Plural)
}

/// "Ruiz Says": a verb of a headline in Title Case.
fn headline_verb(unit: &Unit) -> bool {
    const FINITE: Classes = Classes::of(&[Class::Third, Class::Past, Class::Base]);
    unit.token.is(Class::ReportingVerb)
        && unit.token.word.classes.meets(FINITE)
        && !unit.token.is(Class::GivenName)
}

/// Whether a unit can be part of a noun phrase; `open` where a determiner or adjective wants a noun.
fn nominal(unit: &Unit, open: bool) -> bool {
    let token = &unit.token;
    if unit.quote.is_some() || !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
        return false;
    }
    let classes = token.word.classes;
    if classes.is_empty() || token.capital() && !classes.meets(NEVER_NOUN) && !classes.meets(PRONOUN) {
        return true;
    }
    if open && classes.has(Class::NounForm) && !classes.has(Class::Preposition) {
        return true; // "the need", "his will"
    }
    if classes.meets(NEVER_NOUN) || classes.meets(PRONOUN) && !classes.has(Class::Possessive) {
        return false;
    }
    if classes.has(Class::Adverb) && !classes.has(Class::Adjective) {
        return open && !classes.meets(VERB);
    }
    if classes.meets(VERB) {
        return open || classes.has(Class::NounForm);
    }
    true
}

fn is_name_word(unit: &Unit) -> bool {
    unit.token.capital() && unit.token.kind == TokenKind::Word && !unit.token.word.classes.meets(OPENS)
}

/// Whether the phrase goes on with unit `i`.
fn continues(
    units: &[Unit],
    i: usize,
    open: bool,
    has_noun: bool,
    before: Option<Chunk>,
    context: &Context<'_>,
) -> bool {
    let unit = &units[i];
    let token = &unit.token;
    let classes = token.word.classes;
    if i == 0 {
        if classes.has(Class::Relative) {
            // "that" before a noun is a determiner only where no clause can begin.
            let after = before.is_some_and(|b| b.kind == ChunkKind::Preposition);
            return after
                && word_is(units, 0, "that", context)
                && classes.has(Class::Determiner)
                && !token.capital();
        }
        return opens_phrase(units)
            || nominal(unit, false)
            || (before.is_none() && token.capital() && nominal(unit, true));
    }
    let previous = &units[i - 1].token;
    let next_capital = units.get(i + 1).is_some_and(|u| u.quote.is_none() && u.token.capital());
    // "Secretary of State", "bin Salman", "de Gaulle"
    if previous.capital() && next_capital && !token.capital() && token.kind == TokenKind::Word {
        let titled = previous.is(Class::Title) && word_is(units, i, "of", context);
        let particle = classes.is_empty() && token.span.len() <= 3;
        if titled || particle {
            return true;
        }
    }
    if classes.has(Class::Weekday) || classes.has(Class::Month) && token.capital() {
        return false;
    }
    if classes.meets(OPENS) && !classes.has(Class::Number) && !token.capital() {
        return false;
    }
    if context.title_case && has_noun && headline_verb(unit) {
        return false;
    }
    // "the proposed plan", but "her brief said": a participle leads on to a noun.
    let participle =
        classes.has(Class::Participle) && !classes.has(Class::NounForm) && !classes.has(Class::Adjective);
    if open && participle && !token.capital() && !units.get(i + 1).is_some_and(|u| nominal(u, false)) {
        return false;
    }
    if has_noun && !open {
        if token.capital() && !classes.meets(NEVER_NOUN) && !classes.meets(PRONOUN) {
            // "the interview Ruiz" is two phrases, "the lawyer Ruiz" one.
            return previous.capital()
                || previous.kind == TokenKind::Number
                || previous.word.classes.meets(BEFORE_NAME);
        }
        if classes.meets(VERB) && !token.capital() {
            return classes.has(Class::NounForm) && noun_reading(units, i, before);
        }
        if previous.capital() && !token.capital() && classes.has(Class::Adverb) {
            return false;
        }
    }
    nominal(unit, open)
}

/// Whether a word that is noun and verb is the noun, behind another noun: what follows is no content.
fn noun_reading(units: &[Unit], i: usize, before: Option<Chunk>) -> bool {
    let token = &units[i].token;
    // A past tense is a verb; a third person behind a name too ("Ruiz claims").
    if token.is(Class::Past) && !token.is(Class::Base) || units[i - 1].token.capital() {
        return false;
    }
    // "…," the letter reads.
    let behind_quote = before.is_some_and(|b| matches!(b.kind, ChunkKind::Quote(_)));
    if behind_quote && token.is(Class::Third) && token.is(Class::ReportingVerb) {
        return false;
    }
    let Some(next) = units.get(i + 1) else { return true };
    if next.quote.is_some() {
        return false;
    }
    let content_follows = [Class::Determiner, Class::Relative, Class::Possessive, Class::PronounSubject]
        .into_iter()
        .any(|class| next.token.is(class))
        || next.token.capital();
    !content_follows
}

fn finish_noun(input: Units<'_>, end: usize, mut phrase: Chunk) -> IResult<Units<'_>, Chunk> {
    let units = input.items();
    let clitic = phrase.gerund;
    let words_end = end - usize::from(clitic);
    // The name is the run of capitals at the end, without the titles, roles and demonyms before it.
    let mut from = words_end;
    while from > 0 && in_name(units, from - 1, words_end) {
        from -= 1;
    }
    let lead = Classes::of(&[Class::Title, Class::Demonym, Class::Determiner]);
    while from < words_end {
        let token = &units[from].token;
        let leads = (token.word.classes.meets(lead) || !token.capital())
            && !(token.is(Class::GivenName) && !token.span.of(input.context.text).ends_with('.'));
        let country = token.is(Class::Country) && from + 1 < words_end;
        if (leads || country) && from + 1 < words_end || (leads && !is_name_word(&units[from])) {
            from += 1;
        } else {
            break;
        }
    }
    if from < words_end {
        phrase.kind = ChunkKind::Noun(NounKind::Name);
        phrase.name = (input.at() + from) as u32;
        phrase.head = (input.at() + words_end - 1) as u32;
    }
    let head = &units[phrase.head as usize - input.at()].token;
    phrase.finite = (phrase.kind != ChunkKind::Noun(NounKind::Name) || head.is(Class::Plural))
        && (head.is(Class::Plural)
            || (head.word.classes.is_empty() && looks_plural(head.span.of(input.context.text))));
    if from >= words_end {
        phrase.name = (input.at() + end) as u32;
    }
    took(input, end, phrase)
}

fn looks_plural(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
}

fn in_name(units: &[Unit], i: usize, end: usize) -> bool {
    let token = &units[i].token;
    if token.kind == TokenKind::Clitic {
        return false;
    }
    if token.capital() {
        return true;
    }
    // A particle between two capitals.
    let between = i > 0 && i + 1 < end && units[i - 1].token.capital() && units[i + 1].token.capital();
    between && token.kind == TokenKind::Word && token.span.len() <= 3
}

/// Prepositions, conjunctions, relatives, adverbs: one word each.
fn function_word(input: Units<'_>) -> IResult<Units<'_>, Chunk> {
    let Some(unit) = input.first() else { return miss(input) };
    let token = &unit.token;
    let kind = if word_is(input.items(), 0, "that", &input.context) {
        ChunkKind::That
    } else if token.is(Class::Relative) && !token.is(Class::Subordinator) {
        ChunkKind::Relative
    } else if token.is(Class::Coordinator) {
        ChunkKind::Coordinator
    } else if token.is(Class::Preposition) {
        ChunkKind::Preposition
    } else if token.is(Class::Subordinator) {
        ChunkKind::Subordinator
    } else if token.is(Class::Adverb) || token.is(Class::Negation) {
        ChunkKind::Adverb
    } else {
        ChunkKind::Other
    };
    let mut chunk = begin(kind, &input);
    chunk.classes = token.word.classes;
    took(input, 1, chunk)
}
