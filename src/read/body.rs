//! The text field of a record → the text of an article.
//!
//! In: what a content system or a newspaper's interface gives as the text. Out: the text as a reader sees it: HTML is read as a fragment of
//! a page, all of it; shortcodes of WordPress are taken away, and so is the mark at the end of a text that was cut short, which is told.

#[cfg(feature = "html")]
use std::borrow::Cow;

#[cfg(feature = "html")]
use rustc_hash::FxHashMap;

use super::error::ReadErrorKind;
#[cfg(feature = "html")]
use super::format::html;
use super::format::refused;
#[cfg(not(feature = "html"))]
use super::reason::PageReason;
use crate::lexicon::Lexicon;

/// What only HTML has.
const BLOCKS: [&str; 5] = ["</p>", "</div>", "</li>", "</blockquote>", "<br"];
/// Bytes in which the first element of a fragment begins.
const NEAR: usize = 1_024;

/// A text, and whether it was cut short.
pub(super) struct FieldText {
    pub text: String,
    pub is_cut: bool,
}

/// Reads a text field.
///
/// # Errors
/// HTML without a text, or too deep to be read.
pub(super) fn body(field: String, lexicon: &Lexicon) -> Result<FieldText, ReadErrorKind> {
    let mut text = if is_markup(&field) { fragment(&field, lexicon)? } else { field };
    let is_cut = uncut(&mut text);
    match text.trim_ascii().is_empty() {
        true => Err(ReadErrorKind::Empty),
        false => Ok(FieldText { text, is_cut }),
    }
}

#[cfg(feature = "html")]
fn fragment(field: &str, lexicon: &Lexicon) -> Result<String, ReadErrorKind> {
    let text = match html::looks_like_page(field) {
        true => html::page(field, lexicon).map(|(_, text)| text),
        false => html::fragment(&without_shortcodes(field), lexicon),
    };
    text.map_err(|reason| ReadErrorKind::Page { reason })
}

#[cfg(not(feature = "html"))]
fn fragment(_: &str, _: &Lexicon) -> Result<String, ReadErrorKind> {
    Err(ReadErrorKind::Page { reason: PageReason::NoReader })
}

/// True for HTML: it has the end of a block, or begins with an element that is closed.
pub(super) fn is_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_block = |at: usize, tag: &str| {
        let end = at + tag.len();
        bytes.get(at..end).is_some_and(|own| own.eq_ignore_ascii_case(tag.as_bytes()))
            && (tag.ends_with('>') || bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric()))
    };
    memchr::memchr_iter(b'<', bytes).any(|at| BLOCKS.iter().any(|tag| is_block(at, tag)))
        || refused::root(&text[..text.floor_char_boundary(NEAR)])
            .is_some_and(|name| text.contains(&format!("</{name}>")))
}

/// A title without tags. An angle bracket that opens none stays.
pub(super) fn without_tags(title: String) -> String {
    if !title.contains('<') {
        return title;
    }
    let mut out = String::with_capacity(title.len());
    let mut rest = title.as_str();
    while let Some(at) = rest.find('<') {
        let behind = &rest[at + 1..];
        let name = behind.strip_prefix('/').unwrap_or(behind);
        let opens = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let end = opens.then(|| behind.find('>')).flatten();
        if opens && end.is_none() {
            // No tag closes behind here.
            break;
        }
        out.push_str(&rest[..at]);
        match end {
            Some(end) => rest = &behind[end + 1..],
            None => {
                out.push('<');
                rest = behind;
            }
        }
    }
    out + rest
}

/// HTML without shortcodes: `[gallery ids="3"]`, and pairs such as `[caption …]…[/caption]`, whose inside stays unless it is an address or
/// has an image. Brackets of an editor are none.
#[cfg(feature = "html")]
fn without_shortcodes(html: &str) -> Cow<'_, str> {
    let mut ends: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, _) in html.match_indices("[/") {
        let name = code_name(&html[at + 2..]);
        if !name.is_empty() && html[at + 2 + name.len()..].starts_with(']') {
            ends.entry(name).or_default().push(at);
        }
    }
    let images: Vec<usize> = html.match_indices("<img").map(|(at, _)| at).collect();
    let mut out = String::new();
    let (mut done, mut from) = (0, 0);
    while let Some(at) = html[from..].find('[').map(|found| from + found) {
        from = at + 1;
        let Some(end) = shortcode(html, at, &ends, &images) else { continue };
        out.push_str(&html[done..at]);
        (done, from) = (end, end);
    }
    if done == 0 { Cow::Borrowed(html) } else { Cow::Owned(out + &html[done..]) }
}

/// Where the shortcode that may begin at a bracket ends, with its inside where that is none of the text.
#[cfg(feature = "html")]
fn shortcode(html: &str, at: usize, ends: &FxHashMap<&str, Vec<usize>>, images: &[usize]) -> Option<usize> {
    let behind = &html[at + 1..];
    let is_end = behind.starts_with('/');
    let name = code_name(behind.trim_start_matches('/'));
    let closes = ends.get(name).filter(|_| !name.is_empty());
    let said = at + 1 + usize::from(is_end) + name.len();
    if is_end {
        return closes.filter(|_| html[said..].starts_with(']')).map(|_| said + 1);
    }
    let told = html.get(said..)?;
    let close = said + told.bytes().take(NEAR).position(|b| b == b']')?;
    let has_value = told.starts_with(' ') && html[said..close].contains('=');
    let pair = closes.and_then(|ends| ends.get(ends.partition_point(|end| *end < close)));
    if name.is_empty() || !(has_value || pair.is_some() && close == said) {
        return None;
    }
    let Some(pair) = pair else { return Some(close + 1) };
    let inside = html[close + 1..*pair].trim_start();
    let is_address = inside.len() <= 2 * NEAR
        && inside.starts_with("http")
        && !inside.trim_end().contains(char::is_whitespace);
    let has_image = images.get(images.partition_point(|at| *at <= close)).is_some_and(|at| at < pair);
    let is_beside = inside.is_empty() || is_address || has_image;
    Some(if is_beside { pair + name.len() + "[/]".len() } else { close + 1 })
}

/// The name that a shortcode begins with.
#[cfg(feature = "html")]
fn code_name(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|b| !(b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-')));
    &text[..end.unwrap_or(text.len())]
}

/// Takes the mark of a cut away from the end of a text: "… [+1234 chars]", "[…]". True if one was there.
fn uncut(text: &mut String) -> bool {
    let whole = text.trim_end();
    let Some((before, mark)) = whole.strip_suffix(']').and_then(|whole| whole.rsplit_once('[')) else {
        return false;
    };
    let counts = mark.strip_prefix('+').is_some_and(|count| count.starts_with(|c: char| c.is_ascii_digit()));
    if !counts && !matches!(mark.trim(), "…" | "...") {
        return false;
    }
    let before = before.trim_end();
    let end = if counts { before.trim_end_matches(['…', '.']).trim_end().len() } else { before.len() };
    // A full stop is the sentence's own.
    let is_stop = counts && before[end..] == *".";
    text.truncate(if is_stop { before.len() } else { end });
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_text() {
        for (text, wanted) in [
            ("<p>It leaks.</p>", true),
            ("It leaks.<BR/>Mend it.", true),
            ("<strong>It leaks.</strong> Mend it.", true),
            ("<!-- wp:paragraph -->\n<em>It leaks.</em>", true),
            ("<Laughter> It leaks.", false),
            ("3 < 4, and <brother> is no tag", false),
        ] {
            assert_eq!(is_markup(text), wanted, "{text}");
        }
    }

    #[test]
    fn titles_have_no_tags() {
        for (title, wanted) in
            [("<em>Gull</em> sinks", "Gull sinks"), ("3 < 4 > 2", "3 < 4 > 2"), ("a <b", "a <b")]
        {
            assert_eq!(without_tags(title.to_owned()), wanted);
        }
    }

    #[test]
    fn the_mark_of_a_cut_is_taken_away() {
        for (text, wanted) in [
            ("The wall lea… [+1234 chars]", Some("The wall lea")),
            ("The wall leaks. [+1234 chars]", Some("The wall leaks.")),
            ("The wall leaks. […]\n", Some("The wall leaks.")),
            ("“The wall [leaks]”", None),
            ("The wall [+ the pump]", None),
            ("The wall leaks.", None),
        ] {
            let mut own = text.to_owned();
            let is_cut = uncut(&mut own);
            assert_eq!(is_cut.then_some(own.as_str()), wanted, "{text}");
        }
    }

    #[cfg(feature = "html")]
    #[test]
    fn shortcodes_go_and_editor_s_brackets_stay() {
        for (html, wanted) in [
            ("<p>A</p>[gallery ids=\"3,4\"]<p>B</p>", "<p>A</p><p>B</p>"),
            ("[caption id=\"a\"]<img src=\"x\"> A gull.[/caption]<p>B</p>", "<p>B</p>"),
            ("[embed]https://post.example/v[/embed]<p>B</p>", "<p>B</p>"),
            ("[box]<p>B</p>[/box]", "<p>B</p>"),
            (
                "<p>“[the pump] = [sic] broken [her words]”</p>",
                "<p>“[the pump] = [sic] broken [her words]”</p>",
            ),
        ] {
            assert_eq!(without_shortcodes(html), wanted, "{html}");
        }
    }
}
