//! `.inquit.toml`: where a value can come from, which of them holds, and what is wrong with a file.

#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A repository with a source, a draft that the lenient style passes, and a file of settings.
fn repository(name: &str, settings: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("settings").join(name);
    let _ = fs::remove_dir_all(&root);
    for folder in [".git", "sources", "drafts/deep"] {
        fs::create_dir_all(root.join(folder)).expect("a folder can be made");
    }
    let write = |name: &str, text: &str| fs::write(root.join(name), text).expect("a file can be written");
    write("sources/post.txt", "“We do not think that the bridge will hold for ten years,” Ana Ruiz said.\n");
    write("drafts/deep/a.md", "Ana Ruiz said: “The bridge will hold for ten years.”\n");
    if !settings.is_empty() {
        write(".inquit.toml", settings);
    }
    root
}

/// Runs `inquit` in a folder; output, messages, status.
fn run(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.current_dir(folder).args(args).envs(variables.iter().copied());
    let out = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (text(out.stdout), text(out.stderr), out.status.code().unwrap_or(-1))
}

const STRICT: &str = "[check]\nin = [\"sources\"]\nstyle = \"strict\"\n";

#[test]
fn an_option_beats_the_environment_and_that_the_file_and_that_the_default() {
    let root = repository("places", STRICT);
    let check = |args: &[&str], variables: &[(&str, &str)]| {
        run(&root, &[&["check", "drafts/deep/a.md"], args].concat(), variables)
    };
    let lenient = ("INQUIT_CHECK_STYLE", "lenient");
    assert_eq!(check(&[], &[]).2, 1, "the file");
    assert_eq!(check(&[], &[lenient]).2, 0, "the environment");
    assert_eq!(check(&["--style", "strict"], &[lenient]).2, 1, "an option");
    assert_eq!(check(&["--fail-on", "not-found"], &[]).2, 0, "an option that excludes that of the file");
    assert_eq!(check(&["--no-config", "--in", "sources"], &[]).2, 0, "the default");
    let (_, errors, status) = check(&["--no-config"], &[]);
    assert!(status == 2 && errors.contains("--in <PATH>"), "{errors}");
    // The other source replaces that of the file.
    fs::write(root.join("other.txt"), "“It rained,” Tom Okafor said.").expect("a file can be written");
    let (out, ..) = check(&["--in", "other.txt"], &[]);
    assert!(out.contains("not-found") && out.contains("searched 1 article"), "{out}");
}

#[test]
fn the_nearest_file_holds_up_to_the_root_of_the_repository() {
    let root = repository("nearest", STRICT);
    let deep = root.join("drafts/deep");
    assert_eq!(run(&deep, &["check", "a.md"], &[]).2, 1);
    let (shown, ..) = run(&root, &["config", "show"], &[]);
    assert!(shown.contains("check.style      strict  (.inquit.toml:3)\n"), "{shown}");
    assert!(shown.contains("check.every      not set\n"), "{shown}");
    let (shown, ..) = run(&deep, &["config", "show", "--format", "json"], &[("INQUIT_READ_AS", "record")]);
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("it is JSON");
    assert_eq!(shown[0]["value"][0], root.join("sources").to_string_lossy().as_ref());
    assert_eq!((&shown[1]["key"], &shown[1]["line"]), (&"check.style".into(), &3.into()));
    assert_eq!((&shown[2]["key"], &shown[2]["variable"]), (&"read.as".into(), &"INQUIT_READ_AS".into()));
    // A repository inside another one does not see the file of the outer one.
    fs::create_dir_all(deep.join(".git")).expect("a folder can be made");
    let (shown, ..) = run(&deep, &["config", "show"], &[]);
    assert!(!shown.contains("strict"), "{shown}");
    fs::write(deep.join("own.toml"), "[check]\nevery = true\n").expect("a file can be written");
    let (shown, ..) = run(&deep, &["--config", "own.toml", "config", "show"], &[]);
    assert!(shown.contains("check.every      true  (own.toml:2)\n"), "{shown}");
}

#[test]
fn each_key_reaches_its_option() {
    let root = repository(
        "keys",
        "[read]\nmap = { text = \"leib\", date = \"tag\" }\nas = \"record\"\n[corpus]\nfile = \"news.inquit\"\n",
    );
    fs::write(root.join("in.jsonl"), "{\"leib\":\"“It holds,” Ana Ruiz said.\",\"tag\":\"2026-03-02\"}\n")
        .expect("written");
    let (_, errors, status) = run(&root, &["corpus", "add", "in.jsonl"], &[]);
    assert_eq!(status, 0, "{errors}");
    let (out, errors, _) = run(&root.join("drafts"), &["extract", "--format", "jsonl"], &[]);
    assert!(out.contains("It holds") && out.contains("\"date\":\"2026-03-02\""), "{out}{errors}");
    // A path of the arguments beats the corpus of the file.
    let (out, errors, _) = run(&root, &["extract", "sources", "--format", "jsonl"], &[]);
    assert!(out.contains("the bridge will hold") && !out.contains("It holds"), "{out}{errors}");
    fs::write(root.join(".inquit.toml"), "[check]\nin = [\"sources\"]\nmin_words = 30\nevery = true\nallow = \"allow.txt\"\nfail_on = [\"altered\", \"not-found\"]\n").expect("written");
    fs::write(root.join("allow.txt"), "The bridge will hold for ten years.\n").expect("written");
    let (out, errors, _) = run(&root, &["check", "drafts", "--all", "--format", "json"], &[]);
    let out: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{errors}"));
    let receipt = &out["summary"]["receipt"];
    assert_eq!((&receipt["min_words"], &receipt["every"]), (&30.into(), &true.into()), "{out}");
    assert_eq!(receipt["fail_on"], "altered,not-found");
    assert_eq!(out["summary"]["passed_over"]["total"], 1);
}

#[test]
fn a_file_of_speakers_is_found_from_every_folder() {
    let root = repository("speakers", "[read]\nspeakers = \"who.toml\"\n");
    let call = "WEBVTT\n\n00:00.000 --> 00:03.000\n<v SPEAKER_00>The bridge will hold.\n";
    fs::write(root.join("sources/call.vtt"), call).expect("a file can be written");
    fs::write(root.join("who.toml"), "SPEAKER_00 = \"Ole Berg\"\n").expect("a file can be written");
    let deep = root.join("drafts/deep");
    let extract = |args: &[&str]| {
        run(&deep, &[&["extract", "../../sources/call.vtt", "--format", "jsonl"], args].concat(), &[])
    };
    let (out, errors, _) = extract(&[]);
    assert!(out.contains("\"name\":\"Ole Berg\""), "{out}{errors}");
    assert!(!extract(&["--no-config"]).0.contains("Ole Berg"));
    // An option replaces the file of the settings.
    fs::write(deep.join("own.toml"), "SPEAKER_00 = \"Ana Ruiz\"\n").expect("a file can be written");
    assert!(extract(&["--speakers", "own.toml"]).0.contains("\"name\":\"Ana Ruiz\""));
    fs::remove_file(root.join("who.toml")).expect("a file can be removed");
    let (_, errors, status) = extract(&[]);
    assert!(status == 2 && errors.contains("who.toml: cannot be read; check the path"), "{errors}");
}

#[test]
fn a_wrong_file_is_an_error_with_its_line_and_what_is_likely_meant() {
    let root = repository("wrong", "");
    for (text, wanted) in [
        (
            "[check]\nstile = \"strict\"",
            "own.toml:2: there is no key `check.stile`; do you mean `check.style`?",
        ),
        ("[chek]\nin = []", "own.toml:2: there is no key `chek.in`; do you mean `check.in`?"),
        (
            "style = \"strict\"",
            "own.toml:1: a key stands in a section, as in [check]; do you mean `check.style`?",
        ),
        (
            "[check]\nstyle = \"strickt\"",
            "own.toml:2: `check.style` is one of strict, lenient, not `strickt`",
        ),
        ("[check]\nevery = 1", "own.toml:2: `check.every` is true or false"),
        ("[check]\n\nin = \"sources\"", "own.toml:3: `check.in` is a list of paths"),
        ("[check", "own.toml:1: "),
        (
            "[check]\nin = [\"sources\"]\n[corpus]\nfile = \"a.inquit\"",
            "`check.in` (own.toml:2) and `corpus.file` (own.toml:4) exclude each other for `check`",
        ),
    ] {
        fs::write(root.join("own.toml"), text).expect("a file can be written");
        let (out, errors, status) = run(&root, &["check", "drafts", "--config", "own.toml"], &[]);
        assert!(status == 2 && out.is_empty() && errors.contains(wanted), "{text}: {errors}");
    }
    let (_, errors, status) = run(&root, &["check", "drafts", "--config", "nowhere.toml"], &[]);
    assert!(status == 2 && errors.contains("nowhere.toml: it cannot be read"), "{errors}");
    let (_, errors, status) = run(&root, &["check", "drafts"], &[("INQUIT_CHECK_EVERY", "yes")]);
    assert!(status == 2 && errors.contains("INQUIT_CHECK_EVERY: it is true or false, not `yes`"), "{errors}");
    // Who asks for help gets it.
    fs::write(root.join(".inquit.toml"), "[x]\ny = 1").expect("a file can be written");
    assert_eq!(run(&root, &["check", "--help"], &[]).2, 0);
    for asks in [
        &["check", "drafts", "-h"][..],
        &["help", "corpus", "add"],
        &["--version"],
        &["corpus", "add", "--help"],
    ] {
        assert_eq!(run(&root, asks, &[]).2, 0, "{asks:?}");
    }
    // A draft of this name is no question.
    let (_, errors, status) = run(&root, &["check", "help"], &[]);
    assert!(status == 2 && errors.contains(".inquit.toml:2: there is no key"), "{errors}");
}
