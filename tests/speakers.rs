//! Speakers whom a transcript only counts: they are nobody, until a file names them, and then in the recording that is meant.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const WHISPERX: &str = r#"{"language": "en", "segments": [
    {"start": 0.0, "end": 2.5, "text": " The bridge will hold for a hundred years.", "speaker": "SPEAKER_00",
        "words": [{"word": "The", "start": 0.0, "end": 0.2, "speaker": "SPEAKER_00"}, {"word": "100"}]},
    {"start": 3.0, "end": 5.5, "text": " Nobody pays for the pumps any more.", "speaker": "SPEAKER_01"},
    {"start": 6.0, "end": 7.5, "text": " The meeting is closed for today."}]}"#;
const VOICES: &str = "WEBVTT\n\n00:00.000 --> 00:03.000\n<v SPEAKER_00>The bridge will hold for a hundred years.\n\n\
    00:03.000 --> 00:06.000\n<v SPEAKER_01>Nobody pays for the pumps any more.\n";
const LABELS: &str = "SPEAKER_00: The bridge will hold for a hundred years.\n\nSPEAKER_01: Nobody pays for the pumps any more.\n\n\
    SPEAKER_00: Then the board decides.\n\nSPEAKER_01: So it will.\n";
const TABLE: &str = "speaker,start,text\nSPEAKER_00,0,The bridge will hold for a hundred years.\nSPEAKER_01,3,Nobody pays for the pumps any more.\n";
const FORMS: [(&str, &str); 4] =
    [("call.json", WHISPERX), ("call.vtt", VOICES), ("call.txt", LABELS), ("call.csv", TABLE)];

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("speakers").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    for (file, text) in files {
        fs::write(path.join(file), text).unwrap();
    }
    path
}

/// Standard output, standard error and status of the program.
fn told(folder: &Path, args: &[&str]) -> (String, String, Option<i32>) {
    let out = Command::new(env!("CARGO_BIN_EXE_inquit")).args(args).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out.stdout), text(out.stderr), out.status.code())
}

/// The attribution of words to Ana Ruiz, and their grade.
fn attribution(folder: &Path, words: &str, args: &[&str]) -> (String, String) {
    let all = [&["verify", words, "--speaker", "Ana Ruiz", "--format", "json"], args].concat();
    let (out, error, _) = told(folder, &all);
    let verdict: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{error}"));
    (verdict["attribution"].as_str().unwrap().to_owned(), verdict["grade"].as_str().unwrap().to_owned())
}

const WORDS: &str = "The bridge will hold for a hundred years";

#[test]
fn a_label_that_only_counts_is_nobody_until_a_file_names_it() {
    let folder = folder("forms", &[&FORMS[..], &[("speakers.toml", "SPEAKER_00 = \"Ana Ruiz\"\n")]].concat());
    for (file, _) in FORMS {
        let grade = if file.ends_with("json") || file.ends_with("vtt") { "P3" } else { "P2" };
        let (open, own) = attribution(&folder, WORDS, &[file]);
        assert_eq!((open.as_str(), own.as_str()), ("unresolved", grade), "{file}");
        let named = ["--speakers", "speakers.toml", file];
        assert_eq!(attribution(&folder, WORDS, &named).0, "confirmed", "{file}");
        // Whom the file does not name stays nobody, and nobody is accused.
        let other = "Nobody pays for the pumps any more";
        assert_eq!(attribution(&folder, other, &named).0, "unresolved", "{file}");
    }
    let (out, _, _) =
        told(&folder, &["extract", "call.json", "--speakers", "speakers.toml", "--format", "jsonl"]);
    let names: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["speaker"]["name"].clone())
        .collect();
    assert_eq!(
        names[..3],
        [Value::from("Ana Ruiz"), Value::Null, Value::Null],
        "a segment without a speaker is nobody's"
    );
}

#[test]
fn each_recording_counts_its_speakers_anew() {
    let names = "SPEAKER_00 = \"Ana Ruiz\"\n[\"b.json\"]\nSPEAKER_01 = \"Ole Berg\"\n[\"d.json\"]\nSPEAKER_00 = \"Ana Ruiz\"\n";
    let folder = folder("anew", &[("a.json", WHISPERX), ("b.json", WHISPERX), ("speakers.toml", names)]);
    let (out, error, _) = told(&folder, &["extract", ".", "--speakers", "speakers.toml", "--format", "csv"]);
    let rows: Vec<&str> = out.lines().collect();
    let named =
        |id: &str, name: &str| rows.iter().filter(|row| row.starts_with(id) && row.contains(name)).count();
    assert_eq!((named("a.json", "Ana Ruiz"), named("b.json", "Ana Ruiz")), (1, 0), "{out}");
    assert_eq!((named("a.json", "Ole Berg"), named("b.json", "Ole Berg")), (0, 1), "{out}");
    assert!(error.contains("warning: b.json: `SPEAKER_00` is named in a.json"), "{error}");
    assert!(error.contains("put it under [\"b.json\"] in speakers.toml"), "{error}");
    assert!(
        error.contains("warning: speakers.toml: no turn of d.json has the label `SPEAKER_00`"),
        "{error}"
    );
}

#[test]
fn a_file_that_cannot_be_used_is_an_error_before_anything_is_read() {
    let folder = folder(
        "wrong",
        &[
            ("call.json", WHISPERX),
            ("n.toml", "SPEAKER_00 = 3\n"),
            ("s.toml", "SPEAKER_00 = \"SPEAKER_01\"\n"),
        ],
    );
    for (file, said) in [
        ("n.toml", "error: n.toml: not a file of speakers; a line is SPEAKER_00 = \"Ana Ruiz\""),
        ("s.toml", "error: s.toml: `SPEAKER_00` has no name behind it (`SPEAKER_01`)"),
        ("no.toml", "error: no.toml: cannot be read; check the path"),
    ] {
        let (out, error, status) = told(&folder, &["extract", "call.json", "--speakers", file]);
        assert_eq!((out.as_str(), status), ("", Some(2)));
        assert!(error.starts_with(said), "{error}");
    }
}

#[test]
fn a_voice_called_none_is_nobody() {
    let voices = VOICES.replace("SPEAKER_00", "None").replace("SPEAKER_01", "Speaker-2");
    let folder = folder("none", &[("call.vtt", &voices)]);
    assert_eq!(attribution(&folder, WORDS, &["call.vtt"]).0, "unresolved");
    assert_eq!(attribution(&folder, "Nobody pays for the pumps any more", &["call.vtt"]).0, "unresolved");
}
