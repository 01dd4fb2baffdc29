//! Words whose neighbours say what they stand for → the words that outlets of another house style print.
//!
//! In: tokens, of which the first is asked. Out: [`Housed`], the words of form N3 and how many tokens they take: "Sept. 11" and "11th
//! September" are one, so are "'cause" and "because". Where the printed word can also be meant as it stands, what it stands for is its
//! second reading.

use std::borrow::Cow;

use super::view::{Compared, ComparedKind};
use crate::lexicon::{Class, Classes, DateWord, FunctionWord, Lexicon, NumberWord, folded, is_apostrophe};

/// What some tokens stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Housed {
    /// Words of form N3, each with its second reading.
    pub words: Vec<(String, Option<String>)>,
    /// How many tokens they take.
    pub tokens: usize,
}

impl Housed {
    fn one(word: &str, second: &str) -> Option<Self> {
        Some(Self { words: vec![(word.to_owned(), Some(second.to_owned()))], tokens: 1 })
    }
}

/// What stands around the first of some tokens.
pub struct Neighbours<'t> {
    /// The text.
    pub text: &'t str,
    /// The token before them.
    pub before: Option<Compared>,
    /// The tokens.
    pub tokens: &'t [Compared],
    /// The language.
    pub lexicon: &'t Lexicon,
}

/// The date that some tokens begin with, as words of form N3.
pub fn date(text: &str, tokens: &[Compared], lexicon: &Lexicon) -> Option<Housed> {
    let around = Neighbours { text, before: None, tokens, lexicon };
    around.date(&around.lower(0)?)
}

impl<'t> Neighbours<'t> {
    /// The words that the first token stands for in its place, if its neighbours tell.
    pub fn read(&self) -> Option<Housed> {
        let first = *self.tokens.first().filter(|t| t.kind != ComparedKind::Gap)?;
        let lower = folded(first.text(self.text));
        self.date(&lower)
            .or_else(|| self.clipped(&lower))
            .or_else(|| self.decade(&lower))
            .or_else(|| self.cut(&lower))
            .or_else(|| self.address(&lower))
            .or_else(|| self.title(&lower))
            .or_else(|| self.contracted(&lower))
    }

    /// The month, then the day.
    fn date(&self, lower: &str) -> Option<Housed> {
        // Every word of a text is asked.
        if !self.lexicon.dates().begins_day(lower) {
            return None;
        }
        self.date_of(lower)
    }

    fn date_of(&self, lower: &str) -> Option<Housed> {
        self.short_date(lower).or_else(|| self.long_date(lower))
    }

    /// "Sept. 11", "September 11th", "11 September".
    fn short_date(&self, lower: &str) -> Option<Housed> {
        let next = self.next(1)?;
        let other = folded(next.text(self.text));
        let (month, day) = match (self.month(lower), self.month(&other)) {
            (Some(month), None) if self.is_capital(self.tokens[0]) => (month, self.day(&other)?),
            (None, Some(month)) if self.is_capital(next) => (month, self.day(lower)?),
            _ => return None,
        };
        // A full stop behind a whole name ends the sentence.
        let between = self.text.get(self.tokens[0].end..next.start)?;
        let stands = matches!(between, " " | "\u{a0}") || (lower != month && between == ". ");
        if !stands {
            return None;
        }
        let words = vec![(month.to_owned(), None), (format!("#{day}"), None)];
        Some(Housed { words, tokens: 2 })
    }

    /// "The third of March", "March the 3rd", "March twenty-first".
    fn long_date(&self, lower: &str) -> Option<Housed> {
        let plays =
            |at: usize, role| self.lower(at).is_some_and(|word| self.lexicon.is_function(&word, role));
        let capital = |at: usize| self.next(at).is_some_and(|token| self.is_capital(token));
        let (month, day, tokens) = if let Some(month) = self.month(lower).filter(|_| capital(0)) {
            let from = 1 + usize::from(plays(1, FunctionWord::Definite));
            let (day, taken) = self.day_in_words(from)?;
            (month, day, from + taken)
        } else {
            let from = usize::from(self.lexicon.is_function(lower, FunctionWord::Definite));
            let (day, taken) = self.day_in_words(from)?;
            let at = from + taken + 1;
            let month = self
                .month(&self.lower(at)?)
                .filter(|_| plays(at - 1, FunctionWord::Genitive) && capital(at))?;
            (month, day, at + 1)
        };
        // A mark ends the date, but for the hyphen of "twenty-first".
        let printed = self.text.get(self.tokens[0].start..self.tokens[tokens - 1].end)?;
        let stands =
            printed.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\u{a0}' | '-' | '‐' | '‑'));
        stands.then(|| Housed { words: vec![(month.to_owned(), None), (format!("#{day}"), None)], tokens })
    }

    /// The number of a day that begins at a token, and how many tokens it takes: "3rd", "third", "twenty-first".
    fn day_in_words(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.lower(at)?;
        let number = |word: &str| self.lexicon.verification().number_word(word);
        let day = match number(&word) {
            Some(NumberWord::Value(tens @ (20 | 30))) => match number(&self.lower(at + 1)?) {
                Some(NumberWord::Ordinal(ones)) if ones < 10 => (tens + ones, 2),
                _ => return None,
            },
            Some(NumberWord::Ordinal(day)) => (day, 1),
            _ => (self.day(&word)?.into(), 1),
        };
        (1..=31).contains(&day.0).then_some(day)
    }

    /// The word `n` tokens on in lower case.
    fn lower(&self, n: usize) -> Option<Cow<'t, str>> {
        Some(folded(self.next(n)?.text(self.text)))
    }

    fn month(&self, lower: &str) -> Option<&'t str> {
        match self.lexicon.dates().word(lower)? {
            DateWord::Month(number) => self.lexicon.dates().month_name(number),
            _ => None,
        }
    }

    /// The number of a day, written in figures: 11 for "11th".
    fn day(&self, lower: &str) -> Option<u8> {
        let end = lower.find(|c: char| !c.is_ascii_digit()).unwrap_or(lower.len());
        let (figures, rest) = lower.split_at(end);
        let is_day = rest.is_empty() || self.lexicon.orthography().is_ordinal(rest);
        figures.parse().ok().filter(|day| is_day && (1..=31).contains(day))
    }

    /// "'cause": an apostrophe stands for the beginning of the word.
    fn clipped(&self, lower: &str) -> Option<Housed> {
        let whole = self.lexicon.house_style().clipped(lower)?;
        if self.is_behind_apostrophe() { Housed::one(lower, whole) } else { None }
    }

    /// "'90s", "90s": the century is left out.
    fn decade(&self, lower: &str) -> Option<Housed> {
        let end = lower.find(|c: char| !c.is_ascii_digit())?;
        let (figures, rest) = lower.split_at(end);
        let years = figures.parse::<u8>().ok().filter(|y| figures.len() == 2 && y.is_multiple_of(10))?;
        let decade = self.lexicon.orthography().is_decade(lower) && rest.len() == 1;
        // Whether "the 20s" are those of a hundred years ago nobody can tell from two figures.
        if decade && years >= FIRST_DECADE { Housed::one(lower, &format!("19{lower}")) } else { None }
    }

    /// "goin'": an apostrophe stands for the end of the word.
    fn cut(&self, lower: &str) -> Option<Housed> {
        let whole = self.lexicon.orthography().uncut(lower)?;
        let behind = self.text.get(self.tokens[0].end..)?;
        let mut chars = behind.chars();
        let cut = chars.next().is_some_and(is_apostrophe) && !chars.next().is_some_and(char::is_alphanumeric);
        if cut { Housed::one(lower, &whole) } else { None }
    }

    /// "Mill St.": what stands behind a name.
    fn address(&self, lower: &str) -> Option<Housed> {
        let long = self.lexicon.house_style().address(lower)?;
        let name = self.before.filter(|b| self.is_capital(*b) && self.is_beside(*b, self.tokens[0]))?;
        if name.kind == ComparedKind::Gap { None } else { Housed::one(lower, long) }
    }

    /// "Rep. Hale": what stands before a name.
    fn title(&self, lower: &str) -> Option<Housed> {
        let long = self.lexicon.house_style().title(lower)?;
        let next = self.next(1).filter(|next| self.is_capital(*next))?;
        let stands = self.is_capital(self.tokens[0]) && self.is_beside(self.tokens[0], next);
        if stands { Housed::one(lower, long) } else { None }
    }

    /// "Hale's been", "the mayor's not": the clitic is a verb, which the next word shows.
    fn contracted(&self, lower: &str) -> Option<Housed> {
        let (bare, clitic) = self.lexicon.orthography().split_clitic(lower);
        let known = || self.lexicon.contraction(lower).or(self.lexicon.verification().split(lower));
        if clitic.is_empty() || known().is_some() {
            return None;
        }
        let next = folded(self.next(1)?.text(self.text));
        let long = self.lexicon.orthography().clitic_verb();
        let shows = self.lexicon.classes(&next).meets(BEHIND_A_VERB);
        let second = self.lexicon.verification().second_reading(long).map(str::to_owned);
        let bare = self.lexicon.spelling(bare).unwrap_or(bare);
        shows.then(|| Housed { words: vec![(bare.to_owned(), None), (long.to_owned(), second)], tokens: 1 })
    }

    /// The token `n` places on, if it is a word of the speaker's.
    fn next(&self, n: usize) -> Option<Compared> {
        self.tokens.get(n).copied().filter(|t| t.kind == ComparedKind::Word)
    }

    fn is_capital(&self, token: Compared) -> bool {
        token.text(self.text).starts_with(char::is_uppercase)
    }

    /// Whether only a blank, or a full stop with a blank, stands between two tokens.
    fn is_beside(&self, a: Compared, b: Compared) -> bool {
        matches!(self.text.get(a.end..b.start), Some(" " | ". " | "\u{a0}" | ".\u{a0}"))
    }

    /// Whether an apostrophe stands before the first token, and no letter before it.
    fn is_behind_apostrophe(&self) -> bool {
        let mut before = self.text[..self.tokens[0].start].chars().rev();
        before.next().is_some_and(is_apostrophe) && !before.next().is_some_and(char::is_alphanumeric)
    }
}

/// The first decade of two figures that is read as one of the twentieth century.
const FIRST_DECADE: u8 = 30;

/// What stands behind a verb and not behind a possessive: "been", "not", "the".
const BEHIND_A_VERB: Classes =
    Classes::of(&[Class::Auxiliary, Class::Negation, Class::Determiner, Class::Gerund]);

#[cfg(test)]
mod tests {
    use super::super::view::compared;
    use super::*;

    #[test]
    fn no_date_begins_with_a_word_that_is_ruled_out() {
        let lexicon = Lexicon::built_in();
        let days = [
            "3",
            "3rd",
            "11th",
            "31",
            "32",
            "third",
            "Third",
            "twenty-first",
            "thirty first",
            "40",
            "ſecond",
        ];
        let months = ["March", "Sept.", "Mar", "May", "march", "Friday", "Harbour", "MARCH"];
        let mut found = 0;
        for day in days {
            for month in months {
                for text in [
                    format!("{month} {day}"),
                    format!("{day} {month}"),
                    format!("the {day} of {month}"),
                    format!("The {day} {month}"),
                    format!("{day} of {month}"),
                    format!("{month} the {day}"),
                    format!("a {day} of {month}"),
                ] {
                    let tokens = compared(&text);
                    let around = Neighbours { text: &text, before: None, tokens: &tokens, lexicon };
                    let lower = around.lower(0).expect("a word");
                    let date = around.date(&lower);
                    assert_eq!(date, around.date_of(&lower), "{text}");
                    found += usize::from(date.is_some());
                }
            }
        }
        assert!(found > 100, "{found}");
        for word in ["purred", "harbour", "'cause", "of", ""] {
            assert!(!lexicon.dates().begins_day(word), "{word}");
        }
    }
}
