//! The corpus under hard use: killed while it is written, written by two at once, read meanwhile.

#![cfg(feature = "store")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use inquit::lexicon::Lexicon;
use inquit::model::Claim;
use inquit::store::{ArticlePages, Listed, Store, StoreError};

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// Each question of the metadata for Datasette gives rows, and its tables have the columns that are named.
#[test]
fn the_metadata_for_datasette_fit_the_corpus() {
    let corpus = folder("datasette").join("news.inquit");
    let inquit = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
        let out = command.args(args).arg("--corpus").arg(&corpus).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    };
    inquit(&["corpus", "add", "docs/example", "docs/recipes/press"]);
    let metadata: serde_json::Value = serde_json::from_slice(&inquit(&["corpus", "datasette"])).unwrap();
    assert_eq!(metadata["title"], "news.inquit");
    let database = &metadata["databases"]["news"];
    let connection = rusqlite::Connection::open(&corpus).unwrap();
    let queries = database["queries"].as_object().unwrap();
    assert_eq!(queries.len(), 3);
    for (name, query) in queries {
        let mut query = connection.prepare(query["sql"].as_str().unwrap()).unwrap();
        for parameter in 1..=query.parameter_count() {
            query.raw_bind_parameter(parameter, "older town").unwrap();
        }
        let mut rows = query.raw_query();
        assert!(rows.next().unwrap().is_some(), "{name}");
    }
    for (name, table) in database["tables"].as_object().unwrap() {
        let keys = ["fts_pk", "sort", "sort_desc"].into_iter().filter_map(|key| table[key].as_str());
        let facets = table["facets"].as_array().into_iter().flatten().filter_map(serde_json::Value::as_str);
        for column in keys.chain(facets) {
            connection.prepare(&format!("SELECT {column} FROM {name}")).unwrap();
        }
    }
}

/// Articles as JSON Lines, and their texts by id.
fn lines(from: usize, to: usize) -> (String, BTreeMap<String, String>) {
    let (mut lines, mut texts) = (String::new(), BTreeMap::new());
    let things = ["bridge", "ferry", "granary", "school", "lighthouse", "orchard", "quarry"];
    for i in from..to {
        let thing = things[i % things.len()];
        let mut text = String::new();
        for p in 0..6 {
            let n = i / things.len() + p;
            let _ = write!(
                text,
                "“The {thing} of district {n} has to close before the winter of {},” Mara Lindqvist said. \
                 She did not say who will pay for the {thing}, and the council of district {n} asked nobody.\n\n",
                1900 + n
            );
        }
        let id = format!("a{i:04}");
        let line = serde_json::json!({"id": id, "outlet": format!("Outlet {}", i % 3), "text": text});
        let _ = writeln!(lines, "{line}");
        texts.insert(id, text);
    }
    (lines, texts)
}

fn add(corpus: &Path, input: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.args(["corpus", "add", "--batch", "0.02", "--corpus"]).arg(corpus).arg(input);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn done(child: Child) -> Output {
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    out
}

/// Ids, texts and numbers of quotations of a corpus.
fn content(corpus: &Path) -> BTreeMap<String, (String, usize)> {
    let mut store = Store::open(corpus).unwrap();
    let articles = store.next_articles(&mut ArticlePages::default(), usize::MAX >> 1).unwrap();
    let mut out: BTreeMap<String, (String, usize)> =
        articles.iter().map(|a| (a.id().to_owned(), (a.text().to_owned(), 0))).collect();
    for (id, quotations) in listed(&mut store) {
        out.get_mut(&id).unwrap().1 = quotations;
    }
    out
}

/// Ids and numbers of quotations, as they were at one moment.
fn listed(store: &mut Store) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    let each = |a: Listed| -> Result<(), StoreError> {
        out.push((a.id, a.quotations));
        Ok(())
    };
    store.list(each).unwrap();
    out
}

#[test]
fn a_corpus_whose_writer_was_killed_holds_whole_articles_and_is_completed_by_the_same_command() {
    let folder = folder("killed");
    let (corpus, input) = (folder.join("corpus"), folder.join("articles.jsonl"));
    let (text, texts) = lines(0, 240);
    fs::write(&input, text).unwrap();
    let mut most = 0;
    for attempt in 0..6 {
        let mut child = add(&corpus, &input).arg("--no-remarks").spawn().unwrap();
        thread::sleep(Duration::from_millis(25 + 35 * attempt));
        // SIGKILL on Unix. It may have ended by itself already.
        let _ = child.kill();
        child.wait().unwrap();
        if !corpus.exists() {
            continue;
        }
        let Ok(store) = Store::create(&corpus) else { panic!("the corpus opens after a kill") };
        let info = store.info().unwrap();
        assert!(info.articles >= most, "what was committed stays");
        most = info.articles;
        for (id, (held, quotations)) in content(&corpus) {
            assert_eq!(held, texts[&id]);
            assert_eq!(quotations, 6, "{id} has all its quotations");
        }
    }
    done(add(&corpus, &input).spawn().unwrap());
    let whole = folder.join("whole");
    done(add(&whole, &input).spawn().unwrap());
    assert_eq!(content(&corpus), content(&whole));
    let (a, b) =
        (Store::open(&corpus).unwrap().info().unwrap(), Store::open(&whole).unwrap().info().unwrap());
    assert_eq!((a.articles, a.revisions, a.remarks, a.words, a.grouped), (240, 0, b.remarks, b.words, true));
}

#[test]
fn two_writers_and_a_reader_at_once() {
    let folder = folder("two");
    let corpus = folder.join("corpus");
    // The two share a third of their articles.
    let (first, second) = (folder.join("first.jsonl"), folder.join("second.jsonl"));
    fs::write(&first, lines(0, 120).0).unwrap();
    fs::write(&second, lines(80, 200).0).unwrap();
    let writers = [add(&corpus, &first).spawn().unwrap(), add(&corpus, &second).spawn().unwrap()];
    let until = Instant::now() + Duration::from_millis(300);
    while Instant::now() < until {
        if let Ok(mut store) = Store::open(&corpus) {
            let whole = listed(&mut store).iter().all(|(_, quotations)| *quotations == 6);
            assert!(whole, "a reader sees whole articles");
        }
    }
    for writer in writers {
        done(writer);
    }
    let store = Store::open(&corpus).unwrap();
    let info = store.info().unwrap();
    assert_eq!((info.articles, info.revisions, info.grouped), (200, 0, true));
}

/// The grammar of English with one ending of stems changed, so that the keys of a corpus are others.
fn other_grammar(folder: &Path) -> PathBuf {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let target = to.join(path.file_name().unwrap());
            if path.is_dir() {
                copy(&path, &target);
            } else {
                fs::copy(&path, target).unwrap();
            }
        }
    }
    let grammar = folder.join("grammar");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/en"), &grammar);
    let stems = grammar.join("stems.toml");
    let text = fs::read_to_string(&stems).unwrap();
    let changed = text.replace("\"ed\", replace = \"\", keep = 3", "\"ed\", replace = \"\", keep = 90");
    assert_ne!(changed, text);
    fs::write(stems, changed).unwrap();
    grammar
}

#[test]
fn each_command_says_that_a_corpus_was_made_with_another_grammar() {
    let folder = folder("grammar");
    let grammar = other_grammar(&folder);
    let quote = "They loaded, repaired, cleaned, painted every damaged ship";
    fs::write(folder.join("a.txt"), format!("“{quote},” Ana Ruiz said.\n")).unwrap();
    fs::write(folder.join("b.txt"), "“It rained all day and nobody came to the harbour,” Tom Okafor said.\n")
        .unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
        let out = command.args(arguments).current_dir(&folder).stdin(Stdio::null()).output().unwrap();
        let printed = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
        (out.status.code().unwrap(), printed)
    };
    let other = grammar.to_str().unwrap();
    let (status, printed) = run(&["corpus", "add", "--corpus", "c.inquit", "a.txt"]);
    assert_eq!(status, 0, "{printed}");
    for asked in [
        &["verify", quote, "--corpus", "c.inquit"][..],
        &["versions", quote, "--corpus", "c.inquit"],
        &["check", "a.txt", "--corpus", "c.inquit"],
        &["corpus", "add", "--corpus", "c.inquit", "b.txt"],
        &["corpus", "add", "--corpus", "c.inquit"],
        &["corpus", "remove", "--corpus", "c.inquit", "a.txt"],
    ] {
        let (status, printed) = run(&[&["--grammar", other], asked].concat());
        assert_eq!(status, 2, "{asked:?}: {printed}");
        assert!(
            printed.contains("c.inquit: the corpus was made with another grammar"),
            "{asked:?}: {printed}"
        );
    }
    // Reading needs no grammar.
    for asked in
        [&["corpus", "list", "--corpus", "c.inquit"][..], &["corpus", "info", "--corpus", "c.inquit"]]
    {
        let (status, printed) = run(&[&["--grammar", other], asked].concat());
        assert_eq!((status, printed.contains("another grammar")), (0, false), "{asked:?}: {printed}");
    }
    let (status, printed) = run(&["--grammar", other, "corpus", "vacuum", "--corpus", "c.inquit"]);
    assert_eq!((status, printed.contains("extracted with another grammar")), (0, true), "{printed}");
    let (_, printed) = run(&["--grammar", other, "verify", quote, "--corpus", "c.inquit"]);
    assert!(printed.contains("verbatim"), "{printed}");
    let (status, printed) =
        run(&["--grammar", other, "corpus", "add", "--again", "--corpus", "c.inquit", "b.txt"]);
    assert_eq!((status, printed.contains("another grammar")), (0, false), "{printed}");
    assert!(printed.contains("2 articles · 2 quotations"), "{printed}");
    let (status, printed) = run(&["verify", quote, "--corpus", "c.inquit"]);
    assert_eq!((status, printed.contains("another grammar")), (2, true), "{printed}");
}

#[test]
fn articles_that_name_the_claimed_speaker_are_read_first() {
    let folder = folder("own");
    let said = |i: usize, who: &str| {
        format!("{{\"id\":\"a{i:03}\",\"text\":\"“We want law and order on the quay,” {who} said.\"}}\n")
    };
    let input = folder.join("articles.jsonl");
    let mut lines: String = (0..90).map(|i| said(i, "Tom Okafor")).collect();
    lines.push_str(&said(90, "Lena Brandt"));
    fs::write(&input, lines).unwrap();
    let corpus = folder.join("own.inquit");
    assert!(add(&corpus, &input).output().unwrap().status.success());
    let read = |speaker: Option<&str>| {
        let claim = Claim {
            text: "law and order on the quay".to_owned(),
            speaker: speaker.map(str::to_owned),
            ..Claim::default()
        };
        let looked = Store::open(&corpus).unwrap().look_for(&claim, Lexicon::built_in()).unwrap();
        looked.articles.iter().any(|a| a.id() == "a090")
    };
    assert!(!read(None) && read(Some("Lena Brandt")));
}

#[test]
fn a_corpus_without_articles_is_no_answer() {
    let folder = folder("no-articles");
    fs::write(folder.join("a.txt"), "“The ferry will not sail before Friday,” Ana Ruiz said.\n").unwrap();
    fs::write(
        folder.join("claims.jsonl"),
        "{\"claim\": \"The ferry will not sail before Friday\", \"wording\": \"verbatim\"}\n",
    )
    .unwrap();
    drop(Store::create(&folder.join("c.inquit")).unwrap());
    for asked in [
        &["verify", "The ferry will not sail before Friday"][..],
        &["check", "a.txt"],
        &["eval", "--claims", "claims.jsonl"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
        command.args(["--corpus", "c.inquit"]).args(asked).current_dir(&folder).stdin(Stdio::null());
        let out = command.output().unwrap();
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!((out.status.code(), out.stdout.len()), (Some(2), 0), "{asked:?}: {said}");
        assert!(said.contains("there is no article in this corpus"), "{asked:?}: {said}");
    }
}

/// A link to a remark stays right when articles come that change its base, and so its id.
#[test]
fn the_id_of_a_remark_and_a_place_find_it_after_the_corpus_grew() {
    let folder = folder("former");
    let (corpus, first, second) = (folder.join("c.inquit"), folder.join("first"), folder.join("second"));
    let said = "the lamp on the mole has to burn until the last pilot is home";
    for (path, id, text) in [
        (
            &first,
            "post",
            format!("The board met twice.\n\n“It rained,” he said. Ana Ruiz said that “{said}.”"),
        ),
        (&second, "courier", format!("“I told them that {said}, and nobody wrote it down,” Ana Ruiz said.")),
        (&second, "herald", format!("“I told them that {said}, and nobody wrote it down,” said Ana Ruiz.")),
    ] {
        fs::create_dir_all(path).unwrap();
        fs::write(path.join(id).with_extension("txt"), text).unwrap();
    }
    let versions = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
        let out =
            command.args(["versions", name, "--format", "json", "--corpus"]).arg(&corpus).output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        (json["remarks"][0].clone(), String::from_utf8(out.stderr).unwrap())
    };
    done(add(&corpus, &first).spawn().unwrap());
    let (before, _) = versions(said);
    let (id, wording) = (before["remark"].as_str().unwrap(), &before["wordings"][0]);
    let place = format!("{}#{}", wording["article"].as_str().unwrap(), wording["start"]);
    assert_eq!(versions(id), (before.clone(), String::new()));
    assert_eq!(versions(&place), (before.clone(), String::new()));
    done(add(&corpus, &second).spawn().unwrap());
    let (after, note) = versions(id);
    let new = after["remark"].as_str().unwrap();
    assert!(new != id && note.contains(&format!("{id} is a former id; the remark now has {new}")), "{note}");
    assert_eq!(after["wordings"].as_array().unwrap().len(), 3);
    assert_eq!(versions(&place), (after.clone(), String::new()));
    let (none, note) = versions("0123456789abcdef");
    assert!(none.is_null() && note.is_empty(), "{none} {note}");
}
