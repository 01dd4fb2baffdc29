//! Text → tokens: the one scan of a text that parsing, sentences and figures share.
//!
//! In: a span of a text. Out: its tokens, in order. Every character that counts is in one. A token is a word, a number, a piece of punctuation or a quotation-mark glyph. A word keeps its inner hyphens,
//! apostrophes and full stops ("co-founder", "didn't", "U.S."); a clitic "'s" is a token of its own, so that "Xi's" begins
//! with the same token as "Xi".

use super::byte_class::ByteClass;
use super::plain::{PlainRun, plain_run};
use crate::lexicon::{Lexicon, is_combining};
use crate::model::{Span, VOID};

/// What a token is, by its characters alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits, hyphens, apostrophes inside.
    Word,
    /// Begins with a digit.
    Number,
    /// `'s` or `’s` behind a word.
    Clitic,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `.`, `!`, `?`, `…`
    Stop,
    /// `-`, `–`, `—` between words
    Dash,
    /// `(` `[` `{`
    Open,
    /// `)` `]` `}`
    Close,
    /// A glyph, or two apostrophes, that can be a quotation mark.
    Mark,
    /// Anything else.
    Other,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// No capital first, or no letter.
    Lower,
    /// "Capital", and a single capital letter.
    Capital,
    /// "CAPITALS", two letters or more.
    Capitals,
}

/// A token: its place and what its characters show.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Place in the article's text.
    pub span: Span,
    /// By its characters.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub shape: Shape,
    /// Whether white space, or nothing, stands before it.
    pub spaced: bool,
    /// True if a sentence can end after it: a full stop that belongs to no abbreviation and is not a mark of omission.
    pub ends_sentence: bool,
}

impl Token {
    /// Returns the printed characters of the token in the text that it was read from.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether the word begins with a capital.
    pub fn capital(&self) -> bool {
        self.shape != Shape::Lower
    }
}

/// Characters that are white space here beside Unicode's own: zero-width space and byte order mark.
#[inline]
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}'
}

/// Hands the tokens of `text[span]` to `each`, in order, and says of each whether it is a word of ASCII letters and digits alone, as nearly
/// all words are.
#[inline]
pub fn scan(text: &str, span: Span, lexicon: &Lexicon, mut each: impl FnMut(Token, bool)) {
    let last = (TokenKind::Other, Shape::Lower);
    let mut scanner = Scanner { text, whole: span, end: span.end(), lexicon, last };
    let mut at = span.start();
    let mut spaced = true;
    let bytes = &text.as_bytes()[..span.end()];
    while let Some(&byte) = bytes.get(at) {
        let class = ByteClass::of(byte);
        if class.meets(ByteClass::BLANK) {
            at += 1;
            spaced = true;
            continue;
        }
        // A plain word is handed over where it is made: if it came together with other tokens first, it would have to be in memory.
        if class.meets(ByteClass::ALPHANUMERIC)
            && let Some(word) = scanner.plain_word(at, class, spaced)
        {
            (at, spaced) = (word.span.end(), false);
            scanner.last = (word.kind, word.shape);
            each(word, true);
            continue;
        }
        let Some(c) = scanner.char_at(at) else { break };
        if is_blank(c) || c.is_control() {
            at += c.len_utf8();
            // What stands for markup parts no words.
            spaced |= c != VOID;
            continue;
        }
        let token = scanner.token(at, c, spaced);
        (at, spaced) = (token.span.end(), false);
        scanner.last = (token.kind, token.shape);
        each(token, false);
    }
}

/// Appends the tokens of `text[span]` to `tokens`.
pub fn tokens(text: &str, span: Span, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    scan(text, span, lexicon, |token, _| tokens.push(token));
}

/// Place of the last glyph that can be a quotation mark and is no apostrophe inside a word.
pub fn last_mark(text: &str) -> Option<usize> {
    text.char_indices().rev().find(|&(at, c)| is_mark(c) && !is_inner(text, at, c)).map(|(at, _)| at)
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`')
}

/// Whether an apostrophe stands between two letters: such a one is never a mark.
fn is_inner(text: &str, at: usize, c: char) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    matches!(c, '\'' | '’')
        && letter(text[..at].chars().next_back())
        && letter(text[at + c.len_utf8()..].chars().next())
}

struct Scanner<'a> {
    text: &'a str,
    /// What is scanned.
    whole: Span,
    end: usize,
    lexicon: &'a Lexicon,
    /// The kind and the shape of the token before.
    last: (TokenKind, Shape),
}

impl Scanner<'_> {
    #[inline]
    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let byte = self.text.as_bytes()[at];
        if byte < 0x80 { Some(byte as char) } else { self.text[at..self.end].chars().next() }
    }

    /// The token at `at`, where no plain word is.
    fn token(&self, at: usize, c: char, spaced: bool) -> Token {
        let one = at + c.len_utf8();
        if let Some(kind) = self.common_sign(c, one) {
            let ends_sentence = kind == TokenKind::Stop;
            let span = self.whole.part(at, one);
            return Token { span, kind, shape: Shape::Lower, spaced, ends_sentence };
        }
        // What texts are full of needs no look-up in the tables of Unicode.
        let is_sign = is_mark(c) || matches!(c, '–' | '—' | '…');
        if !is_sign && (c.is_alphanumeric() || matches!(c, '@' | '#' | '$' | '£' | '€')) {
            return self.word(at, c, spaced);
        }
        let behind_word = !spaced && matches!(self.last.0, TokenKind::Word | TokenKind::Number);
        if matches!(c, '\'' | '’')
            && behind_word
            && let Some(length) = self.clitic(one)
        {
            return self.make(at, one + length, TokenKind::Clitic, spaced);
        }
        let doubled = self.char_at(one) == Some(c);
        let (kind, end) = match c {
            ':' => (TokenKind::Colon, one),
            ';' => (TokenKind::Semicolon, one),
            '.' | '!' | '?' | '…' => {
                let run = self.run(at, |c| matches!(c, '.' | '!' | '?' | '…'));
                // ". . ." is one mark of omission.
                (TokenKind::Stop, run.max(at + spaced_stops(&self.text[at..self.end])))
            }
            '-' | '–' | '—' | '―' => {
                (TokenKind::Dash, self.run(at, |c| matches!(c, '-' | '–' | '—' | '―')))
            }
            '(' | '[' | '{' => (TokenKind::Open, one),
            ')' | ']' | '}' => (TokenKind::Close, one),
            // Three close a single mark inside a doubled one.
            '\'' | '’' if doubled && !spaced && self.char_at(one + c.len_utf8()) == Some(c) => {
                (TokenKind::Mark, one)
            }
            '\'' | '`' | '‘' | '’' if doubled => (TokenKind::Mark, one + c.len_utf8()),
            // ",,It rained''": two commas at the foot of the line, where a word begins.
            ',' if doubled && spaced && self.char_at(one + 1).is_some_and(char::is_alphabetic) => {
                (TokenKind::Mark, one + 1)
            }
            ',' => (TokenKind::Comma, one),
            '`' => (TokenKind::Other, one),
            c if is_mark(c) => (TokenKind::Mark, one),
            _ => (TokenKind::Other, one),
        };
        let mut token = self.make(at, end, kind, spaced);
        token.ends_sentence = kind == TokenKind::Stop && !is_omission(&self.text[at..end]);
        token
    }

    /// The kind of a sign that is a token by itself, whatever is around it: nearly all signs of a text are such. `one` is the byte behind it.
    #[inline]
    fn common_sign(&self, c: char, one: usize) -> Option<TokenKind> {
        let bytes = self.text.as_bytes();
        let byte = |at: usize| if at < self.end { bytes[at] } else { b'\n' };
        match c {
            ',' if byte(one) != b',' => Some(TokenKind::Comma),
            // Not the first of ". . .".
            '.' if byte(one) == b'\n' || byte(one) == b' ' && byte(one + 1) != b'.' => Some(TokenKind::Stop),
            '"' | '“' | '”' => Some(TokenKind::Mark),
            _ => None,
        }
    }

    #[inline]
    fn make(&self, start: usize, end: usize, kind: TokenKind, spaced: bool) -> Token {
        let span = Span::new(self.text, start, end).unwrap_or_else(|| self.whole_char(start));
        Token { span, kind, shape: Shape::Lower, spaced, ends_sentence: false }
    }

    /// The one character at `start`: what remains where a longer token would leave the text.
    fn whole_char(&self, start: usize) -> Span {
        let len = self.char_at(start).map_or(0, char::len_utf8);
        Span::new(self.text, start, start + len).expect("a character lies on boundaries")
    }

    fn run(&self, at: usize, member: impl Fn(char) -> bool) -> usize {
        let mut end = at;
        while let Some(c) = self.char_at(end).filter(|&c| member(c)) {
            end += c.len_utf8();
        }
        end
    }

    /// The length of the clitic at `at`, if the word ends after it.
    fn clitic(&self, at: usize) -> Option<usize> {
        self.lexicon.orthography().clitic_length(self.text.get(at..self.end)?)
    }

    /// A word of ASCII letters and digits with a plain end, as nearly all words are; `None` leaves it to [`Self::word`]. `first` is the
    /// class of its first byte. It is the loop of the scan, which a call and a word handed back in memory would make a tenth dearer.
    #[inline(always)]
    fn plain_word(&self, start: usize, first: ByteClass, spaced: bool) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let run = bytes.get(start..).and_then(|ahead| plain_run(ahead.first_chunk()?));
        let run = run.filter(|run| start + run.len <= self.end).unwrap_or_else(|| self.long_run(start));
        if run.inner_capitals || !run.letters {
            return None;
        }
        let end = start + run.len;
        let next = if end < self.end { ByteClass::of(bytes[end]) } else { ByteClass::END };
        let ends = next.meets(ByteClass::END)
            || next.meets(ByteClass::COMMA) && !run.digits
            || self.ends_at_sign(start, end, !run.digits);
        if !ends {
            return None;
        }
        let kind = if first.meets(ByteClass::DIGIT) { TokenKind::Number } else { TokenKind::Word };
        let shape = if first.meets(ByteClass::CAPITAL) { Shape::Capital } else { Shape::Lower };
        let span = self.whole.part(start, end);
        Some(Token { span, kind, shape, spaced, ends_sentence: false })
    }

    /// The run of letters and digits at a byte where it is long, or the text ends soon.
    #[inline(never)]
    fn long_run(&self, start: usize) -> PlainRun {
        let bytes = &self.text.as_bytes()[start..self.end];
        let len = bytes.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(bytes.len());
        let run = &bytes[..len];
        PlainRun {
            len,
            letters: run.iter().any(u8::is_ascii_alphabetic),
            digits: run.iter().any(u8::is_ascii_digit),
            inner_capitals: run.iter().skip(1).any(u8::is_ascii_uppercase),
        }
    }

    /// True if a word of ASCII letters and digits ends before the sign at `end`: a full stop that is not its own, an apostrophe or a mark
    /// that no letter of the word follows, a dash.
    fn ends_at_sign(&self, start: usize, end: usize, letters_only: bool) -> bool {
        match self.char_at(end) {
            Some('.') => {
                let inner = self.char_at(end + 1).is_some_and(char::is_alphanumeric);
                letters_only && !inner && !self.takes_stop(start, start, end, (0, end - start))
            }
            Some('\'') => !self.goes_on_behind_apostrophe(end + 1),
            Some('’') => !self.goes_on_behind_apostrophe(end + '’'.len_utf8()),
            Some('“' | '”' | '–' | '—' | '…') => true,
            _ => false,
        }
    }

    /// True if the letters behind an apostrophe belong to the word before it, "didn't", and are no clitic.
    fn goes_on_behind_apostrophe(&self, next: usize) -> bool {
        self.char_at(next).is_some_and(char::is_alphanumeric) && self.clitic(next).is_none()
    }

    fn word(&self, start: usize, first: char, spaced: bool) -> Token {
        let mut end = start + first.len_utf8();
        let mut upper = usize::from(first.is_uppercase());
        let mut letters = usize::from(first.is_alphabetic());
        let mut stops = 0;
        // Letters before the last hyphen and stops before it: "China-U.S." has an abbreviation after its hyphen.
        let (mut other_letters, mut other_stops, mut last_part) = (0, 0, start);
        while let Some(c) = self.char_at(end) {
            let next = end + c.len_utf8();
            let inner = || self.char_at(next).is_some_and(char::is_alphanumeric);
            let joins = match c {
                '\'' | '’' => self.goes_on_behind_apostrophe(next),
                '-' | '‑' | '&' | '/' | '_' | '@' => inner(),
                '.' => {
                    inner()
                        && (letters - other_letters <= 2 + 2 * (stops - other_stops)
                            || first.is_ascii_digit()
                            || !self.capital_at(next))
                }
                ',' => {
                    self.text.as_bytes()[end - 1].is_ascii_digit()
                        && self.char_at(next).is_some_and(|c| c.is_ascii_digit())
                }
                _ => c.is_alphanumeric() || stays(c),
            };
            if !joins {
                break;
            }
            upper += usize::from(c.is_uppercase());
            letters += usize::from(c.is_alphabetic());
            stops += usize::from(c == '.');
            if matches!(c, '-' | '‑') {
                (other_letters, other_stops) = (letters, stops);
            }
            if c == '-' {
                last_part = next;
            }
            end = next;
        }
        let part = (stops - other_stops, letters - other_letters);
        let with_stop = self.char_at(end) == Some('.') && self.takes_stop(start, last_part, end, part);
        let end = end + usize::from(with_stop);
        let kind = if first.is_ascii_digit() { TokenKind::Number } else { TokenKind::Word };
        let mut token = self.make(start, end, kind, spaced);
        token.shape = match (first.is_uppercase(), upper, letters) {
            (true, u, l) if u == l && l > 1 => Shape::Capitals,
            (true, ..) => Shape::Capital,
            _ => Shape::Lower,
        };
        token
    }

    /// True for the initial of a name: a capital letter that is not a word ("so did I.") after a word in small letters.
    fn is_initial(&self, start: usize, end: usize, letters: usize) -> bool {
        let after_small = self.last == (TokenKind::Word, Shape::Lower);
        let word = || after_small && self.lexicon.orthography().is_one_letter_word(&self.text[start..end]);
        letters == 1 && self.capital_at(start) && (self.initial_follows(end + 1) || !word())
    }

    /// True if a capital letter with a full stop follows: "M." after "I."
    fn initial_follows(&self, at: usize) -> bool {
        let after = self.text.get(at..self.end).unwrap_or_default().trim_start();
        let mut chars = after.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
    }

    fn capital_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_uppercase)
    }

    /// Whether the full stop at `end` belongs to the word: "U.S.", "Mr.", the initial of a name. `last_part` is where the part behind the
    /// last hyphen begins, of which the stops and letters are counted: "D-Ohio."
    fn takes_stop(
        &self,
        start: usize,
        last_part: usize,
        end: usize,
        (stops, letters): (usize, usize),
    ) -> bool {
        if stops > 0 && letters == stops + 1 {
            return true;
        }
        let followed =
            self.char_at(end + 1).is_some_and(|c| !is_blank(c)) || self.text[end + 1..self.end].len() > 1;
        let known = |from: usize| self.lexicon.abbreviation(&self.text[from..=end]).is_some();
        let whole = last_part == start;
        followed
            && (known(start) || !whole && known(last_part) || whole && self.is_initial(start, end, letters))
    }
}

/// The length of the three or more full stops with spaces between them that a text begins with; 0 if there are fewer. "It left. ..." has
/// a full stop and a mark of omission, which are two tokens.
fn spaced_stops(text: &str) -> usize {
    let (mut count, mut end, mut rest) = (0, 0, text);
    while let Some(behind) = rest.strip_prefix('.').filter(|behind| !behind.starts_with('.')) {
        (count, end) = (count + 1, text.len() - behind.len());
        let Some(next) = behind.strip_prefix([' ', '\u{a0}']) else { break };
        rest = next;
    }
    if count >= 3 { end } else { 0 }
}

/// True for the three full stops of a mark of omission, or its glyph. After four, or with a question mark, a sentence has ended.
fn is_omission(stops: &str) -> bool {
    let count = |c| if c == '…' { 3 } else { usize::from(c == '.') };
    stops.chars().map(count).sum::<usize>() == 3 && !stops.contains(['!', '?'])
}

/// True for what stays with the letter before it: a mark, and the joiner between the parts of a sign.
fn stays(c: char) -> bool {
    is_combining(c) || c == '\u{200d}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let span = Span::new(text, 0, text.len()).unwrap();
        tokens(text, span, Lexicon::built_in(), &mut found);
        found.iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn clitics_abbreviations_and_numbers_are_whole() {
        assert_eq!(
            printed("Mr. Okafor’s U.S. co-founder didn't pay $1,200.50 (now)."),
            ["Mr.", "Okafor", "’s", "U.S.", "co-founder", "didn't", "pay", "$1,200.50", "(", "now", ")", "."]
        );
    }

    /// The blank behind a stop was once looked for to the end of the text: this would not end.
    #[test]
    fn stops_in_a_long_run_without_blanks_are_told_at_once() {
        for unit in ["![", "<!--", ".)"] {
            let run = unit.repeat(100_000);
            assert_eq!(printed(&run).concat(), run);
        }
    }

    #[test]
    fn a_sentence_keeps_its_stop_apart() {
        assert_eq!(printed("It rained.He left."), ["It", "rained", ".", "He", "left", "."]);
        assert_eq!(printed("''Yes,'' he said"), ["''", "Yes", ",", "''", "he", "said"]);
    }

    #[test]
    fn the_tokens_of_odd_text_cover_it_in_order() {
        for text in ["", "\u{feff}", "’", "''''", "a\u{301}b", "日本語。", "\u{0}x", "'s", "U.", "5,"] {
            let mut found = Vec::new();
            let span = Span::new(text, 0, text.len()).unwrap();
            tokens(text, span, Lexicon::built_in(), &mut found);
            let mut end = 0;
            for token in &found {
                assert!(end <= token.span.start() && token.span.start() < token.span.end(), "{text:?}");
                assert_eq!(covered(&text[end..token.span.start()]), Ok(()), "{text:?}");
                end = token.span.end();
            }
            assert_eq!(covered(&text[end..]), Ok(()), "{text:?}");
        }
    }

    /// Between tokens only white space may be, and characters that have no width.
    fn covered(gap: &str) -> Result<(), &str> {
        let blank = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
        if gap.chars().all(blank) { Ok(()) } else { Err(gap) }
    }
}
