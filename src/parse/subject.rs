//! Alternative subjects for a reporting verb. The ranking chooses one.
//!
//! In: the reporting clauses of a paragraph. Out: the same with further ones, which give a verb another noun
//! phrase for its subject: "Another source told of it in Tulsa said" (the source), "Ruiz welcomed the talks
//! with Okafor, calling them" (Ruiz). Which of them holds is decided by weight, with all other readings.

use super::chunk::{Chunk, ChunkKind};
use super::clause::{ChunkRange, Clause, ClauseKind, SubjectChoice};
use super::cursor::OutlineUnit;
use crate::lexicon::FunctionWord;

/// Phrases between a passive and its "by".
const FARTHEST_AGENT: usize = 8;
/// Phrases that are looked back over for the head of a long subject.
const LONGEST_SUBJECT: usize = 12;

/// Adds the clauses with other subjects after those that they vary. Linear: each looks a bounded way back.
pub fn add_choices(chunks: &[Chunk], units: &[OutlineUnit], clauses: &mut Vec<Clause>) {
    let own = clauses.len();
    let mut first = 0;
    for i in 0..own {
        let clause = clauses[i];
        if clauses[first].sentence != clause.sentence {
            first = i;
        }
        let opening = clauses[first].subject.filter(|_| first < i);
        let before = clauses[first..i].iter().rev().take(8).find_map(|c| c.subject);
        let mut add = |choice, subject: Option<ChunkRange>| {
            let known = |c: &Clause| c.cue == clause.cue && c.subject.map(|s| s.0) == subject.map(|s| s.0);
            if subject.is_some() && !known(&clause) && !clauses[own..].iter().rev().take(3).any(known) {
                clauses.push(Clause { subject, choice, ..clause });
            }
        };
        if clause.head(chunks).reports().is_some() {
            add(SubjectChoice::Agent, agent(chunks, units, clause.cue));
        }
        match clause.kind {
            ClauseKind::SubjectCue | ClauseKind::RelativeCue => {
                add(SubjectChoice::Head, clause.subject.and_then(|s| head(chunks, s)));
            }
            ClauseKind::ParticipleCue | ClauseKind::ConjoinedCue => {
                add(SubjectChoice::Object, object(chunks, clause.cue));
                add(SubjectChoice::Before, before);
                add(SubjectChoice::First, opening);
            }
            _ => {}
        }
    }
    clauses.sort_by_key(|c| (c.cue, c.choice, c.start));
}

/// Returns the noun phrase with which a long subject begins, if the one before the verb belongs to it: "a
/// source in the office told of the plan for Tulsa" for "Tulsa".
fn head(chunks: &[Chunk], subject: ChunkRange) -> Option<ChunkRange> {
    let sentence = chunks[subject.0 as usize].sentence;
    let mut found = None;
    let mut modifies = false;
    for i in
        (0..subject.0 as usize).rev().take(LONGEST_SUBJECT).take_while(|&i| chunks[i].sentence == sentence)
    {
        let chunk = &chunks[i];
        match chunk.kind {
            ChunkKind::Preposition => modifies = true,
            ChunkKind::Verb(verb) if !verb.finite || chunk.is_bare_participle() => modifies = true,
            ChunkKind::Adverb | ChunkKind::Time => {}
            ChunkKind::Noun(_) => {
                // Two noun phrases side by side are not one phrase.
                if !modifies {
                    break;
                }
                modifies = false;
                found = Some((i as u32, i as u32 + 1));
            }
            _ => break,
        }
    }
    // A head that a preposition governs belongs to a longer phrase.
    found.filter(|_| !modifies)
}

/// Returns who did it, after a passive or a bare participle: "was called “…” by the mayor".
fn agent(chunks: &[Chunk], units: &[OutlineUnit], cue: ChunkRange) -> Option<ChunkRange> {
    let verb = &chunks[cue.0 as usize];
    if !verb.verb().is_some_and(|v| v.passive) && !verb.is_bare_participle() {
        return None;
    }
    let behind = cue.1 as usize..chunks.len().min(cue.1 as usize + FARTHEST_AGENT);
    for i in behind.take_while(|&i| chunks[i].sentence == verb.sentence) {
        match chunks[i].kind {
            ChunkKind::Verb(_) | ChunkKind::Stop | ChunkKind::Relative | ChunkKind::Complementizer => {
                return None;
            }
            ChunkKind::Preposition if chunks[i].is_word(FunctionWord::Agent, units) => {
                let named = chunks.get(i + 1).is_some_and(|c| c.is_noun() && c.sentence == verb.sentence);
                return named.then_some((i as u32 + 1, i as u32 + 2));
            }
            _ => {}
        }
    }
    None
}

/// Returns the noun phrase directly before an infinitive.
fn object(chunks: &[Chunk], cue: ChunkRange) -> Option<ChunkRange> {
    let verb = &chunks[cue.0 as usize];
    let before = cue.0.checked_sub(1).filter(|_| verb.verb().is_some_and(|v| v.infinitive))?;
    let chunk = &chunks[before as usize];
    (chunk.is_noun() && chunk.sentence == verb.sentence).then_some((before, before + 1))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Paragraph, compare};
    use super::*;

    /// Each row: a text, and its further subjects as "choice: subject | verb".
    #[test]
    fn each_choice_gives_the_verb_another_subject() {
        compare(
            &[
                ("A source told of it in Tulsa said so.", "head: A source | said"),
                ("A man in the office told of the plan for Tulsa said so.", "head: A man | said"),
                ("Ana Ruiz led Okafor to declare a truce.", "object: Okafor | to declare"),
                ("Ana Ruiz wrote to Okafor, who left, saying so.", "before: Okafor | saying"),
                ("The bridge was called old by the mayor.", "agent: the mayor | was called"),
                ("The bridge was called old. By the mayor it was not.", ""),
                ("Ana Ruiz said so.", ""),
            ],
            |text| {
                let paragraph = Paragraph::of(text);
                let clauses = paragraph.clauses(true);
                let further = clauses.iter().filter(|c| c.choice != SubjectChoice::Own);
                let shown = further.map(|c| {
                    let choice = format!("{:?}", c.choice).to_lowercase();
                    let subject = c.subject.map_or("nobody", |s| paragraph.words(s));
                    format!("{choice}: {subject} | {}", paragraph.words(c.cue))
                });
                Some(shown.collect::<Vec<_>>().join("; "))
            },
        );
    }
}
