//! Numbers in words and figures → one key: "five million", "5 million", "5m" and "5,000,000" are one.

use super::view::{Compared, ComparedKind};
use crate::lexicon::{Lexicon, NumberWord, Verification, folded};

/// A number at the beginning of a run of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// `#` and the value; ordinals end in `ord`.
    pub key: String,
    /// Tokens it takes.
    pub tokens: usize,
}

/// A value as digits and a power of ten, without zeros at the end, so that no rounding ever happens.
#[derive(Debug, Clone, Copy)]
struct Value {
    digits: u128,
    exponent: i32,
}

impl Value {
    fn ordinal(self) -> String {
        self.key() + "ord"
    }

    fn key(mut self) -> String {
        if self.digits == 0 {
            return "#0".to_owned();
        }
        while self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.exponent += 1;
        }
        match self.exponent {
            0 => format!("#{}", self.digits),
            e => format!("#{}e{e}", self.digits),
        }
    }
}

/// The number that begins with the first token, if one does.
pub fn read(text: &str, tokens: &[Compared], lexicon: &Lexicon) -> Option<Number> {
    let v = lexicon.verification();
    let word = |i: usize| {
        let t = tokens.get(i).filter(|t| t.kind != ComparedKind::Gap)?;
        Some(folded(t.text(text)))
    };
    let first = word(0)?;
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        let (value, rest) = figures(&first)?;
        if lexicon.orthography().is_ordinal(rest) {
            return Some(Number { key: value.ordinal(), tokens: 1 });
        }
        let power = if rest.is_empty() { 0 } else { v.number_suffix(rest)? };
        let mut value = Value { exponent: value.exponent + i32::try_from(power).ok()?, ..value };
        let mut n = 1;
        if let Some(part) = and_a_part(&word, 1, v).filter(|_| rest.is_empty() && value.exponent == 0) {
            value = Value { digits: value.digits.checked_mul(100)?.checked_add(part)?, exponent: -2 };
            n += AND_A_PART;
        }
        if rest.is_empty()
            && let Some(NumberWord::Scale(power)) = word(n).and_then(|w| v.number_word(&w))
        {
            value.exponent += i32::try_from(power).ok()?;
            n += 1;
        }
        return Some(Number { key: value.key(), tokens: n });
    }
    let scaled = || matches!(word(1).and_then(|w| v.number_word(&w)), Some(NumberWord::Scale(_)));
    if v.is_one(&first) && scaled() {
        return spelled(&word, v);
    }
    match v.number_word(&first)? {
        NumberWord::Ordinal(n) => {
            Some(Number { key: Value { digits: n.into(), exponent: 0 }.ordinal(), tokens: 1 })
        }
        NumberWord::Scale(_) => None,
        NumberWord::Value(century) => year(&word, century, v).or_else(|| spelled(&word, v)),
        // "half a million", "half million"; half of anything else is no number.
        NumberWord::Part(part) => {
            let scale = 1 + usize::from(word(1).is_some_and(|w| v.is_one(&w)));
            let Some(NumberWord::Scale(power)) = word(scale).and_then(|w| v.number_word(&w)) else {
                return None;
            };
            let value = Value { digits: part.into(), exponent: i32::try_from(power).ok()? - 2 };
            Some(Number { key: value.key(), tokens: scale + 1 })
        }
    }
}

/// Centuries that years are named by in words.
const CENTURIES: std::ops::RangeInclusive<u32> = 13..=20;

/// "nineteen ninety-six": the century, then the year in it from 10.
fn year<'t>(
    word: &impl Fn(usize) -> Option<std::borrow::Cow<'t, str>>,
    century: u32,
    v: &Verification,
) -> Option<Number> {
    let value = |i: usize| match word(i).and_then(|w| v.number_word(&w)) {
        Some(NumberWord::Value(value)) => Some(value),
        _ => None,
    };
    let tens = value(1).filter(|tens| CENTURIES.contains(&century) && (10..100).contains(tens))?;
    let ones = value(2).filter(|ones| tens >= 20 && tens.is_multiple_of(10) && (1..10).contains(ones));
    let scaled = matches!(
        word(2 + usize::from(ones.is_some())).and_then(|w| v.number_word(&w)),
        Some(NumberWord::Scale(_))
    );
    let digits = u128::from(century * 100 + tens + ones.unwrap_or_default());
    // "twenty thirty" thousand is no year.
    (!scaled)
        .then(|| Number { key: Value { digits, exponent: 0 }.key(), tokens: 2 + usize::from(ones.is_some()) })
}

/// Words of "and a half".
const AND_A_PART: usize = 3;

/// The hundredths of "and a half".
fn and_a_part<'t>(
    word: &impl Fn(usize) -> Option<std::borrow::Cow<'t, str>>,
    at: usize,
    v: &Verification,
) -> Option<u128> {
    let joined = word(at).is_some_and(|w| v.joins_numbers(&w)) && word(at + 1).is_some_and(|w| v.is_one(&w));
    match word(at + 2).filter(|_| joined).and_then(|w| v.number_word(&w))? {
        NumberWord::Part(part) => Some(part.into()),
        _ => None,
    }
}

/// "1,250.50" → its value, and what follows the figures: "th", "m".
fn figures(lower: &str) -> Option<(Value, &str)> {
    let end = lower.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(lower.len());
    let (number, rest) = lower.split_at(end);
    let number = number.trim_end_matches(['.', ',']);
    let mut value = Value { digits: 0, exponent: 0 };
    let mut point = false;
    for c in number.chars() {
        match c.to_digit(10) {
            Some(d) => {
                value.digits = value.digits.checked_mul(10)?.checked_add(d.into())?;
                value.exponent -= i32::from(point);
            }
            None if c == '.' && point => return None,
            None => point |= c == '.',
        }
    }
    Some((value, rest))
}

/// "one hundred and five thousand", word by word.
fn spelled<'t>(
    word: &impl Fn(usize) -> Option<std::borrow::Cow<'t, str>>,
    v: &Verification,
) -> Option<Number> {
    let (mut total, mut current): (u128, Option<u128>) = (0, None);
    let mut part = 0;
    let (mut last_scale, mut n) = (u32::MAX, 0);
    let mut at = 0;
    while let Some(w) = word(at) {
        if let Some(hundredths) = and_a_part(word, at, v).filter(|_| part == 0 && current.is_some()) {
            part = hundredths;
            at += AND_A_PART;
            n = at;
            continue;
        }
        let said = if at == 0 && v.is_one(&w) { Some(NumberWord::Value(1)) } else { v.number_word(&w) };
        match said {
            Some(NumberWord::Value(value)) => {
                let value = u128::from(value);
                current = match current {
                    None => Some(value),
                    Some(c) if part == 0 && fits(c, value) => Some(c + value),
                    Some(_) => break,
                };
            }
            Some(NumberWord::Scale(2)) if part == 0 && current.is_some_and(|c| (1..100).contains(&c)) => {
                current = current.map(|c| c * 100);
            }
            Some(NumberWord::Scale(power)) if power > 2 && power < last_scale && current.is_some() => {
                let hundredths = current.unwrap_or_default() * 100 + part;
                total += hundredths * 10u128.checked_pow(power)? / 100;
                (current, last_scale, part) = (None, power, 0);
            }
            None if n > 0 && v.joins_numbers(&w) => {
                // "one hundred and five": the joiner counts only between a scale and what fits below it.
                let next = word(at + 1).and_then(|w| v.number_word(&w));
                let open = current.map_or(total > 0, |c| c.is_multiple_of(100) && c > 0);
                if !open || !matches!(next, Some(NumberWord::Value(_))) {
                    break;
                }
                at += 1;
                continue;
            }
            _ => break,
        }
        at += 1;
        n = at;
    }
    let digits = (total + current.unwrap_or_default()) * 100 + part;
    (n > 0).then(|| Number { key: Value { digits, exponent: -2 }.key(), tokens: n })
}

/// Whether `value` can follow `current` in one number: "twenty" "five", "hundred" "twelve"; not "two" "three".
fn fits(current: u128, value: u128) -> bool {
    match value {
        1..=9 => {
            (current % 100 >= 20 && current.is_multiple_of(10))
                || (current.is_multiple_of(100) && current > 0)
        }
        10..=99 => current.is_multiple_of(100) && current > 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::compared;

    fn key(text: &str) -> Option<(String, usize)> {
        read(text, &compared(text), Lexicon::built_in()).map(|n| (n.key, n.tokens))
    }

    #[test]
    fn figures_and_words_meet() {
        for same in [
            &["five million", "5 million", "5m", "5,000,000"][..],
            &["one hundred and five thousand", "105,000", "105 thousand"],
            &["2.5 billion", "2,500 million", "2.5bn"],
            &["twenty-one", "21"],
            &["third", "3rd"],
            &["zero", "0", "0.0"],
            &["a thousand", "1,000", "one thousand"],
            &["a hundred and five", "105"],
            &["two and a half million", "2.5 million", "2 and a half million", "2,500,000"],
            &["half a million", "500,000", "half million"],
            &["three and a quarter", "3.25"],
            &["nineteen ninety-six", "1996"],
            &["twenty twenty-four", "2024"],
            &["nineteen fourteen", "1914"],
        ] {
            for other in &same[1..] {
                assert_eq!(key(same[0]).map(|k| k.0), key(other).map(|k| k.0), "{other}");
            }
        }
        assert_ne!(key("12"), key("21"));
        assert_ne!(key("12"), key("120"));
    }

    #[test]
    fn a_number_ends_where_the_next_begins() {
        assert_eq!(key("two three"), Some(("#2".to_owned(), 1)));
        assert_eq!(key("two and three"), Some(("#2".to_owned(), 1)));
        assert_eq!(key("millions of"), None);
        assert_eq!(key("hundred"), None);
        assert_eq!(key("half a bridge"), None);
        assert_eq!(key("two and a bridge"), Some(("#2".to_owned(), 1)));
        assert_eq!(key("a bridge"), None);
        assert_eq!(key("2016"), Some(("#2016".to_owned(), 1)));
        assert_eq!(key("99999999999999999999999999999999999999999999"), None);
    }
}
