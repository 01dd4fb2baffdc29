//! The settings for tables on a terminal, for CSV and for annotations. The other formats look the same everywhere.

/// How CSV is written. The default suits a spreadsheet that is told the encoding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CsvStyle {
    /// True if a field that a spreadsheet would take for a formula is written as it is; if not, an apostrophe stands before it.
    pub unguarded: bool,
    /// True if the output begins with a byte order mark, by which Excel knows UTF-8.
    pub mark: bool,
}

/// The look of an output.
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
    /// How CSV is written.
    pub csv: CsvStyle,
    /// True if Web Annotations are one page, and not one a line.
    pub page: bool,
}

impl Default for Look {
    /// 80 columns without colour.
    fn default() -> Self {
        let csv = CsvStyle::default();
        Self { width: 80, color: false, full: false, aligned: false, full_option: "full", csv, page: false }
    }
}
