//! Measures functions. In: the tokens of a file. Out: each function with its lines, the depth of its blocks, its parameters.

use crate::lex::{Token, group_end};

/// One function and its size.
pub struct Function {
    pub name: String,
    /// From the line of `fn` to the line of the closing brace.
    pub lines: usize,
    /// Blocks inside blocks: `if`, `for`, `match` and their like, arms and closures with braces; the body itself is 0.
    pub nesting: usize,
    /// With `self`.
    pub parameters: usize,
}

/// Every function that has a body, methods and inner functions too.
pub fn functions(tokens: &[Token]) -> Vec<Function> {
    let starts = tokens.windows(2).enumerate().filter(|(_, pair)| pair[0].is("fn") && pair[1].is_name());
    starts.filter_map(|(at, pair)| function(tokens, at, &pair[1].text)).collect()
}

fn function(tokens: &[Token], at: usize, name: &str) -> Option<Function> {
    let open = skip_generics(tokens, at + 2);
    let close = group_end(tokens, open);
    let mut body = close;
    while !tokens.get(body)?.is("{") {
        match tokens[body].text.as_str() {
            ";" => return None,
            "(" | "[" => body = group_end(tokens, body),
            _ => body += 1,
        }
    }
    let end = group_end(tokens, body);
    Some(Function {
        name: name.to_owned(),
        lines: tokens[end - 1].line - tokens[at].line + 1,
        nesting: nesting(&tokens[body + 1..end - 1]),
        parameters: parameters(&tokens[open + 1..close - 1]),
    })
}

fn skip_generics(tokens: &[Token], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "<" => depth += 1,
            ">" => depth -= 1,
            "(" if depth == 0 => return at,
            "(" | "[" | "{" => at = group_end(tokens, at) - 1,
            _ => {}
        }
        at += 1;
    }
    at
}

fn parameters(list: &[Token]) -> usize {
    let (mut count, mut depth, mut begun) = (0, 0, false);
    for token in list {
        match token.text.as_str() {
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth -= 1,
            "," if depth == 0 => begun = false,
            _ => {}
        }
        let parts = depth == 0 && token.is(",");
        if !begun && !parts {
            (count, begun) = (count + 1, true);
        }
    }
    count
}

/// How deep the blocks of a body go.
fn nesting(body: &[Token]) -> usize {
    // For each open brace, whether it opens a block; a struct literal or a pattern opens none.
    let (mut open, mut deepest) = (Vec::new(), 0);
    for (at, token) in body.iter().enumerate() {
        match token.text.as_str() {
            "{" => {
                open.push(opens_block(body, at));
                deepest = deepest.max(open.iter().filter(|&&block| block).count());
            }
            "}" => {
                open.pop();
            }
            _ => {}
        }
    }
    deepest
}

/// True if the brace at `at` begins statements. After a name or a closing `>` it is a literal or a pattern, unless the name ends the head of
/// an `if`, a `while`, a `for` or a `match`.
fn opens_block(body: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|n| &body[n]) else { return true };
    if ["else", "loop", "unsafe", "move", "async", "const"].contains(&before.text.as_str()) {
        return true;
    }
    if !before.is_name() && !before.is(">") {
        return true;
    }
    in_head(body, at)
}

/// True if the tokens before `at` are the head of a control block, past the pattern of a `let` or a `for`.
fn in_head(body: &[Token], at: usize) -> bool {
    let (mut depth, mut assigned) = (0, false);
    for token in body[..at].iter().rev() {
        match token.text.as_str() {
            ")" | "]" | "}" => depth += 1,
            "(" | "[" | "{" if depth == 0 => return false,
            "(" | "[" | "{" => depth -= 1,
            ";" | "=>" | "," if depth == 0 => return false,
            "=" | "in" if depth == 0 => assigned = true,
            "let" | "for" if depth == 0 && !assigned => return false,
            "if" | "while" | "match" | "for" if depth == 0 => return true,
            _ => {}
        }
    }
    false
}
