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
    /// Its words, without initials.
    words: Vec<WordKey>,
    /// What titles, roles, given names and pronouns told.
    pub gender: Option<Gender>,
    /// Words that described it: titles, roles, nationalities.
    described: Vec<WordKey>,
    /// Countries that described it.
    countries: Vec<u16>,
    /// All classes of the words that described it.
    pub classes: Classes,
    /// Whether it is a body rather than a person.
    pub body: bool,
    /// Number of the mention that named it last.
    pub last_mention: u32,
}

/// The entities of one article so far.
#[derive(Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    /// From each word of a name to the entities that have it, latest last.
    by_word: FxHashMap<WordKey, Vec<EntityId>>,
    mentions: u32,
    /// Space for the words of the name at hand.
    words: Vec<WordKey>,
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
    pub fn name(&mut self, text: &str, mention: &Mention, lexicon: &Lexicon) -> Option<EntityId> {
        let name = mention.name?;
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        let (mut first, mut last) = (None, "");
        for word in name_words(name.of(text)) {
            first = first.or(Some(word));
            last = word;
            words.push(word_key(word));
        }
        let id = first.map(|first| self.named(name, mention, [first, last], &words, lexicon));
        self.words = words;
        let before = text.get(mention.span.start()..name.start()).unwrap_or_default();
        self.describe(id?, before, lexicon);
        id
    }

    /// Finds or makes the entity of a name with these words, and notes what the mention tells of it.
    fn named(
        &mut self,
        name: Span,
        mention: &Mention,
        [first, last]: [&str; 2],
        words: &[WordKey],
        lexicon: &Lexicon,
    ) -> EntityId {
        let given = if words.len() > 1 { lexicon.printed_word(first).classes } else { Classes::NONE };
        let gender = gender_of(mention.classes, given);
        let body = is_body(mention, last, lexicon);
        let id = match self.find(words, gender, body) {
            Some(id) => id,
            None => self.create(name, body),
        };
        self.mentions += 1;
        let entity = &mut self.all[id as usize];
        if words.len() > entity.words.len() {
            entity.name = name;
            for word in words.iter().filter(|w| !entity.words.contains(w)) {
                self.by_word.entry(*word).or_default().push(id);
            }
            entity.words.clear();
            entity.words.extend_from_slice(words);
        }
        let entity = &mut self.all[id as usize];
        entity.gender = entity.gender.or(gender);
        entity.classes = entity.classes.union(mention.classes);
        entity.last_mention = self.mentions;
        id
    }

    /// Notes words that describe an entity ("the Chinese president", an appositive).
    pub fn describe(&mut self, id: EntityId, words: &str, lexicon: &Lexicon) {
        let entity = &mut self.all[id as usize];
        for word in words.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.'))) {
            if word.is_empty() {
                continue;
            }
            if let Some(country) = country(word, lexicon) {
                if !entity.countries.contains(&country) && entity.countries.len() < 8 {
                    entity.countries.push(country);
                }
            } else if word.len() > 2 && entity.described.len() < 40 {
                let key = word_key(word);
                if !entity.described.contains(&key) {
                    entity.described.push(key);
                }
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
        });
        id
    }

    /// The latest entity that the words can name: all words of the shorter name stand in the longer one, and the titles
    /// do not tell two people apart.
    fn find(&self, words: &[WordKey], gender: Option<Gender>, body: bool) -> Option<EntityId> {
        let key = words.last()?;
        let first = words.first()?;
        let under =
            |word: &WordKey| self.by_word.get(word).map_or(&[][..], Vec::as_slice).iter().rev().take(LATEST);
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
        let mut wanted: Vec<WordKey> = Vec::new();
        let mut countries = Vec::new();
        for word in mention.span.of(text).split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.'))) {
            if let Some(country) = country(word, lexicon) {
                countries.push(country);
            } else if word.len() > 2 && !lexicon.printed_word(word).classes.has(Class::Determiner) {
                wanted.push(word_key(word));
            }
        }
        let head = word_key(mention.head.of(text));
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
            let headed = entity.described.contains(&head);
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

/// A word whatever its case: 64 bits of a hash with a fixed seed, so that no name needs a string of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct WordKey(u64);

fn word_key(word: &str) -> WordKey {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut add = |c: char| hash = (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
    for c in word.chars() {
        if c.is_ascii() {
            add(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(&mut add);
        }
    }
    WordKey(hash)
}

/// The words of a name, without initials, titles' stops and "the".
fn name_words(name: &str) -> impl Iterator<Item = &str> {
    name.split(char::is_whitespace)
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.chars().nth(1).is_some() && !w.eq_ignore_ascii_case("the"))
}

/// The country that a printed word names. Only a word that the lexicon knows can be one.
fn country(word: &str, lexicon: &Lexicon) -> Option<u16> {
    let classes = lexicon.printed_word(word).classes;
    let named = classes.has(Class::Country) || classes.has(Class::Demonym);
    if named { lexicon.country(&word.to_lowercase()) } else { None }
}

fn role_gender(classes: Classes) -> Option<Gender> {
    match (classes.has(Class::Male), classes.has(Class::Female)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// From titles and roles, else from the given name's classes.
fn gender_of(classes: Classes, given: Classes) -> Option<Gender> {
    let by_name = if given.has(Class::GivenName) { role_gender(given) } else { None };
    // A phrase's classes hold those of the name's words too; a title or role outweighs the name.
    let titled = classes.has(Class::Title) || classes.has(Class::Role);
    if titled { role_gender(classes).or(by_name) } else { by_name }
}

fn is_body(mention: &Mention, last: &str, lexicon: &Lexicon) -> bool {
    const BODY: Classes = Classes::of(&[Class::Organisation, Class::Outlet, Class::Country, Class::Document]);
    if mention.kind != NounKind::Name {
        return false;
    }
    // "US-China": a pair of countries is nobody.
    let pair = || last.contains('-') && last.split('-').all(|part| country(part, lexicon).is_some());
    let body = lexicon.printed_word(last).classes.meets(BODY) && !mention.classes.has(Class::Title);
    body || pair()
}
