//! Many claims in one run: order, errors in their place, the forms of other programs, the same bytes with any number of threads; and the
//! twenty cases of document mode.

#[path = "claims/twenty.rs"]
mod twenty;

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use twenty::TWENTY;

/// A fresh folder with two sources.
fn sources(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("claims").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder can be made");
    fs::write(path.join("beacon.txt"), &TWENTY.beacon).expect("it can be written");
    fs::write(path.join("minutes.txt"), &TWENTY.minutes).expect("it can be written");
    path
}

/// `inquit verify --claims - --in FOLDER`, with claims by standard input.
fn verify(folder: &Path, claims: &str, more: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(["verify", "--claims", "-", "--in"])
        .arg(folder)
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("it is piped");
    let claims = claims.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(claims.as_bytes()));
    let out = child.wait_with_output().expect("it ends");
    // A program that stops early reads no further.
    let _ = writer.join().expect("the writer ends");
    out
}

fn records(out: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&out.stdout).expect("output is UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn a_verdict_for_each_claim_in_their_order_whatever_the_threads() {
    let folder = sources("order");
    let mut claims = String::new();
    for i in 0..600 {
        let _ = writeln!(
            claims,
            "{}",
            json!({"id": i, "claim": format!("We had {i} life rafts on board, and all but two of them opened")})
        );
    }
    let one = verify(&folder, &claims, &["--threads", "1"]);
    let two = verify(&folder, &claims, &["--threads", "2"]);
    assert_eq!(one.status.code(), Some(1));
    assert!(one.stdout == two.stdout);
    let records = records(&one);
    assert_eq!(records.len(), 601);
    assert!(records[..600].iter().enumerate().all(|(i, record)| record["id"] == i));
    assert_eq!((&records[14]["ok"], &records[15]["ok"]), (&json!(true), &json!(false)));
    assert_eq!((&records[600]["claims"], &records[600]["failed"]), (&json!(600), &json!(599)));
}

#[test]
fn a_bad_line_keeps_its_place() {
    let folder = sources("bad");
    let claims = "{\"claim\": \"The sea takes nothing that we do not hand over\"}\n\nno claim\n{\"id\": \"b\", \"claim\": \"…\"}\n\
        {\"id\": \"c\", \"claim\": \"the crew was careless\", \"style\": \"strict\"}\n";
    let out = verify(&folder, claims, &[]);
    assert_eq!(out.status.code(), Some(2));
    let told: Vec<_> =
        records(&out).iter().map(|r| (r["type"].clone(), r["id"].clone(), r["line"].clone())).collect();
    assert_eq!(
        told,
        [
            (json!("verdict"), json!("-:1"), json!(null)),
            (json!("error"), json!("-:3"), json!(3)),
            (json!("error"), json!("b"), json!(4)),
            (json!("verdict"), json!("c"), json!(null)),
            (json!("summary"), json!(null), json!(null)),
        ]
    );
    let records = records(&out);
    assert_eq!(records[3]["failed"], json!(["clipped-negation"]));
    assert_eq!((&records[4]["claims"], &records[4]["skipped"]), (&json!(2), &json!(2)));
}

/// What each claim came to: id, words, whether it passes, where the words stand in the text that quotes them.
fn told(folder: &Path, claims: &str) -> Vec<(Value, String, bool, Value)> {
    let records = records(&verify(folder, claims, &[]));
    let verdicts = records.iter().filter(|r| r["type"] == "verdict");
    let told = |r: &Value| {
        let words = r["claim"].as_str().unwrap_or_default().to_owned();
        (r["id"].clone(), words, r["ok"] == true, r["draft"].clone())
    };
    verdicts.map(told).collect()
}

#[test]
fn the_forms_of_other_programs_are_read_as_they_are() {
    let folder = sources("forms");
    let sea = "The sea takes nothing that we do not hand over";
    let claude = json!([
        {"type": "char_location", "cited_text": sea, "document_index": 0, "document_title": "beacon.txt",
            "start_char_index": 10, "end_char_index": 60},
        {"type": "char_location", "cited_text": "The sea takes everything that we do not hand over", "document_index": 0,
            "document_title": null, "start_char_index": 0, "end_char_index": 9},
    ]);
    let cohere = json!({"start": 4, "end": 50, "text": sea, "document_ids": ["beacon.txt", "minutes.txt"]});
    let annotation = json!({"id": "anno1", "type": "Annotation", "target": {"source": "https://b.example/2",
        "selector": {"type": "TextQuoteSelector", "exact": sea, "prefix": "said: "}}});
    assert_eq!(
        told(&folder, &claude.to_string()),
        [
            (json!("-:1"), sea.to_owned(), true, json!(null)),
            (
                json!("-:2"),
                "The sea takes everything that we do not hand over".to_owned(),
                false,
                json!(null)
            ),
        ]
    );
    let place = json!({"start": 4, "end": 50});
    assert_eq!(told(&folder, &cohere.to_string()), [(json!("-:1"), sea.to_owned(), true, place)]);
    assert_eq!(told(&folder, &annotation.to_string()), [(json!("anno1"), sea.to_owned(), true, json!(null))]);
    let table = format!("id,claim,speaker\nr1,\"{sea}\",Tom Okafor\nr2,\"{sea}\",Ana Ruiz\n");
    let wanted =
        [(json!("r1"), sea.to_owned(), true, json!(null)), (json!("r2"), sea.to_owned(), false, json!(null))];
    assert_eq!(told(&folder, &table), wanted);
    // A verdict that was printed before can be asked for again.
    let before = String::from_utf8(verify(&folder, &cohere.to_string(), &[]).stdout).expect("it is UTF-8");
    let verdict = before.lines().next().expect("there is a verdict");
    assert_eq!(told(&folder, verdict)[0].1, sea);
}

#[test]
fn the_twenty_cases_pass_and_fail_as_they_should() {
    let folder = sources("twenty");
    let cases = TWENTY.cases.iter();
    let lines: Vec<_> =
        cases.map(|(claim, speaker, _)| json!({"claim": claim, "speaker": speaker}).to_string()).collect();
    let passes = |style: &str| -> Vec<bool> {
        let records = records(&verify(&folder, &lines.join("\n"), &["--style", style]));
        records[..TWENTY.cases.len()].iter().map(|record| record["ok"] == true).collect()
    };
    for (style, [pass, fail, flag]) in [("lenient", [true, false, true]), ("strict", [true, false, false])] {
        for ((claim, _, wanted), passes) in TWENTY.cases.iter().zip(passes(style)) {
            let wanted = match wanted.as_str() {
                "pass" => pass,
                "fail" => fail,
                _ => flag,
            };
            assert_eq!(passes, wanted, "{style}: {claim}");
        }
    }
}

#[test]
fn other_formats_have_every_claim_and_every_bad_line() {
    let folder = sources("formats");
    let claims =
        "{\"id\": \"<b>\", \"claim\": \"The sea takes nothing that we do not hand over\"}\nno claim\n";
    for (format, wanted) in [
        ("csv", ["<b>,The sea takes nothing", "\"'-:2\","]),
        ("md", ["# \\<b\\>: passes", "# \\-:2: no claim"]),
        ("html", ["&#60;b&#62;", "-:2: not a claim"]),
    ] {
        let out = verify(&folder, claims, &["--format", format]);
        let text = String::from_utf8(out.stdout).expect("output is UTF-8");
        assert_eq!(out.status.code(), Some(2), "{format}");
        assert!(wanted.iter().all(|wanted| text.contains(wanted)), "{format}: {text}");
    }
}

#[test]
fn a_source_is_named_by_its_id_or_its_number() {
    let folder = sources("named");
    let answer = |more: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_inquit"))
            .current_dir(&folder)
            .args(["verify", "The sea takes nothing that we do not hand over", "--format", "json"])
            .args(["--in", "minutes.txt", "--in", "beacon.txt"])
            .args(more)
            .output()
            .expect("the program runs");
        let verdict: Value = serde_json::from_slice(&out.stdout).expect("the output is JSON");
        verdict["source"].as_str().expect("an answer").to_owned()
    };
    assert_eq!(answer(&["--source", "beacon.txt"]), "here");
    assert_eq!(answer(&["--source", "minutes.txt"]), "elsewhere");
    assert_eq!(answer(&["--source", "2", "--numbered"]), "here");
    assert_eq!(answer(&["--source", "1", "--numbered"]), "elsewhere");
    assert_eq!(answer(&[]), "not-cited");
}
