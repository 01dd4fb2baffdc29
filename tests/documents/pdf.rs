//! PDFs, read by a small program in place of `pdftotext`.

use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use super::*;

/// Runs `verify` over `a.pdf` with a script as the program.
fn verify(name: &str, script: &str, args: &[&str]) -> (i32, String, String) {
    let root = folder(name);
    fs::write(root.join("a.pdf"), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n").unwrap();
    let program = root.join("fake");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    let claim = "All of the doors that open to the quay were inspected twice";
    command.current_dir(&root).env("COLUMNS", "200").env("INQUIT_PDFTOTEXT", &program);
    let Output { status, stdout, stderr } =
        command.args(["verify", claim, "--in", "a.pdf"]).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// Two pages; the first ends inside a sentence.
const PAGES: &str = r"printf 'Minutes of the inquiry\n\n“All of the doors that open to the quay were\n\n1\n\n\fMinutes of the inquiry\n\ninspected twice,” Ana Ruiz said on Monday.\n\n2\n\n\f'";

#[test]
fn the_page_of_the_words_is_told() {
    let (status, out, err) = verify("pdf", PAGES, &[]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("a.pdf · page 1 · "), "{out}");
    let (_, json, _) = verify("pdf-json", PAGES, &["--format", "json"]);
    assert!(json.contains("\"place\":{\"page\":1}"), "{json}");
}

#[test]
fn what_gives_no_text_is_refused() {
    for (name, script, wanted) in [
        ("scan", r"printf '\f\f3\f'", "no-text: 3 pages with hardly a word, a scan; run OCR first"),
        ("locked", "echo 'Command Line Error: Incorrect password' >&2; exit 1", "Incorrect password"),
        ("hostile", r"printf '\033[31mred' >&2; exit 1", r"\u{1b}[31mred"),
    ] {
        let (status, _, err) = verify(name, script, &[]);
        assert_eq!(status, 2, "{err}");
        assert!(err.contains(wanted) && err.contains("a.pdf"), "{err}");
    }
}

#[test]
fn without_a_program_the_message_says_what_to_install() {
    let root = folder("no-program");
    fs::write(root.join("a.pdf"), b"%PDF-1.7\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    let out = command.current_dir(&root).env("PATH", "").args(["extract", "a.pdf"]).output().unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("install poppler-utils"), "{said}");
}

#[test]
fn a_claim_that_cites_a_pdf_without_text_has_an_unreadable_source() {
    for (name, script, reason) in [
        ("cited-scan", r"printf '\f\f3\f'", "no-text"),
        ("cited-locked", "echo 'Incorrect password' >&2; exit 1", "read-error"),
    ] {
        let root = folder(name);
        fs::create_dir_all(root.join("in")).unwrap();
        fs::write(root.join("in/a.txt"), "“The bridge will hold for ten years,” Ana Ruiz said.\n").unwrap();
        fs::write(root.join("in/minutes.pdf"), b"%PDF-1.7\n").unwrap();
        let draft = "Ana Ruiz said “the bridge will hold for ten years” [1].\n\n[1]: in/minutes.pdf\n";
        fs::write(root.join("d.md"), draft).unwrap();
        let program = root.join("fake");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
        command.current_dir(&root).env("INQUIT_PDFTOTEXT", &program);
        let out = command.args(["check", "d.md", "--in", "in", "--format", "jsonl"]).output().unwrap();
        let json = String::from_utf8(out.stdout).unwrap();
        assert_eq!(out.status.code(), Some(2), "{json}");
        assert!(json.contains("\"source\":\"unreadable\""), "{json}");
        assert!(json.contains(&format!("\"reason\":\"{reason}\"")), "{json}");
    }
}
