//! The style sheet. In: the style sheets of the templates. Out: one file, whose address names its content, so that a browser keeps it.
//!
//! The policy of every page allows no inline style, so bars and shades are classes too.

use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_64;

const PARTS: [&str; 5] = [
    include_str!("../../templates/base.css"),
    include_str!("../../templates/remark.css"),
    include_str!("../../templates/check.css"),
    include_str!("../../templates/serve/serve.css"),
    include_str!("../../templates/serve/check.css"),
];

/// The style sheet.
pub(super) fn sheet() -> &'static str {
    static SHEET: OnceLock<String> = OnceLock::new();
    SHEET.get_or_init(|| {
        // Each hundredth part of a bar is a class.
        let widths: String = (1..=20).map(|n| format!(".w-{0:02} {{ width: {0}%; }}\n", n * 5)).collect();
        format!("{}{widths}", PARTS.concat())
    })
}

/// Its address.
pub(super) fn address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| format!("/style-{:016x}.css", xxh3_64(sheet().as_bytes())))
}

/// The class of a share, in steps of five in a hundred; something is never nothing.
pub(super) fn width(part: usize, of: usize) -> String {
    let steps = if of == 0 { 0 } else { (part * 20).div_ceil(of).min(20) };
    format!("w-{:02}", steps * 5)
}
