//! Measures whom `verify` confirms and whom it accuses: annotated quotations with their own speakers, and with a speaker exchanged on purpose.
//!
//! ```text
//! cargo run --release --example swapped_speakers DEV.jsonl.gz TRAIN.jsonl.gz      searched among all of these articles
//! SEED=7 VERBOSE=1 cargo run …                                                    other swaps, and each that is missed
//! ```
//!
//! In: annotated articles (docs/format.md; .gz too), the first file with the quotations to ask for. Out: how many are confirmed for their own
//! speaker, and how many are `misattributed` where another person of the file is claimed; for the others the reasons. What the rules allow is
//! told from the annotation, not from what `verify` says: the speaker is printed by name, and the words are not only a few short ones.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use inquit::Inquit;
use inquit::model::{Article, ArticleHeader, AttributionClass, Claim, Verdict};
use inquit::verify::{Sources, verify};
use serde_json::Value;

#[path = "../tests/verify/dice.rs"]
mod dice;

use dice::Dice;

type Failure = Box<dyn std::error::Error>;

/// So many words, of which so many are long ones, tell one remark from another.
const WORDS: usize = 10;
const LONG_WORDS: usize = 4;
/// Letters of a long word.
const LETTERS: usize = 5;

/// An annotated quotation with the name of its speaker.
struct Quoted {
    words: String,
    speaker: String,
    /// True if the article prints the name beside it.
    is_named: bool,
    date: Option<String>,
}

fn main() -> Result<(), Failure> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let (mut articles, mut quoted) = (Vec::new(), Vec::new());
    for (i, path) in paths.iter().enumerate() {
        let read = annotated(path, &mut articles)?;
        quoted.extend(read.into_iter().filter(|_| i == 0));
    }
    let corpus = inquit::Corpus::extract(Inquit::english(), articles);
    let sources = corpus.sources();
    println!("{} quotations, {:?}", quoted.len(), sources.searched());
    own(&quoted, &sources);
    swapped(&quoted, &sources)
}

/// Asks for each quotation with its own speaker.
fn own(quoted: &[Quoted], sources: &Sources) {
    let mut answers: BTreeMap<&str, usize> = BTreeMap::new();
    for q in quoted {
        let verdict = verify(&claim(q, &q.speaker), sources);
        *answers.entry(verdict.attribution.name()).or_default() += 1;
        if verdict.attribution != AttributionClass::Confirmed {
            tell("own", q, &q.speaker, &verdict);
        }
    }
    println!("own speaker: {answers:?}");
}

/// Asks for each quotation with the speaker of another one.
fn swapped(quoted: &[Quoted], sources: &Sources) -> Result<(), Failure> {
    let seed = std::env::var("SEED").map_or(Ok(1), |seed| seed.parse())?;
    let mut dice = Dice::new(seed);
    let last = |name: &str| name.split(' ').next_back().map(str::to_owned);
    let people: Vec<&str> = quoted.iter().map(|q| q.speaker.as_str()).filter(|s| s.contains(' ')).collect();
    let mut groups: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    for q in quoted {
        let other = dice.one(&people);
        if last(other) == last(&q.speaker) || q.words.contains(&last(other).unwrap_or_default()) {
            continue;
        }
        let long = q.words.split(' ').map(str::to_lowercase);
        let long: BTreeSet<String> = long.filter(|w| w.chars().count() >= LETTERS).collect();
        let group = match (q.is_named, q.words.split(' ').count() >= WORDS && long.len() >= LONG_WORDS) {
            (true, true) => "allowed: a name, and enough words",
            (true, false) => "not allowed: a name, and few or common words",
            (false, _) => "not allowed: no name beside it",
        };
        let verdict = verify(&claim(q, other), sources);
        let reason = verdict.open.map_or(String::new(), |open| format!(" ({})", open.name()));
        let answer = format!("{}{reason}", verdict.attribution.name());
        *groups.entry(group).or_default().entry(answer).or_default() += 1;
        if verdict.attribution != AttributionClass::Misattributed && group.starts_with("allowed") {
            tell("swapped", q, other, &verdict);
        }
    }
    for (group, answers) in groups {
        let all: usize = answers.values().sum();
        let caught = answers.get("misattributed").copied().unwrap_or(0);
        println!(
            "{group}: {caught} of {all} caught ({:.1} %) {answers:?}",
            100.0 * caught as f64 / all as f64
        );
    }
    Ok(())
}

fn claim(quoted: &Quoted, speaker: &str) -> Claim {
    let (text, published) = (quoted.words.clone(), quoted.date.clone());
    Claim { text, speaker: Some(speaker.to_owned()), published, ..Claim::default() }
}

fn tell(what: &str, quoted: &Quoted, claimed: &str, verdict: &Verdict) {
    if std::env::var_os("VERBOSE").is_some() {
        let reason = verdict.open.map_or("", |open| open.name());
        let name = verdict.evidence.first().and_then(|e| e.name.as_deref());
        println!(
            "{what}: {} {} {reason} | {claimed}, rightly {}, found {name:?} | {}",
            verdict.wording.name(),
            verdict.attribution.name(),
            quoted.speaker,
            quoted.words
        );
    }
}

/// Adds the articles of a file; returns their direct quotations whose speakers the annotation names surely.
fn annotated(path: &str, articles: &mut Vec<Article>) -> Result<Vec<Quoted>, Failure> {
    let mut text = String::new();
    let file = std::fs::File::open(path)?;
    match path.ends_with(".gz") {
        true => flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text)?,
        false => std::io::BufReader::new(file).read_to_string(&mut text)?,
    };
    let mut quoted = Vec::new();
    for line in text.lines() {
        let record: Value = serde_json::from_str(line)?;
        let field = |key: &str| record[key].as_str().map(str::to_owned);
        let date = field("date");
        for q in record["quotes"].as_array().into_iter().flatten().filter(|q| q["kind"] == "direct") {
            let words =
                q["text"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            let speaker = q["speaker_canonical"].as_str().filter(|_| q["canonical_sure"] == true);
            let is_named = matches!(q["speaker_type"].as_str(), Some("full_name" | "partial_name"));
            if let Some(speaker) = speaker {
                quoted.push(Quoted { words, speaker: speaker.to_owned(), is_named, date: date.clone() });
            }
        }
        let header = ArticleHeader { outlet: field("outlet"), date, ..ArticleHeader::default() };
        let text = field("text").ok_or("a record without text")?;
        articles.push(Article::new(field("id").ok_or("a record without id")?, header, text)?);
    }
    Ok(quoted)
}
