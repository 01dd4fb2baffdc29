//! References in brackets: `[B](https://b.example/2)`, `[^1]`, `[1, 2]`, `[B][2]`, `(Minutes, 2026)`, `【3†source】`.
//!
//! In: the place of an opening bracket, and what the draft defines. Out: the references, and where the bracket ends.

use std::ops::Range;

use super::address::{addresses, is_target};
use super::defined::{Defined, number, years};
use super::found::{DraftReference, ReferenceSort};

/// Longest content of brackets, and longest target of a link, in bytes.
const CONTENT: usize = 400;
const TARGET: usize = 2_000;
/// Longest words in brackets that may be the name of a source, in bytes.
const NAME: usize = 120;
/// The tags around figures that are raised.
const OPENING: &str = "<sup>";
const CLOSING: &str = "</sup>";
/// Most numbers of a range: `[3-7]`.
const RANGE: usize = 20;

/// What stands in brackets, and what is known of the draft.
pub struct Brackets<'a> {
    /// The draft.
    pub text: &'a str,
    /// What it defines.
    pub defined: &'a Defined,
}

impl Brackets<'_> {
    /// The references in the square bracket at byte `at`, and where it ends.
    pub fn square(&self, at: usize) -> Option<(usize, Vec<DraftReference>)> {
        let inside = self.inside(at, '[', ']', CONTENT)?;
        let end = inside.end + 1;
        let content = &self.text[inside.clone()];
        // `\[1\]`, as Markdown is written by programs.
        if self.text[..at].ends_with('\\')
            && let Some(bare) = content.strip_suffix('\\')
        {
            return Some((end, self.numbers(inside.start..inside.start + bare.len(), at - 1..end, true)));
        }
        if let Some(label) = content.strip_prefix('^') {
            let names = self.defined.notes.get(&label.to_lowercase()).cloned().unwrap_or_default();
            return Some((
                end,
                vec![DraftReference::new(ReferenceSort::Citation, at..end, self.text, names)],
            ));
        }
        if let Some((target, end)) = self.target(end) {
            return Some((end, self.link(at..end, inside, &target).into_iter().collect()));
        }
        let numbers = self.numbers(inside.clone(), at..end, true);
        if !numbers.is_empty() {
            return Some((end, numbers));
        }
        // `[B][2]`, `[B][]`.
        if let Some(label) =
            self.text[end..].starts_with('[').then(|| self.inside(end, '[', ']', CONTENT)).flatten()
        {
            let own = if label.is_empty() { content } else { &self.text[label.clone()] };
            if let Some(address) = self.defined.links.get(&own.to_lowercase()) {
                let whole = at..label.end + 1;
                return Some((whole.end, self.link(whole, inside, address).into_iter().collect()));
            }
        }
        if let Some(address) = self.defined.links.get(&content.to_lowercase()) {
            return Some((end, self.link(at..end, inside, address).into_iter().collect()));
        }
        Some((end, self.perhaps(at..end, &inside)))
    }

    /// The references in the round bracket at byte `at`, and where it ends. One with links or addresses in it is read word by word.
    pub fn round(&self, at: usize) -> Option<(usize, Vec<DraftReference>)> {
        let inside = self.inside(at, '(', ')', CONTENT)?;
        let end = inside.end + 1;
        let content = &self.text[inside.clone()];
        if content.contains(['[', '<']) || !addresses(content).is_empty() {
            return None;
        }
        let numbers = self.numbers(inside.clone(), at..end, false);
        if !numbers.is_empty() {
            return Some((end, numbers));
        }
        let dated = self.dated(at..end, &inside);
        Some((end, if dated.is_empty() { self.perhaps(at..end, &inside) } else { dated }))
    }

    /// `【3†source】`, as models print it.
    pub fn lenticular(&self, at: usize) -> Option<(usize, Vec<DraftReference>)> {
        let rest = &self.text[at..];
        let end = at + rest[..rest.floor_char_boundary(NAME)].find('】')? + '】'.len_utf8();
        let inside = at + '【'.len_utf8()..end - '】'.len_utf8();
        let figures = self.text[inside.clone()].split(['†', ':']).find_map(|part| number(part.trim()));
        let found = figures.map(|n| self.number(n, at..end));
        Some((end, found.into_iter().collect()))
    }

    /// `<sup>1</sup>`, `<sup>[1, 2]</sup>`. Behind a letter or a figure it may be a power, so there it counts only where the draft has a
    /// list of references.
    pub fn superscript(&self, at: usize) -> Option<(usize, Vec<DraftReference>)> {
        let rest = &self.text[at..self.text.floor_char_boundary(at + NAME)];
        let named = |from: usize, tag: &str| {
            rest.get(from..from + tag.len()).is_some_and(|own| own.eq_ignore_ascii_case(tag))
        };
        let close = rest.find("</").filter(|&close| named(0, OPENING) && named(close, CLOSING))?;
        let content = &rest[OPENING.len()..close];
        let bare = content.trim_matches(['[', ']', '\\', ' ']);
        let start = at + OPENING.len() + content.find(bare)?;
        let end = at + close + CLOSING.len();
        let is_power = self.text[..at].ends_with(char::is_alphanumeric);
        let found = self.numbers(start..start + bare.len(), at..end, !is_power);
        (!found.is_empty()).then_some((end, found))
    }

    /// The inside of a bracket, with brackets of its own closed. It ends with its paragraph.
    fn inside(&self, at: usize, open: char, close: char, most: usize) -> Option<Range<usize>> {
        let start = at + open.len_utf8();
        let rest = &self.text[start..self.text.floor_char_boundary(start + most).max(start)];
        let mut depth = 0;
        for (i, c) in rest.char_indices() {
            match c {
                c if c == open => depth += 1,
                c if c == close && depth == 0 => return Some(start..start + i),
                c if c == close => depth -= 1,
                '\n' if rest[i + 1..].trim_start_matches([' ', '\t', '>']).starts_with('\n') => return None,
                _ => {}
            }
        }
        None
    }

    /// The target of a link behind its text, and where the link ends.
    fn target(&self, at: usize) -> Option<(String, usize)> {
        self.text[at..].strip_prefix('(')?;
        let inside = self.inside(at, '(', ')', TARGET)?;
        let content = self.text[inside.clone()].trim();
        let target = match content.strip_prefix('<') {
            Some(rest) => rest.split('>').next().unwrap_or_default(),
            None => content.split_whitespace().next().unwrap_or_default(),
        };
        Some((target.replace("&amp;", "&"), inside.end + 1))
    }

    /// A link; one to a place in the draft itself means the number that is its text.
    fn link(&self, whole: Range<usize>, words: Range<usize>, target: &str) -> Option<DraftReference> {
        if target.starts_with('#') {
            let label = self.text[words].trim_matches(|c: char| !c.is_ascii_digit());
            return number(label).map(|n| self.number(n, whole));
        }
        is_target(target)
            .then(|| DraftReference { scope: Some(words), ..DraftReference::link(whole, target, self.text) })
    }

    /// `1`, `1, 2`, `3-5`. Those in round brackets count only where the draft has a list of references.
    fn numbers(&self, inside: Range<usize>, whole: Range<usize>, is_square: bool) -> Vec<DraftReference> {
        let content = &self.text[inside.clone()];
        let mut out = Vec::new();
        let mut at = inside.start;
        for part in content.split_inclusive([',', ';']) {
            let bare = part.trim_end_matches([',', ';']).trim();
            let start = at + (part.len() - part.trim_start().len());
            let place = start..start + bare.len();
            at += part.len();
            let ends = bare.split_once(['-', '–']).unwrap_or((bare, bare));
            let (Some(first), Some(last)) = (number(ends.0.trim()), number(ends.1.trim())) else {
                return Vec::new();
            };
            let place = if bare.len() == content.len() { whole.clone() } else { place };
            out.extend((first..=last).take(RANGE).map(|n| self.number(n, place.clone())));
        }
        let known = |found: &DraftReference| found.number.is_none() && !found.names.is_empty();
        if is_square || out.iter().any(known) { out } else { Vec::new() }
    }

    /// A number, by the list of references where there is one.
    pub fn number(&self, n: usize, place: Range<usize>) -> DraftReference {
        if self.defined.numbers.is_empty() {
            let names = vec![n.to_string()];
            return DraftReference {
                number: Some(n),
                ..DraftReference::new(ReferenceSort::Citation, place, self.text, names)
            };
        }
        let names = self.defined.numbers.get(&n).cloned().unwrap_or_default();
        DraftReference::new(ReferenceSort::Citation, place, self.text, names)
    }

    /// `Minutes, 2026`; `Ruiz et al., 2026a, p. 4; Brandt 2025`.
    fn dated(&self, whole: Range<usize>, inside: &Range<usize>) -> Vec<DraftReference> {
        let content = &self.text[inside.clone()];
        let mut out = Vec::new();
        let mut at = inside.start;
        for part in content.split_inclusive(';') {
            let bare = part.trim_end_matches(';').trim();
            let start = at + (part.len() - part.trim_start().len());
            at += part.len();
            let Some((name, year)) = name_and_year(bare) else { return Vec::new() };
            let place = if bare.len() == content.len() { whole.clone() } else { start..start + bare.len() };
            let mut names = forms(name);
            names.extend(self.defined.of_name(&names.join(" "), year));
            let found = DraftReference::new(ReferenceSort::Citation, place, self.text, names);
            out.push(DraftReference { year: Some(year.to_owned()), ..found });
        }
        out
    }

    /// Words that are a reference where a source has this name: `[doc1]`, `(minutes.txt, p. 4)`.
    fn perhaps(&self, whole: Range<usize>, inside: &Range<usize>) -> Vec<DraftReference> {
        let content = self.text[inside.clone()].trim();
        if content.is_empty() || content.len() > NAME || content.contains(['“', '”', '"', '\n']) {
            return Vec::new();
        }
        let mut names = vec![content.to_owned()];
        let behind = content.split_once(':').map(|(_, rest)| rest.trim());
        for text in [Some(content), behind].into_iter().flatten() {
            names.push(text.to_owned());
            names.extend(text.split_once(',').map(|(first, _)| first.trim().to_owned()));
        }
        names.retain(|n| n.chars().any(char::is_alphabetic));
        names.dedup();
        vec![DraftReference::new(ReferenceSort::Perhaps, whole, self.text, names)]
            .into_iter()
            .filter(|f| !f.names.is_empty())
            .collect()
    }
}

/// The name and the year of `Minutes, 2026a, p. 4`: the name has a capital, and the year stands alone behind it.
fn name_and_year(text: &str) -> Option<(&str, &str)> {
    let year = years(text).last()?;
    let at = text.rfind(year)?;
    let behind = &text[at + year.len()..];
    let behind = behind.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or(behind);
    if !(behind.is_empty() || behind.starts_with([',', ':', '.', ' '])) {
        return None;
    }
    let name = text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '('));
    // Words in small letters before the name are none of it: "see Ruiz".
    let capital = name.char_indices().find(|&(i, c)| {
        c.is_uppercase() && name[..i].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
    })?;
    Some((&name[capital.0..], year))
}

/// A name, and the same without what stands in small letters at its end: "Ruiz et al.".
fn forms(name: &str) -> Vec<String> {
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '“' | '”'));
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let words: Vec<&str> = name.split_whitespace().collect();
    let kept = words.len() - words.iter().rev().take_while(|w| is_small(w)).count();
    let short = words[..kept].join(" ");
    let first = short.split([',', '&']).next().map(|first| first.trim().to_owned());
    let mut forms = vec![name.to_owned(), short];
    forms.extend(first);
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_year_is_read_and_a_page_alone_is_none() {
        for (text, wanted) in [
            ("Minutes, 2026", Some(("Minutes", "2026"))),
            ("see Ruiz et al., 2026a, p. 4", Some(("Ruiz et al.", "2026"))),
            ("Minutes of the harbour inquiry 2026", Some(("Minutes of the harbour inquiry", "2026"))),
            ("p. 4", None),
            ("in 2026", None),
            ("2026", None),
            ("Ruiz, 20260", None),
        ] {
            assert_eq!(name_and_year(text), wanted, "{text}");
        }
        assert_eq!(forms("Ruiz et al."), ["Ruiz et al.", "Ruiz"]);
    }
}
