//! Runs of the program. `tests/cli/cases/*.toml` hold arguments and what is wanted on standard output and standard error, and the exit
//! status; `TRYCMD=overwrite cargo test --test cli` writes what came out instead. Below are the runs that cannot be data: made inputs, orders,
//! threads, pipes.

#[path = "cli/screen.rs"]
mod screen;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

fn inquit(args: &[&str]) -> Output {
    command(args).output().expect("the program runs")
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command
        .args(args)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .stdin(Stdio::null());
    command
}

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder can be made");
    path
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("output is UTF-8")
}

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cli/cases/*.toml").env("NO_COLOR", "").env("COLUMNS", "");
}

#[test]
fn the_order_of_arguments_and_the_number_of_threads_change_no_byte() {
    let event = |name| format!("tests/cli/inputs/event/{name}");
    let (a, b, c) = (event("harbour.txt"), event("courier.txt"), event("herald.jsonl"));
    for command in [
        &["extract", "--format", "jsonl"][..],
        &["extract"],
        &["extract", "--format", "json"],
        &["compare", "--format", "json"],
        &["compare", "--format", "csv"],
        &["compare"],
    ] {
        let run = |threads: &str, paths: &[&str]| {
            let out = inquit(&[command, &["--threads", threads], paths].concat());
            assert!(out.status.code().is_some_and(|code| code < 2), "{}", text(&out.stderr));
            out.stdout
        };
        let first = run("1", &[&a, &b, &c, "seeds"]);
        for order in [[&b, &a, &c, "seeds"], [&c, "seeds", &b, &a], ["seeds", &a, &c, &b]] {
            for threads in ["1", "2", "7"] {
                assert!(run(threads, &order) == first, "{command:?} {order:?} {threads}");
            }
        }
    }
}

#[test]
fn files_with_one_name_are_told_apart_by_their_folders() {
    let root = folder("one-name");
    for (day, words) in [("monday", "It holds"), ("tuesday", "It held")] {
        fs::create_dir(root.join(day)).unwrap();
        fs::write(root.join(day).join("news.txt"), format!("“{words},” Ana Ruiz said.")).unwrap();
    }
    let path = |day: &str| root.join(day).join("news.txt").to_string_lossy().into_owned();
    let (monday, tuesday) = (path("monday"), path("tuesday"));
    let forward = inquit(&["extract", "--format", "jsonl", &monday, &tuesday]);
    let backward = inquit(&["extract", "--format", "jsonl", &tuesday, &monday, &monday]);
    assert_eq!(forward.stdout, backward.stdout);
    assert!(text(&forward.stdout).contains(r#""article":"monday/news.txt""#));
    assert!(text(&forward.stdout).contains(r#""article":"tuesday/news.txt""#));
}

#[test]
fn standard_input_is_told_to_be_text_or_lines() {
    for (input, id) in [
        ("“It holds,” Ana Ruiz said.", "stdin"),
        ("{\"id\":\"a1\",\"text\":\"“It holds,” Ana Ruiz said.\"}\n", "a1"),
    ] {
        let mut child = command(&["extract", "--format", "jsonl", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let out = child.wait_with_output().unwrap();
        assert_eq!(out.status.code(), Some(0));
        assert!(text(&out.stdout).contains(&format!(r#""article":"{id}""#)), "{}", text(&out.stdout));
    }
}

#[test]
fn offsets_are_code_points_of_the_file_and_give_the_text_back() {
    let root = folder("offsets");
    let article = "\u{feff}🏛 Café\r\n\r\n“Sí, we rebuild,” said Ana Ruiz. “It’s fine,” she said.\r\n";
    fs::write(root.join("a.txt"), article).unwrap();
    let out = inquit(&["extract", "--format", "jsonl", &root.to_string_lossy()]);
    let characters: Vec<char> = article.trim_start_matches('\u{feff}').chars().collect();
    let mut seen = 0;
    for line in text(&out.stdout).lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        if record["type"] == "quotation" {
            let at = |key: &str| usize::try_from(record[key].as_u64().unwrap()).unwrap();
            let words: String = characters[at("start")..at("end")].iter().collect();
            assert_eq!(record["text"], words);
            seen += 1;
        }
    }
    assert_eq!(seen, 2);
    assert!(text(&out.stdout).lines().last().unwrap().starts_with(r#"{"type":"summary""#));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let root = folder("closed-pipe");
    let line = "{\"text\":\"“It holds,” Ana Ruiz said.\"}\n";
    fs::write(root.join("many.jsonl"), line.repeat(20_000)).unwrap();
    let path = root.join("many.jsonl").to_string_lossy().into_owned();
    let mut child = command(&["extract", "--format", "jsonl", &path])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(0), ""));
}

/// Time that none of these may come near, even on a slow machine without optimisation.
const LONG: Duration = Duration::from_secs(60);

/// The output of a run that has to end by itself, in time.
fn ended(args: &[&str], root: &Path) -> Output {
    let files = [root.join("stdout"), root.join("stderr")];
    let [out, err] = files.each_ref().map(|file| fs::File::create(file).expect("a file can be made"));
    let mut child = command(args).stdout(out).stderr(err).spawn().expect("the program runs");
    let start = Instant::now();
    let status = loop {
        match child.try_wait().expect("the program can be asked") {
            Some(status) => break status,
            None if start.elapsed() > LONG => {
                child.kill().and_then(|()| child.wait()).expect("the program can be stopped");
                panic!("{args:?} did not end");
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    let [stdout, stderr] = files.map(|file| fs::read(file).expect("the file is there"));
    Output { status, stdout, stderr }
}

#[cfg(feature = "store")]
#[test]
fn a_corpus_gives_what_its_articles_give() {
    let root = folder("corpus-as-paths");
    let file = root.join("seeds.inquit").to_string_lossy().into_owned();
    let made = inquit(&["corpus", "add", "--corpus", &file, "seeds"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    for arguments in [
        &["extract"][..],
        &["extract", "--format", "jsonl"],
        &["compare"],
        &["compare", "--explain", "--format", "json"],
    ] {
        let stored = ended(&[arguments, &["--corpus", &file]].concat(), &root);
        let read = inquit(&[arguments, &["seeds"]].concat());
        assert_eq!(stored.status.code(), Some(0), "{arguments:?}: {}", text(&stored.stderr));
        // What a walk left out is no matter of a corpus.
        let read = text(&read.stdout).replace(",\"left_out\":1", "");
        assert!(!stored.stdout.is_empty() && text(&stored.stdout) == read, "{arguments:?}");
    }
}

#[test]
fn a_line_of_a_million_characters_is_read() {
    let root = folder("million");
    let long = format!("“It holds,” Ana Ruiz said {}. “It holds,” she said.", "very slowly ".repeat(83_334));
    assert!(long.chars().count() > 1_000_000);
    fs::write(root.join("a.txt"), &long).unwrap();
    let record = serde_json::json!({"id": "b", "text": long, "other": [long]});
    fs::write(root.join("b.jsonl"), format!("{record}\n")).unwrap();
    let start = Instant::now();
    let out = inquit(&["extract", "--format", "jsonl", &root.to_string_lossy()]);
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(0), ""));
    assert!(text(&out.stdout).contains(r#""article":"a.txt""#));
    assert!(text(&out.stdout).contains(r#""article":"b""#));
    assert!(start.elapsed() < LONG);
}

#[test]
fn ten_thousand_marks_that_are_never_closed_neither_hang_nor_stop_the_others() {
    let root = folder("marks");
    for (name, mark) in
        [("curly", "“"), ("straight", "\""), ("single", "‘"), ("spaced", " “ "), ("words", "“It ")]
    {
        fs::write(root.join(format!("{name}.txt")), mark.repeat(10_000)).unwrap();
    }
    fs::write(root.join("sound.txt"), "“It holds,” Ana Ruiz said.").unwrap();
    let start = Instant::now();
    for arguments in [&["extract", "--format", "jsonl", "--all"][..], &["extract"], &["compare"]] {
        let out = inquit(&[arguments, &[&root.to_string_lossy()]].concat());
        assert!(out.status.code().is_some_and(|code| code < 2), "{}", text(&out.stderr));
        if arguments[0] == "extract" {
            assert!(text(&out.stdout).contains("It holds,"));
        }
    }
    assert!(start.elapsed() < LONG);
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let out = inquit(&["completions", shell]);
        assert!(out.status.success() && text(&out.stdout).contains("inquit"), "{shell}");
    }
}

#[test]
fn quotations_of_a_headline_are_checked() {
    let root = folder("check-headline");
    let source = root.join("source.txt");
    fs::write(&source, "The wall stood.\n\n“We have some oil left at all times,” Ana Ruiz said.\n").unwrap();
    let words = "“we have no oil left at all times”";
    let body = "The bridge stood for many years and nobody asked about it, the people of the town thought.";
    for (name, draft) in [
        ("heading.md", format!("# Harbour shut: {words} for now\n\n{body}\n")),
        ("line.txt", format!("Harbour near {words} and dark\n\n{body}\n")),
        ("matter.md", format!("---\ntitle: Harbour near {words}\ndate: 2024-05-03\n---\n{body}\n")),
        (
            "page.html",
            format!(
                "<html><head><title>Harbour near {words}</title></head><body><article><h1>Harbour near {words}</h1>\
                 <p>{body}</p><p>{body} And more.</p></article></body></html>"
            ),
        ),
    ] {
        let draft_path = root.join(name);
        fs::write(&draft_path, draft).unwrap();
        let paths = [draft_path.to_string_lossy(), source.to_string_lossy()];
        let out = inquit(&["check", &paths[0], "--in", &paths[1], "--format", "jsonl"]);
        assert_eq!(out.status.code(), Some(1), "{name}: {}{}", text(&out.stdout), text(&out.stderr));
        assert!(text(&out.stdout).contains(r#""failed":["altered""#), "{name}: {}", text(&out.stdout));
    }
    // A title of few words, and a term in the text, are none.
    let draft = root.join("few.md");
    fs::write(&draft, "# Prize for “The Old Sea”\n\nIt was built by “the men of the north side” in May.\n")
        .unwrap();
    let out = inquit(&["check", &draft.to_string_lossy(), "--in", &source.to_string_lossy(), "--all"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stdout));
}

#[test]
fn a_place_in_a_draft_is_that_of_its_file() {
    let root = folder("check-places");
    let draft = "---\ntitle: “No stone of this was ever lost”, she says\ndate: 2024-05-03\n---\n\n\
                 “The moon fell into the sea,” said Ana Ruiz.\n";
    fs::create_dir(root.join("drafts")).unwrap();
    fs::write(root.join("drafts/plain.md"), draft).unwrap();
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(draft.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    fs::write(root.join("drafts/wide.txt"), wide).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(draft.as_bytes()).unwrap();
    fs::write(root.join("drafts/packed.txt.gz"), packed.finish().unwrap()).unwrap();
    fs::write(root.join("source.txt"), "The wall stood.\n").unwrap();
    let paths = [root.join("drafts").display().to_string(), root.join("source.txt").display().to_string()];
    let out = inquit(&["check", &paths[0], "--in", &paths[1]]);
    for name in ["plain.md", "wide.txt", "packed.txt.gz"] {
        for place in ["2:9", "6:2"] {
            let wanted = format!("{}:{place}: ", root.join("drafts").join(name).display());
            assert!(text(&out.stdout).contains(&wanted), "{wanted}: {}", text(&out.stdout));
        }
    }
}

#[test]
fn a_speaker_who_is_only_described_is_compared() {
    let root = folder("check-described");
    let (draft, source) = (root.join("draft.md"), root.join("source.txt"));
    let claim = |speaker: &str| format!("“The wall held for a hundred years,” {speaker} said.\n");
    for (claimed, printed, wanted) in [
        ("the cook", "the cook", "role-only"),
        ("the captain", "the cook", "unresolved"),
        ("the minister", "Minister Ana Ruiz", "role-only"),
        ("a woman in the crowd", "Ana Ruiz", "unresolved"),
        ("he", "the cook", "not-checked"),
    ] {
        fs::write(&draft, claim(claimed)).unwrap();
        fs::write(&source, format!("The wall stood.\n\n{}", claim(printed))).unwrap();
        let paths = [draft.to_string_lossy(), source.to_string_lossy()];
        let run = |fail: &str| {
            inquit(&["check", &paths[0], "--in", &paths[1], "--all", "--format", "jsonl", "--fail-on", fail])
        };
        let out = run("misattributed,conflicting,not-found");
        let told = format!(r#""form":"N1","attribution":"{wanted}""#);
        assert!(text(&out.stdout).contains(&told), "{claimed} {printed}: {}", text(&out.stdout));
        assert_eq!(out.status.code(), Some(0), "{claimed} {printed}");
        assert_eq!(run("unresolved").status.code(), Some(i32::from(wanted == "unresolved")));
    }
}

#[test]
fn nothing_is_no_name_and_no_list_of_answers() {
    for (arguments, wanted) in [
        (&["check", "a.md", "--in", "seeds", "--fail-on", ""][..], "give names of answers"),
        (&["check", "a.md", "--in", "seeds", "--fail-on", " , "], "give names of answers"),
        (&["verify", "The wall held for years", "seeds", "--speaker", ""], "give the name of a speaker"),
        (&["compare", "seeds", "--speaker", " "], "give the name of a speaker"),
    ] {
        let out = inquit(arguments);
        assert_eq!(out.status.code(), Some(2), "{arguments:?}");
        assert!(text(&out.stderr).contains(wanted), "{arguments:?}: {}", text(&out.stderr));
    }
}

#[test]
fn quotations_behind_a_byte_order_mark_are_grouped() {
    let root = folder("group-mark");
    let file = root.join("q.jsonl");
    fs::write(&file, "\u{feff}{\"id\":\"a\",\"text\":\"The wall held for a hundred years.\"}\n").unwrap();
    let out = inquit(&["group", &file.to_string_lossy()]);
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(0), ""));
    assert!(text(&out.stdout).contains(r#""id":"a""#));
}

#[cfg(feature = "store")]
#[test]
fn one_is_told_in_the_singular() {
    let root = folder("singular");
    let (file, article) = (root.join("c.inquit"), root.join("a.txt"));
    fs::write(&article, "“The wall held for a hundred years,” Ana Ruiz said.").unwrap();
    let (file, article) = (file.to_string_lossy(), article.to_string_lossy());
    let out = |args: &[&str]| text(&inquit(args).stdout).to_owned();
    let added = out(&["corpus", "add", "--corpus", &file, &article]);
    assert!(added.contains("· 1 quotation added"), "{added}");
    assert!(added.contains("corpus: 1 article · 1 quotation · 1 remark, rebuilt"), "{added}");
    assert!(out(&["corpus", "list", "--corpus", &file]).contains("\t1 quotation\t"));
    let list = out(&["corpus", "list", "--corpus", &file, "--format", "jsonl"]);
    let last = r#"{"articles":1,"quotations":1,"schema":1,"type":"summary"}"#;
    assert_eq!(list.lines().nth(1), Some(last), "{list}");
    assert_eq!(out(&["corpus", "remove", "--corpus", &file, "a.txt"]), "1 article removed\n");
}

#[test]
fn bad_lines_beyond_five_are_counted_or_all_named() {
    let root = folder("many-bad-lines");
    let file = root.join("a.jsonl");
    fs::write(&file, format!("{{\"text\":\"“It holds,” Ana Ruiz said.\"}}\n{}", "no\n".repeat(6))).unwrap();
    for command in ["extract", "group"] {
        let few = inquit(&[command, &file.to_string_lossy()]);
        let (all, few) = (inquit(&[command, "-v", &file.to_string_lossy()]), text(&few.stderr).to_owned());
        assert_eq!(few.lines().count(), 6, "{few}");
        assert!(few.ends_with(": 1 more bad line\n"), "{few}");
        let all = text(&all.stderr);
        assert!((2..8).all(|n| all.contains(&format!("a.jsonl:{n}:"))), "{all}");
        assert!(!all.contains("more bad"), "{all}");
    }
}

#[test]
fn code_comments_and_titles_of_links_in_a_draft_are_not_checked() {
    let root = folder("check-markdown");
    let (draft, source) = (root.join("draft.md"), root.join("source.txt"));
    fs::write(&source, "The wall stood.\n\n“The wall held for a hundred years,” Ana Ruiz said.\n").unwrap();
    let wrong = "“Somebody painted the bridge in pink at night,” Ana Ruiz said.";
    let draft_text = format!(
        "# Wall\n\n```\n{wrong}\n```\n\n<!-- {wrong} é -->\n\nIt says `{wrong}` and [so](https://a.example \"{wrong}\").\n\n\
         “The wall held for a thousand years,” Ana Ruiz said.\n"
    );
    fs::write(&draft, draft_text).unwrap();
    let out = inquit(&["check", &draft.to_string_lossy(), "--in", &source.to_string_lossy()]);
    let shown = text(&out.stdout);
    assert!(
        shown.contains("draft.md:11:2: altered")
            && shown.contains("1 checked · 3 passed over (code 3) · 1 failed"),
        "{shown}"
    );
}

#[test]
fn what_a_page_tells_in_a_graph_is_read() {
    let root = folder("page-graph");
    let graph = r##"{"@graph":[{"@type":["NewsArticle"],"datePublished":"2024-05-03","publisher":{"@id":"#o"}},
        {"@type":"Organization","@id":"#o","name":"Harbour Post"}]}"##;
    let body = "<p>“The wall held for a hundred years,” Ana Ruiz said, and nobody asked.</p>";
    let page = format!(
        "<html><head><script type=\"application/ld+json\">{graph}</script></head><body>{body}</body></html>"
    );
    fs::write(root.join("p.html"), page).unwrap();
    let out = inquit(&["extract", "--format", "jsonl", &root.join("p.html").to_string_lossy()]);
    assert!(
        text(&out.stdout).contains(r#""outlet":"Harbour Post","date":"2024-05-03""#),
        "{}",
        text(&out.stdout)
    );
}
