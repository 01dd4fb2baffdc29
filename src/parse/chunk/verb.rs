//! Verb groups: helpers, the verb with its particle, and what it is chained to.

use nom::IResult;

use super::super::input::{Context, Unit, Units};
use super::noun::headline_verb;
use super::{Chunk, ChunkKind, NounKind, VerbGroup, begin, is_verb, miss, took, word_is};
use crate::lexicon::{Class, Classes, Frame};
use crate::words::Shape;

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
        ChunkKind::Noun(noun) => {
            // "the campaign claim" is a noun, "the critics claim" and "they claim" are verbs.
            let bare = unit.token.is(Class::Base) && !unit.token.is(Class::Past);
            !noun.possessive && (noun.kind == NounKind::Pronoun || !bare || noun.plural)
        }
        ChunkKind::Relative
        | ChunkKind::Coordinator
        | ChunkKind::Adverb
        | ChunkKind::Time
        | ChunkKind::Close => true,
        ChunkKind::Subordinator => unit.token.is(Class::Gerund),
        ChunkKind::Preposition => unit.token.is(Class::Gerund) && acts(),
        ChunkKind::Comma | ChunkKind::Quote(_) | ChunkKind::Dash => {
            !unit.token.is(Class::Base) || unit.token.is(Class::Past)
        }
        ChunkKind::Complementizer => unit.token.is(Class::Past),
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

/// A verb group in the making: what it has, and the classes of its head.
struct Group {
    verb: VerbGroup,
    classes: Classes,
}

impl Group {
    fn at(input: &Units<'_>) -> Self {
        let verb = VerbGroup {
            head: input.at() as u32,
            verb: None,
            finite: false,
            gerund: false,
            infinitive: false,
            passive: false,
            negated: false,
        };
        Self { verb, classes: Classes::NONE }
    }

    /// Unit `i` becomes the head.
    fn take_head(&mut self, input: &Units<'_>, i: usize) {
        let word = input.items()[i].token.word;
        self.verb.head = (input.at() + i) as u32;
        self.verb.verb = word.verb;
        self.classes = word.classes;
    }

    fn finish(self, input: Units<'_>, len: usize) -> IResult<Units<'_>, Chunk> {
        let mut chunk = begin(ChunkKind::Verb(self.verb), &input);
        chunk.classes = self.classes;
        took(input, len, chunk)
    }
}

/// `verb_group`: the helpers, the verb and its particle, and what it is chained to ("went on to say").
pub(super) fn verb_group(input: Units<'_>, before: Option<Chunk>) -> IResult<Units<'_>, Chunk> {
    let units = input.items();
    let word = |i: usize, text: &str| word_is(units, i, text, &input.context);
    let mut group = Group::at(&input);
    let (mut i, mut helpers, mut copula) = (0, 0, false);
    if word(0, "to") {
        group.verb.infinitive = true;
        i = 1;
    }
    while i < units.len()
        && i < 7
        && (is_helper(&units[i]) || (is_light_word(&units[i]) && !is_own_verb(units, i)))
    {
        helpers += usize::from(is_helper(&units[i]));
        copula = if is_helper(&units[i]) { units[i].token.is(Class::Copula) } else { copula };
        group.verb.negated |= units[i].token.is(Class::Negation);
        i += 1;
    }
    if helpers == 0 && i > usize::from(group.verb.infinitive) && !group.verb.infinitive {
        return miss(input); // adverbs alone, or before a plain verb: phrases of their own
    }
    let opening = before.is_none() && i == 0 && opening_gerund(units, &input.context);
    let main = units.get(i).filter(|u| {
        opening || is_verb(u) && main_allowed(u, before, helpers, group.verb.infinitive, i, &input)
    });
    let Some(main) = main else {
        return helper_alone(input, group, i, helpers, copula);
    };
    group.take_head(&input, i);
    let only_gerund = opening || main.token.is(Class::Gerund) && !main.token.is(Class::Past);
    let only_participle = main.token.is(Class::Participle) && !main.token.is(Class::Past);
    group.verb.gerund = only_gerund && helpers == 0;
    let participle_alone = only_participle && helpers == 0;
    group.verb.finite = !(group.verb.infinitive || group.verb.gerund || participle_alone);
    group.verb.passive = copula && main.token.is(Class::Participle) && !only_gerund;
    i += 1;
    i = particle(&input, i, &mut group);
    i = chain(&input, i, &mut group);
    group.finish(input, i)
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

/// "Recalling that moment, Ruiz said": a capital word in "-ing" with an object, which no name has.
fn opening_gerund(units: &[Unit], context: &Context<'_>) -> bool {
    const BEHIND: Classes = OBJECT.union(Classes::of(&[Class::Preposition]));
    let Some(token) = units.first().map(|u| &u.token).filter(|_| !context.title_case) else { return false };
    let known = token.word.classes;
    let form = token.shape == Shape::Capital
        && (known.is_empty() || known.has(Class::Gerund))
        && token.span.len() > 5
        && token.span.of(context.text).ends_with("ing");
    form && units.get(1).is_some_and(|u| !u.token.capital() && u.token.word.classes.meets(BEHIND))
}

fn is_function(unit: &Unit) -> bool {
    const FUNCTION: Classes = Classes::of(&[Class::Preposition, Class::Subordinator, Class::Determiner]);
    unit.token.word.classes.meets(FUNCTION)
}

fn helper_alone(
    input: Units<'_>,
    mut group: Group,
    mut i: usize,
    helpers: usize,
    copula: bool,
) -> IResult<Units<'_>, Chunk> {
    if helpers == 0 {
        return miss(input);
    }
    let units = input.items();
    group.verb.finite = true;
    group.verb.head = (input.at() + i - 1) as u32;
    group.classes = Classes::of(&[Class::Auxiliary]);
    if copula {
        group.classes.insert(Class::Copula);
    }
    // "was quick to add": an adjective and an infinitive that reports.
    let describes = units.get(i).is_some_and(|u| u.quote.is_none() && !u.token.capital() && !is_function(u));
    if copula && describes && word_is(units, i + 1, "to", &input.context) && reports(units.get(i + 2)) {
        group.take_head(&input, i + 2);
        i += 3;
        i = particle(&input, i, &mut group);
    }
    group.finish(input, i)
}

fn reports(unit: Option<&Unit>) -> bool {
    unit.is_some_and(|u| u.quote.is_none() && u.token.is(Class::ReportingVerb) && !u.token.capital())
}

/// Takes the particle of "pointed out", where the lexicon lists the pair.
fn particle(input: &Units<'_>, i: usize, group: &mut Group) -> usize {
    let units = input.items();
    let head = &units[group.verb.head as usize - input.at()].token;
    let Some(next) = units.get(i).filter(|u| head.word.takes_particle && u.quote.is_none()) else { return i };
    let (form, particle) = (head.span.of(input.context.text), next.token.span.of(input.context.text));
    match input.context.lexicon.particle_verb(&form.to_lowercase(), particle) {
        Some(verb) => {
            group.verb.verb = Some(verb);
            group.classes.insert(Class::ReportingVerb);
            i + 1
        }
        None => i,
    }
}

/// Takes what the verb is chained to: "went on to say", "continued to insist", "responded by saying".
fn chain(input: &Units<'_>, mut i: usize, group: &mut Group) -> usize {
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
            group.take_head(input, i + 1 + light);
        }
        i += 2 + light;
        i = particle(input, i, group);
    }
    i
}
