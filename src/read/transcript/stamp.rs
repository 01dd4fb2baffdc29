//! Time stamps of transcripts: `[00:12:34]`, `(12:34)`, `0:12`, `3 minutes 4 seconds`.

use crate::lexicon::{Lexicon, folded};

/// Signs between a stamp and a name: `Ana Ruiz | 0:12`, `0:12 - Ana Ruiz`.
const BETWEEN: [char; 7] = [' ', '|', ',', '-', '–', '·', '/'];

/// Between the two times of a range.
const ARROW: &str = "-->";

/// A stamp at the beginning of a text: milliseconds, and the bytes that it takes.
pub(super) fn leading(text: &str) -> Option<(u64, usize)> {
    let (open, close) = match text.chars().next()? {
        '[' => (1, Some(']')),
        '(' => (1, Some(')')),
        c if c.is_ascii_digit() => (0, None),
        _ => return None,
    };
    let inner = &text[open..];
    let own = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    let length = inner.find(|c: char| !own(c)).unwrap_or(inner.len());
    let time = millis(inner[..length].trim_end_matches(['.', ',']))?;
    let behind = &inner[length..];
    let Some(close) = close else {
        // "00:12.680 --> 00:14.800": the first one tells. A further arrow belongs to no stamp, however many there are.
        let second = behind.trim_start().strip_prefix(ARROW).map(str::trim_start);
        let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
        let rest = second.and_then(|second| {
            let length = second.find(|c: char| !own(c)).unwrap_or(second.len());
            millis(second[..length].trim_end_matches(['.', ',']))?;
            Some(&second[length..]).filter(|rest| ends(rest))
        });
        let behind = rest.unwrap_or(behind);
        return ends(behind).then_some((time, text.len() - behind.len()));
    };
    // "[00:12:34 --> 00:12:50]": the first one tells.
    let end = behind.find(close)?;
    let range = |c: char| own(c) || matches!(c, ' ' | '-' | '–' | '>');
    behind[..end].chars().all(range).then_some((time, open + length + end + close.len_utf8()))
}

/// A stamp that ends a text: `Ana Ruiz (00:12)`, `Ana Ruiz | 0:12`. Bytes before it, and milliseconds.
pub(super) fn closing(text: &str, lexicon: &Lexicon) -> Option<(usize, u64)> {
    let bracket = text.rfind(['(', '[']).filter(|_| text.ends_with([')', ']']));
    let at = bracket.or_else(|| text.rfind(char::is_whitespace).map(|blank| blank + 1))?;
    let stamp = leading(text.get(at..)?).filter(|(_, length)| at + length == text.len());
    let inner = || text.get(at + 1..text.len() - 1).filter(|_| bracket.is_some());
    let time = stamp.map(|s| s.0).or_else(|| written_out(inner()?, lexicon))?;
    let name = text[..at].trim_end().trim_end_matches(BETWEEN).trim_end_matches(['*', '_', ' ']);
    Some((name.len(), time))
}

/// The bytes of the signs that part a stamp from the name behind it: " - ".
pub(super) fn gap(text: &str) -> usize {
    let blank = text.len() - text.trim_start().len();
    let signs = text.trim_start_matches(BETWEEN);
    // A dash at a word is the word's.
    if signs.len() < text.len() && text[..text.len() - signs.len()].ends_with(' ') {
        text.len() - signs.len()
    } else {
        blank
    }
}

/// True if a text is a stamp and nothing else.
pub(super) fn alone(text: &str, lexicon: &Lexicon) -> Option<u64> {
    let stamp = leading(text).filter(|(_, length)| *length == text.len()).map(|s| s.0);
    stamp.or_else(|| written_out(text, lexicon))
}

/// Milliseconds of "3 minutes 4 seconds".
fn written_out(text: &str, lexicon: &Lexicon) -> Option<u64> {
    // Most lines begin with no number, and are read no further.
    text.split_whitespace().next()?.parse::<u64>().ok()?;
    let words: Vec<&str> = text.split_whitespace().take(7).collect();
    if words.is_empty() || !words.len().is_multiple_of(2) || words.len() > 6 {
        return None;
    }
    words.chunks_exact(2).try_fold(0u64, |sum, pair| {
        let number: u64 = pair[0].parse().ok().filter(|n| *n < 1_000)?;
        let unit = lexicon.records().clock(&folded(pair[1].trim_end_matches(',')))?;
        Some(sum + number * unit)
    })
}

/// Milliseconds of `[h:]mm:ss[.mmm]`.
fn millis(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let parts: Vec<&str> = whole.split(':').collect();
    let shaped = |(i, part): (usize, &&str)| part.len() == 2 || (i == 0 && (1..=3).contains(&part.len()));
    if !(2..=3).contains(&parts.len()) || !parts.iter().enumerate().all(shaped) {
        return None;
    }
    let mut seconds = 0u64;
    for (i, part) in parts.iter().enumerate() {
        let n: u64 = part.parse().ok().filter(|n| i == 0 || *n < 60)?;
        seconds = seconds * 60 + n;
    }
    let digits: String = part.chars().chain("000".chars()).take(3).collect();
    Some(seconds * 1000 + digits.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_stand_before_and_behind() {
        assert_eq!(leading("[00:12:34] RUIZ"), Some((754_000, 10)));
        assert_eq!(leading("(1:02.5) Yes"), Some((62_500, 8)));
        assert_eq!(leading("[00:00:05 - 00:00:09] a"), Some((5_000, 21)));
        assert_eq!(leading("0:12"), Some((12_000, 4)));
        assert_eq!(leading("0:12 --> 0:14 Yes"), Some((12_000, 13)));
        assert_eq!(leading("0:12 --> 0:14am"), Some((12_000, 4)));
        assert_eq!(leading(&"0:12 --> ".repeat(200_000)), Some((12_000, 13)));
        for none in ["12", "1:2", "[pause]", "3:75", "10:30am", "[00:12", "2031:04:05"] {
            assert_eq!(leading(none), None, "{none}");
        }
        let lexicon = Lexicon::built_in();
        for (text, time) in [
            ("Ana Ruiz (00:12)", 12_000),
            ("Ana Ruiz  1:00:12", 3_612_000),
            ("Ana Ruiz | 0:12", 12_000),
            ("Ana Ruiz, 0:12", 12_000),
            ("Ana Ruiz (3 minutes 4 seconds)", 184_000),
        ] {
            assert_eq!(closing(text, lexicon), Some((8, time)), "{text}");
        }
        assert_eq!(closing("Ana Ruiz", lexicon), None);
        assert_eq!(closing("Ana Ruiz (4 boats)", lexicon), None);
        assert_eq!(alone("1 hour 0 minutes 12 seconds", lexicon), Some(3_612_000));
        assert_eq!(alone("0:12", lexicon), Some(12_000));
        assert_eq!(alone("0:12 and more", lexicon), None);
        assert_eq!((gap(" - Ana"), gap("  Ana"), gap(" | Ana"), gap(" -Ana")), (3, 2, 3, 1));
    }
}
