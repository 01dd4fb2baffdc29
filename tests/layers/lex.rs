//! Cuts Rust source into tokens. In: the text of a file. Out: its tokens with their lines, without comments. The text of strings and
//! characters stands apart, so that nothing written inside them can look like code. Items under `#[cfg(test)]` can be taken out.

/// One token of code. A string is `""`, a character `''`; `::`, `=>` and `->` are one token each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
    /// What a string or a character holds, as the source writes it, with its marks; empty for other tokens.
    pub literal: String,
}

impl Token {
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub fn is_name(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// Cuts a text into tokens.
pub fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut at, mut line) = (Vec::new(), 0, 1);
    while at < chars.len() {
        let (end, shown) = next(&chars, at);
        if let Some(text) = shown {
            let is_literal = text == "\"\"" || text == "''";
            let literal = if is_literal { chars[at..end].iter().collect() } else { String::new() };
            out.push(Token { text, line, literal });
        }
        line += chars[at..end].iter().filter(|&&c| c == '\n').count();
        at = end;
    }
    out
}

/// Where the piece of source at `at` ends, and its token, if it is one.
fn next(chars: &[char], at: usize) -> (usize, Option<String>) {
    let c = chars[at];
    let following = chars.get(at + 1).copied().unwrap_or(' ');
    if c.is_whitespace() {
        return (at + 1, None);
    }
    match (c, following) {
        ('/', '/') => {
            return (chars[at..].iter().position(|&c| c == '\n').map_or(chars.len(), |n| at + n), None);
        }
        ('/', '*') => return (comment_end(chars, at), None),
        ('"', _) => return (string_end(chars, at + 1), Some("\"\"".to_owned())),
        ('\'', _) => return quote(chars, at),
        (':', ':') | ('=', '>') | ('-', '>') => return (at + 2, Some([c, following].iter().collect())),
        _ => {}
    }
    if let Some(end) = prefixed_string_end(chars, at) {
        return (end, Some("\"\"".to_owned()));
    }
    if c.is_alphanumeric() || c == '_' {
        let start = if c == 'r' && following == '#' { at + 2 } else { at };
        let end = word_end(chars, start);
        return (end, Some(chars[start..end].iter().collect()));
    }
    (at + 1, Some(c.to_string()))
}

fn word_end(chars: &[char], start: usize) -> usize {
    chars[start..].iter().position(|&c| !(c.is_alphanumeric() || c == '_')).map_or(chars.len(), |n| start + n)
}

/// Comments nest in Rust.
fn comment_end(chars: &[char], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (at, depth) = (at + 2, depth + 1),
            ('*', '/') => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

/// `at` is the first character inside the marks.
fn string_end(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// A character or a lifetime: `'a'`, `'\n'`, `'static`.
fn quote(chars: &[char], at: usize) -> (usize, Option<String>) {
    if chars.get(at + 1) == Some(&'\\') {
        let end = chars[at + 3..].iter().position(|&c| c == '\'').map_or(chars.len(), |n| at + 4 + n);
        return (end, Some("''".to_owned()));
    }
    if chars.get(at + 2) == Some(&'\'') {
        return (at + 3, Some("''".to_owned()));
    }
    (word_end(chars, at + 1), None)
}

/// `r"…"`, `r#"…"#`, `b"…"`, `br#"…"#`, `b'…'`: where it ends.
fn prefixed_string_end(chars: &[char], at: usize) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c"].into_iter().find(|prefix| {
        let end = at + prefix.len();
        let here = chars.get(at..end).is_some_and(|here| here.iter().copied().eq(prefix.chars()));
        here && matches!(chars.get(end), Some('"' | '#' | '\''))
    })?;
    let start = at + prefix.len();
    let hashes = chars[start..].iter().take_while(|&&c| c == '#').count();
    match chars.get(start + hashes) {
        Some('"') if prefix.ends_with('r') => {
            let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            let inside = start + hashes + 1;
            let length = chars[inside..].windows(closing.len()).position(|w| w == closing);
            Some(length.map_or(chars.len(), |n| inside + n + closing.len()))
        }
        Some('"') if hashes == 0 => Some(string_end(chars, start + 1)),
        Some('\'') if hashes == 0 && prefix == "b" => Some(quote(chars, start).0),
        _ => None,
    }
}

/// The tokens outside `#[cfg(test)]`, and the modules `#[cfg(test)] mod name;` that are files of their own.
pub fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<String>) {
    let (mut kept, mut files, mut at) = (Vec::new(), Vec::new(), 0);
    while at < tokens.len() {
        let Some(end) = test_attribute_end(tokens, at) else {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        };
        let item = attributes_end(tokens, end);
        let end = item_end(tokens, item);
        if let [keyword, name, stop] = &tokens[item..end.min(tokens.len())]
            && keyword.is("mod")
            && stop.is(";")
        {
            files.push(name.text.clone());
        }
        at = end;
    }
    (kept, files)
}

/// The end of an attribute `#[cfg(… test …)]` that begins at `at`.
fn test_attribute_end(tokens: &[Token], at: usize) -> Option<usize> {
    let starts = ["#", "[", "cfg", "("];
    if !starts.iter().enumerate().all(|(n, text)| tokens.get(at + n).is_some_and(|t| t.is(text))) {
        return None;
    }
    let end = group_end(tokens, at + 1);
    let inside = &tokens[at + 4..end];
    let tests =
        inside.iter().enumerate().any(|(n, token)| token.is("test") && !(n >= 2 && inside[n - 2].is("not")));
    tests.then_some(end)
}

fn attributes_end(tokens: &[Token], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(|t| t.is("#")) {
        at = group_end(tokens, at + 1);
    }
    at
}

/// The place after the bracket that closes the one at `open`.
pub fn group_end(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

const ITEMS: [&str; 14] = [
    "mod", "fn", "use", "impl", "struct", "enum", "const", "static", "type", "trait", "pub", "let", "unsafe",
    "async",
];

/// The end of an item, of a statement, or of a field with its comma.
fn item_end(tokens: &[Token], start: usize) -> usize {
    let is_item = tokens.get(start).is_some_and(|t| ITEMS.contains(&t.text.as_str()));
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            ";" => return at + 1,
            "," if !is_item => return at + 1,
            "}" => return at,
            "{" => {
                let end = group_end(tokens, at);
                return if tokens.get(end).is_some_and(|t| t.is(";")) { end + 1 } else { end };
            }
            "(" | "[" => at = group_end(tokens, at),
            _ => at += 1,
        }
    }
    at
}
