//! Whose a document is: "the statement" is that of the body which said something in it.
//!
//! In: a phrase whose noun is a document, and what is around it. Out: who issued it, if the text says so there or at an earlier mention.

use rustc_hash::FxHashMap;

use super::description::Epithet;
use super::entities::Entities;
use super::entity::EntityId;
use super::focus::Focus;
use super::sighting::Sighting;
use super::word::{WordKey, word_key};
use crate::lexicon::{Class, FunctionWord, Lexicon};
use crate::parse::NounKind;
use crate::words::shortly_before;

/// Mentions behind a document among which who issued it is looked for.
const NEAR: usize = 6;

/// Who issued each kind of document last.
#[derive(Debug, Default)]
pub struct Documents(FxHashMap<WordKey, EntityId>);

impl Documents {
    /// Returns who issued the document that the first sighting is.
    pub fn issuer(
        &mut self,
        ahead: &[Sighting],
        owner_meant: Option<EntityId>,
        (focus, entities): (&Focus, &Entities),
        (text, lexicon): (&str, &Lexicon),
    ) -> Option<EntityId> {
        let sighting = ahead.first()?;
        let mention = &sighting.mention;
        let noun = word_key(lexicon.singular(mention.head.of(text)).unwrap_or(mention.head.of(text)));
        let here = owner_meant
            .or_else(|| owner(sighting, focus))
            .or_else(|| source_behind(ahead, (text, lexicon)))
            .or_else(|| speaker_ahead(ahead, (text, lexicon)))
            .or_else(|| named_before_noun(sighting, focus, entities, (text, lexicon)))
            .or_else(|| speaker(sighting, focus, (text, lexicon)));
        let definite = mention.opener == Some(FunctionWord::Definite);
        match here {
            Some(issuer) => _ = self.0.insert(noun, issuer),
            // "a report": another one, of whom nobody knows.
            None if !definite => _ = self.0.remove(&noun),
            None => {}
        }
        self.0.get(&noun).copied()
    }
}

/// "Koll’s statement"
fn owner(sighting: &Sighting, focus: &Focus) -> Option<EntityId> {
    sighting.mention.possessor?;
    focus.latest().next().filter(|s| s.start == sighting.mention.span.start()).map(|s| s.entity)
}

/// "a report by the Dorvik Institute", "a statement from Koll", "a statement signed by Koll"
fn source_behind(ahead: &[Sighting], (text, lexicon): (&str, &Lexicon)) -> Option<EntityId> {
    let [here, next, behind @ ..] = ahead else { return None };
    // "signed by Koll's lawyer": the lawyer signed it.
    let (next, behind) = match behind.split_first() {
        Some((owned, rest)) if owned.mention.span.start() == next.mention.span.start() => (owned, rest),
        _ => (next, behind),
    };
    let gap = text.get(here.mention.span.end()..next.mention.span.start())?.trim();
    let issued = |word: &str| lexicon.is_function(word, FunctionWord::Signed);
    let gap = gap.split_once(' ').filter(|(word, _)| issued(word)).map_or(gap, |(_, by)| by.trim_start());
    let source =
        [FunctionWord::Agent, FunctionWord::Source].iter().any(|role| lexicon.is_function(gap, *role));
    // "signed by its chair, Ana Koll"
    let set_off = |s: &&Sighting| {
        text.get(next.mention.span.end()..s.mention.span.start()).is_some_and(|gap| gap.trim() == ",")
    };
    let described = next.mention.kind == NounKind::Nominal;
    let named = if described { behind.iter().take(2).find(set_off)? } else { next };
    named.answer.entity.filter(|_| source && named.mention.kind == NounKind::Name)
}

/// "the Dorvik Institute report"
fn named_before_noun(
    sighting: &Sighting,
    focus: &Focus,
    entities: &Entities,
    (text, lexicon): (&str, &Lexicon),
) -> Option<EntityId> {
    let words = Epithet::read(sighting.mention.span.of(text), sighting.mention.head.of(text), lexicon);
    let in_view = focus.latest().map(|s| s.entity).find(|id| words.is_named(&entities.get(*id).words));
    // Newspapers often name the body only in what it published.
    in_view.or_else(|| entities.body_of(words.named()))
}

/// "In a statement, Koll said"
fn speaker_ahead(ahead: &[Sighting], (text, lexicon): (&str, &Lexicon)) -> Option<EntityId> {
    let here = ahead.first()?;
    let before = shortly_before(text, here.mention.span.start()).trim_end();
    let inside = lexicon.is_function(before.rsplit(char::is_whitespace).next()?, FunctionWord::Within);
    let mut beside = ahead[1..].iter().take(NEAR).take_while(|s| s.sentence == here.sentence);
    let main = beside.find(|s| !s.fronted && s.mention.subject)?;
    let named = main.mention.says && main.mention.kind == NounKind::Name;
    main.answer.entity.filter(|_| inside && here.fronted && named)
}

/// "Koll said in a statement", "Kestrel issued a statement"
fn speaker(sighting: &Sighting, focus: &Focus, (text, lexicon): (&str, &Lexicon)) -> Option<EntityId> {
    let before = shortly_before(text, sighting.mention.span.start()).trim_end();
    let word = before.rsplit(char::is_whitespace).next()?;
    let issues = lexicon.printed_word(word).classes.has(Class::LightVerb);
    let inside = lexicon.is_function(word, FunctionWord::Within);
    let mut here = focus.latest().take_while(|s| s.sentence == sighting.sentence);
    here.find(|s| s.subject && (s.says && inside || issues)).map(|s| s.entity)
}
