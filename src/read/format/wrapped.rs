//! Where the articles of a JSON object stand that only wraps them. In: the object, byte by byte. Out: the place at which the list of its
//! articles begins.
//!
//! Interfaces of newspapers, exports of content systems and searches answer with an object that tells how many results there are, and has
//! them in a list. The list is found while the object is read, so that nobody needs to hold it.

/// What interfaces call their list of articles, the path with dots.
const LISTS: [&str; 13] = [
    "articles",
    "results",
    "posts",
    "items",
    "docs",
    "documents",
    "entries",
    "records",
    "data",
    "stories",
    "response.results",
    "response.docs",
    "hits.hits",
];
/// Bytes of a key that are kept; no key of a path is as long.
const KEY_BYTES: usize = 256;

/// Looks for the list in an object.
pub(super) struct ListFinder<'f> {
    told: Option<&'f str>,
    /// Keys of the longest path.
    longest: usize,
    depth: usize,
    /// The key of each object that is open, as far as paths reach; none inside a list.
    keys: Vec<Option<Vec<u8>>>,
    string: Vec<u8>,
    quoted: bool,
    escaped: bool,
    /// True behind the bracket of a list at one of the paths.
    begun: bool,
}

impl<'f> ListFinder<'f> {
    /// With a path, only that one.
    pub fn new(told: Option<&'f str>) -> Self {
        let longest = told.map_or(2, |path| path.split('.').count());
        Self {
            told,
            longest,
            depth: 0,
            keys: Vec::new(),
            string: Vec::new(),
            quoted: false,
            escaped: false,
            begun: false,
        }
    }

    /// How many objects and lists are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Takes the next byte of the object. True if it is the first in the list: the begin of an object, or the end of an empty list. The list
    /// itself counts as open then.
    pub fn next(&mut self, byte: u8) -> bool {
        if self.quoted {
            self.inside(byte);
            return false;
        }
        if self.begun && !byte.is_ascii_whitespace() {
            self.begun = false;
            if matches!(byte, b'{' | b']') {
                return true;
            }
        }
        match byte {
            b'"' => {
                self.quoted = true;
                self.string.clear();
            }
            b':' if self.depth <= self.longest => {
                if let Some(key) = self.keys.last_mut() {
                    *key = Some(std::mem::take(&mut self.string));
                }
            }
            b'{' | b'[' => {
                self.begun = byte == b'[' && self.is_wanted();
                if self.depth < self.longest {
                    self.keys.push(None);
                }
                self.depth += 1;
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                self.keys.truncate(self.depth);
            }
            _ => {}
        }
        false
    }

    /// Takes a byte of a string.
    fn inside(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => {
                self.quoted = false;
                return;
            }
            _ => {}
        }
        if self.depth <= self.longest && self.string.len() < KEY_BYTES {
            self.string.push(byte);
        }
    }

    /// True if the keys that are open are one of the paths.
    fn is_wanted(&self) -> bool {
        if self.depth == 0 || self.depth != self.keys.len() {
            return false;
        }
        let keys: Option<Vec<&[u8]>> = self.keys.iter().map(Option::as_deref).collect();
        keys.is_some_and(|keys| {
            let path = keys.join(&b'.');
            self.told.map_or_else(
                || LISTS.iter().any(|list| list.as_bytes() == path),
                |told| told.as_bytes() == path,
            )
        })
    }
}

/// True if the first object of a head wraps a list.
pub(in crate::read) fn wraps(head: &[u8], told: Option<&str>) -> bool {
    let head = head.trim_ascii_start();
    let mut finder = ListFinder::new(told);
    if !head.starts_with(b"{") {
        return false;
    }
    for byte in head {
        if finder.next(*byte) {
            return true;
        }
        if finder.depth() == 0 {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_an_object_is_found() {
        for (json, told, wanted) in [
            (r#"{"n": 2, "articles": [ {"#, None, true),
            (r#"{"response": {"n": [1], "docs": [{"#, None, true),
            (r#"{"hits": {"total": {"value": 1}, "hits": []"#, None, true),
            (r#"{"say \"articles\": [{": 1, "text": "x"}"#, None, false),
            (r#"{"articles": ["a", "b"]}"#, None, false),
            (r#"{"tags": {"more": {"articles": [{}]}}}"#, None, false),
            (r#"{"tags": [{"articles": [{}]}]}"#, None, false),
            (r#"{"text": "x"} {"articles": [{}]}"#, None, false),
            (r#"{"page": {"own": {"list": [{"#, Some("page.own.list"), true),
            (r#"{"articles": [{"#, Some("page.own.list"), false),
            ("]}{[", None, false),
        ] {
            assert_eq!(wraps(json.as_bytes(), told), wanted, "{json}");
        }
    }
}
