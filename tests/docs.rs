//! Keeps the documents true: examples are run, names are looked up in the sources, links are followed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use inquit::ExtractOptions;
use inquit::lexicon::{Class, Lexicon};
use inquit::model::{Article, ArticleHeader, Quotation, Rule};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn extract(text: &str) -> Vec<Quotation> {
    let article = Article::new("example", ArticleHeader::default(), text.to_owned()).expect("short");
    inquit::extract(&article, Lexicon::built_in(), &ExtractOptions::default()).quotations
}

/// The fenced blocks with this info string.
fn blocks(markdown: &str, info: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in markdown.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(tag)) => open = Some((tag.trim() == info, String::new())),
            (Some(_), Some(_)) => {
                if let Some((true, block)) = open.take() {
                    found.push(block.trim_end().to_owned());
                }
            }
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

/// The sections under `### heading`, as heading and body.
fn sections(markdown: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in markdown.lines() {
        if let Some(heading) = line.strip_prefix("### ") {
            found.push((heading.trim().trim_matches('`').to_owned(), String::new()));
            inside = true;
        } else if line.starts_with('#') {
            inside = false;
        } else if inside && let Some((_, body)) = found.last_mut() {
            body.push_str(line);
            body.push('\n');
        }
    }
    found
}

/// Rules that the grammar names and does not build yet. An entry that begins to fire must leave this list and get an example.
const NOT_BUILT: [Rule; 2] = [Rule::Indirect, Rule::Turn];

#[test]
fn every_rule_has_a_section_and_its_example_fires_it() {
    let readme = read("grammar/README.md");
    let sections = sections(&readme);
    for &rule in Rule::ALL {
        let (_, body) = sections
            .iter()
            .find(|(heading, _)| heading == rule.name())
            .unwrap_or_else(|| panic!("grammar/README.md has no section `{}`", rule.name()));
        let examples = blocks(body, "example");
        assert_eq!(examples.is_empty(), NOT_BUILT.contains(&rule), "{}: example and NOT_BUILT", rule.name());
        for example in examples {
            let fired: Vec<_> = extract(&example).iter().map(|q| q.rule.name()).collect();
            assert!(fired.contains(&rule.name()), "{}: {example}\nfires {fired:?}", rule.name());
        }
    }
}

#[test]
fn rules_that_are_not_built_do_not_fire() {
    let text = "Ana Ruiz said the bridge was closed.\n\nRUIZ: It rained.\n\nQ: Why?\n\nA: It rained.";
    let options = ExtractOptions { indirect: true, explain: false };
    let article = Article::new("example", ArticleHeader::default(), text.to_owned()).expect("short");
    let found = inquit::extract(&article, Lexicon::built_in(), &options).quotations;
    let fired: Vec<_> = found.iter().map(|q| q.rule).filter(|r| NOT_BUILT.contains(r)).collect();
    assert!(fired.is_empty(), "{fired:?}: give grammar/README.md an example and take it from NOT_BUILT");
}

/// Names on the left of `=` in an EBNF block.
fn productions(ebnf: &str) -> Vec<&str> {
    let left = |line: &'_ str| line.split_once('=').map(|(name, _)| name.trim().len());
    ebnf.lines()
        .filter(|line| line.starts_with(|c: char| c.is_alphabetic()))
        .filter_map(|line| left(line).map(|len| &line[..len]))
        .collect()
}

#[test]
fn every_production_is_a_function_and_every_alternative_a_production() {
    let readme = read("grammar/README.md");
    let ebnf = blocks(&readme, "ebnf");
    for (block, file, entry) in
        [(&ebnf[0], "src/parse/chunk.rs", "fn chunk("), (&ebnf[1], "src/parse/clause.rs", "fn clause<")]
    {
        let source = read(file);
        let names = productions(block);
        for name in &names {
            let function = [format!("fn {name}("), format!("fn {name}<")];
            assert!(function.iter().any(|f| source.contains(f)), "{file} has no function `{name}`");
        }
        // What the parser tries, in its order, is what the first production says.
        let body = source.split_once(entry).expect("the entry parser").1;
        let body = &body[..body.find(".parse(").expect("an alt")];
        let tried: Vec<&str> = body
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .filter(|word| names.contains(word))
            .collect();
        let first = block[..block.find(';').expect("an end")].split_once('=').expect("a production").1;
        let said: Vec<&str> = first.split('|').map(str::trim).collect();
        assert_eq!(tried, said, "{file}: {entry}");
    }
}

#[test]
fn every_file_and_every_class_of_the_grammar_is_described() {
    let readme = read("grammar/README.md");
    let sections: BTreeSet<String> = sections(&readme).into_iter().map(|(heading, _)| heading).collect();
    for file in Lexicon::file_names() {
        assert!(sections.contains(file), "grammar/README.md has no section `{file}`");
    }
    let here: BTreeSet<String> = fs::read_dir(root().join("grammar/en"))
        .expect("grammar/en")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(here, Lexicon::file_names().map(str::to_owned).collect(), "grammar/en");
    for class in Class::ALL {
        let name = format!("`{}`", class.name());
        assert!(readme.contains(&name), "grammar/README.md does not name the class {name}");
    }
}

/// Keys of the TOML tables, as `src/lexicon/data.rs` and the files have them.
#[test]
fn every_key_of_the_grammar_files_is_described() {
    let readme = read("grammar/README.md");
    let sections = sections(&readme);
    for file in Lexicon::file_names().filter(|f| *f != "weights.toml") {
        let (_, body) = sections.iter().find(|(heading, _)| heading == file).expect("described");
        let data: toml::Table = read(&format!("grammar/en/{file}")).parse().expect("valid TOML");
        let mut keys = BTreeSet::new();
        collect_keys(&toml::Value::Table(data), &mut keys);
        for key in keys {
            assert!(body.contains(&key), "grammar/README.md, {file}: the key `{key}` is not described");
        }
    }
}

fn collect_keys(value: &toml::Value, keys: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                keys.insert(key.clone());
                collect_keys(value, keys);
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|v| collect_keys(v, keys)),
        _ => {}
    }
}

/// Markdown files of the project, its folders walked.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && !name.starts_with('.') && name != "target" && name != "inputs" {
                folders.push(path);
            } else if name.ends_with(".md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

#[test]
fn links_between_documents_resolve() {
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        let folder = document.parent().expect("a folder");
        let mut fenced = false;
        for line in text.lines() {
            fenced ^= line.trim_start().starts_with("```");
            if fenced {
                continue;
            }
            for link in line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(l, _)| l) {
                if link.contains("://") || link.starts_with("mailto:") {
                    continue;
                }
                let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
                let target = if path.is_empty() { document.clone() } else { folder.join(path) };
                assert!(target.exists(), "{}: link to {link} leads nowhere", document.display());
                if !fragment.is_empty() {
                    let there = fs::read_to_string(&target).expect("a document");
                    let mut headings = there.lines().filter(|l| l.starts_with('#'));
                    assert!(
                        headings.any(|h| anchor(h.trim_start_matches('#')) == fragment),
                        "{}: no heading #{fragment} in {}",
                        document.display(),
                        target.display()
                    );
                }
            }
        }
    }
}
