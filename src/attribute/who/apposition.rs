//! What is printed right before and after a name shows who bears it.
//!
//! In: the mentions of the article and the entities of its names. Out: descriptions, and evidence of a person, a body or a place, for the
//! entities; a description beside a name means the entity of that name.
//!
//! "Finance Minister Ana Koll", "the finance minister, Ana Koll,", "Ana Koll, the finance minister,", "Ana Koll is a minister", "Ana Koll,
//! who", "Ana Koll, 43,", "in Tulsa".

use super::description::Epithet;
use super::entities::Entities;
use super::entity::{EntityId, KindShown};
use super::sighting::{Resolved, Sighting};
use super::word::{are_initials, is_initials};
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::model::{Basis, Span};
use crate::names::gender;
use crate::parse::{Mention, NounKind};
use crate::words::{shortly_before, shortly_behind};

/// Reads what is around names.
pub struct BesideNames<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
}

/// Bytes of an apposition that are read.
const LONGEST: usize = 120;
/// Mentions behind a subject among which "its" is looked for.
const NEAR: usize = 4;
/// Digits of an age.
const AGE: usize = 3;

/// Initials that show a body if they are those of the words before them.
const SURE_INITIALS: usize = 3;

/// Mentions before a name among which its description is looked for.
const REACH: usize = 3;

/// Words that end a phrase.
const VERB: Classes =
    Classes::of(&[Class::Auxiliary, Class::Past, Class::Third, Class::Relative, Class::Subordinator]);

const BODY: Classes = Classes::of(&[Class::Organisation, Class::Outlet]);
const OFFICE: Classes = Classes::of(&[Class::Role, Class::Title]);

impl<'a> BesideNames<'a> {
    /// Begins an article.
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self { text, lexicon }
    }

    /// Adds what is around the name at a place to what is known of its entity. A description there gets the same entity.
    pub fn read(&self, sightings: &mut [Sighting], at: usize, entities: &mut Entities) {
        let here = sightings[at];
        let (Some(id), Some(name)) = (here.answer.entity, here.mention.name) else { return };
        self.titles(&here.mention, name, id, entities);
        self.own_nouns(name, id, entities);
        if self
            .word_before(here.mention.span)
            .is_some_and(|w| self.lexicon.is_function(w, FunctionWord::Within))
        {
            entities.shows(id, KindShown::Place);
        }
        if !here.quoted && self.heads_line(name) {
            entities.shows(id, KindShown::Catchword);
        }
        if self.age_follows(name) || self.who_follows(name) {
            entities.shows(id, KindShown::Person(None));
        }
        self.alias(sightings, at, entities);
        self.keeps_its(sightings, at, id, entities);
        let beside = |other: &Sighting| other.paragraph == here.paragraph && other.sentence == here.sentence;
        let behind = sightings.get(at + 1).filter(|s| {
            // "On the way to Tulsa, the mayor met Ruiz": the mayor is no description of Tulsa.
            beside(s)
                && s.fronted == here.fronted
                && may_describe(s)
                && self.joins(here.mention.span, s.mention.span)
        });
        if behind.is_some_and(|next| self.describes(next, id, entities)) {
            mean(&mut sightings[at + 1], id);
        }
        if !self.is_set_off(name) {
            return;
        }
        let start = at.saturating_sub(REACH);
        let before = (start..at).rev().find(|&i| {
            let other = &sightings[i];
            beside(other)
                && other.fronted == here.fronted
                && other.answer.entity.is_none()
                && self.leads_to(other.mention.span, here.mention.span)
        });
        if let Some(before) = before
            && self.describes(&sightings[before], id, entities)
        {
            mean(&mut sightings[before], id);
        }
    }

    /// "Kestrel Hall kept its offer": no person has what is "its".
    fn keeps_its(&self, sightings: &[Sighting], at: usize, id: EntityId, entities: &mut Entities) {
        let here = &sightings[at];
        let behind = sightings[at + 1..].iter().take(NEAR).take_while(|s| s.sentence == here.sentence);
        let mut others = behind.take_while(|s| s.mention.kind != NounKind::Name && !s.mention.subject);
        let its = |s: &Sighting| {
            let owner = s.mention.possessor.filter(|p| p.start() == s.mention.span.start());
            owner
                .is_some_and(|p| self.lexicon.printed_word(p.of(self.text)).classes.has(Class::PronounNeuter))
        };
        if others.any(its) {
            entities.shows(id, KindShown::Thing);
        }
    }

    /// "Dorvik Fishing Union (DFU)", "Help Dorvik (HD)": the initials are the same body.
    fn alias(&self, sightings: &[Sighting], at: usize, entities: &mut Entities) {
        let here = &sightings[at];
        let Some(next) = sightings.get(at + 1).filter(|n| n.mention.kind == NounKind::Name) else { return };
        let (Some(id), Some(name), Some(other), Some(alias)) =
            (here.answer.entity, here.mention.name, next.answer.entity, next.mention.name)
        else {
            return;
        };
        let bracketed = self.gap(here.mention.span, next.mention.span) == Some("(")
            && self.behind(alias).starts_with(')');
        if bracketed && are_initials(alias.of(self.text), name.of(self.text)) {
            entities.join(other, id);
        } else if bracketed && let Some(full) = self.spelled_out(name.end(), alias) {
            let body = entities.get_mut(other);
            (body.name, body.body) = (full, true);
        }
    }

    /// "Harbour and Border Protection (HBP)": the words before the bracket that begin with the initials in it, where the grammar takes
    /// them for two names.
    fn spelled_out(&self, end: usize, alias: Span) -> Option<Span> {
        let letters = alias.of(self.text);
        let count = Some(letters.chars().count()).filter(|n| *n >= SURE_INITIALS && is_initials(letters))?;
        let before = shortly_before(self.text, end);
        let from = end - before.len();
        let line = before.rfind('\n').map(|at| at + 1).or((from == 0).then_some(0));
        let first = line.unwrap_or(0);
        let spaces = before[first..].rmatch_indices(' ').map(|(at, _)| first + at + 1).chain(line);
        let mut starts = spaces.take(2 * count);
        let start = starts.find(|at| {
            let words = &before[*at..];
            words.starts_with(char::is_uppercase)
                && !words.contains(['.', ',', ';', ':', '(', '“', '"'])
                && are_initials(letters, words)
        })?;
        Span::new(self.text, from + start, end)
    }

    /// "Finance Minister" of "Finance Minister Ana Koll".
    fn titles(&self, mention: &Mention, name: Span, id: EntityId, entities: &mut Entities) {
        let Some(before) = self.text.get(mention.span.start()..name.start()).filter(|b| !b.is_empty()) else {
            return;
        };
        let mut heads =
            before.split_whitespace().rev().filter(|w| self.lexicon.printed_word(w).classes.meets(OFFICE));
        if let Some(head) = heads.next() {
            entities.describe(id, Epithet::read(before, head, self.lexicon));
        } else if let Some(head) = before.split_whitespace().next_back() {
            // "the Chinese Ana Koll": a country describes too.
            entities.describe(id, Epithet::read(before, head, self.lexicon));
        }
    }

    /// "commission" of "Ports Commission": the nouns in a body's name describe it.
    fn own_nouns(&self, name: Span, id: EntityId, entities: &mut Entities) {
        if !entities.get(id).body || entities.get(id).named_after {
            return;
        }
        let words = name.of(self.text);
        for noun in words.split_whitespace().filter(|w| self.lexicon.printed_word(w).classes.meets(BODY)) {
            entities.describe(id, Epithet::read(words, noun, self.lexicon));
        }
        entities.get_mut(id).named_after = true;
    }

    /// Notes the description, if it is one of a person or a body.
    fn describes(&self, sighting: &Sighting, id: EntityId, entities: &mut Entities) -> bool {
        let mention = &sighting.mention;
        let classes = mention.head_classes;
        if !may_describe(sighting) {
            return false;
        }
        let entity = entities.get(id);
        let words = self.apposition(mention.span);
        let shown = match () {
            () if classes.has(Class::Role) && !entity.body => KindShown::Person(gender(classes)),
            () if classes.meets(BODY) && !entity.titled => KindShown::Body,
            // "Ana Koll, a welder from Ashby,": whatever the noun is, it describes a person whom the name shows.
            () if entity.person_shown() && self.is_determined(words) && self.is_whole(mention.span) => {
                KindShown::Person(gender(classes))
            }
            () => return false,
        };
        entities.shows(id, shown);
        entities.describe(id, Epithet::read(words, mention.head.of(self.text), self.lexicon));
        true
    }

    /// True for a phrase that begins with an article.
    fn is_determined(&self, words: &str) -> bool {
        let first = words.split_whitespace().next();
        first.is_some_and(|w| self.lexicon.printed_word(w).classes.has(Class::Determiner))
    }

    /// True for a phrase that goes on, with what belongs to it, to a mark: not "Ruiz, the editor said".
    fn is_whole(&self, phrase: Span) -> bool {
        let words = self.apposition(phrase);
        let behind = self.text.get(phrase.start() + words.len()..).unwrap_or_default();
        behind.is_empty() || behind.starts_with([',', '.', '\n', ')', '—', ';'])
    }

    /// The phrase with what belongs to it: up to a mark.
    fn apposition(&self, phrase: Span) -> &'a str {
        let rest = self.text.get(phrase.end()..).unwrap_or_default();
        let ends = |c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’'));
        let mut end = rest.find(ends).unwrap_or(rest.len()).min(LONGEST);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(phrase.start()..phrase.end() + end).unwrap_or_default()
    }

    /// True if the second phrase describes the first by its place: "Ana Koll, the minister", "Ana Koll is a minister".
    fn joins(&self, first: Span, second: Span) -> bool {
        let Some(gap) = self.gap(first, second) else { return false };
        if gap == "," {
            return self.is_whole(second);
        }
        let copula = |word: &str| self.lexicon.printed_word(word).classes.has(Class::Copula);
        let mut words = gap.trim_start_matches(',').split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some(only), None, _) => copula(only),
            (Some(who), Some(is), None) => self.lexicon.is_function(who, FunctionWord::Who) && copula(is),
            _ => false,
        }
    }

    /// True if a description with what belongs to it ends in a comma before a name: "the minister of ports, Ana Koll".
    fn leads_to(&self, phrase: Span, name: Span) -> bool {
        let Some(rest) = self.gap(phrase, name).and_then(|gap| gap.strip_suffix(',')) else { return false };
        let preposition = |word: &str| self.lexicon.printed_word(word).classes.has(Class::Preposition);
        let verb = |word: &str| self.lexicon.printed_word(word).classes.meets(VERB);
        let mut words = rest.split_whitespace();
        let plain = !rest.contains([',', '“', '"', '‘', ';', ':']) && rest.len() <= LONGEST;
        plain && words.next().is_none_or(preposition) && !words.any(verb)
    }

    /// What is between two phrases of a sentence.
    /// "Painted: the quay at night", at the start of a line
    fn heads_line(&self, name: Span) -> bool {
        let before = self.text.get(..name.start()).unwrap_or_default();
        self.behind(name).starts_with(':') && (before.is_empty() || before.ends_with('\n'))
    }

    fn gap(&self, first: Span, second: Span) -> Option<&'a str> {
        self.text.get(first.end()..second.start()).map(str::trim)
    }

    fn behind(&self, name: Span) -> &'a str {
        self.text.get(name.end()..).unwrap_or_default()
    }

    /// "Ana Koll, 43,"; "Ana Koll (43)"
    fn age_follows(&self, name: Span) -> bool {
        let behind = self.behind(name);
        let Some(rest) = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(" (")) else {
            return false;
        };
        let digits = rest.bytes().take(AGE + 1).take_while(u8::is_ascii_digit).count();
        (1..AGE).contains(&digits) && matches!(rest.as_bytes().get(digits), Some(b',' | b'.' | b')' | b';'))
    }

    /// "Ana Koll, who"
    fn who_follows(&self, name: Span) -> bool {
        let behind = self.behind(name);
        let behind = behind.strip_prefix(',').unwrap_or(behind);
        let word = shortly_behind(behind, 0).split_whitespace().next();
        behind.starts_with(' ') && word.is_some_and(|w| self.lexicon.is_function(w, FunctionWord::Who))
    }

    fn is_set_off(&self, name: Span) -> bool {
        let behind = self.behind(name);
        behind.is_empty() || behind.starts_with([',', '.', '\n', ')', '—', ';', ':'])
    }

    fn word_before(&self, mention: Span) -> Option<&'a str> {
        let before = shortly_before(self.text, mention.start()).trim_end_matches(' ');
        before.rsplit([' ', '\n']).next()
    }
}

/// True for a phrase that can describe one person or body.
fn may_describe(sighting: &Sighting) -> bool {
    let mention = &sighting.mention;
    let owner = mention.possessor.is_some_and(|p| p.start() > mention.span.start());
    (mention.kind == NounKind::Nominal || sighting.is_office) && !mention.plural && !owner
}

/// Gives a description the entity of the name beside it.
fn mean(sighting: &mut Sighting, id: EntityId) {
    sighting.answer = Resolved { entity: Some(id), basis: Basis::Nominal, chance: 1.0 };
}
