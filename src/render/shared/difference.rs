//! The difference of two sides in words. In: the figures and findings of [`OutletDifference`]. Out: the
//! sentences that the terminal and Markdown share.

use super::words::count;
use crate::compare::{OutletDifference, SideDifference};

/// The figures in words. `names` are the sides' names, made safe for the format.
pub(in crate::render) fn figures(difference: &OutletDifference<'_>, names: &[String; 2]) -> String {
    let counts = difference.counts();
    format!(
        "both quote {} ({} worded differently, {} attributed differently) · {} alone {} · {} alone {}",
        count(counts.both, "remark"),
        counts.wording,
        counts.attribution,
        names[0],
        counts.only_a,
        names[1],
        counts.only_b,
    )
}

/// `differs in wording, verb`.
pub(in crate::render) fn differs(difference: SideDifference) -> String {
    match difference.words() {
        words if words.is_empty() => "nothing differs".to_owned(),
        words => format!("differs in {}", words.join(", ")),
    }
}
