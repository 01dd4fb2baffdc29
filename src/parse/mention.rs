//! A noun phrase that names somebody, with all that its words show about who is meant.

use super::chunk::{Chunk, ChunkKind, NounKind, name_start};
use super::clause::ChunkRange;
use super::cursor::{OutlineUnit, Setting};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::model::Span;
use crate::segment::ParsedToken;

/// A phrase that names somebody, as the article has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention {
    /// The whole phrase.
    pub span: Span,
    /// Pronoun, name or description.
    pub kind: NounKind,
    /// The name inside the phrase, without titles ("Xi Jinping" of "Chinese President Xi Jinping").
    pub name: Option<Span>,
    /// The word that carries the phrase.
    pub head: Span,
    /// Classes of the head.
    pub head_classes: Classes,
    /// Classes of all the words.
    pub classes: Classes,
    /// The part that its first word, up to a blank, has in the grammar of reporting.
    pub opener: Option<FunctionWord>,
    /// "Trump" of "Trump's campaign".
    pub possessor: Option<Span>,
    /// A name in apposition to a description: "Tim Lee" of "a spokesman, Tim Lee, said".
    pub apposed: Option<Span>,
    /// True if several are named one after the other: "Ruiz and Okafor".
    pub several: bool,
    /// True if more than one is meant.
    pub plural: bool,
    /// True if a finite verb has it for its subject.
    pub subject: bool,
    /// True if that verb is one of saying.
    pub says: bool,
    /// Sentence of the paragraph.
    pub sentence: u32,
}

impl Mention {
    /// The last byte at which it names somebody: that of itself, or of the name in apposition to it.
    pub fn last_start(&self) -> usize {
        self.apposed.map_or(0, Span::start).max(self.span.start())
    }
}

/// Returns the mention that a noun phrase of several chunks makes: its first noun names it ("a spokesman for
/// the mayor").
pub fn mention(
    chunks: &[Chunk],
    range: ChunkRange,
    units: &[OutlineUnit],
    context: &Setting<'_>,
) -> Option<Mention> {
    let slice = chunks.get(range.0 as usize..range.1 as usize)?;
    let first = slice.first()?;
    let span = slice.iter().map(|c| c.span(units)).reduce(Span::cover)?;
    let mut mention = simple(first, units, context)?;
    mention.span = span;
    // "Ruiz and Okafor" are two.
    mention.several = slice.iter().any(|c| c.kind == ChunkKind::Coordinator);
    let first_is_plural = mention.plural;
    mention.plural |= mention.several;
    if mention.name.is_none() {
        mention.apposed =
            author(slice, units, context).or_else(|| apposed(chunks, range.1 as usize, units, context));
        // "the officer for Ashby and Tulsa, Ana Ruiz," is one.
        if mention.apposed.is_some() && !first_is_plural && joins_places(slice) {
            (mention.several, mention.plural) = (false, false);
        }
    }
    Some(mention)
}

/// True if what a coordinator joins are names behind a preposition: "for Ashby and Tulsa".
fn joins_places(slice: &[Chunk]) -> bool {
    let named = |c: &Chunk| c.noun().is_some_and(|n| n.kind == NounKind::Name && n.name == Some(c.start));
    let mut before = false;
    slice.windows(3).enumerate().all(|(at, three)| {
        before |=
            three[0].kind == ChunkKind::Preposition || at > 0 && slice[at - 1].kind == ChunkKind::Preposition;
        three[1].kind != ChunkKind::Coordinator || before && named(&three[0]) && named(&three[2])
    })
}

/// Returns the name of whoever wrote or made a paper: "a survey by Ana Ruiz of the University of Tulsa".
fn author(slice: &[Chunk], units: &[OutlineUnit], context: &Setting<'_>) -> Option<Span> {
    let [paper, by, name, ..] = slice else { return None };
    let written = Classes::of(&[Class::Document, Class::SpeechEvent]);
    let paper = units[paper.head() as usize].token.word.classes.meets(written);
    let by = paper && by.is_word(FunctionWord::Agent, units);
    by.then(|| simple(name, units, context)).flatten().and_then(|m| m.name)
}

/// Returns the name between commas that directly follows a description.
fn apposed(chunks: &[Chunk], at: usize, units: &[OutlineUnit], context: &Setting<'_>) -> Option<Span> {
    let [comma, name, behind] = chunks.get(at..at + 3)? else { return None };
    let closes = matches!(behind.kind, ChunkKind::Comma | ChunkKind::Stop | ChunkKind::Colon);
    let set_off = comma.kind == ChunkKind::Comma && closes;
    // "the hunt master, Captain Ana Ruiz,": only titles are before the name.
    let own = name.noun().filter(|n| n.kind == NounKind::Name).and_then(|n| n.name);
    let before = own.and_then(|own| units.get(name.start as usize..own as usize));
    let person = before.is_some_and(|words| words.iter().all(|u| u.token.is(Class::Title)));
    (set_off && person).then(|| simple(name, units, context)).flatten().and_then(|m| m.name)
}

/// Returns who owns a noun phrase: "Ruiz" of "Ruiz's claim", "her" of "her claim".
pub fn possessor(chunk: &Chunk, units: &[OutlineUnit], context: &Setting<'_>) -> Option<Mention> {
    let end = chunk.noun().and_then(|n| n.possessor).unwrap_or(chunk.start + 1);
    let owner = &units[chunk.start as usize..end as usize];
    let (first, last) = (owner.first()?.token, owner.last()?.token);
    let span = first.span.cover(last.span);
    let from = name_start(owner, context);
    let kind = match () {
        () if first.is(Class::Possessive) => NounKind::Pronoun,
        () if from < owner.len() => NounKind::Name,
        () => NounKind::Nominal,
    };
    let classes = owner.iter().fold(Classes::NONE, |all, u| all.union(u.token.word.classes));
    Some(Mention {
        span,
        kind,
        name: (kind == NounKind::Name).then(|| owner[from].token.span.cover(last.span)),
        head: last.span,
        head_classes: last.word.classes,
        classes,
        opener: opener(&first, span, context),
        possessor: None,
        apposed: None,
        several: false,
        plural: false,
        subject: false,
        says: false,
        sentence: chunk.sentence,
    })
}

/// The part that the first word of a phrase has. Nearly always that is its first token, whose word is known.
fn opener(first: &ParsedToken, phrase: Span, context: &Setting<'_>) -> Option<FunctionWord> {
    let end = first.span.end();
    if end == phrase.end() || context.text.as_bytes().get(end) == Some(&b' ') {
        return first.word.function;
    }
    let word = phrase.of(context.text).split_whitespace().next()?;
    context.lexicon.printed_word(word).function
}

/// Returns the mention that one noun phrase makes.
pub fn simple(chunk: &Chunk, units: &[OutlineUnit], context: &Setting<'_>) -> Option<Mention> {
    let noun = chunk.noun()?;
    let span_of = |from: u32, to: u32| -> Option<Span> {
        (from < to).then(|| units[from as usize].token.span.cover(units[to as usize - 1].token.span))
    };
    let end = chunk.end - u32::from(noun.possessive);
    let head = &units[noun.head as usize].token;
    let name = noun.name.and_then(|from| span_of(from, chunk.name_end(units)));
    let own = &units[chunk.start as usize].token;
    let by_pronoun = own.is(Class::Possessive).then_some(own.span);
    let span = span_of(chunk.start, end)?;
    Some(Mention {
        span,
        kind: noun.kind,
        name: name.filter(|n| n.of(context.text).chars().any(char::is_alphabetic)),
        head: head.span,
        head_classes: head.word.classes,
        classes: chunk.classes,
        opener: opener(own, span, context),
        possessor: noun.possessor.and_then(|to| span_of(chunk.start, to)).or(by_pronoun),
        apposed: None,
        several: false,
        plural: noun.plural,
        subject: false,
        says: false,
        sentence: chunk.sentence,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Paragraph, compare};
    use super::*;

    /// Each row: a text that begins with a phrase of one or more parts up to its verb, and what that phrase
    /// shows.
    #[test]
    fn what_a_phrase_shows_of_who_is_meant() {
        compare(
            &[
                ("Mayor Ana Ruiz said so.", "name, head Ruiz, name Ana Ruiz"),
                ("Ana Ruiz and Tom Okafor said so.", "name, head Ruiz, name Ana Ruiz, several, plural"),
                ("A spokesman for the mayor said so.", "nominal, head spokesman"),
                ("A spokesman, Tim Hale, said so.", "nominal, head spokesman, apposed Tim Hale"),
                ("A spokesman, the old Tim Hale, said so.", "nominal, head spokesman"),
                ("A survey by Ana Ruiz of Tulsa said so.", "nominal, head survey, apposed Ana Ruiz"),
                ("Ruiz’s campaign said so.", "nominal, head campaign, possessor Ruiz"),
                ("her campaign said so.", "nominal, head campaign, possessor her"),
                ("The officials said so.", "nominal, head officials, plural"),
                ("They said so.", "pronoun, head They, plural"),
            ],
            |text| {
                let paragraph = Paragraph::of(text);
                let clause = *paragraph.clauses(false).first()?;
                let units = &paragraph.outline.units;
                let made = mention(&paragraph.chunks, clause.subject?, units, &paragraph.context())?;
                let mut told =
                    vec![format!("{:?}", made.kind).to_lowercase(), format!("head {}", made.head.of(text))];
                for (name, span) in
                    [("name", made.name), ("possessor", made.possessor), ("apposed", made.apposed)]
                {
                    told.extend(span.map(|span| format!("{name} {}", span.of(text))));
                }
                told.extend(made.several.then(|| "several".to_owned()));
                told.extend(made.plural.then(|| "plural".to_owned()));
                Some(told.join(", "))
            },
        );
    }

    #[test]
    fn who_owns_a_phrase() {
        compare(
            &[
                ("Ana Ruiz’s claim", "name Ana Ruiz"),
                ("the mayor’s claim", "nominal the mayor"),
                ("her claim", "pronoun her"),
            ],
            |text| {
                let paragraph = Paragraph::of(text);
                let owner = possessor(&paragraph.chunks[0], &paragraph.outline.units, &paragraph.context())?;
                let kind = format!("{:?}", owner.kind).to_lowercase();
                Some(format!("{kind} {}", owner.span.of(text)))
            },
        );
    }
}
