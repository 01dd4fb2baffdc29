//! Messages of the library name no flag and no command: a program has neither. In: the source outside the front ends. Out: the string
//! literals that name one, of which there must be none; each front end words for its own users what the library gives as data.

use std::path::{Path, PathBuf};

/// The files below a folder.
fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("its entries can be read").path();
        if entry.is_dir() {
            files(&entry, out);
        } else {
            out.push(entry);
        }
    }
}

/// The string literals of a line of code, without their marks.
fn literals(line: &str) -> Vec<&str> {
    let (mut found, mut open, mut escaped) = (Vec::new(), None, false);
    for (at, c) in line.char_indices() {
        match (open, c) {
            (Some(_), '\\') if !escaped => escaped = true,
            (Some(start), '"') if !escaped => {
                found.push(&line[start..at]);
                open = None;
            }
            (None, '"') if !line[..at].ends_with('\'') => open = Some(at + 1),
            _ => escaped = false,
        }
    }
    found.extend(open.map(|start| &line[start..]));
    found
}

/// True if a message names a flag (`--map`) or a command (`` `inquit corpus ``).
fn names_a_flag(message: &str) -> bool {
    let flag = message.match_indices("--").any(|(at, _)| {
        let before = message[..at].chars().last();
        let behind = message[at + 2..].chars().next();
        before.is_none_or(|c| " `(".contains(c)) && behind.is_some_and(|c| c.is_ascii_lowercase())
    });
    flag || message.contains("`inquit ")
}

/// The rooms that know who is asking: at a terminal, before a page that somebody serves, through a server that somebody started.
const FRONT_ENDS: [&str; 3] = ["cli", "serve", "mcp"];

#[test]
fn the_library_names_no_flag_and_no_command() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let is_front_end = |path: &PathBuf| FRONT_ENDS.iter().any(|room| path.starts_with(src.join(room)));
    let library = all.iter().filter(|p| !is_front_end(p) && p.extension().is_some_and(|e| e == "rs"));
    let mut found = Vec::new();
    for path in library {
        let text = std::fs::read_to_string(path).unwrap();
        // Unit tests are at the end of their file.
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for (number, line) in
            code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            let wrong = literals(line).into_iter().filter(|message| names_a_flag(message));
            found.extend(wrong.map(|message| format!("{}:{}: {message}", path.display(), number + 1)));
        }
    }
    assert!(found.is_empty(), "give these as a Hint (src/model/hint.rs):\n{}", found.join("\n"));
}

#[test]
fn flags_and_commands_are_seen_and_dashes_are_not() {
    assert_eq!(literals(r#"say("a \"b\" c", '"', "d")"#), [r#"a \"b\" c"#, "d"]);
    for message in ["name it with --map text=COLUMN", "--full shows them", "`inquit corpus add` makes one"] {
        assert!(names_a_flag(message), "{message}");
    }
    for message in
        ["left out -- and marked so", "a--b", "this inquit has version 3", "[-----]: words missing"]
    {
        assert!(!names_a_flag(message), "{message}");
    }
}
