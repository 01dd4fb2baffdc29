//! Keeps the documents true: examples are run, names are looked up in the sources, links are followed.

#[path = "docs/productions.rs"]
mod productions;
#[path = "docs/recipes.rs"]
mod recipes;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use inquit::ExtractOptions;
use inquit::lexicon::{Class, Lexicon};
use inquit::model::Rule;
use inquit::parse::Parser;
use inquit::segment::{Line, lines, tokenize};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The fenced blocks, each with its info string.
fn fenced(markdown: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in markdown.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(tag)) => open = Some((tag.trim().to_owned(), String::new())),
            (Some(_), Some(_)) => {
                found.extend(open.take().map(|(tag, block)| (tag, block.trim_end().to_owned())));
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

/// The fenced blocks with this info string.
fn blocks(markdown: &str, info: &str) -> Vec<String> {
    fenced(markdown).into_iter().filter(|(tag, _)| tag == info).map(|(_, block)| block).collect()
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

/// The rules that fire in a file of its own with this text: one with a header block that names it a transcript is read as one.
fn fired_in_a_file(name: &str, text: &str, indirect: bool) -> Vec<&'static str> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let path = folder.join(format!("{name}.txt"));
    fs::write(&path, text).expect("the file can be written");
    let found = inquit::read::find(&[path]);
    let article = inquit::read::Articles::new(found.inputs).next().expect("an article").expect("readable");
    let options = ExtractOptions { indirect, explain: false };
    let quotations = inquit::extract(&article, Lexicon::built_in(), &options).quotations;
    quotations.iter().map(|q| q.rule.name()).collect()
}

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
        assert!(!examples.is_empty(), "grammar/README.md, {}: no example", rule.name());
        for example in examples {
            let fired = fired_in_a_file(rule.name(), &example, rule == Rule::Indirect);
            assert!(fired.contains(&rule.name()), "{}: {example}\nfires {fired:?}", rule.name());
        }
    }
}

#[test]
fn every_file_and_every_class_of_the_grammar_is_described() {
    let readme = read("grammar/README.md");
    let sections: BTreeSet<String> = sections(&readme).into_iter().map(|(heading, _)| heading).collect();
    for file in Lexicon::file_names() {
        assert!(sections.contains(file), "grammar/README.md has no section `{file}`");
    }
    let folder = root().join("grammar/en");
    let here: BTreeSet<String> = files_below(&folder)
        .iter()
        .map(|path| path.strip_prefix(&folder).expect("below").to_string_lossy().replace('\\', "/"))
        .collect();
    assert_eq!(here, Lexicon::file_names().map(str::to_owned).collect(), "grammar/en");
    for class in Class::ALL {
        let name = format!("`{}`", class.name());
        assert!(readme.contains(&name), "grammar/README.md does not name the class {name}");
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

/// Keys of the TOML tables, as `src/lexicon/data.rs` and the files have them.
#[test]
fn every_key_of_the_grammar_files_is_described() {
    let readme = read("grammar/README.md");
    let sections = sections(&readme);
    for file in Lexicon::file_names().filter(|f| !f.starts_with("weights/")) {
        let (_, body) = sections.iter().find(|(heading, _)| heading == file).expect("described");
        let data: toml::Table = read(&format!("grammar/en/{file}")).parse().expect("valid TOML");
        for key in keys(&data) {
            let described = [format!("`{key}`"), format!("`[[{key}]]`")].iter().any(|k| body.contains(k));
            assert!(described, "grammar/README.md, {file}: the key `{key}` is not described");
        }
    }
}

/// Keys of the file and of its entries; not those of tables that are dictionaries.
fn keys(data: &toml::Table) -> BTreeSet<String> {
    let entries = data.values().filter_map(toml::Value::as_array).flatten();
    let inner = entries.filter_map(toml::Value::as_table).flat_map(toml::Table::keys);
    data.keys().chain(inner).cloned().collect()
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

/// What each stage makes of one paragraph, as `docs/architecture.md` shows it.
fn stages(text: &str, paragraph: usize) -> Vec<(&'static str, String)> {
    let lexicon = Lexicon::built_in();
    let all: Vec<_> = lines(text, lexicon).collect();
    let shown =
        |line: &Line| format!("{:<9} {}..{}", format!("{:?}", line.kind), line.span.start(), line.span.end());
    let line = all[paragraph];
    let mut tokens = Vec::new();
    tokenize(text, line.span, lexicon, &mut tokens);
    let words: Vec<&str> = tokens.iter().map(|t| t.span.of(text)).collect();
    let mut parser = Parser::new(text, lexicon, false);
    let passage = parser.passage(line, &mut Vec::new());
    let mut readings = Vec::new();
    for quote in &passage.quotes {
        readings.push(format!("“{}”", quote.span.of(text)));
        for reading in &quote.readings {
            let speaker = reading.speaker.map_or("nobody", |m| m.span.of(text));
            let cue = reading.cue.map_or("nothing", |c| c.span.of(text));
            readings.push(format!("  {:<20} {speaker} | {cue}", reading.rule.name()));
        }
    }
    vec![
        ("lines", all.iter().map(shown).collect::<Vec<_>>().join("\n")),
        ("tokens", words.join(" | ")),
        ("phrases", inquit::parse::trace(text, line, lexicon).trim_end().to_owned()),
        ("readings", readings.join("\n")),
    ]
}

#[test]
fn the_walk_through_the_stages_is_what_the_stages_do() {
    let document = read("docs/architecture.md");
    let path = root().join("docs/example/harbour-post.txt");
    let found = inquit::read::find(&[path]);
    let article = inquit::read::Articles::new(found.inputs).next().expect("an article").expect("readable");
    let stages = stages(article.text(), 1).into_iter();
    let differ = stages.filter(|(name, made)| blocks(&document, name).first() != Some(made));
    let differ: Vec<String> = differ.map(|(name, made)| format!("```{name}\n{made}\n```\n")).collect();
    assert!(differ.is_empty(), "docs/architecture.md: the stages give\n\n{}", differ.join("\n"));
}

/// Blocks of `console` in the documents: each `$ inquit` is run from the root, and prints what stands there.
#[test]
fn commands_in_documents_print_what_they_say() {
    let cases = trycmd::TestCases::new();
    cases.env("COLUMNS", "");
    for document in [
        "README.md",
        "docs/architecture.md",
        "docs/cli.md",
        "docs/format.md",
        "docs/recipes.md",
        "docs/tricky-cases.md",
        "docs/verification.md",
    ] {
        cases.case(document);
    }
}

/// The walk through in the README, in a fresh folder: a corpus is made, so the blocks run in order and once.
#[test]
fn the_walk_from_saved_pages_to_a_checked_draft_prints_what_it_says() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("walk");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("pages")).expect("the folder can be made");
    for name in ["draft.md", "pages/quay.html", "pages/post.html", "pages/council.srt"] {
        fs::copy(root().join("docs/walkthrough").join(name), folder.join(name)).expect(name);
    }
    let mut wrong = String::new();
    let walk = blocks(&read("README.md"), "walk");
    let entered = walk.iter().map(|block| block.starts_with("$ cd docs/walkthrough\n"));
    assert!(entered.enumerate().all(|(i, entered)| entered == (i == 0)), "the walk begins with its folder");
    for block in walk {
        let block = block.trim_start_matches("$ cd docs/walkthrough\n");
        let (line, wanted) = block.split_once('\n').unwrap_or((block, ""));
        // Words in quotation marks stay together; nothing else of a shell is used.
        let args =
            line.trim_start_matches("$ inquit ").split('"').enumerate().flat_map(|(i, part)| {
                if i % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }
            });
        let run = Command::new(env!("CARGO_BIN_EXE_inquit"))
            .args(args)
            .current_dir(&folder)
            .env("NO_COLOR", "1")
            .env_remove("COLUMNS")
            .output()
            .expect("the binary runs");
        let got = [run.stdout, run.stderr].concat();
        let got = String::from_utf8(got).expect("UTF-8");
        if got.trim_end() != wanted {
            wrong.push_str(&format!("{line}\n{got}\n"));
        }
    }
    assert!(wrong.is_empty(), "README.md should have:\n{wrong}");
}

/// What `inquit help` lists under "Commands", with the commands below them.
fn commands() -> Vec<String> {
    let help = |args: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_inquit")).args(args).output().expect("the binary runs");
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    let listed = |help: &str| -> Vec<String> {
        let list = help.split_once("Commands:\n").map_or("", |(_, rest)| rest);
        let list = list.lines().take_while(|line| !line.trim().is_empty());
        let names = list.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    let mut all = Vec::new();
    for command in listed(&help(&["help"])).into_iter().filter(|c| c != "help") {
        let below = listed(&help(&["help", &command]));
        all.extend(below.into_iter().filter(|c| c != "help").map(|sub| format!("{command} {sub}")));
        all.push(command);
    }
    all
}

#[test]
fn every_command_and_every_option_has_its_place_in_docs_cli() {
    let document = read("docs/cli.md");
    let sections = sections(&document.replace("\n## ", "\n### "));
    for command in commands() {
        let heading = format!("inquit {command}");
        let (_, body) = sections
            .iter()
            .find(|(h, _)| *h == heading || h.starts_with(&format!("{heading} ")))
            .unwrap_or_else(|| panic!("docs/cli.md has no section `{heading}`"));
        let (_, global) = sections.iter().find(|(h, _)| h == "Options of every command").expect("a section");
        let args: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let run = Command::new(env!("CARGO_BIN_EXE_inquit")).args(args).output().expect("the binary runs");
        let help = String::from_utf8(run.stdout).expect("UTF-8");
        let options = help.lines().map(str::trim_start).filter(|l| l.starts_with('-')).flat_map(|line| {
            line.split_whitespace().map(|w| w.trim_end_matches(',')).filter(|w| w.starts_with("--"))
        });
        for option in options.filter(|o| *o != "--help" && *o != "--version") {
            let name = format!("`{}", option.split_once('=').map_or(option, |(name, _)| name));
            assert!(
                body.contains(&name) || global.contains(&name),
                "docs/cli.md, {heading}: {option} is missing"
            );
        }
    }
}

/// "Solved" and "not solved" in `docs/tricky-cases.md` against the cases that it names.
#[test]
fn tricky_cases_are_as_solved_as_they_are_said_to_be() {
    #[derive(serde::Deserialize)]
    struct CaseFile {
        case: Vec<Case>,
    }
    #[derive(serde::Deserialize)]
    struct Case {
        name: String,
        known: Option<String>,
    }
    let document = read("docs/tricky-cases.md");
    let mut named = 0;
    for paragraph in document.split("\n\n") {
        let mut solved = None;
        // In running order: what was said last of being solved holds for the case named next.
        let words = paragraph.replace('\n', " ");
        for part in words.split_inclusive('`') {
            let lower = part.to_lowercase();
            let (not, yes) = (lower.rfind("not solved"), lower.rfind("solved"));
            match (not, yes) {
                (Some(not), Some(yes)) if yes == not + 4 => solved = Some(false),
                (_, Some(_)) => solved = Some(true),
                _ => {}
            }
            let Some((file, case)) = part.trim_end_matches('`').split_once(": ") else { continue };
            if !file.ends_with(".toml") || file.contains(' ') {
                continue;
            }
            let cases: CaseFile =
                toml::from_str(&read(&format!("tests/grammar/{file}"))).expect("valid TOML");
            let found = cases.case.iter().find(|c| c.name == case);
            let found = found.unwrap_or_else(|| panic!("tests/grammar/{file} has no case `{case}`"));
            assert_eq!(solved, Some(found.known.is_none()), "docs/tricky-cases.md: {file}: {case}");
            named += 1;
        }
    }
    assert!(named > 10, "only {named} cases are named");
}

/// The keys of a JSON value and of all inside it, and the words that stand under the keys of enumerations.
fn json_names(value: &serde_json::Value, names: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                names.insert(key.clone());
                let of_a_list =
                    ["kind", "basis", "stance", "grade", "type", "material", "wording", "attribution"]
                        .contains(&key.as_str());
                if let Some(word) = value.as_str().filter(|_| of_a_list) {
                    names.insert(word.to_owned());
                }
                json_names(value, names);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| json_names(value, names)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_machine_formats_is_described() {
    let document = read("docs/format.md");
    let mut names = BTreeSet::new();
    for args in [
        &["extract", "--all", "--explain", "--format", "json", "seeds", "docs/example"][..],
        &["compare", "--format", "json", "seeds", "docs/example"],
        &["compare", "--format", "jsonl", "docs/example"],
        &["diff", "--format", "json", "docs/example/courier.txt", "docs/example/harbour-post.txt"],
        &[
            "verify",
            "They are older than the town and somebody pays",
            "docs/example",
            "--speaker",
            "Okafor",
            "--format",
            "jsonl",
        ],
    ] {
        let run = Command::new(env!("CARGO_BIN_EXE_inquit")).args(args).current_dir(root()).output();
        let run = run.expect("the binary runs");
        assert_ne!(run.status.code(), Some(2), "{args:?}");
        let out = String::from_utf8(run.stdout).expect("UTF-8");
        for value in serde_json::Deserializer::from_str(&out).into_iter::<serde_json::Value>() {
            json_names(&value.expect("valid JSON"), &mut names);
        }
    }
    // Backticks, quotation marks or a dot may stand beside a name.
    let words: BTreeSet<&str> =
        document.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).collect();
    let missing: Vec<_> = names.iter().filter(|name| !words.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "docs/format.md does not name {missing:?}");
}
