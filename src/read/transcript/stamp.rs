//! Time stamps of transcripts: `[00:12:34]`, `(12:34)`, `0:12`.

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
        return (behind.is_empty() || behind.starts_with(char::is_whitespace)).then_some((time, length));
    };
    // "[00:12:34 --> 00:12:50]": the first one tells.
    let end = behind.find(close)?;
    let range = |c: char| own(c) || matches!(c, ' ' | '-' | '–' | '>');
    behind[..end].chars().all(range).then_some((time, open + length + end + close.len_utf8()))
}

/// A stamp that ends a text: `Ana Ruiz (00:12)`, `Ana Ruiz  0:12`. Bytes before it, and milliseconds.
pub(super) fn closing(text: &str) -> Option<(usize, u64)> {
    let at = text.rfind(['(', '[']).filter(|_| text.ends_with([')', ']']));
    let at = at.or_else(|| text.rfind(char::is_whitespace).map(|blank| blank + 1))?;
    let (time, length) = leading(text.get(at..)?)?;
    (at + length == text.len()).then(|| (text[..at].trim_end().len(), time))
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
        for none in ["12", "1:2", "[pause]", "3:75", "10:30am", "[00:12", "2031:04:05"] {
            assert_eq!(leading(none), None, "{none}");
        }
        assert_eq!(closing("Ana Ruiz (00:12)"), Some((8, 12_000)));
        assert_eq!(closing("Ana Ruiz  1:00:12"), Some((8, 3_612_000)));
        assert_eq!(closing("Ana Ruiz"), None);
    }
}
