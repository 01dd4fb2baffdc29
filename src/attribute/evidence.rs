//! What spoke for a decision: its heaviest observations, for `--explain`.

use crate::lexicon::{Lexicon, Observation, Template, Weights};
use crate::model::Weighed;

/// Observations that are shown.
const SHOWN: usize = 5;

/// Returns the heaviest observations, the heaviest first, each with its weight. Those that weigh less than `least`, for or against, are
/// left out.
pub fn heaviest<T: Template>(
    seen: &[Observation<T>],
    weights: &Weights<T>,
    lexicon: &Lexicon,
    least: f32,
) -> Vec<Weighed> {
    let weighed = seen.iter().map(|o| (weights.of(*o), *o));
    let mut weighed: Vec<_> = weighed.filter(|(weight, _)| weight.abs() >= least).collect();
    // By name, so that the order does not depend on how the lexicon numbers its verbs.
    let name = |o: &Observation<T>| (o.template, lexicon.value_name(o.a), o.b);
    weighed.sort_by(|(a, x), (b, y)| b.abs().total_cmp(&a.abs()).then_with(|| name(x).cmp(&name(y))));
    let shown = weighed.into_iter().take(SHOWN).map(|(weight, o)| Weighed {
        weight,
        template: o.template.name(),
        a: lexicon.value_name(o.a).to_owned(),
        b: o.b.name(),
    });
    shown.collect()
}
