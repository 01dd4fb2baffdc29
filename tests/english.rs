//! The guard of "no word of a language in Rust": which literals with letters the library compares with text.
//!
//! In: the source outside `cli/`, `render/` and tests. Out: literals that are neither allowed (`tests/english/allowed.toml`: file formats,
//! protocols, names of our own, each with a reason) nor known (`tests/english/known.txt`: English that is still there, which may only
//! shrink). Both lists are exact: what is no longer found must be taken off.

#[path = "layers/lex.rs"]
#[allow(dead_code, reason = "the guard of the layers uses the rest")]
mod lex;
#[path = "english/scan.rs"]
mod scan;
#[path = "english/tests.rs"]
mod tests;
#[path = "layers/tree.rs"]
#[allow(dead_code, reason = "the guard of the layers uses the rest")]
mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AllowedFile {
    allowed: Vec<Allowed>,
}

/// Literals that are no words of a language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    /// A file or a folder of `src/`, with a slash behind it.
    place: String,
    reason: String,
    /// What they hold; `*` for a file that is nothing else.
    literals: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every compared literal: its file and what it holds.
fn found() -> BTreeSet<(String, String)> {
    let tree = tree::Tree::read(&root().join("src"));
    let outside = |path: &str| path.starts_with("cli/") || path.starts_with("render/");
    let files = tree.files.iter().filter(|file| !outside(&file.path));
    files
        .flat_map(|file| scan::compared(&file.tokens).into_iter().map(|literal| (file.path.clone(), literal)))
        .collect()
}

#[test]
fn no_word_of_a_language_is_compared_in_rust() {
    let mut left = found();
    let all = left.clone();
    let text = fs::read_to_string(root().join("tests/english/allowed.toml")).expect("the list");
    let allowed: AllowedFile = toml::from_str(&text).expect("the list is sound");
    let mut faults = Vec::new();
    for entry in &allowed.allowed {
        assert!(!entry.reason.trim().is_empty(), "{}: give a reason", entry.place);
        for literal in &entry.literals {
            let held = |found: &str| literal == "*" || found == literal;
            let here = |found: &&(String, String)| found.0.starts_with(&entry.place) && held(&found.1);
            if !all.iter().any(|found| here(&found)) {
                faults.push(format!("allowed.toml: take off  {} {literal:?}", entry.place));
            }
            left.retain(|found| !here(&found));
        }
    }
    let text = fs::read_to_string(root().join("tests/english/known.txt")).expect("the list");
    let known: BTreeSet<String> =
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let left: BTreeSet<String> =
        left.into_iter().map(|(file, literal)| format!("{file} {literal}")).collect();
    faults.extend(known.difference(&left).map(|line| format!("known.txt: take off  {line}")));
    faults.extend(left.difference(&known).map(|line| format!("new  {line}")));
    assert!(
        faults.is_empty(),
        "`take off`: the literal is gone.\n`new`: if it is a word of a language, it belongs into grammar/; if it is a file format or a name of \
         our own, add it to tests/english/allowed.toml with a reason.\n\n{}\n",
        faults.join("\n")
    );
}
