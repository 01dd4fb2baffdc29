//! The option `--format`: each command lists the formats that it accepts, with a help text for each.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::render::Format;

/// Parses the name of one of the formats that a command accepts.
pub(super) fn formats(taken: &'static [(Format, &'static str)]) -> impl TypedValueParser<Value = Format> {
    let values = taken.iter().map(|(format, help)| PossibleValue::new(format.name()).help(*help));
    let named = |name: String| Format::named(&name).ok_or("no format has this name");
    PossibleValuesParser::new(values).try_map(named)
}
