//! What stands around every page: head, search, navigation, foot. In: which page it is. Out: a [`Surround`] for the templates.

use askama::Template;

use super::desk::Footing;
use super::page::{Failure, HTML, Reply};
use super::style;
use crate::render::escape_terminal;

/// The data of `templates/serve/frame.html`.
pub(super) struct Surround {
    /// The title of the page, without the name of the program.
    pub title: String,
    /// The address of the page in the navigation, such as `/speakers`; empty for none.
    pub here: &'static str,
    /// What stands in the search box.
    pub words: String,
    pub style: &'static str,
    pub foot: Footing,
    pub version: &'static str,
}

impl Surround {
    pub fn new(foot: &Footing, here: &'static str, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            here,
            words: String::new(),
            style: style::address(),
            foot: foot.clone(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// The navigation: address and name.
    pub fn places(&self) -> [(&'static str, &'static str); 6] {
        [
            ("/", "Remarks"),
            ("/speakers", "Speakers"),
            ("/outlets", "Outlets"),
            ("/articles", "Articles"),
            ("/check", "Check a draft"),
            ("/about", "About"),
        ]
    }
}

#[derive(Template)]
#[template(path = "serve/failure.html")]
struct FailurePage<'f> {
    around: Surround,
    failure: &'f Failure,
}

/// The page that says what went wrong.
pub(super) fn failure_page(failure: &Failure, foot: &Footing) -> Reply {
    let around = Surround::new(foot, "", failure.title);
    let text = FailurePage { around, failure }.render().unwrap_or_else(|_| failure.detail.clone());
    Reply { status: failure.status, ..Reply::of(HTML, text) }
}

/// Text without control characters; the template escapes the markup.
pub(super) fn shown(text: &str) -> String {
    escape_terminal(text).into_owned()
}

/// `1 article`, `2 articles`, `12,000 articles`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number with a comma before each three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            [0, 1, 999, 1000, 1_234_567].map(|n| count(n, "article")).join(" · "),
            "0 articles · 1 article · 999 articles · 1,000 articles · 1,234,567 articles"
        );
    }
}
