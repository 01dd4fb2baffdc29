//! `--format`: each command names the formats that it takes, each with its help.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::render::Format;

/// Parses the name of one of the formats that a command takes.
pub(super) fn formats(taken: &'static [(Format, &'static str)]) -> impl TypedValueParser<Value = Format> {
    let values = taken.iter().map(|(format, help)| PossibleValue::new(format.name()).help(*help));
    let named = |name: String| Format::named(&name).ok_or("no format has this name");
    PossibleValuesParser::new(values).try_map(named)
}
