//! A difference in one line. In: its record. Out: its kind, the words of the base or the source, those of the version or the claim.

use super::name;
use crate::model::{ChangeGrade, ChangeKind};
use crate::record::{ChangeRecord, CodePoints, VerdictChangeRecord};

/// Returns `replaced (number): [-14-] {+40+}` of a print.
pub(in crate::render) fn changed(change: &ChangeRecord<'_>) -> String {
    line((change.kind, change.grade), [words(&change.base), words(&change.version)])
}

/// The same of a claim. Where it lacks words, its place has none.
pub(in crate::render) fn changed_claim(change: &VerdictChangeRecord<'_>) -> String {
    let claim = words(&change.claim).filter(|words| !words.is_empty());
    line((change.kind, change.grade), [words(&change.source), claim])
}

fn words<'c>(place: &'c Option<CodePoints<'_>>) -> Option<&'c str> {
    place.as_ref().map(|place| place.text.as_ref())
}

fn line((kind, grade): (ChangeKind, Option<ChangeGrade>), [base, version]: [Option<&str>; 2]) -> String {
    let kind = name(&kind);
    let kind = grade.map_or(kind.clone(), |grade| format!("{kind} ({})", name(&grade)));
    let base = base.map(|words| format!(" [-{words}-]")).unwrap_or_default();
    let version = version.map(|words| format!(" {{+{words}+}}")).unwrap_or_default();
    format!("{kind}:{base}{version}")
}
