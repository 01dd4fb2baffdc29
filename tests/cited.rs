//! The fifth answer: whether the words of a draft are in the source that it names for them. Each case of `tests/cited/cases.toml` is a draft with
//! its sources and, for its quotations in their order, the answer that is right.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use inquit::Inquit;
use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader, Claim, Reference, StoredPlace};
use inquit::verify::{Sources, verify};
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    /// The sources of all cases that give none of their own.
    sources: Vec<SourceFile>,
    case: Vec<Case>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    name: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    draft: String,
    /// Its file; `draft.md` if it is left out.
    file: Option<String>,
    #[serde(default)]
    numbered: bool,
    sources: Option<Vec<SourceFile>>,
    want: Vec<Wanted>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    source: String,
    r#as: Option<String>,
    article: Option<String>,
    better: Option<String>,
    reason: Option<String>,
    /// How many other references the claim has.
    #[serde(default)]
    also: usize,
}

fn cases() -> Cases {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cited/cases.toml");
    let text = fs::read_to_string(path).expect("the cases are there");
    toml::from_str(&text).expect("the cases are TOML")
}

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cited").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder can be made");
    path
}

fn inquit(root: &Path, args: &[&str]) -> (String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_inquit")).current_dir(root).args(args).output();
    let out = out.expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (text(out.stdout), text(out.stderr))
}

/// The verdicts of a check, with the other messages.
fn verdicts(root: &Path, args: &[&str]) -> (Vec<Value>, String) {
    let (out, messages) = inquit(root, &[&["check", "--every", "--format", "jsonl"], args].concat());
    let lines = out.lines().map(|l| serde_json::from_str::<Value>(l).expect("a line is JSON"));
    (lines.filter(|l| l["type"] == "verdict").collect(), messages)
}

/// Writes the sources and gives the files and folders that are searched.
fn write(root: &Path, sources: &[SourceFile]) -> Vec<String> {
    for source in sources {
        let path = root.join(&source.name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        fs::write(path, &source.text).expect("a source can be written");
    }
    let tops = sources.iter().filter_map(|s| s.name.split('/').next());
    let mut tops: Vec<String> = tops.map(str::to_owned).collect();
    tops.dedup();
    tops
}

fn differences(case: &Case, verdicts: &[Value]) -> Vec<String> {
    let mut out = Vec::new();
    if verdicts.len() != case.want.len() {
        out.push(format!("{} claims, wanted {}", verdicts.len(), case.want.len()));
    }
    for (verdict, want) in verdicts.iter().zip(&case.want) {
        let cited = &verdict["cited"];
        let mut same = |key: &str, got: &Value, wanted: Option<&str>| {
            if got.as_str() != wanted {
                out.push(format!("{}: {key} {got}, wanted {wanted:?}", verdict["claim"]));
            }
        };
        same("source", &verdict["source"], Some(&want.source));
        for (key, wanted) in [("as", &want.r#as), ("article", &want.article)] {
            if wanted.is_some() {
                same(key, &cited[key], wanted.as_deref());
            }
        }
        same("better", &cited["better"], want.better.as_deref());
        same("reason", &cited["reason"], want.reason.as_deref());
        let also = cited["also"].as_array().map_or(0, Vec::len);
        if also != want.also {
            out.push(format!("{}: {also} other references, wanted {}", verdict["claim"], want.also));
        }
    }
    out
}

#[test]
fn every_kind_of_reference_leads_to_its_source() {
    let cases = cases();
    let mut wrong = Vec::new();
    for (i, case) in cases.case.iter().enumerate() {
        let root = folder(&format!("case{i}"));
        let names = write(&root, case.sources.as_ref().unwrap_or(&cases.sources));
        let draft = case.file.as_deref().unwrap_or("draft.md");
        fs::write(root.join(draft), &case.draft).expect("the draft can be written");
        let mut args = vec![draft];
        args.extend(case.numbered.then_some("--numbered"));
        args.extend(names.iter().flat_map(|name| ["--in", name]));
        let (verdicts, _) = verdicts(&root, &args);
        wrong.extend(differences(case, &verdicts).into_iter().map(|d| format!("{}: {d}", case.name)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The place of a reference is that of its words in the draft.
#[test]
fn a_reference_is_told_with_its_place() {
    let root = folder("place");
    let sources = cases().sources;
    let names = write(&root, &sources);
    let draft = "Zoë Ruiz — “the bridge will hold for ten years” [B](https://b.example/2) — went on (Minutes, 2026).\n";
    fs::write(root.join("draft.md"), draft).expect("the draft can be written");
    let (verdicts, _) = verdicts(&root, &["draft.md", "--in", &names[0]]);
    let cited = &verdicts[0]["cited"];
    let at = |key: &str| cited[key].as_u64().expect("it is a number") as usize;
    let words: String = draft.chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert_eq!(words, "[B](https://b.example/2)");
}

/// In a corpus the cited source is looked up by its name, also where it has none of the words.
#[test]
fn a_corpus_gives_the_same_answers() {
    let cases = cases();
    let root = folder("corpus");
    let names = write(&root, &cases.sources);
    let mut args = vec!["corpus", "add", "--corpus", "all.corpus"];
    args.extend(names.iter().map(String::as_str));
    inquit(&root, &args);
    let plain = cases.case.iter().filter(|c| c.sources.is_none() && !c.numbered && c.file.is_none());
    let drafts: Vec<(String, &Case)> = plain.enumerate().map(|(i, c)| (format!("{:02}.md", i), c)).collect();
    for (name, case) in &drafts {
        fs::write(root.join(name), &case.draft).expect("the draft can be written");
    }
    let mut args: Vec<&str> = drafts.iter().map(|(name, _)| name.as_str()).collect();
    args.extend(["--corpus", "all.corpus"]);
    let (found, messages) = verdicts(&root, &args);
    assert!(found.len() > drafts.len(), "{messages}");
    let mut wrong = Vec::new();
    for (name, case) in &drafts {
        let own = found.iter().filter(|v| v["draft"]["article"].as_str() == Some(name));
        let own: Vec<Value> = own.cloned().collect();
        wrong.extend(differences(case, &own).into_iter().map(|d| format!("{}: {d}", case.name)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What numbers without a list of references mean is asked once for each draft.
#[test]
fn numbers_without_a_list_are_told_once_for_each_draft() {
    let root = folder("unlisted");
    let names = write(&root, &cases().sources);
    let draft = "“The ferry will sail on Friday,” said Okafor [1]. “The bridge will hold for ten years,” said Ruiz [2].\n";
    fs::write(root.join("draft.md"), draft).expect("the draft can be written");
    let (_, messages) = verdicts(&root, &["draft.md", "--in", &names[0]]);
    assert_eq!(messages.matches("list of references").count(), 1, "{messages}");
    let (_, messages) = verdicts(&root, &["draft.md", "--in", &names[0], "--numbered"]);
    assert_eq!(messages, "");
}

/// A claim that brings a place of its source: the words there come first.
#[test]
fn a_stored_place_is_looked_at_first() {
    let text =
        "Zoë Ruiz met the press. “The bridge will hold for ten years,” she said. “The ferry will not.”";
    let articles =
        [Article::new("doc1", ArticleHeader::default(), text.to_owned()).expect("it is an article")];
    let sources = Sources::new(&articles, &[], Lexicon::built_in());
    let at = |words: &str| text[..text.find(words).expect("it is there")].chars().count();
    let words = "The bridge will hold for ten years";
    let (start, end) = (at(words), at(words) + words.chars().count());
    for (claim, stored, wanted) in [
        (words, (start, end), StoredPlace::AsStored),
        ("the bridge will hold for 10 years", (start, end + 2), StoredPlace::AsStored),
        ("The bridge … for ten years", (start, end), StoredPlace::AsStored),
        (words, (start + 4, end), StoredPlace::Moved),
        (words, (0, 12), StoredPlace::Moved),
        (words, (5_000, 5_040), StoredPlace::Moved),
        (words, (end, start), StoredPlace::Moved),
        ("The bridge will not hold for ten years", (start, end), StoredPlace::Lost),
        ("Nobody has asked the ferrymen about the tide", (start, end), StoredPlace::Lost),
        ("Nobody has asked the ferrymen about the tide", (0, usize::MAX), StoredPlace::Lost),
    ] {
        let reference = Reference { stored: vec![stored], ..Reference::named("doc1") };
        let claim = Claim { text: claim.to_owned(), cited: vec![reference], ..Claim::default() };
        let verdict = verify(&claim, &sources);
        let place = verdict.cited.expect("a source is cited").place;
        assert_eq!(place, Some(wanted), "{} at {stored:?}", claim.text);
    }
}

/// A claim that brings a place for each piece of a quotation: what stands between them is no part of it.
#[test]
fn pieces_are_looked_for_at_their_places() {
    let text = "“The bridge will hold for ten years,” Zoë Ruiz told the press at the town hall on a wet and windy Monday evening, “and the ferry \
        will not,” she said, “whatever the board decides.” It rained.\n\n“The mill is closed,” Ole Berg said. “The bridge will hold for ten years.”";
    let article = Article::new("doc1", ArticleHeader::default(), text.to_owned()).expect("it is an article");
    let articles = [article];
    let found = Inquit::english().extract(&articles[0]);
    let sources = Sources::new(&articles, &found.quotations, Lexicon::built_in());
    let at = |words: &str| {
        let from = text[..text.find(words).expect("it is there")].chars().count();
        (from, from + words.chars().count())
    };
    let pieces =
        ["The bridge will hold for ten years,", "and the ferry will not,", "whatever the board decides."];
    let [first, second, third] = pieces.map(at);
    let all = pieces.join(" ");
    let two = pieces[..2].join(" ");
    for (claim, stored, wanted) in [
        (all.as_str(), vec![first, second, third], StoredPlace::AsStored),
        (&two, vec![first, second], StoredPlace::AsStored),
        (&all, vec![first, third], StoredPlace::Moved),
        (&all, vec![first, third, second], StoredPlace::Moved),
        (&all, vec![first, second, (third.0, 9_000)], StoredPlace::Moved),
        (&two, vec![first, at("The mill is closed")], StoredPlace::Moved),
        (
            "The bridge will not hold for ten years, and the ferry will",
            vec![first, second],
            StoredPlace::Lost,
        ),
    ] {
        let reference = Reference { stored: stored.clone(), ..Reference::named("doc1") };
        let claim = Claim { text: claim.to_owned(), cited: vec![reference], ..Claim::default() };
        let place = verify(&claim, &sources).cited.expect("a source is cited").place;
        assert_eq!(place, Some(wanted), "{} at {stored:?}", claim.text);
    }
}
