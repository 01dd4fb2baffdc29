//! How well transcripts are read: the labels that they print, against the turns that the reader makes of them.
//!
//! In: a folder or files of transcripts whose labels are a name in capitals and a colon, or the letter of a question, at the beginning
//! of a paragraph. Out: how many are read as transcripts, and how many lines have another label than the one printed above them.
//!
//! ```text
//! cargo run --example record_labels -- FOLDER [--show N]
//! ```
//!
//! The labels are found here by a rule of its own, which knows nothing of names: it is the measure of the reader and shares no code with
//! it.

use std::path::PathBuf;
use std::process::ExitCode;

use inquit::model::{Article, SourceKind, Turn};
use inquit::read::{Articles, find};

/// A file with fewer labels is no transcript for this measure.
const MIN_LABELS: usize = 5;

/// What came of all files.
#[derive(Default)]
struct Tally {
    files: usize,
    read: usize,
    lines: usize,
    wrong: usize,
    nobody: usize,
}

fn main() -> ExitCode {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut show = 0;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--show" => show = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(0),
            path => paths.push(path.into()),
        }
    }
    if paths.is_empty() {
        eprintln!("usage: record_labels FOLDER [--show N]");
        return ExitCode::from(2);
    }
    let mut tally = Tally::default();
    for article in Articles::new(find(&paths).inputs).flatten() {
        measure(&article, &mut tally, &mut show);
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!(
        "files with {MIN_LABELS} labels and more: {} · read as transcripts: {} ({:.1} %)",
        tally.files,
        tally.read,
        percent(tally.read, tally.files)
    );
    println!(
        "lines under a label: {} · another's: {} ({:.2} %) · nobody's: {} ({:.2} %)",
        tally.lines,
        tally.wrong,
        percent(tally.wrong, tally.lines),
        tally.nobody,
        percent(tally.nobody, tally.lines)
    );
    ExitCode::SUCCESS
}

/// Compares each line of one text with the label above it.
fn measure(article: &Article, tally: &mut Tally, show: &mut usize) {
    let printed = printed(article.text());
    if printed.iter().filter(|line| line.begins).count() < MIN_LABELS {
        return;
    }
    tally.files += 1;
    let Some(record) = article.record().filter(|record| record.kind != SourceKind::Article) else {
        println!("no transcript: {}", article.id());
        return;
    };
    tally.read += 1;
    for line in printed {
        tally.lines += 1;
        let around =
            |turn: &&Turn| turn.words.iter().any(|span| span.start() < line.end && line.start < span.end());
        let turn = record.turns.iter().find(around);
        let read = turn.map(|turn| turn.label.map_or("-", |label| label.of(article.text())));
        let is_right = read.is_some_and(|read| same(read, &line.label));
        tally.nobody += usize::from(read.is_none());
        tally.wrong += usize::from(read.is_some() && !is_right);
        if !is_right && *show > 0 {
            *show -= 1;
            let words = &article.text()[line.start..line.end];
            println!("{}: {} · read as {:?} · {words}", article.id(), line.label, read);
        }
    }
}

/// A line of words and the label that it is under.
struct Labelled {
    label: String,
    start: usize,
    end: usize,
    /// True if the label is printed on this line.
    begins: bool,
}

/// The lines of a text from its first label on.
fn printed(text: &str) -> Vec<Labelled> {
    let mut out = Vec::new();
    let (mut at, mut blank, mut label) = (0, true, None);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_matches(|c: char| c.is_whitespace() || c == '*');
        if bare.is_empty() {
            blank = true;
            continue;
        }
        // Blanks behind the letter show a question wherever it is.
        let asks = bare.starts_with("Q  ") || bare.starts_with("Q\u{a0}");
        let own = Some(bare).filter(|_| blank || asks).and_then(own_label);
        blank = line.ends_with("  \n");
        let words = own.map_or(bare, |(_, words)| words);
        if let Some((name, _)) = own {
            label = Some(name.to_owned());
        }
        let is_note = words.starts_with(['(', '[', '#']) || !words.contains(char::is_lowercase);
        if let Some(label) = label.clone().filter(|_| !is_note) {
            let from = start + line.find(words).unwrap_or(0);
            out.push(Labelled { label, start: from, end: from + words.len(), begins: own.is_some() });
        }
    }
    out
}

/// The label that a line begins with, and its words.
fn own_label(line: &str) -> Option<(&str, &str)> {
    if let Some(words) = line.strip_prefix('Q').filter(|rest| rest.starts_with([' ', '\u{a0}', '\t', ':'])) {
        return Some(("Q", words.trim_start_matches(|c: char| c.is_whitespace() || c == ':')));
    }
    let (name, words) = line.split_once(':')?;
    let outside = name.split('(').next().unwrap_or(name).trim();
    let capital = |word: &str| !word.contains(char::is_lowercase) || matches!(word, "McCAIN" | "of" | "de");
    let is_name = outside.split_whitespace().all(capital) && outside.split_whitespace().count() <= 6;
    let letters = outside.chars().filter(|c| c.is_alphabetic()).count();
    (is_name && letters > 1 && words.starts_with(char::is_whitespace)).then(|| (outside, words.trim()))
}

/// True if two labels are one, whatever stands in brackets.
fn same(read: &str, printed: &str) -> bool {
    let bare = |label: &str| {
        let outside = label.split('(').next().unwrap_or(label);
        outside.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase()
    };
    bare(read) == bare(printed)
}
