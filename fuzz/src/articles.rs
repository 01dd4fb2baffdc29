//! Texts → quotations, comparisons, verdicts, checked drafts. In: texts, several of them parted by a zero byte. Out: nothing.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use inquit::compare::Filter;
use inquit::corpus::{Coverage, Selection};
use inquit::eval::read_standoff;
use inquit::group::Corrections;
use inquit::model::{Article, ArticleHeader, Claim, Markup, SourceKind};
use inquit::read::{Articles, FilePlace, Input, InputHints};
use inquit::record::Extract;
use inquit::render::{Check, Judged, Scope, ShownRemarks, Summary};
use inquit::verify::outcome;
use inquit::{Corpus, Draft, Extraction, Gate, Inquit};

use super::invariants;
use super::scratch::Scratch;

/// The language, read once.
pub fn english() -> Inquit<'static> {
    static ENGLISH: OnceLock<Inquit<'static>> = OnceLock::new();
    *ENGLISH.get_or_init(Inquit::english)
}

/// A text as an article.
pub fn extract(data: &[u8]) {
    of_text(data, Markup::None, english().explain(true));
}

/// A text as Markdown.
pub fn markdown(data: &[u8]) {
    of_text(data, Markup::Markdown, english());
}

/// A text with its indirect speech.
pub fn indirect(data: &[u8]) {
    of_text(data, Markup::None, english().indirect(true).explain(true));
}

fn of_text(data: &[u8], markup: Markup, inquit: Inquit<'_>) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let article = article(0, text).with_markup(markup);
    let plain = inquit::plain(&article, inquit.lexicon());
    assert_eq!(plain.len(), text.len(), "the plain text has another length");
    let found = inquit.extract(&article);
    assert!(shown(&article, &found) == shown(&article, &inquit.extract(&article)), "two runs differ");
}

/// Everything that is printed of an article.
pub fn shown(article: &Article, found: &Extraction) -> Vec<u8> {
    invariants::extraction(article.text(), found);
    let shown: Vec<usize> = (0..found.quotations.len()).collect();
    let extract = Extract { article, quotations: &found.quotations, shown: &shown, explain: true };
    let summary = Summary { articles: 1, quotations: shown.len(), ..Summary::default() };
    let annotations = invariants::standoff(&extract);
    let read = read_standoff(article.text().to_owned(), &annotations, &mut BTreeMap::new());
    assert!(read.is_ok(), "our own annotations are refused ({:?}): {annotations}", read.err());
    invariants::rendered(&extract, &summary)
}

/// A text, a zero byte, and its annotations.
pub fn annotated(text: &str) -> Vec<u8> {
    let article = article(0, text);
    let quotations = english().indirect(true).extract(&article).quotations;
    let shown: Vec<usize> = (0..quotations.len()).collect();
    let extract = Extract { article: &article, quotations: &quotations, shown: &shown, explain: false };
    [text, "\0", &invariants::standoff(&extract)].concat().into_bytes()
}

fn article(number: usize, text: &str) -> Article {
    let begins = |chars: usize| text.chars().take(chars).collect::<String>();
    let header = ArticleHeader {
        outlet: Some(format!("Outlet {number}")),
        date: Some(format!("2026-03-0{}", number + 1)),
        url: Some(if number == 0 { "https://a.example/x?y=1&z".to_owned() } else { begins(30) }),
        title: Some(begins(40)),
        ..ArticleHeader::default()
    };
    Article::new(format!("{number}.txt"), header, text.to_owned()).expect("the text is short")
}

/// At most so many texts, parted by zero bytes.
fn texts(data: &[u8], most: usize) -> Vec<String> {
    data.split(|byte| *byte == 0).take(most).map(|text| String::from_utf8_lossy(text).into_owned()).collect()
}

fn corpus(texts: &[String], inquit: Inquit<'static>) -> Corpus<'static> {
    Corpus::extract(inquit, texts.iter().enumerate().map(|(number, text)| article(number, text)).collect())
}

/// Articles, compared.
pub fn compare(data: &[u8]) {
    let texts = texts(data, 4);
    let run = || {
        let corpus = corpus(&texts, english().indirect(true).explain(true));
        let remarks = corpus.remarks(&Corrections::default());
        for remark in &remarks.list {
            assert!(remark.base.0 < remark.wordings.len(), "the base is no wording");
            for wording in &remark.wordings {
                invariants::span(corpus.articles()[wording.article.0].text(), wording.span, "wording");
                assert!(wording.quotation.0 < corpus.quotations().len(), "no such quotation");
            }
        }
        let comparison = corpus.comparison(&remarks, &Filter::default());
        let summary = Summary { articles: texts.len(), quotations: corpus.speech(), ..Summary::default() };
        let scopes = [Scope::Shared, Scope::All];
        let all = scopes
            .map(|scope| invariants::rendered(&ShownRemarks { comparison: &comparison, scope }, &summary));
        all.concat()
    };
    assert!(run() == run(), "two runs differ");
}

/// A claim, a line feed and its speaker; then articles.
pub fn verify(data: &[u8]) {
    let mut texts = texts(data, 4);
    let claim = texts.remove(0);
    let (text, speaker) = claim.split_once('\n').unwrap_or((&claim, ""));
    let speaker = Some(speaker.to_owned()).filter(|name| !name.is_empty());
    let claim = Claim { text: text.to_owned(), speaker, ..Claim::default() };
    let corpus = corpus(&texts, english());
    let run = || {
        let verdict = corpus.verify(&claim);
        invariants::verdict(&verdict, corpus.articles());
        let failed = Gate::strict().failures(&verdict);
        let outcome = outcome(&verdict, corpus.articles(), failed);
        let judged = Judged { verdict: &verdict, articles: corpus.articles(), outcome: &outcome };
        invariants::rendered(&judged, &Summary { quotations: text.len(), ..Summary::default() })
    };
    assert!(run() == run(), "two runs differ");
}

/// Options, a draft, and its sources: the lowest bits of the first byte say what the draft is, and what of it is checked.
pub fn check(data: &[u8]) {
    let Some((options, data)) = data.split_first() else { return };
    let texts = texts(data, 4);
    let name = ["check.md", "check.txt", "check.html", "check.json"][usize::from(options & 3)];
    let draft = Scratch::new(name, texts[0].as_bytes());
    let gate = if options & 4 == 0 { Gate::strict() } else { Gate::lenient() };
    let selection = Selection { every: options & 8 != 0, ..Selection::default() };
    let corpus = corpus(&texts[1..], english());
    let run = || {
        let mut reading = articles(&draft, Some(SourceKind::Article));
        let mut drafts = Vec::new();
        while let Some(read) = reading.next() {
            let Ok(article) = read else { continue };
            drafts.extend(Draft::title(&article, reading.origin(), english().lexicon()));
            drafts.push(Draft::text(article, reading.origin(), english().lexicon()));
        }
        let drafts: Vec<_> = drafts.into_iter().map(|draft| draft.select(&selection)).collect();
        let checked = corpus.check(&drafts, &gate);
        for one in &checked {
            invariants::verdict(&one.verdict, corpus.articles());
            assert!(one.start <= one.end && one.number < drafts.len(), "{}–{}", one.start, one.end);
        }
        let coverage = Coverage::of(&drafts, &checked);
        let summary = Summary { quotations: texts[0].len(), ..Summary::default() };
        let check = Check {
            drafts: &drafts,
            checked: &checked,
            coverage: &coverage,
            articles: corpus.articles(),
            all: true,
            summary: &summary,
        };
        invariants::rendered(&check, &summary)
    };
    assert!(run() == run(), "two runs differ");
}

/// The articles of one file, named itself.
pub fn articles(file: &Scratch, kind: Option<SourceKind>) -> Articles<'static> {
    let id = file.0.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let input = Input { id, place: FilePlace::File(file.0.clone()), root: 0, walked: false, bytes: 0 };
    Articles::new(vec![input]).told(InputHints { kind, ..InputHints::default() }).lexicon(english().lexicon())
}
