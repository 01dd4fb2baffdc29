//! What is made to stop the program, to slow it or to make it lie: each fault that was once found is a test here.
//!
//! In: hostile files, made here. Out: an error with the name of the file, and every other input done.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hardening").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn inquit(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.current_dir(root).args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What the program printed, its messages, and its status; -1 if a signal ended it.
fn run(root: &Path, args: &[&str]) -> (String, String, i32) {
    told(inquit(root, args).output().unwrap())
}

fn told(output: Output) -> (String, String, i32) {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap_or(-1))
}

const SAID: &str = "<p>“It holds,” said Ana Ruiz.</p>";

#[test]
fn a_page_that_is_too_deep_is_one_bad_input_with_its_name() {
    let root = folder("deep");
    for (name, tag) in [("b", "<b>"), ("div", "<div>"), ("svg", "<svg>"), ("cell", "<table><tr><td>")] {
        fs::write(root.join(format!("{name}.html")), format!("{SAID}{}{SAID}", tag.repeat(100_000))).unwrap();
    }
    fs::write(root.join("z.txt"), "“It leaks,” said Ana Ruiz.").unwrap();
    let (out, errors, status) = run(&root, &["extract", "--format", "jsonl", "."]);
    assert!(out.contains("It leaks") && status == 2, "{errors}");
    for name in ["b", "div", "svg", "cell"] {
        assert!(
            errors.contains(&format!(
                "{name}.html: no article in this page (its elements are nested deeper than 512"
            )),
            "{errors}"
        );
    }
    let (_, errors, status) = run(&root, &["corpus", "add", "--corpus", "c.inquit", "."]);
    assert_eq!(status, 2, "{errors}");
    assert!(run(&root, &["corpus", "list", "--corpus", "c.inquit"]).0.contains("z.txt"));
}

/// Each second time of a range was looked at as the first time of a range of its own, one call inside the other.
#[test]
fn a_range_of_times_without_end_is_words_of_a_turn() {
    let root = folder("times");
    let turns = "Ana Ruiz (00:01): It holds.\n\nBo Lund (00:09): It leaks.\n\nAna Ruiz (00:12): “It holds,” he said.\n\n";
    let text = format!("{turns}{}\n\nBo Lund (00:20): It leaks.\n", "0:12 --> ".repeat(300_000));
    fs::write(root.join("a.txt"), text).unwrap();
    let (_, errors, status) = run(&root, &["extract", "--format", "jsonl", "a.txt"]);
    assert!(matches!(status, 0 | 1), "{status}: {errors}");
}

#[test]
fn a_packed_file_that_fills_the_memory_is_one_bad_input_with_its_name() {
    let root = folder("packed");
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    io::copy(&mut io::repeat(b' ').take(64 << 20), &mut packer).unwrap();
    let bomb = packer.finish().unwrap();
    for name in ["a.txt.gz", "b.jsonl.gz", "c.csv.gz", "d.html.gz", "e.json.gz", "f.srt.gz"] {
        fs::write(root.join(name), &bomb).unwrap();
    }
    fs::write(root.join("z.txt"), "“It leaks,” said Ana Ruiz.").unwrap();
    let (out, errors, status) = run(&root, &["extract", "--format", "jsonl", "."]);
    assert!(out.contains("It leaks") && status == 2, "{errors}");
    assert_eq!(errors.matches("unpacks to more than 200 times its size").count(), 6, "{errors}");
}

#[test]
fn a_record_that_is_too_long_is_passed_over_with_its_line() {
    let root = folder("records");
    for (name, parts) in [("a.jsonl", ["", "\n", ""]), ("b.json", ["[", ",", "]"])] {
        let mut file = io::BufWriter::new(fs::File::create(root.join(name)).unwrap());
        write!(file, "{}{{\"id\":\"{name}\",\"text\":\"", parts[0]).unwrap();
        io::copy(&mut io::repeat(b'a').take(65 << 20), &mut file).unwrap();
        let text = "“It leaks,” said Ana Ruiz.";
        writeln!(file, "\"}}{}{{\"id\":\"{name}-2\",\"text\":\"{text}\"}}{}", parts[1], parts[2]).unwrap();
    }
    let (out, errors, status) = run(&root, &["extract", "--format", "jsonl", "."]);
    assert_eq!((out.matches("\"text\":\"It leaks,").count(), status), (2, 2), "{errors}");
    for name in ["a.jsonl", "b.json"] {
        assert!(errors.contains(&format!("{name}:1: this is longer than 67108864 bytes")), "{errors}");
    }
}

#[test]
fn a_paragraph_of_clauses_without_end_is_cut_and_that_is_said() {
    let root = folder("clauses");
    let text = format!("{}“It leaks,” said Ana Ruiz.", "he said that it rains and ".repeat(6_000));
    fs::write(root.join("a.txt"), text).unwrap();
    let (out, errors, status) = run(&root, &["extract", "--indirect", "--format", "jsonl", "a.txt"]);
    assert!(out.contains("It leaks") && status == 0, "{errors}");
    assert!(out.lines().count() < 2_010, "{} lines", out.lines().count());
    assert!(errors.contains("a.txt:1: this paragraph has more than 2000 reporting clauses"), "{errors}");
}

/// The status of a command whose output nobody reads: the reading end of the pipe is closed before it starts.
fn unread(root: &Path, args: &[&str]) -> (String, i32) {
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let (_, errors, status) = told(inquit(root, args).stdout(writer).output().unwrap());
    (errors, status)
}

#[test]
fn a_command_keeps_its_status_when_the_reader_of_its_output_has_gone_away() {
    let root = folder("unread");
    fs::write(root.join("draft.md"), "He said: “Nobody ever said a word about the lamp here.”").unwrap();
    fs::write(root.join("rain.txt"), "It rained.").unwrap();
    fs::write(root.join("lamp.txt"), "“The lamp is older than the town,” said Ana Ruiz.").unwrap();
    fs::write(root.join("empty.txt"), "").unwrap();
    for (args, wanted) in [
        (&["check", "draft.md", "--in", "rain.txt"][..], 1),
        (&["verify", "Nobody ever said a word about it", "--in", "lamp.txt"], 1),
        (&["verify", "The lamp is older than the town", "--in", "lamp.txt"], 0),
        (&["extract", "lamp.txt"], 0),
        (&["extract", "lamp.txt", "empty.txt"], 2),
        (&["extract", "rain.txt"], 1),
        (&["lexicon", "show", "nosuchword"], 1),
        (&["--help"], 0),
        (&["nonsense"], 2),
    ] {
        let (_, errors, read) = run(&root, args);
        assert_eq!(read, wanted, "{args:?}: {errors}");
        let (errors, status) = unread(&root, args);
        assert_eq!(status, wanted, "{args:?}: {errors}");
        assert!(!errors.contains("pipe"), "{args:?}: {errors}");
    }
}

#[test]
fn threads_are_bounded() {
    let root = folder("threads");
    let (_, errors, status) = run(&root, &["extract", "--threads", "1000000", "x.txt"]);
    assert!(status == 2 && errors.contains("1000000 is not in 0..=1024"), "{errors}");
}

#[test]
fn a_damaged_corpus_gives_no_answer_until_it_is_repaired() {
    let root = folder("damaged");
    for (name, words) in [("a", "The lamp is older than the town"), ("b", "Nobody pays for the oil of it")] {
        fs::write(root.join(format!("{name}.txt")), format!("“{words},” said Ana Ruiz.")).unwrap();
    }
    let verify = ["verify", "The lamp is older than the town", "--corpus", "c.inquit"];
    run(&root, &["corpus", "add", "--corpus", "c.inquit", "a.txt", "b.txt"]);
    assert_eq!(run(&root, &verify).2, 0);
    let corpus = rusqlite::Connection::open(root.join("c.inquit")).unwrap();
    corpus.execute_batch("DELETE FROM segments; UPDATE articles SET text = 'x' WHERE id = 'b.txt'").unwrap();
    for args in [
        &verify[..],
        &["corpus", "info", "--corpus", "c.inquit"],
        &["corpus", "add", "--corpus", "c.inquit", "a.txt"],
    ] {
        let (_, errors, status) = run(&root, args);
        assert!(status == 2 && errors.contains("`inquit corpus check --repair`"), "{args:?}: {errors}");
    }
    let (_, errors, status) = run(&root, &["corpus", "check", "--corpus", "c.inquit"]);
    assert!(status == 1 && errors.contains("b.txt: the article is not as it was added"), "{errors}");
    let (out, errors, status) = run(&root, &["corpus", "check", "--corpus", "c.inquit", "--repair"]);
    assert!(status == 0 && out.contains("1 article removed"), "{out}{errors}");
    assert_eq!(run(&root, &verify).2, 0);
    assert_eq!(run(&root, &["corpus", "check", "--corpus", "c.inquit"]).0, "the corpus is whole\n");
}

#[cfg(unix)]
#[test]
fn a_folder_gives_only_the_regular_files_below_it() {
    use std::os::unix::fs::symlink;
    let root = folder("links");
    fs::create_dir_all(root.join("in/deep")).unwrap();
    fs::create_dir_all(root.join("out")).unwrap();
    let said = |words: &str| format!("“{words},” said Ana Ruiz.");
    fs::write(root.join("in/a.txt"), said("It holds")).unwrap();
    fs::write(root.join("out/secret.txt"), said("It leaks")).unwrap();
    fs::write(root.join("out/more.txt"), said("It fell")).unwrap();
    assert!(Command::new("mkfifo").arg(root.join("in/pipe.txt")).status().unwrap().success());
    symlink("/dev/zero", root.join("in/zero.txt")).unwrap();
    symlink(root.join("out/secret.txt"), root.join("in/secret.txt")).unwrap();
    symlink(root.join("out"), root.join("in/folder")).unwrap();
    symlink(root.join("in"), root.join("in/deep/round")).unwrap();
    let (out, notes, status) = run(&root, &["extract", "-v", "--format", "jsonl", "in"]);
    assert!(out.contains("It holds") && !out.contains("It leaks") && !out.contains("It fell"), "{out}");
    assert_eq!((notes.matches("left out").count(), status), (5, 0), "{notes}");
    let (out, notes, _) = run(&root, &["extract", "-v", "--follow", "--format", "jsonl", "in"]);
    for words in ["It holds", "It leaks", "It fell"] {
        assert_eq!(out.matches(&format!("\"text\":\"{words}")).count(), 1, "{words}: {out}{notes}");
    }
    // What is named itself is read, wherever it leads.
    assert!(run(&root, &["extract", "--format", "jsonl", "in/secret.txt"]).0.contains("It leaks"));
}
