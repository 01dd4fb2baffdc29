//! Learns the weights of indirect speech from annotated articles and writes `grammar/en/weights/indirect.toml`.
//!
//! ```text
//! cargo run --release --example learn_indirect -- TRAIN… [--weight N TRAIN…] --out grammar/en/weights/indirect.toml \
//!     --data "PolNeAR 1.0.0, train" --commit HASH --date 2026-11-26
//! ```
//!
//! In: articles with annotated attributions (`docs/format.md`, "Annotated articles"). Out: one weight for each observation of
//! `src/parse/indirect`, learned by a log-linear model (`learn/adagrad.rs`). For every clause the stretch that is most like the annotated
//! content is to outweigh the others; "nothing is reported here" is, if nothing is annotated. Among the observations are verbs of the
//! lexicon, and no other word of an article. The same input gives the same bytes.

use inquit::attribute::Observer;
use inquit::eval::{CharRange, Gold, GoldAttribution};
use inquit::lexicon::IndirectFeature;
use inquit::model::Span;
use inquit::parse::IndirectClause;

#[path = "learn/adagrad.rs"]
mod adagrad;
#[path = "learn/file.rs"]
mod file;
#[path = "learn/run.rs"]
mod run;
#[path = "learn/train.rs"]
mod train;
#[path = "learn/walk.rs"]
mod walk;

use adagrad::{Lesson, Settings, learn};
use run::Run;
use walk::{Bytes, overlap, walk};

const SETTINGS: Settings = Settings { epochs: 25, rate: 0.2, l2: 5.0, rare: 5, least: 1e-4 };
/// Weights smaller than this are not worth a line.
const SMALL: f64 = 0.1;

type Seen = adagrad::Seen<IndirectFeature>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut run = Run::from_args("learn_indirect")?;
    let (mut seen, mut lessons) = (Seen::default(), Vec::new());
    run.articles(|gold, weight| {
        let wanted = wanted(gold);
        walk(
            &gold.text,
            true,
            &mut Pupil { wanted: &wanted, weight, seen: &mut seen, lessons: &mut lessons },
        );
    })?;
    let weights = learn(&lessons, &seen, &vec![0.0; seen.ids.len()], &SETTINGS);
    let weights = seen.ids.iter().map(|(&o, &id)| (o, weights[id as usize])).collect();
    let about =
        "Weights of indirect speech: one number under the name of each observation (src/parse/indirect).";
    run.write(about, lessons.len(), weights, SMALL)
}

/// Learns from the clauses of one article.
struct Pupil<'a> {
    wanted: &'a [Wanted],
    weight: f64,
    seen: &'a mut Seen,
    lessons: &'a mut Vec<Lesson>,
}

impl Observer for Pupil<'_> {
    fn report(&mut self, clause: &IndirectClause) {
        let right = right(clause, self.wanted).unwrap_or(clause.stretches.len());
        // The observations of the stretches and, last, of silence.
        let all = clause.stretches.iter().map(|s| &s.seen).chain([&clause.silent]);
        let ids = |seen_here: &Vec<IndirectFeature>| seen_here.iter().map(|&o| self.seen.id(o)).collect();
        let candidates: Vec<Vec<u32>> = all.map(ids).collect();
        let right = (0..candidates.len()).map(|c| c == right).collect();
        self.lessons.push(Lesson { candidates, right, weight: self.weight });
    }
}

fn wanted(gold: &Gold) -> Vec<Wanted> {
    let bytes = Bytes::of(&gold.text);
    let indirect = gold.attributions.iter().filter(|a| a.kind == "indirect");
    indirect.map(|attribution| Wanted::new(attribution, &bytes)).collect()
}

/// An annotated content, in bytes.
struct Wanted {
    content: Vec<CharRange>,
    cue: Vec<CharRange>,
}

impl Wanted {
    fn new(attribution: &GoldAttribution, bytes: &Bytes) -> Self {
        let places = |ranges: &[CharRange]| ranges.iter().map(|&range| bytes.range(range)).collect();
        Self { content: places(&attribution.content), cue: places(&attribution.cue) }
    }

    /// Bytes in common with a span, of those of either.
    fn share(&self, span: Span) -> f64 {
        let common: usize =
            self.content.iter().map(|&place| overlap(place, (span.start(), span.end()))).sum();
        let own: usize = self.content.iter().map(|(a, b)| b - a).sum();
        common as f64 / (own + span.len() - common).max(1) as f64
    }
}

/// The stretch that is most like an annotated content of the same verb, if one shares half of it.
fn right(report: &IndirectClause, wanted: &[Wanted]) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for want in wanted {
        let same =
            want.cue.iter().any(|&cue| overlap(cue, (report.cue.span.start(), report.cue.span.end())) > 0);
        for (i, stretch) in report.stretches.iter().enumerate() {
            let share = want.share(stretch.span);
            if share >= if same { 0.5 } else { 0.9 } && best.is_none_or(|(s, _)| share > s) {
                best = Some((share, i));
            }
        }
    }
    best.map(|(_, i)| i)
}
