//! HTML → where its words stand. In: the markup of a page. Out: what it prints, without white space, and for
//! each byte of that the byte of the markup: a draft's words are found in it whatever stands between them.

use crate::read::markdown::entity;

/// Elements whose text is not printed.
const SILENT: [&str; 2] = ["script", "style"];
/// Longest entity, in bytes.
const MAX_ENTITY_BYTES: usize = 10;

/// What a page prints without white space, and the byte of the page for each byte of it. Linear; a page over
/// 4 GiB has no places.
pub fn words_of_page(html: &str) -> (String, Vec<u32>) {
    let (mut words, mut places) = (String::new(), Vec::new());
    if u32::try_from(html.len()).is_err() {
        return (words, places);
    }
    let mut at = 0;
    while let Some(c) = html[at..].chars().next() {
        let rest = &html[at..];
        let (shown, length) = match c {
            '<' => tag(rest).map_or((Some('<'), 1), |length| (None, length)),
            '&' => {
                let name = rest[1..].bytes().take(MAX_ENTITY_BYTES).position(|b| b == b';');
                let known = name.and_then(|end| Some((entity(rest.get(1..1 + end)?)?, end + 2)));
                known.map_or((Some('&'), 1), |(c, length)| (Some(c), length))
            }
            c => (Some(c), c.len_utf8()),
        };
        if let Some(c) = shown.filter(|c| !c.is_whitespace()) {
            words.push(c);
            // It was seen above that the page is short enough.
            places.resize(words.len(), at as u32);
        }
        at += length;
    }
    (words, places)
}

/// Length of a tag or a comment at the beginning, with what is not printed behind it; `None` where there is
/// none.
fn tag(html: &str) -> Option<usize> {
    if let Some(comment) = html.strip_prefix("<!--") {
        return Some(comment.find("-->").map_or(html.len(), |end| "<!--".len() + end + "-->".len()));
    }
    let bytes = html.as_bytes();
    if !bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
        return None;
    }
    let Some(end) = memchr::memchr(b'>', bytes) else { return Some(html.len()) };
    let silent = SILENT.into_iter().find(|name| {
        let own = html.get(1..1 + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
        own && !bytes[1 + name.len()].is_ascii_alphanumeric()
    });
    let Some(name) = silent else { return Some(end + 1) };
    let mut at = end + 1;
    while let Some(close) = html[at..].find("</").map(|i| at + i) {
        at = close + 2;
        if html.get(at..at + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name)) {
            return Some(close);
        }
    }
    Some(html.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_places() {
        let html = "<title>a</title>\n<SCRIPT>var b = \"</b>\";</Script><p class=\"c\">&ldquo;d &amp;&#8217;&nope;<!-- e --> é</p><";
        let (words, places) = words_of_page(html);
        assert_eq!(words, "a“d&’&nope;é<");
        assert_eq!(words.len(), places.len());
        let at = |word: &str| places[words.find(word).unwrap()] as usize;
        assert_eq!(at("“"), html.find("&ldquo;").unwrap());
        assert_eq!(at("é"), html.find('é').unwrap());
    }

    #[test]
    fn hostile_pages_are_survived() {
        for piece in ["<", "<!--", "<script>", "&", "&#x1;", "</", "é<b", "<script></", "<styleé"] {
            let (words, places) = words_of_page(&piece.repeat(50_000));
            assert_eq!(words.len(), places.len());
        }
        for page in ["<script", "<s", "<é", "&é;", "<style"] {
            words_of_page(page);
        }
    }
}
