//! The words of a name as printed, and which part of a mention is the name.
//!
//! In: a mention or a label: "Ruiz, Ana", "Ana Ruiz (the mayor)", "Ana Ruiz, the mayor". Out: the part that names somebody, with the
//! given name first; its words.

use std::borrow::Cow;

use crate::lexicon::{Class, Classes, Lexicon, folded};
use crate::words::{ComparedKind, compared, unmarked};

pub(super) const BESIDE: Classes = Classes::of(&[
    Class::Determiner,
    Class::Preposition,
    Class::Demonym,
    Class::Country,
    Class::Adjective,
    Class::Possessive,
]);

pub(super) const DESCRIBING: Classes = Classes::of(&[
    Class::Title,
    Class::TitleWord,
    Class::Role,
    Class::Spokesperson,
    Class::Organisation,
    Class::People,
    Class::Outlet,
]);

/// One word of a name.
#[derive(Debug, Clone)]
pub(super) struct NameWord {
    /// Lower case, without accents and without the clitic of a possessive.
    pub plain: String,
    /// The same with accents.
    pub accented: String,
    /// As printed.
    pub printed: String,
    /// True if a hyphen joins it to the word before.
    pub joined: bool,
}

impl NameWord {
    /// A word of which nothing else is known.
    pub fn plain(word: &str) -> Self {
        Self { plain: word.to_owned(), accented: word.to_owned(), printed: word.to_owned(), joined: false }
    }
}

fn lower(printed: &str, lexicon: &Lexicon) -> String {
    lexicon.orthography().bare(&folded(printed)).to_owned()
}

/// The words of a name, at most `most`.
pub(super) fn words(text: &str, most: usize, lexicon: &Lexicon) -> Vec<NameWord> {
    let mut end = 0;
    let mut out = Vec::new();
    for token in compared(text).iter().filter(|t| t.kind != ComparedKind::Gap).take(most) {
        let printed = token.text(text);
        let accented = lower(printed, lexicon);
        out.push(NameWord {
            plain: unmarked(&accented).into_owned(),
            joined: !out.is_empty() && matches!(&text[end..token.start], "-" | "‐" | "‑"),
            accented,
            printed: printed.to_owned(),
        });
        end = token.end;
    }
    out
}

/// The words of a name: lower case, without clitics and without accents.
pub fn lower_words(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let text = &*unmarked(text);
    let words = compared(text);
    words.iter().filter(|t| t.kind != ComparedKind::Gap).map(|t| lower(t.text(text), lexicon)).collect()
}

/// The part of a mention that names somebody, with the given name first.
pub(super) fn own_part<'t>(text: &'t str, lexicon: &Lexicon) -> Cow<'t, str> {
    let text = outside_brackets(text);
    if !text.contains(',') {
        return Cow::Borrowed(text);
    }
    if let Some(turned) = given_name_first(text, lexicon) {
        return Cow::Owned(turned);
    }
    let mut parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let Some(name) = parts.clone().find(|part| !only_describes(part, lexicon)) else {
        return Cow::Borrowed(text);
    };
    // "Tom Okafor, Jr., the mayor".
    let after = parts.by_ref().skip_while(|part| *part != name).nth(1);
    match after.filter(|part| is_suffix(part, lexicon)) {
        Some(suffix) => Cow::Owned(format!("{name} {suffix}")),
        None => Cow::Borrowed(name),
    }
}

/// "Ana Ruiz" of "Ana Ruiz (the mayor)" and of "Ana Ruiz -- Mayor".
fn outside_brackets(text: &str) -> &str {
    let own = text.split(['(', '[']).next().unwrap_or(text).trim();
    let own =
        [" -- ", " – ", " — ", " - "].iter().fold(own, |own, dash| own.split(dash).next().unwrap_or(own));
    if own.chars().any(char::is_alphanumeric) { own.trim() } else { text }
}

fn only_describes(part: &str, lexicon: &Lexicon) -> bool {
    let words = lower_words(part, lexicon);
    let describing = |w: &String| {
        let classes = lexicon.classes(w);
        classes.meets(DESCRIBING) || classes.meets(BESIDE) || lexicon.country(w).is_some()
    };
    words.iter().all(describing) || !part.contains(char::is_uppercase)
}

fn is_suffix(part: &str, lexicon: &Lexicon) -> bool {
    matches!(&lower_words(part, lexicon)[..], [one] if lexicon.classes(one).has(Class::NameSuffix))
}

/// "Chaffetz, Jason" as "Jason Chaffetz"; `None` if the comma parts a name from something else.
fn given_name_first(text: &str, lexicon: &Lexicon) -> Option<String> {
    let (last, first) = text.split_once(',')?;
    let (first, suffix) = match first.split_once(',') {
        Some((first, suffix)) if is_suffix(suffix, lexicon) => (first, suffix.trim()),
        _ => (first, ""),
    };
    // "Okafor, Tom Jr."
    let (first, suffix) = match first.trim().rsplit_once(' ') {
        Some((own, last)) if suffix.is_empty() && is_suffix(last, lexicon) => (own, last),
        _ => (first, suffix),
    };
    let (last, first) = (last.trim(), first.trim());
    let named = |part: &str, most: usize| {
        let words = lower_words(part, lexicon);
        let other = |w: &String| {
            let classes = lexicon.classes(w);
            classes.meets(DESCRIBING) || classes.has(Class::NameSuffix) || lexicon.country(w).is_some()
        };
        let particle = |w: &str| lexicon.classes(&lower(w, lexicon)).has(Class::NameParticle);
        let capital = part.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || particle(w));
        capital && (1..=most).contains(&words.len()) && !words.iter().any(other)
    };
    (named(last, 3) && named(first, 3)).then(|| format!("{first} {last} {suffix}").trim_end().to_owned())
}
