//! Speakers whom their article does not name.
//!
//! In: quotations whose speaker is a description or a pronoun without a name; the persons. Out: who is meant, where other articles show it:
//! by the remark ("the House speaker" in one article, the name in another), or by a description that the corpus gives for one person only.
//! A voice is not joined with a person: neither a spokesperson nor a letter nor "officials".

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::appearance::{AppearanceSource, Appearances, NameForm, RemarksOf};
use super::context::Contexts;
use super::described::{RoleDescription, definite};
use super::profile::ONE_WORLD;
use super::split::{Identities, Identity};
use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::{Article, ArticleIx, Kind, PersonBasis, Quotation, QuotationIx};
use crate::names::Gender;

/// An article that does not print the person's name must share so many times what shows one world.
const SURELY: f32 = 2.0;

/// A speaker without a name.
struct Untold {
    quotation: QuotationIx,
    article: ArticleIx,
    gender: Option<Gender>,
    description: Option<RoleDescription>,
}

/// Returns who is meant by speakers without a name: the quotation, the person, how it was found.
pub(super) fn found(
    bearers: &Identities,
    (appearances, contexts): (&Appearances<'_>, &Contexts),
    source: AppearanceSource<'_>,
) -> Vec<(QuotationIx, usize, PersonBasis)> {
    let known = Known::new(bearers, appearances, contexts, source);
    let untold = source.quotations.iter().enumerate().filter_map(|(i, q)| untold(QuotationIx(i), q, source));
    untold.filter_map(|u| known.of(&u).map(|(person, basis)| (u.quotation, person, basis))).collect()
}

/// Reads the mention of a speaker without a name; `None` if it cannot be one person.
fn untold(index: QuotationIx, quotation: &Quotation, source: AppearanceSource<'_>) -> Option<Untold> {
    let speaker =
        quotation.speaker.as_ref().filter(|s| s.name.is_none() && quotation.kind != Kind::NotSpeech)?;
    let mention = speaker.mention?.of(source.articles.get(quotation.article.0)?.text());
    let classes = source.lexicon.classes(&mention.to_lowercase());
    let pronoun = match (classes.has(Class::PronounMale), classes.has(Class::PronounFemale)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    };
    let description = if pronoun.is_none() { definite(mention, source.lexicon) } else { None };
    let noun = description.as_ref().map(|d| source.lexicon.classes(&d.head));
    if noun.is_some_and(|noun| noun.has(Class::Spokesperson)) || pronoun.is_none() && description.is_none() {
        return None;
    }
    let gender = pronoun.or_else(|| noun.filter(|noun| noun.has(Class::Role)).and_then(crate::names::gender));
    Some(Untold { quotation: index, article: quotation.article, gender, description })
}

/// A person, a description of that person, and the year of the article that prints it.
type Described<'k> = (usize, &'k RoleDescription, Option<&'k str>);

/// What shows who is meant.
struct Known<'k> {
    bearers: &'k Identities,
    appearances: &'k Appearances<'k>,
    contexts: &'k Contexts,
    source: AppearanceSource<'k>,
    remarks: RemarksOf,
    /// The persons of each remark, each with an article that names it as the speaker.
    of_remark: FxHashMap<u64, Vec<(usize, ArticleIx)>>,
    /// The persons by the nouns that describe them.
    described: BTreeMap<&'k str, Vec<Described<'k>>>,
}

impl<'k> Known<'k> {
    fn new(
        bearers: &'k Identities,
        appearances: &'k Appearances<'k>,
        contexts: &'k Contexts,
        source: AppearanceSource<'k>,
    ) -> Self {
        let mut of_remark: FxHashMap<u64, Vec<(usize, ArticleIx)>> = FxHashMap::default();
        let mut described: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for person in bearers.persons() {
            for appearance in bearers.list[person].appearances.iter().map(|&s| &appearances.list[s]) {
                for remark in &appearance.profile.remarks {
                    of_remark.entry(*remark).or_default().push((person, appearance.article));
                }
                let year = year(&source.articles[appearance.article]);
                for description in &appearance.descriptions {
                    described.entry(&description.head).or_default().push((person, description, year));
                }
            }
        }
        Self {
            bearers,
            appearances,
            contexts,
            source,
            remarks: RemarksOf::new(source.remarks),
            of_remark,
            described,
        }
    }

    fn of(&self, untold: &Untold) -> Option<(usize, PersonBasis)> {
        let by_remark = self.by_remark(untold).map(|person| (person, PersonBasis::Remark));
        by_remark.or_else(|| Some((self.by_description(untold)?, PersonBasis::Description)))
    }

    /// The one person to whom other articles give the remark, unless the description is one of somebody else: the reporter who asked, a boy.
    fn by_remark(&self, untold: &Untold) -> Option<usize> {
        let remarks = self.remarks.of(untold.quotation);
        let named = remarks.filter_map(|remark| self.of_remark.get(&remark)).flatten();
        // A pronoun that its own article leaves open needs another article.
        let pronoun = untold.description.is_none();
        let elsewhere = named.filter(|(_, article)| !pronoun || *article != untold.article);
        let person = only(elsewhere.map(|(person, _)| *person))?;
        let fits = match &untold.description {
            Some(description) => self.can_be_called(person, description, untold.article),
            None => self.is_printed(person, untold.article),
        };
        (fits && self.can_be(person, untold)).then_some(person)
    }

    /// True if the person is called so, or has an office of the same field, or no role that is known, and the description tells of an
    /// office.
    fn can_be_called(&self, person: usize, description: &RoleDescription, article: ArticleIx) -> bool {
        let profile = &self.bearers.list[person].profile;
        let fields = self.source.lexicon.verification().fields(&description.head);
        let telling = |word: &String| is_telling(word, self.source.lexicon);
        profile.roles.contains(&description.head)
            || profile.has_field(fields) && self.is_printed(person, article)
            || profile.roles.is_empty() && (fields != 0 || description.qualifiers.iter().any(telling))
    }

    /// The one person whom the corpus describes so.
    fn by_description(&self, untold: &Untold) -> Option<usize> {
        let description = untold.description.as_ref()?;
        let telling = |word: &&String| is_telling(word, self.source.lexicon);
        description.qualifiers.iter().find(telling)?;
        let own_year = year(&self.source.articles[untold.article]);
        let is_so = |(_, other, year): &&(usize, &RoleDescription, Option<&str>)| {
            let held = |word: &String| other.qualifiers.contains(word);
            description.qualifiers.iter().filter(telling).all(held) && (*year == own_year || year.is_none())
        };
        let described = self.described.get(description.head.as_str())?;
        let person = only(described.iter().filter(is_so).map(|(person, ..)| *person))?;
        let near = || {
            let words = &self.bearers.list[person].profile.context;
            let shared = self.contexts.of(untold.article).iter().filter(|(word, _)| words.contains(word));
            shared.map(|(_, weight)| weight).sum::<f32>() >= SURELY * ONE_WORLD
        };
        // "The Velmar candidate" can be any of the candidates whom the article names.
        let rival = |(other, called, _): &(usize, &RoleDescription, Option<&str>)| {
            let shared = |word: &&String| telling(word) && called.qualifiers.contains(word);
            *other != person
                && description.qualifiers.iter().any(|w| shared(&w))
                && self.is_printed(*other, untold.article)
        };
        let is_near = self.is_printed(person, untold.article) || near();
        (is_near && self.can_be(person, untold) && !described.iter().any(rival)).then_some(person)
    }

    /// True if somebody is known to be a person, and of the mention's gender.
    fn can_be(&self, person: usize, untold: &Untold) -> bool {
        let Identity { forms, profile, .. } = &self.bearers.list[person];
        let forms = || forms.iter().map(|&form| &self.appearances.forms[form]);
        let is_none = |form: &NameForm<'_>| {
            let NameForm { name, printed, .. } = form;
            let body = name.is_body || name.is_initials || name.is_country() || name.names_nobody();
            body || self.source.lexicon.is_outlet_name(printed)
        };
        if forms().any(is_none) || profile.roles.is_empty() && !forms().any(|form| form.name.is_person()) {
            return false;
        }
        let gender = profile.gender().or_else(|| forms().find_map(|form| form.name.gender()));
        !matches!((gender, untold.gender), (Some(a), Some(b)) if a != b)
    }

    /// True if an article prints a person's family name.
    fn is_printed(&self, person: usize, article: ArticleIx) -> bool {
        let text = self.source.articles[article].text();
        let forms = self.bearers.list[person].forms.iter().map(|&form| &self.appearances.forms[form]);
        forms.map(|form| form.last).any(|last| !last.is_empty() && text.contains(last))
    }
}

fn year(article: &Article) -> Option<&str> {
    article.header().own_date().and_then(|date| date.get(..4))
}

/// True for a qualifier that tells one office from others: "Velmar", and not "former".
fn is_telling(word: &str, lexicon: &Lexicon) -> bool {
    let classes = lexicon.classes(word);
    !classes.has(Class::Adjective)
        || classes.meets(Classes::of(&[Class::Role, Class::Demonym, Class::Organisation]))
}

/// The person that all of these are.
fn only(mut persons: impl Iterator<Item = usize>) -> Option<usize> {
    let first = persons.next()?;
    persons.all(|other| other == first).then_some(first)
}
