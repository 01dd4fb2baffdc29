//! Learns the weights of indirect speech from annotated articles and prints `indirect.toml`.
//!
//! ```text
//! cargo run --release --example learn_indirect -- TRAIN.jsonl.gz > grammar/en/indirect.toml
//! ```
//!
//! In: articles with annotated attributions (`docs/format.md`, "Annotated articles"). Out: one weight for each observation of
//! `src/parse/indirect`, learned by a log-linear model (`learn/adagrad.rs`): for every clause the stretch
//! that is most like the annotated content is to outweigh the others, or "nothing is reported here" is, where nothing is annotated. Among the
//! observations are verbs of the lexicon, and no other word of an article. The same input gives the same bytes.

use inquit::eval::{CharRange, Gold, GoldAttribution, GoldLines};
use inquit::lexicon::Lexicon;
use inquit::model::Span;
use inquit::parse::{IndirectClause, Observation, Scratch, passage, reports};
use inquit::segment::{LineKind, lines};

#[path = "learn/adagrad.rs"]
mod adagrad;

use adagrad::{Lesson, Settings, learn};

const SETTINGS: Settings = Settings { epochs: 25, rate: 0.2, l2: 200.0, rare: 10, least: 1e-4 };
/// Weights smaller than this are not worth a line.
const SMALL: f64 = 0.1;

/// For each clause the observations of its stretches and, last, of silence.
type Seen<'l> = adagrad::Seen<Observation<'l>>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: learn_indirect TRAIN.jsonl.gz")?;
    let lexicon = Lexicon::built_in();
    let (mut seen, mut lessons) = (Seen::default(), Vec::new());
    for gold in GoldLines::new(std::fs::File::open(&path)?)? {
        article(&gold?, lexicon, &mut seen, &mut lessons);
    }
    let weights = learn(&lessons, &seen, &vec![0.0; seen.ids.len()], &SETTINGS);
    print(&seen, &weights, &lessons);
    Ok(())
}

fn article(gold: &Gold, lexicon: &'static Lexicon, seen: &mut Seen<'static>, lessons: &mut Vec<Lesson>) {
    let text = &gold.text;
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let wanted: Vec<Wanted> =
        gold.attributions.iter().filter(|a| a.kind == "indirect").map(|a| Wanted::new(a, &starts)).collect();
    let mut scratch = Scratch::default();
    for line in lines(text, lexicon) {
        passage(text, line, lexicon, &mut scratch, &mut Vec::new());
        if line.kind == LineKind::Furniture {
            continue;
        }
        for report in reports(text, line, lexicon, &scratch) {
            let right = right(&report, &wanted).unwrap_or(report.stretches.len());
            let all = report.stretches.iter().map(|s| &s.seen).chain([&report.silent]);
            let ids = |seen_here: &Vec<Observation<'static>>| seen_here.iter().map(|&o| seen.id(o)).collect();
            let candidates: Vec<Vec<u32>> = all.map(ids).collect();
            let right = (0..candidates.len()).map(|c| c == right).collect();
            lessons.push(Lesson { candidates, right });
        }
    }
}

/// An annotated content, in bytes.
struct Wanted {
    content: Vec<CharRange>,
    cue: Vec<CharRange>,
}

impl Wanted {
    fn new(attribution: &GoldAttribution, starts: &[usize]) -> Self {
        let bytes = |places: &[CharRange]| places.iter().map(|&(a, b)| (starts[a], starts[b])).collect();
        Self { content: bytes(&attribution.content), cue: bytes(&attribution.cue) }
    }

    /// Bytes in common with a span, of those of either.
    fn share(&self, span: Span) -> f64 {
        let common: usize = self.content.iter().map(|&place| overlap(place, span)).sum();
        let own: usize = self.content.iter().map(|(a, b)| b - a).sum();
        common as f64 / (own + span.len() - common).max(1) as f64
    }
}

fn overlap(place: CharRange, span: Span) -> usize {
    place.1.min(span.end()).saturating_sub(place.0.max(span.start()))
}

/// The stretch that is most like an annotated content of the same verb, if one shares half of it.
fn right(report: &IndirectClause<'_>, wanted: &[Wanted]) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for want in wanted {
        let same = want.cue.iter().any(|&cue| overlap(cue, report.cue.span) > 0);
        for (i, stretch) in report.stretches.iter().enumerate() {
            let share = want.share(stretch.span);
            if share >= if same { 0.5 } else { 0.9 } && best.is_none_or(|(s, _)| share > s) {
                best = Some((share, i));
            }
        }
    }
    best.map(|(_, i)| i)
}

fn print(seen: &Seen<'_>, weights: &[f64], lessons: &[Lesson]) {
    let said = lessons.iter().filter(|l| l.right.last() == Some(&false)).count();
    println!(
        "# Weights of indirect speech: one number under the name of each observation (src/parse/indirect)."
    );
    println!(
        "# Learned, not written by hand: examples/learn_indirect.rs from {} clauses, {said} of which report; docs/accuracy.md.",
        lessons.len()
    );
    let mut template = "";
    for (observation, &id) in &seen.ids {
        let weight = weights[id as usize];
        if weight.abs() < SMALL {
            continue;
        }
        if observation.template != template {
            template = observation.template;
            println!("\n[\"{template}\"]");
        }
        let joint = if observation.b.is_empty() { "" } else { " + " };
        println!("\"{}{joint}{}\" = {weight:.2}", observation.a, observation.b);
    }
}
