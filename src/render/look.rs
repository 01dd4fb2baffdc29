//! How tables for a terminal are to look; the other formats look the same everywhere.

/// How a table is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether styles are written.
    pub color: bool,
    /// Whether agreement is shown in full rather than collapsed.
    pub full: bool,
    /// What the user calls the option that shows everything.
    pub full_option: &'static str,
}
