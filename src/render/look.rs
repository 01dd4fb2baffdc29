//! The settings for tables on a terminal. The other formats look the same everywhere.

/// The look of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The width of the terminal in columns.
    pub width: usize,
    /// True if styles are written.
    pub color: bool,
    /// True if agreement is shown in full and not collapsed.
    pub full: bool,
    /// True if the versions of a remark are also set under each other, word by word, with each print's attribution.
    pub aligned: bool,
    /// The user's name for the option that shows everything.
    pub full_option: &'static str,
}
