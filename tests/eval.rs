//! The figures of `inquit eval` against those of another program over the same annotations and the same answers.
//!
//! `tests/eval/gold.jsonl` holds our own sentences with annotations (docs/format.md), `predictions.jsonl` answers written by hand, many
//! of them wrong in one of the ways that are told apart: another speaker, none, a piece of a quotation, several paragraphs in one,
//! a scare quote, a place of which nothing is asked. `expected.json` was made from the two, on 2026-11-22, by the scorer that comes with
//! the evaluation articles of docs/accuracy.md, which are not in the repository:
//!
//! ```text
//! python3 ../shared/polnear/score_quotes.py tests/eval/gold.jsonl tests/eval/predictions.jsonl --json > tests/eval/expected.json
//! ```

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use inquit::eval::{
    Answer, BratDocuments, CharRange, GoldLines, Report, StandoffFault, Tally, answers, judge, read_standoff,
};
use inquit::lexicon::Lexicon;
use inquit::model::{Article, ArticleHeader, Kind, Rule};
use inquit::record::Extract;
use inquit::render::{BratFolder, Format, Look, Render, of};
use inquit::{Extraction, Inquit};
use serde_json::Value;

/// In percent.
const TOLERANCE: f64 = 0.1;

fn json(path: &str) -> Value {
    serde_json::from_reader(File::open(path).expect("it is there")).expect("it is JSON")
}

/// The hand-written answers for one article.
fn predictions(id: &str) -> Vec<Answer> {
    let text = std::fs::read_to_string("tests/eval/predictions.jsonl").expect("it is there");
    let records = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("it is JSON"));
    let record = records.into_iter().find(|r| r["id"] == id).expect("every article has a line");
    record["quotes"].as_array().expect("a list").iter().map(answer).collect()
}

fn answer(quote: &Value) -> Answer {
    let words = |key: &str| quote[key].as_str().map(str::to_owned);
    let place = |start: &str, end: &str| -> Option<CharRange> {
        Some((quote[start].as_u64()? as usize, quote[end].as_u64()? as usize))
    };
    Answer {
        place: place("start", "end").expect("every answer has a place"),
        kind: serde_json::from_value::<Kind>(quote["kind"].clone()).expect("a kind"),
        speaker: words("speaker"),
        speaker_place: place("speaker_start", "speaker_end"),
        name: words("speaker_name"),
        cue: words("cue"),
        cue_place: place("cue_start", "cue_end"),
        rule: Rule::ContentSpeakerCue,
        confidence: 0.9,
    }
}

fn report() -> Report {
    let mut tally = Tally::default();
    for gold in GoldLines::new(File::open("tests/eval/gold.jsonl").expect("it is there")).expect("it reads") {
        let gold = gold.expect("every line is an annotated article");
        let answers = predictions(gold.id.as_deref().expect("every line has an id"));
        tally.add(&judge(&gold, &answers, Lexicon::built_in()).0);
    }
    Report::new(&tally, true)
}

/// Every number of `want` that `got` has not, by its path.
fn differences(path: &str, want: &Value, got: &Value, out: &mut Vec<String>) {
    match want {
        Value::Object(map) => {
            for (key, want) in map {
                differences(&format!("{path}/{key}"), want, &got[key], out);
            }
        }
        Value::Number(_) => {
            let (a, b) = (want.as_f64().expect("a number"), got.as_f64());
            let close = b.is_some_and(|b| (a - b).abs() * 100.0 <= TOLERANCE);
            if !close {
                out.push(format!("{path}: want {a}, got {b:?}"));
            }
        }
        other => out.push(format!("{path}: {other}")),
    }
}

#[test]
fn the_figures_are_those_of_the_other_scorer() {
    let want = json("tests/eval/expected.json");
    let got = serde_json::to_value(report()).expect("a report is JSON");
    let mut wrong = Vec::new();
    for (class, want) in want["by"].as_object().expect("a table") {
        let rows = got["by"].as_array().expect("a list");
        let row = rows.iter().find(|row| row["class"] == class.as_str()).unwrap_or(&Value::Null);
        differences(class, want, row, &mut wrong);
    }
    for part in ["articles", "marks", "unattributed", "claims_left_out", "indirect"] {
        differences(part, &want[part], &got[part], &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_answer_is_counted_once_by_rule_and_by_confidence() {
    let report = report();
    let banded: usize = [Some(&report.calibration), report.indirect_calibration.as_ref()]
        .into_iter()
        .flatten()
        .flatten()
        .map(|band| band.answers)
        .sum();
    let fired: usize = report.rules.iter().map(|rule| rule.fired).sum();
    let silent = 1; // the plan, which nobody is said to be quoted with
    assert_eq!(fired, banded + silent);
    for rule in &report.rules {
        assert_eq!(rule.fired, rule.right + rule.nobody + rule.wrong_speaker);
    }
}

/// Articles with what is hard to annotate: a quotation in three pieces, signs of two units and control characters before and inside of words, lines
/// that are broken, ids that would be other files.
const HARD: [(&str, &str); 4] = [
    (
        "post/../2026/05",
        "🙂👩‍👩‍👧 “They leak,” Ana Ruiz said on Friday, “and nobody\u{1b}[1m pays\tfor it,” she went on, “as the council\nknows too well.”",
    ),
    (
        "post__..__2026__05",
        "The road, “the Slow Mile,” was closed. “We mend it,” Tom Hale, the mayor, has also said.\r\n\r\n“No.”",
    ),
    (
        "https://post.example/a?b=1",
        "The pumps were “older than\r\nthe town”, according to Ruiz. Bo Lund said that the lamp was out.",
    ),
    (".hidden", "It rained."),
];

fn extracted(id: &str, text: &str) -> (Article, Extraction) {
    let article = Article::new(id, ArticleHeader::default(), text.to_owned()).expect("the text is short");
    let found = Inquit::english().indirect(true).extract(&article);
    (article, found)
}

/// The annotations of an article as brat has them.
fn standoff((article, found): &(Article, Extraction)) -> String {
    let look = Look::default();
    let shown = found.shown(false, 0.0);
    let mut out = Vec::new();
    let extract = Extract { article, quotations: &found.quotations, shown: &shown, explain: false };
    let mut renderer: Box<dyn Render<Extract<'_>>> =
        of(Format::Brat, look).expect("quotations have annotations");
    renderer.item(&mut out, &extract).expect("memory takes it");
    String::from_utf8(out).expect("it is text")
}

/// The figures of the articles against annotations, `changed` by hand.
fn scored(name: &str, changed: impl Fn(String) -> String) -> Report {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    let mut made = BratFolder::create(&folder).expect("the folder can be made");
    let all = HARD.map(|(id, text)| extracted(id, text));
    for one in &all {
        made.article(&one.0, changed(standoff(one)).as_bytes()).expect("the folder takes it");
    }
    made.close().expect("the folder takes it");
    let mut tally = Tally::default();
    let mut read = 0;
    for gold in BratDocuments::open(&folder).expect("the folder is there") {
        let gold = gold.expect("every line is ours");
        let (article, found) = all
            .iter()
            .find(|(article, _)| Some(article.id()) == gold.id.as_deref())
            .expect("the ids are there");
        assert_eq!(gold.text, article.text());
        tally.add(&judge(&gold, &answers(article.text(), &found.quotations), Lexicon::built_in()).0);
        read += 1;
    }
    assert_eq!(read, HARD.len());
    Report::new(&tally, true)
}

#[test]
fn what_brat_is_given_is_what_eval_reads() {
    let report = scored("brat-same", |lines| lines);
    let all = &report.by[0];
    let (end, exact) = (all.end_to_end.expect("a measure"), all.exact.expect("a measure"));
    assert_eq!((end.f1, exact.f1), (1.0, 1.0), "{report:?}");
    assert!(end.gold >= 7 && report.indirect.expect("asked for").overlap.gold == 1, "{report:?}");
    assert_eq!(report.marks.f1, 1.0, "{report:?}");
}

#[test]
fn what_an_annotator_changed_counts() {
    let report = scored("brat-changed", |lines| lines.replace("Cue 29 33\tsaid", "Cue 8 12\tThey"));
    let cue = report.by[0].cue;
    assert_eq!((cue.right + 1, report.by[0].end_to_end.expect("a measure").f1), (cue.of, 1.0), "{report:?}");
}

#[test]
fn the_annotations_are_those_that_brat_reads() {
    let lines = standoff(&extracted(HARD[0].0, HARD[0].1));
    let want = [
        "T1\tQuote 8 18\tThey leak,",
        "A1\tKind T1 direct",
        "T2\tSpeaker 20 28\tAna Ruiz",
        "R1\tspeaker_of Arg1:T1 Arg2:T2",
        "#1\tAnnotatorNotes T2\tAna Ruiz (name)",
        "T3\tCue 29 33\tsaid",
        "R2\tcue_of Arg1:T1 Arg2:T3",
        "T4\tQuote 46 56;57 65;66 73;89 103;104 119\tand nobody [1m pays for it, as the council knows too well.",
    ];
    assert_eq!(lines.lines().take(want.len()).collect::<Vec<_>>(), want, "{lines}");
    assert_eq!(lines.matches(|c: char| c.is_control() && c != '\t' && c != '\n').count(), 0);
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_called_annotations_is_not_waited_for() {
    let pipe = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pipe.ann");
    let _ = fs::remove_file(&pipe);
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("there is such a program");
    assert!(made.success());
    let error = BratDocuments::open(&pipe).err().expect("it has no end");
    let why = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(why.as_deref(), Some("it is no file; give the file of annotations, or its folder"));
}

#[test]
fn a_line_that_is_not_of_this_text_is_named() {
    let fault = |lines: &str| {
        let read = read_standoff("Sí, it rained.".to_owned(), lines, &mut BTreeMap::new());
        read.map(|gold| gold.quotes.len()).map_err(|(line, fault)| (line, fault.to_string()))
    };
    assert_eq!(fault(""), Ok(0));
    // A table with tabs, whatever it is called.
    let form = "a line here needs a letter of brat (T, R, E, A, M, N, #) with a number, or `*`, and a tab";
    for other in ["id\ttext\n1\tit rained", "T1\tQuote 4 6\tit\nQ\tIt rained.", "Ana\tRuiz said"] {
        assert_eq!(fault(other).map_err(|(_, told)| told), Err(form.to_owned()), "{other}");
    }
    assert_eq!(fault("T1\tQuote 4 6\tit\n*\tEquiv T1 T1\nN1\tReference T1 Wiki:3\tIt\nE1\tRain:T1\n"), Ok(0));
    assert_eq!(fault("T1\tQuote 4 6\tit\nR1\tcue_of Arg1:T1 Arg2:T2\nT2\tCue 7 13\trained"), Ok(1));
    // Offsets that count bytes.
    let words = StandoffFault::Words { found: "t ".to_owned(), given: "it".to_owned() };
    assert_eq!(fault("T1\tQuote 5 7\tit"), Err((1, words.to_string())));
    let outside = StandoffFault::Outside { start: 4, end: 90, length: 14 };
    assert_eq!(fault("\nT1\tQuote 4 90\tit"), Err((2, outside.to_string())));
    for (lines, line) in
        [("T1\tQuote 6 4\tit", 1), ("T1\tQuote 4\tit", 1), ("\n\nA1\tKind T1 direct", 3), ("it rained", 1)]
    {
        assert_eq!(fault(lines).map_err(|(at, _)| at), Err(line), "{lines:?}");
    }
}

#[test]
fn other_labels_are_counted() {
    let mut ignored = BTreeMap::new();
    let lines = "T1\tPlace 0 2\tIt\nT2\tQuote 3 9\trained\nR1\tnear Arg1:T1 Arg2:T2\nA1\tSure T2\n*\tEquiv T1 T2\n#1\tAnnotatorNotes T2\tno";
    let gold = read_standoff("It rained.".to_owned(), lines, &mut ignored).expect("it is read");
    assert_eq!((gold.quotes.len(), gold.unattributed_quotes.len()), (0, 1));
    assert_eq!(
        ignored.into_iter().collect::<Vec<_>>(),
        [("Equiv", 1), ("Place", 1), ("Sure", 1), ("near", 1)].map(|(l, n)| (l.to_owned(), n))
    );
}
