//! docs/recipes.md: its commands, its Python and its SQL are run, in the order of the page.
//!
//! In: the page. Out: what stands under a block as `output` must be what it prints. Blocks of `console` are run with those of the other
//! documents. A block that other tests run, or none, says so behind its language, so that none is passed over unseen.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{fenced, files_below, read, root};

/// Blocks that are run by python/tests/test_docs.py, tests/mcp.rs and tests/gates.rs.
const ELSEWHERE: [&str; 9] = [
    "python inquit",
    "python pandas",
    "python polars",
    "python collatex",
    "sh datasette",
    "json call",
    "json answer",
    "toml settings",
    "yaml pre-commit",
];

/// A fresh folder in which the paths of the page lead to copies of its files.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recipes");
    let _ = fs::remove_dir_all(&folder);
    for file in files_below(&root().join("docs/recipes")) {
        let copy = folder.join(file.strip_prefix(root()).expect("below the root"));
        fs::create_dir_all(copy.parent().expect("a folder")).expect("the folder can be made");
        fs::copy(&file, &copy).expect("a file");
    }
    folder
}

/// Runs a line of `sh`: a command of inquit, whose output may go to a file. Status 1 is a finding, 2 a mistake in the page.
fn command(line: &str, folder: &Path) {
    let (line, file) = line.split_once(" > ").map_or((line, None), |(line, file)| (line, Some(file)));
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("inquit"), "only inquit is run: {line}");
    let run = Command::new(env!("CARGO_BIN_EXE_inquit")).args(words).current_dir(folder).output();
    let run = run.expect("the binary runs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(matches!(run.status.code(), Some(0 | 1)), "{line}\n{said}");
    if let Some(file) = file {
        fs::write(folder.join(file), run.stdout).expect("the file can be written");
    }
}

/// What a program in Python prints, run in the folder.
fn python(program: &str, folder: &Path) -> String {
    let mut python = Command::new("python3");
    python.args(["-X", "utf8", "-"]).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = python.stderr(Stdio::piped()).spawn().expect("python3 starts");
    running.stdin.take().expect("its input").write_all(program.as_bytes()).expect("it reads");
    let run = running.wait_with_output().expect("it ends");
    assert!(run.status.success(), "{program}\n{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8").replace("\r\n", "\n")
}

/// The rows of a query over the corpus, their fields parted by bars.
fn sql(query: &str, folder: &Path) -> String {
    let corpus = rusqlite::Connection::open(folder.join("news.inquit")).expect("the corpus opens");
    let mut query = corpus.prepare(query).expect("valid SQL");
    let columns = query.column_count();
    let mut rows = query.query([]).expect("the query runs");
    let mut out = String::new();
    while let Some(row) = rows.next().expect("a row") {
        let field = |at: usize| match row.get_ref(at).expect("a field") {
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            other => other.as_str_or_null().expect("text").unwrap_or_default().to_owned(),
        };
        out.push_str(&(0..columns).map(field).collect::<Vec<_>>().join(" | "));
        out.push('\n');
    }
    out
}

#[test]
fn recipes_print_what_they_say() {
    let folder = folder();
    let has_python = Command::new("python3").arg("--version").output().is_ok_and(|run| run.status.success());
    if !has_python {
        eprintln!("python3 is not here: the blocks of Python in docs/recipes.md are not run");
    }
    let blocks = fenced(&read("docs/recipes.md"));
    let (mut wrong, mut compared) = (String::new(), 0);
    for (at, (language, block)) in blocks.iter().enumerate() {
        let printed = match language.as_str() {
            "sh" => {
                block.lines().for_each(|line| command(line, &folder));
                continue;
            }
            "python" if !has_python => continue,
            "python" => python(block, &folder),
            "sql" => sql(block, &folder),
            "console" | "output" => continue,
            elsewhere if ELSEWHERE.contains(&elsewhere) => continue,
            other => {
                let is_marked = [" not-run", " by-hand"].iter().any(|mark| other.ends_with(mark));
                assert!(is_marked, "docs/recipes.md: a block of `{other}` is not run");
                continue;
            }
        };
        let wanted = blocks.get(at + 1).filter(|(language, _)| language == "output");
        let (_, wanted) = wanted.unwrap_or_else(|| panic!("docs/recipes.md: no output under\n{block}"));
        compared += 1;
        if printed.trim_end() != wanted {
            wrong.push_str(&format!("{block}\n\n```output\n{printed}```\n\n"));
        }
    }
    assert!(wrong.is_empty(), "docs/recipes.md should have:\n\n{wrong}");
    assert!(compared >= if has_python { 5 } else { 1 }, "{compared} blocks were compared");
}

/// The two files that differ in the guard alone, and the one with the byte order mark.
#[test]
fn the_exports_of_the_recipe_are_what_it_says() {
    let run = |more: &[&str]| {
        let args = ["compare", "--format", "csv", "docs/recipes/press"];
        let mut run = Command::new(env!("CARGO_BIN_EXE_inquit"));
        let run = run.args(args).args(more).current_dir(root()).output().expect("the binary runs");
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    let guarded = run(&[]);
    let printed = "=14-2 is the whole arithmetic of that night,";
    assert!(guarded.contains(&format!(",\"'{printed}\",")), "{guarded}");
    assert!(run(&["--no-guard"]).contains(&format!(",\"{printed}\",")));
    assert_eq!(run(&["--bom"]), format!("\u{feff}{guarded}"));
    for format in ["json", "table", "html"] {
        let mut other = Command::new(env!("CARGO_BIN_EXE_inquit"));
        let other = other.args(["compare", "docs/recipes/press", "--bom", "--format", format]);
        let other = other.current_dir(root()).output().expect("the binary runs");
        assert_eq!(other.status.code(), Some(2), "{format}: a byte order mark is of CSV");
    }
}
