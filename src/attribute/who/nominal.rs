//! Whom a description means: "the mayor", "the agency", "the singer".
//!
//! In: a phrase without a name, with the entities of the whole article and who is in view. Out: an entity that is described by the noun
//! somewhere in the article; for a noun that is a byname, whom the text is about.

use std::cmp::Ordering;

use super::description::Epithet;
use super::discourse::Discourse;
use super::entity::{Entity, EntityId};
use super::pronoun::{Antecedent, Likeliest, Wanted};
use super::sighting::{Resolved, Sighting};
use super::spoken_of::SpokenOf;
use super::word::{country_key, described_words, is_age, word_key};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::model::{Basis, Span};
use crate::names::gender;
use crate::parse::{Mention, NounKind};
use crate::words::{shortly_before, shortly_behind};

/// Nouns for what speaks without being a person.
const BODY: Classes = Classes::of(&[Class::Organisation, Class::Outlet, Class::Document, Class::Country]);

/// Mentions behind a description among which the name that it describes is looked for.
const NAMED_WITHIN: usize = 4;
/// How likely it is that a description means the one whom the article describes so (docs/accuracy.md).
const DESCRIBED: f32 = 0.95;

/// Sentences over which a byname looks back.
const NEAR: u32 = 2;

impl Discourse<'_> {
    /// "the mayor", "the agency": the one whom the article describes so, before this place rather than after it.
    pub(super) fn nominal(&mut self, ahead: &[Sighting]) -> Resolved {
        let Some(sighting) = ahead.first() else { return Resolved::nobody(Basis::Unresolved) };
        if sighting.answer.entity.is_some() {
            return sighting.answer;
        }
        let mention = &sighting.mention;
        let classes = mention.head_classes;
        let body = classes.meets(BODY);
        let nobody = Resolved::nobody(if body { Basis::Organisation } else { Basis::Nominal });
        let definite = mention.opener == Some(FunctionWord::Definite);
        // "China’s ambassador" is somebody known too.
        let owned = mention.possessor.is_some_and(|p| !self.is_pronoun(p)) && !body;
        let one = (definite && mention.possessor.is_none() || owned) && !mention.plural;
        if mention.opener == Some(FunctionWord::Indefinite) {
            return Resolved { entity: self.stranger(ahead), ..nobody };
        }
        let named = one && !classes.has(Class::Spokesperson);
        if let Some(entity) = self.described(mention, body).filter(|_| named) {
            return Resolved { entity: Some(entity), chance: DESCRIBED, ..nobody };
        }
        if let Some(entity) = self.known_stranger(ahead, definite) {
            return Resolved { entity: Some(entity), ..nobody };
        }
        let near = if named { self.just_named(sighting) } else { None };
        near.map_or(nobody, |l| Resolved { entity: Some(l.entity), chance: l.chance, ..nobody })
    }

    /// "a witness": who is called so next is this one, and has no name. Somebody unnamed who does something is one more whom a pronoun
    /// can mean.
    fn stranger(&mut self, ahead: &[Sighting]) -> Option<EntityId> {
        let mention = &ahead.first()?.mention;
        let somebody = self.is_stranger(ahead);
        let entity = somebody.then(|| self.entities.stranger(mention.span, gender(mention.head_classes)));
        self.strangers.insert(word_key(mention.head.of(self.text)), (self.seen, entity));
        entity
    }

    /// "the witness", if one was mentioned before whom nobody names; "the spokesman", whom newspapers leave unnamed.
    fn known_stranger(&mut self, ahead: &[Sighting], definite: bool) -> Option<EntityId> {
        let mention = &ahead.first()?.mention;
        let unnamed = || mention.head_classes.meets(Classes::of(&[Class::Spokesperson, Class::Anonymous]));
        match self.strangers.get(&word_key(mention.head.of(self.text))) {
            Some((_, known)) if definite => *known,
            _ if unnamed() => self.stranger(ahead),
            _ => None,
        }
    }

    /// True for one person who does something and whose name does not follow: not "a spokesman for the mill, Ana Ruiz, said".
    fn is_stranger(&self, ahead: &[Sighting]) -> bool {
        const PERSON: Classes =
            Classes::of(&[Class::Role, Class::Byname, Class::Spokesperson, Class::Anonymous]);
        let Some(here) = ahead.first() else { return false };
        let mention = &here.mention;
        let mut beside = ahead[1..].iter().take(NAMED_WITHIN).take_while(|s| s.sentence == here.sentence);
        let set_off = |s: &Sighting| {
            let (before, behind) = (s.mention.span.start(), s.mention.span.end());
            shortly_before(self.text, before).trim_end().ends_with(',')
                && shortly_behind(self.text, behind).starts_with(',')
        };
        !mention.plural
            && mention.head_classes.meets(PERSON)
            && mention.apposed.is_none()
            && (mention.subject || here.quoted)
            && !beside.any(|s| s.mention.kind == NounKind::Name && set_off(s))
    }

    /// "the singer", "the 37-year-old", "the Swede": a byname of whom the text is about at this place, if that is clear.
    fn just_named(&mut self, sighting: &Sighting) -> Option<Likeliest> {
        let mention = &sighting.mention;
        let text = mention.span.of(self.text);
        let classes = mention.head_classes;
        let byname = classes.has(Class::Byname) || classes.has(Class::Demonym);
        let office = classes.has(Class::Role) && !classes.has(Class::Anonymous);
        let aged = text.bytes().any(|b| b.is_ascii_digit()) && described_words(text).any(is_age);
        let own = office && mention.possessor.is_none();
        // Most descriptions end here, and what their other words say need not be read.
        if !byname && !aged && !own {
            return None;
        }
        let epithet = Epithet::read(text, mention.head.of(self.text), self.lexicon);
        // "the Kestrel captain" is one man, "the foreign secretary" too; "the captain" may be anybody.
        let affiliated = own && epithet.is_affiliated();
        let specific = own && epithet.is_office();
        if !byname && !aged && !affiliated && !specific {
            return None;
        }
        let wanted = match mention.head_classes.meets(BODY) {
            true => Wanted::Named,
            false => Wanted::Person(gender(mention.head_classes)),
        };
        let spoken_of = SpokenOf::read(sighting, self.text);
        let antecedent = Antecedent { sighting, spoken_of, last_speaker: self.last_speaker, wanted };
        let near = self.focus.latest().take_while(|s| s.sentence + NEAR >= sighting.sentence);
        let likeliest = antecedent.likeliest(near, &self.entities, self.lexicon, &mut ())?;
        let one = likeliest.entity;
        // An office is no byname as such: whom it means has just spoken, or the article has named nobody else.
        let spoke = || self.last_speaker.is_some_and(|(id, _)| id == one);
        let says = || self.focus.latest().find(|s| s.entity == one).is_some_and(|s| s.says);
        let person = |id: EntityId| self.entities.get(id).may_be_person();
        let alone = || self.focus.latest().all(|s| s.entity == one || !person(s.entity));
        let clear = match specific {
            true => alone() && (says() || affiliated) || affiliated && spoke(),
            false => byname || !affiliated || spoke() || alone(),
        };
        if !clear || epithet.clashes(&self.entities.get(one).descriptions) {
            return None;
        }
        if specific || affiliated {
            self.entities.describe(one, epithet);
        }
        Some(likeliest)
    }

    /// "her" of "her lawyer"
    fn is_pronoun(&self, owner: Span) -> bool {
        self.lexicon.printed_word(owner.of(self.text)).classes.has(Class::Possessive)
    }

    fn described(&self, mention: &Mention, body: bool) -> Option<EntityId> {
        let (text, head) = (mention.span.of(self.text), mention.head.of(self.text));
        // Most descriptions are nobody's, and what their other words say need not be read.
        let of_country = mention.classes.has(Class::Country) || mention.classes.has(Class::Demonym);
        if !of_country && self.entities.described(word_key(head)).next().is_none() {
            return None;
        }
        let wanted = Epithet::read(text, head, self.lexicon);
        let may_be = |entity: &Entity| {
            let known = entity.gender.or(entity.guessed);
            let clash = matches!((known, gender(mention.head_classes)), (Some(a), Some(b)) if a != b);
            !clash && entity.body == body
        };
        let headed = self.entities.described(wanted.head).filter(|(_, e)| may_be(e));
        let headed = headed.filter_map(|(id, e)| Some((wanted.fit(&e.descriptions, &e.words)?, id)));
        // There are many groups; "the group" is one that was in view.
        let in_view = |id: EntityId| self.focus.latest().any(|s| s.entity == id);
        let found = self.clearest(mention, headed.filter(|(_, id)| !body || in_view(*id)));
        if found.is_some() || body {
            return found;
        }
        let mut headed = self.entities.described(wanted.head).filter(|(_, e)| may_be(e));
        if let (Some((id, only)), None) = (headed.next(), headed.next())
            && in_view(id)
            && mention.possessor.is_none()
            && wanted.adds_affiliation(&only.descriptions)
        {
            return Some(id);
        }
        if !wanted.is_of_country() {
            return None;
        }
        // "the Swedish leader": the one Swede with an office.
        let country = wanted.countries.first().map(|c| country_key(*c))?;
        let of_country = self.entities.described(country).filter(|(_, e)| may_be(e) && e.person_shown());
        let of_country =
            of_country.filter(|(_, e)| e.descriptions.iter().any(|d| d.titled && d.has_countries(&wanted)));
        self.clearest(mention, of_country.map(|(id, _)| (0, id)))
    }

    /// Of those whom a description fits: the one whom it fits best, of two the one who was in view last. A name that is only printed later
    /// is the last choice. `None` if two are equally clear.
    fn clearest(
        &self,
        mention: &Mention,
        fitting: impl Iterator<Item = (u32, EntityId)>,
    ) -> Option<EntityId> {
        let stranger = self.strangers.get(&word_key(mention.head.of(self.text)));
        let mut best: Option<((bool, u32, usize), EntityId)> = None;
        let mut even = false;
        for (fit, id) in fitting {
            let known = self.entities.get(id).first.start() < mention.span.start();
            if stranger.is_some_and(|s| self.last_seen.get(&id).is_none_or(|seen| *seen < s.0)) {
                continue;
            }
            let seen = self.focus.latest().position(|s| s.entity == id).unwrap_or(usize::MAX);
            let rank = (known, fit, usize::MAX - seen);
            match best.map(|(other, _)| rank.cmp(&other)) {
                Some(Ordering::Less) => {}
                Some(Ordering::Equal) => even = true,
                _ => (best, even) = (Some((rank, id)), false),
            }
        }
        best.filter(|_| !even).map(|(_, id)| id)
    }
}
