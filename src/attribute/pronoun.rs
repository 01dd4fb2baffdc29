//! Mention → who is meant.

use std::collections::VecDeque;

use super::entity::{Entities, EntityId};
use crate::lexicon::{Class, Clue, Lexicon};
use crate::model::{Basis, Span};
use crate::names::Gender;
use crate::parse::{Mention, NounKind};

/// The discourse so far: the entities, and the latest times that somebody was in view.
#[derive(Debug, Default)]
pub struct Discourse {
    /// Who is in the article.
    pub entities: Entities,
    seen: VecDeque<Sight>,
    last_speaker: Option<(EntityId, u32)>,
    /// Number of the paragraph at hand.
    pub paragraph: usize,
    /// What each pronoun could mean, where somebody learns from it.
    pub kept: Option<Vec<PronounLesson>>,
}

/// What a pronoun could mean.
#[derive(Debug, Clone)]
pub struct PronounLesson {
    /// The pronoun.
    pub pronoun: Span,
    /// The name of everybody whom it could mean, once for each sight of them, and what tells for the sight.
    pub sights: Vec<(Span, Vec<Clue>)>,
}

/// One time that an entity was in view.
#[derive(Debug, Clone, Copy)]
struct Sight {
    entity: EntityId,
    sentence: u32,
    paragraph: usize,
    subject: bool,
    /// Subject of a verb of saying.
    says: bool,
    /// A plural as printed: "Delegates".
    plural: bool,
    /// First subject of its sentence.
    opens: bool,
    /// First who is named in its sentence.
    first: bool,
}

/// Lead over the next likeliest below which a pronoun means nobody.
const EVEN: f32 = 0.3;

/// Sentences beyond this are all as far.
const FAR: u32 = 4;

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
            NounKind::Pronoun => self.pronoun(mention, sentence, lexicon),
            NounKind::Nominal => self.nominal(text, mention, lexicon),
        };
        if let Some(entity) = resolved.entity {
            if self.seen.len() == MEMORY {
                self.seen.pop_front();
            }
            if mention.subject {
                self.entities.acted(entity);
            }
            let mut here = self.seen.iter().rev().take_while(|s| s.sentence == sentence);
            let opens = mention.subject && !here.any(|s| s.subject);
            self.seen.push_back(Sight {
                entity,
                sentence,
                paragraph: self.paragraph,
                subject: mention.subject,
                says: mention.says,
                plural: mention.plural,
                opens,
                first: self.seen.back().is_none_or(|s| s.sentence != sentence),
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

    /// he, she: the likeliest person in view, by what each sight of it tells (a log-linear model, `pronouns.toml`); nobody where two are as likely.
    fn pronoun(&mut self, mention: &Mention, sentence: u32, lexicon: &Lexicon) -> Resolved {
        let unresolved = Resolved { entity: None, basis: Basis::Pronoun };
        let classes = mention.head_classes;
        let gender = match () {
            () if classes.has(Class::PronounMale) => Gender::Male,
            () if classes.has(Class::PronounFemale) => Gender::Female,
            () => return unresolved,
        };
        let mut choice =
            self.kept.is_some().then(|| PronounLesson { pronoun: mention.span, sights: Vec::new() });
        let mut best: Option<(f32, EntityId)> = None;
        // The best score of another one.
        let mut second = f32::NEG_INFINITY;
        for sight in self.seen.iter().rev() {
            let entity = self.entities.get(sight.entity);
            let many = sight.plural && !entity.person();
            if entity.body || many || entity.gender.is_some_and(|g| g != gender) {
                continue;
            }
            let mut score = 0.0;
            let (mut clues, learns) = (Vec::new(), choice.is_some());
            self.clues(sight, gender, sentence, |clue| {
                score += lexicon.antecedent_weight(clue);
                if learns {
                    clues.push(clue);
                }
            });
            if let Some(choice) = &mut choice {
                choice.sights.push((entity.name, clues));
            }
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
        if let (Some(kept), Some(choice)) = (&mut self.kept, choice) {
            kept.push(choice);
        }
        let Some((_, entity)) = best.filter(|(top, _)| top - second >= EVEN) else { return unresolved };
        self.entities.guess_gender(entity, gender);
        Resolved { entity: Some(entity), basis: Basis::Pronoun }
    }

    /// What tells for a sight, or against it.
    fn clues(&self, sight: &Sight, gender: Gender, sentence: u32, mut each: impl FnMut(Clue)) {
        let entity = self.entities.get(sight.entity);
        let distance = sentence - sight.sentence.min(sentence);
        let spoke = self.last_speaker.filter(|&(who, when)| who == sight.entity && sentence <= when + 1);
        let spoke_here = spoke.is_some_and(|(_, when)| when == sentence);
        let told = [
            (Clue::Near, distance <= 1),
            (Clue::Subject, sight.subject),
            (Clue::Says, sight.says),
            (Clue::Opens, sight.opens),
            (Clue::SubjectHere, distance == 0 && sight.subject),
            (Clue::OpensHere, distance == 0 && sight.opens && entity.person()),
            (Clue::FirstHere, distance == 0 && sight.first),
            (Clue::FirstBefore, distance == 1 && sight.first),
            (Clue::Paragraph, sight.paragraph == self.paragraph),
            (Clue::OpensBefore, distance == 1 && sight.opens),
            (Clue::Agrees, entity.gender.or(entity.guessed) == Some(gender)),
            (Clue::Clashes, entity.gender.is_none() && entity.guessed.is_some_and(|g| g != gender)),
            (Clue::Person, entity.person()),
            (Clue::Spoke, spoke.is_some() && !spoke_here),
            (Clue::SpokeHere, spoke_here),
        ];
        told.iter().filter(|(_, holds)| *holds).for_each(|&(clue, _)| each(clue));
        (0..distance.min(FAR)).for_each(|_| each(Clue::Away));
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
