//! A made language with words of its own for everything: the proof that another language needs no Rust.
//!
//! In: the folder `tests/grammar_xx/` with the English weights but for those of single verbs, and the cases of
//! `tests/mini_language.toml`. Out: each order of reporting is recognised in the made words, and English is no longer read.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use inquit::ExtractOptions;
use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Case>,
}

/// A text with one quotation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    rule: String,
    speaker: Option<String>,
    cue: Option<String>,
    via: Option<String>,
}

static XX: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(&folder()).expect("the folder is sound"));

/// The folder, made whole with the English weights.
fn folder() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let whole = Path::new(env!("CARGO_TARGET_TMPDIR")).join("grammar_xx");
    fs::create_dir_all(whole.join("weights")).expect("a folder");
    for name in Lexicon::file_names() {
        let lent = name.starts_with("weights/");
        let home = if lent { "grammar/en" } else { "tests/grammar_xx" };
        let text = fs::read_to_string(root.join(home).join(name)).expect(name);
        fs::write(whole.join(name), if lent { without_verbs(name, &text) } else { text }).expect(name);
    }
    whole
}

/// The word in the names of the tables of weights that name English verbs, by file.
const OF_VERBS: [(&str, &str); 2] = [("weights/reading.toml", "lemma"), ("weights/indirect.toml", "verb")];

/// A weight file without the tables that name English verbs.
fn without_verbs(file: &str, text: &str) -> String {
    let mut tables: toml::Table = text.parse().expect("the English file is sound");
    for (_, word) in OF_VERBS.iter().filter(|(of, _)| *of == file) {
        tables.retain(|name, _| !name.split(' ').any(|part| part == *word));
    }
    toml::to_string(&tables).expect("it stays sound")
}

/// Rule, speaker, cue and via of a quotation, as printed.
type Row = (String, Option<String>, Option<String>, Option<String>);

/// The quotations of a text.
fn found(text: &str) -> Vec<Row> {
    let article = Article::new("sample", ArticleHeader::default(), text.to_owned()).expect("short");
    let quotations = inquit::extract(&article, &XX, &ExtractOptions::default()).quotations;
    let row = |q: &inquit::model::Quotation| {
        let printed = |span: inquit::model::Span| span.of(text).to_owned();
        let speaker = q.speaker.as_ref().and_then(|s| s.mention.map(printed));
        (q.rule.name().to_owned(), speaker, q.cue.as_ref().map(|c| printed(c.span)), q.via.map(printed))
    };
    quotations.iter().map(row).collect()
}

#[test]
fn the_orders_of_reporting_are_recognised() {
    let text = include_str!("mini_language.toml");
    let cases: CaseFile = toml::from_str(text).expect("the cases are sound");
    let mut faults = Vec::new();
    for Case { name, text, rule, speaker, cue, via } in cases.case {
        let (want, got) = (vec![(rule, speaker, cue, via)], found(&text));
        if got != want {
            faults.push(format!("{name}: {text}\n  want {want:?}\n  got  {got:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What the made words do is not done by the English ones any more.
#[test]
fn english_is_not_read() {
    for text in [
        "Stazo Nord quoted Mira Tolden as saying “lo brono ser torda.”",
        "“Lo brono ser torda,” said by Mira Tolden.",
        "Lo brono ser “torda ond galma,” according to Mira Tolden.",
    ] {
        let rules: Vec<String> =
            found(text).into_iter().filter(|row| row.2.is_some()).map(|row| row.0).collect();
        assert_eq!(rules, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_clitic_is_split_off() {
    assert_eq!(XX.orthography().bare("tolden'k"), "tolden");
    assert_eq!(XX.orthography().bare("tolden's"), "tolden's");
    assert_eq!(inquit::names::lower_words("Mira Tolden’k", &XX), ["mira", "tolden"]);
}
