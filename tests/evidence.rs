//! What `check` and `verify` write to be sent on: a page, rows, Markdown, SARIF. Hostile text in a draft and in its source stays text in each,
//! and SARIF has the structure that its standard asks for.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn inquit(root: &Path, args: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(args)
        .current_dir(root)
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(out.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// A draft and a source with markup, formulas, marks that turn the direction, and addresses that are none.
fn hostile(name: &str) -> PathBuf {
    let root = folder(name);
    let source = "outlet: =HYPERLINK(1)|</style><script>alert(1)</script>\ndate: 2026-03-12\nurl: javascript:alert(1)\n\
        title: [click](https://evil.example) \u{202e}\n---\n\
        “The <b>old</b> ferry \u{202e}will [sink](https://evil.example) before </p> the winter comes,” Ana Ruiz said.\n\n\
        “We were never asked about the \u{1b}[31mquay and the \u{2066}lighthouse,” Tom Okafor said.\n";
    fs::write(root.join("source.txt"), source).unwrap();
    let draft = "<script>alert(2)</script> and ]]> and \u{202e} and \u{1b}[31m\n\n\
        “The <b>old</b> ferry \u{202e}will [sink](https://evil.example) after </p> the winter comes,” Ana Ruiz said.\n\n\
        “We were never asked about the \u{1b}[31mquay and the \u{2066}lighthouse,” Ana Ruiz said.\n\n\
        “=2+3 people </style><script>alert(3)</script> left the island in March,” Lena Brandt said.\n";
    fs::write(root.join("draft.txt"), draft).unwrap();
    root
}

fn is_harmless(text: &str) {
    let steers = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(text.chars().find(steers), None, "{text}");
}

#[test]
fn a_page_holds_no_markup_of_its_texts() {
    let root = hostile("evidence-page");
    let check = inquit(&root, &["check", "draft.txt", "--in", "source.txt", "--format", "html"]);
    let claim = "The <b>old</b> ferry will [sink](https://evil.example) after </p> the winter comes";
    let verify =
        inquit(&root, &["verify", claim, "--speaker", "<i>Ana</i> Ruiz", "source.txt", "--format", "html"]);
    for page in [&check, &verify] {
        is_harmless(page);
        assert!(page.contains("&#60;b&#62;old") || page.contains("&lt;b&gt;old"), "{page}");
        for bad in [
            "<script",
            "<b>old",
            "<i>Ana",
            "javascript:",
            "href=\"https://evil",
            "<link",
            "<img",
            " src=",
            "@import",
            "url(",
        ] {
            assert!(!page.contains(bad), "{bad}\n{page}");
        }
        // One style sheet, and one end of the page.
        for once in ["<style>", "</style>", "</html>", "<main>", "</main>"] {
            assert_eq!(page.matches(once).count(), 1, "{once}");
        }
        assert!(page.contains("default-src 'none'"));
        assert_eq!(page.matches("<article").count(), page.matches("</article>").count());
    }
    // Every mark in the draft has a card, and every card its mark.
    for number in 1..=3 {
        for part in [format!("id=\"m{number}\""), format!("id=\"c{number}\""), format!("href=\"#c{number}\"")]
        {
            assert!(check.contains(&part), "{part}");
        }
    }
}

#[test]
fn a_page_says_what_failed_by_signs_and_shows_what_was_passed_over() {
    let root = folder("evidence-signs");
    fs::write(
        root.join("a.txt"),
        "“The quay will hold for a hundred years,” Ana Ruiz said. “Nobody has asked the pilots,” she said.\n",
    )
    .unwrap();
    let draft = "“The quay will not hold for a hundred years,” Ana Ruiz said.\n\n“Nobody has asked the pilots,” Ana Ruiz said.\n\n\
        The band played “Long Way Down” twice.\n";
    fs::write(root.join("d.txt"), draft).unwrap();
    let page = inquit(&root, &["check", "d.txt", "--in", "a.txt", "--format", "html"]);
    for part in [
        "<sup>1 ✗</sup>The quay will not hold",
        "<sup>2 ✓</sup>Nobody has asked the pilots",
        "<span class=\"passed\"",
        "<ins><span class=\"unseen\">[added:] </span>not</ins>",
        "fails: altered",
        "<mark>The quay will hold for a hundred years</mark>",
        "Searched 1 article",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

/// The rows of a table in CSV, read as RFC 4180 says.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = csv.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows
}

#[test]
fn rows_have_all_fields_and_no_formula() {
    let root = hostile("evidence-rows");
    let csv = inquit(&root, &["check", "draft.txt", "--in", "source.txt", "--format", "csv"]);
    is_harmless(&csv);
    let rows = rows(&csv);
    assert_eq!(rows.len(), 4);
    for row in &rows {
        assert_eq!(row.len(), rows[0].len());
        assert!(row.iter().all(|field| !field.starts_with(['=', '+', '@'])), "{row:?}");
    }
    let at = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
    let column = |name: &str| -> Vec<&str> { rows[1..].iter().map(|row| row[at(name)].as_str()).collect() };
    assert_eq!(column("wording"), ["altered", "verbatim", "not-found"]);
    assert_eq!(column("attribution"), ["confirmed", "misattributed", "not-checked"]);
    assert_eq!(column("id"), ["1", "2", "3"]);
    assert_eq!(column("place"), ["draft.txt:3:2", "draft.txt:5:2", "draft.txt:7:2"]);
    assert_eq!(column("ok"), ["false"; 3]);
    assert_eq!(column("date"), ["2026-03-12", "2026-03-12", ""]);
    assert!(column("why")[0].contains("[-before-] {+after+}"), "{csv}");
    assert!(column("said_by")[1].contains("Tom Okafor"), "{csv}");
    // An address that is no page of the web is no link.
    assert_eq!(column("link"), ["", "", ""]);
}

#[test]
fn markdown_and_the_terminal_hold_no_markup_of_their_texts() {
    let root = hostile("evidence-markdown");
    let markdown = inquit(&root, &["check", "draft.txt", "--in", "source.txt", "--format", "md"]);
    is_harmless(&markdown);
    let bare = markdown.replace("\\<", "").replace("\\]", "").replace("\\:", "");
    for markup in ["<", "](", "://"] {
        assert!(!bare.contains(markup), "{markup}\n{markdown}");
    }
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let table: Vec<usize> = markdown.lines().take_while(|line| !line.is_empty()).map(cells).collect();
    assert_eq!(table, [8; 5], "{markdown}");
    for width in ["80", "120"] {
        let table = inquit(
            &root,
            &["check", "draft.txt", "--in", "source.txt", "--width", width, "--color", "never"],
        );
        is_harmless(&table);
        let most = width.parse().unwrap();
        let wide = |line: &&str| line.starts_with("  ") && line.chars().count() > most;
        assert_eq!(table.lines().find(wide), None, "{table}");
        assert!(table.contains("  source   ") && table.contains("  draft    "), "{table}");
    }
}

/// What SARIF 2.1.0 asks of a result and its rule.
fn check_result(run: &Value, result: &Value) {
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!(rule["id"], result["ruleId"]);
    for text in [&rule["shortDescription"], &rule["fullDescription"], &rule["help"], &result["message"]] {
        assert!(text["text"].as_str().is_some_and(|text| !text.trim().is_empty()), "{text}");
    }
    assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
    let fingerprints = result["partialFingerprints"].as_object().unwrap();
    assert!(fingerprints.values().all(|value| value.as_str().is_some_and(|text| !text.is_empty())));
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert!(region["startLine"].as_u64().unwrap() >= 1 && region["startColumn"].as_u64().unwrap() >= 1);
    for (at, place) in (1..).zip(result["relatedLocations"].as_array().unwrap()) {
        // Ids of locations are unique in a result.
        assert_eq!(place["id"], at);
        let region = &place["physicalLocation"]["region"];
        let length = region["snippet"]["text"].as_str().unwrap().chars().count();
        assert_eq!(region["charLength"].as_u64().unwrap(), u64::try_from(length).unwrap());
        let uri = place["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(!uri.is_empty() && !uri.contains([' ', '<', '>', '"', '\\']), "{uri}");
        assert!(!place["message"]["text"].as_str().unwrap().is_empty());
    }
}

#[test]
fn sarif_has_the_structure_of_its_standard() {
    let root = hostile("evidence-sarif");
    let log = inquit(&root, &["check", "draft.txt", "--in", "source.txt", "--format", "sarif"]);
    is_harmless(&log);
    let log: Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    results.iter().for_each(|result| check_result(run, result));
    let related = |i: usize| results[i]["relatedLocations"].as_array().unwrap().len();
    assert_eq!([related(0), related(1), related(2)], [1, 1, 0]);
    let said = results[0]["message"]["text"].as_str().unwrap();
    assert!(said.contains("the source has: “The <b>old</b> ferry") && said.contains("before"), "{said}");
    // Brackets would be a link.
    assert!(said.contains("\\[sink\\](https"), "{said}");
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_tells_the_same_words_apart() {
    let root = folder("evidence-fingerprints");
    fs::write(root.join("a.txt"), "“The quay will hold for a hundred years,” Ana Ruiz said.\n").unwrap();
    let quotation = "“The quay will not hold for a hundred years,” Ana Ruiz said.\n\n";
    let marks = |text: String| -> Vec<String> {
        fs::write(root.join("d.txt"), text).unwrap();
        let log = inquit(&root, &["check", "d.txt", "--in", "a.txt", "--format", "sarif"]);
        let log: Value = serde_json::from_str(&log).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        results
            .iter()
            .map(|r| r["partialFingerprints"]["quotation/v1"].as_str().unwrap().to_owned())
            .collect()
    };
    let (one, moved) = (marks(quotation.to_owned()), marks(format!("A line.\n\n{quotation}")));
    assert_eq!(one, moved);
    let two = marks(quotation.repeat(2));
    assert_eq!((two.len(), &two[0]), (2, &one[0]));
    assert_ne!(two[0], two[1]);
}
