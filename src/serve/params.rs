//! The query of an address, or the fields of a form. In: `a=1&b=two+words`. Out: [`Params`], and addresses with one value changed.

use crate::record::{percent, without_percent};

/// Names and values, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Params(Vec<(String, String)>);

impl Params {
    /// Reads a query or a form; what cannot be decoded stays as it is.
    pub fn read(text: &str) -> Self {
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (without_percent(&name.replace('+', " ")), without_percent(&value.replace('+', " ")))
        };
        Self(text.split('&').filter(|part| !part.is_empty()).map(pair).collect())
    }

    /// Adds a value.
    pub fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Adds the fields of a form.
    pub fn add_all(&mut self, form: &str) {
        self.0.extend(Self::read(form).0);
    }

    /// The value of a name as it was sent, blanks included.
    pub fn whole(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The value of a name, without blanks around it; `None` if it is missing or empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.whole(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The same as its own text.
    pub fn own(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    /// A number, or else `or`.
    pub fn number(&self, name: &str, or: usize) -> usize {
        self.text(name).and_then(|value| value.parse().ok()).unwrap_or(or)
    }

    /// The query with one value changed, or without it, and without the empty ones; begins with `?` unless nothing is left.
    pub fn with(&self, name: &str, value: Option<&str>) -> String {
        let kept = self.0.iter().filter(|(own, value)| own != name && !value.is_empty());
        let pairs: Vec<String> = kept
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain(value.map(|value| (name, value)))
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

/// Text → a value of a query.
pub(super) fn encoded(text: &str) -> String {
    percent(text, b"-_.~")
}

/// An id → the rest of a path: slashes stay.
pub(super) fn path(id: &str) -> String {
    percent(id, b"-_.~/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_and_one_value_changed() {
        let asked = Params::read("q=oil+for%20a%26b&speaker=&page=2&x=%zz%f");
        assert_eq!(asked.text("q"), Some("oil for a&b"));
        assert_eq!((asked.text("speaker"), asked.number("page", 1), asked.number("q", 7)), (None, 2, 7));
        assert_eq!(asked.with("page", Some("3")), "?q=oil%20for%20a%26b&x=%25zz%25f&page=3");
        assert_eq!(Params::read("a=1").with("a", None), "");
        assert_eq!(Params::read(&asked.with("page", None)[1..]).text("q"), asked.text("q"));
        assert_eq!(path("2024/may/a b?.txt"), "2024/may/a%20b%3F.txt");
    }
}
