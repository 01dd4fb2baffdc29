//! A verdict → what of it fails a check.
//!
//! In: a verdict, and a [`Gate`] that names the answers that are not let through. Out: their names. The facts
//! of a verdict are the same under every gate; a gate only says which of them matter.

use std::collections::BTreeSet;

use crate::model::{AttributionClass, Flag, Material, SourceClass, Verdict, WordingClass};

/// The name under which a change with `material: likely` fails.
pub(super) const MATERIAL: &str = "material";
/// The name under which a run fails that passed over a mark.
const PASSED_OVER: &str = "passed-over";
/// The name under which a run fails that has a draft without a claim.
const NO_QUOTATIONS: &str = "no-quotations";

/// Answers that are not let through, by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate(BTreeSet<&'static str>);

/// Why a list of answers is no gate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GateError {
    /// No answer has the name.
    #[error("unknown answer `{name}`; choose from {}", names().collect::<Vec<_>>().join(", "))]
    Unknown {
        /// The name as given.
        name: String,
    },
    /// No style has the name.
    #[error("unknown style `{name}`; the styles are lenient and strict")]
    NoStyle {
        /// The name as given.
        name: String,
    },
}

/// Every name that a gate can hold.
fn names() -> impl Iterator<Item = &'static str> {
    let wordings = WordingClass::ALL.iter().map(|w| w.name());
    let attributions = AttributionClass::ALL.iter().map(|a| a.name());
    let sources = SourceClass::ALL.iter().map(|s| s.name());
    wordings.chain(attributions).chain(sources).chain(Flag::ALL.iter().map(|f| f.name())).chain([
        MATERIAL,
        PASSED_OVER,
        NO_QUOTATIONS,
    ])
}

impl Gate {
    /// Words may be cleaned of noises and set in house style; nothing else may change without a mark, and
    /// nobody else may have said them. No mark of omission may stand for a "not", and the source that
    /// is named must not be the wrong one.
    pub fn lenient() -> Self {
        let wordings = [
            WordingClass::SilentOmission,
            WordingClass::Spliced,
            WordingClass::Composite,
            WordingClass::Altered,
            WordingClass::Paraphrase,
            WordingClass::NotFound,
        ];
        let attributions = [AttributionClass::Misattributed, AttributionClass::Conflicting];
        let answers = wordings.iter().map(|w| w.name()).chain(attributions.iter().map(|a| a.name()));
        // A mark of omission or a bracket that stands for a "not" is a mark, and hides more than it tells.
        Self(answers.chain([Flag::GapPolarity.name(), SourceClass::Elsewhere.name()]).collect())
    }

    /// Nothing may change without a mark, and no cut may turn the sense: as [`Gate::lenient`], with speech
    /// clean-up, the flags of clipped sentences, words that no source quotes, and named sources that could not be read.
    pub fn strict() -> Self {
        let mut gate = Self::lenient();
        gate.0.extend([WordingClass::Cleaned.name(), SourceClass::Unreadable.name()]);
        let flags = [
            Flag::ClippedNegation,
            Flag::ClippedCondition,
            Flag::ClippedHedge,
            Flag::ClippedContrast,
            Flag::Question,
            Flag::NotQuoted,
        ];
        gate.0.extend(flags.iter().map(|f| f.name()));
        gate
    }

    /// The gate of a style by its name: `strict` or `lenient`.
    pub fn of_style(name: &str) -> Option<Self> {
        match name {
            "strict" => Some(Self::strict()),
            "lenient" => Some(Self::lenient()),
            _ => None,
        }
    }

    /// Reads names of answers, parted by commas.
    ///
    /// # Errors
    /// [`GateError::Unknown`] for a name that is none.
    pub fn parse(list: &str) -> Result<Self, GateError> {
        let known = |name: &str| {
            names().find(|n| *n == name).ok_or_else(|| GateError::Unknown { name: name.to_owned() })
        };
        list.split(',')
            .map(str::trim)
            .filter(|n| !n.is_empty())
            .map(known)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// True if a run fails in which a mark of a draft was not checked.
    pub fn fails_passed_over(&self) -> bool {
        self.0.contains(PASSED_OVER)
    }

    /// True if a run fails in which a draft has no claim.
    pub fn fails_no_quotations(&self) -> bool {
        self.0.contains(NO_QUOTATIONS)
    }

    /// The answers of a verdict that are not let through: wording, attribution, source, flags, in this order.
    pub fn failures(&self, verdict: &Verdict) -> Vec<&'static str> {
        let material = verdict.changes.iter().any(|c| c.material == Material::Likely);
        let told = [verdict.wording.name(), verdict.attribution.name(), verdict.source.name()];
        let all = told
            .into_iter()
            .chain(verdict.flags.iter().map(|f| f.name()))
            .chain(material.then_some(MATERIAL));
        all.filter(|name| self.0.contains(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_is_read_from_names_and_refuses_others() {
        let gate = Gate::parse("altered, misattributed,material").unwrap();
        assert_eq!(gate.0.len(), 3);
        assert!(Gate::parse("").unwrap().0.is_empty());
        let error = Gate::parse("altered,false").unwrap_err().to_string();
        assert!(error.starts_with("unknown answer `false`;") && error.contains("silent-omission"), "{error}");
    }

    #[test]
    fn all_names_are_distinct() {
        assert_eq!(names().collect::<BTreeSet<_>>().len(), names().count());
    }
}
