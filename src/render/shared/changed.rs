//! A difference in one line. In: its record. Out: its kind, the base's words, the version's.

use super::name;
use crate::record::ChangeRecord;

/// Returns `replaced (number): [-14-] {+40+}`.
pub(in crate::render) fn changed(change: &ChangeRecord<'_>) -> String {
    let kind = name(&change.kind);
    let kind = change.grade.map_or(kind.clone(), |grade| format!("{kind} ({})", name(&grade)));
    let base = change.base.as_ref().map(|p| format!(" [-{}-]", p.text)).unwrap_or_default();
    let version = change.version.as_ref().map(|p| format!(" {{+{}+}}", p.text)).unwrap_or_default();
    format!("{kind}:{base}{version}")
}
