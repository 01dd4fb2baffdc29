//! Verb groups: helpers, the verb with its particle, and what it is chained to.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, value};

use super::phrase::{Chunk, ChunkKind, NounKind, VerbGroup};
use super::terminal::{Parsed, Units, VERB, headline_verb, is_verb, phrase, token, word};
use crate::lexicon::{Class, Classes, Frame, FunctionWord};
use crate::parse::cursor::{OutlineUnit, at_most, holds, miss};
use crate::segment::ParsedToken;
use crate::words::Shape;

/// Helpers and adverbs before a verb, "to" included.
const HELPERS: usize = 7;
/// Verbs that a verb may be chained to, one after the other.
const CHAINED: usize = 2;

/// has, would
const HELPER: Classes = Classes::of(&[Class::Auxiliary, Class::Modal]);
/// never, really
const LIGHT: Classes = Classes::of(&[Class::Adverb, Class::Negation]);

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

/// A word that [`verb_group`] can begin with; a word with a capital only at the beginning of a sentence, unless it is a verb. Takes
/// nothing.
pub fn begins_verb(input: Units<'_>) -> Parsed<'_, ()> {
    const BEGINS: Classes = VERB.union(HELPER).union(LIGHT);
    let opens = input.around().phrase.is_none();
    let begins = |t: &ParsedToken| {
        t.word.classes.meets(BEGINS) || t.plays(FunctionWord::Infinitive) || opens && t.capital()
    };
    holds(input, input.peek(0).is_some_and(|u| begins(&u.token)))
}

/// has never said; went on to say; was quick to add
pub fn verb_group(input: Units<'_>) -> Parsed<'_, Chunk> {
    let (main, lead) = helpers(input)?;
    let (rest, group) = alt((|i| main_verb(i, &lead), |i| helper_alone(i, &lead))).parse(main)?;
    Ok((rest, phrase(input, rest, ChunkKind::Verb(group.verb), group.classes)))
}

/// What comes before the main verb.
#[derive(Default)]
struct Helpers {
    infinitive: bool,
    count: usize,
    /// True if the last helper is a form of "be".
    copula: bool,
    negated: bool,
}

/// to; has never really
fn helpers(input: Units<'_>) -> Parsed<'_, Helpers> {
    let (start, to) = opt(word(FunctionWord::Infinitive)).parse(input)?;
    let mut found = Helpers { infinitive: to.is_some(), ..Helpers::default() };
    let take = |i| {
        let (rest, word) = alt((token(is_helper), light_word)).parse(i)?;
        if is_helper(word) {
            found.count += 1;
            found.copula = word.is(Class::Copula);
        }
        found.negated |= word.is(Class::Negation);
        Ok((rest, ()))
    };
    let (rest, ()) = at_most(HELPERS - usize::from(to.is_some()), take)(start)?;
    // Adverbs alone, or before a plain verb, are phrases of their own.
    let adverbs = to.is_none() && found.count == 0 && rest.at() > start.at();
    let (rest, ()) = holds(rest, !adverbs)?;
    Ok((rest, found))
}

/// has, would
fn is_helper(token: &ParsedToken) -> bool {
    token.word.classes.meets(HELPER) && !token.capital()
}

/// never, really
fn is_light(token: &ParsedToken) -> bool {
    const NOT_LIGHT: Classes = Classes::of(&[Class::Determiner, Class::Preposition]);
    token.word.classes.meets(LIGHT) && !token.word.classes.meets(NOT_LIGHT)
}

/// An adverb before a verb; but "further" before no verb is the verb itself.
fn light_word(input: Units<'_>) -> Parsed<'_, &ParsedToken> {
    let (rest, word) = token(is_light)(input)?;
    let verb = word.is(Class::ReportingVerb) && !rest.peek(0).is_some_and(is_verb);
    let (rest, ()) = holds(rest, !verb)?;
    Ok((rest, word))
}

/// A verb group in the making: what it has, and the classes of its head.
#[derive(Clone, Copy)]
struct Group {
    verb: VerbGroup,
    classes: Classes,
}

impl Group {
    /// A group whose head is the first unit ahead.
    fn at(input: Units<'_>, lead: &Helpers) -> Self {
        let verb = VerbGroup {
            head: input.at(),
            verb: None,
            finite: false,
            gerund: false,
            infinitive: lead.infinitive,
            passive: false,
            negated: lead.negated,
        };
        let mut group = Self { verb, classes: Classes::NONE };
        group.take_head(input);
        group
    }

    /// The first unit ahead becomes the head.
    fn take_head(&mut self, input: Units<'_>) {
        let Some(unit) = input.peek(0) else { return };
        self.verb.head = input.at();
        self.verb.verb = unit.token.word.verb;
        self.classes = unit.token.word.classes;
    }
}

/// said; pointed out; went on to say
fn main_verb<'a>(input: Units<'a>, lead: &Helpers) -> Parsed<'a, Group> {
    let bare = !lead.infinitive && lead.count == 0;
    let (opening, participle) = (bare && opening_gerund(input), bare && opening_participle(input));
    let Some(unit) = input.peek(0) else { return miss() };
    let is_main = opening || participle || is_verb(unit) && may_be_main(input, unit, lead);
    if !is_main {
        return miss();
    }
    let main = &unit.token;
    let only_gerund = opening || main.is(Class::Gerund) && !main.is(Class::Past);
    let only_participle = participle || main.is(Class::Participle) && !main.is(Class::Past);
    let alone = lead.count == 0;
    let mut group = Group::at(input, lead);
    group.verb.gerund = only_gerund && alone;
    group.verb.finite = !(lead.infinitive || group.verb.gerund || only_participle && alone);
    group.verb.passive = lead.copula && main.is(Class::Participle) && !only_gerund;
    let (rest, ()) = at_most(1, |i| particle(i, &mut group))(input.skip(1))?;
    let (rest, ()) = at_most(CHAINED, |i| chain(i, &mut group))(rest)?;
    Ok((rest, group))
}

/// True if the unit can be the main verb here.
fn may_be_main(input: Units<'_>, unit: &OutlineUnit, lead: &Helpers) -> bool {
    let (word, before, next) = (&unit.token, input.around().phrase, input.peek(1));
    if lead.infinitive || lead.count > 0 {
        return !word.capital() && (!lead.infinitive || word.is(Class::Base));
    }
    if word.capital() {
        return capital_may_be_main(input, word);
    }
    if word.is(Class::NounForm) {
        return before
            .is_some_and(|before| verb_may_follow(before, word, next) && !is_governed(input, before, word));
    }
    if word.is(Class::Adjective) || word.is(Class::Preposition) || word.is(Class::Subordinator) {
        let subject = |b: &Chunk| b.is_noun() || b.kind == ChunkKind::Relative;
        return before.is_some_and(subject) && !is_function(word);
    }
    true
}

/// A capital begins a sentence ("Asked about it, …", "Said Ruiz: …"), is a word of a headline, or makes a
/// name.
fn capital_may_be_main(input: Units<'_>, word: &ParsedToken) -> bool {
    let (context, before) = (&input.around().context, input.around().phrase);
    let next_capital = input.peek(1).map(|u| u.token.capital());
    if context.title_case {
        return headline_verb(word) && before.is_some_and(|b| b.is_noun());
    }
    let inverts = || word.word.verb.is_some_and(|v| context.lexicon.verb(v).takes(Frame::Inverted));
    let inverted = before.is_none() && word.is(Class::Past) && next_capital == Some(true) && inverts();
    // "Speech: Speaking of his boat, …": behind a label a sentence begins too.
    let begins = before.is_none_or(|b| b.kind == ChunkKind::Colon);
    let starts = begins && word.shape == Shape::Capital;
    inverted
        || starts
            && (word.is(Class::Gerund) || word.is(Class::Participle))
            && !word.is(Class::NounForm)
            && !word.is(Class::GivenName)
            && next_capital == Some(false)
}

/// "thousands of Ruiz emails | held on a server": a name that a preposition governs has no verb, and of two forms of a
/// verb in a row the first is a noun.
fn is_governed(input: Units<'_>, before: &Chunk, word: &ParsedToken) -> bool {
    let named = before.noun().is_some_and(|n| n.kind == NounKind::Name);
    let preposition = || {
        let unit = before.start.checked_sub(1).and_then(|i| input.item(i));
        unit.is_some_and(|u| u.quote.is_none() && u.token.is(Class::Preposition) && !u.token.capital())
    };
    let past = Classes::of(&[Class::Past, Class::Participle]);
    let verb = |u: &OutlineUnit| is_verb(u) && u.token.word.classes.meets(past) && !u.token.capital();
    named && word.is(Class::Third) && input.peek(1).is_some_and(verb) && preposition()
}

/// True if a verb can follow this phrase, for a word that is as often a noun.
fn verb_may_follow(before: &Chunk, word: &ParsedToken, next: Option<&OutlineUnit>) -> bool {
    // "while attributing it", "after warning that": a gerund with something to act on.
    let acts =
        || next.is_some_and(|u| u.quote.is_some() || u.token.capital() || u.token.word.classes.meets(OBJECT));
    let bare = word.is(Class::Base) && !word.is(Class::Past);
    match before.kind {
        // "the campaign claim" is a noun, "the critics claim" and "they claim" are verbs.
        ChunkKind::Noun(noun) => !noun.possessive && (noun.kind == NounKind::Pronoun || !bare || noun.plural),
        // "director and head of the board"
        ChunkKind::Coordinator => {
            !(bare && next.is_some_and(|u| u.quote.is_none() && u.token.plays(FunctionWord::Genitive)))
        }
        ChunkKind::Relative | ChunkKind::Adverb | ChunkKind::Time | ChunkKind::Close => true,
        ChunkKind::Subordinator => word.is(Class::Gerund),
        ChunkKind::Preposition => word.is(Class::Gerund) && acts(),
        ChunkKind::Comma | ChunkKind::Quote(_) | ChunkKind::Dash => !bare,
        ChunkKind::Complementizer => word.is(Class::Past),
        _ => false,
    }
}

/// "Recalling that moment, Ruiz said": a capital word in "-ing" with an object, which no name has.
fn opening_gerund(input: Units<'_>) -> bool {
    const BEHIND: Classes = OBJECT.union(Classes::of(&[Class::Preposition]));
    let context = &input.around().context;
    let Some(word) = input.peek(0).map(|u| &u.token) else { return false };
    let known = word.word.classes;
    let form = word.shape == Shape::Capital
        && (known.is_empty() || known.has(Class::Gerund))
        && word.span.len() > 5
        && context.lexicon.guess(word.text(context.text)).classes.has(Class::Gerund);
    let acts = |u: &OutlineUnit| !u.token.capital() && u.token.word.classes.meets(BEHIND);
    form && input.around().phrase.is_none() && !context.title_case && input.peek(1).is_some_and(acts)
}

/// "Alarmed by the noise, Ruiz said": an unknown capital word in "-ed" before "by", which no name has.
fn opening_participle(input: Units<'_>) -> bool {
    let context = &input.around().context;
    let Some(word) = input.peek(0).map(|u| &u.token) else { return false };
    let form = word.shape == Shape::Capital
        && word.word.classes.is_empty()
        && context.lexicon.guess(word.text(context.text)).classes.has(Class::Participle);
    let by = input.peek(1).is_some_and(|u| u.quote.is_none() && u.token.plays(FunctionWord::Agent));
    form && by && input.around().phrase.is_none() && !context.title_case
}

fn is_function(word: &ParsedToken) -> bool {
    const FUNCTION: Classes = Classes::of(&[Class::Preposition, Class::Subordinator, Class::Determiner]);
    word.word.classes.meets(FUNCTION)
}

/// has; was | quick to add: a helper without a verb of its own, perhaps with an adjective and an infinitive
/// that reports
fn helper_alone<'a>(input: Units<'a>, lead: &Helpers) -> Parsed<'a, Group> {
    if lead.count == 0 {
        return miss();
    }
    let verb = VerbGroup {
        head: input.at() - 1,
        verb: None,
        finite: true,
        gerund: false,
        infinitive: lead.infinitive,
        passive: false,
        negated: lead.negated,
    };
    let mut group = Group { verb, classes: Classes::of(&[Class::Auxiliary]) };
    if lead.copula {
        group.classes.insert(Class::Copula);
    }
    let describes = token(|t| !t.capital() && !is_function(t));
    let mut quick_to = (describes, word(FunctionWord::Infinitive));
    let (Ok((to_verb, _)), true) = (quick_to.parse(input), lead.copula) else { return Ok((input, group)) };
    let Ok((rest, _)) = token(reports)(to_verb) else { return Ok((input, group)) };
    group.take_head(to_verb);
    let (rest, ()) = at_most(1, |i| particle(i, &mut group))(rest)?;
    Ok((rest, group))
}

fn reports(word: &ParsedToken) -> bool {
    word.is(Class::ReportingVerb) && !word.capital()
}

/// pointed | out, if the lexicon lists the pair
fn particle<'a>(input: Units<'a>, group: &mut Group) -> Parsed<'a, ()> {
    let context = &input.around().context;
    let head = input.item(group.verb.head).filter(|u| u.token.word.takes_particle);
    let Some(form) = head.map(|u| u.token.span.of(context.text).to_lowercase()) else { return miss() };
    let (rest, next) = token(|_| true)(input)?;
    let Some(verb) = context.lexicon.particle_verb(&form, next.span.of(context.text)) else { return miss() };
    group.verb.verb = Some(verb);
    group.classes.insert(Class::ReportingVerb);
    Ok((rest, ()))
}

/// went on | to say; responded | by saying; began | shouting
fn chain<'a>(input: Units<'a>, group: &mut Group) -> Parsed<'a, ()> {
    let lexicon = input.around().context.lexicon;
    let content = group.verb.verb.is_some_and(|v| lexicon.verb(v).takes(Frame::That));
    if !content && is_saying(input) {
        group.take_head(input);
        return Ok((input.skip(1), ()));
    }
    let to = value(Class::Base, word(FunctionWord::Infinitive));
    let by = value(Class::Gerund, word(FunctionWord::Agent));
    let (start, form) = alt((by, to)).parse(input)?;
    let (start, _) = opt(token(is_light)).parse(start)?;
    let verb = |t: &ParsedToken| t.word.classes.meets(VERB) && !t.capital() && t.is(form);
    let (rest, next) = token(|t| verb(t) && (form == Class::Base || reports(t)))(start)?;
    if next.word.verb.is_some() {
        group.take_head(start);
    }
    at_most(1, |i| particle(i, group))(rest)
}

/// shouting: a gerund that reports; one that is a noun too, only before a quotation
fn is_saying(input: Units<'_>) -> bool {
    let word = input.peek(0).filter(|u| u.quote.is_none()).map(|u| &u.token);
    let quotes = input.peek(1).is_some_and(|u| u.quote.is_some());
    word.is_some_and(|w| reports(w) && w.is(Class::Gerund) && (quotes || !w.is(Class::NounForm)))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::phrase_rule;
    use super::*;

    #[test]
    fn helpers_the_verb_and_its_chain() {
        phrase_rule(
            verb_group,
            &[
                ("Ruiz said so", "said | head said, reports say, finite"),
                (
                    "Ruiz has never really said so",
                    "has never really said | head said, reports say, finite, negated",
                ),
                ("Ruiz went on to say so", "went on to say | head say, reports say, finite"),
                ("Ruiz responded by saying so", "responded by saying | head saying, reports say, finite"),
                ("Ruiz pointed out that it rained", "pointed out | head pointed, reports point out, finite"),
                ("Ruiz was quick to add so", "was quick to add | head add, reports add, finite"),
                ("the bridge was called old", "was called | head called, reports call, finite, passive"),
                ("they want to declare it", "want to declare | head declare, reports declare, finite"),
                ("a plan to declare it", "to declare | head declare, reports declare, infinitive"),
                ("Ruiz left, saying so", "left | head left, finite"),
                ("the crowd began shouting “no”", "began shouting | head shouting, reports shout, finite"),
                ("Ruiz denied saying so", "denied | head denied, reports deny, finite"),
                ("of saying so", "saying | head saying, reports say, gerund"),
                ("Recalling that day, Ruiz left", "Recalling | head Recalling, reports recall, gerund"),
                ("the bridge is old", "is | head is, finite"),
                ("a plan to be", "to be | head be, finite, infinitive"),
                ("it hopes to be", "hopes to be | head hopes, reports hope, finite"),
                ("the old bridge", "-"),
                ("quickly", "-"),
            ],
        );
    }
}
