//! A web page → Article. In: HTML. Out: the main text with paragraphs, and what the page says of itself.
//!
//! Title, outlet, date, address and language come from JSON-LD, OpenGraph and the usual `meta` elements, the text from
//! `dom_smoothie`, which finds a page's main text as browsers' reading views do. A pull quote prints words of the text once more; it
//! would be a second quotation, so a paragraph whose words all stand in another one is left out.

use dom_smoothie::{Config, Readability, TextMode};

use super::repeats::repeats;
use crate::model::ArticleHeader;

/// A paragraph with fewer words may well stand twice.
const FEWEST_WORDS: usize = 4;
/// Elements that repeat the text or are none of it.
const BESIDE: &str = ".pullquote, .pull-quote, .pull_quote, .pullQuote, [class*=\"pullquote\"], [class*=\"pull-quote\"], \
                      blockquote.quote-highlight, nav, footer, style, noscript";

/// What a page says and tells of itself; `Err` with the reason where no text is found.
pub(super) fn page(html: &str) -> Result<(ArticleHeader, String), String> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|e| e.to_string())?;
    let meta = reader.get_article_metadata(reader.parse_json_ld());
    reader.doc.select(BESIDE).remove();
    let language =
        meta.lang.clone().or_else(|| reader.doc.select("html").attr("lang").map(|l| l.to_string()));
    // A page too short for that has its paragraphs.
    let all: Vec<String> = reader.doc.select("p").iter().map(|p| p.text().to_string()).collect();
    let text = match reader.parse() {
        Ok(article) => article.text_content.to_string(),
        Err(_) => all.join("\n\n"),
    };
    let text = tidy(&text);
    if text.is_empty() {
        return Err("it has no text that could be an article's".to_owned());
    }
    let own = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let header = ArticleHeader {
        outlet: own(meta.site_name),
        date: own(meta.published_time),
        url: own(meta.url),
        title: own(Some(meta.title)),
        language: own(language),
    };
    Ok((header, text))
}

/// Whether bytes of an unknown format are a page.
pub(super) fn looks_like_page(head: &str) -> bool {
    let head: String = head.trim_start().chars().take(256).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with("<?xml") && head.contains("<html"))
}

/// Paragraphs parted by blank lines, with single blanks, without those that stand in another one.
fn tidy(text: &str) -> String {
    let paragraphs: Vec<String> = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    let bare: Vec<String> = paragraphs.iter().map(|p| bare(p)).collect();
    let repeated = repeats(&bare, FEWEST_WORDS);
    let kept: Vec<&str> =
        paragraphs.iter().zip(repeated).filter(|(_, repeated)| !repeated).map(|(p, _)| p.as_str()).collect();
    kept.join("\n\n")
}

/// The words alone, parted by blanks.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\'' | '’' | '‘'))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pull_quote_is_not_said_twice() {
        let text = "“Nobody pays for the wall, and it leaks,” Ana Ruiz said.\n\n“Nobody pays for the wall”\n\nIt leaks.\nIt leaks.";
        assert_eq!(
            tidy(text),
            "“Nobody pays for the wall, and it leaks,” Ana Ruiz said.\n\nIt leaks.\n\nIt leaks."
        );
    }

    #[test]
    fn pages_are_told_by_their_first_bytes() {
        assert!(looks_like_page("  <!DOCTYPE html>\n<html>") && looks_like_page("<html lang=\"en\">"));
        assert!(!looks_like_page("“<html> is a tag,” she said."));
    }
}
