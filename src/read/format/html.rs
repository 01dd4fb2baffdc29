//! A web page → Article. In: HTML. Out: the main text with paragraphs, and what the page says of itself.
//!
//! A page can mark a quotation by its elements alone. They get the marks that a reader sees (`html_quoted`), so that the text shows them.
//!
//! Title, outlet, date, address and language come from JSON-LD, OpenGraph and the usual `meta` elements, the
//! text from `dom_smoothie`, which finds a page's main text as browsers' reading views do. A pull quote
//! prints words of the text once more; it would be a second quotation, so a paragraph whose words all stand
//! in another one is left out.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;

use super::html_quoted::{DraftPage, mark, without_signs};
use super::html_tree::tree;
use super::repeated::repeats;
use crate::lexicon::Lexicon;
use crate::model::ArticleHeader;
use crate::read::reason::PageReason;

/// A paragraph with fewer words may well stand twice.
const MIN_REPEATED_WORDS: usize = 4;
/// Elements that repeat the text or are none of it.
const BESIDE: &str = ".pullquote, .pull-quote, .pull_quote, .pullQuote, [class*=\"pullquote\"], [class*=\"pull-quote\"], \
                      blockquote.quote-highlight, nav, style, noscript";

/// Where pages tell their date beside the names that the reader of main texts knows.
const DATES: &str = "meta[itemprop=\"datePublished\"], meta[property=\"og:published_time\"], meta[name=\"date\"], meta[name=\"pubdate\"], \
                     meta[name=\"publishdate\"], meta[name=\"publish-date\"], meta[name=\"publish_date\"], meta[name=\"dc.date\"], \
                     meta[name=\"DC.date\"], meta[name=\"dc.date.issued\"], meta[name=\"DC.date.issued\"], meta[name=\"sailthru.date\"], \
                     time[itemprop=\"datePublished\"], time[pubdate]";

/// What a page says and tells of itself; `Err` with the reason where no text is found.
pub(in crate::read) fn page(html: &str, lexicon: &Lexicon) -> Result<(ArticleHeader, String), PageReason> {
    marked(html, lexicon, false)
}

/// The text of a page that is a draft, or none if there is no text.
pub fn draft(html: &str, lexicon: &Lexicon) -> Option<DraftPage> {
    let (_, text) = marked(&without_signs(html), lexicon, true).ok()?;
    Some(DraftPage::read(&text))
}

fn marked(html: &str, lexicon: &Lexicon, is_draft: bool) -> Result<(ArticleHeader, String), PageReason> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut reader = Readability::with_document(tree(html)?, None, Some(config))
        .map_err(|error| PageReason::Refused { reason: error.to_string() })?;
    let meta = reader.get_article_metadata(reader.parse_json_ld());
    let own = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let tags = reader.doc.select(DATES);
    let date = tags.iter().find_map(|tag| own(tag.attr("content").or(tag.attr("datetime")).map(Into::into)));
    let scripts = reader.doc.select("script[type=\"application/ld+json\"]");
    let graph = scripts.iter().find_map(|script| in_graph(&script.text())).unwrap_or_default();
    reader.doc.select(BESIDE).remove();
    // The footer of a block quote names who said it.
    reader
        .doc
        .select("footer")
        .iter()
        .filter(|f| !f.ancestors(None).is("blockquote"))
        .for_each(|f| f.remove());
    let language =
        meta.lang.clone().or_else(|| reader.doc.select("html").attr("lang").map(|l| l.to_string()));
    let printed = |selector, attribute| reader.doc.select(selector).attr(attribute).map(|v| v.to_string());
    let address = printed("meta[property=\"og:url\"]", "content")
        .or_else(|| printed("link[rel=\"canonical\"]", "href"))
        .filter(|address| address.trim_start().starts_with("http"));
    drop_footnotes(&reader.doc);
    mark(&reader.doc, lexicon, is_draft);
    // A page too short for that has its paragraphs.
    let paragraphs = reader.doc.select("p, blockquote");
    let paragraphs = paragraphs.iter().filter(|p| !p.select("p").exists());
    let all: Vec<String> = paragraphs.map(|p| p.text().to_string()).collect();
    let text = match reader.parse() {
        Ok(article) => article.text_content.to_string(),
        Err(_) => all.join("\n\n"),
    };
    let text = tidy(&text, reader.doc.select("pre").exists());
    if text.is_empty() {
        return Err(PageReason::NoText);
    }
    let header = ArticleHeader {
        outlet: own(meta.site_name).or(graph.outlet),
        date: own(meta.published_time).or(graph.date).or(date),
        url: own(meta.url).or(graph.url).or(own(address)),
        title: own(Some(meta.title)).or(graph.title),
        language: own(language).or(graph.language),
        date_from: None,
    };
    Ok((header, text))
}

/// The text of a piece of a page, all of it.
pub(in crate::read) fn fragment(html: &str, lexicon: &Lexicon) -> Result<String, PageReason> {
    let piece = tree(html)?;
    piece.select(BESIDE).remove();
    piece.select("script").remove();
    drop_footnotes(&piece);
    mark(&piece, lexicon, false);
    let text = tidy(&piece.formatted_text(), piece.select("pre").exists());
    if text.is_empty() { Err(PageReason::NoText) } else { Ok(text) }
}

/// What a JSON-LD script tells of an article inside `@graph`, which several systems wrap everything in;
/// `None` where no article is there.
fn in_graph(script: &str) -> Option<ArticleHeader> {
    let whole: Value = serde_json::from_str(script.trim()).ok()?;
    let graph = whole.get("@graph")?.as_array()?;
    let is_article = |node: &&Value| {
        let article = |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Article"));
        node.get("@type")
            .is_some_and(|t| article(t) || t.as_array().is_some_and(|all| all.iter().any(article)))
    };
    let article = graph.iter().find(is_article)?;
    let own = |value: &Value| value.as_str().map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned);
    let told = |key: &str| article.get(key).and_then(own);
    // A node may stand in its place or be named by its `@id`.
    let publisher = article.get("publisher").and_then(|publisher| {
        let id = publisher.get("@id");
        let named = || graph.iter().find(|node| id.is_some() && node.get("@id") == id)?.get("name");
        publisher.get("name").or_else(named).and_then(own)
    });
    let page = article.get("mainEntityOfPage");
    let url = told("url").or_else(|| page.and_then(|page| own(page).or_else(|| own(page.get("@id")?))));
    Some(ArticleHeader {
        outlet: publisher,
        date: told("datePublished"),
        url: url.filter(|url| url.starts_with("http")),
        title: told("headline"),
        language: told("inLanguage"),
        date_from: None,
    })
}

/// Whether bytes of an unknown format are a page.
pub(in crate::read) fn looks_like_page(head: &str) -> bool {
    let head: String = head.trim_start().chars().take(256).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with("<?xml") && head.contains("<html"))
}

/// Paragraphs parted by blank lines, with single blanks, without those that stand in another one. A break within a paragraph stays a
/// line's end, and lines that are printed as they are keep their indent.
fn tidy(text: &str, indented: bool) -> String {
    let mut lines: Vec<(bool, String)> = Vec::new();
    let mut apart = true;
    for line in text.lines() {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            apart = true;
            continue;
        }
        let indent = if indented { line.len() - line.trim_start().len() } else { 0 };
        lines.push((apart, format!("{}{words}", " ".repeat(indent))));
        apart = false;
    }
    let bare: Vec<String> = lines.iter().map(|(_, line)| bare(line)).collect();
    let repeated = repeats(&bare, MIN_REPEATED_WORDS);
    let mut out = String::with_capacity(text.len());
    for ((apart, line), _) in lines.iter().zip(repeated).filter(|(_, repeated)| !repeated) {
        if !out.is_empty() {
            out.push_str(if *apart { "\n\n" } else { "\n" });
        }
        out.push_str(line);
    }
    out
}

/// Takes the numbers of footnotes out of a page: raised figures behind a word, and links in brackets. "10<sup>3</sup>" is a number.
fn drop_footnotes(page: &Document) {
    for raised in page.select("sup").iter() {
        let text = raised.text();
        let bare = text.trim().trim_matches(['[', ']', '(', ')', '*', '†', '‡']);
        let is_mark = bare.len() <= 3 && bare.chars().all(|c| c.is_ascii_alphanumeric());
        let linked = raised.select("a").exists() || text.trim().starts_with('[');
        let figure = bare.chars().all(|c| c.is_ascii_digit());
        let before = raised.nodes().first().and_then(|node| node.prev_sibling());
        let behind_figure = before.is_some_and(|node| node.text().ends_with(|c: char| c.is_ascii_digit()));
        if is_mark && (linked || figure && !behind_figure) {
            raised.remove();
        }
    }
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
        let text = "“Nobody pays for the wall, and it leaks,” Ana Ruiz said.\n\n“Nobody pays for the wall”\n\n It leaks.\nIt leaks.";
        let rest = "“Nobody pays for the wall, and it leaks,” Ana Ruiz said.\n\n";
        assert_eq!(tidy(text, false), format!("{rest}It leaks.\nIt leaks."));
        assert_eq!(tidy(text, true), format!("{rest} It leaks.\nIt leaks."));
    }

    #[test]
    fn elements_that_quote_get_marks() {
        for (html, wanted) in [
            ("<p>Oda Brekke said: <q>It leaks.</q></p>", "Oda Brekke said: “It leaks.”"),
            ("<p><q>He said <q>no</q> to me</q>, she said.</p>", "“He said ‘no’ to me”, she said."),
            ("<p><q>“It leaks.”</q></p>", "“It leaks.”"),
            (
                "<p>Oda Brekke told the council:</p><blockquote>The wall leaks.</blockquote><p>Nobody spoke.</p>",
                "Oda Brekke told the council:\n\n“The wall leaks.”\n\nNobody spoke.",
            ),
            (
                "<p>She said:</p><figure><blockquote><p>It leaks.</p><p>Mend it.</p><p>— Oda Brekke</p></blockquote></figure>",
                "She said:\n\n“It leaks.\n\n“Mend it.” — Oda Brekke",
            ),
            (
                "<p>It rained.</p><blockquote><p>It leaks.</p><footer>— Oda Brekke, <cite>The Quay</cite></footer></blockquote>",
                "It rained.\n\n“It leaks.” — Oda Brekke, The Quay",
            ),
            (
                "<figure><blockquote>It leaks.</blockquote><figcaption>Oda Brekke</figcaption></figure>",
                "“It leaks.” — Oda Brekke",
            ),
            (
                "<blockquote><p>“It leaks.”</p></blockquote>\n<p>– Oda Brekke</p><p>It rained.</p>",
                "“It leaks.” — Oda Brekke\n\nIt rained.",
            ),
            (
                "<p>It rained.</p><blockquote><p>We read <cite>The Wall</cite></p></blockquote>",
                "It rained.\n\nWe read The Wall",
            ),
            ("<p>She said:</p><blockquote><p>“It leaks.”</p></blockquote>", "She said:\n\n“It leaks.”"),
            ("<p>The list:</p><blockquote><p>A pump</p></blockquote>", "The list:\n\nA pump"),
            (
                "<p>It rained.</p><blockquote><p>The wall leaks.</p></blockquote>",
                "It rained.\n\nThe wall leaks.",
            ),
        ] {
            assert_eq!(
                page(&format!("<html><body>{html}</body></html>"), Lexicon::built_in()).unwrap().1,
                wanted,
                "{html}"
            );
        }
    }

    #[test]
    fn breaks_stay_and_footnotes_go() {
        for (html, wanted) in [
            ("<p>It leaks here<br>and there.</p><p>Mend it.</p>", "It leaks here\nand there.\n\nMend it."),
            ("<pre>  It leaks,\nI said.\n\n  So mend it.</pre>", "  It leaks,\nI said.\n\n  So mend it."),
            (
                "<p>It leaks<sup>3</sup> here<sup><a href=\"#c\">[4]</a></sup>, and 10<sup>3</sup> men came.</p>",
                "It leaks here, and 103 men came.",
            ),
        ] {
            assert_eq!(
                page(&format!("<html><body>{html}</body></html>"), Lexicon::built_in()).unwrap().1,
                wanted,
                "{html}"
            );
        }
    }

    #[test]
    fn a_page_tells_its_address() {
        for (head, url) in [
            (
                "<meta property=\"og:url\" content=\"https://post.example/wall\">",
                Some("https://post.example/wall"),
            ),
            ("<link rel=\"canonical\" href=\"https://post.example/a\">", Some("https://post.example/a")),
            ("<link rel=\"canonical\" href=\"/a\">", None),
            ("", None),
        ] {
            let html = format!("<html><head>{head}</head><body><p>It leaks.</p></body></html>");
            assert_eq!(page(&html, Lexicon::built_in()).unwrap().0.url.as_deref(), url, "{head}");
        }
    }

    #[test]
    fn an_article_in_a_graph_is_read() {
        let graph = r##"{"@context":"https://schema.org","@graph":[
            {"@type":["NewsArticle","Thing"],"headline":"Wall held","datePublished":"2024-05-03T08:00:00Z","inLanguage":"en-GB",
             "mainEntityOfPage":{"@id":"https://post.example/wall"},"publisher":{"@id":"https://post.example/#org"}},
            {"@type":"WebPage","@id":"https://post.example/wall","name":"Wall"},
            {"@type":"Organization","@id":"https://post.example/#org","name":"Harbour Post"}]}"##;
        let body =
            "<p>The wall of the harbour held for a hundred years, and nobody asked about it.</p>".repeat(3);
        let html = format!(
            "<html><head><script type=\"application/ld+json\">{graph}</script></head><body><article>{body}</article></body></html>"
        );
        let (header, _) = page(&html, Lexicon::built_in()).unwrap();
        assert_eq!(header.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(header.date.as_deref(), Some("2024-05-03T08:00:00Z"));
        assert_eq!(header.url.as_deref(), Some("https://post.example/wall"));
        for other in ["", "[1]", "{\"@graph\":3}", "{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"x\"}]}"] {
            assert_eq!(in_graph(other), None, "{other}");
        }
    }

    #[test]
    fn a_date_is_found_in_the_usual_elements() {
        let body =
            "<p>The wall of the harbour held for a hundred years, and nobody asked about it.</p>".repeat(3);
        for (head, time, wanted) in [
            ("<meta name=\"date\" content=\"June 1, 2024\">", "", Some("June 1, 2024")),
            (
                "",
                "<time itemprop=\"datePublished\" datetime=\"2024-06-01\">yesterday</time>",
                Some("2024-06-01"),
            ),
            (
                "<meta name=\"date\" content=\"\"><meta name=\"pubdate\" content=\"2024-06-02\">",
                "",
                Some("2024-06-02"),
            ),
            (
                "<meta name=\"date\" content=\"2024-06-02\"><meta property=\"article:published_time\" content=\"2024-06-01\">",
                "",
                Some("2024-06-01"),
            ),
            ("", "<time datetime=\"2024-06-01\">a day that the text names</time>", None),
        ] {
            let html =
                format!("<html><head>{head}</head><body><article>{time}{body}</article></body></html>");
            assert_eq!(page(&html, Lexicon::built_in()).unwrap().0.date.as_deref(), wanted, "{head}{time}");
        }
    }

    #[test]
    fn pages_are_told_by_their_first_bytes() {
        assert!(looks_like_page("  <!DOCTYPE html>\n<html>") && looks_like_page("<html lang=\"en\">"));
        assert!(!looks_like_page("“<html> is a tag,” she said."));
    }
}
