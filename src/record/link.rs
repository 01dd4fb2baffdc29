//! A place of a web page → the address that opens the page at the words. In: a piece of evidence and its
//! article. Out: an address with a text directive, for addresses of the web only. And what articles without an address are called in one.

use std::borrow::Cow;
use std::fmt::Write;

use super::is_unsafe;
use crate::model::{Article, Evidence, Span};

/// True if an address may become a link: only a web address may, `javascript:` and similar ones may not.
pub fn is_web(url: &str) -> bool {
    let scheme = |name: &str| url.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    (scheme("https://") || scheme("http://")) && !url.chars().any(|c| is_unsafe(c) || c.is_whitespace())
}

/// What the addresses of articles without one begin with, and the ids of annotations.
pub(crate) const URN: &str = "urn:inquit:";

/// Returns the address of an article: its `url`, or [`URN`] and its id, by which nothing on the web is found.
pub(crate) fn address(article: &Article) -> String {
    let url = article.header().url.as_deref().filter(|url| is_web(url));
    url.map_or_else(|| format!("{URN}{}", percent(article.id(), b"._~-/")), str::to_owned)
}

/// Returns what an address of [`address`] names: the id of an article, or the address itself.
pub(crate) fn addressed(address: &str) -> Cow<'_, str> {
    address.strip_prefix(URN).map_or(Cow::Borrowed(address), |id| without_percent(id).into())
}

/// Returns a text in percent-encoding without it. Bytes that are no UTF-8 are replaced.
pub(crate) fn without_percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1..at + 3).filter(|pair| pair.iter().all(u8::is_ascii_hexdigit));
        let hex = pair.filter(|_| bytes[at] == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Returns the text in percent-encoding (RFC 3986). Letters, digits and the bytes of `kept` are not changed.
pub(crate) fn percent(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Returns the address of the page with a text directive, so that a browser opens the page at the words.
pub fn link(found: &Evidence, article: &Article) -> Option<String> {
    link_to(found.span, article)
}

/// The same for any place of an article.
pub fn link_to(place: Span, article: &Article) -> Option<String> {
    let url = article.header().url.as_deref().filter(|url| is_web(url));
    url.map(|url| text_link(url, place.of(article.text())))
}

/// Number of words that a text directive names at each end of a longer match.
const LINKED: usize = 5;

/// Returns the address with a text directive (`#:~:text=`), so that a browser opens the page at the words.
fn text_link(url: &str, words: &str) -> String {
    let base = url.split('#').next().unwrap_or(url);
    let words: Vec<&str> = words.split_whitespace().collect();
    // A hyphen, a comma and an ampersand have a special meaning in a directive.
    let encoded = |part: &[&str]| percent(&part.join(" "), b"._~");
    if words.len() <= 2 * LINKED {
        return format!("{base}#:~:text={}", encoded(&words));
    }
    format!("{base}#:~:text={},{}", encoded(&words[..LINKED]), encoded(&words[words.len() - LINKED..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleIx, AttributionClass, Quoted, Span, WordingClass};

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert!(is_web("https://harbour.example/bridge?a=1"));
        assert!(is_web("HTTP://harbour.example/"));
        for other in ["javascript:alert(1)", "data:text/html,x", "https://a b", "https://a\u{202e}b", "é", ""]
        {
            assert!(!is_web(other), "{other}");
        }
    }

    #[test]
    fn only_a_page_of_the_web_is_linked() {
        use crate::model::ArticleHeader;
        let linked = |url: &str| {
            let header = ArticleHeader { url: Some(url.to_owned()), ..ArticleHeader::default() };
            let article = Article::new("a", header, "It holds.".to_owned()).unwrap();
            let found = Evidence {
                article: ArticleIx(0),
                span: Span::new(article.text(), 0, 8).unwrap(),
                sentence: Span::new(article.text(), 0, 9).unwrap(),
                claim: Span::new("It holds", 0, 8).unwrap(),
                wording: WordingClass::Verbatim,
                share: 1.0,
                quoted: Quoted::Yes,
                attribution: AttributionClass::NotChecked,
                open: None,
                quotation: None,
                speaker: None,
                name: None,
                cue: None,
                via: None,
            };
            link(&found, &article)
        };
        assert_eq!(linked("https://a.example/x").as_deref(), Some("https://a.example/x#:~:text=It%20holds"));
        assert_eq!(linked("javascript:alert(1)"), None);
        assert_eq!(linked("file:///etc/passwd"), None);
    }

    #[test]
    fn a_link_names_the_ends_of_a_long_match() {
        assert_eq!(
            text_link("https://a.example/x#y", "so, it’s"),
            "https://a.example/x#:~:text=so%2C%20it%E2%80%99s"
        );
        let long = "one two three four five six seven eight nine ten eleven-twelve";
        assert_eq!(
            text_link("https://a.example/", long),
            "https://a.example/#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven%2Dtwelve"
        );
    }
}
