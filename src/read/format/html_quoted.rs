//! The elements of a page that quote → marks in its text.
//!
//! In: the tree of a page. Out: the same tree with the marks that a reader sees: around `<q>`, and around a `<blockquote>` that is somebody's
//! words, because the line before it tells of speech or because a name stands below it. The name goes to the end of its last line, behind a
//! dash: the text of a page has no captions.
//!
//! In a draft every block quote gets marks. Where those stand that nothing shows to be speech, and where code is, is told by characters that
//! no text has; [`DraftPage::read`] takes them out again.

use std::ops::Range;

use dom_query::{Document, NodeRef, Selection};

use crate::lexicon::Lexicon;
use crate::read::ignored::Say;
use crate::read::markdown::{BareBlock, introduces, is_signature};

/// What can be a quotation mark at the beginning of a quoted text.
const MARKS: [char; 8] = ['"', '“', '”', '„', '«', '‘', '\'', '’'];
/// What can stand before a name below a quotation.
const DASHES: [char; 4] = ['—', '–', '―', '-'];
/// Elements that hold the lines of a block quote.
const LINES: &str = "p, li, div";

/// Characters that are none, in the place of what is told of a draft.
const BLOCK: char = '\u{fdd0}';
const ANNOUNCED: char = '\u{fdd1}';
const BLOCK_END: char = '\u{fdd2}';
const CODE: char = '\u{fdd3}';
const CODE_END: char = '\u{fdd4}';
const IGNORED: char = '\u{fdd5}';
const IGNORED_END: char = '\u{fdd6}';
/// All of them.
const SIGNS: [char; 7] = [BLOCK, ANNOUNCED, BLOCK_END, CODE, CODE_END, IGNORED, IGNORED_END];

/// The text of a page that is a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftPage {
    /// The main text, with marks around each block quote.
    pub text: String,
    /// The block quotes that got marks though no line before them tells of speech and no name stands below them.
    pub blocks: Vec<BareBlock>,
    /// The places of code, in their order.
    pub code: Vec<Range<usize>>,
    /// What its comments say is not to be checked, in their order.
    pub ignored: Vec<Range<usize>>,
}

impl DraftPage {
    /// Takes the signs out of the text of a marked page.
    pub(super) fn read(marked: &str) -> Self {
        let text = String::with_capacity(marked.len());
        let mut page = Self { text, blocks: Vec::new(), code: Vec::new(), ignored: Vec::new() };
        let (mut block, mut code) = (None, None);
        // Where the ignored text began, and how many comments say so.
        let (mut ignored, mut depth) = (0, 0usize);
        for c in marked.chars() {
            let at = page.text.len();
            match c {
                BLOCK | ANNOUNCED => block = Some((at, c == ANNOUNCED)),
                CODE => code = code.or(Some(at)),
                BLOCK_END => page
                    .blocks
                    .extend(block.take().map(|(from, announced)| BareBlock { place: from..at, announced })),
                CODE_END => page.code.extend(code.take().map(|from| from..at)),
                IGNORED => {
                    ignored = if depth == 0 { at } else { ignored };
                    depth += 1;
                }
                IGNORED_END => {
                    page.ignored.extend((depth == 1).then_some(ignored..at));
                    depth = depth.saturating_sub(1);
                }
                c => page.text.push(c),
            }
        }
        let end = page.text.len();
        page.ignored.extend((depth > 0).then_some(ignored..end));
        page
    }
}

/// The markup of a draft without the characters that stand for something here.
pub(super) fn without_signs(html: &str) -> String {
    html.replace(SIGNS, "")
}

/// Puts marks into elements that quote without any.
pub(super) fn mark(page: &Document, lexicon: &Lexicon, is_draft: bool) {
    for quoted in page.select("q").iter() {
        if !quoted.text().trim_start().starts_with(MARKS) {
            let inside = quoted.ancestors(None).is("q");
            quoted.prepend_html(if inside { "‘" } else { "“" });
            quoted.append_html(if inside { "’" } else { "”" });
        }
    }
    for quoted in page.select("blockquote").iter() {
        mark_block(&quoted, lexicon, is_draft);
    }
    if is_draft {
        mark_code(page);
        mark_ignored(page);
    }
}

fn mark_block(quoted: &Selection<'_>, lexicon: &Lexicon, is_draft: bool) {
    let before = before(quoted);
    let signature = take_signature(quoted);
    let text = quoted.text();
    if text.trim().is_empty() {
        return;
    }
    let lines = quoted.select(LINES);
    let said: Vec<Selection<'_>> = lines
        .iter()
        .filter(|line| !line.select(LINES).exists() && !line.text().trim().is_empty())
        .take_while(|line| !line.text().trim_start().starts_with(DASHES))
        .collect();
    let (lines, last) = match said.last() {
        Some(last) => (said.as_slice(), last),
        None => (std::slice::from_ref(quoted), quoted),
    };
    let own = text.contains(['"', '“', '”', '„', '«', '»']) || text.trim_start().starts_with(MARKS);
    let is_speech = introduces(&before, lexicon);
    if !own && (is_speech || signature.is_some() || is_draft) {
        lines.iter().for_each(|line| line.prepend_html("“"));
        last.append_html("”");
        if !is_speech && signature.is_none() {
            let announced = before.trim_end().ends_with(':');
            lines[0].prepend_html(if announced { ANNOUNCED } else { BLOCK }.to_string());
            last.append_html(BLOCK_END.to_string());
        }
    }
    if let Some(name) = signature {
        last.append_html(format!(" — {}", name.replace('&', "&amp;").replace('<', "&lt;")));
    }
}

/// The text of the element before a block quote, or before the figure that it stands in.
fn before(quoted: &Selection<'_>) -> String {
    let element = figure(quoted).or_else(|| quoted.nodes().first().copied());
    element.and_then(|e| e.prev_element_sibling()).map(|e| e.text().to_string()).unwrap_or_default()
}

fn figure<'a>(quoted: &Selection<'a>) -> Option<NodeRef<'a>> {
    quoted.nodes().first()?.parent().filter(|parent| parent.is("figure"))
}

/// Takes the name of the speaker out of the page, if one stands below the words: in a footer, a `<cite>`, a caption, or behind a dash.
fn take_signature(quoted: &Selection<'_>) -> Option<String> {
    let dashed = |e: &NodeRef<'_>| e.text().trim_start().starts_with(DASHES);
    let inside = |selector| quoted.select(selector).nodes().last().copied();
    let captions = || figure(quoted)?.descendants().into_iter().find(|e| e.is("figcaption"));
    let next = || quoted.nodes().first()?.next_element_sibling().filter(|e| e.is("p, cite, footer"));
    let ends = |e: &NodeRef<'_>| quoted.text().trim_end().ends_with(e.text().trim());
    let found = (inside("footer").filter(ends))
        .or_else(|| inside(LINES).filter(|e| dashed(e) && ends(e)))
        .or_else(|| inside("cite").filter(|e| ends(e) && begins_sentence(e)))
        .or_else(captions)
        .or_else(|| next().filter(dashed))?;
    let text = found.text();
    let name = text.trim().trim_start_matches(['—', '–', '―', '-', ' ', '\u{a0}']);
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    is_signature(&words).then(|| {
        found.remove_from_parent();
        words
    })
}

/// False for a `<cite>` inside a sentence: a work that the words speak of.
fn begins_sentence(cite: &NodeRef<'_>) -> bool {
    let before = cite.prev_sibling().map(|e| e.text().trim_end().to_owned()).unwrap_or_default();
    before.is_empty() || before.ends_with(['.', '!', '?', '"', '”', '’', '»', '—', '–', '―', '-'])
}

/// Tells where code is. A page that is one `<pre>` and nothing else is a text that somebody put there.
fn mark_code(page: &Document) {
    let is_prose = page.select("p").iter().any(|p| !p.text().trim().is_empty());
    for code in page.select("pre, code").iter() {
        let is_code = is_prose || code.is("code") || code.select("code").exists();
        if is_code && !code.ancestors(None).is("pre, code") {
            code.prepend_html(CODE.to_string());
            code.append_html(CODE_END.to_string());
        }
    }
}

/// Elements that are one paragraph.
const PARAGRAPH: &str = "p, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, blockquote, figcaption";

/// Tells what comments say is not to be checked.
fn mark_ignored(page: &Document) {
    let nodes = page.root().descendants();
    if !nodes.iter().any(|node| says(node).is_some()) {
        return;
    }
    // Whether the next words begin what is ignored, and the words before.
    let (mut begins, mut is_open, mut last): (bool, bool, Option<NodeRef<'_>>) = (false, false, None);
    for node in &nodes {
        match says(node) {
            Some(Say::Ignore) => mark_paragraph(node),
            Some(Say::Start) => begins = !is_open,
            Some(Say::End) => {
                let closed = last.filter(|_| std::mem::take(&mut is_open));
                closed.iter().for_each(|words| words.after_html(IGNORED_END.to_string()));
                begins = false;
            }
            None if is_words(node) => {
                if std::mem::take(&mut begins) {
                    node.before_html(IGNORED.to_string());
                    is_open = true;
                }
                last = Some(*node);
            }
            None => {}
        }
    }
}

/// The paragraph, list, table or block quote behind a comment, or the one that it begins.
fn mark_paragraph(comment: &NodeRef<'_>) {
    let parent = comment.parent().filter(|parent| parent.is(PARAGRAPH) && !parent.is("blockquote"));
    let Some(paragraph) = parent.or_else(|| comment.next_element_sibling()) else { return };
    let words: Vec<NodeRef<'_>> = paragraph.descendants().into_iter().filter(is_words).collect();
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        first.before_html(IGNORED.to_string());
        last.after_html(IGNORED_END.to_string());
    }
}

fn says(node: &NodeRef<'_>) -> Option<Say> {
    node.is_comment().then(|| Say::read(&node.html())).flatten()
}

/// True for text that is printed.
fn is_words(node: &NodeRef<'_>) -> bool {
    node.is_text() && !node.text().trim().is_empty() && !node.parent().is_some_and(|p| p.is("script, style"))
}

#[cfg(test)]
mod tests {
    use super::super::html;
    use super::*;

    fn draft(body: &str) -> DraftPage {
        html::draft(&format!("<html><body>{body}</body></html>"), Lexicon::built_in()).unwrap()
    }

    #[test]
    fn every_block_quote_of_a_draft_has_marks() {
        for (body, text, blocks, announced) in [
            (
                "<p>It rained.</p><blockquote><p>It leaks.</p><p>Mend it.</p></blockquote>",
                "It rained.\n\n“It leaks.\n\n“Mend it.”",
                1,
                false,
            ),
            ("<p>The list:</p>\n<blockquote>A pump</blockquote>", "The list:\n\n“A pump”", 1, true),
            (
                "<blockquote><ul><li>A pump</li><li>A boat</li></ul></blockquote>",
                "“A pump\n“A boat”",
                1,
                false,
            ),
            (
                "<p>Oda Brekke said:</p>\n<blockquote>It leaks.</blockquote>",
                "Oda Brekke said:\n\n“It leaks.”",
                0,
                false,
            ),
            (
                "<blockquote><p>It leaks.</p><cite>Oda Brekke</cite></blockquote>",
                "“It leaks.” — Oda Brekke",
                0,
                false,
            ),
        ] {
            let page = draft(body);
            assert_eq!((page.text.as_str(), page.blocks.len()), (text, blocks), "{body}");
            assert_eq!(page.blocks.first().is_some_and(|b| b.announced), announced, "{body}");
            for block in page.blocks {
                assert!(page.text[block.place].starts_with('“'), "{body}");
            }
        }
    }

    #[test]
    fn code_of_a_draft_is_known() {
        for (body, wanted) in [
            ("<p>Write <code>say(\"it\")</code> there.</p>", vec!["say(\"it\")"]),
            ("<p>Write:</p><pre><code>say(\"it\")</code></pre>", vec!["say(\"it\")"]),
            ("<p>Write:</p><pre>say(\"it\")</pre>", vec!["say(\"it\")"]),
            ("<pre>“It leaks,” she said.</pre>", vec![]),
        ] {
            let page = draft(body);
            let code: Vec<&str> = page.code.iter().map(|place| &page.text[place.clone()]).collect();
            assert_eq!(code, wanted, "{body}");
        }
    }

    #[test]
    fn comments_of_a_draft_say_what_is_not_checked() {
        for (body, wanted) in [
            (
                "<p>It leaks.</p>\n<!-- inquit: ignore -->\n<p>It <b>holds</b>.</p><p>So.</p>",
                vec!["It holds."],
            ),
            ("<p>It leaks.</p><!-- inquit: ignore --><ul><li>a</li><li>b</li></ul><p>So.</p>", vec!["a\nb"]),
            ("<p><!-- inquit: ignore -->It <b>holds</b>.</p><p>So.</p>", vec!["It holds."]),
            (
                "<!-- inquit: ignore-start --><p>It leaks.</p><p>It holds.</p><!-- inquit: ignore-end --><p>So.</p>",
                vec!["It leaks.\n\nIt holds."],
            ),
            ("<p>So.</p><!-- inquit: ignore-start --><p>It leaks.</p>", vec!["It leaks."]),
            ("<p>So.</p><!-- inquit: ignore-end --><!-- ignore --><p>It leaks.</p>", vec![]),
        ] {
            let page = draft(body);
            let ignored: Vec<&str> = page.ignored.iter().map(|place| &page.text[place.clone()]).collect();
            assert_eq!(ignored, wanted, "{body}");
        }
    }

    #[test]
    fn signs_of_its_own_are_survived() {
        for c in SIGNS {
            let page = draft(&format!("<p>It {c}leaks &#x{:x}; here.</p>", c as u32));
            assert!(!page.text.contains(SIGNS), "{page:?}");
        }
    }
}
