//! Hostile words through every command and every format: what is printed has none of them as anything but words.
//!
//! In: articles, a draft, claims and records of quotations whose words, names, titles and outlets are hostile. Out: a failure that names the command,
//! the format and what got through.

#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// What the words of an article may hold. Each stands alone, in a speaker's name, at the start of a cell, and in the middle.
const HOSTILE: &[&str] = &[
    "\u{1b}[31m",
    "\u{9b}2J",
    "\u{7f}",
    "\u{8}",
    "\u{0}",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "\u{61c}",
    "\u{200b}",
    "\u{feff}",
    "\u{2060}",
    "\u{e0041}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{fffe}",
    "=1+2",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+2",
    "＠a",
    "\t=1",
    "\r\n=1",
    "|a",
    "%a",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</script>",
    "\" onload=\"a",
    "' onload='a",
    "&lt;b&gt;",
    "[a](javascript:alert(1))",
    "![a](http://evil.example/a.png)",
    "www.evil.example",
    "WWW.evil.example",
    "http://evil.example/a",
    "javascript:alert(1)",
    "mailto:a@evil.example",
    "a@evil.example",
    "xmpp:a@evil.example",
    "`evil!`",
    "| a |",
    "# a",
    "```",
    "*evil!*",
    "_evil!_",
    "~~evil!~~",
    "<!--",
    "-->",
    "]]>",
    "<?a",
    "${a}",
    "{{a}}",
    "%s%n",
    "\\u001b[31m",
];

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("escapes").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder can be made");
    path
}

/// Two outlets with the same remarks, one of them altered; hostile words in every field.
fn articles() -> Vec<Value> {
    let article = |(number, bad): (usize, &&str)| {
        ["nobody", "somebody"].map(|who| {
            let text = format!(
                "“{bad} {bad} the lamp{number} of harbour{number} is older{number} than town{number} and {who} pays {bad}for oil{number},” said Ana {bad}Ruiz.\n\n\
                 Bo Lund said: “{bad}We{number} have oil{number} for {number} days.” {bad}\n\nThe mayor {bad} said that it rained."
            );
            json!({"id": format!("{bad}{who}{number}"), "outlet": format!("{bad}{who}"), "title": format!("{bad} lamp"), "url": format!("https://fine.example/{bad}"),
                "date": "2024-05-03", "text": text})
        })
    };
    HOSTILE.iter().enumerate().flat_map(article).collect()
}

fn write_lines(path: &Path, records: impl IntoIterator<Item = Value>) {
    let lines: Vec<String> = records.into_iter().map(|record| record.to_string()).collect();
    fs::write(path, lines.join("\n")).expect("the file can be written");
}

/// The files that the commands read.
fn write_files(root: &Path) {
    write_lines(&root.join("a.jsonl"), articles());
    let draft = |(number, bad): (usize, &&str)| {
        format!(
            "“{bad} the lamp{number} of harbour{number} is older{number} than town{number} and everybody pays {bad}for oil{number},” said Ana {bad}Ruiz ({bad})."
        )
    };
    let draft: Vec<String> = HOSTILE.iter().enumerate().map(draft).collect();
    fs::write(root.join("draft.txt"), draft.join("\n\n")).expect("the file can be written");
    let claim = |(number, bad): (usize, &&str)| {
        json!({"id": format!("{bad}{number}"), "claim": format!("{bad}the lamp{number} of harbour{number} is older{number} than town{number} and everybody pays for oil{number}"),
            "speaker": format!("{bad}Bo Lund"), "source": format!("{bad}nobody")})
    };
    write_lines(&root.join("claims.jsonl"), HOSTILE.iter().enumerate().map(claim));
    let quote = |(number, bad): (usize, &&str)| json!({"id": format!("{bad}{number}"), "text": format!("{bad} the lamp is older than the town"), "speaker": bad});
    write_lines(&root.join("quotes.jsonl"), HOSTILE.iter().enumerate().map(quote));
    fs::write(root.join("\u{202e}\u{1b}[31m<evil>=1.txt"), "“It holds,” said Ana Ruiz.")
        .expect("the file can be written");
}

/// The commands, each with its formats.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["extract", "--indirect", "--explain", "--all", "."], "table json jsonl csv md"),
    (&["compare", "--explain", "--full", "."], "table json jsonl csv md tei html"),
    (&["versions", "The lamp3 of harbour3 is older3 than town3", "."], "table json jsonl csv md tei html"),
    (&["diff", "=1+2nobody", "=1+2somebody", "."], "table json jsonl csv md"),
    (
        &[
            "verify",
            "\u{202e}=1 the lamp3 of harbour3 is older3 than town3 and everybody pays",
            "--speaker",
            "\u{1b}[31m=Bo <b>",
            ".",
        ],
        "table json jsonl csv md html",
    ),
    (&["verify", "--claims", "claims.jsonl", "a.jsonl"], "table json jsonl csv md html"),
    (&["check", "draft.txt", "--every", "--all", "--in", "a.jsonl"], "table json jsonl csv md html sarif"),
    (&["corpus", "list", "--corpus", "c.inquit"], "table jsonl"),
    (&["corpus", "info", "--corpus", "c.inquit"], ""),
    (&["group", "quotes.jsonl"], ""),
    (&["extract", "-v", "nosuch\u{202e}\u{1b}[31m.txt", "\u{202e}\u{1b}[31m<evil>=1.txt"], "table"),
    (&["lexicon", "show", "\u{202e}\u{1b}[31m"], ""),
];

fn run(root: &Path, args: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_inquit"));
    command.current_dir(root).args(args).stdin(Stdio::null()).env_remove("COLUMNS");
    let answer = command.output().expect("the program runs");
    assert!(matches!(answer.status.code(), Some(0..=2)), "{args:?}: {:?}", answer.status);
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (text(answer.stdout), text(answer.stderr))
}

/// Control characters, marks of direction, signs of no width: no output has them. A line break ends a line; a tab parts columns.
fn steers(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\t');
    control
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{e0000}'..='\u{e007f}')
}

/// What of an output is not what it should be, in a format.
fn wrong(out: &str, format: &str) -> Vec<String> {
    let mut wrong: Vec<String> =
        out.chars().filter(|c| steers(*c)).map(|c| format!("{c:?} as it is")).collect();
    match format {
        "json" | "sarif" => wrong.extend(serde_json::from_str::<Value>(out).err().map(|e| e.to_string())),
        "jsonl" => {
            wrong.extend(
                out.lines().filter_map(|line| {
                    Some(format!("{}: {line}", serde_json::from_str::<Value>(line).err()?))
                }),
            );
        }
        "csv" => wrong.extend(wrong_cells(out)),
        "md" => wrong.extend(wrong_in_markdown(out)),
        "html" | "tei" => wrong.extend(wrong_in_markup(out, format == "html")),
        _ => {}
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

/// Cells that a spreadsheet would take for formulas.
fn wrong_cells(out: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(out.as_bytes());
    let columns = reader.headers().expect("there is a header").len();
    let mut wrong = Vec::new();
    for row in reader.records() {
        let row = row.expect("each row is one of CSV");
        assert_eq!(row.len(), columns);
        let formula = |cell: &&str| {
            cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＠', '|', '%'])
                || cell.starts_with(['\t', '\r', '\n'])
        };
        // A number is none, whatever its sign.
        wrong.extend(
            row.iter()
                .filter(formula)
                .filter(|cell| cell.parse::<f64>().is_err() || cell.starts_with('+'))
                .map(|cell| format!("the cell {cell:?}")),
        );
    }
    wrong
}

/// Markup and links that no escape stands before. Code spans are none of ours.
fn wrong_in_markdown(out: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    // Where a link leads is no words, and `**` is bold of our own, within which words are.
    let led = |piece: &str| piece.split_once(')').map_or("", |(_, behind)| behind).to_owned();
    let mut pieces = out.split("](https://fine.example/");
    let first = pieces.next().unwrap_or_default().to_owned();
    let lower =
        [first].into_iter().chain(pieces.map(led)).collect::<String>().replace("**", "").to_lowercase();
    for sign in [
        "<script",
        "<img",
        "<!--",
        "](javascript",
        "](http://evil",
        "www.evil",
        "mailto:a",
        "xmpp:a",
        "a@evil",
        "http://evil",
        "*evil!*",
        "_evil!_",
        "~~evil!~~",
        "`evil!`",
        "```",
    ] {
        let at = lower.match_indices(sign).map(|(at, _)| at);
        wrong.extend(
            at.filter(|&at| !lower[..at].ends_with('\\')).map(|_| format!("{sign} without an escape")),
        );
    }
    wrong
}

/// Elements, handlers and addresses that the page itself does not have.
fn wrong_in_markup(out: &str, is_page: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let inside = |tag: &str| out.contains(tag).then(|| format!("the element {tag}"));
    wrong.extend(["<script>alert", "<img src=x", "<?a", "]]>", "<evil>=1"].into_iter().filter_map(inside));
    for tag in out.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag) {
        let words: Vec<&str> = tag.split('"').step_by(2).flat_map(str::split_whitespace).collect();
        wrong.extend(
            words
                .iter()
                .filter(|w| w.starts_with("onload") || w.starts_with("onerror"))
                .map(|w| format!("the handler {w}")),
        );
    }
    for address in out.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).filter(|_| is_page)
    {
        let fits = address.starts_with('#')
            || address.starts_with("http://")
            || address.starts_with("https://")
            || address.starts_with("data:");
        wrong.extend((!fits).then(|| format!("the address {address}")));
    }
    wrong
}

#[test]
fn nothing_hostile_gets_through_any_command_in_any_format() {
    let root = folder("all");
    write_files(&root);
    run(&root, &["corpus", "add", "--corpus", "c.inquit", "a.jsonl"]);
    let mut found = Vec::new();
    for (command, formats) in COMMANDS {
        let formats: Vec<&str> = if formats.is_empty() { vec![""] } else { formats.split(' ').collect() };
        for format in formats {
            let asked = if format.is_empty() { vec![] } else { vec!["--format", format] };
            let (out, errors) = run(&root, &[command, &asked[..]].concat());
            let told = wrong(&out, format).into_iter().chain(wrong(&errors, "messages"));
            found.extend(told.map(|what| format!("{command:?} {format}: {what}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_switch_of_csv_leaves_formulas_and_nothing_else() {
    let root = folder("switch");
    write_lines(&root.join("a.jsonl"), articles());
    let (out, _) = run(&root, &["extract", "--format", "csv", "--no-guard", "a.jsonl"]);
    assert!(!wrong_cells(&out).is_empty() && !out.chars().any(steers));
}

/// The page of a check has the draft's Markdown as words, and what a viewer of a corpus prints has no markup.
#[test]
fn raw_markdown_and_markup_of_a_draft_are_words_in_the_page() {
    let root = folder("page");
    let draft = "# A [link](javascript:alert(1)) <script>alert(1)</script>\n\n“The lamp **is** older than [the town](javascript:alert(2)) <img src=x onerror=alert(3)>,” said Ana Ruiz.\n";
    fs::write(root.join("draft.md"), draft).expect("the file can be written");
    fs::write(root.join("a.txt"), "“The lamp is older than the town,” said Ana Ruiz.")
        .expect("the file can be written");
    let (out, errors) =
        run(&root, &["check", "draft.md", "--every", "--all", "--in", "a.txt", "--format", "html"]);
    assert!(out.contains("older than") && out.contains("</html>"), "{errors}");
    assert_eq!(wrong(&out, "html"), Vec::<String>::new());
    assert!(!out.contains("href=\"javascript"), "{out}");
}
