//! The figures of extraction with what went wrong. In: a report and its misses. Out: which misses are shown
//! beside the figures.

use crate::eval::{Miss, Report, Sort};

/// The figures of extraction, to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Evaluation<'a> {
    /// The figures.
    pub report: &'a Report,
    /// What went wrong, in the order of the articles.
    pub misses: &'a [Miss],
    /// How many misses of each sort to show, spread over all of them.
    pub errors: usize,
}

impl Evaluation<'_> {
    /// The misses to show: of each sort at most `errors`, evenly spread.
    pub(in crate::render) fn shown(&self) -> Vec<(Sort, usize, Vec<&Miss>)> {
        let mut sorts = Vec::new();
        let asked = |sort: &Sort| self.errors > 0 && (self.report.indirect.is_some() || !sort.is_indirect());
        for sort in Sort::ALL.into_iter().filter(asked) {
            let all: Vec<&Miss> = self.misses.iter().filter(|m| m.sort == sort).collect();
            if !all.is_empty() {
                let step = (all.len() / self.errors).max(1);
                let some = all.iter().step_by(step).take(self.errors).copied().collect();
                sorts.push((sort, all.len(), some));
            }
        }
        sorts
    }
}
