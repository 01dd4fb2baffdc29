//! Which reading holds: the candidates for one quotation, weighed.
//!
//! A log-linear model (Berger, Della Pietra & Della Pietra 1996) over the grammar's readings, the speaker carried over from
//! before, and "nobody is quoted". Its weights stand in `grammar/<language>/weights.toml` under the names of what was
//! seen, so that every decision can be printed as a sum.

use crate::lexicon::Lexicon;
use crate::model::Rule;
use crate::parse::{Feature, Mention, Passage, QuoteShape, Quoted, ReadCue, Reading, subject_class};

/// Who spoke last, for a quotation with no clause of its own.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The last quotation that got a speaker.
    pub quotation: Option<Spoken>,
    /// The last clause of saying of the paragraph before.
    pub closing: Option<(Mention, ReadCue)>,
    /// Whether the paragraph before ended inside a quotation.
    pub open: bool,
    /// Whether the quotation before, in the same sentence, was taken for nobody's words.
    pub silent: bool,
}

/// A quotation that got a speaker.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// What it was read as.
    pub reading: Reading,
    /// Number of its paragraph among those of the article that hold text.
    pub paragraph: usize,
    /// Its sentence within the paragraph.
    pub sentence: u32,
    /// What it looked like.
    pub shape: QuoteShape,
}

/// The candidates for quotation `index` of a passage: its readings, then the carried ones, then silence (always the last).
pub fn candidates(passage: &Passage, index: usize, paragraph: usize, before: &Before) -> Vec<Reading> {
    let quote = &passage.quotes[index];
    let mut all = quote.readings.clone();
    let best_link = if quote.readings.is_empty() { "alone" } else { "beside" };
    if let Some(spoken) = &before.quotation {
        let far = paragraph - spoken.paragraph;
        let place = match far {
            0 if spoken.sentence == quote.sentence => "same sentence",
            0 if spoken.sentence + 1 == quote.sentence => "next sentence",
            0 => "same paragraph",
            1 if before.open && quote.opens_paragraph => "continued",
            1 => "next paragraph",
            _ => "further",
        };
        if far <= 3 {
            all.push(carried(&spoken.reading, place, best_link, quote, Some(spoken)));
        }
    }
    let closing = before.closing.as_ref().filter(|_| quote.sentence == 0);
    let newer = |cue: &ReadCue| {
        let last = before.quotation.as_ref().and_then(|s| s.reading.cue.as_ref());
        last.is_none_or(|c| c.span.start() < cue.span.start())
    };
    if let Some((speaker, cue)) = closing.filter(|(_, cue)| newer(cue)) {
        let reading = Reading {
            rule: Rule::Carried,
            speaker: Some(*speaker),
            cue: Some(*cue),
            via: None,
            verb_class: "none",
            from_outlet: false,
            features: Vec::new(),
        };
        all.push(carried(&reading, "closing", best_link, quote, None));
    }
    all.push(Reading {
        rule: Rule::NotSpeech,
        speaker: None,
        cue: None,
        via: None,
        verb_class: "none",
        from_outlet: false,
        features: silent(quote, before.silent),
    });
    all
}

fn silent(quote: &Quoted, after_silent: bool) -> Vec<Feature> {
    let mut features = quote.shape.silent_features();
    let beside = quote.readings.first().map_or("nothing", |r| r.rule.name());
    features.push(Feature { template: "silent beside", a: beside, b: "" });
    let after = if after_silent { "silent" } else { "spoken" };
    features.push(Feature { template: "silent linked", a: after, b: quote.linked });
    features.push(Feature { template: "silent beside length", a: beside, b: quote.shape.length });
    // Which kinds of verb could report it at all, each once.
    let mut verbs: Vec<&'static str> = quote.readings.iter().map(|r| r.verb_class).collect();
    verbs.sort_unstable();
    verbs.dedup();
    for verb in verbs {
        features.push(Feature { template: "silent verb", a: verb, b: quote.shape.length });
        features.push(Feature { template: "silent verb before", a: verb, b: quote.shape.before });
    }
    features
}

fn carried(
    from: &Reading,
    place: &'static str,
    beside: &'static str,
    quote: &Quoted,
    spoken: Option<&Spoken>,
) -> Reading {
    let shape = &quote.shape;
    let mut features = Vec::with_capacity(14);
    let mut add = |template, a, b| features.push(Feature { template, a, b });
    add("carried", place, "");
    add("carried linked", place, quote.linked);
    add("carried whole", place, shape.whole);
    add("carried length", place, shape.length);
    add("carried first", place, shape.first);
    add("carried last", place, shape.last);
    add("carried before", place, shape.before);
    add("carried behind", place, shape.behind);
    add("carried beside", place, beside);
    add("carried rule", place, from.rule.name());
    add("carried capitals", place, shape.capitals);
    add("carried subject", place, from.speaker.as_ref().map_or("none", subject_class));
    if let Some(spoken) = spoken {
        add("carried after last", place, spoken.shape.last);
        add("carried after length", place, spoken.shape.length);
    }
    Reading {
        rule: Rule::Carried,
        speaker: from.speaker,
        cue: from.cue,
        via: from.via,
        verb_class: from.verb_class,
        from_outlet: from.from_outlet,
        features,
    }
}

/// The score of one candidate: the sum of its weights.
pub fn score(reading: &Reading, lexicon: &Lexicon) -> f32 {
    reading.features.iter().map(|f| lexicon.weight(f.template, f.a, f.b)).sum()
}

/// The best candidate and the probability that the model gives it. Ties go to the earlier one.
pub fn best(candidates: &[Reading], lexicon: &Lexicon) -> (usize, f32) {
    let scores: Vec<f32> = candidates.iter().map(|c| score(c, lexicon)).collect();
    let mut top = 0;
    for (i, &s) in scores.iter().enumerate() {
        if s > scores[top] {
            top = i;
        }
    }
    // Two readings with one speaker are one answer: their probabilities add up.
    let same = |c: &Reading| match (&c.speaker, &candidates[top].speaker) {
        (Some(a), Some(b)) => a.span == b.span,
        (None, None) => true,
        _ => false,
    };
    let total: f32 = scores.iter().map(|s| (s - scores[top]).exp()).sum();
    let agreed: f32 =
        scores.iter().zip(candidates).filter(|(_, c)| same(c)).map(|(s, _)| (s - scores[top]).exp()).sum();
    (top, agreed / total)
}

/// What spoke for a candidate: its heaviest observations, for `--explain`.
pub fn evidence(reading: &Reading, lexicon: &Lexicon) -> Vec<String> {
    let weighed = reading.features.iter().map(|f| (lexicon.weight(f.template, f.a, f.b), f));
    let mut weighed: Vec<_> = weighed.filter(|(w, _)| w.abs() >= 0.05).collect();
    weighed.sort_by(|(a, f), (b, g)| b.abs().total_cmp(&a.abs()).then_with(|| f.cmp(g)));
    weighed.iter().take(5).map(|(w, f)| format!("{w:+.2} {}", f)).collect()
}
