//! The quotations of a draft, a line each: `file:line:column: what failed: the change; the place that fits best`, and the figures.
//! Lines are not wrapped, so that editors and other programs can follow them.

use std::io::{self, Write};

use crate::render::check::{Check, message, numbers};
use crate::render::escape;

use super::Look;
use super::layout::cut;

/// Columns of the quoted words that a line repeats.
const WORDS: usize = 48;

pub(super) fn check(out: &mut dyn Write, look: Look, check: &Check<'_>) -> io::Result<()> {
    for checked in check.shown() {
        let place = format!("{}{}:", escape::terminal(&checked.draft), numbers(checked));
        let said = if checked.failed.is_empty() {
            let verdict = &checked.verdict;
            look.dim(&format!("{}, {}", verdict.wording.name(), verdict.attribution.name()))
        } else {
            look.dropped(&message(checked, check.articles, |words| escape::terminal(words).into_owned()))
        };
        let words = escape::terminal(&checked.verdict.claim.text).into_owned();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{} {said}: “{}”", look.bold(&place), cut(&words, WORDS))?;
    }
    writeln!(out, "{}", check.figures())
}
