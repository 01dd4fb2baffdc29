//! Who is in the article: every name's variants, titles, roles and gender, gathered as the text goes on.

use rustc_hash::FxHashMap;

use crate::lexicon::{Class, Classes, Lexicon};
use crate::model::Span;
use crate::parse::{Mention, NounKind};

/// Index of an entity in [`Entities`].
pub type EntityId = u32;

/// Male, female or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

/// One person or body of the article.
#[derive(Debug, Clone)]
pub struct Entity {
    /// The fullest name printed so far.
    pub name: Span,
    /// Its words in lower case, without initials.
    words: Vec<Box<str>>,
    /// What titles, roles, given names and pronouns told.
    pub gender: Option<Gender>,
    /// Words that described it: titles, roles, nationalities.
    described: Vec<Box<str>>,
    /// Countries that described it.
    countries: Vec<u16>,
    /// All classes of the words that described it.
    pub classes: Classes,
    /// Whether it is a body rather than a person.
    pub body: bool,
    /// Number of the mention that named it last.
    pub last_mention: u32,
    /// Number of the paragraph-crossing sentence that named it last.
    pub last_sentence: u32,
    /// Whether it was a subject there.
    pub last_subject: bool,
    /// Times named.
    pub count: u32,
}

/// The entities of one article so far.
#[derive(Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    /// From each word of a name to the entities that have it, latest last.
    by_word: FxHashMap<Box<str>, Vec<EntityId>>,
    mentions: u32,
}

/// Entities under one word that are looked at: the latest ones.
const LATEST: usize = 16;

impl Entities {
    /// The entity behind an id of this table.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.all[id as usize]
    }

    /// Ids of the entities, the latest created first.
    pub fn latest(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.all.iter().enumerate().rev().map(|(i, e)| (i as EntityId, e))
    }

    /// Takes in a mention that is a name; gives its entity.
    pub fn name(
        &mut self,
        text: &str,
        mention: &Mention,
        sentence: u32,
        lexicon: &Lexicon,
    ) -> Option<EntityId> {
        let name = mention.name?;
        let words = name_words(name.of(text));
        if words.is_empty() {
            return None;
        }
        let gender = gender_of(mention.classes, &words, lexicon);
        let body = is_body(mention, &words, lexicon);
        let id = match self.find(&words, gender, body) {
            Some(id) => id,
            None => self.create(name, body),
        };
        self.mentions += 1;
        let entity = &mut self.all[id as usize];
        if words.len() > entity.words.len() {
            entity.name = name;
            let old = std::mem::replace(&mut entity.words, words);
            let new: Vec<_> = entity.words.iter().filter(|w| !old.contains(w)).cloned().collect();
            for word in new {
                self.by_word.entry(word).or_default().push(id);
            }
        }
        let entity = &mut self.all[id as usize];
        entity.gender = entity.gender.or(gender);
        entity.classes = entity.classes.union(mention.classes);
        entity.count += 1;
        entity.last_mention = self.mentions;
        entity.last_sentence = sentence;
        entity.last_subject = mention.subject;
        let before = text.get(mention.span.start()..name.start()).unwrap_or_default();
        self.describe(id, before, lexicon);
        Some(id)
    }

    /// Notes words that describe an entity ("the Chinese president", an appositive).
    pub fn describe(&mut self, id: EntityId, words: &str, lexicon: &Lexicon) {
        let entity = &mut self.all[id as usize];
        for word in words.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.'))) {
            let lower = word.to_lowercase();
            if let Some(country) = lexicon.country(&lower) {
                if !entity.countries.contains(&country) && entity.countries.len() < 8 {
                    entity.countries.push(country);
                }
            } else if lower.len() > 2
                && entity.described.len() < 40
                && !entity.described.iter().any(|d| **d == *lower)
            {
                entity.described.push(lower.into());
            }
        }
    }

    /// Notes what a pronoun told.
    pub fn learn_gender(&mut self, id: EntityId, gender: Gender) {
        let entity = &mut self.all[id as usize];
        entity.gender = entity.gender.or(Some(gender));
    }

    fn create(&mut self, name: Span, body: bool) -> EntityId {
        let id = self.all.len() as EntityId;
        self.all.push(Entity {
            name,
            words: Vec::new(),
            gender: None,
            described: Vec::new(),
            countries: Vec::new(),
            classes: Classes::NONE,
            body,
            last_mention: 0,
            last_sentence: 0,
            last_subject: false,
            count: 0,
        });
        id
    }

    /// The latest entity that the words can name: all words of the shorter name stand in the longer one, and the titles
    /// do not tell two people apart.
    fn find(&self, words: &[Box<str>], gender: Option<Gender>, body: bool) -> Option<EntityId> {
        let key = words.last()?;
        let first = words.first()?;
        let under =
            |word: &str| self.by_word.get(word).map_or(&[][..], Vec::as_slice).iter().rev().take(LATEST);
        let fits = |entity: &Entity| {
            let clash = matches!((gender, entity.gender), (Some(a), Some(b)) if a != b);
            let (short, long) = if words.len() <= entity.words.len() {
                (words, &entity.words[..])
            } else {
                (&entity.words[..], words)
            };
            !clash && (entity.body == body || words.len() == 1) && short.iter().all(|w| long.contains(w))
        };
        let both = under(key).chain(under(first).filter(|_| words.len() > 1));
        both.filter(|&&id| fits(&self.all[id as usize]))
            .max_by_key(|&&id| (self.all[id as usize].last_mention, id))
            .copied()
    }

    /// The entity that a description fits best: "the Chinese leader", "the senator". `None` where it fits none or two.
    pub fn described_by(&self, text: &str, mention: &Mention, lexicon: &Lexicon) -> Option<EntityId> {
        let mut wanted: Vec<Box<str>> = Vec::new();
        let mut countries = Vec::new();
        for word in mention.span.of(text).split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.'))) {
            let lower = word.to_lowercase();
            if let Some(country) = lexicon.country(&lower) {
                countries.push(country);
            } else if lower.len() > 2 && !lexicon.classes(&lower).has(Class::Determiner) {
                wanted.push(lower.into());
            }
        }
        let head = mention.head.of(text).to_lowercase();
        let mut best: Option<(u32, u32, EntityId)> = None;
        for (id, entity) in self.latest().take(64).filter(|(_, e)| !e.body) {
            let clash = match (entity.gender, role_gender(mention.head_classes)) {
                (Some(a), Some(b)) => a != b,
                _ => false,
            };
            if clash {
                continue;
            }
            let shared = wanted.iter().filter(|w| entity.described.contains(w)).count() as u32;
            let country = countries.iter().filter(|c| entity.countries.contains(c)).count() as u32;
            let headed = entity.described.iter().any(|d| **d == *head);
            let person = entity.classes.has(Class::Role) || entity.classes.has(Class::Title);
            if countries.len() as u32 > country || !(headed || (country > 0 && person)) {
                continue;
            }
            let score = shared * 2 + country * 3 + u32::from(headed) * 2;
            if best.is_none_or(|(s, m, _)| (score, entity.last_mention) > (s, m)) {
                best = Some((score, entity.last_mention, id));
            }
        }
        best.map(|(_, _, id)| id)
    }
}

/// The words of a name in lower case, without initials, titles' stops and "the".
fn name_words(name: &str) -> Vec<Box<str>> {
    name.split(|c: char| c.is_whitespace() || c == '\u{a0}')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|w| w.chars().count() > 1 && w != "the")
        .map(Into::into)
        .collect()
}

fn role_gender(classes: Classes) -> Option<Gender> {
    match (classes.has(Class::Male), classes.has(Class::Female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// From titles and roles, else from the given name.
fn gender_of(classes: Classes, words: &[Box<str>], lexicon: &Lexicon) -> Option<Gender> {
    let given = words.first().filter(|_| words.len() > 1).map(|w| lexicon.classes(w)).unwrap_or_default();
    let by_name = if given.has(Class::GivenName) { role_gender(given) } else { None };
    // A phrase's classes hold those of the name's words too; a title or role outweighs the name.
    let titled = classes.has(Class::Title) || classes.has(Class::Role);
    if titled { role_gender(classes).or(by_name) } else { by_name }
}

fn is_body(mention: &Mention, words: &[Box<str>], lexicon: &Lexicon) -> bool {
    const BODY: Classes = Classes::of(&[Class::Organisation, Class::Outlet, Class::Country, Class::Document]);
    let last = words.last().map(|w| lexicon.classes(w)).unwrap_or_default();
    // "US-China": a pair of countries is nobody.
    let pair = words
        .last()
        .is_some_and(|w| w.contains('-') && w.split('-').all(|part| lexicon.country(part).is_some()));
    mention.kind == NounKind::Name && (pair || last.meets(BODY) && !mention.classes.has(Class::Title))
}
