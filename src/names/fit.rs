//! Two names → can they be one person or body, and how sure is that?
//!
//! In: two names that were read. Out: a [`Fit`]: one of four answers with the sign that decided it. Every caller maps the same four answers, so
//! that no two commands differ about two names. The order of the two names does not matter. A misspelt name is never [`Fit::Other`]:
//! that answer accuses somebody, so it needs two names that differ in more than a letter.

use super::read::Name;
use crate::words::letters_apart;

/// Whether two names can be one person or body, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// One person: "Ana M. Ruiz", "Ana Ruiz".
    Same(Sign),
    /// One person, as far as the names show: "Bill Okafor", "William Okafor".
    Likely(Sign),
    /// The names do not show it: "Tom Okafor", "Tom Okafor Jr."; "the mayor", "Ana Ruiz".
    Unknown(Sign),
    /// Two persons: "Ana Ruiz", "Juan Ruiz".
    Other(Sign),
}

/// What decided a [`Fit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Their words: all of them agree, or nothing does.
    Words,
    /// One name is a part of the other.
    ShortName,
    /// An initial stands for a word or is left out; initials stand for a body.
    Initial,
    /// They differ in the accents of letters.
    Accent,
    /// A short form of a given name.
    Nickname,
    /// A word of one is a word of the other but for a slip of the pen.
    Slip,
    /// "Jr.", "III".
    Suffix,
    /// A courtesy title or a given name shows a man and a woman.
    Gender,
    /// One is a body, the other a person.
    Body,
    /// The family name agrees, the given names do not; or two places tell two bearers of a family name apart.
    Family,
    /// One of them is a description or a label, and names nobody.
    NoName,
}

impl Fit {
    /// True if the names are held to be one person's: `Same` or `Likely`.
    pub fn is_one(self) -> bool {
        matches!(self, Self::Same(_) | Self::Likely(_))
    }

    /// True if the names are held to be two persons'.
    pub fn is_other(self) -> bool {
        matches!(self, Self::Other(_))
    }

    /// What decided it.
    pub fn sign(self) -> Sign {
        let (Self::Same(sign) | Self::Likely(sign) | Self::Unknown(sign) | Self::Other(sign)) = self;
        sign
    }
}

/// Minimum length, in letters, of a family name that is compared for slips if it stands alone: of two short names, one letter makes two people.
const ALONE_SLIP_LETTERS: usize = 5;
/// The same if the rest of the two names agrees.
const SLIP_LETTERS: usize = 3;
/// Two wrong letters are a slip in words of this length.
const TWO_SLIPS_LETTERS: usize = 8;
/// A given name that begins another one is its short form from this length on: "Alex", "Alexander".
const SHORT_FORM_LETTERS: usize = 3;
/// Initials of more letters than this are surely those of the words that they begin.
const SURE_INITIALS: usize = 2;

/// Compares two names.
pub fn fit(a: &Name, b: &Name) -> Fit {
    let ordered = (a.words.len(), &a.words) <= (b.words.len(), &b.words);
    let (short, long) = if ordered { (a, b) } else { (b, a) };
    if short.words.is_empty() {
        return Fit::Unknown(Sign::NoName);
    }
    let found = by_words(short, long);
    // "King" can be an office and a name, "the king" is an office only.
    let only_office = |a: &Name, b: &Name| a.is_office && !b.is_role;
    let named = !only_office(short, long) && !only_office(long, short);
    match found {
        Some(fit) if fit.is_one() && named => discord(short, long, fit).unwrap_or(fit),
        _ if short.names_nobody() || long.names_nobody() => Fit::Unknown(Sign::NoName),
        Some(fit) => discord(short, long, fit).unwrap_or(fit),
        None => Fit::Other(what_differs(short, long)),
    }
}

/// The answer of the words alone; `None` if they are two names.
fn by_words(short: &Name, long: &Name) -> Option<Fit> {
    if short.words == long.words {
        let accent = short.accented != long.accented;
        return Some(Fit::Same(if accent { Sign::Accent } else { Sign::Words }));
    }
    if short.words.concat() == long.words.concat() {
        return Some(Fit::Same(Sign::Words));
    }
    let country = short.country.is_some() && short.country == long.country;
    let initials = by_initials(short, long).or_else(|| by_initials(long, short));
    initials.or(country.then_some(Fit::Likely(Sign::Words))).or_else(|| {
        if short.is_body || long.is_body {
            return of_body(short, long);
        }
        if short.words.len() == 1 { of_one_word(short, long) } else { of_full_names(short, long) }
    })
}

/// "IMF" and "International Monetary Fund", "JFK" and "John F. Kennedy".
fn by_initials(short: &Name, long: &Name) -> Option<Fit> {
    let letters = short.initials.as_deref()?;
    let first = |words: &mut dyn Iterator<Item = &String>| -> String {
        words.filter_map(|w| w.chars().next()).collect()
    };
    let all = first(&mut long.words.iter());
    let core = first(&mut long.core.iter());
    let agree = long.words.len() > 1 && (all == letters || core == letters);
    let sure = letters.chars().count() > SURE_INITIALS;
    agree.then_some(if sure { Fit::Same(Sign::Initial) } else { Fit::Likely(Sign::Initial) })
}

/// Names of which one at least is a body's: the words count, their order does not: "Ministry of Health", "the Health Ministry".
fn of_body(short: &Name, long: &Name) -> Option<Fit> {
    let (s, l) = if short.core.len() <= long.core.len() { (short, long) } else { (long, short) };
    let shared = s.core.iter().filter(|w| l.core.contains(w)).count();
    if shared > 0 && shared == s.core.len() {
        let whole = s.core.len() == l.core.len();
        return Some(Fit::Same(if whole { Sign::Words } else { Sign::ShortName }));
    }
    let odd = |a: &Name, b: &Name| -> Vec<String> {
        a.core.iter().filter(|w| !b.core.contains(w)).cloned().collect()
    };
    let slip = s.core.len() == l.core.len()
        && matches!((&odd(s, l)[..], &odd(l, s)[..]), ([a], [b]) if is_slip(a, b, if s.core.len() > 1 { SLIP_LETTERS + 1 } else { ALONE_SLIP_LETTERS }));
    slip.then_some(Fit::Unknown(Sign::Slip))
}

/// One word, which can be any part of the other name.
fn of_one_word(short: &Name, long: &Name) -> Option<Fit> {
    let [word] = &short.words[..] else { return None };
    let (first, last) = (long.words.first()?, long.words.last()?);
    if is_initial(word) {
        let begins = long.words.iter().any(|w| begins_with(w, word));
        return Some(Fit::Unknown(if begins { Sign::Initial } else { Sign::NoName }));
    }
    if word == last {
        return Some(Fit::Same(Sign::ShortName));
    }
    if long.words.contains(word) && !long.particles.contains(word) {
        return Some(Fit::Likely(Sign::ShortName));
    }
    if long.words.len() > 1
        && (share_nickname(short, long) || is_initial(first) && short.is_given && begins_with(word, first))
    {
        let sign = if is_initial(first) { Sign::Initial } else { Sign::Nickname };
        return Some(if sign == Sign::Nickname { Fit::Likely(sign) } else { Fit::Unknown(sign) });
    }
    let slip = is_slip(word, last, ALONE_SLIP_LETTERS);
    slip.then_some(Fit::Unknown(Sign::Slip))
}

/// Two names of several words each.
fn of_full_names(short: &Name, long: &Name) -> Option<Fit> {
    let (s, l) = (&short.words, &long.words);
    if let Some(at) = l.windows(s.len()).position(|part| part == s.as_slice()) {
        return Some(of_run(short, long, at));
    }
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    // "Ruiz Ana": a family name before the given one.
    if sorted(s) == sorted(l) {
        return Some(Fit::Likely(Sign::Words));
    }
    if s.last() == l.last() || short.family() == long.family() {
        return of_one_family(short, long);
    }
    let given = of_given(s.first()?, l.first()?, (short, long))?;
    // "Ana Ruiz", "Ana M. Ruiz Lopez": of two family names one.
    if given.is_one() && (l[1..].contains(s.last()?) || s[1..].contains(l.last()?)) {
        return Some(Fit::Likely(Sign::ShortName));
    }
    let slip = is_slip(s.last()?, l.last()?, SLIP_LETTERS) && s.last()?.chars().count() > SLIP_LETTERS;
    slip.then_some(Fit::Unknown(Sign::Slip))
}

/// All words of the shorter name stand in a row in the longer one, from `at` on.
fn of_run(short: &Name, long: &Name, at: usize) -> Fit {
    let end = at + short.words.len();
    // "J. Ruiz" beside "Ana J. Ruiz", "Paul Ruiz" beside "Jean-Paul Ruiz".
    if short.words.first().is_some_and(|w| is_initial(w)) {
        return Fit::Likely(Sign::Initial);
    }
    if long.is_joined(at) && at < long.family_start {
        return Fit::Unknown(Sign::Family);
    }
    if end < long.words.len() {
        return Fit::Likely(Sign::ShortName);
    }
    let initials = long.words[..at].iter().all(|w| is_initial(w));
    Fit::Same(if initials { Sign::Initial } else { Sign::ShortName })
}

/// Two names with one family name: what do the others show?
fn of_one_family(short: &Name, long: &Name) -> Option<Fit> {
    let (s, l) = (short.given(), long.given());
    let (Some(first), Some(other)) = (s.first(), l.first()) else {
        // "van Berg", "Ana Berg".
        return Some(Fit::Unknown(Sign::Family));
    };
    let fit = of_given(first, other, (short, long))?;
    let middle = of_middle(&s[1..], &l[1..]);
    Some(match (fit, middle) {
        (Fit::Unknown(_), _) => fit,
        (_, Fit::Unknown(_)) => middle,
        (Fit::Same(_), _) => middle,
        _ => fit,
    })
}

/// The names between the first and the family name: one name may lack them, but they may not be two.
fn of_middle(a: &[&String], b: &[&String]) -> Fit {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let agree = |x: &String, y: &String| {
        x == y || is_initial(x) && begins_with(y, x) || is_initial(y) && begins_with(x, y)
    };
    if !a.iter().zip(b).all(|(x, y)| agree(x, y)) {
        return Fit::Unknown(Sign::Initial);
    }
    let initials = a.iter().chain(b).any(|w| is_initial(w));
    Fit::Same(if initials { Sign::Initial } else { Sign::ShortName })
}

/// Two first names; `None` if they are two.
fn of_given(a: &str, b: &str, (short, long): (&Name, &Name)) -> Option<Fit> {
    if a == b {
        return Some(Fit::Same(Sign::Words));
    }
    if is_initial(a) || is_initial(b) {
        return (begins_with(a, b) || begins_with(b, a)).then_some(Fit::Likely(Sign::Initial));
    }
    if share_nickname(short, long) || is_short_form(a, b) || is_short_form(b, a) {
        return Some(Fit::Likely(Sign::Nickname));
    }
    // "Stephen" and "Steven" have one short form, and one of them may be a slip.
    if short.like_nicknames.iter().any(|group| long.nicknames.contains(group)) {
        return Some(Fit::Unknown(Sign::Nickname));
    }
    // "Marta" and "Maria" are two given names; "Sara" and "Sarah" can be one.
    let length = |w: &str| w.chars().count();
    let two = short.is_given && long.is_given && length(a) == length(b);
    (!two && is_slip(a, b, SLIP_LETTERS)).then_some(Fit::Unknown(Sign::Slip))
}

/// What tells two bearers of one name apart although the words agree; `None` if nothing does.
fn discord(a: &Name, b: &Name, fit: Fit) -> Option<Fit> {
    let equal = a.words == b.words;
    let sign_of_body = a.is_body != b.is_body && !equal && a.initials.is_none() && b.initials.is_none();
    if sign_of_body && fit.is_one() && a.country != b.country.or(Some(u16::MAX)) {
        let person = if a.is_body { b } else { a };
        return Some(if person.is_person { Fit::Other(Sign::Body) } else { Fit::Unknown(Sign::Body) });
    }
    let both_full = a.words.len() > 1 && b.words.len() > 1;
    match (&a.suffix, &b.suffix) {
        (Some(x), Some(y)) if x != y => return Some(Fit::Other(Sign::Suffix)),
        // "Tom R. Okafor" is Tom R. Okafor Jr., whom few outlets print so; "Tom Okafor" may be the father.
        (Some(_), None) | (None, Some(_)) if equal && a.words.len() > 2 => {
            return Some(Fit::Likely(Sign::Suffix));
        }
        (Some(_), None) | (None, Some(_)) if both_full => return Some(Fit::Unknown(Sign::Suffix)),
        _ => {}
    }
    if matches!((a.gender, b.gender), (Some(x), Some(y)) if x != y)
        && !(equal && both_full && !(a.courtesy && b.courtesy))
    {
        let sure = a.courtesy && b.courtesy;
        return Some(if sure { Fit::Other(Sign::Gender) } else { Fit::Unknown(Sign::Gender) });
    }
    let places = !both_full && matches!((&a.place, &b.place), (Some(x), Some(y)) if x != y);
    places.then_some(Fit::Other(Sign::Family))
}

/// Why two names are two.
fn what_differs(a: &Name, b: &Name) -> Sign {
    let shared = a.core.iter().any(|w| b.core.contains(w));
    match () {
        () if a.is_body != b.is_body && shared => Sign::Body,
        () if shared && !a.is_body && a.words.last() == b.words.last() => Sign::Family,
        () => Sign::Words,
    }
}

fn share_nickname(a: &Name, b: &Name) -> bool {
    a.nicknames.iter().any(|group| b.nicknames.contains(group))
}

fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

fn begins_with(word: &str, initial: &str) -> bool {
    is_initial(initial) && word.starts_with(initial)
}

/// "Alex" of "Alexander".
fn is_short_form(a: &str, b: &str) -> bool {
    b.starts_with(a) && a.chars().count() >= SHORT_FORM_LETTERS
}

/// True if the words differ as a slip of the pen makes them: in one letter, and in two if they are long.
fn is_slip(a: &str, b: &str, fewest: usize) -> bool {
    let least = a.chars().count().min(b.chars().count());
    least >= fewest && letters_apart(a, b, if least >= TWO_SLIPS_LETTERS { 2 } else { 1 })
}
