//! Drafts as people write them, against a source: what of them is checked, as whose words, and where it stands in the file.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder can be made");
    path
}

/// `inquit check DRAFT --in SOURCE --all --format jsonl`, with the draft as a file or, where `name` is `-`, by standard input.
fn check(root: &Path, name: &str, draft: &str, format: &str) -> Output {
    let source = root.join("source.txt");
    let path = root.join(name);
    let given = if name == "-" { "-".into() } else { path.to_string_lossy().into_owned() };
    if name != "-" {
        fs::write(&path, draft).expect("the draft can be written");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(["check", &given, "--in", &source.to_string_lossy(), "--all", "--format", format])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("it is piped");
    // A draft that is a file is not read from here.
    let _ = stdin.write_all(draft.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

/// What was checked: line, claimed words, wording, attribution.
fn checked(root: &Path, name: &str, draft: &str) -> Vec<(u64, String, String, String)> {
    let out = check(root, name, draft, "jsonl");
    let shown = String::from_utf8(out.stdout).expect("output is UTF-8");
    let lines = shown.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line is JSON"));
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    lines
        .filter(|line| line["type"] == "verdict")
        .map(|v| {
            let line = v["draft"]["line"].as_u64().unwrap_or(0);
            (line, word(&v["claim"]), word(&v["wording"]), word(&v["attribution"]))
        })
        .collect()
}

const SOURCE: &str = "The weir at Holm was built in May.\n\n\
    “The weir will stand for another forty years,” engineer Liv Aas said. “Nobody has to leave the valley.”\n\n\
    “The gates have not been greased since the spring,” said Per Moe, who keeps them.\n\n\
    “I did not sleep,” Kari Holm said. “I counted.”\n";

fn with_source(name: &str) -> PathBuf {
    let root = folder(name);
    fs::write(root.join("source.txt"), SOURCE).expect("the source can be written");
    root
}

const WRONG: &str = "The weir will stand for another fifty years";

/// The words of `draft` are the altered ones of Liv Aas, and they are checked as hers.
fn is_altered(root: &Path, name: &str, draft: &str, line: u64) {
    let found = checked(root, name, draft);
    let [(at, claim, wording, attribution)] = &found[..] else { panic!("{draft}: {found:?}") };
    assert_eq!(claim.trim_end_matches(['.', ',']), WRONG, "{draft}");
    assert_eq!((*at, &**wording, &**attribution), (line, "altered", "confirmed"), "{draft}");
}

#[test]
fn a_quotation_over_several_lines_is_checked_whole() {
    let root = with_source("check-wrapped");
    for (name, draft, line) in [
        ("a.md", "Aas said: “The weir will stand for\nanother fifty\nyears.”\n", 1),
        ("a.md", "It rained.\n\n> “The weir will stand for\n> another fifty years,” Aas said.\n", 3),
        ("a.md", "* It rained.\n* Aas said “The weir will stand for another\n  fifty years.”\n", 2),
        ("a.md", "Aas said: “The weir will stand\r\nfor another fifty years.”\r\n", 1),
        (
            "a.txt",
            "In the evening the people of Holm came to the hall, and Aas said: “The weir will\n\
             stand for another fifty years.” Nobody in the hall asked anything after that.\n",
            1,
        ),
        (
            "a.txt",
            "> In the evening the people of Holm came to the hall, and Aas said: “The weir will\n\
             > stand for another fifty years.” Nobody in the hall asked anything after that.\n",
            1,
        ),
        ("-", "Aas said: “The weir will stand for\nanother fifty years.”\n", 1),
    ] {
        is_altered(&root, name, draft, line);
    }
}

#[test]
fn wrapped_sources_keep_their_speakers() {
    let root = folder("check-wrapped-source");
    let source = "In the evening the people of Holm came to the hall of the school, and Liv\n\
                  Aas, who had drawn the weir and had come with the plans, said: “The weir will\n\
                  stand for another forty years.” Nobody in the hall asked anything after that,\n\
                  and they went home.\n";
    for end in ["\n", "\r\n", "\n   "] {
        fs::write(root.join("source.txt"), source.replace('\n', end)).unwrap();
        let found = checked(&root, "a.md", "“The weir will stand for another forty years,” Liv Aas said.\n");
        assert_eq!((&*found[0].2, &*found[0].3), ("verbatim", "confirmed"), "{found:?}");
        let found = checked(&root, "a.md", "“The weir will stand for another forty years,” Tom Bye said.\n");
        assert_eq!(found[0].3, "misattributed", "{found:?}");
    }
}

#[test]
fn markup_hides_no_quotation() {
    let root = with_source("check-markup");
    for (name, draft, line) in [
        ("a.md", format!("**Aas** said: “{WRONG}.”\n"), 1),
        ("a.md", format!("_Liv Aas_ said: “{WRONG}.”\n"), 1),
        ("a.md", format!("[Aas](https://a.example/b_c) said: “{WRONG}.”\n"), 1),
        ("a.md", format!("Everybody heard **“{WRONG},”** Aas said.\n"), 1),
        ("a.md", format!("Aas said: &ldquo;{WRONG}.&rdquo;\n"), 1),
        ("a.md", format!("Aas said:\n\n> “{WRONG}.”\n"), 3),
        ("a.md", format!("Aas said:\n\n> {WRONG}.\n\nIt rained.\n"), 3),
        (
            "a.md",
            "Aas said: “The weir will *stand* for [another](https://a.example) fifty&nbsp;years.”\n"
                .to_owned(),
            1,
        ),
        ("a.md", format!("# Aas: “{WRONG}”\n\nIt rained.\n"), 1),
        ("a.md", format!("It rained. Per Liv Aas, “{WRONG}.”\n"), 1),
        ("a.html", format!("<html>\n<body>\n<p>Aas said: <q>{WRONG}.</q></p></body></html>\n"), 3),
        ("a.html", format!("<html>\n<body>\n<p>Aas said:</p>\n<blockquote>{WRONG}.</blockquote>\n"), 4),
        (
            "a.html",
            format!("<!doctype html>\n<p>It\nrained.</p>\n<p>Aas said: &ldquo;{WRONG}.&rdquo;</p>"),
            4,
        ),
    ] {
        is_altered(&root, name, &draft, line);
    }
    // Words of a page that is quoted by nobody, and lists, are none.
    for draft in [
        "The list:\n\n> The weir and the gates of the whole valley\n",
        "The *new* “weir” and “the [gates](b)”.\n",
    ] {
        assert_eq!(checked(&root, "a.md", draft), []);
    }
}

#[test]
fn pieces_that_a_draft_parts_are_checked_as_pieces() {
    let root = with_source("check-pieces");
    for (draft, wording) in [
        ("“I did not sleep,” Kari Holm said. “I counted.”\n", "verbatim"),
        ("“I did not sleep,” Kari Holm said, “I counted.”\n", "verbatim"),
        (
            "“The weir will stand for another forty years,” Liv Aas said. “Nobody has to leave the valley.”\n",
            "verbatim",
        ),
        (
            "“The weir will stand for another forty years,” Liv Aas said. “Everybody has to leave the valley.”\n",
            "altered",
        ),
    ] {
        let found = checked(&root, "a.md", draft);
        let worst = found.iter().find(|f| !matches!(&*f.2, "verbatim" | "too-short"));
        assert_eq!(worst.map_or("verbatim", |f| &*f.2), wording, "{draft}: {found:?}");
        assert!(found.iter().all(|f| f.3 == "confirmed"), "{found:?}");
    }
}

#[test]
fn front_matter_is_no_speech() {
    let root = with_source("check-front-matter");
    let right = "“The weir will stand for another forty years,” Aas said.\n";
    for (matter, line) in [
        ("---\ntitle: \"The weir that nobody will ever pay for\"\n---\n", 4),
        ("---\ntitle: 'The weir that nobody will ever pay for'\n---\n", 4),
        ("---\ndescription: \"The weir that nobody will ever pay for\"\n---\n", 4),
        ("+++\ntitle = \"The weir that nobody will ever pay for\"\n+++\n", 4),
        ("---\ntitle: Weir\ndate: 2024-05-03\n---\n\n", 6),
    ] {
        for name in ["a.md", "-"] {
            let found = checked(&root, name, &format!("{matter}{right}"));
            assert_eq!(found.len(), 1, "{matter} {name}: {found:?}");
            assert_eq!((found[0].0, &*found[0].2), (line, "verbatim"), "{matter} {name}");
        }
    }
    let quoted = format!("---\ntitle: '“{WRONG},” says Aas'\n---\nIt rained.\n");
    is_altered(&root, "a.md", &quoted, 2);
    // A comment and code that come by standard input are none either.
    let piped = format!("<!-- “{WRONG},” Aas said. -->\n\nWrite `“{WRONG},” Aas said.`\n\n{right}");
    assert_eq!(checked(&root, "-", &piped).len(), 1);
}

#[test]
fn a_draft_that_is_a_record_has_the_line_of_its_record() {
    let root = with_source("check-records");
    let record = |id: &str, words: &str| {
        format!("{{\"id\":\"{id}\",\"text\":\"It rained.\\n\\n“{words},” Aas said.\"}}\n")
    };
    let draft = record("a", "The weir will stand for another forty years") + &record("b", WRONG);
    let found = checked(&root, "a.jsonl", &draft);
    assert_eq!((found[0].0, found[1].0), (1, 2), "{found:?}");
    let out = check(&root, "a.jsonl", &draft, "table");
    let shown = String::from_utf8(out.stdout).unwrap();
    assert!(shown.contains("a.jsonl:2: altered"), "{shown}");
    let out = check(&root, "a.jsonl", &draft, "sarif");
    let sarif: Value = serde_json::from_slice(&out.stdout).unwrap();
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(*region, serde_json::json!({ "startLine": 2 }));
}

#[test]
fn a_sentence_between_marks_is_checked_whatever_introduces_it() {
    let root = with_source("check-sentences");
    let invented = "I drew the weir on a napkin, and nobody has ever asked me why.";
    for (draft, count) in [
        (format!("And then there is this: “{invented}”\n"), 1),
        (format!("The claim that “{invented}” is false.\n"), 1),
        ("The book “The Weir and the People Who Have Built It in Holm.” is sold out.\n".to_owned(), 0),
        ("It is the “so-called weir of all the weirs” of Holm.\n".to_owned(), 0),
    ] {
        let found = checked(&root, "a.md", &draft);
        assert_eq!(found.len(), count, "{draft}: {found:?}");
        assert!(found.iter().all(|f| f.2 == "not-found"), "{draft}: {found:?}");
    }
}

#[test]
fn what_the_draft_says_beside_a_quotation_is_not_cut_off() {
    let root = folder("check-retold");
    let source =
        "Ana Ruiz said the order does not cover “the repair of the lower gates”, whatever the minutes say.\n";
    fs::write(root.join("source.txt"), source).unwrap();
    let flags = |draft: &str| {
        let out = check(&root, "draft.txt", draft, "jsonl");
        let shown = String::from_utf8(out.stdout).unwrap();
        let verdict: Value = serde_json::from_str(shown.lines().next().unwrap()).unwrap();
        verdict["flags"].to_string()
    };
    let same = flags(&format!("It rained.\n\n{source}"));
    assert!(!same.contains("clipped-negation"), "{same}");
    let cut =
        flags("Ana Ruiz said the order covers “the repair of the lower gates”, whatever the minutes say.\n");
    assert!(cut.contains("clipped-negation"), "{cut}");
}
