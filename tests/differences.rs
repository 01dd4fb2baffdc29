//! How outlets differ about who said it: each case of `tests/differences.toml` is one remark as a few outlets print it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use inquit::compare::{Differs, Filter};
use inquit::group::Corrections;
use inquit::{Article, ArticleHeader, Corpus, Inquit};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// `person`, `voice` or `none`.
    speaker: String,
    /// Who said it according to the outlets, what most say first; nobody if they do not differ.
    #[serde(default)]
    accounts: Vec<String>,
    /// The outlets marked because most others say something else.
    #[serde(default)]
    marked: Vec<String>,
    /// The texts by outlet.
    prints: BTreeMap<String, String>,
    /// Why it fails today.
    known: Option<String>,
}

/// What the comparison says of the remark that most outlets share.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    speaker: String,
    accounts: Vec<String>,
    marked: Vec<String>,
}

fn told(case: &Case) -> Told {
    let article = |(outlet, text): (&String, &String)| {
        let header = ArticleHeader { outlet: Some(outlet.clone()), ..ArticleHeader::default() };
        Article::new(outlet.clone(), header, text.clone()).expect("a case has texts")
    };
    let corpus = Corpus::extract(Inquit::english(), case.prints.iter().map(article).collect());
    let remarks = corpus.remarks(&Corrections::default());
    let comparison = corpus.comparison(&remarks, &Filter::default());
    let entry = comparison.shared().next().unwrap_or_else(|| panic!("{}: no shared remark", case.name));
    let outlet =
        |wording: usize| comparison.articles[entry.remark.wordings[wording].article.0].id().to_owned();
    let rows = entry.attributions.rows.iter().filter(|row| row.other_speaker.is_some());
    Told {
        speaker: entry.attributions.speaker().map_or("none", |difference| difference.name()).to_owned(),
        accounts: entry.attributions.accounts.iter().map(|account| account.speaker.clone()).collect(),
        marked: rows.map(|row| outlet(row.wording.0)).collect(),
    }
}

#[test]
fn outlets_differ_about_the_speaker_where_that_is_sure() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differences.toml");
    let cases: Cases = toml::from_str(&fs::read_to_string(path).expect("the cases")).expect("sound cases");
    let mut wrong = Vec::new();
    for case in &cases.case {
        let want = Told {
            speaker: case.speaker.clone(),
            accounts: case.accounts.clone(),
            marked: case.marked.clone(),
        };
        let got = told(case);
        match (&case.known, got == want) {
            (None, false) => wrong.push(format!("{}:\n  want {want:?}\n  got  {got:?}", case.name)),
            (Some(known), true) => wrong.push(format!("{}: is mended, take off `known`: {known}", case.name)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.case.len(), wrong.join("\n"));
}

#[test]
fn the_gravest_difference_comes_first_and_not_the_most() {
    let print = |outlet: &str, paragraphs: [&str; 2]| {
        let header = ArticleHeader { outlet: Some(outlet.to_owned()), ..ArticleHeader::default() };
        Article::new(outlet, header, paragraphs.join("\n\n")).expect("a short text")
    };
    let articles = vec![
        print(
            "courier",
            [
                "“We need fourteen boats and eleven pumps for the ferry company of the island,” said Mayor Ana Ruiz.",
                "“The price of diesel rose in every harbour of the valley before the winter,” said Ole Berg.",
            ],
        ),
        print(
            "post",
            [
                "“We need twelve boats and thirteen pumps for the ferry company of the island,” said Mayor Ana Ruiz.",
                "“The price of diesel fell in every harbour of the valley before the winter,” said Ole Berg.",
            ],
        ),
    ];
    let corpus = Corpus::extract(Inquit::english(), articles);
    let remarks = corpus.remarks(&Corrections::default());
    let filter = Filter { differs: Some(Differs::Meaning), ..Filter::default() };
    let comparison = corpus.comparison(&remarks, &filter);
    let speakers: Vec<_> = comparison.shared().map(|entry| entry.remark.speaker.as_deref()).collect();
    assert_eq!(speakers, [Some("Ole Berg"), Some("Ana Ruiz")]);
}
