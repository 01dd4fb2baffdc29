//! What a reference and a source are called → keys that are equal where both are one.
//!
//! In: an id, an address, a title; words of a reference. Out: their keys, each of one sort, so that an address is never compared with a
//! title. Case, punctuation and blanks of ids and titles do not count; of an address neither do scheme, `www.`, fragment, trailing
//! slash and the parameters that only count visits.

/// A name in the form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKey {
    /// An id as it is.
    Id(String),
    /// An id of a file without its folder or ending, as letters and figures.
    Stem(String),
    /// An address.
    Url(String),
    /// A title, as letters and figures.
    Title(String),
    /// An outlet, as letters and figures, with a year, a day or nothing behind it.
    Outlet(String),
}

/// What a source is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceKeys(pub Vec<NameKey>);

impl SourceKeys {
    /// The keys of a source with this id, address and title.
    pub fn new(id: &str, url: Option<&str>, title: Option<&str>) -> Self {
        let mut keys = vec![NameKey::Id(id.to_owned())];
        let address = |text: &str| is_address(text).then(|| NameKey::Url(address(text)));
        keys.extend(address(id));
        if keys.len() == 1 {
            keys.extend(stems(id).map(NameKey::Stem));
        }
        keys.extend(
            url.and_then(|url| Some(NameKey::Url(self::address(url))).filter(|_| !url.trim().is_empty())),
        );
        keys.extend(title.map(letters).filter(|t| !t.is_empty()).map(NameKey::Title));
        Self(keys)
    }

    /// The same with the outlet and the date of the source, in ISO 8601.
    #[must_use]
    pub fn of_outlet(mut self, outlet: Option<&str>, date: Option<&str>) -> Self {
        let Some(outlet) = outlet else { return self };
        let date = date.unwrap_or_default();
        let dates = [None, date.get(..YEAR), date.get(..DAY)];
        let mut named: Vec<NameKey> = dates.iter().map(|date| outlet_key(outlet, *date)).collect();
        named.dedup();
        self.0.extend(named);
        self
    }
}

/// Characters of a year, and of a day.
const YEAR: usize = 4;
const DAY: usize = 10;

/// The key of an outlet with a date; without one, of all that it published.
pub fn outlet_key(outlet: &str, date: Option<&str>) -> NameKey {
    NameKey::Outlet(format!("{} {}", letters(outlet), date.unwrap_or_default()))
}

/// The keys under which a name of a reference is looked for, the surest sort first: id, address, title.
pub fn name_keys(name: &str) -> Vec<NameKey> {
    let name = name.trim();
    let mut keys = vec![NameKey::Id(name.to_owned())];
    if is_address(name) {
        keys.push(NameKey::Url(address(name)));
        return keys;
    }
    let path = relative(name);
    if path != name {
        keys.push(NameKey::Id(path.clone()));
    }
    keys.extend(Some(letters(&path)).filter(|l| !l.is_empty()).map(NameKey::Stem));
    // A file that was given by itself is called by its name alone.
    let last = path.rsplit('/').next().filter(|last| *last != path && without_ending(last) != *last);
    keys.extend(last.map(|last| NameKey::Stem(letters(last))));
    // "b.example/2" without a scheme is an address too.
    if name.contains('/') && name.contains('.') {
        keys.push(NameKey::Url(address(name)));
    }
    keys.extend(Some(letters(name)).filter(|l| !l.is_empty()).map(NameKey::Title));
    keys
}

/// The schemes of addresses of pages.
const SCHEMES: [&str; 2] = ["http://", "https://"];

/// True for an address with its scheme, or one that begins with `www.`.
pub fn is_address(text: &str) -> bool {
    let begins = |with: &str| text.get(..with.len()).is_some_and(|t| t.eq_ignore_ascii_case(with));
    SCHEMES.iter().any(|s| begins(s)) || begins("www.")
}

/// An address without what does not count.
fn address(text: &str) -> String {
    let mut rest = text.trim();
    for scheme in SCHEMES {
        if rest.get(..scheme.len()).is_some_and(|t| t.eq_ignore_ascii_case(scheme)) {
            rest = &rest[scheme.len()..];
        }
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let counts =
        |parameter: &&str| !parameter.is_empty() && !parameter.to_ascii_lowercase().starts_with("utm_");
    let query: Vec<&str> = query.split('&').filter(counts).collect();
    let path = decoded(path);
    let mut out = format!("{host}/{}", path.trim_matches('/'));
    if !query.is_empty() {
        out.push('?');
        out.push_str(&query.join("&"));
    }
    out
}

/// A relative link as the path of a file: without `./`, `../`, `file://` and the fragment.
fn relative(name: &str) -> String {
    let name = name.strip_prefix("file://").unwrap_or(name);
    let name = name.split_once('#').map_or(name, |(path, _)| if path.is_empty() { name } else { path });
    let mut rest = name;
    while let Some(shorter) = rest.strip_prefix("./").or_else(|| rest.strip_prefix("../")) {
        rest = shorter;
    }
    decoded(rest.trim_start_matches('/'))
}

/// The id of a file in all its shorter forms: each without its first folders, and without its ending.
fn stems(id: &str) -> impl Iterator<Item = String> {
    let tails = std::iter::successors(Some(id), |tail| tail.split_once('/').map(|(_, rest)| rest));
    tails.flat_map(|tail| [letters(tail), letters(without_ending(tail))]).filter(|s| !s.is_empty())
}

/// Longest ending of a file's name.
const ENDING: usize = 8;

fn without_ending(name: &str) -> &str {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, ending))
            if (1..=ENDING).contains(&ending.len())
                && ending.chars().all(|c| c.is_ascii_alphanumeric())
                && ending.contains(|c: char| c.is_ascii_alphabetic()) =>
        {
            stem
        }
        _ => name,
    }
}

/// Its letters and figures in lower case.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `%20` and the like as the characters that they stand for; what is no such number stays.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = match byte {
            b'%' => digit(at + 1).zip(digit(at + 2)).and_then(|(a, b)| u8::try_from(16 * a + b).ok()),
            _ => None,
        };
        out.push(code.unwrap_or(byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(name: &str, id: &str, url: Option<&str>, title: Option<&str>) -> bool {
        let source = SourceKeys::new(id, url, title);
        name_keys(name).iter().any(|key| source.0.contains(key))
    }

    #[test]
    fn an_address_is_compared_without_what_does_not_count() {
        let url = Some("https://www.b.example/news/2?id=7&utm_source=feed");
        for name in [
            "https://b.example/news/2?id=7",
            "http://B.example/news/2/?id=7&utm_campaign=x#top",
            "www.b.example/news/2?id=7",
            "b.example/news/2?id=7",
        ] {
            assert!(meet(name, "doc2", url, None), "{name}");
        }
        for name in
            ["https://b.example/news/2", "https://b.example/news/3?id=7", "https://c.example/news/2?id=7"]
        {
            assert!(!meet(name, "doc2", url, None), "{name}");
        }
        assert!(meet("https://b.example/a%20b", "x", Some("https://b.example/a b"), None));
    }

    #[test]
    fn a_file_is_called_by_its_path_its_name_or_its_stem() {
        for name in [
            "papers/harbour-minutes.txt",
            "harbour-minutes.txt",
            "harbour-minutes",
            "Harbour Minutes",
            "./papers/harbour-minutes.txt#page=3",
            "../harbour-minutes.txt",
            "papers/harbour-minutes",
        ] {
            assert!(meet(name, "papers/harbour-minutes.txt", None, None), "{name}");
        }
        for name in ["papers", "minutes", "harbour", "txt", ""] {
            assert!(!meet(name, "papers/harbour-minutes.txt", None, None), "{name}");
        }
        // An id that is an address has no stem: "2" is no name for it.
        assert!(!meet("2", "https://b.example/2", None, None));
        assert!(meet("http://b.example/2/", "https://b.example/2", None, None));
        assert!(meet("v1.2", "v1.2", None, None) && !meet("v1", "v1.2", None, None));
    }

    #[test]
    fn a_title_is_compared_by_its_letters() {
        assert!(meet("The ferry, at last", "x", None, Some("The Ferry at Last")));
        assert!(!meet("The ferry", "x", None, Some("The Ferry at Last")));
        assert!(!meet("—", "x", None, Some("…")));
    }
}
