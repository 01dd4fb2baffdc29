//! Web Annotations of all commands: they have the frame of the standard, the words are found where the place says, our own are read again as
//! claims; and what cannot be anchored is counted.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

#[path = "annotation/frame.rs"]
mod frame;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use frame::Frame;
use inquit::ask::{AskBounds, CheckOptions, SourceSet, read_drafts};
use inquit::compare::Filter;
use inquit::group::Corrections;
use inquit::read::{GivenText, HeldForm};
use inquit::record::Extract;
use inquit::render::{Format, Look, Scope, Shown, ShownRemarks, Summary, write_many};
use inquit::{Claim, Gate, Inquit};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Standard output, standard error and status of the program.
fn told(args: &[&str]) -> (String, String, Option<i32>) {
    let root = env!("CARGO_MANIFEST_DIR");
    let out = Command::new(env!("CARGO_BIN_EXE_inquit")).args(args).current_dir(root).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out.stdout), text(out.stderr), out.status.code())
}

/// The same of verifying a file of claims against the articles of the documents.
fn claimed(file: &Path) -> (String, String, Option<i32>) {
    let file = file.to_str().unwrap();
    told(&["verify", "--claims", file, "--in", "docs/example", "--format", "jsonl"])
}

/// A fresh folder with files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("annotation").join(name);
    let _ = fs::remove_dir_all(&path);
    for (file, text) in files {
        let file = path.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    path
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The annotations of documents, of which some are pages.
fn annotations(documents: &[Value]) -> Vec<Value> {
    let of =
        |document: &Value| document["items"].as_array().cloned().unwrap_or_else(|| vec![document.clone()]);
    documents.iter().flat_map(of).collect()
}

/// A quotation of the examples with a word changed, as a draft.
const DRAFT: &str = "url: https://draft.example/1\n---\n“They are older than the city, and nobody pays,” Mara Lindqvist said.\n\n\
    Mara Lindqvist said: “We have oil for a week and spare parts for two.”\n";

/// All commands that write annotations, over the examples of the documents.
fn commands(draft: &str) -> Vec<(&'static str, Vec<String>)> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    vec![
        ("identifying", words(&["extract", "docs/example", "docs/walkthrough"])),
        ("identifying", words(&["extract", "--all", "--indirect", "--explain", "docs/example"])),
        ("assessing", words(&["verify", "They are older than the city", "docs/example"])),
        ("assessing", words(&["verify", "We have oil for a week", "--speaker", "Ole Berg", "docs/example"])),
        ("assessing", words(&["check", "--all", draft, "--in", "docs/example"])),
        ("linking", words(&["versions", "oil for a week", "docs/example"])),
        ("linking", words(&["compare", "docs/example"])),
    ]
}

#[test]
fn every_annotation_of_the_examples_has_the_frame_of_the_standard() {
    let frame = Frame::read();
    let draft = folder("frame", &[("draft.txt", DRAFT)]).join("draft.txt");
    for (motivation, command) in commands(draft.to_str().unwrap()) {
        let run = |more: &[&str]| {
            let args: Vec<&str> =
                command.iter().map(String::as_str).chain(["--format", "annotation"]).collect();
            told(&[&args, more].concat()).0
        };
        let each = lines(&run(&[]));
        let page: Value = serde_json::from_str(&run(&["--page"])).unwrap();
        assert!(!each.is_empty(), "{command:?}");
        for document in each.iter().chain([&page]) {
            assert_eq!(frame.faults(document), Vec::<String>::new(), "{command:?}: {document}");
        }
        let mut all = annotations(&each);
        assert!(all.iter().all(|one| one["motivation"] == motivation), "{command:?}");
        all.iter_mut().for_each(|one| drop(one.as_object_mut().unwrap().remove("@context")));
        assert_eq!(all, annotations(&[page]), "{command:?}: a page has what the lines have");
    }
}

#[test]
fn the_annotations_in_the_documents_have_the_frame_of_the_standard() {
    let (frame, mut seen) = (Frame::read(), 0);
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|name| name != "md") {
            continue;
        }
        for line in
            fs::read_to_string(&path).unwrap().lines().filter(|line| line.starts_with("{\"@context\":"))
        {
            let document: Value = serde_json::from_str(line).unwrap();
            assert_eq!(frame.faults(&document), Vec::<String>::new(), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 0, "no document shows an annotation");
}

#[test]
fn the_frame_refuses_what_the_standard_does_not_know() {
    let frame = Frame::read();
    let sound = lines(&told(&["extract", "docs/example", "--format", "annotation"]).0).swap_remove(0);
    let changed = |change: fn(&mut Value)| {
        let mut other = sound.clone();
        change(&mut other);
        frame.faults(&other).len()
    };
    assert_eq!(frame.faults(&sound).len(), 0);
    assert_eq!(changed(|a| a["motivation"] = json!("accusing")), 1);
    assert_eq!(changed(|a| a["target"][0]["selector"][1]["start"] = json!(-1)), 1);
    assert_eq!(changed(|a| a["target"][0]["source"] = json!("no address")), 1);
    assert_eq!(changed(|a| a["body"][0]["colour"] = json!("red")), 2);
    assert_eq!(changed(|a| drop(a.as_object_mut().unwrap().remove("target"))), 1);
}

/// What a verdict or a quotation says of the examples is told once, with its place.
#[test]
fn what_is_annotated_is_said_in_the_bodies() {
    let draft = folder("bodies", &[("draft.txt", DRAFT)]).join("draft.txt");
    let (out, _, status) =
        told(&["check", draft.to_str().unwrap(), "--in", "docs/example", "--format", "annotation"]);
    assert_eq!(status, Some(1));
    let [one] = <[Value; 1]>::try_from(lines(&out)).unwrap();
    let said = |purpose: &str| {
        let bodies = one["body"].as_array().unwrap().iter().filter(|body| body["purpose"] == purpose);
        bodies.map(|body| body["value"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(said("tagging"), ["altered", "confirmed"]);
    assert_eq!(said("editing"), ["They are older than the town, and nobody pays"]);
    assert!(said("assessing")[0].contains("[-town-] {+city+}"), "{:?}", said("assessing"));
    assert_eq!(one["target"][0]["source"], "https://draft.example/1");
    assert_eq!(one["target"][0]["selector"][0]["exact"], "They are older than the city, and nobody pays,");

    let (out, _, _) = told(&["verify", "older than the city", "docs/example", "--format", "annotation"]);
    let values: Vec<Value> =
        lines(&out)[0]["body"].as_array().unwrap().iter().map(|body| body["value"].clone()).collect();
    assert!(values.contains(&json!("older than the city")), "the claim: {values:?}");
}

#[test]
fn page_is_of_annotations_alone() {
    for command in ["extract", "compare"] {
        let (_, error, status) = told(&[command, "docs/example", "--format", "json", "--page"]);
        assert_eq!(
            (status, error.contains("--page is of --format annotation; this is `json`")),
            (Some(2), true),
            "{error}"
        );
    }
}

/// Articles whose ids need escapes, with a quotation in three pieces, and one without an address.
const CLAIMED: [(&str, &str); 3] = [
    (
        "a folder/100% of it#1.txt",
        "The pumps 🚰 stand. “The pumps are older than the town,” Ana Ruiz said, “and nobody pays for them,” she added, “not even the harbour board.”\n",
    ),
    (
        "web.txt",
        "url: https://beacon.example/ferry\n---\n“We had fourteen life rafts on board,” Ines Caldera told the inquiry. “Yes.”\n",
    ),
    ("größe.txt", "Ole Berg said “the mill was closed for good reasons of safety” on Monday.\n"),
];

#[test]
fn our_own_annotations_are_claims_that_are_found_verbatim() {
    let folder = folder("claims", &CLAIMED);
    let folder = folder.to_str().unwrap();
    let mut claims = 0;
    let forms: [&[&str]; 2] = [&[], &["--page"]];
    for (sources, form) in [folder, "docs/example"].into_iter().flat_map(|at| forms.map(|form| (at, form))) {
        let (out, _, _) = told(&[&["extract", sources, "--format", "annotation"], form].concat());
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("annotation/claims.jsonl");
        fs::write(&file, &out).unwrap();
        let (verdicts, error, status) =
            told(&["verify", "--claims", file.to_str().unwrap(), "--in", sources, "--format", "jsonl"]);
        let documents = if form.is_empty() { lines(&out) } else { vec![serde_json::from_str(&out).unwrap()] };
        let (verdicts, annotated) = (lines(&verdicts), annotations(&documents));
        assert_eq!((status, verdicts.len()), (Some(0), annotated.len() + 1), "{error}");
        for (verdict, annotation) in verdicts.iter().zip(&annotated) {
            let pieces = annotation["target"].as_array().unwrap();
            let words: Vec<&str> =
                pieces.iter().map(|p| p["selector"][0]["exact"].as_str().unwrap()).collect();
            assert_eq!(verdict["claim"], words.join(" "), "all pieces are claimed");
            assert_eq!((&verdict["id"], &verdict["source"]), (&annotation["id"], &json!("here")));
            assert_eq!(verdict["cited"]["place"], "as-stored", "each piece stands at its place: {verdict}");
            // The same words can stand in another article too.
            let start = &pieces[0]["selector"][1]["start"];
            let here = |found: &Value| found["wording"] == "verbatim" && found["start"] == *start;
            assert!(verdict["evidence"].as_array().unwrap().iter().any(here), "{verdict}");
            let short = words.join(" ").split_whitespace().count() < 3;
            assert_eq!(verdict["wording"], if short { "too-short" } else { "verbatim" }, "{verdict}");
            claims += 1;
        }
    }
    assert!(claims > 20, "{claims}");
}

/// What a verdict says of a claim, whatever the claim is called.
fn answers(verdict: &Value) -> Vec<Value> {
    ["claim", "speaker", "date", "wording", "attribution", "source", "ok"]
        .map(|key| verdict[key].clone())
        .to_vec()
}

#[test]
fn our_own_verdicts_are_read_as_the_claims_that_were_asked() {
    let claims = [
        json!({"claim": "They are older than the city"}),
        json!({"claim": "We have oil for a week", "speaker": "Ole Berg", "date": "2024-05-03"}),
        json!({"claim": "We have oil for a month and spare parts for two", "source": "harbour-post.txt"}),
    ];
    let text: String = claims.iter().map(|claim| format!("{claim}\n")).collect();
    let draft =
        "“They are older than the city,” Mara Lindqvist said, “and nobody of the board pays for them.”\n";
    let folder = folder("verdicts", &[("claims.jsonl", &text), ("draft.md", draft)]);
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let asked = |file: &str, format: &[&str]| {
        let args = ["verify", "--claims", &path(file), "--in", "docs/example", "--format"];
        told(&[&args, format].concat()).0
    };
    let verdicts = |file: &str| {
        let all = lines(&asked(file, &["jsonl"]));
        all.iter().filter(|one| one["type"] == "verdict").map(answers).collect::<Vec<_>>()
    };
    let wanted = verdicts("claims.jsonl");
    assert_eq!(wanted.len(), claims.len());
    for format in [&["annotation"][..], &["annotation", "--page"]] {
        fs::write(path("again"), asked("claims.jsonl", format)).unwrap();
        assert_eq!(verdicts("again"), wanted);
    }
    let check = |format: &str| {
        told(&["check", &path("draft.md"), "--in", "docs/example", "--all", "--format", format]).0
    };
    let judged = lines(&check("jsonl"));
    let judged: Vec<Value> =
        judged.iter().filter(|one| one["type"] == "verdict").map(|one| one["claim"].clone()).collect();
    fs::write(path("again"), check("annotation")).unwrap();
    let again: Vec<Value> = verdicts("again").into_iter().map(|mut answers| answers.swap_remove(0)).collect();
    assert!(!judged.is_empty());
    assert_eq!(again, judged);
}

#[test]
fn a_further_page_is_told_and_lines_without_brackets_stay_lines() {
    let one = json!({"type": "Annotation", "target": {"source": "harbour-post.txt", "selector": {"exact": "They are older than the town"}}});
    let page = json!({"type": "AnnotationPage", "next": "https://notes.example/2", "items": [one]});
    let collection = json!({"type": ["BasicContainer", "AnnotationCollection"], "first": page});
    let lines_of_a_list =
        "{\"claim\": \"They are older than the town\"},\n{\"claim\": \"They are older than the town\"}\n";
    let files = [
        ("page.json", page.to_string()),
        ("collection.json", collection.to_string()),
        ("list.jsonl", lines_of_a_list.to_owned()),
    ];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let folder = folder("page-next", &files);
    for (file, wanted) in [
        ("page.json", ["verdict", "error"]),
        ("collection.json", ["verdict", "error"]),
        ("list.jsonl", ["error", "verdict"]),
    ] {
        let (out, _, status) = claimed(&folder.join(file));
        let kinds: Vec<Value> = lines(&out).iter().take(2).map(|one| one["type"].clone()).collect();
        assert_eq!((kinds, status), (wanted.map(Value::from).to_vec(), Some(2)), "{file}: {out}");
    }
}

#[test]
fn labels_beside_a_verdict_are_kept_and_a_guessed_speaker_is_nobodys_claim() {
    let claim = json!({"claim": "They are older than the town"}).to_string();
    let draft = "Mara Lindqvist spoke. “They are older than the town,” she said.\n\n“They are older than the town,” Ole Berg said.\n";
    let folder = folder("labels", &[("claims.jsonl", &claim), ("draft.md", draft)]);
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let args =
        ["verify", "--claims", &path("claims.jsonl"), "--in", "docs/example", "--format", "annotation"];
    let mut annotation = lines(&told(&args).0).remove(0);
    annotation["wording"] = json!("verbatim");
    fs::write(path("labelled.jsonl"), annotation.to_string()).unwrap();
    let scored =
        told(&["eval", "--claims", &path("labelled.jsonl"), "--in", "docs/example", "--format", "json"]);
    assert_eq!(scored.2, Some(0), "{}{}", scored.0, scored.1);
    let (out, ..) =
        told(&["check", &path("draft.md"), "--in", "docs/example", "--all", "--format", "annotation"]);
    let said = |speaker: &str| out.contains(&format!("\\\"speaker\\\":\\\"{speaker}"));
    assert!(said("Ole Berg") && !said("Mara Lindqvist"), "{out}");
}

#[test]
fn a_page_of_another_program_is_read_however_it_is_broken_into_lines() {
    let one = |exact: &str| json!({"type": "Annotation", "target": {"source": "harbour-post.txt", "selector": {"type": "TextQuoteSelector", "exact": exact}}});
    let items = json!([
        one("They are older than the town"),
        "https://notes.example/1",
        one("Nobody has ever said this")
    ]);
    let page =
        json!({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items});
    let collection = json!({"type": "AnnotationCollection", "total": 3, "first": page});
    for (n, text) in [
        page.to_string(),
        format!("\n{page}\n"),
        serde_json::to_string_pretty(&page).unwrap(),
        serde_json::to_string_pretty(&collection).unwrap(),
    ]
    .iter()
    .enumerate()
    {
        let folder = folder(&format!("page-{n}"), &[("page.json", text)]);
        let file = folder.join("page.json");
        let (out, error, status) = claimed(&file);
        let answers = lines(&out);
        let told: Vec<(&Value, &Value)> = answers.iter().map(|one| (&one["wording"], &one["line"])).collect();
        assert_eq!(told[..2], [(&json!("verbatim"), &Value::Null), (&Value::Null, &json!(2))], "{error}");
        assert_eq!((told[2].0, status), (&json!("not-found"), Some(2)), "{text}");
    }
    // A first line that is broken off, and lines after it.
    let broken = "{\"claim\": \"They are\n{\"claim\": \"They are older than the town\"}\n";
    let folder = folder(
        "page-broken",
        &[
            ("claims.jsonl", broken),
            ("deep.jsonl", "{\"claim\": \"They are older than the town\",\n\"id\": 1}\n"),
        ],
    );
    for (file, wanted) in [("claims.jsonl", ["error", "verdict"]), ("deep.jsonl", ["error", "error"])] {
        let file = folder.join(file);
        let (out, _, _) = claimed(&file);
        let kinds: Vec<Value> = lines(&out).iter().take(2).map(|one| one["type"].clone()).collect();
        assert_eq!(kinds, wanted);
    }
}

#[test]
fn what_cannot_be_anchored_is_told() {
    let folder = folder("told", &CLAIMED);
    let path = folder.to_str().unwrap();
    let (_, error, _) = told(&["extract", path, "--format", "annotation"]);
    assert!(error.contains("note: 3 annotations for no page of the web"), "{error}");
    let (out, error, status) =
        told(&["verify", "Nobody has ever sailed round that cape in winter", path, "--format", "annotation"]);
    assert_eq!((out.as_str(), status), ("", Some(1)));
    assert!(
        error.contains("note: 1 annotation left out: nothing that was searched has a place for it"),
        "{error}"
    );
}

#[test]
fn hypothesis_has_no_quotation_of_two_words_and_counts_it() {
    let draft = "url: https://draft.example/2\n---\nOle Berg called the mill “too dear”. Ole Berg said “the mill was closed for no reason at all”.\n";
    let folder = folder("short", &[CLAIMED[2], ("draft/draft.txt", draft)]);
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (draft, sources) = (path("draft/draft.txt"), path("größe.txt"));
    let run = |format| {
        told(&["check", "--all", "--every", "--min-words", "1", &draft, "--in", &sources, "--format", format])
    };
    let (out, error, _) = run("hypothesis");
    let written: Value = serde_json::from_str(&out).unwrap();
    let exact: Vec<&Value> = written["annotations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| &a["target"][0]["selector"][0]["exact"])
        .collect();
    assert_eq!(exact, ["the mill was closed for no reason at all"]);
    assert_eq!(written["left_out"], json!({"without_address": 0, "too_short": 1}));
    assert!(error.contains("note: 1 annotation left out: fewer than three words"), "{error}");
    assert_eq!(lines(&run("annotation").0).len(), 2, "both are quotations of the draft");
}

/// Words of which texts are made that repeat themselves, with signs of several code points.
const SAID: [&str; 8] = [
    "It is late",
    "It is late, it is late",
    "the 🚢👩‍👩‍👧 sailed at dawn",
    "the cafe\u{301} is open",
    "nobody pays for the pumps",
    "nobody pays",
    "no",
    "naïve 🏴󠁧󠁢󠁳󠁣󠁴󠁿 words of the mill",
];
const BETWEEN: [&str; 5] =
    [",” Ana Ruiz said, “", ",” she said. “", ".”\n\n“", "”, “", ",” the mayor added on Monday 👩‍👩‍👧, “"];

/// An article of paragraphs, each of quotations in one to three pieces.
fn article() -> impl Strategy<Value = String> {
    let piece = (0..SAID.len(), 0..BETWEEN.len());
    let paragraph = (prop::collection::vec(piece, 1..4), any::<bool>());
    prop::collection::vec(paragraph, 1..6).prop_map(|paragraphs| {
        let mut text = String::new();
        for (pieces, named) in paragraphs {
            text.push_str(if named { "Ana Ruiz said: “" } else { "“" });
            for (n, (said, between)) in pieces.iter().enumerate() {
                text.push_str(if n > 0 { BETWEEN[*between] } else { "" });
                text.push_str(SAID[*said]);
            }
            text.push_str(if named { "”\n\n" } else { ",” he said.\n\n" });
        }
        text
    })
}

/// The annotations of things, as lines.
fn written<T: Shown>(things: &[T]) -> Vec<Value> {
    let mut out = Vec::new();
    write_many(&mut out, (Format::Annotation, Look::default()), things, &Summary::default()).unwrap();
    lines(std::str::from_utf8(&out).unwrap())
}

/// Looks whether the words are found once, with what stands around them, and at the place that is told.
fn is_anchored(annotation: &Value, texts: &[(String, &str)]) -> Result<usize, TestCaseError> {
    let targets = annotation["target"].as_array().unwrap();
    for target in targets {
        let text =
            texts.iter().find(|(source, _)| target["source"] == *source).map(|(_, text)| *text).unwrap();
        let [quote, place] = target["selector"].as_array().unwrap().as_slice() else { panic!("{target}") };
        let field = |name: &str| quote[name].as_str().unwrap();
        let whole = [field("prefix"), field("exact"), field("suffix")].concat();
        // Places may overlap, so that every one is tried.
        let found: Vec<usize> =
            text.char_indices().filter(|(at, _)| text[*at..].starts_with(&whole)).map(|(at, _)| at).collect();
        prop_assert_eq!(found.len(), 1, "{} in {}", &whole, text);
        let start = text[..found[0] + field("prefix").len()].chars().count();
        let end = start + field("exact").chars().count();
        prop_assert_eq!((&place["start"], &place["end"]), (&json!(start), &json!(end)));
    }
    Ok(targets.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn words_are_found_once_and_where_the_place_says(texts in prop::collection::vec(article(), 2..4)) {
        let inquit = Inquit::english();
        let named: Vec<(String, &str)> =
            (0..).zip(&texts).map(|(n, text)| (format!("urn:inquit:{n}"), text.as_str())).collect();
        let given: Vec<GivenText> = (0..)
            .zip(&texts)
            .map(|(n, text)| GivenText { id: n.to_string(), text: text.clone(), ..GivenText::default() })
            .collect();
        let set = SourceSet::of_texts(inquit, &given, |unread| panic!("{unread:?}"));
        let corpus = set.corpus().unwrap();
        let mut seen = BTreeSet::new();
        let mut look = |annotations: Vec<Value>, texts: &[(String, &str)]| -> Result<(), TestCaseError> {
            for annotation in annotations {
                is_anchored(&annotation, texts)?;
                seen.insert(annotation["motivation"].to_string());
            }
            Ok(())
        };
        for article in corpus.articles() {
            let found = inquit.extract(article);
            let shown = found.shown(true, 0.0);
            look(written(&[Extract { article, quotations: &found.quotations, shown: &shown, explain: false }]), &named)?;
        }
        let remarks = corpus.remarks(&Corrections::default());
        let comparison = corpus.comparison(&remarks, &Filter::default());
        look(written(&[ShownRemarks { comparison: &comparison, scope: Scope::All }]), &named)?;
        for words in SAID {
            let claim = Claim { text: format!("{words} indeed"), ..Claim::default() };
            let judged = set.verify(&claim, &Gate::lenient()).unwrap();
            look(written(&[judged.shown()]), &named)?;
        }
        let drafts = read_drafts("draft", &texts[0], Some(HeldForm::Plain), inquit.lexicon()).unwrap().drafts;
        let own = [("urn:inquit:draft".to_owned(), texts[0].as_str())];
        let report = set.check(drafts, &CheckOptions::default(), AskBounds::default()).unwrap();
        look(written(&[report.shown(true)]), &own)?;
        prop_assert!(seen.contains("\"identifying\""));
    }
}
