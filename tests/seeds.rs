//! Extraction on the five seed articles against `seeds/gold.jsonl`, by the same rules as `score_seeds.py`: a gold span is found
//! when a quotation overlaps it with an intersection over union of at least 0.8; names are compared by their last word.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use inquit::ExtractOptions;
use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader, Kind, Offsets, Quotation};
use serde::Deserialize;

/// What must not fall: the figures of docs/accuracy.md, which may only rise.
const FLOOR: Figures = Figures { spans: 50, name: 45, cue: 44, via: 7, silent: 0, extra: 0 };

#[derive(Debug, Default, PartialEq, Eq)]
struct Figures {
    spans: usize,
    name: usize,
    cue: usize,
    via: usize,
    /// Spans that quote nobody's speech and got a speaker.
    silent: usize,
    /// Quotations with a speaker where the gold has none.
    extra: usize,
}

/// A line of `gold.jsonl`; offsets are code points.
#[derive(Deserialize)]
struct Gold {
    article: String,
    start: usize,
    end: usize,
    text: String,
    kind: String,
    speaker_name: Option<String>,
    cue: Option<String>,
    via: Option<String>,
}

/// One content of a quotation, in code points.
struct Found {
    start: usize,
    end: usize,
    name: Option<String>,
    cue: Option<String>,
    via: Option<String>,
    speaker: bool,
}

/// Second answers that the notes of the gold allow: article, start, key, answer.
const ALSO: [(&str, usize, &str, &str); 6] = [
    ("004_80abc5f409174ed2.txt", 3694, "name", "china"),
    ("004_80abc5f409174ed2.txt", 686, "cue", "said"),
    ("004_80abc5f409174ed2.txt", 3129, "cue", "quoted"),
    ("003_f8862378f1068164.txt", 712, "cue", "quoted"),
    ("001_148d8a1e03fc841c.txt", 1414, "cue", "responded by saying"),
    ("001_148d8a1e03fc841c.txt", 1514, "cue", "responded by saying"),
];

fn seeds() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

fn gold() -> Vec<Gold> {
    let lines = fs::read_to_string(seeds().join("gold.jsonl")).expect("seeds/gold.jsonl");
    lines.lines().map(|line| serde_json::from_str(line).expect("a gold line")).collect()
}

fn extract(name: &str) -> Vec<Found> {
    let text = fs::read_to_string(seeds().join(name)).expect("a seed");
    let article = Article::new(name, ArticleHeader::default(), text).expect("short");
    let (text, offsets) = (article.text(), Offsets::new(article.text()));
    let found = inquit::extract(&article, Lexicon::built_in(), &ExtractOptions::default()).quotations;
    let one = |quotation: &Quotation| -> Vec<Found> {
        let speaker = quotation.speaker.as_ref();
        let printed = speaker.and_then(|s| s.mention).map(|m| m.of(text).to_owned());
        let contents = quotation.contents.iter().map(|content| Found {
            start: offsets.code_point(content.span.start()),
            end: offsets.code_point(content.span.end()),
            name: speaker.and_then(|s| s.name.clone()).or_else(|| printed.clone()),
            cue: quotation.cue.as_ref().map(|c| c.span.of(text).to_lowercase()),
            via: quotation.via.map(|v| v.of(text).to_owned()),
            speaker: speaker.is_some(),
        });
        contents.collect()
    };
    found.iter().filter(|q| q.kind != Kind::Indirect).flat_map(one).collect()
}

fn shared(a: (usize, usize), b: (usize, usize)) -> f64 {
    let both = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    if both == 0 { 0.0 } else { both as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64 }
}

fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn also(gold: &Gold, key: &str, got: &str) -> bool {
    ALSO.iter().any(|&(a, s, k, answer)| (a, s, k, answer) == (&gold.article, gold.start, key, got))
}

fn name_is_right(gold: &Gold, found: &Found) -> bool {
    let got = words(found.name.as_deref().unwrap_or_default());
    let want = words(gold.speaker_name.as_deref().unwrap_or_default());
    got.last().is_some_and(|last| want.contains(last) || also(gold, "name", last))
}

fn cue_is_right(gold: &Gold, want: &str, found: &Found) -> bool {
    let got = found.cue.as_deref().unwrap_or_default();
    got.split_whitespace().any(|word| word == want) || also(gold, "cue", got)
}

fn via_is_right(want: &str, found: &Found) -> bool {
    found.via.as_deref().is_some_and(|got| want.contains(got) || got.contains(want))
}

#[test]
fn the_seeds_are_read_as_their_gold_says() {
    let gold = gold();
    let mut found: BTreeMap<&str, Vec<Found>> = BTreeMap::new();
    for line in &gold {
        found.entry(&line.article).or_insert_with(|| extract(&line.article));
    }
    let (mut figures, mut misses) = (Figures::default(), Vec::new());
    for line in &gold {
        let place = (line.start, line.end);
        let near = found[line.article.as_str()].iter();
        let best = near.max_by(|a, b| {
            let (a, b) = (shared((a.start, a.end), place), shared((b.start, b.end), place));
            a.total_cmp(&b)
        });
        let Some(best) = best.filter(|f| shared((f.start, f.end), place) >= 0.8) else {
            misses.push(format!("span: {}", line.text));
            continue;
        };
        figures.spans += 1;
        match line.kind.as_str() {
            "direct" | "mixed" => {
                let mut check = |key: &str, right: bool, count: &mut usize| {
                    *count += usize::from(right);
                    if !right {
                        let got = (&best.name, &best.cue, &best.via);
                        misses.push(format!("{key}: {}, {}: got {got:?}", line.article, line.text));
                    }
                };
                check("name", name_is_right(line, best), &mut figures.name);
                if let Some(want) = &line.cue {
                    check("cue", cue_is_right(line, want, best), &mut figures.cue);
                }
                if let Some(want) = &line.via {
                    check("via", via_is_right(want, best), &mut figures.via);
                }
            }
            "not-speech" => figures.silent += usize::from(best.speaker),
            _ => {}
        }
    }
    for (article, quotations) in &found {
        let in_gold = |f: &&Found| {
            let mut own = gold.iter().filter(|line| line.article == *article);
            own.any(|line| shared((f.start, f.end), (line.start, line.end)) > 0.0)
        };
        figures.extra += quotations.iter().filter(|f| f.speaker).filter(|f| !in_gold(f)).count();
    }
    let fell = figures.spans < FLOOR.spans
        || figures.name < FLOOR.name
        || figures.cue < FLOOR.cue
        || figures.via < FLOOR.via
        || figures.silent > FLOOR.silent
        || figures.extra > FLOOR.extra;
    assert!(!fell, "{figures:?}, at least {FLOOR:?} is wanted\n{}", misses.join("\n"));
}

/// The gold itself: its offsets hold its words.
#[test]
fn the_gold_stands_at_its_offsets() {
    for line in gold() {
        let text = fs::read_to_string(seeds().join(&line.article)).expect("a seed");
        let there: String = text.chars().skip(line.start).take(line.end - line.start).collect();
        assert_eq!(there, line.text, "{} at {}", line.article, line.start);
    }
}

/// A mark that a broken encoding destroyed must not put the quotations behind it out of step (article 003).
#[test]
fn quotations_behind_a_destroyed_mark_are_in_step() {
    let text = fs::read_to_string(seeds().join("003_f8862378f1068164.txt")).expect("a seed");
    let from = text.find("surprises,? he said").expect("the destroyed mark");
    let article = Article::new("003", ArticleHeader::default(), text.clone()).expect("short");
    let found = inquit::extract(&article, Lexicon::built_in(), &ExtractOptions::default()).quotations;
    let at = found.iter().position(|q| q.extent().end() == from + "surprises,".len());
    let at = at.expect("the quotation ends at the destroyed mark");
    let next = found[at + 1].extent().of(&text);
    assert!(next.starts_with("With an attitude") && next.ends_with("new era,"), "{next}");
}
