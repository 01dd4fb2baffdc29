//! One question has one answer: each row of `tests/agreement.toml` asks two commands, which must agree. A row that does not is `known` with
//! its reason; one that does must not be, so that whoever mends it takes it off.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    /// Why the commands disagree today.
    known: Option<String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    edits: Vec<Edit>,
    #[serde(default)]
    before: Vec<Vec<String>>,
    a: Vec<String>,
    says_a: Vec<Vec<String>>,
    b: Vec<String>,
    says_b: Vec<Vec<String>>,
}

/// A copy of the grammar with one text replaced.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    folder: String,
    file: String,
    from: String,
    to: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn one_question_has_one_answer() {
    let text = fs::read_to_string(root().join("tests/agreement.toml")).expect("the rows");
    let rows: Rows = toml::from_str(&text).expect("rows of the form that the head describes");
    let faults: Vec<String> =
        rows.row.iter().enumerate().filter_map(|(number, row)| fault(number, row)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// What is wrong with a row, if anything is.
fn fault(number: usize, row: &Row) -> Option<String> {
    let folder = made_folder(number, row);
    for arguments in &row.before {
        let (printed, worked) = run(&folder, arguments);
        assert!(worked, "{}: {arguments:?} failed:\n{printed}", row.name);
    }
    let (printed_a, _) = run(&folder, &row.a);
    let (printed_b, _) = run(&folder, &row.b);
    let answers_a = answers(row, &row.says_a, &printed_a);
    let answers_b = answers(row, &row.says_b, &printed_b);
    let agree = answers_a.iter().any(|answer| answers_b.contains(answer));
    match (agree, &row.known) {
        (true, None) | (false, Some(_)) => None,
        (true, Some(_)) => {
            Some(format!("{}: the commands agree ({answers_a:?}); take `known` off the row", row.name))
        }
        (false, None) => Some(format!(
            "{}: {answers_a:?} and {answers_b:?}\n{:?}\n{printed_a}\n{:?}\n{printed_b}",
            row.name, row.a, row.b
        )),
    }
}

/// The answers that go with the first text that the output contains.
fn answers<'a>(row: &Row, says: &'a [Vec<String>], printed: &str) -> &'a [String] {
    let found = says.iter().find(|line| printed.contains(line[0].as_str()));
    &found.unwrap_or_else(|| panic!("{}: an output that no text of {says:?} describes:\n{printed}", row.name))
        [1..]
}

fn made_folder(number: usize, row: &Row) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("agreement").join(number.to_string());
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    for (name, text) in &row.files {
        fs::write(folder.join(name), text).expect("the file can be written");
    }
    for edit in &row.edits {
        let grammar = folder.join(&edit.folder);
        if !grammar.exists() {
            copy(&root().join("grammar/en"), &grammar);
        }
        let path = grammar.join(&edit.file);
        let text = fs::read_to_string(&path).expect("a file of the grammar");
        let made = text.replace(&edit.from, &edit.to);
        assert!(made != text, "{}: {} does not contain `{}`", row.name, edit.file, edit.from);
        fs::write(path, made).expect("the file can be written");
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).expect("the file can be copied");
        }
    }
}

/// What a command prints on both outputs, and whether it ended well.
fn run(folder: &Path, arguments: &[String]) -> (String, bool) {
    let out = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "")
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let printed = [out.stdout, out.stderr].concat();
    (String::from_utf8(printed).expect("output is UTF-8"), out.status.success())
}
