//! Text → words in normal form N3, each with its place.
//!
//! In: a text. Out: one [`Atom`] for each word of its house-style form: "don't" is two, "United States" and "U.S." are one, so are
//! "five million" and "5m". [`Reader`] tries a list of small rules at each token; the first that fits takes its tokens.

use std::borrow::Cow;

use super::atom::{Atom, EDITOR, GAP, STAGE};
use super::editor::{bracketed_letter, is_as_printed, stage_direction};
use super::house::{Housed, Neighbours};
use super::number;
use super::view::{Compared, ComparedKind, compared};
use super::vocabulary::{Intern, count};
use crate::lexicon::{Class, Lexicon, folded};

/// Appends the words of a text in form N3 to `out`. Linear.
pub fn atoms(text: &str, lexicon: &Lexicon, words: &mut impl Intern, out: &mut Vec<Atom>) {
    let tokens = compared(text);
    let mut reader =
        Reader { text, tokens: &tokens, lexicon, words, out, before: None, gap: 0, parts: Vec::new() };
    while !reader.tokens.is_empty() {
        reader.step();
    }
}

/// Reads tokens from the front. A rule returns false and changes nothing, or takes at least one token and returns true.
struct Reader<'r, W> {
    text: &'r str,
    /// The tokens that no rule has taken yet.
    tokens: &'r [Compared],
    lexicon: &'r Lexicon,
    words: &'r mut W,
    out: &'r mut Vec<Atom>,
    /// The token that was taken last.
    before: Option<Compared>,
    /// `GAP` if a mark of omission was taken and no word since.
    gap: u8,
    /// Memory for the parts of one printed word.
    parts: Vec<(u32, u32)>,
}

/// The first byte of a printed word, and one past its last.
type Bytes = (u32, u32);

impl<W: Intern> Reader<'_, W> {
    /// Tries the rules in their order. The last one takes any word.
    fn step(&mut self) {
        let _taken = self.omission()
            || self.sign_before_figure()
            || self.known_word()
            || self.house_style()
            || self.sic()
            || self.letter_in_brackets()
            || self.stage_direction()
            || self.number()
            || self.country()
            || self.plain();
    }

    /// A mark of omission: the next word follows a gap.
    fn omission(&mut self) -> bool {
        let gap = self.tokens[0].kind == ComparedKind::Gap;
        if gap {
            self.gap = GAP;
            self.take(1);
        }
        gap
    }

    /// "No." of "No. 1": a short word that means something else before figures.
    fn sign_before_figure(&mut self) -> bool {
        let sign = before_figure(self.text, self.tokens).and_then(|w| self.lexicon.verification().sign(&w));
        let Some(sign) = sign else { return false };
        self.push(sign, self.bytes(1), 0);
        self.take(1)
    }

    /// A word that was met before and means the same everywhere. Most words are of this kind, so the rule comes early.
    fn known_word(&mut self) -> bool {
        let token = self.tokens[0];
        let printed = token.text(self.text);
        let byte = |at: Option<usize>| at.and_then(|at| self.text.as_bytes().get(at)).copied();
        let (before, behind) = (byte(token.start.checked_sub(1)), byte(Some(token.end)));
        // An apostrophe may stand for letters of the word.
        let whole = |b: Option<u8>| b.is_none_or(|b| b.is_ascii() && !matches!(b, b'\'' | b'`'));
        let simple = token.kind == ComparedKind::Word
            && printed.starts_with(|c: char| c.is_ascii_alphabetic())
            && before != Some(b'(')
            && whole(before)
            && whole(behind);
        let Some(known) = simple.then(|| self.words.plain(printed)).flatten() else { return false };
        let (start, end) = (count(token.start), count(token.end));
        let mut gap = std::mem::take(&mut self.gap);
        for &(key, second) in known {
            self.out.push(Atom { start, end, key, second, flags: gap });
            gap = 0;
        }
        self.take(1)
    }

    /// "'cause", "Rep. Hale", "Sept. 11": the neighbours say what the word stands for.
    fn house_style(&mut self) -> bool {
        let around =
            Neighbours { text: self.text, before: self.before, tokens: self.tokens, lexicon: self.lexicon };
        let Some(Housed { words, tokens }) = around.read() else { return false };
        let (bytes, flags) = (self.bytes(tokens), self.editors());
        for (word, second) in words {
            let key = self.words.id(&word, self.lexicon);
            let second = second.map_or(key, |second| self.words.id(&second, self.lexicon));
            self.push_key(key, second, bytes, flags);
        }
        self.take(tokens)
    }

    /// `[sic]`: the editor's note about the word before it. It is nobody's word.
    fn sic(&mut self) -> bool {
        is_as_printed(self.text, self.tokens[0], self.lexicon) && self.take(1)
    }

    /// "[I]'m": the brackets hold the first letters of the printed word.
    fn letter_in_brackets(&mut self) -> bool {
        let Some(end) = bracketed_letter(self.text, self.tokens) else { return false };
        let start = self.tokens[0].start - 1;
        self.parts(start, end);
        let mut flags = EDITOR;
        for (key, second) in std::mem::take(&mut self.parts) {
            self.push_key(key, second, (count(start), count(end)), flags);
            flags = 0;
        }
        self.take(2)
    }

    /// "(Applause.)": what a record notes and nobody said.
    fn stage_direction(&mut self) -> bool {
        let Some((direction, n)) = stage_direction(self.text, self.tokens, self.lexicon) else {
            return false;
        };
        self.push(&direction, self.bytes(n), self.editors() | STAGE);
        self.take(n)
    }

    /// "five million", "-5", "$5": one word for the value, one for the sign before it.
    fn number(&mut self) -> bool {
        let verification = self.lexicon.verification();
        let Some(found) = number::read(self.text, self.tokens, self.lexicon) else { return false };
        let (figure, flags) = (self.tokens[0].start, self.editors());
        let (mut start, end) = self.bytes(found.tokens);
        let minus = negative_sign(self.text, figure)
            .and_then(|at| verification.unit(&self.text[at..figure]).map(|word| (count(at), word)));
        if let Some((at, minus)) = minus {
            start = at;
            self.push(minus, (start, end), flags);
        }
        let unit = unit_sign(self.text, figure)
            .and_then(|at| verification.unit(&self.text[at..figure]).map(|word| (count(at), word)));
        // The sign and its figure are one printed word.
        start = unit.map_or(start, |(at, _)| at);
        self.push(&found.key, (start, end), flags);
        if let Some((_, unit)) = unit {
            self.push(unit, (start, end), flags);
        }
        self.take(found.tokens)
    }

    /// "United States": a name of several words that has initials.
    fn country(&mut self) -> bool {
        if !self.tokens[0].text(self.text).starts_with(char::is_uppercase) {
            return false;
        }
        let Some((key, n)) = full_name(self.text, self.tokens, self.lexicon) else { return false };
        self.push(&key, self.bytes(n), self.editors());
        self.take(n)
    }

    /// Any other word, in its parts: "don't" is "do" and "not".
    fn plain(&mut self) -> bool {
        let (token, bytes, flags) = (self.tokens[0], self.bytes(1), self.editors());
        self.parts(token.start, token.end);
        let mut parts = std::mem::take(&mut self.parts);
        for &(key, second) in &parts {
            self.push_key(key, second, bytes, flags);
        }
        parts.clear();
        self.parts = parts;
        self.take(1)
    }

    fn take(&mut self, n: usize) -> bool {
        self.before = n.checked_sub(1).and_then(|last| self.tokens.get(last)).copied();
        self.tokens = &self.tokens[n..];
        true
    }

    /// Where the next `n` tokens are printed.
    fn bytes(&self, n: usize) -> Bytes {
        (count(self.tokens[0].start), count(self.tokens[n - 1].end))
    }

    /// `EDITOR` if the next token is printed in square brackets, or begins there.
    fn editors(&self) -> u8 {
        let token = self.tokens[0];
        let editors = token.kind == ComparedKind::Bracketed || token.text(self.text).contains('[');
        if editors { EDITOR } else { 0 }
    }

    /// Works out the parts of the word that is printed from `start` to `end`.
    fn parts(&mut self, start: usize, end: usize) {
        self.parts.clear();
        self.words.printed(&self.text[start..end], self.lexicon, &mut self.parts);
    }

    fn push(&mut self, word: &str, bytes: Bytes, flags: u8) {
        let key = self.words.id(word, self.lexicon);
        self.push_key(key, key, bytes, flags);
    }

    /// Appends a word. The first one after a mark of omission is flagged.
    fn push_key(&mut self, key: u32, second: u32, (start, end): Bytes, flags: u8) {
        let flags = flags | std::mem::take(&mut self.gap);
        self.out.push(Atom { start, end, key, second, flags });
    }
}

/// The key of a country whose name is printed in full and has initials that stand for it, and the words it takes.
fn full_name(text: &str, tokens: &[Compared], lexicon: &Lexicon) -> Option<(String, usize)> {
    let words = tokens.iter().take(6).take_while(|t| t.kind == ComparedKind::Word).map(|t| t.text(text));
    let (key, n) = lexicon.country_phrase(words)?;
    let mut initials = String::new();
    for t in &tokens[..n] {
        let first = t.text(text).chars().next().filter(|c| c.is_uppercase());
        initials.extend(first.into_iter().flat_map(char::to_lowercase));
    }
    let stands = initials.len() >= 2 && lexicon.country(&initials).is_some_and(|id| key == format!("@{id}"));
    let last = folded(tokens[n - 1].text(text));
    let possessive = lexicon.orthography().split_clitic(&last).1;
    stands.then(|| (format!("{key}{possessive}"), n))
}

/// Longest abbreviation that stands before figures, in bytes: "Nos".
const SIGN: usize = 3;

/// A short word in lower case where a figure follows it: "no" of "No. 1".
fn before_figure<'t>(text: &'t str, tokens: &[Compared]) -> Option<Cow<'t, str>> {
    let [token, next, ..] = tokens else { return None };
    if !text[next.start..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let between = &text[token.end..next.start];
    let short = token.end - token.start <= SIGN && text[token.start..].starts_with(char::is_uppercase);
    (short && matches!(between, ". " | " " | "." | ".\u{a0}" | "\u{a0}")).then(|| folded(token.text(text)))
}

/// Where a sign stands that makes the figure behind it negative: "-5", and not "10-5".
fn negative_sign(text: &str, figure: usize) -> Option<usize> {
    let before = &text[..figure];
    let sign = before.chars().next_back().filter(|c| matches!(c, '-' | '−'))?;
    let at = figure - sign.len_utf8();
    let stands =
        before[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '“' | '"'));
    stands.then_some(at)
}

/// Where a sign stands that belongs to the figure behind it, such as "$". A minus is [`negative_sign`]'s.
fn unit_sign(text: &str, figure: usize) -> Option<usize> {
    let (at, sign) = text[..figure].char_indices().next_back()?;
    (!sign.is_alphanumeric() && !matches!(sign, '&' | '-' | '−')).then_some(at)
}

/// Whether a word can be a part of a name: printed with a capital and no word of the closed classes.
pub fn name_like(printed: &str, lexicon: &Lexicon) -> bool {
    let lower = folded(printed);
    let bare = lexicon.orthography().bare(&lower);
    let classes = lexicon.classes(bare);
    let closed = [
        Class::Determiner,
        Class::Possessive,
        Class::PronounSubject,
        Class::PronounFirst,
        Class::PronounSecond,
        Class::PronounPlural,
        Class::PronounMale,
        Class::PronounFemale,
        Class::PronounNeuter,
        Class::Auxiliary,
        Class::Preposition,
        Class::Coordinator,
        Class::Subordinator,
        Class::Interrogative,
        Class::Negation,
    ];
    printed.trim_start_matches('[').starts_with(char::is_uppercase) && !closed.iter().any(|&c| classes.has(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Vocabulary;

    fn keys(text: &str) -> Vec<String> {
        let (mut v, mut out) = (Vocabulary::default(), Vec::new());
        atoms(text, Lexicon::built_in(), &mut v, &mut out);
        out.iter().map(|a| v.entry(a.key).word.to_string()).collect()
    }

    /// Tries one rule at the first word of each text. Wanted: the words it takes, `-` if it takes none. `…` stands before a word after a
    /// gap, `[` before the editor's, `(` before a stage direction, and the printed characters after a word that differs from them.
    fn rule(tried: impl Fn(&mut Reader<'_, Vocabulary>) -> bool, cases: &[(&str, &str)]) {
        for (text, wanted) in cases {
            let (mut words, mut out, tokens) = (Vocabulary::default(), Vec::new(), compared(text));
            let lexicon = Lexicon::built_in();
            let gap = if text.starts_with('…') { GAP } else { 0 };
            let from = tokens.iter().position(Compared::is_word).unwrap_or(0);
            let mut reader = Reader {
                text,
                tokens: &tokens[from..],
                lexicon,
                words: &mut words,
                out: &mut out,
                before: None,
                gap,
                parts: Vec::new(),
            };
            let taken = tried(&mut reader);
            let rest = reader.tokens.len();
            let sign = |on: bool, sign: &'static str| if on { sign } else { "" };
            let show = |a: &Atom| {
                let signs = [sign(a.after_gap(), "…"), sign(a.editors(), "["), sign(a.stage(), "(")].concat();
                let word = &*words.entry(a.key).word;
                let country = word.strip_prefix('@').and_then(|id| id.parse().ok());
                let word = country.map_or(word, |id| lexicon.country_name(id));
                format!("{signs}{} = {word}", a.of(text))
            };
            let shown: Vec<String> = out.iter().map(show).collect();
            let shown = if taken { shown.join(", ") } else { "-".to_owned() };
            assert_eq!(&shown, wanted, "{text}");
            assert!(
                taken || (out.is_empty() && rest == tokens.len() - from),
                "{text}: a rule that fails takes nothing"
            );
        }
    }

    #[test]
    fn a_sign_before_a_figure() {
        rule(
            |r| r.sign_before_figure(),
            &[
                ("No. 1 now", "No = number"),
                ("… No 1", "…No = number"),
                ("no 1 is left", "-"),
                ("No, 1 is left", "-"),
                ("No man", "-"),
            ],
        );
    }

    #[test]
    fn a_word_that_is_known() {
        let fresh: &[(&str, &str)] = &[("bridge", "-")];
        rule(|r| r.known_word(), fresh);
        let (mut words, mut out) = (Vocabulary::default(), Vec::new());
        atoms("The bridge and [the] bridge (the bridge)", Lexicon::built_in(), &mut words, &mut out);
        assert_eq!(
            out.iter().map(|a| a.editors()).collect::<Vec<_>>(),
            [false, false, false, true, false, false, false]
        );
        assert_eq!(out[1].key, out[6].key);
    }

    #[test]
    fn notes_of_the_editor() {
        rule(
            |r| r.sic(),
            &[("[sic] left", ""), ("(Sic) left", ""), ("sic transit", "-"), ("[sick] man", "-")],
        );
        rule(
            |r| r.letter_in_brackets(),
            &[
                ("[I]'m here", "[[I]'m = i, [I]'m = am"),
                ("…[I]’m here", "…[[I]’m = i, [I]’m = am"),
                ("[W]e left", "-"),
                ("[the mayor] left", "-"),
            ],
        );
        rule(
            |r| r.stage_direction(),
            &[
                ("(Applause.) Thanks", "(Applause = applause"),
                ("[laughter] Thanks", "[(laughter = laughter"),
                ("(Bridges) Thanks", "-"),
                ("Applause", "-"),
            ],
        );
    }

    #[test]
    fn a_number_with_its_sign() {
        rule(
            |r| r.number(),
            &[
                ("five million boats", "five million = #5e6"),
                ("…$5 now", "…$5 = #5, $5 = dollar"),
                ("-5 now", "-5 = minus, -5 = #5"),
                ("10-5", "10 = #1e1"),
                ("the bridge", "-"),
            ],
        );
    }

    #[test]
    fn a_country_of_several_words() {
        rule(
            |r| r.country(),
            &[
                ("United States aid", "United States = United States"),
                ("the United States", "-"),
                ("United front", "-"),
            ],
        );
    }

    #[test]
    fn any_other_word() {
        rule(
            |r| r.plain(),
            &[
                ("…don't go", "…don't = do, don't = not"),
                ("[the mayor] left", "[the = the"),
                ("[W]e left", "[[W]e = we"),
                ("colour", "colour = color"),
            ],
        );
        rule(|r| r.omission(), &[("we left", "-")]);
    }

    #[test]
    fn house_styles_of_one_text_meet() {
        for [a, b] in [
            ["We don’t stabilise 5 per cent", "We do not stabilize 5 per cent"],
            ["the United States’ aim", "the U.S. aim"],
            ["It cost $5 million", "It cost five million dollars"],
            ["5%", "five percent"],
            ["twenty-five", "25"],
            ["I can't", "I cannot"],
        ] {
            assert_eq!(keys(a), keys(b));
        }
        assert_ne!(keys("They asked us"), keys("They asked US"));
        assert_ne!(keys("America"), keys("American"));
    }

    #[test]
    fn a_contraction_has_a_second_reading() {
        let (mut v, mut out) = (Vocabulary::default(), Vec::new());
        let l = Lexicon::built_in();
        atoms("he's he has", l, &mut v, &mut out);
        assert_eq!(out.len(), 4);
        assert!(out[1].same(out[3]));
    }

    #[test]
    fn marks_of_the_editor_are_flagged() {
        let (mut v, mut out) = (Vocabulary::default(), Vec::new());
        let text = "[W]e left … the town [of Ames] on Teusday [sic]. (Applause.) Thanks";
        atoms(text, Lexicon::built_in(), &mut v, &mut out);
        let told: Vec<_> = out.iter().map(|a| (a.of(text), a.after_gap(), a.editors(), a.stage())).collect();
        assert_eq!(told[0], ("[W]e", false, true, false));
        assert_eq!(told[2], ("the", true, false, false));
        assert_eq!(told[4], ("of", false, true, false));
        assert!(told.iter().all(|t| t.0 != "sic"));
        assert_eq!(told[8], ("Applause", false, false, true));
    }
}
