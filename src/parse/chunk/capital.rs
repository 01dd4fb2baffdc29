//! Which words can be part of a name: capitals, and the small words between them.
//!
//! In: units of a phrase. Out: answers about one of them.

use crate::lexicon::{Class, Classes};
use crate::parse::cursor::{OutlineUnit, Setting};
use crate::segment::ParsedToken;
use crate::words::{Shape, TokenKind};

/// Small words in a row within a name: "von und zu".
const PARTICLES: usize = 3;
/// Longest unknown word that is a particle between two capitals.
const SHORT: usize = 3;

/// True for a word with a capital, also behind its particle: "Ruiz", "al-Halim".
#[inline]
pub fn is_name_part(unit: &OutlineUnit, context: &Setting<'_>) -> bool {
    let token = &unit.token;
    unit.quote.is_none() && (token.capital() || token.kind == TokenKind::Word && is_prefixed(token, context))
}

/// "al-Halim", "el-Halim": a particle, a hyphen, and a capital.
fn is_prefixed(token: &ParsedToken, context: &Setting<'_>) -> bool {
    // A word that the lexicon knows is none, and most words are known.
    if !token.word.classes.is_empty() {
        return false;
    }
    token.span.of(context.text).split_once('-').is_some_and(|(particle, name)| {
        name.starts_with(char::is_uppercase) && context.lexicon.classes(particle).has(Class::NameParticle)
    })
}

/// "de", "bin", "ul" between two names.
pub fn is_particle(token: &ParsedToken) -> bool {
    let classes = token.word.classes;
    let short = classes.is_empty() && token.span.len() <= SHORT;
    token.kind == TokenKind::Word && !token.capital() && (classes.has(Class::NameParticle) || short)
}

/// The number of particles from `at` on, if a capital follows them: "von der" of "von der Lippe".
pub fn particles(units: &[OutlineUnit], at: usize, context: &Setting<'_>) -> Option<usize> {
    let small = |u: &&OutlineUnit| u.quote.is_none() && is_particle(&u.token);
    let count = units.get(at..)?.iter().take(PARTICLES).take_while(small).count();
    let sure = count == 1 || units[at..at + count].iter().all(|u| u.token.is(Class::NameParticle));
    (count > 0 && sure && units.get(at + count).is_some_and(|u| is_name_part(u, context))).then_some(count)
}

/// True for a particle of a name: behind a capital or where the name begins with it, and before a capital.
pub fn joins_capitals(units: &[OutlineUnit], i: usize, context: &Setting<'_>) -> bool {
    if !is_particle(&units[i].token) || particles(units, i, context).is_none() {
        return false;
    }
    let before = units[..i].iter().rev().find(|u| !is_particle(&u.token));
    match before {
        Some(unit) => is_name_part(unit, context) || units[i].token.is(Class::NameParticle),
        None => units[i].token.is(Class::NameParticle),
    }
}

/// True for a word that can be in a person's name. After an outlet's name, any other word shows that the
/// outlet's name goes on.
pub fn may_name_person(unit: &OutlineUnit, context: &Setting<'_>) -> bool {
    const OF_NAMES: Classes =
        Classes::of(&[Class::GivenName, Class::Surname, Class::NameParticle, Class::NameSuffix]);
    let token = &unit.token;
    let classes = token.word.classes;
    let known = classes.is_empty() || classes.meets(OF_NAMES) || is_initials(token, context);
    known && (is_name_part(unit, context) || classes.has(Class::NameParticle))
}

/// "J.", "A", "J.K.": the initials of a person.
pub fn is_initials(token: &ParsedToken, context: &Setting<'_>) -> bool {
    let text = token.span.of(context.text);
    let letter = |part: &str| part.chars().count() == 1;
    // "MS Ruiz": a courtesy title is not printed in capitals.
    let courtesy =
        token.is(Class::Title) && token.word.classes.meets(Classes::of(&[Class::Male, Class::Female]));
    token.kind == TokenKind::Word
        && token.shape != Shape::Lower
        && (letter(text)
            || courtesy && token.shape == Shape::Capitals && !text.ends_with('.')
            || text.ends_with('.') && text.trim_end_matches('.').split('.').all(letter))
        && !token.is(Class::Country)
}

/// "Britain's Piggy | March": true if the last word is one that the lexicon does not know and no other name stands before it.
pub fn is_only_unknown(phrase: &[OutlineUnit]) -> bool {
    let unknown = |u: &OutlineUnit| u.token.word.classes.is_empty();
    match phrase {
        [.., before, last] => !before.token.capital() && unknown(last),
        [last] => unknown(last),
        [] => false,
    }
}

/// True for what makes a possessor of the word before it: "'s", or an apostrophe alone behind a plural.
pub fn owns(units: &[OutlineUnit], i: usize, context: &Setting<'_>) -> bool {
    let Some(unit) = units.get(i).filter(|u| u.quote.is_none()) else { return false };
    let token = &unit.token;
    let bare = || {
        let before = i.checked_sub(1).map(|b| &units[b].token).filter(|b| b.kind == TokenKind::Word);
        let touches = before.filter(|b| b.span.end() == token.span.start());
        let next = units.get(i + 1).is_some_and(|u| u.quote.is_none() && u.token.spaced);
        let plural =
            |b: &ParsedToken| context.lexicon.orthography().takes_bare_apostrophe(b.text(context.text));
        matches!(token.span.of(context.text), "'" | "’") && next && touches.is_some_and(plural)
    };
    token.kind == TokenKind::Clitic || token.kind == TokenKind::Mark && bare()
}
