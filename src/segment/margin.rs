//! Numbers of lines at the margin of a page, as courts and parliaments print them.
//!
//! In: lines. Out: whether they are numbered, and how many bytes of a line are its number.

/// Numbered lines that make a page…
const MIN_NUMBERED_LINES: usize = 8;
/// … and their part of the lines that are not blank, in percent.
const MIN_NUMBERED_PERCENT: usize = 60;

/// The bytes that the number of a line takes at its margin.
fn number(line: &str) -> Option<(u32, usize)> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let n = line[..digits].parse().ok().filter(|_| digits <= 2)?;
    let behind = &line[digits..];
    let gap = behind.len() - behind.trim_start().len();
    (behind.is_empty() || gap > 0).then_some((n, digits + gap))
}

/// True if lines are numbered at the margin, page by page.
pub fn is_numbered<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut numbered, mut in_order, mut last) = (0usize, 0usize, 0usize, 0);
    for line in lines {
        all += 1;
        if let Some((n, _)) = number(line) {
            numbered += 1;
            // A page begins with the first number; a list of questions has one of each.
            in_order += usize::from(n == last + 1 || (n == 1 && last != 1));
            last = n;
        }
    }
    numbered >= MIN_NUMBERED_LINES
        && 100 * numbered >= MIN_NUMBERED_PERCENT * all
        && 100 * in_order >= 90 * numbered
}

/// The bytes of a line before its text on a numbered page; all of a page's own number.
pub fn margin(line: &str) -> usize {
    match number(line) {
        Some((_, length)) => length,
        None if line.chars().all(|c| c.is_ascii_digit()) => line.len(),
        None => 0,
    }
}
