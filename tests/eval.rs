//! The figures of `inquit eval` against those of another program over the same annotations and the same answers.
//!
//! `tests/eval/gold.jsonl` holds our own sentences with annotations (docs/format.md), `predictions.jsonl` answers written by hand, many
//! of them wrong in one of the ways that are told apart: another speaker, none, a piece of a quotation, several paragraphs in one,
//! a scare quote, a place of which nothing is asked. `expected.json` was made from the two, on 2026-11-22, by the scorer that comes with
//! the evaluation articles of docs/accuracy.md, which are not in the repository:
//!
//! ```text
//! python3 ../shared/polnear/score_quotes.py tests/eval/gold.jsonl tests/eval/predictions.jsonl --json > tests/eval/expected.json
//! ```

use std::fs::File;

use inquit::eval::{Answer, CharRange, GoldLines, Report, Tally, judge};
use inquit::lexicon::Lexicon;
use inquit::model::{Kind, Rule};
use serde_json::Value;

/// In percent.
const TOLERANCE: f64 = 0.1;

fn json(path: &str) -> Value {
    serde_json::from_reader(File::open(path).expect("it is there")).expect("it is JSON")
}

/// The hand-written answers for one article.
fn predictions(id: &str) -> Vec<Answer> {
    let text = std::fs::read_to_string("tests/eval/predictions.jsonl").expect("it is there");
    let records = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("it is JSON"));
    let record = records.into_iter().find(|r| r["id"] == id).expect("every article has a line");
    record["quotes"].as_array().expect("a list").iter().map(answer).collect()
}

fn answer(quote: &Value) -> Answer {
    let words = |key: &str| quote[key].as_str().map(str::to_owned);
    let place = |start: &str, end: &str| -> Option<CharRange> {
        Some((quote[start].as_u64()? as usize, quote[end].as_u64()? as usize))
    };
    Answer {
        place: place("start", "end").expect("every answer has a place"),
        kind: serde_json::from_value::<Kind>(quote["kind"].clone()).expect("a kind"),
        speaker: words("speaker"),
        speaker_place: place("speaker_start", "speaker_end"),
        name: words("speaker_name"),
        cue: words("cue"),
        cue_place: place("cue_start", "cue_end"),
        rule: Rule::ContentSpeakerCue,
        confidence: 0.9,
    }
}

fn report() -> Report {
    let mut tally = Tally::default();
    for gold in GoldLines::new(File::open("tests/eval/gold.jsonl").expect("it is there")).expect("it reads") {
        let gold = gold.expect("every line is an annotated article");
        let answers = predictions(gold.id.as_deref().expect("every line has an id"));
        tally.add(&judge(&gold, &answers, Lexicon::built_in()).0);
    }
    Report::new(&tally, true)
}

/// Every number of `want` that `got` has not, by its path.
fn differences(path: &str, want: &Value, got: &Value, out: &mut Vec<String>) {
    match want {
        Value::Object(map) => {
            for (key, want) in map {
                differences(&format!("{path}/{key}"), want, &got[key], out);
            }
        }
        Value::Number(_) => {
            let (a, b) = (want.as_f64().expect("a number"), got.as_f64());
            let close = b.is_some_and(|b| (a - b).abs() * 100.0 <= TOLERANCE);
            if !close {
                out.push(format!("{path}: want {a}, got {b:?}"));
            }
        }
        other => out.push(format!("{path}: {other}")),
    }
}

#[test]
fn the_figures_are_those_of_the_other_scorer() {
    let want = json("tests/eval/expected.json");
    let got = serde_json::to_value(report()).expect("a report is JSON");
    let mut wrong = Vec::new();
    for (class, want) in want["by"].as_object().expect("a table") {
        let rows = got["by"].as_array().expect("a list");
        let row = rows.iter().find(|row| row["class"] == class.as_str()).unwrap_or(&Value::Null);
        differences(class, want, row, &mut wrong);
    }
    for part in ["articles", "marks", "unattributed", "claims_left_out", "indirect"] {
        differences(part, &want[part], &got[part], &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_answer_is_counted_once_by_rule_and_by_confidence() {
    let report = report();
    let banded: usize = [Some(&report.calibration), report.indirect_calibration.as_ref()]
        .into_iter()
        .flatten()
        .flatten()
        .map(|band| band.answers)
        .sum();
    let fired: usize = report.rules.iter().map(|rule| rule.fired).sum();
    let silent = 1; // the plan, which nobody is said to be quoted with
    assert_eq!(fired, banded + silent);
    for rule in &report.rules {
        assert_eq!(rule.fired, rule.right + rule.nobody + rule.wrong_speaker);
    }
}
