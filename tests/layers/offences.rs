//! The rules. In: the modules of `src/`. Out: what breaks a rule.

use std::collections::{BTreeMap, BTreeSet};

use crate::lex::Token;
use crate::measure::functions;
use crate::tree::Tree;

/// The folders, lowest floor first. A folder imports only from lower floors; folders on one floor do not import each other.
const FLOORS: [&[&str]; 19] = [
    &["limits"],
    &["model"],
    &["lexicon", "record"],
    &["words"],
    &["names", "align"],
    &["segment"],
    &["read", "parse"],
    &["attribute", "group", "turn"],
    &["people"],
    &["change"],
    &["compare", "verify"],
    &["extract", "lib"],
    &["corpus"],
    // The figures of `eval/` were called `score/`.
    &["eval", "score"],
    &["render", "store"],
    &["ask"],
    &["serve", "mcp"],
    &["cli"],
    &["main"],
];

/// Only the front end writes to the terminal, ends the process, parses arguments and wraps errors for people.
const OUTPUT: [&str; 2] = ["cli", "main"];
const MACROS: [&str; 4] = ["println", "eprintln", "print", "eprint"];
const CRATES: [&str; 2] = ["clap", "anyhow"];

pub const MOST_FILE_LINES: usize = 500;
const MOST_FUNCTION_LINES: usize = 60;
const MOST_NESTING: usize = 4;
const MOST_PARAMETERS: usize = 5;

/// One broken rule, a line of a list. `size` is the number that may not grow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offence {
    pub rule: &'static str,
    /// The file, as it is called from `src/`; outside of it from the root.
    pub file: String,
    pub what: String,
    pub size: Option<usize>,
}

impl Offence {
    fn new(rule: &'static str, file: &str, what: impl Into<String>) -> Self {
        Self { rule, file: file.to_owned(), what: what.into(), size: None }
    }

    fn sized(rule: &'static str, file: &str, what: &str, size: usize) -> Self {
        Self { size: Some(size), ..Self::new(rule, file, what) }
    }
}

/// The folder of a file; a file directly in `src/` is its own folder.
pub fn folder(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

pub fn floor(folder: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&folder))
}

/// Imports that go up or sideways, circles, children that import from their own `mod.rs`, output in the library, type names that exist twice.
pub fn of_layers(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    let mut arrows: Vec<BTreeSet<usize>> = Vec::new();
    for (at, file) in tree.files.iter().enumerate() {
        let mut inner = BTreeSet::new();
        for target in tree.imports(at) {
            let other = &tree.files[target].path;
            if is_own_contents_page(other, &file.path) {
                found.push(Offence::new("own-mod", &file.path, other));
            } else {
                inner.insert(target);
            }
            if file.path != "lib.rs" && goes_up(folder(&file.path), folder(other)) {
                found.push(Offence::new("floor", &file.path, other));
            }
        }
        arrows.push(inner);
        found.extend(
            output(&file.path, &file.tokens).into_iter().map(|what| Offence::new("output", &file.path, what)),
        );
    }
    found.extend(circles(tree, &arrows));
    found.extend(twice(tree));
    found
}

fn goes_up(from: &str, to: &str) -> bool {
    from != to && floor(from) <= floor(to)
}

/// True if `page` is the `mod.rs` of a folder that holds `file`, or `parse.rs` beside a folder `parse/`.
fn is_own_contents_page(page: &str, file: &str) -> bool {
    let folder = page.strip_suffix("mod.rs").map(str::to_owned);
    let folder = folder.or_else(|| page.strip_suffix(".rs").map(|name| format!("{name}/")));
    folder.is_some_and(|folder| !folder.is_empty() && page != file && file.starts_with(&folder))
}

fn output(path: &str, tokens: &[Token]) -> BTreeSet<String> {
    if OUTPUT.contains(&folder(path)) {
        return BTreeSet::new();
    }
    let mut found = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = |n: usize, text: &str| tokens.get(at + n).is_some_and(|t| t.is(text));
        let name = token.text.as_str();
        let prints = MACROS.contains(&name) && next(1, "!");
        let borrows = CRATES.contains(&name) && (next(1, "::") || (at > 0 && tokens[at - 1].is("use")));
        if prints || borrows {
            found.insert(name.to_owned());
        }
        // `std::process`, also in `use std::{…, process}`; a method or a variable of that name has no such neighbours.
        let listed = at > 0 && ["::", "{", ","].contains(&tokens[at - 1].text.as_str());
        if name == "process" && listed && (next(1, "::") || next(1, ";") || next(1, ",") || next(1, "}")) {
            found.insert("std::process".to_owned());
        }
    }
    found
}

/// Files that import each other, directly or round others. Each circle is one line at its first file.
fn circles(tree: &Tree, arrows: &[BTreeSet<usize>]) -> Vec<Offence> {
    let reach: Vec<BTreeSet<usize>> = (0..arrows.len()).map(|at| reached(arrows, at)).collect();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for at in 0..arrows.len() {
        if seen.contains(&at) || !reach[at].contains(&at) {
            continue;
        }
        let circle: Vec<usize> =
            reach[at].iter().copied().filter(|&other| reach[other].contains(&at)).collect();
        seen.extend(circle.iter().copied());
        let names: Vec<&str> = circle.iter().map(|&at| tree.files[at].path.as_str()).collect();
        found.push(Offence::new("circle", names[0], names[1..].join(" ")));
    }
    found
}

fn reached(arrows: &[BTreeSet<usize>], start: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(at) = waiting.pop() {
        waiting.extend(arrows[at].iter().copied().filter(|&next| found.insert(next)));
    }
    found
}

/// One noun has one meaning: each file that defines a type name which another file defines too.
fn twice(tree: &Tree) -> Vec<Offence> {
    let mut places: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (name, at) in tree.types() {
        places.entry(name).or_default().insert(at);
    }
    let many = places.iter().filter(|(_, files)| files.len() > 1);
    let offence = |name: &String, at: usize| Offence::new("twice", &tree.files[at].path, name);
    many.flat_map(|(name, files)| files.iter().map(move |&at| offence(name, at))).collect()
}

/// Files and functions that are too long, too deep, or ask for too much.
pub fn of_sizes(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    for file in &tree.files {
        let path = file.path.as_str();
        if file.lines > MOST_FILE_LINES {
            found.push(Offence::sized("file-lines", path, "", file.lines));
        }
        // Two functions of one name in a file share a line, with the larger number.
        let mut worst: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
        for function in functions(&file.tokens) {
            let sizes = [
                ("fn-lines", function.lines, MOST_FUNCTION_LINES),
                ("fn-nesting", function.nesting, MOST_NESTING),
                ("fn-parameters", function.parameters, MOST_PARAMETERS),
            ];
            for (rule, size, _) in sizes.into_iter().filter(|(_, size, most)| size > most) {
                let known = worst.entry((rule, function.name.clone())).or_default();
                *known = size.max(*known);
            }
        }
        found.extend(worst.into_iter().map(|((rule, name), size)| Offence::sized(rule, path, &name, size)));
    }
    found
}

/// Files of tests, benchmarks and examples that are too long.
pub fn of_long_files(folder: &str, sources: &[(String, String)]) -> Vec<Offence> {
    let sized = sources.iter().map(|(path, text)| (path, text.lines().count()));
    sized
        .filter(|&(_, lines)| lines > MOST_FILE_LINES)
        .map(|(path, lines)| Offence::sized("file-lines", &format!("{folder}/{path}"), "", lines))
        .collect()
}
