//! Text → words in normal form N3, each with its place.
//!
//! In: a text. Out: one [`Atom`] for each word of its house-style form: "don't" is two, "United States" and "U.S." are one, so are
//! "five million" and "5m". Words are numbers of a [`Vocabulary`]; a claim's own words are numbered in an [`Overlay`], so that
//! asking changes nothing in the sources.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::number;
use crate::lexicon::{Class, Lexicon, Token, TokenKind, folded, tokens};

/// A word of form N3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Atom {
    /// First byte of the printed word or words.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The word, as a number of the vocabulary.
    pub key: u32,
    /// Another reading ("he's": he is, he has); the key itself where there is none.
    pub second: u32,
    flags: u8,
}

const GAP: u8 = 1;
const EDITOR: u8 = 2;
const STAGE: u8 = 4;
const JOINT: u8 = 8;

impl Atom {
    /// Whether a mark of omission stands before the word.
    pub fn after_gap(self) -> bool {
        self.flags & GAP != 0
    }

    /// Whether the word, or its first letters, stand in square brackets.
    pub fn editors(self) -> bool {
        self.flags & EDITOR != 0
    }

    /// Whether a record notes it in round brackets: "(Applause.)".
    pub fn stage(self) -> bool {
        self.flags & STAGE != 0
    }

    /// Whether the words before it stand elsewhere in the text: `"X," he said, "Y"`.
    pub fn joint(self) -> bool {
        self.flags & JOINT != 0
    }

    /// Marks the word as the first of a further piece.
    pub fn as_joint(mut self) -> Self {
        self.flags |= JOINT;
        self
    }

    /// Whether both are one word in form N3.
    pub fn same(self, other: Atom) -> bool {
        self.key == other.key || self.second == other.key || self.key == other.second
    }

    /// The printed word.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// What is known of one word of form N3.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The word itself: lower case; `@` begins a country, `#` a number.
    pub word: Box<str>,
    /// What its inflections and derivations share (form N5), as a number.
    pub stem: u32,
    /// Nats that sharing the word is worth.
    pub weight: f32,
}

/// Whether a printed word gives the same wherever it stands; the numbers of its parts and of their second readings.
type Printed = (bool, Box<[(u32, u32)]>);

/// The words of all sources.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, u32>,
    entries: Vec<Entry>,
    stems: FxHashMap<Box<str>, u32>,
    /// By number of the stem.
    stem_keys: Vec<u64>,
    /// What a printed word gives, so that a common word is worked out once; and whether it gives that wherever it stands.
    printed: FxHashMap<Box<str>, Printed>,
    /// The same for most words of a text: short ones that are one word wherever they stand.
    short: FxHashMap<u128, (u32, u32)>,
}

/// A printed word of at most 15 bytes as a number; no two have the same.
fn packed(printed: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    let (length, letters) = bytes.split_last_mut()?;
    letters.get_mut(..printed.len())?.copy_from_slice(printed.as_bytes());
    *length = u8::try_from(printed.len()).ok()?;
    Some(u128::from_le_bytes(bytes))
}

/// Something that numbers words.
pub trait Intern {
    /// The number of a word of form N3.
    fn id(&mut self, word: &str, lexicon: &Lexicon) -> u32;
    /// The same as [`Intern::printed`] for a word that was met before and begins no number and no name of several words.
    fn plain(&self, _printed: &str) -> Option<&[(u32, u32)]> {
        None
    }
    /// The numbers of a printed word's parts and of their second readings, appended to `out`.
    fn printed(&mut self, printed: &str, lexicon: &Lexicon, out: &mut Vec<(u32, u32)>) {
        number_parts(self, printed, lexicon, out);
    }
}

/// What [`Intern::printed`] gives, worked out.
fn number_parts<I: Intern + ?Sized>(
    words: &mut I,
    printed: &str,
    lexicon: &Lexicon,
    out: &mut Vec<(u32, u32)>,
) {
    parts(printed, lexicon, |word, second| {
        let id = words.id(word, lexicon);
        let second = second.map_or(id, |w| words.id(w, lexicon));
        out.push((id, second));
    });
}

impl Vocabulary {
    /// What is known of a word of this vocabulary.
    pub fn entry(&self, id: u32) -> &Entry {
        &self.entries[id as usize]
    }

    /// How many stems there are.
    pub fn stem_count(&self) -> usize {
        self.stems.len()
    }

    fn len(&self) -> u32 {
        number(self.entries.len())
    }

    /// The key of a stem, on any machine the same.
    pub fn stem_key(&self, stem: u32) -> u64 {
        self.stem_keys.get(stem as usize).copied().unwrap_or_default()
    }

    /// Forgets what only building needs, and makes words that the sources use often weigh less than the language at large says:
    /// a name that stands in every article tells little. `counts` holds how often each stem stands there, among
    /// `all` words.
    pub fn freeze(&mut self, counts: &[u32], all: u64) {
        self.printed = FxHashMap::default();
        self.short = FxHashMap::default();
        for entry in &mut self.entries {
            let count = counts.get(entry.stem as usize).copied().unwrap_or(0);
            #[allow(clippy::cast_precision_loss, reason = "a count's last digits change no weight")]
            let seen = (all as f32 + PRIOR) / (count as f32 + PRIOR * (-entry.weight).exp());
            entry.weight = entry.weight.min(seen.ln());
        }
    }
}

/// Words that the language's own frequencies count for, beside those of the sources.
const PRIOR: f32 = 20_000.0;

/// Counts of words are bounded by 32-bit text lengths.
fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Intern for Vocabulary {
    fn id(&mut self, word: &str, lexicon: &Lexicon) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let stem = stem(word, lexicon);
        let weight = weight(&stem, lexicon);
        let next = number(self.stems.len());
        let key = super::keys::stem_key(&stem);
        let stem = *self.stems.entry(stem.into()).or_insert(next);
        if stem == next {
            self.stem_keys.push(key);
        }
        let id = number(self.entries.len());
        self.entries.push(Entry { word: word.into(), stem, weight });
        self.ids.insert(word.into(), id);
        id
    }

    fn plain(&self, printed: &str) -> Option<&[(u32, u32)]> {
        if let Some(known) = packed(printed).and_then(|p| self.short.get(&p)) {
            return Some(std::slice::from_ref(known));
        }
        self.printed.get(printed).filter(|(plain, _)| *plain).map(|(_, known)| &**known)
    }

    fn printed(&mut self, printed: &str, lexicon: &Lexicon, out: &mut Vec<(u32, u32)>) {
        if let Some((_, known)) = self.printed.get(printed) {
            out.extend_from_slice(known);
            return;
        }
        let from = out.len();
        number_parts(self, printed, lexicon, out);
        let (lower, verification) = (folded(printed), lexicon.verification());
        let number = verification.number_word(&lower).is_some() || verification.is_one(&lower);
        let plain = !number && !printed.contains('[') && !lexicon.begins_country(printed);
        if let (true, &[one], Some(packed)) = (plain, &out[from..], packed(printed)) {
            self.short.insert(packed, one);
        }
        self.printed.insert(printed.into(), (plain, out[from..].into()));
    }
}

/// A claim's words: those of the sources by their numbers, its own by numbers beyond.
#[derive(Debug)]
pub struct Overlay<'v> {
    base: &'v Vocabulary,
    ids: FxHashMap<Box<str>, u32>,
    entries: Vec<Entry>,
    stems: FxHashMap<Box<str>, u32>,
}

impl<'v> Overlay<'v> {
    /// Nothing of its own yet.
    pub fn new(base: &'v Vocabulary) -> Self {
        Self { base, ids: FxHashMap::default(), entries: Vec::new(), stems: FxHashMap::default() }
    }

    /// What is known of a word.
    pub fn entry(&self, id: u32) -> &Entry {
        match id.checked_sub(self.base.len()) {
            Some(own) => &self.entries[own as usize],
            None => self.base.entry(id),
        }
    }
}

impl Intern for Overlay<'_> {
    fn id(&mut self, word: &str, lexicon: &Lexicon) -> u32 {
        if let Some(&id) = self.base.ids.get(word).or_else(|| self.ids.get(word)) {
            return id;
        }
        let stem = stem(word, lexicon);
        let weight = weight(&stem, lexicon);
        let stem = match self.base.stems.get(stem.as_str()) {
            Some(&known) => known,
            None => {
                let next = number(self.base.stems.len() + self.stems.len());
                *self.stems.entry(stem.into()).or_insert(next)
            }
        };
        let id = self.base.len() + number(self.entries.len());
        self.entries.push(Entry { word: word.into(), stem, weight });
        self.ids.insert(word.into(), id);
        id
    }
}

/// Form N5 of a word in form N3.
fn stem(word: &str, lexicon: &Lexicon) -> String {
    if word.starts_with(['#', '@']) {
        return word.strip_suffix("'s").unwrap_or(word).to_owned();
    }
    let bare = word.strip_suffix("'s").unwrap_or(word);
    // Short names of countries are words too ("us"); those stand as `@` already.
    if bare.len() > 3
        && let Some(id) = lexicon.country(bare)
    {
        return format!("@{id}");
    }
    lexicon.stems().stem(bare)
}

/// Nats that sharing a stem is worth.
fn weight(stem: &str, lexicon: &Lexicon) -> f32 {
    lexicon.frequencies().weight(stem.trim_start_matches('#'))
}

/// The words of form N3 in one printed word, each with its second reading.
fn parts(printed: &str, lexicon: &Lexicon, mut each: impl FnMut(&str, Option<&str>)) {
    let lower = folded(printed);
    let verification = lexicon.verification();
    if let Some(key) = initialism(printed, &lower, lexicon) {
        return each(&key, None);
    }
    if let Some(unit) = verification.unit(&lower) {
        return each(unit, None);
    }
    let long = verification.split(&lower).or_else(|| lexicon.contraction(&lower));
    if let Some(long) = long {
        let apostrophe = lower.contains('\'');
        let mut words = long.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let second =
                (apostrophe && words.peek().is_none()).then(|| verification.second_reading(word)).flatten();
            each(lexicon.spelling(word).unwrap_or(word), second);
        }
        return;
    }
    match lower.strip_suffix("'s") {
        Some(bare) => each(&format!("{}'s", lexicon.spelling(bare).unwrap_or(bare)), None),
        None => each(lexicon.spelling(&lower).unwrap_or(&lower), None),
    }
}

/// Longest initials that stand for a country, in letters.
const INITIALS: usize = 4;

/// The key of a country that is printed as its initials: "US", "U.S.", "UK's".
fn initialism(printed: &str, lower: &str, lexicon: &Lexicon) -> Option<String> {
    let (bare, end) = match lower.strip_suffix("'s") {
        Some(bare) => (bare, "'s"),
        None => (lower, ""),
    };
    let capitals = printed.trim_end_matches("'s").trim_end_matches("’s");
    if bare.len() < 2 || bare.len() > INITIALS || !capitals.chars().all(|c| c.is_uppercase() || c == '.') {
        return None;
    }
    lexicon.country(bare).map(|id| format!("@{id}{end}"))
}

/// The key of a country whose name is printed in full and has initials that stand for it, and the words it takes.
fn full_name(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Option<(String, usize)> {
    let words =
        tokens.iter().take(6).take_while(|t| t.kind == TokenKind::Word).map(|t| &text[t.start..t.end]);
    let (key, n) = lexicon.country_phrase(words)?;
    let mut initials = String::new();
    for t in &tokens[..n] {
        let first = text[t.start..t.end].chars().next().filter(|c| c.is_uppercase());
        initials.extend(first.into_iter().flat_map(char::to_lowercase));
    }
    let stands = initials.len() >= 2 && lexicon.country(&initials).is_some_and(|id| key == format!("@{id}"));
    let last = folded(&text[tokens[n - 1].start..tokens[n - 1].end]);
    let possessive = if last.ends_with("'s") { "'s" } else { "" };
    stands.then(|| (format!("{key}{possessive}"), n))
}

/// The words of a text in form N3. Linear.
pub fn atoms(text: &str, lexicon: &Lexicon, words: &mut impl Intern, out: &mut Vec<Atom>) {
    let tokens = tokens(text);
    let verification = lexicon.verification();
    let mut scratch = Vec::new();
    let (mut i, mut gap) = (0, 0);
    while i < tokens.len() {
        let token = tokens[i];
        let printed = &text[token.start..token.end];
        if token.kind == TokenKind::Gap {
            gap = GAP;
            i += 1;
            continue;
        }
        if let Some(sign) = before_figure(text, token, tokens.get(i + 1)).and_then(|w| verification.sign(&w))
        {
            let (start, end) = (number(token.start), number(token.end));
            let id = words.id(sign, lexicon);
            out.push(Atom { start, end, key: id, second: id, flags: gap });
            (i, gap) = (i + 1, 0);
            continue;
        }
        // Most words are none of what follows.
        let before = token.start.checked_sub(1).map(|at| text.as_bytes()[at]);
        if token.kind == TokenKind::Word
            && printed.starts_with(|c: char| c.is_ascii_alphabetic())
            && before != Some(b'(')
            && let Some(known) = words.plain(printed)
        {
            let (start, end) = (number(token.start), number(token.end));
            for &(key, second) in known {
                out.push(Atom { start, end, key, second, flags: gap });
                gap = 0;
            }
            (i, gap) = (i + 1, 0);
            continue;
        }
        if is_sic(text, token) {
            i += 1;
            continue;
        }
        if let Some(end) = bracketed_letter(text, &tokens[i..]) {
            // "[I]'m": the brackets hold a part of the printed word.
            scratch.clear();
            words.printed(&text[token.start - 1..end], lexicon, &mut scratch);
            for (k, &(key, second)) in scratch.iter().enumerate() {
                let flags = if k == 0 { gap | EDITOR } else { 0 };
                out.push(Atom { start: number(token.start - 1), end: number(end), key, second, flags });
            }
            (i, gap) = (i + 2, 0);
            continue;
        }
        let mut flags = gap;
        if token.kind == TokenKind::Bracketed || printed.contains('[') {
            flags |= EDITOR;
        }
        let bytes = |last: Token| (number(token.start), number(last.end));
        if let Some((direction, n)) = stage_direction(text, &tokens[i..], lexicon) {
            let (start, end) = bytes(tokens[i + n - 1]);
            let id = words.id(&direction, lexicon);
            out.push(Atom { start, end, key: id, second: id, flags: flags | STAGE });
            (i, gap) = (i + n, 0);
            continue;
        }
        if let Some(found) = number::read(text, &tokens[i..], verification) {
            let (mut start, end) = bytes(tokens[i + found.tokens - 1]);
            if let Some((at, minus)) = negative_sign(text, token.start)
                .and_then(|at| verification.unit(&text[at..token.start]).map(|word| (number(at), word)))
            {
                let id = words.id(minus, lexicon);
                out.push(Atom { start: at, end, key: id, second: id, flags });
                (start, flags) = (at, flags & !GAP);
            }
            let id = words.id(&found.key, lexicon);
            out.push(Atom { start, end, key: id, second: id, flags });
            if let Some(unit) = text[..token.start].chars().next_back().and_then(|c| {
                let mut sign = [0; 4];
                verification
                    .unit(c.encode_utf8(&mut sign))
                    .filter(|_| !c.is_alphanumeric() && !matches!(c, '&' | '-' | '−'))
            }) {
                let id = words.id(unit, lexicon);
                let sign =
                    number(text[..token.start].char_indices().next_back().map_or(token.start, |(at, _)| at));
                let last = out.len() - 1;
                // The sign and its figure are one printed word.
                out[last].start = sign;
                out.push(Atom { start: sign, end, key: id, second: id, flags: flags & !GAP });
            }
            (i, gap) = (i + found.tokens, 0);
            continue;
        }
        if printed.starts_with(char::is_uppercase)
            && let Some((key, n)) = full_name(text, &tokens[i..], lexicon)
        {
            let (start, end) = bytes(tokens[i + n - 1]);
            let id = words.id(&key, lexicon);
            out.push(Atom { start, end, key: id, second: id, flags });
            (i, gap) = (i + n, 0);
            continue;
        }
        scratch.clear();
        words.printed(printed, lexicon, &mut scratch);
        for &(key, second) in &scratch {
            let (start, end) = bytes(token);
            out.push(Atom { start, end, key, second, flags });
            flags &= !GAP;
        }
        (i, gap) = (i + 1, 0);
    }
}

/// Longest abbreviation that stands before figures, in bytes: "Nos".
const SIGN: usize = 3;

/// A short word in lower case where a figure follows it: "no" of "No. 1".
fn before_figure<'t>(text: &'t str, token: Token, next: Option<&Token>) -> Option<Cow<'t, str>> {
    let next = next.filter(|n| text[n.start..].starts_with(|c: char| c.is_ascii_digit()))?;
    let between = &text[token.end..next.start];
    let short = token.end - token.start <= SIGN && text[token.start..].starts_with(char::is_uppercase);
    (short && matches!(between, ". " | " " | "." | ".\u{a0}" | "\u{a0}"))
        .then(|| folded(&text[token.start..token.end]))
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

/// Where the printed word ends of which brackets hold the first letters, with an apostrophe behind them.
fn bracketed_letter(text: &str, tokens: &[Token]) -> Option<usize> {
    let [first, next, ..] = tokens else { return None };
    let between = text.get(first.end..next.start)?;
    let opened = text[..first.start].ends_with('[') && first.kind == TokenKind::Bracketed;
    (opened && matches!(between, "]'" | "]’")).then_some(next.end)
}

/// `[sic]`, `(sic)`: the editor's, and no part of anybody's words.
fn is_sic(text: &str, token: Token) -> bool {
    text[token.start..token.end].eq_ignore_ascii_case("sic")
        && text[..token.start].ends_with(['[', '('])
        && text[token.end..].starts_with([']', ')'])
}

/// `(Applause.)`, `[laughter]`: the words in the brackets and how many tokens they are.
fn stage_direction(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Option<(String, usize)> {
    let first = tokens.first()?;
    let close = match text[..first.start].chars().next_back()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let mut words = String::new();
    for (n, t) in tokens.iter().take(4).enumerate() {
        if n > 0 {
            words.push(' ');
        }
        words.push_str(&folded(&text[t.start..t.end]));
        if text[t.end..].trim_start_matches(['.', ' ', ',', '!']).starts_with(close) {
            return lexicon.verification().is_stage_direction(&words).then_some((words, n + 1));
        }
    }
    None
}

/// Whether a word can be a part of a name: printed with a capital and no word of the closed classes.
pub fn name_like(printed: &str, lexicon: &Lexicon) -> bool {
    let lower = folded(printed);
    let bare = lower.strip_suffix("'s").unwrap_or(&lower);
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

    fn keys(text: &str) -> Vec<String> {
        let (mut v, mut out) = (Vocabulary::default(), Vec::new());
        atoms(text, Lexicon::built_in(), &mut v, &mut out);
        out.iter().map(|a| v.entry(a.key).word.to_string()).collect()
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
