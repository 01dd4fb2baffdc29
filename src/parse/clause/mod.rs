//! Reporting clauses: who, with which verb, from whom.
//!
//! ```text
//! clause         = according_to | quoted_as | was_quoted | nominal_cue | subject_cue | colon
//!                | cue_subject | participle_cue | conjoined_cue | relative_cue | dash
//! subject_cue    = subject {adverb | time} verb_group               Ana Ruiz, a doctor who …, said
//! subject        = noun_phrase {preposition noun_phrase} ["and" noun_phrase] [appositive]
//! appositive     = "," … ","                                        no sentence of its own inside
//! relative_cue   = noun_phrase [","] "who" verb_group
//! participle_cue = verb"-ing"                                       its subject is the clause before's
//! conjoined_cue  = "and" verb_group                                 likewise
//! cue_subject    = verb_group subject                               said Ana Ruiz
//! according_to   = "according to" subject | "Per" name
//! quoted_as      = source [appositive] "quoted" subject "as" verb"-ing"
//! was_quoted     = subject "was quoted" ["by" source] ["as" verb"-ing"]
//! colon          = noun_phrase ":"                                  at the start of a sentence
//! dash           = "—" noun_phrase                                  at the end of a paragraph
//! ```

mod choice;
mod quoting;
#[cfg(test)]
mod tests;

use nom::{IResult, Input, Parser, branch::alt};

use super::chunk::{Chunk, ChunkKind, Chunks, NounKind};
use super::input::{Context, Unit};
use crate::lexicon::{Class, Frame};
pub use choice::SubjectChoice;
use quoting::{is_quoting, quoted_as, was_quoted};

/// How a clause is built; with its place beside a quotation this gives the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// X said
    SubjectCue,
    /// said X
    CueSubject,
    /// X, who said
    RelativeCue,
    /// , saying
    ParticipleCue,
    /// and said
    ConjoinedCue,
    /// according to X; Per X
    AccordingTo,
    /// Y quoted X as saying
    QuotedAs,
    /// X was quoted by Y as saying
    WasQuoted,
    /// X's claim
    NominalCue,
    /// X:
    Colon,
    /// — X
    Dash,
}

/// A range of chunks.
pub type ChunkRange = (u32, u32);

/// One reporting clause of a paragraph, as ranges of chunks.
#[derive(Debug, Clone, Copy)]
pub struct Clause {
    /// How it is built.
    pub kind: ClauseKind,
    /// Who reports: the subject's chunks, without appositives; `None` where the clause has none to inherit.
    pub subject: Option<ChunkRange>,
    /// The verb group, or the words that stand for it.
    pub cue: ChunkRange,
    /// Which noun phrase the subject is, where several could be.
    pub choice: SubjectChoice,
    /// Who it was had from.
    pub via: Option<ChunkRange>,
    /// First chunk of the clause, subject included where it stands in it.
    pub start: u32,
    /// One past its last chunk.
    pub end: u32,
    /// Sentence of the paragraph.
    pub sentence: u32,
}

/// Chunks that an appositive may span.
const LONGEST_APPOSITIVE: usize = 28;

/// All reporting clauses of a paragraph, in the order of their verbs. Linear: every parser looks a bounded way ahead.
pub fn clauses(chunks: &[Chunk], units: &[Unit], context: Context<'_>, found: &mut Vec<Clause>) {
    found.clear();
    // The first clause that took a verb keeps it: the leftmost subject that reaches it is the whole one.
    let mut taken = vec![false; chunks.len()];
    let quoting = chunks.iter().any(|c| is_quoting(c, &context));
    for (at, chunk) in chunks.iter().enumerate() {
        if !may_begin(chunk) {
            continue;
        }
        let input = Chunks::new(chunks, at, context);
        let before = at.checked_sub(1).map(|i| &chunks[i]).filter(|c| c.sentence == chunk.sentence);
        let previous =
            if chunk.verb().is_some() { last_subject(found, chunk, chunks, &context) } else { None };
        let state = State { before, chunks, units, previous, quoting };
        let Ok((_, clause)) = clause(input, &state) else { continue };
        let cue = clause.cue.0 as usize..clause.cue.1 as usize;
        let inverted = clause.kind == ClauseKind::CueSubject;
        if taken[cue.start] && !inverted {
            continue;
        }
        taken[cue].fill(true);
        found.push(clause);
        // ", said Ruiz" may also be the verb of somebody named before: both stand, and weight decides.
        if inverted && let Ok((_, conjoined)) = conjoined_cue(input, &state) {
            found.push(Clause { choice: SubjectChoice::Before, ..conjoined });
        }
    }
    found.sort_by_key(|c| (c.cue, c.choice, c.start));
}

/// Whether a clause can begin with the phrase at all.
fn may_begin(chunk: &Chunk) -> bool {
    use ChunkKind::{Complementizer, Dash, Noun, Preposition, Relative, Verb};
    matches!(chunk.kind, Noun(_) | Verb(_) | Relative | Complementizer | Dash | Preposition)
}

/// The subject that a participle or a conjoined verb inherits: a verb of saying that of the last verb of saying in the
/// sentence ("Ruiz said the bridge would fall, adding"), any other that of the last clause.
pub(super) fn last_subject(
    found: &[Clause],
    verb: &Chunk,
    chunks: &[Chunk],
    context: &Context<'_>,
) -> Option<ChunkRange> {
    let speaks = |chunk: &Chunk| chunk.reports().is_some_and(|v| context.lexicon.verb(v).speech);
    let with_subject = || found.iter().rev().take(12).take_while(|c| c.sentence == verb.sentence);
    let last = || with_subject().find_map(|c| c.subject);
    if !speaks(verb) {
        return last();
    }
    let said = with_subject().find(|c| c.subject.is_some() && speaks(&chunks[c.cue.0 as usize]));
    said.and_then(|c| c.subject).or_else(last)
}

/// What a clause parser may know besides the chunks ahead.
pub(super) struct State<'a> {
    pub(super) before: Option<&'a Chunk>,
    pub(super) chunks: &'a [Chunk],
    pub(super) units: &'a [Unit],
    pub(super) previous: Option<ChunkRange>,
    /// Whether a verb of quoting stands in the paragraph.
    pub(super) quoting: bool,
}

/// A rule of clauses, for the tables of tests.
#[cfg(test)]
pub(super) type ClauseRule = for<'a> fn(Chunks<'a>, &State<'a>) -> IResult<Chunks<'a>, Clause>;

fn clause<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    let Some(first) = input.first() else { return miss(input) };
    match first.kind {
        ChunkKind::Preposition => according_to(input, state),
        ChunkKind::Noun(_) => {
            let quoting = alt((|i| quoted_as(i, state), |i| was_quoted(i, state)));
            if state.quoting
                && let Ok(found) = { quoting }.parse(input)
            {
                return Ok(found);
            }
            alt((|i| nominal_cue(i, state), |i| subject_cue(i, state), |i| colon(i, state))).parse(input)
        }
        ChunkKind::Verb(_) => {
            alt((|i| cue_subject(i, state), |i| participle_cue(i, state), |i| conjoined_cue(i, state)))
                .parse(input)
        }
        ChunkKind::Relative | ChunkKind::Complementizer => relative_cue(input, state),
        ChunkKind::Dash => dash(input, state),
        _ => miss(input),
    }
}

fn miss<T>(input: Chunks<'_>) -> IResult<Chunks<'_>, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

fn kind(input: &Chunks<'_>, i: usize) -> Option<ChunkKind> {
    let first = input.first()?;
    input.items().get(i).filter(|c| c.sentence == first.sentence).map(|c| c.kind)
}

fn is_verb(kind: Option<ChunkKind>) -> bool {
    matches!(kind, Some(ChunkKind::Verb(_)))
}

fn is_noun(kind: Option<ChunkKind>) -> bool {
    matches!(kind, Some(ChunkKind::Noun(_)))
}

fn word<'a>(input: &Chunks<'a>, i: usize, state: &State<'_>) -> &'a str {
    input.items().get(i).map_or("", |c| c.span(state.units).of(input.context.text))
}

/// Skips adverbs, times and "on Monday" between subject and verb.
fn skip_adverbs(input: &Chunks<'_>, mut i: usize) -> usize {
    for _ in 0..4 {
        match kind(input, i) {
            Some(ChunkKind::Adverb | ChunkKind::Time) => i += 1,
            Some(ChunkKind::Preposition) if kind(input, i + 1) == Some(ChunkKind::Time) => i += 2,
            _ => break,
        }
    }
    i
}

/// The length of `noun_phrase {preposition noun_phrase} ["and" noun_phrase]` at chunk `i`, in chunks.
fn subject_core(input: &Chunks<'_>, i: usize) -> Option<usize> {
    if !is_noun(kind(input, i)) {
        return None;
    }
    let mut len = 1;
    for _ in 0..4 {
        let joined = matches!(kind(input, i + len), Some(ChunkKind::Preposition | ChunkKind::Coordinator));
        if joined && is_noun(kind(input, i + len + 1)) {
            len += 2;
        } else {
            break;
        }
    }
    Some(len)
}

/// Where the verb group stands behind a subject at `i`: directly, or behind an appositive.
fn verb_behind(input: &Chunks<'_>, i: usize) -> Option<usize> {
    let mut at = skip_adverbs(input, i);
    // "Ruiz and Okafor both denounced"
    let counts = |c: &Chunk| c.end == c.start + 1 && c.is(Class::Determiner) && c.is_noun();
    if input.items().get(at).is_some_and(counts) && is_verb(kind(input, at + 1)) {
        at += 1;
    }
    if is_verb(kind(input, at)) {
        return Some(at);
    }
    let closing = match kind(input, at)? {
        ChunkKind::Comma => ChunkKind::Comma,
        ChunkKind::Dash => ChunkKind::Dash,
        ChunkKind::Open => ChunkKind::Close,
        _ => return None,
    };
    // An appositive: up to a closing comma with the verb behind it, with no sentence of its own inside.
    let mut relative = false;
    let mut dashes = 0;
    for inner in at + 1..(at + LONGEST_APPOSITIVE).min(input.items().len()) {
        let here = kind(input, inner)?;
        match here {
            // "(D-Ohio.)": a stop inside brackets ends nothing.
            ChunkKind::Stop if closing == ChunkKind::Close => {}
            // "Ruiz, citing “the cost,” said": the comma stands inside the marks.
            ChunkKind::Quote(_) if closing == ChunkKind::Comma => {
                let verb = input.items().get(inner + 1).filter(|c| kind(input, inner + 1) == Some(c.kind));
                if verb.is_some_and(Chunk::is_finite) {
                    return Some(inner + 1);
                }
            }
            ChunkKind::Quote(_) | ChunkKind::Stop | ChunkKind::Colon | ChunkKind::Semicolon => return None,
            // "Ruiz, head of the board — which met on Monday — said": the second dash closes for the comma too.
            ChunkKind::Dash if closing == ChunkKind::Comma => {
                dashes += 1;
                let behind = skip_adverbs(input, inner + 1);
                let verb = input.items().get(behind).filter(|_| is_verb(kind(input, behind)));
                if dashes == 2 && verb.is_some_and(Chunk::is_finite) {
                    return Some(behind);
                }
            }
            ChunkKind::Relative | ChunkKind::Complementizer | ChunkKind::Subordinator => relative = true,
            ChunkKind::Verb(verb)
                if !relative
                    && verb.finite
                    && is_noun(kind(input, inner - 1))
                    && !modifies(&input.items()[inner], &input.context) =>
            {
                return None;
            }
            _ if here == closing => {
                let behind = skip_adverbs(input, inner + 1);
                let verb = input.items().get(behind).filter(|_| is_verb(kind(input, behind)));
                if verb.is_some_and(Chunk::is_finite) {
                    return Some(behind);
                }
                // "John Okafor (R-Ohio), said"
                let comma = closing == ChunkKind::Close && kind(input, behind) == Some(ChunkKind::Comma);
                if comma && input.items().get(behind + 1).is_some_and(Chunk::is_finite) {
                    return Some(behind + 1);
                }
                // Brackets close once; commas may go on ("Republican of Ohio, who was …, said").
                if closing == ChunkKind::Close {
                    return (kind(input, behind) == Some(ChunkKind::Comma))
                        .then(|| verb_behind_comma(input, behind))
                        .flatten();
                }
            }
            _ => {}
        }
    }
    None
}

/// "in a statement released on Monday": a participle that reports nothing belongs to the noun before it.
fn modifies(verb: &Chunk, context: &Context<'_>) -> bool {
    let reports = verb.reports().is_some_and(|v| {
        let verb = context.lexicon.verb(v);
        verb.takes(Frame::That) || verb.takes(Frame::Quote)
    });
    verb.end == verb.start + 1 && verb.is(Class::Participle) && !reports
}

fn verb_behind_comma(input: &Chunks<'_>, comma: usize) -> Option<usize> {
    let rest = input.take_from(comma);
    // One bracket, then one run of commas: no deeper, so that the look-ahead stays bounded.
    (kind(&rest, 0) == Some(ChunkKind::Comma)).then(|| verb_behind(&rest, 0)).flatten().map(|v| comma + v)
}

/// Whether a subject can begin behind this chunk: not inside another phrase.
fn subject_may_begin(before: Option<&Chunk>, context: &Context<'_>) -> bool {
    let Some(before) = before else { return true };
    match before.kind {
        // "after a woman told him": some prepositions begin clauses too.
        ChunkKind::Preposition => before.is(Class::Subordinator),
        // "Ruiz said Okafor claimed": a clause may follow a verb of saying without "that".
        ChunkKind::Verb(verb) => verb.verb.is_some_and(|v| context.lexicon.verb(v).takes(Frame::That)),
        ChunkKind::Noun(noun) => noun.possessive || noun.kind == NounKind::Pronoun,
        _ => true,
    }
}

/// `subject_cue`: "X said", "X, a doctor who …, said".
fn subject_cue<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    let Some(mut len) = subject_core(&input, 0) else { return miss(input) };
    // A bare "X and Y" may be the end of one clause and the subject of the next: begin again at Y.
    if !subject_may_begin(state.before, &input.context) {
        let behind = kind(&input, skip_adverbs(&input, 1));
        if !matches!(behind, Some(ChunkKind::Verb(_) | ChunkKind::Open)) {
            return miss(input);
        }
        len = 1;
    }
    let Some(verb) = verb_behind(&input, len) else { return miss(input) };
    if !input.items()[verb].is_finite() {
        return miss(input);
    }
    finish(input, state, ClauseKind::SubjectCue, Some(len), verb, None)
}

/// `relative_cue`: "X, who said".
fn relative_cue<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    if !matches!(kind(&input, 0), Some(ChunkKind::Relative | ChunkKind::Complementizer)) {
        return miss(input);
    }
    // "who, on a call on Friday, criticised"
    let Some(verb) = verb_behind(&input, 1) else { return miss(input) };
    // The antecedent: the noun phrase before, past a comma; with what belongs to it by prepositions.
    let mut back = input.at();
    if back > 0 && matches!(state.chunks[back - 1].kind, ChunkKind::Comma | ChunkKind::Dash) {
        back -= 1;
    }
    let sentence = state.chunks[input.at()].sentence;
    let noun = |i: usize| state.chunks[i].is_noun() && state.chunks[i].sentence == sentence;
    let Some(end) = (back > 0 && noun(back - 1)).then_some(back) else { return miss(input) };
    let mut start = end - 1;
    // "a spokesman for the mayor, who said": the head noun is the person who spoke.
    while start >= 2
        && state.chunks[start - 1].kind == ChunkKind::Preposition
        && noun(start - 2)
        && !is_person(&state.chunks[start])
        && end - start < 6
    {
        start -= 2;
    }
    let subject = Some((start as u32, end as u32));
    let (rest, mut clause) = finish(input, state, ClauseKind::RelativeCue, None, verb, None)?;
    clause.subject = subject;
    Ok((rest, clause))
}

fn is_person(chunk: &Chunk) -> bool {
    chunk.noun().is_some_and(|n| n.kind == NounKind::Name) || chunk.is(Class::Role)
}

/// `participle_cue`: ", saying".
fn participle_cue<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    let is_participle = input.first().and_then(Chunk::verb).is_some_and(|v| v.gerund || v.infinitive);
    // "an option seen by organisers as": the one who does it stands behind.
    let by_agent =
        input.first().is_some_and(|c| c.is(Class::Participle) && !c.verb().is_some_and(|v| v.gerund))
            && state.before.is_some_and(Chunk::is_noun)
            && word(&input, 1, state) == "by"
            && is_noun(kind(&input, 2));
    if !is_participle && !by_agent {
        return miss(input);
    }
    if by_agent {
        let (rest, mut clause) = finish(input, state, ClauseKind::ParticipleCue, None, 0, None)?;
        clause.subject = Some((input.at() as u32 + 2, input.at() as u32 + 3));
        return Ok((rest, clause));
    }
    let (rest, mut clause) = finish(input, state, ClauseKind::ParticipleCue, None, 0, None)?;
    // "footage of Ruiz saying": the noun it touches speaks; "after Ruiz left, saying" and "for saying" look further.
    let touched = state.before.filter(|b| {
        b.noun().is_some_and(|n| !n.possessive) && input.items()[0].verb().is_some_and(|v| v.gerund)
    });
    let at = input.at() as u32;
    clause.subject = touched.map(|_| (at - 1, at)).or(state.previous).or_else(|| subject_ahead(&input));
    Ok((rest, clause))
}

/// "Calling it “a lie,” Ruiz left": the subject stands behind the participle's own content.
fn subject_ahead(input: &Chunks<'_>) -> Option<ChunkRange> {
    let mut comma = false;
    for i in 1..24 {
        match kind(input, i)? {
            ChunkKind::Comma | ChunkKind::Quote(_) => comma = true,
            ChunkKind::Noun(_) if comma => {
                let len = subject_core(input, i)?;
                if verb_behind(input, i + len).is_some() {
                    let at = (input.at() + i) as u32;
                    return Some((at, at + len as u32));
                }
            }
            _ => {}
        }
    }
    None
}

/// `conjoined_cue`: "and said", ", then added", and a finite verb left over without a subject of its own.
fn conjoined_cue<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    let Some(verb) = input.first().filter(|c| c.is_finite()) else {
        return miss(input);
    };
    let joins = state.before.is_some_and(|b| {
        matches!(b.kind, ChunkKind::Coordinator | ChunkKind::Adverb | ChunkKind::Comma | ChunkKind::Close)
    });
    if !joins || verb.reports().is_none() || state.previous.is_none() {
        return miss(input);
    }
    let (rest, mut clause) = finish(input, state, ClauseKind::ConjoinedCue, None, 0, None)?;
    clause.subject = state.previous;
    Ok((rest, clause))
}

/// `cue_subject`: "said X", behind a quotation.
fn cue_subject<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    let Some(verb) = input.first().and_then(Chunk::verb).filter(|v| v.finite && !v.passive) else {
        return miss(input);
    };
    let behind_quote = state.before.is_some_and(|b| matches!(b.kind, ChunkKind::Quote(_) | ChunkKind::Comma));
    let inverts = verb.verb.is_some_and(|v| input.context.lexicon.verb(v).takes(Frame::Inverted));
    let opens = state.before.is_none() || behind_quote;
    if !opens || !inverts {
        return miss(input);
    }
    let Some(len) = subject_core(&input, 1) else { return miss(input) };
    // "as Ruiz put it"
    if input.items()[1].noun().is_some_and(|n| n.kind == NounKind::Pronoun)
        && input.items()[1].is(Class::PronounNeuter)
    {
        return miss(input);
    }
    // "said X, Y reported" keeps X; "told Y" has its subject elsewhere.
    finish(input, state, ClauseKind::CueSubject, None, 0, None).map(|(rest, mut clause)| {
        let first = clause.cue.1;
        clause.subject = Some((first, first + len as u32));
        clause.end = first + len as u32;
        (rest, clause)
    })
}

/// `according_to`: "according to X", "Per X,".
fn according_to<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    // "according" and "to" are prepositions, each a phrase of its own. "Per" leads a sentence, and a name follows: not "per head".
    let first = word(&input, 0, state);
    let cue = match first {
        _ if first.eq_ignore_ascii_case("according") && word(&input, 1, state) == "to" => 2,
        "Per" if matches!(kind(&input, 1), Some(ChunkKind::Noun(n)) if n.kind == NounKind::Name) => 1,
        _ => return miss(input),
    };
    let Some(len) = subject_core(&input, cue) else { return miss(input) };
    let at = input.at() as u32;
    let sentence = state.chunks[input.at()].sentence;
    let clause = Clause {
        kind: ClauseKind::AccordingTo,
        subject: Some((at + cue as u32, at + (cue + len) as u32)),
        cue: (at, at + cue as u32),
        choice: SubjectChoice::Own,
        via: None,
        start: at,
        end: at + (cue + len) as u32,
        sentence,
    };
    Ok((input.take_from(cue + len), clause))
}

/// `nominal_cue`: "X's claim that", "her warning:".
fn nominal_cue<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    let Some(chunk) = input.first() else { return miss(input) };
    let Some(noun) = chunk.noun() else { return miss(input) };
    let first = &state.units[chunk.start as usize].token;
    let head = &state.units[noun.head as usize].token;
    let owned = noun.possessor.is_some() || first.is(Class::Possessive);
    let says = head.is(Class::SpeechAct) || head.is(Class::SpeechEvent);
    let content = match kind(&input, 1) {
        Some(ChunkKind::Complementizer | ChunkKind::Colon | ChunkKind::Quote(_)) => true,
        Some(ChunkKind::Comma) => matches!(kind(&input, 2), Some(ChunkKind::Quote(_))),
        Some(ChunkKind::Preposition) => {
            head.is(Class::SpeechAct) || kind(&input, 3) == Some(ChunkKind::Complementizer)
        }
        _ => false,
    };
    if !owned || !says || !content {
        return miss(input);
    }
    let at = input.at() as u32;
    let clause = Clause {
        kind: ClauseKind::NominalCue,
        subject: Some((at, at + 1)),
        cue: (at, at + 1),
        choice: SubjectChoice::Own,
        via: None,
        start: at,
        end: at + 1,
        sentence: chunk.sentence,
    };
    Ok((input.take_from(1), clause))
}

/// `colon`: "X:" at the start of a sentence, as in headlines, interviews and transcripts.
fn colon<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    // "From the report:", "… — Ana Ruiz:"
    let from = state.before.is_some_and(|b| b.kind == ChunkKind::Preposition)
        && input.at().checked_sub(2).is_none_or(|i| state.chunks[i].sentence != state.chunks[i + 1].sentence);
    let starts = state.before.is_none_or(|b| b.kind == ChunkKind::Dash) || from;
    let Some(len) = subject_core(&input, 0).filter(|_| starts) else { return miss(input) };
    if kind(&input, len) != Some(ChunkKind::Colon) {
        return miss(input);
    }
    finish(input, state, ClauseKind::Colon, Some(len), len, None)
}

/// `dash`: "“…” — X" with nothing behind it but what describes X.
fn dash<'a>(input: Chunks<'a>, state: &State<'a>) -> IResult<Chunks<'a>, Clause> {
    let quoted = state.before.is_none_or(|b| matches!(b.kind, ChunkKind::Quote(_)));
    if kind(&input, 0) != Some(ChunkKind::Dash) || !quoted {
        return miss(input);
    }
    let Some(len) = subject_core(&input, 1) else { return miss(input) };
    let behind = &input.items()[1 + len..];
    let describes =
        |c: &Chunk| matches!(c.kind, ChunkKind::Comma | ChunkKind::Noun(_) | ChunkKind::Preposition);
    let ends = behind.len() <= 6 && behind.iter().all(|c| describes(c) || c.kind == ChunkKind::Stop);
    if !ends {
        return miss(input);
    }
    let (rest, mut clause) = finish(input, state, ClauseKind::Dash, None, 0, None)?;
    clause.subject = Some((clause.cue.1, clause.cue.1 + len as u32));
    clause.end = clause.cue.1 + len as u32;
    Ok((rest, clause))
}

/// Makes the clause; `subject` is the number of chunks of the subject at the input's start, `cue` the chunk of the verb.
fn finish<'a>(
    input: Chunks<'a>,
    state: &State<'a>,
    kind: ClauseKind,
    subject: Option<usize>,
    cue: usize,
    via: Option<ChunkRange>,
) -> IResult<Chunks<'a>, Clause> {
    let at = input.at() as u32;
    let clause = Clause {
        kind,
        subject: subject.map(|len| (at, at + len as u32)),
        cue: (at + cue as u32, at + cue as u32 + 1),
        choice: SubjectChoice::Own,
        via,
        start: at,
        end: at + cue as u32 + 1,
        sentence: state.chunks[input.at()].sentence,
    };
    Ok((input.take_from(cue + 1), clause))
}
