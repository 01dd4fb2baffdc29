//! Markdown → the prose in it. In: the text of a draft. Out: the same text, byte for byte as long, as a
//! reader sees it: a paragraph on one line, without markup.
//!
//! ```text
//! blanks    front matter, fenced code, HTML comments, images, code with quotation marks in it: their marks quote nobody
//! VOID      what touches words without parting them: emphasis, links, footnotes, raised figures, HTML tags, backslashes, the rest of an entity
//! marks     around a block quote that has none of its own, behind a colon that introduces speech
//! spaces    signs of list items and block quotes, line ends inside a paragraph
//! ```
//!
//! A comment, a code span or a link that is not closed is text.

mod block;
mod edit;
mod inline;

pub use block::BareBlock;
#[cfg(feature = "html")]
pub(super) use block::{introduces, is_signature};
pub(super) use inline::entity;
pub use inline::is_link_definition;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::read::ignored::ignored;
use crate::segment::raised_notes;
use edit::{Edit, Put, edited};

/// Fewer are no fence.
const FENCE: usize = 3;

/// The text as it is read. Linear.
pub fn prose<'t>(text: &'t str, lexicon: &Lexicon) -> Cow<'t, str> {
    let (out, elements) = without_markup(text);
    edited(out, |text| block::paragraphs(text, lexicon, &elements, false).0)
}

/// A draft without its markup, in which every block quote has marks, and the places of those that nothing beside them shows to be speech.
#[derive(Debug, Clone)]
pub struct DraftProse<'t> {
    /// The text as it is read, as long as the draft.
    pub text: Cow<'t, str>,
    /// The block quotes that got marks though no line before them tells of speech and no name stands behind them.
    pub blocks: Vec<BareBlock>,
}

/// [`prose`] of a draft: there every block quote claims that its words are somebody's. Linear.
pub fn draft_prose<'t>(text: &'t str, lexicon: &Lexicon) -> DraftProse<'t> {
    let (out, elements) = without_markup(text);
    let (edits, blocks) = block::paragraphs(&out, lexicon, &elements, true);
    DraftProse { text: edited(out, |_| edits.clone()), blocks }
}

/// The text without what is no prose and without markup inside paragraphs, and the places of `<blockquote>` elements.
fn without_markup(text: &str) -> (Cow<'_, str>, Vec<Range<usize>>) {
    let mut out = Cow::Borrowed(text);
    let blank = |places: Vec<Range<usize>>| places.into_iter().map(|p| (p, Put::Blank)).collect();
    let blanks = [front_matter, fences, comments, code]
        .map(|find| move |text: &str| -> Vec<Edit> { blank(find(text)) });
    for find in &blanks {
        out = edited(out, find);
    }
    let elements = inline::block_elements(&out);
    for find in [inline::tags, inline::links, inline::emphasis, inline::entities, inline::escapes] {
        out = edited(out, find);
    }
    let notes = |text: &str| raised_notes(text).into_iter().map(|place| (place, Put::Void)).collect();
    (edited(out, notes), elements)
}

/// The words of a text in which somebody looks for a quotation: all of it, code too, but for the addresses of links, marks of footnotes and
/// backslashes. As long as the text. Linear.
pub fn searchable(text: &str) -> Cow<'_, str> {
    [inline::links, inline::escapes].into_iter().fold(Cow::Borrowed(text), edited)
}

/// What of a Markdown text is no prose: front matter, fenced code, comments, code with quotation marks in it. The ranges are in the order of
/// the text and do not overlap. Linear.
pub fn beside_prose(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut left = Cow::Borrowed(text);
    for find in [front_matter, fences, comments, code] {
        let found = find(&left);
        left = edited(left, |_| found.iter().map(|place| (place.clone(), Put::Blank)).collect());
        out.extend(found);
    }
    out.sort_by_key(|place| place.start);
    out
}

/// What of a Markdown draft its comments say is not to be checked. The ranges are in the order of the text and do not overlap. Linear.
pub fn ignored_prose(text: &str) -> Vec<Range<usize>> {
    let blank = |places: Vec<Range<usize>>| places.into_iter().map(|p| (p, Put::Blank)).collect();
    let left = edited(Cow::Borrowed(text), |text| blank(front_matter(text)));
    let left = edited(left, |text| blank(fences(text)));
    ignored(&left, &comments(&left))
}

/// Longest front matter, in lines.
const FRONT: usize = 100;

/// Keys and values before the text, between two lines of `---` or `+++`, where no reader has taken them out
/// before.
fn front_matter(text: &str) -> Vec<Range<usize>> {
    let mut lines = text.split_inclusive('\n');
    let Some(fence) = lines.next().filter(|l| matches!(l.trim(), "---" | "+++")) else { return Vec::new() };
    let mut end = fence.len();
    for line in lines.take(FRONT) {
        end += line.len();
        let bare = line.trim_end();
        if bare == fence.trim() {
            return std::iter::once(0..end).collect();
        }
        let key =
            bare.split([':', '=']).next().filter(|key| key.len() < bare.len()).unwrap_or(" ").trim_end();
        let is_key =
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'));
        if !(is_key || bare.is_empty() || bare.starts_with([' ', '\t', '-', '#', '['])) {
            break;
        }
    }
    Vec::new()
}

fn fences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    // The character of an open fence, how many of it, and where it began.
    let mut open: Option<(char, usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, bare) = (at, line.trim());
        at += line.len();
        let Some(sign) = bare.chars().next().filter(|c| matches!(c, '`' | '~')) else { continue };
        let rest = bare.trim_start_matches(sign);
        let length = bare.len() - rest.len();
        match open {
            None if length >= FENCE && !rest.contains('`') => open = Some((sign, length, start)),
            Some((own, least, from)) if own == sign && length >= least && rest.is_empty() => {
                out.push(from..at);
                open = None;
            }
            _ => {}
        }
    }
    out.extend(open.map(|(_, _, from)| from..text.len()));
    out
}

fn comments(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("<!--").map(|i| at + i) {
        let Some(length) = text[start..].find("-->") else { break };
        at = start + length + "-->".len();
        out.push(start..at);
    }
    out
}

/// Code spans with a quotation mark in them; others may stand in what somebody said.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    let (mut at, mut paragraph) = (0, 0);
    for line in text.split_inclusive('\n') {
        paragraph += usize::from(line.trim().is_empty());
        let mut rest = 0;
        while let Some(start) = line[rest..].find('`').map(|i| rest + i) {
            let length = line[start..].len() - line[start..].trim_start_matches('`').len();
            rest = start + length;
            runs.push((at + start..at + rest, paragraph));
        }
        at += line.len();
    }
    // For each run the next one of its length in its paragraph.
    let mut next = vec![None; runs.len()];
    let mut last: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (i, (run, paragraph)) in runs.iter().enumerate().rev() {
        next[i] = last.insert((*paragraph, run.len()), i);
    }
    let (mut out, mut i) = (Vec::new(), 0);
    while i < runs.len() {
        let Some(close) = next[i] else {
            i += 1;
            continue;
        };
        let place = runs[i].0.start..runs[close].0.end;
        if text[place.clone()].contains(['"', '“', '”', '„', '«', '»', '‘', '’', '\'']) {
            out.push(place);
        }
        i = close + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::VOID;

    fn read(text: &str) -> String {
        let out = prose(text, Lexicon::built_in());
        assert_eq!(out.len(), text.len(), "{text}");
        out.into_owned()
    }

    /// As a reader sees it.
    fn seen(text: &str) -> String {
        let lines = read(text).replace(VOID, "");
        let lines = lines.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_is_no_prose_becomes_blanks() {
        for (text, wanted) in [
            ("It “holds”.\n\n```\nsay “Ä”\n```\nMore.", "It “holds”.|More."),
            ("~~~ text\n“a”\n~~~~\nMore.", "More."),
            ("It <!-- “not\n\nthis” --> holds.", "It|holds."),
            ("Write `say(\"it\")` there.", "Write there."),
            ("Write ``a ` \"b\"`` there.", "Write there."),
            ("See [it](https://a.example \"A long title\").", "See it."),
            ("See ![“a” [b](c)](d 'e') it.", "See it."),
            ("Open\n```\n“a”", "Open"),
            ("---\ndescription: \"a “b”\"\ntags:\n  - c\n---\nMore.", "More."),
            ("+++\ntitle = \"a\"\n+++\nMore.", "More."),
            ("---\nMore, and more.\n---\n", "---|More, and more.|---"),
        ] {
            assert_eq!(seen(text), wanted, "{text}");
        }
    }

    #[test]
    fn markup_leaves_the_words() {
        for (text, wanted) in [
            ("**Ruiz** said: \"*It* __holds__, ***all*** of it.\"", "Ruiz said: \"It holds, all of it.\""),
            ("[Ana _Ruiz_](https://a.example/b_(c)_d) ~~did~~ said", "Ana Ruiz did said"),
            (
                "[Ana][1] and [sic] [B] said.[^2]\n\n[1]: https://a.example \"t\"\n[^2]: A note.",
                "Ana and [sic] [B] said.|A note.",
            ),
            (
                "&ldquo;Caf\u{e9}&nbsp;&amp; bar,&#8221; she said &nope; &#1;",
                "“Caf\u{e9} & bar,” she said &nope; &#1;",
            ),
            (
                "2 * 3 * 4, snake_case_name, f***ing, \\*not\\* this, 5 < 6 > 4",
                "2 * 3 * 4, snake_case_name, f***ing, *not* this, 5 < 6 > 4",
            ),
            ("She <em>said</em> <q>no</q> <https://a.example>", "She said “no”"),
            ("“We run `make` here,” she said.", "“We run `make` here,” she said."),
            ("A ` \"lone\" mark.\n\nAnother ` there.", "A ` \"lone\" mark.|Another ` there."),
            ("<!-- “open”", "<!-- “open”"),
            ("[it](https://a.example) “said” (so) [never](", "it “said” (so) [never]("),
            ("a [b](https://c.example/?d=\"e f\") g", "a b g"),
        ] {
            assert_eq!(seen(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_paragraph_is_a_line() {
        for (text, wanted) in [
            ("“The bridge\nwill *not*\nhold.”\r\n\r\nIt did.", "“The bridge will not hold.”|It did."),
            ("> “The bridge\n> will not hold.”\n\nIt did.", "“The bridge will not hold.”|It did."),
            ("- “It\n  holds.”\n- It did\n1. not", "“It holds.”|It did|not"),
            (
                "# It holds\nNobody knew\n***\n| a | b |\n| c | d |",
                "# It holds|Nobody knew|***|| a | b ||| c | d |",
            ),
            ("It rained.  \nIt snowed.", "It rained.|It snowed."),
            ("Ruiz: “No.”\nAna Beck: “Yes.”", "Ruiz: “No.”|Ana Beck: “Yes.”"),
        ] {
            assert_eq!(seen(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_block_quote_behind_speech_gets_marks() {
        for (text, wanted) in [
            (
                "Beck said:\n\n> It leaks\n> badly.\n\nNobody spoke.",
                "Beck said:|\"It leaks badly.\"|Nobody spoke.",
            ),
            (
                "**Beck** told us:\n> It leaks.\n>\n> Mend it.\n> — Beck\n",
                "Beck told us:|\"It leaks.|\"Mend it.\" — Beck",
            ),
            ("Beck said:\n\n> “It leaks.”", "Beck said:|“It leaks.”"),
            ("The list:\n\n> A pump", "The list:|A pump"),
            ("Beck said it.\n\n> It leaks.", "Beck said it.|It leaks."),
            ("Beck said:\n> It leaks.\nNobody spoke.", "Beck said:|\"It leaks.|Nobody spoke."),
            ("Beck said:\n\n>It leaks.", "Beck said:|\"It leaks."),
        ] {
            assert_eq!(seen(text), wanted, "{text}");
        }
    }

    #[test]
    fn prose_is_kept() {
        for text in ["“It holds,” she said (so).\n\nIt rained.\n", "", "\n", "a\n\nb"] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn hostile_texts_cost_their_length() {
        for piece in [
            "`",
            "` ",
            "`` ` ",
            "[](a \"",
            "](",
            "[",
            "[[]",
            "<!--",
            "```\n",
            "~~~\n`",
            "*a",
            "*a_",
            "**",
            "_ *",
            "a* b",
            "~~a",
            "[a](http ",
            "![a](b)",
            "<a",
            "<a ",
            "&#",
            "&",
            "\\",
            "\\*",
            "> ",
            ">\n",
            "- ",
            "1. ",
            "a:\n> b\n",
            "é\u{1}",
            "+++\n",
            "[a]: b\n",
            "[^",
            "[^a]:",
            "[a][",
            "Said:\n>\n\n",
        ] {
            // The work is in searches of the standard library, which have no steps to count. Four times the
            // text may take eight times as long, by the quickest of some runs of each: a quadratic rule takes
            // sixteen times. Less than 5 ms is noise.
            let time = |times: usize| {
                let text = piece.repeat(times);
                let begun = std::time::Instant::now();
                read(&text);
                begun.elapsed().as_secs_f64()
            };
            let quickest =
                |times: usize| (0..4).map(|_| time(times)).fold(f64::INFINITY, f64::min).max(0.005);
            let is_linear = (0..3).any(|_| quickest(20_000) <= 8.0 * quickest(5_000));
            assert!(is_linear, "{piece:?}: four times the text takes more than eight times as long");
        }
    }
}
