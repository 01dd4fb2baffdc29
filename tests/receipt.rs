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

/// The differences to an earlier check, which is kept as `earlier.json`, with the exit status.
fn against(folder: &Path, more: &[&str]) -> (Value, Option<i32>) {
    let args = ["check", "draft.md", "--against", "earlier.json", "--format", "json"];
    let out = inquit(folder, &[&args, more].concat());
    (json_of(&out), out.status.code())
}

/// Keeps a check of the draft for later.
fn keep(folder: &Path, format: &str, from: &[&str]) {
    let out = inquit(folder, &[&["check", "draft.md", "--format", format], from].concat());
    fs::write(folder.join("earlier.json"), out.stdout).expect("it can be written");
}

#[test]
fn a_source_that_changed_by_a_letter_is_named_and_verdicts_that_stay_are_not() {
    let folder = folder("letter");
    for format in ["json", "jsonl"] {
        fs::write(folder.join("archive/post.txt"), POST).expect("it can be written");
        keep(&folder, format, IN);
        // Nothing changed; one quotation failed and fails.
        let (same, status) = against(&folder, IN);
        assert_eq!((&same["verdicts"], &same["same"], status), (&json!([]), &json!(3), Some(0)));
        assert_eq!(same["sources"], json!({"new": [], "gone": [], "changed": [], "others_changed": false}));
        // A letter outside of the quotation.
        fs::write(folder.join("archive/post.txt"), POST.replace("Friday", "friday")).expect("it is written");
        let (letter, status) = against(&folder, IN);
        assert_eq!(letter["sources"]["changed"], json!(["post.txt"]));
        assert_eq!((&letter["verdicts"], status), (&json!([]), Some(0)));
        // A letter of the quotation.
        fs::write(folder.join("archive/post.txt"), POST.replace("nothing", "something"))
            .expect("it is written");
        let (worse, status) = against(&folder, IN);
        let verdict = &worse["verdicts"][0];
        assert_eq!((&worse["same"], &worse["worse"], status), (&json!(2), &json!(1), Some(1)));
        assert_eq!(
            (&verdict["before"]["wording"], &verdict["now"]["wording"], &verdict["rested_on"]),
            (&json!("verbatim"), &json!("altered"), &json!(["post.txt"]))
        );
    }
}

#[test]
fn sources_and_quotations_that_came_and_went_are_named() {
    let folder = folder("came");
    keep(&folder, "json", IN);
    fs::remove_file(folder.join("archive/post.txt")).expect("it was there");
    fs::write(folder.join("archive/new.txt"), "“It is raining on the pier,” Ana Ruiz said.\n")
        .expect("it is written");
    let draft = DRAFT.replace("Nobody will ever repair", "Somebody will some day repair");
    fs::write(folder.join("draft.md"), draft).expect("it is written");
    let (since, status) = against(&folder, &["--in", "archive", "--style", "strict"]);
    assert_eq!(
        (&since["sources"]["new"], &since["sources"]["gone"]),
        (&json!(["new.txt"]), &json!(["post.txt"]))
    );
    let found: Vec<_> = since["verdicts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|v| (v["before"].is_null(), v["now"].is_null(), v["worse"].clone()))
        .collect();
    // Words that are nowhere now; a new quotation that fails; one that is gone.
    assert_eq!(found, [(false, false, json!(true)), (true, false, json!(true)), (false, true, json!(false))]);
    assert_eq!((&since["asked"][0]["key"], &since["asked"][0]["now"]), (&json!("style"), &json!("strict")));
    assert_eq!(status, Some(1));
}

#[test]
fn a_check_of_many_sources_compares_those_that_it_cites() {
    let folder = folder("many");
    let lines: String = (0..1_001)
        .map(|n| {
            format!("{}\n", json!({"id": format!("n{n}"), "text": format!("Report {n} of the harbour.")}))
        })
        .collect();
    fs::write(folder.join("many.jsonl"), &lines).expect("it can be written");
    let from = ["--in", "archive", "--in", "many.jsonl"];
    keep(&folder, "json", &from);
    assert_eq!(against(&folder, &from).0["sources"]["others_changed"], json!(false));
    fs::write(folder.join("many.jsonl"), lines.replace("Report 7 ", "Report seven ")).expect("it is written");
    let (others, status) = against(&folder, &from);
    assert_eq!((&others["sources"]["others_changed"], status), (&json!(true), Some(0)));
    fs::write(folder.join("archive/post.txt"), POST.replace("nothing", "something")).expect("it is written");
    let (cited, status) = against(&folder, &from);
    assert_eq!((&cited["sources"]["changed"], status), (&json!(["post.txt"]), Some(1)));
    assert_eq!(cited["sources"]["others_changed"], json!(null));
    assert!(
        inquit(&folder, &["corpus", "add", "--corpus", "c.db", "archive", "many.jsonl"]).status.success()
    );
    assert_eq!(against(&folder, &["--corpus", "c.db"]), (cited, Some(1)));
}

#[test]
fn what_is_no_check_is_refused() {
    let folder = folder("refused");
    for (text, says) in [
        ("{\"verdicts\":[],\"summary\":{}}", "no receipt"),
        ("{\"type\":\"other\"}\n", "summary at the end is missing"),
        ("# a draft", "not the JSON of a check"),
    ] {
        fs::write(folder.join("earlier.json"), text).expect("it can be written");
        let out = inquit(&folder, &["check", "draft.md", "--in", "archive", "--against", "earlier.json"]);
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.code() == Some(2) && told.contains(says), "{told}");
    }
}
