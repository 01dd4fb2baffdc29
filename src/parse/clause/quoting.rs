//! Clauses of quoting: one outlet quotes another's words of somebody.
//!
//! In: phrases that begin with a subject. Out: the clause whose subject is the one who spoke; who quoted it
//! is the `via`.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::{not, opt, peek};
use nom::sequence::preceded;

use super::joined::subject_core;
use super::kind::{ChunkRange, Clause, ClauseKind};
use super::subject::{APPOSITIVE, subject};
use super::terminal::{
    Chunks, Parsed, any_form, gerund_of_saying, is, quote, quoting_active, quoting_passive, verb, word,
};
use crate::lexicon::{Class, FunctionWord};
use crate::parse::chunk::ChunkKind::Stop;
use crate::parse::chunk::{Chunk, ChunkKind};
use crate::parse::cursor::{any, holds, one, range, shortest};

/// Phrases that may come between "was quoted" and "as saying".
const BEFORE_SAYING: usize = 7;

/// Matches if the paragraph has a verb of quoting. Takes nothing.
pub fn may_quote(input: Chunks<'_>) -> Parsed<'_, ()> {
    holds(input, input.around().quoting)
}

/// Harbour Radio quoted Ana Ruiz as saying
pub fn quoted_as(input: Chunks<'_>) -> Parsed<'_, Clause> {
    (subject, verb(quoting_active), range(subject_core), saying_of_person)
        .map(|(source, _, person, saying)| {
            Clause::new(ClauseKind::QuotedAs, saying).speaker(person).via(source)
        })
        .parse(input)
}

/// Ana Ruiz was quoted by Harbour Radio as saying
pub fn was_quoted(input: Chunks<'_>) -> Parsed<'_, Clause> {
    // "was left feeling": the passive is that of another verb.
    let passive = preceded(peek(one(|c: &Chunk| c.is(Class::Participle))), verb(quoting_passive));
    let (rest, ((), person, quoted)) = (not_governed, subject, range(passive)).parse(input)?;
    let head = input.item(quoted.0).map_or(quoted.0, Chunk::head);
    let presents = input.around().units[head as usize].token.plays(FunctionWord::Quoted);
    source_and_saying(presents)
        .map(|(source, saying)| {
            let cue = (quoted.0, saying.map_or(quoted.1, |s| s.1));
            Clause::new(ClauseKind::WasQuoted, cue).speaker(person).via(source)
        })
        .parse(rest)
}

/// saw “…” on | the bridge was welcomed: what a preposition behind a quotation governs is no subject. Takes nothing.
fn not_governed(input: Chunks<'_>) -> Parsed<'_, ()> {
    let quote = |c: &Chunk| matches!(c.kind, ChunkKind::Quote(_));
    let governed = matches!(input.passed(), [.., q, p] if quote(q) && p.kind == ChunkKind::Preposition);
    holds(input, !governed)
}

/// by Harbour Radio in May as saying; without "as saying" the clause ends with its verb, wherever the source
/// is, and the verb must be one that `presents` somebody: who "was quoted" said it, who "was criticised" heard it
fn source_and_saying<'a>(
    presents: bool,
) -> impl Fn(Chunks<'a>) -> Parsed<'a, (Option<ChunkRange>, Option<ChunkRange>)> {
    move |input| {
        let said = (opt(by_source), shortest(BEFORE_SAYING, any, as_saying).map(Some));
        let presenting = |i| holds(i, presents);
        let unsaid = preceded(presenting, peek(opt(by_source))).map(|source| (source, None));
        alt((said, unsaid)).parse(input)
    }
}

/// by Harbour Radio
fn by_source(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    preceded(word(FunctionWord::Agent), range(subject_core)).parse(input)
}

/// as saying
fn as_saying(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    preceded(word(FunctionWord::As), range(verb(gerund_of_saying))).parse(input)
}

/// , head of the board, as saying
fn saying_of_person(input: Chunks<'_>) -> Parsed<'_, ChunkRange> {
    let ends = |i| alt((verb(any_form).map(drop), quote.map(drop), is(Stop).map(drop))).parse(i);
    let inside = preceded(not(ends), any);
    alt((as_saying, preceded(any, shortest(APPOSITIVE, inside, as_saying)))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::rule;
    use super::*;

    #[test]
    fn an_outlet_that_quotes_a_person() {
        rule(
            quoted_as,
            &[
                (
                    "Harbour Radio quoted Ana Ruiz as saying so.",
                    "via Harbour Radio | speaker Ana Ruiz | cue saying",
                ),
                (
                    "Harbour Radio quoted Ana Ruiz, the mayor, as saying so.",
                    "via Harbour Radio | speaker Ana Ruiz | cue saying",
                ),
                (
                    "Hugo Trent, her lawyer, quoted Ana Ruiz as saying so.",
                    "via Hugo Trent | speaker Ana Ruiz | cue saying",
                ),
                (
                    "Harbour Radio quoted Ana Ruiz in May as saying so.",
                    "via Harbour Radio | speaker Ana Ruiz | cue saying",
                ),
                ("Harbour Radio quoted the price as final.", "-"),
                ("Harbour Radio quoted Ana Ruiz, who left as saying so.", "-"),
                ("Ana Ruiz was quoted as saying so.", "-"),
            ],
        );
    }

    #[test]
    fn a_person_who_was_quoted() {
        rule(
            was_quoted,
            &[
                (
                    "Ana Ruiz was quoted by Harbour Radio as saying so.",
                    "via Harbour Radio | speaker Ana Ruiz | cue was quoted by Harbour Radio as saying",
                ),
                ("Ana Ruiz was quoted as saying so.", "speaker Ana Ruiz | cue was quoted as saying"),
                ("Ana Ruiz, the mayor, was quoted in the paper.", "speaker Ana Ruiz | cue was quoted"),
                (
                    "Ana Ruiz was quoted on Monday in the morning paper as saying so.",
                    "speaker Ana Ruiz | cue was quoted on Monday in the morning paper as saying",
                ),
                ("Ana Ruiz was reported as saying so.", "speaker Ana Ruiz | cue was reported as saying"),
                ("Ana Ruiz was criticised for it.", "-"),
                ("The letter was translated by Ana Ruiz.", "-"),
                ("Ana Ruiz quoted her mother.", "-"),
                ("Ana Ruiz was left quoting her mother.", "-"),
            ],
        );
    }
}
