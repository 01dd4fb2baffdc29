//! What is done with a file: each command, through the façade that it calls, and all its formats.

use std::fs;
use std::io::sink;
use std::path::Path;

use inquit::compare::Filter;
use inquit::corpus::{Coverage, Selection};
use inquit::group::{Corrections, QuoteStream, Settings};
use inquit::model::{Article, ArticleHeader, Claim};
use inquit::read::{Articles, Claims, Origin, find};
use inquit::record::Extract;
use inquit::render::{
    Check, CsvStyle, Format, Judged, Look, Scope, Shown, ShownRemarks, Summary, of, write_groups,
};
use inquit::{Corpus, Draft, Gate, Inquit};

use crate::forms::Reading;

/// A command, or the reader alone. It takes the file, and the repeated units as they are.
pub struct Task {
    pub name: &'static str,
    pub reading: Reading,
    pub run: fn(&Path, &str),
}

/// The readers, each with the extraction of what it reads.
pub const READERS: &[Task] = &[
    Task { name: "read", reading: Reading::Format, run: |file, _| extract(file) },
    Task { name: "group", reading: Reading::Quotes, run: |file, _| group(file) },
    Task { name: "claims", reading: Reading::Claims, run: |file, _| claims(file) },
];

/// Each command by itself.
pub const EACH: &[Task] = &[
    Task { name: "extract", reading: Reading::Text, run: |file, _| extract(file) },
    Task { name: "compare", reading: Reading::Text, run: |file, _| compare(file) },
    Task { name: "check", reading: Reading::Text, run: |file, _| check(file) },
    Task { name: "verify", reading: Reading::Text, run: verify },
];

/// All commands as one, which is what a quick test has time for.
pub const TOGETHER: &[Task] = &[Task {
    name: "all",
    reading: Reading::Text,
    run: |file, units| EACH.iter().for_each(|task| (task.run)(file, units)),
}];

const LOOK: Look = Look {
    width: 80,
    color: true,
    full: true,
    aligned: true,
    full_option: "",
    csv: CsvStyle { unguarded: false, mark: false },
    page: false,
};
const FORMATS: [Format; 8] = [
    Format::Table,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Markdown,
    Format::Html,
    Format::Tei,
    Format::Sarif,
];

/// Writes a noun in all its formats.
fn write<T: Shown>(noun: &T) {
    for mut renderer in FORMATS.iter().filter_map(|format| of::<T>(*format, LOOK)) {
        renderer.begin(&mut sink()).expect("everything can be written into nothing");
        renderer.item(&mut sink(), noun).expect("everything can be written into nothing");
        renderer.end(&mut sink(), &Summary::default()).expect("everything can be written into nothing");
    }
}

/// Everything that a file gives; what is wrong is told, as a user would see it.
fn articles(file: &Path) -> Vec<(Article, Option<Origin>)> {
    let mut reader = Articles::new(find(&[file.to_path_buf()]).inputs);
    let mut all = Vec::new();
    while let Some(next) = reader.next() {
        drop(reader.take_notes().iter().map(ToString::to_string).collect::<Vec<_>>());
        match next {
            Ok(article) => all.push((article, reader.origin().cloned())),
            Err(error) => drop(error.to_string()),
        }
    }
    all
}

fn only_articles(file: &Path) -> Vec<Article> {
    articles(file).into_iter().map(|(article, _)| article).collect()
}

/// An article of another outlet, which shares a remark with every file.
fn other() -> Article {
    let header = ArticleHeader { outlet: Some("Courier".to_owned()), ..ArticleHeader::default() };
    let text = "Mayor Ana Ruiz said: “It holds for a year and a day.” “It holds,” said Bo Lund.";
    Article::new("other.txt", header, text.to_owned()).expect("a short text is an article")
}

fn everything() -> Inquit<'static> {
    Inquit::english().indirect(true).explain(true)
}

fn extract(file: &Path) {
    for article in only_articles(file) {
        let found = everything().extract(&article);
        drop(found.warnings.iter().map(|warning| warning.kind.to_string()).collect::<Vec<_>>());
        let shown: Vec<usize> = (0..found.quotations.len()).collect();
        write(&Extract { article: &article, quotations: &found.quotations, shown: &shown, explain: true });
    }
}

fn compare(file: &Path) {
    let mut articles = only_articles(file);
    articles.push(other());
    let corpus = Corpus::extract(everything(), articles);
    let remarks = corpus.remarks(&Corrections::default());
    corpus.find(&remarks.list, "It holds for a year");
    let comparison = corpus.comparison(&remarks, &Filter::default());
    write(&ShownRemarks { comparison: &comparison, scope: Scope::All });
    let sides =
        corpus.clone().sides(remarks.clone(), ["a", "b"], |a| Some(usize::from(a.id() == "other.txt")));
    write(&sides.difference());
}

/// The file as a draft, against itself and another article.
fn check(file: &Path) {
    let lexicon = Inquit::english().lexicon();
    let selection = Selection { every: true, ..Selection::default() };
    let mut drafts = Vec::new();
    for (article, origin) in articles(file) {
        drafts.extend(Draft::title(&article, origin.as_ref(), lexicon));
        drafts.push(Draft::text(article, origin.as_ref(), lexicon));
    }
    let drafts: Vec<_> = drafts.into_iter().map(|draft| draft.select(&selection)).collect();
    let mut sources = only_articles(file);
    sources.push(other());
    let corpus = Corpus::extract(Inquit::english(), sources);
    let checked = corpus.check(&drafts, &Gate::strict());
    let coverage = Coverage::of(&drafts, &checked);
    let summary = Summary::default();
    let articles = corpus.articles();
    write(&Check {
        drafts: &drafts,
        checked: &checked,
        coverage: &coverage,
        articles,
        all: true,
        summary: &summary,
    });
}

/// Two claims against the file: short words, and all the units.
fn verify(file: &Path, units: &str) {
    let mut sources = only_articles(file);
    sources.push(other());
    let corpus = Corpus::extract(Inquit::english(), sources);
    for text in ["It holds for a year and a week", units] {
        let claim = Claim { text: text.to_owned(), speaker: Some("Bo Lund".to_owned()), ..Claim::default() };
        let verdict = corpus.verify(&claim);
        let outcome = Gate::strict().outcome(&verdict, corpus.articles());
        write(&Judged { verdict: &verdict, articles: corpus.articles(), outcome: &outcome });
    }
}

fn group(file: &Path) {
    let mut stream = QuoteStream::new(Inquit::english().lexicon(), 1);
    let bad = stream.add(&fs::read(file).expect("the file was written"), 1, "a");
    drop(bad.iter().map(|line| line.reason.to_string()).collect::<Vec<_>>());
    let groups = stream.finish(&Corrections::default(), Settings::default());
    write_groups(&mut sink(), groups.iter(), groups.count(), 0)
        .expect("everything can be written into nothing");
}

/// Each claim of a file against one article.
fn claims(file: &Path) {
    let corpus = Corpus::extract(Inquit::english(), vec![other()]);
    let sources = corpus.sources();
    let claims = Claims::new(fs::File::open(file).expect("the file was written"));
    for line in claims.into_iter().flatten().flatten().flatten() {
        inquit::verify::verify(&line.claim, &sources);
    }
}
