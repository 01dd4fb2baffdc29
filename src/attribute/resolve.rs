//! Mention → who is meant.

use super::entity::{Entities, EntityId, Gender};
use crate::lexicon::{Class, Lexicon};
use crate::model::Basis;
use crate::parse::{Mention, NounKind};

/// The discourse so far: the entities, and the latest times that somebody was in view.
#[derive(Debug, Default)]
pub struct Discourse {
    /// Who is in the article.
    pub entities: Entities,
    seen: Vec<Sight>,
    last_speaker: Option<(EntityId, u32)>,
}

/// One time that an entity was in view.
#[derive(Debug, Clone, Copy)]
struct Sight {
    entity: EntityId,
    sentence: u32,
    subject: bool,
    pronoun: bool,
}

/// Sights that a pronoun can look back at.
const MEMORY: usize = 24;

/// What a mention was resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// Who is meant, where it could be settled.
    pub entity: Option<EntityId>,
    /// How.
    pub basis: Basis,
}

impl Discourse {
    /// Takes in one mention, in the order of the text; `sentence` counts through the article.
    pub fn see(&mut self, text: &str, mention: &Mention, sentence: u32, lexicon: &Lexicon) -> Resolved {
        let resolved = match mention.kind {
            NounKind::Name => self.name(text, mention, lexicon),
            NounKind::Pronoun => self.pronoun(mention, sentence),
            NounKind::Nominal => self.nominal(text, mention, lexicon),
        };
        if let Some(entity) = resolved.entity {
            let pronoun = mention.kind == NounKind::Pronoun;
            if self.seen.len() == MEMORY {
                self.seen.remove(0);
            }
            if mention.subject {
                self.entities.acted(entity, mention.says);
            }
            self.seen.push(Sight { entity, sentence, subject: mention.subject, pronoun });
        }
        resolved
    }

    /// Notes that an entity was quoted.
    pub fn spoke(&mut self, entity: EntityId, sentence: u32) {
        self.last_speaker = Some((entity, sentence));
        self.entities.acted(entity, true);
    }

    fn name(&mut self, text: &str, mention: &Mention, lexicon: &Lexicon) -> Resolved {
        let Some(entity) = self.entities.name(text, mention, lexicon) else {
            return Resolved { entity: None, basis: Basis::Unresolved };
        };
        let known = self.entities.get(entity);
        let basis = match () {
            () if known.body => Basis::Organisation,
            () if known.undecided => Basis::Unresolved,
            () if mention.name.is_some_and(|n| n.len() < known.name.len()) => Basis::ShortName,
            () => Basis::Name,
        };
        Resolved { entity: Some(entity), basis }
    }

    /// he, she: the likeliest person in view, by gender, distance, and whether it was a subject or the last speaker.
    fn pronoun(&mut self, mention: &Mention, sentence: u32) -> Resolved {
        let unresolved = Resolved { entity: None, basis: Basis::Pronoun };
        let classes = mention.head_classes;
        let gender = match () {
            () if classes.has(Class::PronounMale) => Gender::Male,
            () if classes.has(Class::PronounFemale) => Gender::Female,
            () => return unresolved,
        };
        let mut best: Option<(f32, EntityId)> = None;
        let mut subjects_since = 0.0;
        for sight in self.seen.iter().rev() {
            let entity = self.entities.get(sight.entity);
            if entity.body || entity.gender.is_some_and(|g| g != gender) {
                continue;
            }
            let distance = (sentence - sight.sentence.min(sentence)) as f32;
            let mut score = -0.7 * distance - 0.35 * subjects_since;
            score += if entity.gender.is_some() { 1.0 } else { 0.0 };
            score += if sight.subject { 1.6 } else { 0.0 };
            score += if sight.pronoun { 0.8 } else { 0.0 };
            if let Some((speaker, when)) = self.last_speaker {
                score +=
                    if speaker == sight.entity && sentence.saturating_sub(when) <= 3 { 1.2 } else { 0.0 };
            }
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, sight.entity));
            }
            subjects_since += if sight.subject { 1.0 } else { 0.3 };
        }
        let Some((_, entity)) = best else { return unresolved };
        self.entities.learn_gender(entity, gender);
        Resolved { entity: Some(entity), basis: Basis::Pronoun }
    }

    fn nominal(&mut self, text: &str, mention: &Mention, lexicon: &Lexicon) -> Resolved {
        let classes = mention.head_classes;
        if let Some(name) = mention.apposed {
            // "a spokesman for the mayor, Tim Lee,": the name that follows is the person.
            let named = Mention { name: Some(name), kind: NounKind::Name, ..*mention };
            return self.name(text, &named, lexicon);
        }
        let body = classes.has(Class::Organisation)
            || classes.has(Class::Outlet)
            || classes.has(Class::Document)
            || classes.has(Class::Country);
        let definite = text[mention.span.start()..].get(..4).is_some_and(|t| t.eq_ignore_ascii_case("the "));
        if body
            || classes.has(Class::Spokesperson)
            || mention.plural
            || !definite
            || !classes.has(Class::Role)
        {
            let basis = if body { Basis::Organisation } else { Basis::Nominal };
            return Resolved { entity: None, basis };
        }
        Resolved { entity: self.entities.described_by(text, mention, lexicon), basis: Basis::Nominal }
    }
}
