//! What a verdict rests on: the receipt of `check` and `verify --claims`, and the hash of each source.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

const BEACON: &str = "outlet: The Beacon\n---\n“We counted every boat in the harbour before the storm came,” Ana Ruiz told the council.\n";
const POST: &str = "outlet: The Post\n---\n“The sea takes nothing that we do not hand over to it,” Tom Okafor said on Friday.\n";
const DRAFT: &str = "“We counted every boat in the harbour before the storm came,” Ana Ruiz said.\n\n\
    “The sea takes nothing that we do not hand over to it,” Tom Okafor said.\n\n\
    “Nobody will ever repair the old lighthouse on the cape,” Lena Brandt said.\n";

/// A fresh folder with a draft, a list of claims and two sources below `archive`.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("receipt").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("archive")).expect("the folder can be made");
    let claim = json!({"claim": "We counted every boat in the harbour before the storm came"}).to_string();
    for (file, text) in [
        ("archive/beacon.txt", BEACON),
        ("archive/post.txt", POST),
        ("draft.md", DRAFT),
        ("claims.jsonl", claim.as_str()),
    ] {
        fs::write(path.join(file), text).expect("it can be written");
    }
    path
}

fn inquit(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.current_dir(folder).args(args).output().expect("the program runs")
}

fn json_of(out: &Output) -> Value {
    serde_json::from_slice(&out.stdout).expect("the output is JSON")
}

/// The check of the draft as one JSON document.
fn checked(folder: &Path, more: &[&str]) -> Value {
    json_of(&inquit(folder, &[&["check", "draft.md", "--format", "json"], more].concat()))
}

const IN: &[&str] = &["--in", "archive"];

#[test]
fn a_receipt_says_what_was_asked_and_what_was_searched() {
    let folder = folder("says");
    let receipt = &checked(&folder, IN)["summary"]["receipt"];
    assert_eq!(
        (&receipt["program"], &receipt["style"], &receipt["fail_on"]),
        (&json!(env!("CARGO_PKG_VERSION")), &json!("lenient"), &json!(null))
    );
    assert_eq!((&receipt["every"], &receipt["min_words"]), (&json!(false), &json!(0)));
    let sources = &receipt["sources"];
    let ids: Vec<_> = sources["list"].as_array().expect("a list").iter().map(|s| s["id"].clone()).collect();
    assert_eq!((&sources["count"], ids), (&json!(2), vec![json!("beacon.txt"), json!("post.txt")]));

    let more = [IN, &["--every", "--numbered", "--fail-on", "altered,not-found"]].concat();
    let receipt = &checked(&folder, &more)["summary"]["receipt"];
    assert_eq!((&receipt["style"], &receipt["fail_on"]), (&json!(null), &json!("altered,not-found")));
    assert_eq!(
        (&receipt["every"], &receipt["min_words"], &receipt["numbered"]),
        (&json!(true), &json!(4), &json!(true))
    );
}

#[test]
fn evidence_has_the_hash_of_the_text_that_was_searched() {
    let folder = folder("evidence");
    let check = checked(&folder, IN);
    let evidence = &check["verdicts"][0]["evidence"][0];
    let listed = &check["summary"]["receipt"]["sources"]["list"][0];
    assert_eq!((&evidence["article"], &evidence["source_hash"]), (&listed["id"], &listed["hash"]));
    // The header is not searched.
    let text = BEACON.split("---\n").nth(1).expect("a text").trim_end();
    let given = [text.to_owned(), format!("{text}\n")].map(|text| inquit::model::sha256(&text));
    assert!(given.iter().any(|hash| evidence["source_hash"] == json!(hash)), "{evidence}");
}

#[test]
fn the_same_hashes_and_options_give_the_same_verdicts() {
    let (one, two) = (folder("same-1"), folder("same-2"));
    // The same sources in the other order.
    let files = |folder: &Path, files: [&str; 2]| {
        checked(folder, &["--in", files[0], "--in", files[1], "--threads", "2"])
    };
    let first = files(&one, ["archive/beacon.txt", "archive/post.txt"]);
    assert_eq!(first, files(&two, ["archive/post.txt", "archive/beacon.txt"]));
    fs::write(two.join("archive/post.txt"), POST.replace("hand over", "hands over")).expect("it is written");
    let other = files(&two, ["archive/beacon.txt", "archive/post.txt"]);
    let hash = |check: &Value| check["summary"]["receipt"]["sources"]["hash"].clone();
    assert_ne!(hash(&first), hash(&other));
    assert_ne!(first["verdicts"][1], other["verdicts"][1]);
}

#[test]
fn a_corpus_and_its_files_have_one_receipt() {
    let folder = folder("corpus");
    assert!(inquit(&folder, &["corpus", "add", "--corpus", "c.db", "archive"]).status.success());
    let receipt = |check: Value| check["summary"]["receipt"].clone();
    let of_files = receipt(checked(&folder, IN));
    assert_eq!(of_files, receipt(checked(&folder, &["--corpus", "c.db"])));
    let claims = |from: &[&str]| {
        let args = [&["verify", "--claims", "claims.jsonl", "--format", "json"], from].concat();
        receipt(json_of(&inquit(&folder, &args)))
    };
    assert_eq!(claims(IN), claims(&["--corpus", "c.db"]));
    assert_eq!(claims(IN)["sources"], of_files["sources"]);
    assert_eq!(claims(IN)["every"], json!(null));
}

#[test]
fn a_page_lists_the_hashes() {
    let folder = folder("page");
    let check = checked(&folder, IN);
    let page = inquit(&folder, &["check", "draft.md", "--in", "archive", "--format", "html"]);
    let page = String::from_utf8(page.stdout).expect("a page is UTF-8");
    let sources = &check["summary"]["receipt"]["sources"];
    for hash in [&sources["hash"], &sources["list"][0]["hash"], &sources["list"][1]["hash"]] {
        assert!(page.contains(hash.as_str().expect("a hash")), "{hash}");
    }
}
