//! Markdown → the prose in it. In: the text of a draft. Out: the same text, byte for byte as long, with blanks where fenced code, HTML
//! comments, titles of links and code with quotation marks in it stand: their marks quote nobody.
//!
//! Line ends are kept. A comment or a code span that is not closed is text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Fewer are no fence.
const FENCE: usize = 3;

/// The text with blanks where it is no prose. Linear.
pub fn prose(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    for find in [fences, comments, code, titles] {
        let found = find(&out);
        if !found.is_empty() {
            out = Cow::Owned(blanked(&out, &found));
        }
    }
    out
}

/// Places in order, not overlapping, each of whole characters.
fn blanked(text: &str, places: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for place in places {
        out.push_str(&text[at..place.start]);
        out.extend(
            text[place.clone()].bytes().map(|b| if matches!(b, b'\n' | b'\r') { b as char } else { ' ' }),
        );
        at = place.end;
    }
    out.push_str(&text[at..]);
    out
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

/// `"title"` in `[words](address "title")`.
fn titles(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("](").map(|i| at + i + 2) {
        at = start;
        let Some(address) = text[start..].find(|c: char| c.is_whitespace() || c == ')') else { break };
        let behind = &text[start + address..];
        let title = behind.trim_start();
        let from = start + address + (behind.len() - title.len());
        let Some(mark) = title.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some(end) = title[1..].find(mark).map(|i| i + 2) else { continue };
        if title[end..].trim_start().starts_with(')') {
            out.push(from..from + end);
            at = from + end;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_prose_becomes_blanks_of_the_same_length() {
        for (text, gone) in [
            ("It “holds”.\n\n```\nsay “Ä”\n```\nMore.", "```\nsay “Ä”\n```\n"),
            ("~~~ text\n“a”\n~~~~\nMore.", "~~~ text\n“a”\n~~~~\n"),
            ("It <!-- “not\n\nthis” --> holds.", "<!-- “not\n\nthis” -->"),
            ("Write `say(\"it\")` there.", "`say(\"it\")`"),
            ("Write ``a ` \"b\"`` there.", "``a ` \"b\"``"),
            ("See [it](https://a.example \"A long title\").", "\"A long title\""),
            ("Open\n```\n“a”", "```\n“a”"),
        ] {
            let blank: String = gone.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
            assert_eq!(prose(text), text.replacen(gone, &blank, 1), "{text}");
        }
    }

    #[test]
    fn prose_is_kept() {
        for text in [
            "“We run `make` here,” she said.",
            "A ` \"lone\" mark.\n\nAnother ` there.",
            "<!-- “open”",
            "[it](https://a.example) “said” (so)",
            "“It holds,” she said [here](a).",
        ] {
            assert_eq!(prose(text), text);
        }
    }

    #[test]
    fn hostile_texts_take_no_time() {
        let begun = std::time::Instant::now();
        for piece in ["`", "` ", "`` ` ", "](a \"", "](", "<!--", "```\n", "~~~\n`"] {
            let text = piece.repeat(200_000);
            assert_eq!(prose(&text).len(), text.len());
        }
        assert!(begun.elapsed().as_secs() < 10);
    }
}
