//! Grammar cases as data: every file under `tests/grammar/` is a list of texts and of what `extract` must find in them.
//!
//! ```toml
//! [[case]]
//! name = "verb before its subject"
//! text = '"It rained," said Ana Ruiz.'
//! want = [
//!     { start = 1, end = 11, content = "It rained,", speaker = "Ana Ruiz", name = "Ana Ruiz", cue = "said", rule = "content_cue_speaker", kind = "direct" },
//! ]
//! ```
//!
//! `start` and `end` count bytes; a content of more than one paragraph or part is a row each, the later ones with `joins`.
//! `speaker`, `cue` and `via` are the words as printed, `name` who is meant; left out, there must be none. `basis` and
//! `addressee` are looked at where they are given (`addressee = ""`: nobody). What is not right yet carries `known = "reason"`: the test then asserts that it still fails, so that a mended one is
//! noticed. `indirect = true` also asks for indirect speech. With `fails = ["kind"]` in a row only that field is known to fail, and all else must hold.

use std::fmt;
use std::fs;
use std::path::Path;

use inquit::ExtractOptions;
use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader, Quotation, Span};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    want: Vec<Row>,
    /// Why the answer is wrong today.
    known: Option<String>,
    /// Whether indirect speech is asked for.
    #[serde(default)]
    indirect: bool,
    /// What the case is there to show.
    #[expect(dead_code, reason = "for readers of the file")]
    note: Option<String>,
}

/// One content of one quotation.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Row {
    start: usize,
    end: usize,
    content: String,
    speaker: Option<String>,
    name: Option<String>,
    basis: Option<String>,
    cue: Option<String>,
    via: Option<String>,
    addressee: Option<String>,
    rule: String,
    kind: String,
    headline: bool,
    /// Belongs to the same quotation as the row before.
    joins: bool,
    /// Stands inside the quotation before it.
    nested: bool,
    /// Fields that are known to be wrong.
    fails: Vec<String>,
}

/// As one line of TOML, to be pasted into a file.
impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{ start = {}, end = {}, content = {:?}", self.start, self.end, self.content)?;
        for (key, value) in [
            ("speaker", &self.speaker),
            ("name", &self.name),
            ("basis", &self.basis),
            ("cue", &self.cue),
            ("via", &self.via),
            ("addressee", &self.addressee),
        ] {
            if let Some(value) = value {
                write!(f, ", {key} = {value:?}")?;
            }
        }
        write!(f, ", rule = {:?}, kind = {:?}", self.rule, self.kind)?;
        for (key, value) in [("headline", self.headline), ("joins", self.joins), ("nested", self.nested)] {
            if value {
                write!(f, ", {key} = true")?;
            }
        }
        f.write_str(" },")
    }
}

/// The name that a value has in the output.
fn named(value: impl Serialize) -> String {
    let value = serde_json::to_value(value).expect("an enumeration");
    value.as_str().expect("a name").to_owned()
}

fn extract(text: &str, indirect: bool) -> Vec<Row> {
    let article = Article::new("case", ArticleHeader::default(), text.to_owned()).expect("short");
    let options = ExtractOptions { indirect, explain: false };
    let found = inquit::extract(&article, Lexicon::built_in(), &options).quotations;
    found.iter().flat_map(|quotation| rows(text, quotation)).collect()
}

fn rows(text: &str, quotation: &Quotation) -> Vec<Row> {
    let words = |span: Span| span.of(text).to_owned();
    let speaker = quotation.speaker.as_ref();
    let row = |(index, span): (usize, Span)| Row {
        start: span.start(),
        end: span.end(),
        content: words(span),
        speaker: speaker.and_then(|s| s.mention).map(words),
        name: speaker.and_then(|s| s.name.clone()),
        basis: speaker.map(|s| named(s.basis)),
        cue: quotation.cue.as_ref().map(|c| words(c.span)),
        via: quotation.via.map(words),
        addressee: quotation.addressee.map(words),
        rule: quotation.rule.name().to_owned(),
        kind: named(quotation.kind),
        headline: quotation.headline,
        joins: index > 0,
        nested: quotation.parent.is_some(),
        fails: Vec::new(),
    };
    quotation.contents.iter().map(|c| c.span).enumerate().map(row).collect()
}

/// The fields of `want` that `got` does not have.
fn differences(want: &Row, got: &Row) -> Vec<&'static str> {
    let basis = want.basis.is_some() && want.basis != got.basis;
    let addressee =
        want.addressee.is_some() && want.addressee.as_deref() != got.addressee.as_deref().or(Some(""));
    let fields = [
        ("span", (want.start, want.end) != (got.start, got.end)),
        ("speaker", want.speaker != got.speaker),
        ("name", want.name != got.name),
        ("basis", basis),
        ("cue", want.cue != got.cue),
        ("via", want.via != got.via),
        ("addressee", addressee),
        ("rule", want.rule != got.rule),
        ("kind", want.kind != got.kind),
        ("headline", want.headline != got.headline),
        ("joins", want.joins != got.joins),
        ("nested", want.nested != got.nested),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

/// What is wrong with a case; `None` where all is as it should be.
fn check(case: &Case) -> Option<String> {
    for row in &case.want {
        let there = case.text.get(row.start..row.end);
        if there != Some(row.content.as_str()) {
            return Some(format!("{:?} does not stand at {}..{}", row.content, row.start, row.end));
        }
    }
    let got = extract(&case.text, case.indirect);
    let wrong: Vec<Vec<&str>> = if got.len() == case.want.len() {
        case.want.iter().zip(&got).map(|(want, got)| differences(want, got)).collect()
    } else {
        vec![vec!["number of rows"]]
    };
    let fails: Vec<Vec<&str>> =
        case.want.iter().map(|row| row.fails.iter().map(String::as_str).collect()).collect();
    let in_part = fails.iter().any(|fields| !fields.is_empty());
    let right = wrong.iter().all(Vec::is_empty);
    let shown = || {
        let got: Vec<String> = got.iter().map(|row| format!("    {row}")).collect();
        format!("differs in {wrong:?}; got\n{}", got.join("\n"))
    };
    match &case.known {
        None if in_part => Some("`fails` without `known`; say why".to_owned()),
        None => (!right).then(shown),
        Some(_) if right => Some("is right now; take `known` away".to_owned()),
        Some(_) if in_part && wrong != fails => Some(format!("known to fail in {fails:?}, but {}", shown())),
        Some(_) => None,
    }
}

fn run(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grammar").join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let cases: CaseFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let wrong: Vec<String> = cases
        .case
        .iter()
        .filter_map(|case| check(case).map(|why| format!("{}: {}\n{}", case.name, why, case.text)))
        .collect();
    assert!(
        wrong.is_empty(),
        "{file}: {} of {} cases\n\n{}",
        wrong.len(),
        cases.case.len(),
        wrong.join("\n\n")
    );
}

/// A test a file, and one that no file is forgotten.
macro_rules! files {
    ($($test:ident: $file:literal,)+) => {
        $(#[test]
        fn $test() {
            run($file);
        })+

        #[test]
        fn every_file_has_its_test() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grammar");
            let mut here: Vec<String> = fs::read_dir(folder)
                .expect("tests/grammar")
                .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
                .collect();
            here.sort();
            let mut run = vec![$($file.to_owned()),+];
            run.sort();
            assert_eq!(here, run);
        }
    };
}

files! {
    orders: "orders.toml",
    appositives: "appositives.toml",
    pronouns: "pronouns.toml",
    who: "who.toml",
    fragments: "fragments.toml",
    not_speech: "not_speech.toml",
    marks: "marks.toml",
    single_marks: "single_marks.toml",
    names: "names.toml",
    headlines: "headlines.toml",
    addressee: "addressee.toml",
    via: "via.toml",
    carried: "carried.toml",
    tweets: "tweets.toml",
    hostile: "hostile.toml",
    indirect: "indirect.toml",
}
