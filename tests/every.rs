//! `check --every` over a report as language models write them, and over block quotes: what is a claim, whose words it is, what was found.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// `inquit check DRAFT --every --all` in `tests/every`, against the sources.
fn check(draft: &str, sources: &[&str], format: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/every"));
    command.args(["check", draft, "--every", "--all", "--format", format]);
    for source in sources {
        command.args(["--in", source]);
    }
    command.output().expect("the program runs")
}

/// Line, wording, attribution, speaker and its kind of each claim; then the summary.
fn claims(draft: &str, sources: &[&str]) -> (Vec<[String; 5]>, Value) {
    let out = check(draft, sources, "jsonl");
    let shown = String::from_utf8(out.stdout).expect("output is UTF-8");
    let mut records: Vec<Value> =
        shown.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let summary = records.pop().expect("there is a summary");
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let row = |v: &Value| {
        [&v["draft"]["line"], &v["wording"], &v["attribution"], &v["speaker"], &v["speaker_kind"]].map(word)
    };
    (records.iter().filter(|r| r["type"] == "verdict").map(row).collect(), summary)
}

#[test]
fn a_report_of_a_model_is_checked_whole() {
    let sources = ["beacon.txt", "minutes.txt"];
    let (found, summary) = claims("report.md", &sources);
    let wanted = [
        ["3", "verbatim", "not-checked", "The lease", "document"],
        ["4", "verbatim", "not-checked", "Section 9", "document"],
        ["5", "not-found", "not-checked", "null", "null"],
        ["6", "styled", "not-checked", "null", "null"],
        ["7", "styled", "not-checked", "null", "label"],
        ["8", "styled", "not-checked", "null", "label"],
        ["9", "not-found", "not-checked", "null", "null"],
        ["10", "not-found", "not-checked", "null", "null"],
        ["14", "styled", "not-checked", "null", "null"],
        ["15", "styled", "not-checked", "null", "null"],
        ["17", "verbatim", "not-checked", "null", "null"],
        ["19", "verbatim", "confirmed", "Tom Okafor", "person"],
        ["22", "not-found", "not-checked", "null", "null"],
        ["22", "not-found", "not-checked", "null", "null"],
    ];
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found, &wanted.map(str::to_owned));
    }
    assert_eq!((&summary["marks"], &summary["pieces"]), (&14.into(), &14.into()));
    let shown = check("report.md", &sources, "table");
    let shown = String::from_utf8(shown.stdout).expect("output is UTF-8");
    let last = shown.lines().last();
    assert_eq!(last, Some("14 checked · 0 passed over · 5 failed · searched 2 articles"));
}

#[test]
fn block_quotes_and_brackets_are_claims() {
    let (found, _) = claims("blocks.md", &["links.jsonl"]);
    let wanted = [
        ["1", "verbatim", "confirmed", "Ana Ruiz", "person"],
        ["7", "altered", "confirmed", "Tom Okafor", "person"],
        ["9", "verbatim", "not-checked", "null", "null"],
        ["9", "verbatim", "confirmed", "Tom Okafor", "person"],
    ];
    assert_eq!(found, wanted.map(|row| row.map(str::to_owned)));
}

#[test]
fn block_quotes_of_a_page_are_claims_and_its_code_is_none() {
    let (found, summary) = claims("page.html", &["links.jsonl"]);
    let wanted = [
        ["3", "verbatim", "confirmed", "Ana Ruiz", "person"],
        ["5", "altered", "not-checked", "null", "null"],
        ["7", "altered", "unresolved", "Tom Okafor", "person"],
        ["8", "verbatim", "confirmed", "Tom Okafor", "person"],
    ];
    assert_eq!(found, wanted.map(|row| row.map(str::to_owned)));
    let passed = &summary["passed_over"];
    assert_eq!((&passed["code"], &passed["ignored"], &summary["marks"]), (&1.into(), &1.into(), &6.into()));
}

#[test]
fn a_draft_without_quotations_fails_only_if_that_is_asked_for() {
    for (list, status) in [("altered", 0), ("no-quotations", 1), ("passed-over", 0)] {
        let out = Command::new(env!("CARGO_BIN_EXE_inquit"))
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/every"))
            .args(["check", "none.md", "--in", "beacon.txt", "--fail-on", list])
            .output()
            .expect("the program runs");
        assert_eq!(out.status.code(), Some(status), "{list}");
        assert!(String::from_utf8_lossy(&out.stdout).starts_with("0 checked · 0 passed over"));
    }
}

#[test]
fn every_draft_of_the_tests_has_each_mark_in_one_place() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for folder in ["every", "cli/inputs/drafts"] {
        for every in [true, false] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
            command.current_dir(&tests).args(["check", "--format", "jsonl", "--all"]);
            let command = if every { command.arg("--every") } else { &mut command };
            let out = command.args([folder, "--in", "every/beacon.txt"]).output().expect("the program runs");
            let shown = String::from_utf8(out.stdout).expect("output is UTF-8");
            let last: Value =
                serde_json::from_str(shown.lines().last().expect("a line")).expect("a line is JSON");
            let count = |value: &Value| value.as_u64().expect("a number");
            let reasons = last["passed_over"].as_object().expect("an object");
            let by_reason: u64 = reasons.iter().filter(|(k, _)| *k != "total").map(|(_, n)| count(n)).sum();
            let listed = shown.lines().filter(|l| l.starts_with("{\"type\":\"passed-over\"")).count();
            assert_eq!(count(&last["passed_over"]["total"]), by_reason, "{folder}");
            assert_eq!(listed as u64, by_reason, "{folder}");
            assert_eq!(count(&last["marks"]), count(&last["pieces"]) + by_reason, "{folder}");
            assert!(count(&last["marks"]) > 0, "{folder}");
        }
    }
}
