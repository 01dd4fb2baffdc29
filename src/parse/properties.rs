//! What holds for any text: every unit is in one phrase, every clause is whole and in its sentence, and no
//! text costs more than its length.

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use super::clause::Clause;
use super::testing::Paragraph;
use crate::steps::counted;

/// Pieces that reporting clauses are made of, and pieces that break them.
const PIECES: &[&str] = &[
    "Ana Ruiz",
    "she",
    "They",
    "it",
    "the mayor",
    "Harbour Radio",
    "said",
    "says",
    "told",
    "was quoted",
    "quoted",
    "as saying",
    "as",
    "by",
    "according",
    "to",
    "Per",
    "adding",
    "to declare",
    "Calling",
    "who",
    "that",
    "because",
    "and",
    "called",
    "of",
    "in",
    "on Monday",
    "last week",
    "June",
    "2019",
    "later",
    "not",
    "has",
    "be",
    "a doctor",
    "claim",
    "claims",
    "her",
    "’s",
    ",",
    ",",
    ".",
    "—",
    "(",
    ")",
    ":",
    ";",
    "“it rained”",
    "“No.”",
    "both",
    "Will",
    "Secretary of State",
    "former",
    "bin",
    "went on to say",
    "quick",
    "pointed",
    "out",
    "seen",
    "left",
    "King",
    "%",
];

/// The faults of the phrases and clauses of a text; none for a sound one.
fn faults(text: &str) -> Vec<String> {
    let paragraph = Paragraph::of(text);
    let (chunks, units) = (&paragraph.chunks, &paragraph.outline.units);
    let mut found = Vec::new();
    let mut end = 0;
    for chunk in chunks {
        if chunk.start != end || chunk.end <= chunk.start || !(chunk.start..chunk.end).contains(&chunk.head())
        {
            found.push(format!("{chunk:?} behind unit {end}"));
        }
        end = chunk.end;
    }
    if end as usize != units.len() {
        found.push(format!("{end} of {} units are in phrases", units.len()));
    }
    let clauses = paragraph.clauses(true);
    let sound = |c: &Clause| {
        let parts = [Some(c.cue), c.subject, c.via, Some((c.start, c.end))];
        let whole = |&(from, to): &(u32, u32)| from < to && chunks.len() >= to as usize;
        parts.iter().flatten().all(whole) && chunks[c.cue.0 as usize].sentence == c.sentence
    };
    found.extend(clauses.iter().filter(|c| !sound(c)).map(|c| format!("{c:?}")));
    if !clauses.is_sorted_by_key(|c| c.cue) {
        found.push("the clauses are not in the order of their verbs".to_owned());
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("tests/regressions/parse.txt"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn phrases_and_clauses_of_any_text_are_whole(row in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let text = row.join(" ").replace(" ’s", "’s").replace(" ,", ",").replace(" .", ".");
        prop_assert_eq!(faults(&text), Vec::<String>::new(), "{}", text);
    }
}

/// Four times the text may cost four times the steps, and a tenth more; a rule without a bound would cost
/// sixteen times.
#[test]
fn a_text_costs_no_more_than_its_length() {
    let cost = |piece: &str, times: usize| {
        let text = piece.repeat(times);
        counted(|| Paragraph::of(&text).clauses(true)).1
    };
    for piece in [
        "Ana Ruiz, ",
        "Ana Ruiz – ",
        "Ana Ruiz (",
        "Ana Ruiz, who, ",
        "Ana Ruiz and ",
        "Ana Ruiz quoted Tom Okafor, ",
        "Ana Ruiz was quoted by ",
        "Calling it, ",
        "Calling ",
        "the ",
        "the old ",
        "later ",
        "of Ana Ruiz ",
        "has not ",
        "to ",
        "said ",
        "“No” ",
        "June 4, ",
        "’s ",
    ] {
        let (small, large) = (cost(piece, 400), cost(piece, 1600));
        assert!(small >= 400, "{piece:?}: {small} steps are not counted");
        assert!(large * 10 <= small * 44, "{piece:?}: {small} steps, and {large} for four times the text");
    }
}
