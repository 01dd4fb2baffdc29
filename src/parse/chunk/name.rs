//! Where the name in a noun phrase begins: after its titles, roles, demonyms and outlets.
//!
//! In: the units of a phrase. Out: the place of the first word of its name. What makes the name of a body is
//! kept whole: "the Russian Drug Control Service".

use super::capital::{is_initials, is_name_part, joins_capitals, may_name_person};
use super::join::{Named, is_link};
use super::terminal::{OPENS, is_name_word};
use crate::lexicon::{Class, Classes};
use crate::parse::cursor::{OutlineUnit, Setting};
use crate::segment::ParsedToken;
use crate::words::{Shape, TokenKind};

/// What can name a person or a place as well as a body.
const OF_PERSON: Classes = Classes::of(&[Class::GivenName, Class::Surname]);

/// Words for persons, and words that describe one, before a name.
const PEOPLE: Classes = Classes::of(&[Class::Role, Class::People, Class::Demonym, Class::Adjective]);

/// Returns where the name at the end of a phrase begins: the run of capitals there, without the titles,
/// roles, demonyms and outlets before it. Returns the length of the phrase if it has no name.
pub fn name_start(units: &[OutlineUnit], context: &Setting<'_>) -> usize {
    let end = units.len();
    let run = run_start(units, context);
    if run == end {
        return end;
    }
    if let Some(outlet) = outlet(units, run, context) {
        return outlet;
    }
    let from = after_leads(units, run, context);
    if from < end && is_body(&units[run..]) {
        return run + usize::from(units[run].token.is(Class::Determiner));
    }
    let name = behind_outlet(units, run, context)
        .or_else(|| behind_title(units, from, context))
        .or_else(|| behind_initials(units, from, context))
        .unwrap_or(from);
    if is_office(units, name) { end } else { with_rank(units, name) }
}

/// Returns where the name in a phrase begins that holds the name of a body: with the body, but behind it in
/// "Bank of Norland Governor Ana Ruiz".
fn name_with_body(units: &[OutlineUnit], body: usize, context: &Setting<'_>) -> usize {
    let run = run_start(units, context);
    let whole = run <= body || is_link(&units[run - 1].token) || !is_common(&units[run - 1]);
    if run == units.len() || !whole {
        return name_start(units, context);
    }
    if let Some(person) = behind_title(units, run.max(body), context) {
        return with_rank(units, person);
    }
    if run + 1 < units.len() && run > body && is_office(units, run) { units.len() } else { body }
}

/// True for a word in small letters.
fn is_common(unit: &OutlineUnit) -> bool {
    unit.token.kind == TokenKind::Word && !unit.token.capital()
}

/// "Report", "Police", "Teachers", "Other": a capital that only the beginning of the sentence has given.
pub fn is_common_word(token: &ParsedToken) -> bool {
    const NAMES: Classes = Classes::of(&[
        Class::GivenName,
        Class::Surname,
        Class::Country,
        Class::Demonym,
        Class::Outlet,
        Class::Title,
    ]);
    const COMMON: Classes = Classes::of(&[
        Class::People,
        Class::Document,
        Class::SpeechEvent,
        Class::SpeechAct,
        Class::Quantifier,
        Class::PronounIndefinite,
        Class::Adjective,
        Class::NounForm,
        Class::FirmSuffix,
    ]);
    const SEVERAL: Classes = Classes::of(&[Class::Role, Class::Organisation]);
    let classes = token.word.classes;
    // "Lawyers", "Authorities", "Woman": several people or bodies, a man or a woman, are nobody's name; "Farmer" may be one.
    let one = classes.has(Class::Role) && (classes.has(Class::Male) || classes.has(Class::Female));
    let several = classes.has(Class::Plural) && classes.meets(SEVERAL);
    let common = one || several || classes.meets(COMMON) && !classes.has(Class::Role);
    token.shape == Shape::Capital && common && !classes.meets(NAMES)
}

/// Returns where the name in the words begins: where the small words in it show it, else where its capitals do.
pub fn known_start(words: &[OutlineUnit], name: Named, context: &Setting<'_>) -> usize {
    let ends_in_name = || words.last().is_some_and(|last| is_name_part(last, context));
    match name {
        Named::Person(start) if ends_in_name() => start + name_start(&words[start..], context),
        Named::Body(start) if ends_in_name() => name_with_body(words, start, context),
        _ => name_start(words, context),
    }
}

/// Where the run of capitals at the end of the units begins.
fn run_start(units: &[OutlineUnit], context: &Setting<'_>) -> usize {
    let mut run = units.len();
    while run > 0 && in_name(units, run - 1, context) {
        run -= 1;
    }
    run
}

fn in_name(units: &[OutlineUnit], i: usize, context: &Setting<'_>) -> bool {
    if units[i].token.kind == TokenKind::Clitic {
        return false;
    }
    is_name_part(&units[i], context) || joins_capitals(units, i, context)
}

/// The first word of a run that is no title, demonym or country before a name, and no common word.
fn after_leads(units: &[OutlineUnit], run: usize, context: &Setting<'_>) -> usize {
    const LEAD: Classes = Classes::of(&[Class::Title, Class::Demonym, Class::Determiner]);
    let end = units.len();
    let mut from = run;
    while from < end {
        let token = &units[from].token;
        // "Finn Ruiz" has a given name, "Finn Otto Ruiz" may be one.
        let people =
            token.is(Class::Demonym) && units.get(from + 1).is_some_and(|u| u.token.is(Class::GivenName));
        let given = token.is(Class::GivenName) && !people && !token.span.of(context.text).ends_with('.');
        let common = !is_name_part(&units[from], context) && !token.is(Class::NameParticle);
        let leads = (token.word.classes.meets(LEAD) || common) && !given && !is_initials(token, context);
        // "Norland Coal": nobody is called by a country and one name.
        let whole = from + 2 == end && !token.is(Class::Demonym) && !context.title_case;
        let country = token.is(Class::Country) && !whole;
        let place = || is_compound(token, context);
        if from + 1 < end && (leads || country || place()) || (leads && !is_name_word(&units[from])) {
            from += 1;
        } else {
            break;
        }
    }
    from
}

/// "Tulsa-area Okafor": a compound whose second part is a common word is not a name.
fn is_compound(token: &ParsedToken, context: &Setting<'_>) -> bool {
    let text = token.span.of(context.text);
    text.rsplit_once('-').is_some_and(|(_, last)| {
        last.len() > 2 && last.chars().all(char::is_lowercase) && !context.lexicon.classes(last).is_empty()
    })
}

/// "the Washington Post": all the words of the run are an outlet's name.
fn outlet(units: &[OutlineUnit], run: usize, context: &Setting<'_>) -> Option<usize> {
    let end = units.len();
    let start = run + usize::from(units[run].token.is(Class::Determiner));
    let whole = || units[start].token.span.cover(units[end - 1].token.span);
    (start + 1 < end && context.lexicon.is_outlet_name(whole().of(context.text))).then_some(start)
}

/// "Harbour Commission", "Kestrel Mills Ltd": the run ends as the name of a body does, and no person has a
/// title in it.
fn is_body(run: &[OutlineUnit]) -> bool {
    const BODY: Classes = Classes::of(&[Class::Organisation, Class::FirmSuffix]);
    const OFFICE: Classes = Classes::of(&[Class::Title, Class::Role]);
    let [.., before, last] = run else { return false };
    let classes = last.token.word.classes;
    let person =
        |pair: &[OutlineUnit]| pair[0].token.word.classes.meets(OFFICE) && pair[1].token.is(Class::GivenName);
    let surname = classes.meets(OF_PERSON) && before.token.word.classes.meets(OF_PERSON);
    classes.meets(BODY) && !surname && !run.windows(2).any(person)
}

/// "the Tulsa Herald Okafor": the name of an outlet of several words, and after it the name of a person.
fn behind_outlet(units: &[OutlineUnit], run: usize, context: &Setting<'_>) -> Option<usize> {
    let end = units.len();
    (run + 2..end).rev().find(|&i| {
        units[i..].iter().all(|u| may_name_person(u, context))
            && (run..i - 1).any(|start| {
                let span = units[start].token.span.cover(units[i - 1].token.span);
                context.lexicon.is_outlet_name(span.of(context.text))
            })
    })
}

/// "Tulsa Mayor Ana Ruiz", "Ohio Republican Ana Ruiz": if a title, or a role with a given name after it, is
/// within the run of capitals, the name begins after it.
fn behind_title(units: &[OutlineUnit], from: usize, context: &Setting<'_>) -> Option<usize> {
    let end = units.len();
    (from + 1..end).rev().find(|&i| {
        let token = &units[i - 1].token;
        let rest = &units[i..];
        let names = |u: &OutlineUnit| is_name_part(u, context) || u.token.is(Class::NameParticle);
        let person = token.is(Class::GivenName) || is_initials(token, context);
        if person || !token.capital() || !rest.iter().all(names) {
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
            // "Ana St. John"
            () if token.is(Class::Title) && abbreviated => !(named && token.is(Class::Rank)),
            () if token.is(Class::Title) => {
                !named && (given || rest.iter().all(|u| may_name_person(u, context)))
            }
            () if rest.len() < 2 => false,
            () if given => token.word.classes.meets(PEOPLE),
            // "Billionaire Mat Okafor": the first word of a sentence.
            () => {
                let plain = token.is(Class::Role) && !token.word.classes.meets(OF_PERSON);
                plain && i == from + 1 && rest.len() == 2 && rest.iter().all(|u| may_name_person(u, context))
            }
        }
    })
}

/// "Rovers DL Ana Ruiz": what is written in capitals before a given name and a family name is a post or a
/// body.
fn behind_initials(units: &[OutlineUnit], from: usize, context: &Setting<'_>) -> Option<usize> {
    let end = units.len();
    (from + 1..end.saturating_sub(1)).rev().find(|&i| {
        let (before, rest) = (&units[i - 1].token, &units[i..]);
        let small = rest.iter().any(|u| u.token.shape == Shape::Capital);
        before.shape == Shape::Capitals
            && small
            && !is_initials(before, context)
            && rest[0].token.is(Class::GivenName)
            && rest.iter().all(|u| may_name_person(u, context))
    })
}

/// "the Minister", "Prime Minister", "the BEML CEO": what is left ends in an office, so that nobody is named.
fn is_office(units: &[OutlineUnit], name: usize) -> bool {
    let (Some(last), Some(first)) = (units.last(), units.get(name)) else { return false };
    let classes = last.token.word.classes;
    let office = classes.has(Class::Title)
        && (classes.has(Class::Role) || last.token.shape == Shape::Capitals)
        && !classes.has(Class::Plural);
    let determined =
        units[0].token.word.classes.meets(OPENS) || units.iter().any(|u| u.token.kind == TokenKind::Clitic);
    let named = name + 1 < units.len() && first.token.is(Class::GivenName);
    office && !named && (determined || !classes.meets(OF_PERSON))
}

/// "Prince Anders", "Lord Hale": a rank tells who it is if one name is all that follows.
fn with_rank(units: &[OutlineUnit], name: usize) -> usize {
    let alone = name + 1 == units.len();
    let rank = |u: &&OutlineUnit| u.token.is(Class::Rank) && u.token.capital();
    // "Lord Justice Hale"
    let count = units[..name].iter().rev().take(2).take_while(rank).count();
    if alone { name - count } else { name }
}
