//! Where the name in a noun phrase begins: after its titles, roles, demonyms and outlets.

use super::terminal::is_name_word;
use crate::lexicon::{Class, Classes};
use crate::parse::cursor::{OutlineUnit, Setting};
use crate::segment::ParsedToken;
use crate::words::TokenKind;

/// Returns where the name at the end of a phrase begins: the run of capitals there, without the titles,
/// roles, demonyms and outlets before it. Returns the length of the phrase if it has no name.
pub fn name_start(units: &[OutlineUnit], context: &Setting<'_>) -> usize {
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

/// "Tulsa-area Okafor": a compound whose second part is a common word is not a name.
fn is_compound(token: &ParsedToken, context: &Setting<'_>) -> bool {
    let text = token.span.of(context.text);
    text.rsplit_once('-').is_some_and(|(_, last)| {
        last.len() > 3 && last.chars().all(char::is_lowercase) && !context.lexicon.classes(last).is_empty()
    })
}

/// True for a word that can be in a person's name. After an outlet's name, any other word shows that the
/// outlet's name goes on.
fn may_name_person(unit: &OutlineUnit) -> bool {
    let classes = unit.token.word.classes;
    unit.token.capital()
        && (classes.is_empty() || classes.has(Class::GivenName) || classes.has(Class::Surname))
}

/// "the Tulsa Herald Okafor": the name of an outlet of several words, and after it the name of a person.
fn behind_outlet(units: &[OutlineUnit], run: usize, context: &Setting<'_>) -> Option<usize> {
    let end = units.len();
    (run + 2..end).rev().find(|&i| {
        units[i..].iter().all(may_name_person)
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

fn in_name(units: &[OutlineUnit], i: usize, end: usize) -> bool {
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
