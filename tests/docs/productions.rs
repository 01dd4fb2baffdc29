//! The productions of `grammar/README.md` against the functions that carry them out.

use std::collections::BTreeSet;
use std::fs;

use crate::{blocks, read, root};

/// Names on the left of `=` in an EBNF block.
fn productions(ebnf: &str) -> Vec<&str> {
    let left = |line: &'_ str| line.split_once('=').map(|(name, _)| name.trim().len());
    ebnf.lines()
        .filter(|line| line.starts_with(|c: char| c.is_alphabetic()))
        .filter_map(|line| left(line).map(|len| &line[..len]))
        .collect()
}

/// A module's source: one file, or the files of a folder.
fn source(module: &str) -> String {
    let file = root().join(format!("{module}.rs"));
    if file.is_file() {
        return fs::read_to_string(file).expect("a module");
    }
    let files =
        fs::read_dir(root().join(module)).expect("a module").map(|entry| entry.expect("an entry").path());
    files.map(|path| fs::read_to_string(path).expect("a module")).collect()
}

/// The right side of each production, without its comments, quoted words and descriptions.
fn right_sides(ebnf: &str) -> Vec<(&str, String)> {
    let without = |mut text: String, open: &str, close: &str| {
        while let Some(start) = text.find(open) {
            let end =
                text[start + open.len()..].find(close).expect("closed") + start + open.len() + close.len();
            text.replace_range(start..end, " ");
        }
        text
    };
    let plain = without(without(without(ebnf.to_owned(), "(*", "*)"), "\"", "\""), "?", "?");
    let names = productions(ebnf);
    let sides = plain.split(';').filter_map(|p| p.split_once('=')).map(|(_, right)| right.to_owned());
    let found: Vec<(&str, String)> = names.into_iter().zip(sides).collect();
    assert!(!found.is_empty(), "an empty grammar");
    found
}

/// The names among the words of the text, in their order; fields of a value are not among them.
fn mentions<'t>(text: &'t str, names: &[&str]) -> Vec<&'t str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.' || c == '-';
    text.split(|c| !is_part(c)).filter(|word| names.contains(word)).collect()
}

/// The body of a function, without the comments.
fn body(source: &str, name: &str) -> Option<String> {
    let start =
        [format!("fn {name}("), format!("fn {name}<")].iter().find_map(|f| source.find(f.as_str()))?;
    let body = &source[start..];
    let body = &body[body.find('{')?..body.find("\n}\n")?];
    Some(body.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_production_is_a_function_that_tries_its_alternatives_in_their_order() {
    let readme = read("grammar/README.md");
    let ebnf = blocks(&readme, "ebnf");
    for (block, module) in [(&ebnf[0], "src/parse/chunk"), (&ebnf[1], "src/parse/clause")] {
        let source = source(module);
        let names = productions(block);
        for (name, right) in right_sides(block) {
            let body = body(&source, name).unwrap_or_else(|| panic!("{module} has no function `{name}`"));
            assert_eq!(mentions(&body, &names), mentions(&right, &names), "{module}: {name}");
        }
    }
}

/// `NAME = 7` in a section of the page is the constant of this name in the code, and every constant that bounds a rule is there.
#[test]
fn every_bound_of_the_grammar_is_the_bound_in_the_code() {
    let readme = read("grammar/README.md");
    for (heading, module) in [("Phrases\n", "src/parse/chunk"), ("Clauses\n", "src/parse/clause")] {
        let section =
            readme.split("\n## ").find(|section| section.starts_with(heading)).expect("the section");
        let bound = |text: &str| {
            let (name, number) = text.split_once(" = ")?;
            let name = name.rsplit(|c: char| !(c.is_ascii_uppercase() || c == '_')).next()?;
            let digits = number.split(|c: char| !c.is_ascii_digit()).next()?;
            (!name.is_empty() && !digits.is_empty()).then(|| format!("{name} = {digits}"))
        };
        let said: BTreeSet<String> = section
            .match_indices(" = ")
            .filter_map(|(at, _)| bound(&section[section[..at].rfind([' ', '`']).map_or(0, |i| i + 1)..]))
            .collect();
        let source = source(module);
        let coded: BTreeSet<String> = source
            .lines()
            .filter_map(|line| line.split_once("const ")?.1.split_once(": usize"))
            .filter_map(|(name, value)| bound(&format!("{name}{value}")))
            .collect();
        assert!(coded.len() > 4, "{module} has bounds");
        assert_eq!(said, coded, "{module}");
    }
}

#[test]
fn the_productions_of_indirect_speech_are_functions_too() {
    let readme = read("grammar/README.md");
    let block = &blocks(&readme, "ebnf")[2];
    let source = source("src/parse/indirect");
    let names = productions(block);
    for name in &names {
        let function = [format!("fn {name}("), format!("fn {name}<")];
        assert!(function.iter().any(|f| source.contains(f)), "src/parse/indirect has no function `{name}`");
    }
    // What `indirect` asks for, in its order, is what the first production says.
    let body = source.split_once("pub fn indirect(").expect("the entry").1;
    let body = &body[..body.find("\n}\n").expect("its end")];
    let tried: Vec<&str> = body
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| names.contains(word))
        .collect();
    let first = block[..block.find(';').expect("an end")].split_once('=').expect("a production").1;
    let said: Vec<&str> = first.split('|').map(str::trim).collect();
    assert_eq!(tried, said);
}
