//! What holds of grouping a stream of quotations: neither the order of the lines, nor the blocks they come in, nor the number of readers
//! changes a group or its id.

use std::collections::BTreeMap;

use inquit::group::Settings;
use inquit::group::{Corrections, QuoteStream};
use inquit::lexicon::Lexicon;
use proptest::prelude::*;

const TEXTS: [&str; 12] = [
    "We will reopen the northern tunnel before the spring floods.",
    "we’ll reopen the northern tunnel … before the spring floods",
    "The northern tunnel will be reopened, and the harbour company is paying for it.",
    "and the harbour company is paying for it",
    "The harbor company pays.",
    "at the end of the day, it is what it is",
    "before the spring floods we will reopen the northern tunnel",
    "progress",
    "twelve boats were lost in the northern tunnel",
    "Größe zählt nicht, “sagte” er",
    "[the mayor]",
    "the spring floods",
];
const SPEAKERS: [&str; 4] =
    ["null", "\"Ana Ruiz\"", "\"Ruiz\"", "{\"mention\":\"he\",\"name\":\"Ole Berg\"}"];
const DATES: [&str; 3] = ["null", "\"2024-03-01\"", "\"2024-03-02 10:00:00\""];

/// Lines with ids, of which some repeat.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = (0..40u32, 0..TEXTS.len(), 0..SPEAKERS.len(), 0..DATES.len(), 0..4u32).prop_map(
        |(id, text, speaker, date, article)| {
            format!(
                "{{\"id\":\"q{id}\",\"text\":\"{}\",\"speaker\":{},\"date\":{},\"article\":\"a{article}\"}}\n",
                TEXTS[text], SPEAKERS[speaker], DATES[date]
            )
        },
    );
    prop::collection::vec(line, 0..24)
}

/// The group of each line, by the line; `cuts` part the lines into blocks.
fn grouped(lines: &[String], readers: usize, cuts: &[usize]) -> BTreeMap<String, String> {
    let mut stream = QuoteStream::new(Lexicon::built_in(), readers);
    let mut from = 0;
    let ends = cuts.iter().map(|c| c % (lines.len() + 1)).chain([lines.len()]);
    for end in ends {
        if end >= from {
            assert!(stream.add(lines[from..end].concat().as_bytes(), 1, "quotes.jsonl").is_empty());
            from = end;
        }
    }
    let groups = stream.finish(&Corrections::default(), Settings::default());
    assert_eq!(groups.len(), lines.len());
    lines.iter().cloned().zip(groups.iter().map(|(id, group)| format!("{id} {group:x}"))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn order_blocks_and_readers_change_nothing(
        lines in lines(),
        shuffled in any::<prop::sample::Index>(),
        readers in 1..5usize,
        cuts in prop::collection::vec(0..24usize, 0..4),
    ) {
        let once = grouped(&lines, 1, &[]);
        let mut other = lines.clone();
        other.reverse();
        if !other.is_empty() {
            let at = shuffled.index(other.len());
            other.rotate_left(at);
        }
        prop_assert_eq!(&once, &grouped(&other, readers, &cuts));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        prop_assert_eq!(once, pool.install(|| grouped(&other, readers, &cuts)));
    }
}
