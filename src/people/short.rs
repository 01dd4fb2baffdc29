//! Short names → the persons that they mean.
//!
//! In: the appearances of short names, and the persons who are known by full names. Out: each appearance has a person. A short name means the only
//! person who has it, or of several the one whom the article shows: by a remark, by the event, by gender. If none is clearly ahead, the
//! appearances of the short name are persons of their own, with a note.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::appearance::{Appearance, Appearances};
use super::context::Contexts;
use super::profile::Relation;
use super::split::{Identities, Identity, relation};
use crate::lexicon::{Class, Lexicon};
use crate::model::{Apartness, PersonBasis};
use crate::names::{Fit, fit};

/// How far the likeliest person must be ahead of the next one, in nats.
const AHEAD: f32 = 4.0;
/// What a nat of shared names is worth: names repeat each other.
const OF_CONTEXT: f32 = 0.4;
/// What it costs that the short name is no family name: "Rosa" for Rosa Brandt.
const NO_FAMILY_NAME: f32 = 4.0;
/// Identities of one word that are looked at: those with the most articles.
const MOST: usize = 64;

/// Gives each appearance of a short name its person.
pub(super) fn settle(
    short: &[usize],
    bearers: &mut Identities,
    (appearances, contexts): (&Appearances<'_>, &Contexts),
    lexicon: &Lexicon,
) {
    let index = Index::new(bearers, appearances);
    let choices: Vec<Choice> =
        short.iter().map(|&s| index.choose(s, bearers, (appearances, contexts))).collect();
    // Identities stay as they are until all appearances have chosen, so that no choice depends on another.
    let mut open: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    let mut possible: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (&appearance, choice) in short.iter().zip(choices) {
        match choice {
            Choice::One(bearer) => {
                bearers.add(bearer, appearance, PersonBasis::ShortName, (appearances, contexts))
            }
            Choice::Several(several) => {
                open.entry(&appearances.forms[appearances.list[appearance].form].name.words)
                    .or_default()
                    .push(appearance);
                possible.insert(appearance, several);
            }
        }
    }
    for (words, of_name) in open {
        // Two articles that say "Rosa" need not mean one woman, nor "Post" one paper.
        let given = |word: &String| lexicon.classes(word).has(Class::GivenName);
        let generic = of_name.iter().any(|&s| appearances.forms[appearances.list[s].form].name.is_role);
        let alone = !(generic || words.len() == 1 && words.iter().all(given));
        for bearer in bearers.split(&of_name, PersonBasis::Name, alone, (appearances, contexts)) {
            let own = bearers.list[bearer].appearances.clone();
            let others: BTreeSet<usize> = own.iter().flat_map(|s| &possible[s]).copied().collect();
            others.into_iter().for_each(|other| bearers.note(bearer, other, &Apartness::Several));
        }
    }
}

/// Descriptions that name nobody ("officials") are one speaker only within one event.
pub(super) fn apart(
    nobody: &[usize],
    bearers: &mut Identities,
    (appearances, contexts): (&Appearances<'_>, &Contexts),
) {
    let mut of_words: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for &appearance in nobody {
        of_words
            .entry(&appearances.forms[appearances.list[appearance].form].name.words)
            .or_default()
            .push(appearance);
    }
    for of_name in of_words.into_values() {
        for bearer in bearers.split(&of_name, PersonBasis::Description, false, (appearances, contexts)) {
            bearers.list[bearer].notes.clear();
        }
    }
}

/// Whom a short name can mean.
enum Choice {
    One(usize),
    /// Nobody, or several of whom none is ahead.
    Several(Vec<usize>),
}

/// The persons by each word of their names.
struct Index {
    by_word: FxHashMap<String, Vec<usize>>,
}

impl Index {
    fn new(bearers: &Identities, appearances: &Appearances<'_>) -> Self {
        let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for index in bearers.persons() {
            for name in bearers.list[index].forms.iter().map(|&form| &appearances.forms[form].name) {
                for word in &name.words {
                    let known = by_word.entry(word.clone()).or_default();
                    if known.last() != Some(&index) {
                        known.push(index);
                    }
                }
            }
        }
        for known in by_word.values_mut() {
            known.sort_by_key(|&b| (std::cmp::Reverse(bearers.list[b].profile.articles.len()), b));
            known.truncate(MOST);
        }
        Self { by_word }
    }

    fn choose(&self, appearance: usize, bearers: &Identities, all: (&Appearances<'_>, &Contexts)) -> Choice {
        let own = &all.0.forms[all.0.list[appearance].form].name;
        let near = own.words.iter().filter_map(|word| self.by_word.get(word)).flatten();
        let near: BTreeSet<usize> = near.copied().collect();
        let mut fitting: Vec<(f32, usize)> = Vec::new();
        for bearer in near {
            let of = &bearers.list[bearer];
            let fits = of.forms.iter().map(|&form| fit(own, &all.0.forms[form].name));
            let Some(best) = fits.min().filter(|fit| fit.is_one()) else { continue };
            let suffix = |form: &usize| all.0.forms[*form].name.suffix() == own.suffix();
            if own.suffix().is_some() && !of.forms.iter().any(suffix) {
                continue;
            }
            if own.is_role && !is_printed(appearance, &of.forms, all.0) {
                continue;
            }
            // Who is in the same article under a full name was known there, and was not meant.
            let relation = Relation { article: false, ..relation(appearance, &of.profile, all) };
            let family = matches!(best, Fit::Same(_));
            let first_name = || relation.is_supported() && is_person(bearer, bearers, all.0);
            if !relation.holds() || !family && !first_name() {
                continue;
            }
            let articles = of.profile.articles.len() as f32;
            let off = if family { 0.0 } else { NO_FAMILY_NAME };
            fitting.push((relation.strength() * OF_CONTEXT + articles.ln() - off, bearer));
        }
        fitting.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        match fitting[..] {
            [(_, one)] => Choice::One(one),
            [(best, one), (next, _), ..] if best - next >= AHEAD => Choice::One(one),
            _ => Choice::Several(fitting.into_iter().map(|(_, bearer)| bearer).collect()),
        }
    }
}

/// True if a known given name, a gender or a role shows that somebody is a person.
fn is_person(bearer: usize, bearers: &Identities, appearances: &Appearances<'_>) -> bool {
    let Identity { forms, profile, .. } = &bearers.list[bearer];
    let named = |form: &usize| appearances.forms[*form].name.is_person();
    profile.gender().is_some() || !profile.roles.is_empty() || forms.iter().any(named)
}

/// True if the article of an appearance prints one of some names, and no other name that ends in the same word: of "Velmar Post" and
/// "Ostrand Post" either can be "the Post".
fn is_printed(appearance: usize, forms: &BTreeSet<usize>, appearances: &Appearances<'_>) -> bool {
    let Appearance { article, form, .. } = &appearances.list[appearance];
    let text = appearances.source.articles[*article].text();
    let own = &appearances.forms[*form];
    let of_bearer = |word: &str| {
        let lower = word.to_lowercase();
        forms.iter().any(|&form| appearances.forms[form].name.words.contains(&lower))
    };
    let other = |at: usize| {
        let before = text[..at].split_whitespace().next_back().unwrap_or_default();
        let joined = text[..at].ends_with(' ') && before.starts_with(char::is_uppercase);
        let classes = appearances.source.lexicon.classes(&before.to_lowercase());
        joined && !classes.has(Class::Determiner) && !of_bearer(before)
    };
    forms.iter().any(|&form| text.contains(appearances.forms[form].printed))
        && !text.match_indices(own.printed).any(|(at, _)| other(at))
}
