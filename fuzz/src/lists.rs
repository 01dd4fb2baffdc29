//! Lists beside articles: claims, records, annotations, corrections, earlier checks. In: the bytes of such a file. Out: nothing.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::OnceLock;

use inquit::corpus::{CheckedNow, Earlier, hashes, since};
use inquit::eval::{Report, judge, read_standoff};
use inquit::group::{Corrections, QuoteStream, Settings};
use inquit::model::{Article, ArticleHeader, ClaimId, Receipt};
use inquit::read::Claims;
use inquit::render::{Answered, ClaimAnswer, Summary, write_groups};
use inquit::verify::{Sources, outcome, verify};
use inquit::{Corpus, Draft, Gate};

use super::articles::english;
use super::invariants;

/// Lines of claims that are answered at most.
const MOST: usize = 32;

/// Two articles that report one remark.
pub fn sample() -> &'static Corpus<'static> {
    static SAMPLE: OnceLock<Corpus<'static>> = OnceLock::new();
    let article = |id: &str, text: &str| {
        let header = ArticleHeader { outlet: Some(id.to_owned()), ..ArticleHeader::default() };
        Article::new(id, header, text.to_owned()).expect("the text is short")
    };
    SAMPLE.get_or_init(|| {
        let post = "“We have oil for a week and spare parts for two,” said Mara Lindqvist. “Nobody pays for the lamp,” she added.";
        let courier = "Mara Lindqvist said there was “oil for one week and spare parts for two.”";
        Corpus::extract(english(), vec![article("courier", courier), article("post", post)])
    })
}

/// A text, a zero byte, and its annotations in the form of brat: what is read is in the text and can be judged.
pub fn brat(data: &[u8]) {
    let data = String::from_utf8_lossy(data);
    let (text, annotations) = data.split_once('\0').unwrap_or((&data, ""));
    let Ok(gold) = read_standoff(text.to_owned(), annotations, &mut BTreeMap::new()) else { return };
    let length = text.chars().count();
    for quote in &gold.quotes {
        assert!(quote.span.0 <= quote.span.1 && quote.span.1 <= length, "{:?} of {length}", quote.span);
    }
    let (tally, _) = judge(&gold, &[], english().lexicon());
    assert_eq!(Report::new(&tally, true).articles, 1);
}

/// A file of claims: JSON Lines, a JSON list, a table.
pub fn claims(data: &[u8]) {
    static SOURCES: OnceLock<Sources<'static>> = OnceLock::new();
    let sources = SOURCES.get_or_init(|| sample().sources());
    let articles = sample().articles();
    let run = || {
        let mut out = Vec::new();
        let Ok(claims) = Claims::new(Cursor::new(data.to_vec())) else { return out };
        for line in claims.map_while(Result::ok).take(MOST) {
            let (id, draft, answer) = match line {
                Err(error) => {
                    (error.id, None, ClaimAnswer::Unread { line: error.line, message: error.message })
                }
                Ok(line) => {
                    let verdict = verify(&line.claim, sources);
                    invariants::verdict(&verdict, articles);
                    let gate = line.style.as_deref().and_then(Gate::of_style).unwrap_or_else(Gate::lenient);
                    let outcome = outcome(&verdict, articles, gate.failures(&verdict));
                    let answer = ClaimAnswer::Judged {
                        verdict: Box::new(verdict),
                        articles: articles.into(),
                        outcome,
                    };
                    (line.id, line.draft, answer)
                }
            };
            let id = id.unwrap_or(ClaimId::Number(0));
            out.extend(invariants::rendered(&Answered { id, draft, answer }, &Summary::default()));
        }
        out
    };
    assert!(run() == run(), "two runs differ");
}

/// Quotations as records, to be grouped.
pub fn records(data: &[u8]) {
    let run = || {
        let mut stream = QuoteStream::new(english().lexicon(), 1);
        let bad = stream.add(data, 1, "records.jsonl");
        let lines = stream.len();
        let groups = stream.finish(&Corrections::default(), Settings::default());
        assert_eq!(groups.len(), lines, "lines are lost");
        let mut out = Vec::new();
        write_groups(&mut out, groups.iter(), groups.count(), bad.len()).expect("memory takes it");
        for line in std::str::from_utf8(&out).expect("output is UTF-8").lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("a line is JSON");
        }
        out
    };
    assert!(run() == run(), "two runs differ");
}

/// Corrections by hand.
pub fn links(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Corrections::from_toml("links.toml", text) {
        Err(error) => assert!(!error.to_string().is_empty(), "an error without words"),
        Ok(corrections) => {
            for remark in &sample().remarks(&corrections).list {
                assert!(remark.base.0 < remark.wordings.len(), "the base is no wording");
            }
        }
    }
}

/// The output of an earlier check.
pub fn earlier(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let earlier = match Earlier::read(text) {
        Ok(earlier) => earlier,
        Err(error) => return assert!(!error.to_string().is_empty(), "an error without words"),
    };
    let draft = "“We have oil for a month and spare parts for two,” Mara Lindqvist said.";
    let draft =
        Article::new("draft.md", ArticleHeader::default(), draft.to_owned()).expect("the text is short");
    let checked = sample().check(&[Draft::text(draft, None, english().lexicon())], &Gate::lenient());
    let receipt = Receipt { sources: sample().source_hashes(), ..Receipt::default() };
    let known = hashes(sample().articles());
    let found = since(&earlier, &CheckedNow { receipt: &receipt, checked: &checked, known: &known });
    invariants::rendered(&found, &Summary::default());
}
