//! Noun phrases: pronouns, names and descriptions.

use nom::IResult;

use super::super::input::{Context, Unit, Units};
use super::{Chunk, ChunkKind, NounKind, NounPhrase, VERB, begin, is_verb, miss, took, word_is};
use crate::lexicon::{Class, Classes};
use crate::segment::ParsedToken;
use crate::words::{Shape, TokenKind};

const NEVER_NOUN: Classes = Classes::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Auxiliary,
    Class::Modal,
    Class::Relative,
]);

const OPENS: Classes = Classes::of(&[Class::Determiner, Class::Possessive, Class::Quantifier]);

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
pub(super) fn noun_phrase(input: Units<'_>, before: Option<Chunk>) -> IResult<Units<'_>, Chunk> {
    let units = input.items();
    let Some(first) = units.first().filter(|u| u.quote.is_none()) else { return miss(input) };
    let noun_next = |i: usize| units.get(i).is_some_and(|u| nominal(u, true));
    // "…," Will wrote: a capital helper before a past tense is a name.
    let named = first.token.is(Class::Modal)
        && first.token.shape == Shape::Capital
        && units.get(1).is_some_and(|u| is_verb(u) && u.token.is(Class::Past) && !u.token.is(Class::Base));
    if named {
        return finish_noun(input, 1, nominal_at(&input), Classes::NONE);
    }
    if first.token.word.classes.meets(Classes::PRONOUN) && !first.token.is(Class::Relative) {
        let owns = first.token.is(Class::Possessive) && noun_next(1);
        let name = first.token.capital()
            && units.get(1).is_some_and(|u| u.token.capital() && u.token.spaced && before.is_some());
        if !owns && !name {
            let plural = first.token.is(Class::PronounPlural);
            let pronoun = NounPhrase { kind: NounKind::Pronoun, plural, ..nominal_at(&input) };
            let mut chunk = begin(ChunkKind::Noun(pronoun), &input);
            chunk.classes = first.token.word.classes;
            return took(input, 1, chunk);
        }
    }
    // "However, Ruiz said": an adverb that begins a sentence is no name.
    if before.is_none() && is_only_adverb(&first.token) {
        return miss(input);
    }
    let (mut phrase, mut classes) = (nominal_at(&input), Classes::NONE);
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
                    phrase.possessor = Some((input.at() + i) as u32);
                    i += 1;
                    (open, last_noun) = (true, None);
                    continue;
                }
                _ => {
                    phrase.possessive = last_noun.is_some();
                    i += usize::from(last_noun.is_some());
                    break;
                }
            }
        }
        if !continues(units, i, open, last_noun.is_some(), before, &input.context) {
            break;
        }
        let opens = i == 0 && opens_phrase(units) && !is_name_word(unit);
        // "the otherwise closed-door talks": an adverb before an adjective leads on too.
        let adverb = token.is(Class::Adverb) && !token.is(Class::NounForm) && !token.capital();
        let adjective = adverb || is_adjective(unit, &input.context);
        classes = classes.union(token.word.classes);
        if !opens && (!adjective || !noun_next(i + 1)) {
            last_noun = Some(i);
        }
        open = opens || (adjective && last_noun.is_none());
        i += 1;
    }
    let Some(head) = last_noun.or((i > 0).then(|| i - 1)) else { return miss(input) };
    let end = if last_noun.is_some() { i } else { head + 1 };
    phrase.head = (input.at() + head) as u32;
    finish_noun(input, end, phrase, classes)
}

/// A description at the first unit, with nothing known of it yet.
fn nominal_at(input: &Units<'_>) -> NounPhrase {
    NounPhrase {
        kind: NounKind::Nominal,
        head: input.at() as u32,
        name: None,
        possessor: None,
        plural: false,
        possessive: false,
    }
}

fn is_only_adverb(token: &ParsedToken) -> bool {
    const OTHER: Classes = Classes::of(&[
        Class::Adjective,
        Class::GivenName,
        Class::NounForm,
        Class::Number,
        Class::Determiner,
        Class::Possessive,
        Class::Quantifier,
        Class::Title,
        Class::Role,
    ]);
    token.is(Class::Adverb) && !token.word.classes.meets(OTHER)
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
pub(super) fn headline_verb(unit: &Unit) -> bool {
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
    if classes.is_empty() || token.capital() && !classes.meets(NEVER_NOUN) && !classes.meets(Classes::PRONOUN)
    {
        return true;
    }
    if open && classes.has(Class::NounForm) && !classes.has(Class::Preposition) {
        return true; // "the need", "his will"
    }
    if classes.meets(NEVER_NOUN) || classes.meets(Classes::PRONOUN) && !classes.has(Class::Possessive) {
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
        if titled || is_particle(token) {
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
        if token.capital() && !classes.meets(NEVER_NOUN) && !classes.meets(Classes::PRONOUN) {
            // "the interview Ruiz" and "the convention Sen. Ruiz" are two phrases, "the lawyer Ruiz" is one.
            let title = token.is(Class::Title) && token.span.of(context.text).ends_with('.');
            if title && !previous.capital() && !previous.is(Class::Role) {
                return false;
            }
            let particle = i > 1 && is_particle(previous) && units[i - 2].token.capital();
            return previous.capital()
                || particle
                || previous.kind == TokenKind::Number
                || previous.word.classes.meets(BEFORE_NAME);
        }
        if classes.meets(VERB) && !token.capital() {
            return classes.has(Class::NounForm) && noun_reading(units, i, before, context);
        }
        if previous.capital() && !token.capital() && classes.has(Class::Adverb) {
            return false;
        }
    }
    nominal(unit, open)
}

/// "de", "bin", "ul" between two names.
fn is_particle(token: &ParsedToken) -> bool {
    let classes = token.word.classes;
    let short = classes.is_empty() && token.span.len() <= 3;
    token.kind == TokenKind::Word && !token.capital() && (classes.has(Class::NameParticle) || short)
}

/// Whether a word that is noun and verb is the noun, behind another noun: what follows is no content.
fn noun_reading(units: &[Unit], i: usize, before: Option<Chunk>, context: &Context<'_>) -> bool {
    let token = &units[i].token;
    // A past tense is a verb; a third person behind a name too ("Ruiz claims"), but no base form ("the Senate press office").
    if token.is(Class::Past) && !token.is(Class::Base) {
        return false;
    }
    if units[i - 1].token.capital() {
        let bare = token.is(Class::Base) && !token.is(Class::Past) && !token.is(Class::Third);
        let plural = units[i - 1].token.span.of(context.text).ends_with('s');
        return bare
            && (!plural || units.get(i + 1).is_some_and(|u| u.token.is(Class::Role) && !u.token.capital()));
    }
    // "…," the letter reads.
    let behind_quote = before.is_some_and(|b| matches!(b.kind, ChunkKind::Quote(_)));
    let finite = token.is(Class::Third) || token.is(Class::Past);
    if behind_quote && finite && token.is(Class::ReportingVerb) {
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

fn finish_noun(
    input: Units<'_>,
    end: usize,
    mut phrase: NounPhrase,
    classes: Classes,
) -> IResult<Units<'_>, Chunk> {
    let units = input.items();
    let words_end = end - usize::from(phrase.possessive);
    let from = name_start(&units[..words_end], &input.context);
    if from < words_end {
        phrase.kind = NounKind::Name;
        phrase.name = Some((input.at() + from) as u32);
        phrase.head = (input.at() + words_end - 1) as u32;
    }
    let head = &units[phrase.head as usize - input.at()].token;
    phrase.plural = (phrase.kind != NounKind::Name || head.is(Class::Plural))
        && (head.is(Class::Plural)
            || (head.word.classes.is_empty() && looks_plural(head.span.of(input.context.text))));
    let mut chunk = begin(ChunkKind::Noun(phrase), &input);
    chunk.classes = classes;
    took(input, end, chunk)
}

/// Where the name begins at the end of a phrase: the run of capitals there, without the titles, roles, demonyms and outlets
/// before it. The phrase's length where it has none.
pub fn name_start(units: &[Unit], context: &Context<'_>) -> usize {
    const LEAD: Classes = Classes::of(&[Class::Title, Class::Demonym, Class::Determiner]);
    let end = units.len();
    let mut run = end;
    while run > 0 && in_name(units, run - 1, end) {
        run -= 1;
    }
    let mut from = run;
    while from < end {
        let token = &units[from].token;
        let given = token.is(Class::GivenName) && !token.span.of(context.text).ends_with('.');
        let leads = (token.word.classes.meets(LEAD) || !token.capital()) && !given;
        let country = token.is(Class::Country) && from + 1 < end;
        let place = from + 1 < end && is_compound(token, context);
        if (leads || country || place) && from + 1 < end || (leads && !is_name_word(&units[from])) {
            from += 1;
        } else {
            break;
        }
    }
    behind_outlet(units, run, context).or_else(|| behind_title(units, from, context)).unwrap_or(from)
}

/// "Tulsa-area Okafor": a compound whose second part is a common word is no name.
fn is_compound(token: &ParsedToken, context: &Context<'_>) -> bool {
    let text = token.span.of(context.text);
    text.rsplit_once('-').is_some_and(|(_, last)| {
        last.len() > 3 && last.chars().all(char::is_lowercase) && !context.lexicon.classes(last).is_empty()
    })
}

/// Words that are no part of a person's name: behind an outlet's name they show that it goes on.
fn may_name_person(unit: &Unit) -> bool {
    let classes = unit.token.word.classes;
    unit.token.capital()
        && (classes.is_empty() || classes.has(Class::GivenName) || classes.has(Class::Surname))
}

/// "the Tulsa Herald Okafor": the name of an outlet of several words, and behind it that of a person.
fn behind_outlet(units: &[Unit], run: usize, context: &Context<'_>) -> Option<usize> {
    let end = units.len();
    (run + 2..end).rev().find(|&i| {
        units[i..].iter().all(may_name_person)
            && (run..i - 1).any(|start| {
                let span = units[start].token.span.cover(units[i - 1].token.span);
                context.lexicon.is_outlet_name(&span.of(context.text).to_lowercase())
            })
    })
}

/// "Tulsa Mayor Ana Ruiz", "Ohio Republican Ana Ruiz": where a title, or a role with a given name behind it, stands
/// within the run of capitals, the name begins behind it.
fn behind_title(units: &[Unit], from: usize, context: &Context<'_>) -> Option<usize> {
    let end = units.len();
    (from + 1..end).rev().find(|&i| {
        let token = &units[i - 1].token;
        let rest = &units[i..];
        if token.is(Class::GivenName) || !token.capital() || !rest.iter().all(|u| u.token.capital()) {
            return false;
        }
        let abbreviated = token.span.of(context.text).ends_with('.');
        // "Martin Luther King Jr."
        let suffix = rest[0].token.is(Class::NameSuffix);
        let before = i.checked_sub(2).filter(|&b| b >= from).map(|b| &units[b].token);
        let named = before.is_some_and(|b| b.is(Class::GivenName) && !b.is(Class::Country));
        let given = rest[0].token.is(Class::GivenName);
        match () {
            () if suffix => false,
            () if token.is(Class::Title) && abbreviated => true,
            () if token.is(Class::Title) => !named && (given || rest.iter().all(may_name_person)),
            () => token.is(Class::Role) && given && rest.len() > 1,
        }
    })
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
