//! Which literals are compared with text. In: the tokens of a file. Out: what the compared literals with letters hold.
//!
//! A literal is compared beside `==` and `!=`, as an argument of a method that compares or cuts text, inside `matches!`, in a pattern, and as
//! an item of a list that is searched. A `format!` without a blank makes a key. A constant counts where its name is compared in its file.

use std::collections::BTreeSet;

use crate::lex::{Token, group_end};

/// Methods and functions that compare or cut text by their argument.
const COMPARING: [&str; 24] = [
    "ends_with",
    "starts_with",
    "strip_suffix",
    "strip_prefix",
    "contains",
    "find",
    "rfind",
    "split",
    "rsplit",
    "split_once",
    "rsplit_once",
    "splitn",
    "trim_matches",
    "trim_end_matches",
    "trim_start_matches",
    "matches",
    "match_indices",
    "replace",
    "replacen",
    "eq",
    "eq_ignore_ascii_case",
    "word_is",
    "is_word",
    "is",
];

/// What a list is asked when it is searched.
const SEARCHING: [&str; 4] = ["contains", "iter", "into_iter", "binary_search"];

struct Source<'t> {
    tokens: &'t [Token],
    /// For each token the bracket that holds it.
    holders: Vec<Option<usize>>,
}

/// What the compared literals hold, without marks and escapes.
pub fn compared(tokens: &[Token]) -> BTreeSet<String> {
    let source = Source { tokens, holders: holders(tokens) };
    let mut found = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        if !token.literal.is_empty() && (source.is_compared(at) || source.makes_key(at)) {
            found.insert(content(&token.literal));
        }
    }
    for (name, literals) in constants(tokens) {
        let uses = tokens.iter().enumerate().filter(|(at, token)| token.is(name) && !literals.contains(at));
        let defined = |at: usize| at > 0 && (tokens[at - 1].is("const") || tokens[at - 1].is("static"));
        if uses.into_iter().any(|(at, _)| !defined(at) && source.is_compared(at)) {
            let held = tokens[literals].iter().filter(|token| !token.literal.is_empty());
            found.extend(held.map(|token| content(&token.literal)));
        }
    }
    found.retain(|text| text.contains(char::is_alphabetic));
    found
}

fn holders(tokens: &[Token]) -> Vec<Option<usize>> {
    let mut open = Vec::new();
    let mut holders = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        if matches!(token.text.as_str(), ")" | "]" | "}") {
            open.pop();
        }
        holders.push(open.last().copied());
        if matches!(token.text.as_str(), "(" | "[" | "{") {
            open.push(at);
        }
    }
    holders
}

/// Each constant with the range of its value.
fn constants(tokens: &[Token]) -> Vec<(&str, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        if !(pair[0].is("const") || pair[0].is("static")) || !pair[1].is_name() || pair[1].is("fn") {
            continue;
        }
        let mut end = at + 2;
        while end < tokens.len() && !tokens[end].is(";") {
            let opens = matches!(tokens[end].text.as_str(), "(" | "[" | "{");
            end = if opens { group_end(tokens, end) } else { end + 1 };
        }
        found.push((pair[1].text.as_str(), at + 2..end.min(tokens.len())));
    }
    found
}

impl Source<'_> {
    fn is(&self, at: Option<usize>, text: &str) -> bool {
        at.and_then(|at| self.tokens.get(at)).is_some_and(|token| token.is(text))
    }

    fn name_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.tokens[at].text.as_str())
    }

    /// True if the token, or a bracket around it, stands where text is compared.
    fn is_compared(&self, at: usize) -> bool {
        let (mut start, mut end) = (at, at + 1);
        loop {
            if self.beside_equals(start, end) || self.is_pattern(start, end) || self.is_searched(start, end) {
                return true;
            }
            let Some(open) = self.holders[start].filter(|&open| !self.tokens[open].is("{")) else {
                return self.holders[start].is_some_and(|open| self.is_macro(open, "matches"));
            };
            let before = self.name_before(open);
            if COMPARING.contains(&before) || self.is_macro(open, "matches") {
                return true;
            }
            // A call that compares nothing hides what is in it: `fail("no date") == …`.
            let wraps = matches!(before, "Some" | "Ok" | "Err") || !before.starts_with(char::is_alphabetic);
            let keyword = matches!(before, "in" | "if" | "match" | "return" | "let");
            if !(wraps || keyword) || before == "!" {
                return false;
            }
            start = if wraps && before.starts_with(char::is_alphabetic) { open - 1 } else { open };
            end = group_end(self.tokens, open);
        }
    }

    fn beside_equals(&self, start: usize, end: usize) -> bool {
        let mut start = start;
        while start > 0 && matches!(self.tokens[start - 1].text.as_str(), "&" | "*") {
            start -= 1;
        }
        let (before, two) = (start.checked_sub(1), start.checked_sub(2));
        let equals = self.is(before, "=") && (self.is(two, "=") || self.is(two, "!"));
        let follows = (self.is(Some(end), "=") || self.is(Some(end), "!")) && self.is(Some(end + 1), "=");
        equals || follows
    }

    /// True for a pattern of an arm, or of `let`.
    fn is_pattern(&self, start: usize, end: usize) -> bool {
        let mut at = end;
        while self.is(Some(at), "|")
            || self.tokens.get(at).is_some_and(|token| !token.literal.is_empty())
            || self.is(Some(at), ".")
        {
            at += 1;
        }
        // `x if test =>`: the guard is looked over, up to the arrow of its arm.
        if self.is(Some(at), "if") {
            let arrow =
                self.tokens[at..].iter().position(|token| matches!(token.text.as_str(), "=>" | "{" | ";"));
            return arrow.is_some_and(|n| self.is(Some(at + n), "=>"));
        }
        let of_let =
            self.is(Some(at), "=") && !self.is(Some(at + 1), "=") && self.is(start.checked_sub(1), "let");
        self.is(Some(at), "=>") || of_let
    }

    /// True for a list, or a constant, of which a word is looked up.
    fn is_searched(&self, start: usize, end: usize) -> bool {
        let list = self.tokens[start].is("[") || self.tokens[start].is_name();
        let asked = self.tokens.get(end + 1).is_some_and(|token| SEARCHING.contains(&token.text.as_str()));
        let in_loop = self.is(start.checked_sub(1), "in");
        list && (self.is(Some(end), ".") && asked || in_loop)
    }

    fn is_macro(&self, open: usize, name: &str) -> bool {
        self.is(open.checked_sub(1), "!") && self.is(open.checked_sub(2), name)
    }

    /// True for the first literal of a `format!` that has no blank.
    fn makes_key(&self, at: usize) -> bool {
        let Some(open) = self.holders[at] else { return false };
        self.is_macro(open, "format")
            && open + 1 == at
            && !self.tokens[at].literal.contains(char::is_whitespace)
    }
}

/// What a literal holds: without prefix and marks, escapes and the names in braces.
pub fn content(literal: &str) -> String {
    let inside = literal.trim_start_matches(['b', 'c', 'r']).trim_matches('#');
    let raw = literal.trim_start_matches(['b', 'c']).starts_with('r');
    let inside = inside.get(1..inside.len().saturating_sub(1)).unwrap_or_default();
    let (mut out, mut chars, mut in_braces) = (String::new(), inside.chars(), false);
    while let Some(c) = chars.next() {
        match c {
            '\\' if !raw => match chars.next() {
                Some('u') => chars.by_ref().take_while(|&c| c != '}').for_each(drop),
                Some('x') => chars.by_ref().take(2).for_each(drop),
                _ => {}
            },
            '{' => in_braces = true,
            '}' => in_braces = false,
            _ if in_braces => {}
            c => out.push(c),
        }
    }
    out
}
