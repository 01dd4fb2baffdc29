//! Mention → who is meant.

use super::entity::{Entities, Entity, EntityId, Gender};
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
    /// Subject of a verb of saying.
    says: bool,
    /// A plural as printed: "Delegates".
    plural: bool,
    /// First subject of its sentence.
    opens: bool,
}

/// Lead over the next likeliest below which a pronoun means nobody.
const EVEN: f32 = 0.3;

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
            if self.seen.len() == MEMORY {
                self.seen.remove(0);
            }
            if mention.subject {
                self.entities.acted(entity);
            }
            let opens = mention.subject && !self.seen.iter().any(|s| s.sentence == sentence && s.subject);
            self.seen.push(Sight {
                entity,
                sentence,
                subject: mention.subject,
                says: mention.says,
                plural: mention.plural,
                opens,
            });
        }
        resolved
    }

    /// Notes that an entity was quoted.
    pub fn spoke(&mut self, entity: EntityId, sentence: u32) {
        self.last_speaker = Some((entity, sentence));
        self.entities.acted(entity);
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

    /// he, she: the likeliest person in view, by what each sight of it tells; nobody where two are as likely.
    fn pronoun(&mut self, mention: &Mention, sentence: u32) -> Resolved {
        let unresolved = Resolved { entity: None, basis: Basis::Pronoun };
        let classes = mention.head_classes;
        let gender = match () {
            () if classes.has(Class::PronounMale) => Gender::Male,
            () if classes.has(Class::PronounFemale) => Gender::Female,
            () => return unresolved,
        };
        let mut best: Option<(f32, EntityId)> = None;
        // The best score of another one.
        let mut second = f32::NEG_INFINITY;
        for sight in self.seen.iter().rev() {
            let entity = self.entities.get(sight.entity);
            let many = sight.plural && !entity.person();
            if entity.body || many || entity.gender.is_some_and(|g| g != gender) {
                continue;
            }
            let score = self.score(sight, entity, gender, sentence);
            match best {
                Some((top, id)) if score > top => {
                    if id != sight.entity {
                        second = top;
                    }
                    best = Some((score, sight.entity));
                }
                Some((_, id)) if id != sight.entity => second = second.max(score),
                Some(_) => {}
                None => best = Some((score, sight.entity)),
            }
        }
        let Some((_, entity)) = best.filter(|(top, _)| top - second >= EVEN) else { return unresolved };
        self.entities.guess_gender(entity, gender);
        Resolved { entity: Some(entity), basis: Basis::Pronoun }
    }

    /// How much speaks for a sight: a log-linear model whose weights were fitted on the pronouns of the train articles of
    /// docs/accuracy.md whose names are sure.
    fn score(&self, sight: &Sight, entity: &Entity, gender: Gender, sentence: u32) -> f32 {
        let distance = sentence - sight.sentence.min(sentence);
        let spoke = self.last_speaker.is_some_and(|(who, when)| who == sight.entity && sentence <= when + 1);
        let told = [
            (distance <= 1, 0.41),
            (sight.subject, 0.80),
            (sight.says, 1.65),
            (sight.opens, 0.98),
            (entity.gender.or(entity.guessed) == Some(gender), 0.56),
            (entity.gender.is_none() && entity.guessed.is_some_and(|g| g != gender), -2.0),
            (entity.person(), 2.27),
            (spoke, 0.88),
            (distance == 0 && sight.subject, 0.74),
            (distance == 1 && sight.opens, 0.54),
        ];
        let sum: f32 = told.iter().filter(|(seen, _)| *seen).map(|(_, weight)| weight).sum();
        sum - 1.38 * distance.min(4) as f32
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
