//! Styles on a terminal; a difference is marked by signs too, so that nothing is lost without them.

use anstyle::{AnsiColor, Style};

use crate::render::look::Look;

impl Look {
    fn paint(self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    pub(super) fn bold(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    pub(super) fn dim(self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    pub(super) fn dropped(self, text: &str) -> String {
        self.paint(Style::new().fg_color(Some(AnsiColor::Red.into())), text)
    }

    pub(super) fn added(self, text: &str) -> String {
        self.paint(Style::new().bold().fg_color(Some(AnsiColor::Green.into())), text)
    }

    /// What fewer outlets say than the first.
    pub(super) fn other(self, text: &str) -> String {
        self.paint(Style::new().bold().fg_color(Some(AnsiColor::Yellow.into())), text)
    }

    pub(super) fn moved(self, text: &str) -> String {
        self.paint(Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())), text)
    }
}
