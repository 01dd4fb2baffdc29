//! Tables for a terminal. In: quotations, a comparison, versions, a difference. Out: lines no wider than asked for, that read well without
//! colour: a difference is always marked by signs, and colour only repeats them.

mod attribution;
mod check;
mod compare;
mod difference;
mod extract;
mod grid;
mod layout;
mod verdict;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Check, Summary};
use crate::compare::{Comparison, OutletDifference};
use crate::model::{Article, Verdict};
use crate::record::Extract;

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

/// Writes tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// How they are to look.
    pub look: Look,
}

impl Table {
    /// The quotations of one article under its name; nothing where none are to be shown.
    ///
    /// # Errors
    /// Those of `out`, as everywhere here.
    pub fn extract(self, out: &mut dyn Write, extract: &Extract<'_>) -> io::Result<()> {
        extract::article(out, self.look, extract)
    }

    /// What was found, in one line.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn extract_end(self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        compare::figures(out, self.look, summary, None)
    }

    /// The remarks that at least two articles report, side by side.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn compare(
        self,
        out: &mut dyn Write,
        comparison: &Comparison<'_>,
        summary: &Summary,
    ) -> io::Result<()> {
        compare::comparison(out, self.look, comparison, summary)
    }

    /// All versions of the remarks of `comparison`, be they shared or not.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn versions(self, out: &mut dyn Write, comparison: &Comparison<'_>) -> io::Result<()> {
        compare::versions(out, self.look, comparison)
    }

    /// What two sides quoted: both, only one, and who only one of them quotes.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn difference(self, out: &mut dyn Write, difference: &OutletDifference<'_>) -> io::Result<()> {
        difference::difference(out, self.look, difference)
    }

    /// One claim's answers, the changes marked in it, and every place that was found.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn verdict(self, out: &mut dyn Write, verdict: &Verdict, articles: &[Article]) -> io::Result<()> {
        verdict::verdict(out, self.look, verdict, articles)
    }

    /// A line a quotation of a draft, and the figures.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn check(self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        check::check(out, self.look, check)
    }
}

impl Look {
    fn paint(self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    fn dim(self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    fn dropped(self, text: &str) -> String {
        self.paint(Style::new().fg_color(Some(AnsiColor::Red.into())), text)
    }

    fn added(self, text: &str) -> String {
        self.paint(Style::new().bold().fg_color(Some(AnsiColor::Green.into())), text)
    }

    fn moved(self, text: &str) -> String {
        self.paint(Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())), text)
    }
}
