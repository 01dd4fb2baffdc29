//! Which answers fail, and how that was asked for: a receipt says it as it was asked.

use crate::verify::{Gate, GateError};

/// A gate with the words that chose it.
#[derive(Debug, Clone)]
pub struct GateChoice {
    /// Which answers fail.
    pub gate: Gate,
    /// The style that was named; `None` if the answers that fail were listed.
    pub style: Option<String>,
    /// The answers that fail, as they were listed.
    pub fail_on: Option<String>,
}

impl GateChoice {
    /// The gate of a list of answers, or else of a style.
    ///
    /// # Errors
    /// [`GateError::Unknown`] for a name that is no answer, [`GateError::NoStyle`] for a style that is none.
    pub fn new(style: &str, fail_on: Option<&str>) -> Result<Self, GateError> {
        if let Some(list) = fail_on {
            return Ok(Self { gate: Gate::parse(list)?, style: None, fail_on: Some(list.to_owned()) });
        }
        let gate = Gate::of_style(style).ok_or_else(|| GateError::NoStyle { name: style.to_owned() })?;
        Ok(Self { gate, style: Some(style.to_owned()), fail_on: None })
    }
}

impl Default for GateChoice {
    /// The style `lenient`.
    fn default() -> Self {
        Self { gate: Gate::lenient(), style: Some("lenient".to_owned()), fail_on: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_before_a_style_and_wrong_names_are_told() {
        let listed = GateChoice::new("strict", Some("altered")).unwrap();
        assert_eq!((listed.style.as_deref(), listed.fail_on.as_deref()), (None, Some("altered")));
        assert_eq!(GateChoice::new("strict", None).unwrap().style.as_deref(), Some("strict"));
        assert_eq!(GateChoice::default().gate, GateChoice::new("lenient", None).unwrap().gate);
        let wrong = GateChoice::new("gentle", None).unwrap_err().to_string();
        assert_eq!(wrong, "unknown style `gentle`; the styles are lenient and strict");
    }
}
