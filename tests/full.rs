//! A full disk is an error of every command and every format.
//!
//! In: an article, a draft and records, made here; what the program says of its own commands and formats, so that no later one is
//! forgotten. Out: a failure that names the command and the format that ended as if all had been written.

#![cfg(all(feature = "cli", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Every command that prints.
const COMMANDS: &[&[&str]] = &[
    &["extract", "lamp.txt"],
    &["compare", "lamp.txt", "lamp2.txt"],
    &["versions", "The lamp is older than the town", "lamp.txt", "lamp2.txt"],
    &["diff", "lamp.txt", "lamp2.txt"],
    &["group", "quotes.jsonl"],
    &["verify", "The lamp is older than the town", "--in", "lamp.txt"],
    &["verify", "--claims", "claims.jsonl", "--in", "lamp.txt"],
    &["check", "lamp2.txt", "--all", "--in", "lamp.txt"],
    &["corpus", "add", "--corpus", "c.inquit", "lamp2.txt"],
    &["corpus", "list", "--corpus", "c.inquit"],
    &["corpus", "info", "--corpus", "c.inquit"],
    &["corpus", "check", "--corpus", "c.inquit"],
    &["corpus", "datasette", "--corpus", "c.inquit"],
    &["corpus", "remove", "--corpus", "c.inquit", "lamp.txt"],
    &["eval", "gold.jsonl"],
    &["eval", "--claims", "known.jsonl", "--in", "lamp.txt"],
    &["lexicon", "show", "said"],
    &["lexicon", "parse", "said Ana Ruiz"],
    &["config", "show"],
    &["completions", "bash"],
    &["help", "verify"],
    &["--help"],
    &["--version"],
];

/// Commands that are left out: they print nothing on success, or nothing before somebody asks them.
const NOT_HERE: &[&str] = &["serve", "mcp", "demo", "corpus vacuum", "lexicon check"];

fn inquit(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.current_dir(root).args(args).stdin(Stdio::null());
    command
}

/// Standard output and messages of a command.
fn told(root: &Path, args: &[&str]) -> (String, String) {
    let output = inquit(root, args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

fn files(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("full").join(name);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(&root).unwrap();
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/gold.jsonl");
    fs::copy(gold, root.join("gold.jsonl")).unwrap();
    let said = "“The lamp is older than the town,” said Ana Ruiz.";
    for (name, text) in [
        ("lamp.txt", said.to_owned()),
        ("lamp2.txt", format!("{said} Nobody doubts it.")),
        ("quotes.jsonl", r#"{"id":"a","text":"The lamp is older than the town"}"#.to_owned()),
        ("claims.jsonl", r#"{"id":"a","claim":"The lamp is older than the town"}"#.to_owned()),
        (
            "known.jsonl",
            r#"{"id":"a","claim":"The lamp is older than the town","wording":"verbatim"}"#.to_owned(),
        ),
    ] {
        fs::write(root.join(name), text).unwrap();
    }
    root
}

/// The names in the list of commands that `--help` prints.
fn commands_of(root: &Path, of: &[&str]) -> Vec<String> {
    let (help, _) = told(root, &[of, &["--help"]].concat());
    let Some((_, list)) = help.split_once("\nCommands:\n") else { return Vec::new() };
    let names =
        list.lines().take_while(|line| line.starts_with("  ")).filter(|line| !line.starts_with("   "));
    names
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// The formats that a command takes: those that it names when it gets a wrong one. None if it has no formats.
fn formats_of(root: &Path, args: &[&str]) -> Vec<String> {
    let (_, errors) = told(root, &[args, &["--format", "nosuch"]].concat());
    let Some((_, list)) = errors.split_once("[possible values: ") else { return Vec::new() };
    let all = list.split_once(']').unwrap().0.split(", ");
    // It writes files, and nothing to standard output.
    all.filter(|format| *format != "brat").map(str::to_owned).collect()
}

#[test]
fn every_command_is_tried() {
    let root = files("commands");
    let tried: BTreeSet<&str> = COMMANDS.iter().map(|args| args[0]).chain(NOT_HERE.iter().copied()).collect();
    let all = commands_of(&root, &[]);
    assert!(all.len() > 8 && all.iter().all(|name| tried.contains(name.as_str())), "{all:?}");
    for outer in ["corpus", "lexicon", "config"] {
        for inner in commands_of(&root, &[outer]) {
            let tried = COMMANDS.iter().any(|args| args[0] == outer && args[1] == inner);
            assert!(tried || NOT_HERE.contains(&format!("{outer} {inner}").as_str()), "{outer} {inner}");
        }
    }
}

#[test]
fn a_full_disk_is_an_error_of_every_command_in_every_format() {
    let root = files("formats");
    let mut wrong = Vec::new();
    assert!(formats_of(&root, COMMANDS[0]).len() > 1, "the program names its formats");
    for args in COMMANDS {
        let formats = formats_of(&root, args);
        let mut ways: Vec<Vec<&str>> = vec![args.to_vec()];
        ways.extend(formats.iter().map(|format| [*args, &["--format", format]].concat()));
        for way in ways {
            told(&root, &["corpus", "add", "--corpus", "c.inquit", "lamp.txt"]);
            let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let output = inquit(&root, &way).stdout(full).output().unwrap();
            let errors = String::from_utf8(output.stderr).unwrap();
            if output.status.code() != Some(2) || !errors.contains("No space left on device") {
                wrong.push(format!("{way:?} ends with {:?}: {errors}", output.status.code()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
