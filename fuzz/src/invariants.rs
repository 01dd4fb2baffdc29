//! What holds of every span and of every output. In: results of the library. Out: nothing, or a panic that says what does not hold.

use inquit::Extraction;
use inquit::model::{Article, Span, Verdict};
use inquit::record::Extract;
use inquit::render::{CsvStyle, Format, Look, Shown, Summary, of};

/// A span is inside its text, at the boundaries of characters.
pub fn span(text: &str, span: Span, what: &str) {
    let (start, end) = (span.start(), span.end());
    assert!(start <= end && end <= text.len(), "{what}: {span:?} in a text of {} bytes", text.len());
    assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{what}: {span:?} cuts a character");
}

/// What holds of the quotations of one text.
pub fn extraction(text: &str, found: &Extraction) {
    let mut last_start = 0;
    for (index, quotation) in found.quotations.iter().enumerate() {
        assert!(!quotation.contents.is_empty(), "a quotation without words");
        let mut last = 0;
        for content in &quotation.contents {
            span(text, content.span, "content");
            assert!(content.span.start() >= last, "contents out of order: {:?}", quotation.contents);
            last = content.span.end();
        }
        let speaker = quotation.speaker.as_ref();
        assert!(speaker.and_then(|s| s.name.as_deref()) != Some(""), "an empty name");
        let mentions = [speaker.and_then(|s| s.mention), quotation.cue.as_ref().map(|c| c.span)];
        for place in mentions.into_iter().chain([quotation.via, quotation.addressee]).flatten() {
            span(text, place, "mention");
        }
        assert!((0.0..=1.0).contains(&quotation.confidence), "confidence {}", quotation.confidence);
        if let Some(parent) = quotation.parent {
            assert!(parent.0 < found.quotations.len() && parent.0 != index, "{index} is inside {parent:?}");
        }
        assert!(quotation.extent().start() >= last_start, "quotations out of order");
        last_start = quotation.extent().start();
    }
    for warning in &found.warnings {
        span(text, warning.span, "warning");
    }
}

/// What holds of a verdict.
pub fn verdict(verdict: &Verdict, articles: &[Article]) {
    let claim = &verdict.claim.text;
    for evidence in verdict.evidence.iter().chain(&verdict.nearest) {
        let text = articles[evidence.article.0].text();
        span(text, evidence.span, "evidence");
        span(text, evidence.sentence, "sentence");
        span(claim, evidence.claim, "claim");
        for place in [evidence.speaker, evidence.cue, evidence.via].into_iter().flatten() {
            span(text, place, "mention");
        }
        assert!((0.0..=1.001).contains(&evidence.share), "share {}", evidence.share);
    }
    for change in &verdict.changes {
        let evidence = &verdict.evidence[change.evidence.0];
        if let Some(place) = change.change.base {
            span(articles[evidence.article.0].text(), place, "base");
        }
        if let Some(place) = change.change.version {
            span(claim, place, "version");
        }
    }
}

/// What a thing looks like in all its formats, each of which is well formed and holds nothing that could steer who reads it.
pub fn rendered<T: Shown>(shown: &T, summary: &Summary) -> Vec<u8> {
    let width = 40 + summary.quotations % 90;
    let csv = CsvStyle::default();
    let look = Look {
        width,
        color: false,
        full: false,
        aligned: width.is_multiple_of(2),
        full_option: "--full",
        csv,
        page: width.is_multiple_of(3),
    };
    let mut all = Vec::new();
    for &format in Format::ALL {
        let Some(mut renderer) = of::<T>(format, look) else { continue };
        let (mut out, mut item) = (Vec::new(), Vec::new());
        let written = renderer.begin(&mut out).and_then(|()| renderer.item(&mut item, shown));
        // Each thing begins with the separator, the very first one without it.
        out.extend_from_slice(item.strip_prefix(renderer.separator()).unwrap_or(&item));
        written.and_then(|()| renderer.end(&mut out, summary)).expect("memory takes what is written");
        well_formed((format, look.page), &out);
        all.append(&mut out);
    }
    all
}

/// The annotations of an article in the form of brat.
pub fn standoff(extract: &Extract<'_>) -> String {
    let look = Look::default();
    let mut renderer = of::<Extract<'_>>(Format::Brat, look).expect("quotations have annotations");
    let mut out = Vec::new();
    renderer.item(&mut out, extract).expect("memory takes what is written");
    String::from_utf8(out).expect("output is UTF-8")
}

fn well_formed((format, is_page): (Format, bool), out: &[u8]) {
    let text = std::str::from_utf8(out).expect("output is UTF-8");
    let name = format.name();
    for c in text.chars() {
        let steers = c.is_control() && c != '\n' && c != '\t'
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2060}' | '\u{feff}')
            || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}');
        assert!(!steers, "{name} holds {c:?}");
    }
    let json = |text: &str| {
        let read = serde_json::from_str::<serde_json::Value>(text);
        assert!(read.is_ok(), "{name} is no JSON ({read:?}): {text}");
    };
    match name {
        "annotation" if !is_page => text.lines().for_each(json),
        "annotation" | "hypothesis" | "json" | "sarif" => json(text),
        "collatex" | "jsonl" => text.lines().for_each(json),
        "csv" => rows(out),
        "tei" => elements(text),
        "html" => page(text),
        "github" => {
            assert!(text.lines().all(|line| line.starts_with("::")), "a line is no annotation: {text}")
        }
        _ => {}
    }
}

/// Every row has as many fields as the first, and none of them is a formula.
fn rows(out: &[u8]) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out);
    for row in reader.records() {
        let row = row.expect("rows are alike");
        for field in &row {
            let bare = field.trim_start();
            assert!(!bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "a formula: {field:?}");
        }
    }
}

/// The XML is well formed.
fn elements(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_i64;
    loop {
        match reader.read_event().expect("the XML is well formed") {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "elements stay open: {text}");
}

/// The elements that our own pages have.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "head",
    "header",
    "html",
    "i",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "u",
    "ul",
];

/// A page has only elements of our own, no script, and no link but to the web or to itself.
fn page(text: &str) {
    for (at, _) in text.match_indices('<') {
        let tag = text[at + 1..].trim_start_matches('/');
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let shown: String = tag.chars().take(60).collect();
        assert!(tag.starts_with('!') || ELEMENTS.contains(&name.as_str()), "an element <{shown}");
        let inside = &tag[..tag.find('>').unwrap_or(tag.len())];
        // Every second piece is the value of an attribute, which may say anything.
        let mut attributes = inside.split('"').step_by(2).flat_map(str::split_whitespace);
        assert!(!attributes.any(|attribute| attribute.starts_with("on")), "a handler: <{shown}");
    }
    for (at, opening) in text.match_indices("href=\"") {
        let to: String = text[at + opening.len()..].chars().take(60).collect();
        let web = ["#", "http://", "https://"].iter().any(|start| to.to_ascii_lowercase().starts_with(start));
        assert!(web, "a link to {to}");
    }
}
