//! Dates as printed → ISO 8601. In: what a source calls its date, the language's words of dates. Out: a date,
//! with the time and its offset from UTC where they are given; or why there is none.
//!
//! ```text
//! date    = (weekday ","?)? day (between? time)? | time between? (weekday ","?)? day
//! day     = month number ","? year | number month ","? year | year month number | year/number/number | number/number/year
//! time    = number ":" number (":" number)? half? zone? | number half zone?
//! between = "," | "-" | "|" | "at" | "T"
//! ```
//!
//! A date that is ISO 8601 already is kept as it is. Nothing is guessed: of 03/04/2024 nobody knows which
//! number is the month, and a year has four figures. A weekday must be that of the day.

use std::fmt::Write;

use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal::Pieces};
use jiff::tz::Offset;

use super::reason::DateReason;
use crate::lexicon::{DateWord, Dates};

/// Longer ones are no dates.
const MAX_DATE_BYTES: usize = 80;

/// Reads a date.
///
/// # Errors
/// Why it cannot be read, and how to write it.
pub(super) fn date(printed: &str, dates: &Dates) -> Result<String, DateReason> {
    let text = printed.trim();
    if is_iso(text) {
        return Ok(text.to_owned());
    }
    if text.len() > MAX_DATE_BYTES {
        return Err(DateReason::Unread);
    }
    if let Ok(pieces) = Pieces::parse(text) {
        let time = pieces.time().map(|t| (t.hour(), t.minute(), t.second()));
        return Ok(iso(pieces.date(), time, pieces.to_numeric_offset()));
    }
    if let Ok(zoned) = rfc2822::parse(text) {
        let time = (zoned.hour(), zoned.minute(), zoned.second());
        return Ok(iso(zoned.date(), Some(time), Some(zoned.offset())));
    }
    let tokens = tokens(text);
    let mut reading = DateGuess { tokens: &tokens, dates, at: 0, doubt: None };
    let read = reading.date();
    match (read, reading.doubt) {
        (_, Some(doubt)) => Err(doubt),
        (None, None) => Err(DateReason::Unread),
        (Some(read), None) => Ok(read),
    }
}

/// A date as printed in a draft; `None` where it is none, or nobody knows which.
pub(crate) fn printed_date(printed: &str, dates: &Dates) -> Option<String> {
    date(printed, dates).ok()
}

/// A year, a month, or a day that may have a time behind it.
fn is_iso(text: &str) -> bool {
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let month = |text: &str| digits(text, 2) && (1..=12).contains(&text.parse().unwrap_or(0));
    if digits(text, 4) {
        return true;
    }
    if let Some((year, rest)) = text.split_once('-')
        && digits(year, 4)
        && month(rest)
    {
        return true;
    }
    let (Some(day), Some(rest)) = (text.get(..10), text.get(10..)) else { return false };
    let shaped =
        day.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    shaped && day.parse::<Date>().is_ok() && (rest.is_empty() || rest.starts_with(['T', 't', ' ']))
}

fn iso(day: Date, time: Option<(i8, i8, i8)>, offset: Option<Offset>) -> String {
    let mut out = day.to_string();
    if let Some((hour, minute, second)) = time {
        // Writing to a string never fails.
        let _ = write!(out, "T{hour:02}:{minute:02}:{second:02}");
        if let Some(offset) = offset {
            let minutes = offset.seconds() / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            let _ = write!(out, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
        }
    }
    out
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum DatePart {
    /// Its value and how many figures it has.
    Number(i32, usize),
    /// In lower case, without full stops.
    Word(String),
    Sign(char),
}

/// Blanks only part.
fn tokens(text: &str) -> Vec<DatePart> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = |own: &dyn Fn(char) -> bool| rest.find(|c| !own(c)).unwrap_or(rest.len());
        let taken = if first.is_ascii_digit() {
            let n = length(&|c: char| c.is_ascii_digit());
            // One with more figures than any date has is no date.
            out.push(DatePart::Number(rest[..n].parse().unwrap_or(-1), n));
            n
        } else if first.is_alphabetic() {
            // "a.m." is one word.
            let n = length(&|c: char| c.is_alphabetic() || c == '.');
            out.push(DatePart::Word(rest[..n].replace('.', "").to_lowercase()));
            n
        } else {
            if !first.is_whitespace() {
                out.push(DatePart::Sign(first));
            }
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

struct DateGuess<'t> {
    tokens: &'t [DatePart],
    dates: &'t Dates,
    at: usize,
    /// Why a date that was understood is none.
    doubt: Option<DateReason>,
}

type Time = ((i8, i8, i8), Option<Offset>);

impl DateGuess<'_> {
    /// The whole text.
    fn date(&mut self) -> Option<String> {
        let before = self.tried(Self::time);
        if before.is_some() {
            self.between();
        }
        let weekday = self.word(|word| matches!(word, DateWord::Weekday(_)));
        if weekday.is_some() {
            self.sign(&[',']);
        }
        let day = self.day()?;
        if let Some(DateWord::Weekday(number)) = weekday
            && day.weekday().to_monday_one_offset() != number
        {
            self.doubt = Some(DateReason::Weekday { day: day.to_string() });
            return None;
        }
        let time = match before {
            None if self.at < self.tokens.len() => {
                self.between();
                Some(self.time()?)
            }
            before => before,
        };
        let offset = time.and_then(|(_, offset)| offset);
        (self.at == self.tokens.len()).then(|| iso(day, time.map(|(time, _)| time), offset))
    }

    fn day(&mut self) -> Option<Date> {
        if let Some(month) = self.month() {
            let day = self.number(1..=2)?;
            self.word(|word| word == DateWord::BehindDay);
            self.sign(&[',', '-', '/']);
            return civil(self.number(4..=4)?, month, day);
        }
        if let Some(year) = self.number(4..=4) {
            let sign = self.sign(&['-', '/', '.']);
            if let Some(month) = self.month() {
                self.sign(&['-', '/', ',']);
                return civil(year, month, self.number(1..=2)?);
            }
            let month = self.number(1..=2)?;
            let same = self.sign(&['-', '/', '.']);
            (sign.is_some() && sign == same).then_some(())?;
            return civil(year, month, self.number(1..=2)?);
        }
        let first = self.number(1..=2)?;
        self.word(|word| word == DateWord::BehindDay);
        let sign = self.sign(&['-', '/', '.']);
        if let Some(month) = self.month() {
            self.sign(&[',', '-', '/']);
            return civil(self.number(4..=4)?, month, first);
        }
        let second = self.number(1..=2)?;
        let same = self.sign(&['-', '/', '.']);
        (sign.is_some() && sign == same).then_some(())?;
        let year = self.number(4..=4)?;
        match (civil(year, first, second), civil(year, second, first)) {
            (Some(one), Some(other)) if one != other => {
                let (month_first, day_first) = (one.to_string(), other.to_string());
                self.doubt = Some(DateReason::Ambiguous { month_first, day_first });
                None
            }
            (one, other) => one.or(other),
        }
    }

    fn time(&mut self) -> Option<Time> {
        let hour = self.number(1..=2)?;
        let (mut minute, mut second) = (0, 0);
        let colon = self.sign(&[':']).is_some();
        if colon {
            minute = self.number(2..=2)?;
            if self.sign(&[':']).is_some() {
                second = self.number(2..=2)?;
                // Parts of a second are of no use to anybody.
                if self.sign(&['.']).is_some() {
                    self.number(1..=9)?;
                }
            }
        }
        let hour = match self.word(|word| matches!(word, DateWord::Half(_))) {
            Some(DateWord::Half(more)) if (1..=12).contains(&hour) => hour % 12 + i32::from(more),
            None if colon => hour,
            _ => return None,
        };
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let small = |number: i32| i8::try_from(number).ok();
        Some(((small(hour)?, small(minute)?, small(second)?), self.offset()))
    }

    /// An offset, a zone's name, or one with the other behind it in brackets.
    fn offset(&mut self) -> Option<Offset> {
        if self.tokens.get(self.at) == Some(&DatePart::Word("z".to_owned())) {
            self.at += 1;
            return Some(Offset::UTC);
        }
        let bracket = self.sign(&['(']).is_some();
        let named = match self.word(|word| matches!(word, DateWord::Zone(_))) {
            Some(DateWord::Zone(minutes)) => minutes,
            _ => None,
        };
        if bracket {
            self.sign(&[')']);
        }
        let numeric = self.tried(|own| {
            let sign = own.sign(&['+', '-', '−'])?;
            let (hours, minutes) = match own.tokens.get(own.at)? {
                DatePart::Number(number, 4) => (number / 100, number % 100),
                DatePart::Number(number, 1 | 2) => (*number, -1),
                _ => return None,
            };
            own.at += 1;
            let minutes = match minutes {
                -1 if own.sign(&[':']).is_some() => own.number(2..=2)?,
                -1 => 0,
                given => given,
            };
            let all = 60 * hours + minutes;
            (hours < 15 && minutes < 60).then_some(if sign == '+' { all } else { -all })
        });
        if numeric.is_some() && self.sign(&['(']).is_some() {
            self.word(|word| matches!(word, DateWord::Zone(_)));
            self.sign(&[')']);
        }
        let minutes = numeric.or(named.map(i32::from))?;
        Offset::from_seconds(60 * minutes).ok()
    }

    /// What stands between day and time.
    fn between(&mut self) {
        self.sign(&[',', '-', '–', '—', '|', '·', '•']);
        if self.word(|word| word == DateWord::BeforeTime).is_none()
            && self.tokens.get(self.at) == Some(&DatePart::Word("t".to_owned()))
        {
            self.at += 1;
        }
    }

    fn month(&mut self) -> Option<i32> {
        match self.word(|word| matches!(word, DateWord::Month(_)))? {
            DateWord::Month(number) => Some(i32::from(number)),
            _ => None,
        }
    }

    /// A word of this sort.
    fn word(&mut self, own: impl Fn(DateWord) -> bool) -> Option<DateWord> {
        let Some(DatePart::Word(word)) = self.tokens.get(self.at) else { return None };
        let word = self.dates.word(word).filter(|word| own(*word))?;
        self.at += 1;
        Some(word)
    }

    /// A number of so many figures.
    fn number(&mut self, figures: std::ops::RangeInclusive<usize>) -> Option<i32> {
        let Some(DatePart::Number(number, length)) = self.tokens.get(self.at) else { return None };
        figures.contains(length).then(|| self.at += 1)?;
        Some(*number)
    }

    fn sign(&mut self, own: &[char]) -> Option<char> {
        let Some(DatePart::Sign(sign)) = self.tokens.get(self.at) else { return None };
        own.contains(sign).then(|| self.at += 1)?;
        Some(*sign)
    }

    /// Goes back where it fails.
    fn tried<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let from = self.at;
        let read = read(self);
        if read.is_none() {
            self.at = from;
        }
        read
    }
}

fn civil(year: i32, month: i32, day: i32) -> Option<Date> {
    let small = |number: i32| i8::try_from(number).ok();
    Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn read(text: &str) -> Result<String, String> {
        date(text, Lexicon::built_in().dates()).map_err(|reason| reason.to_string())
    }

    #[test]
    fn dates_of_many_forms_are_read() {
        for (text, wanted) in [
            ("2024", "2024"),
            ("2024-06", "2024-06"),
            (" 2024-06-01 ", "2024-06-01"),
            ("2024-06-01 00:00:00", "2024-06-01 00:00:00"),
            ("2024-06-01T10:15:00Z", "2024-06-01T10:15:00Z"),
            ("20240601", "2024-06-01"),
            ("20240601T101500Z", "2024-06-01T10:15:00+00:00"),
            ("June 1, 2024", "2024-06-01"),
            ("JUNE 1 2024", "2024-06-01"),
            ("1 June 2024", "2024-06-01"),
            ("1st June, 2024", "2024-06-01"),
            ("01-Jun-2024", "2024-06-01"),
            ("2024-Jun-01", "2024-06-01"),
            ("Sat., Jun. 1st, 2024", "2024-06-01"),
            ("Jun 1, 2024 10:15 am EDT", "2024-06-01T10:15:00-04:00"),
            ("Jun 1, 2024, 12:05 a.m. ET", "2024-06-01T00:05:00"),
            ("June 1, 2024 at 4pm", "2024-06-01T16:00:00"),
            ("10:15 PM EDT, Sat June 1, 2024", "2024-06-01T22:15:00-04:00"),
            ("1 June 2024 | 10:15 GMT+2", "2024-06-01T10:15:00+02:00"),
            ("1 June 2024 - 10:15", "2024-06-01T10:15:00"),
            ("2024/06/01", "2024-06-01"),
            ("2024/6/1 10:15:30", "2024-06-01T10:15:30"),
            ("2024.06.01", "2024-06-01"),
            ("2024/06/01T10:15:00.123+05:30", "2024-06-01T10:15:00+05:30"),
            ("25/12/2024", "2024-12-25"),
            ("12/25/2024", "2024-12-25"),
            ("03/03/2024", "2024-03-03"),
            ("Sat, 01 Jun 2024 10:15:00 -0400", "2024-06-01T10:15:00-04:00"),
            ("Sat, 1 Jun 2024 10:15:00 GMT", "2024-06-01T10:15:00+00:00"),
            ("Sat, 01 Jun 2024 10:15:00 -0400 (EDT)", "2024-06-01T10:15:00-04:00"),
            ("Sat Jun 01 2024 10:15:00 GMT+0200 (CEST)", "2024-06-01T10:15:00+02:00"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for (text, why) in [
            ("03/04/2024", "it may be 2024-03-04 or 2024-04-03"),
            ("3.4.2024 10:15", "it may be 2024-03-04 or 2024-04-03"),
            ("Sun, June 1, 2024", "2024-06-01 is another day of the week"),
            ("Sun, 01 Jun 2024 10:15:00 GMT", "2024-06-01 is another day of the week"),
            ("06/01/24", "it is not a date"),
            ("2024-02-30", "it is not a date"),
            ("Feb 30, 2024", "it is not a date"),
            ("13/13/2024", "it is not a date"),
            ("June 2024", "it is not a date"),
            ("June 1", "it is not a date"),
            ("June 1, 2024 by Lena Brandt", "it is not a date"),
            ("June 1, 2024 25:15", "it is not a date"),
            ("June 1, 2024 13:15 pm", "it is not a date"),
            ("Published June 1, 2024", "it is not a date"),
            ("2 hours ago", "it is not a date"),
            ("yesterday", "it is not a date"),
            ("1717236900", "it is not a date"),
            ("99999999999999999999/1/1", "it is not a date"),
            ("2024-06-1é", "it is not a date"),
            ("<script>", "it is not a date"),
            ("", "it is not a date"),
        ] {
            let told = read(text);
            assert!(told.as_ref().is_err_and(|told| told.starts_with(why)), "{text}: {told:?}");
        }
    }
}
