//! Two texts → what changed, by words. In: an older and a newer text. Out: runs, of which long equal ones are cut.

use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

use super::frame::shown;
use crate::align::myers;

/// Words that stay on either side of a change.
const CONTEXT: usize = 24;
/// How long the shortest difference is looked for; after that any difference is good enough.
const PATIENCE: Duration = Duration::from_millis(500);

/// Words that are in both texts, or in one.
pub(super) struct DiffRun {
    pub kind: DiffKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DiffKind {
    Both,
    /// Words in both that are not shown.
    Cut,
    Missing,
    Added,
}

/// The runs, and the number of changes.
pub(super) fn difference(before: &str, after: &str) -> (Vec<DiffRun>, usize) {
    let runs = runs(before, after);
    let differs = |run: &(DiffKind, Vec<&str>)| run.0 != DiffKind::Both;
    let changes = runs.chunk_by(|a, b| differs(a) == differs(b)).filter(|part| differs(&part[0])).count();
    let last = runs.len().saturating_sub(1);
    let cut = |(at, (kind, words)): (usize, (DiffKind, Vec<&str>))| -> Vec<DiffRun> {
        let run = |kind, words: &[&str]| DiffRun { kind, text: shown(&words.concat()) };
        // Each word and each blank is one.
        if kind != DiffKind::Both || words.len() <= 4 * CONTEXT {
            return vec![run(kind, &words)];
        }
        let head = if at == 0 { 0 } else { 2 * CONTEXT };
        let tail = if at == last { words.len() } else { words.len() - 2 * CONTEXT };
        let hidden = DiffRun { kind: DiffKind::Cut, text: String::new() };
        vec![run(kind, &words[..head]), hidden, run(kind, &words[tail..])]
    };
    (runs.into_iter().enumerate().flat_map(cut).collect(), changes)
}

/// What is in both or in one, each with its words and the white space between them.
fn runs<'t>(before: &'t str, after: &'t str) -> Vec<(DiffKind, Vec<&'t str>)> {
    let (before, after) = (words(before), words(after));
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut numbered = |words: &[&'t str]| -> Vec<u32> {
        words
            .iter()
            .map(|word| {
                let next = numbers.len() as u32;
                *numbers.entry(word).or_insert(next)
            })
            .collect()
    };
    let steps = myers::steps(&numbered(&before), &numbered(&after), Instant::now() + PATIENCE);
    let of = |step: myers::Step| {
        let (was, is) = (before[step.before].to_vec(), after[step.after].to_vec());
        if step.equal {
            vec![(DiffKind::Both, was)]
        } else {
            vec![(DiffKind::Missing, was), (DiffKind::Added, is)]
        }
    };
    steps.into_iter().flat_map(of).filter(|(_, words)| !words.is_empty()).collect()
}

/// Words and the white space between them, in their order.
fn words(text: &str) -> Vec<&str> {
    let (mut found, mut start, mut blank) = (Vec::new(), 0, None);
    for (at, sign) in text.char_indices() {
        if blank.is_some_and(|blank| blank != sign.is_whitespace()) {
            found.push(&text[start..at]);
            start = at;
        }
        blank = Some(sign.is_whitespace());
    }
    found.push(&text[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_stays_and_what_did_not_is_cut() {
        let same = "word ".repeat(200);
        let (runs, changes) = difference(&format!("{same}old {same}end"), &format!("{same}new {same}end"));
        let kinds: Vec<DiffKind> = runs.iter().map(|run| run.kind).collect();
        use DiffKind::{Added, Both, Cut, Missing};
        assert_eq!(kinds, [Both, Cut, Both, Missing, Added, Both, Cut, Both]);
        assert_eq!((changes, runs[3].text.trim(), runs[4].text.trim()), (1, "old", "new"));
        assert!(runs.iter().map(|run| run.text.len()).sum::<usize>() < 1_000);
        assert_eq!(difference("a b", "a b").1, 0);
    }
}
