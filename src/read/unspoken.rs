//! What records and captions print and nobody said. In: lines. Out: the words that were said.
//!
//! ```text
//! [APPLAUSE]  (Laughter.)  ♪ la la ♪  # la la #      sounds and songs
//! END  ###  -30-  END    2:15 P.M. EDT               lines that end a record
//! ```
//!
//! Which words name a sound is the language's to say (`verification.toml`). What was said and could not be
//! made out, `[INAUDIBLE]`, stays: without it words would stand side by side that nobody said so.

use std::ops::Range;

use crate::lexicon::{Class, Lexicon, folded};

/// Signs of music.
const NOTES: [char; 5] = ['♪', '♫', '♩', '♬', '🎵'];
/// A longer bracket holds more than a sound.
const MAX_SOUND_WORDS: usize = 5;

/// The same, in bytes.
const MAX_SOUND_BYTES: usize = 80;

/// The lines of one cue without sounds and songs; a tag is kept as it is. Brackets and songs may go on over
/// several lines.
pub(super) fn spoken(payload: &[&str], lexicon: &Lexicon) -> Vec<String> {
    let is_song = |line: &&str| line.len() > 1 && line.starts_with('#') && line.ends_with('#');
    let lines: Vec<&str> = payload.iter().map(|line| line.trim()).filter(|line| !is_song(line)).collect();
    let mut text = lines.join("\n");
    for noises in [songs, sounds] {
        text = without(&text, &noises(&text, lexicon));
    }
    text.lines().map(str::to_owned).collect()
}

/// A blank stays between the words, a line's end between lines, and nothing before a full stop.
fn without(text: &str, noises: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for noise in noises {
        out.push_str(&text[at..noise.start]);
        at = noise.end;
        if text[noise.clone()].contains('\n') {
            out.push('\n');
        } else if text[at..].starts_with(['.', ',', ';', '!', '?']) {
            out.truncate(out.trim_end_matches(' ').len());
        } else {
            out.push(' ');
        }
    }
    out.push_str(&text[at..]);
    out
}

/// From a note to the next one; one alone stands before or behind all that is sung.
fn songs(text: &str, _: &Lexicon) -> Vec<Range<usize>> {
    let mut notes: Vec<Range<usize>> = Vec::new();
    for (at, note) in text.match_indices(NOTES) {
        match notes.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end += note.len(),
            None => notes.push(at..at + note.len()),
        }
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    for pair in notes.chunks(2) {
        let done = out.last().map_or(0, |last| last.end);
        out.push(match pair {
            [open, close] => open.start..close.end,
            [only] if text[only.end..].trim().is_empty() && only.start > done => done..only.end,
            [only, ..] => only.start..text.len(),
            [] => continue,
        });
    }
    out
}

/// Brackets that hold a sound: square ones, round ones that are a line or name a sound.
fn sounds(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let is_bare = |part: &str| {
        #[cfg(test)]
        crate::steps::count(part.len());
        part.trim_start_matches(['>', '-', ' ']).is_empty()
    };
    // True if the line has only marks of a new voice so far.
    let (mut at, mut bare) = (0, true);
    while let Some(open) = text[at..].find(['[', '(', '<']).map(|i| at + i) {
        let before = &text[at..open];
        let begins =
            before.rfind('\n').map(|i| is_bare(&before[i + 1..])).unwrap_or_else(|| bare && is_bare(before));
        // The bracket itself is no such mark.
        bare = false;
        let (sign, close) = match text.as_bytes()[open] {
            b'[' => ('[', ']'),
            b'(' => ('(', ')'),
            _ => ('<', '>'),
        };
        let inside = &text[open + 1..];
        #[cfg(test)]
        crate::steps::count(open + 1 - at + inside.find([sign, close]).unwrap_or(inside.len()));
        at = open + 1;
        // A bracket within it is no sound's.
        let Some(length) = inside.find([sign, close]).filter(|&i| inside[i..].starts_with(close)) else {
            continue;
        };
        let (inner, end) = (&inside[..length], open + length + 2);
        at = end;
        let behind = text[end..].trim_start_matches([' ', '\t']);
        // "[ANA RUIZ]:" tells who speaks, and "[ __ ]" that a word was cut out.
        let is_label = behind.starts_with(':') || !inner.contains(char::is_alphabetic);
        if sign == '<' || is_label {
            continue;
        }
        let last = behind.trim_start_matches(['.', ' ', '\t']);
        let alone = begins && (last.is_empty() || last.starts_with('\n'));
        if is_sound(inner, lexicon) || (sign == '[' || alone) && !is_unheard(inner, lexicon) {
            out.push(open..end);
        }
    }
    out
}

/// The words in lower case.
fn words(inner: &str) -> Vec<String> {
    inner
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
        .filter(|word| !word.is_empty())
        .map(|word| folded(word).into_owned())
        .collect()
}

fn is_unheard(inner: &str, lexicon: &Lexicon) -> bool {
    let words = words(inner);
    let known = lexicon.verification();
    known.is_unheard(&words.join(" ")) || words.iter().any(|word| known.is_unheard(word))
}

/// "Laughter", "crowd cheering and applause".
pub(super) fn is_sound(inner: &str, lexicon: &Lexicon) -> bool {
    let words = words(inner);
    let known = lexicon.verification();
    if is_unheard(inner, lexicon) {
        return false;
    }
    if known.is_stage_direction(&words.join(" ")) {
        return true;
    }
    let is_stage = |word: &String| known.is_stage_direction(word);
    let fits = |word: &String| {
        is_stage(word) || known.is_label(word) || lexicon.classes(word).has(Class::Coordinator)
    };
    words.len() <= MAX_SOUND_WORDS && words.iter().all(fits) && words.iter().any(is_stage)
}

/// The place in a record's paragraph of what was said: without "(Applause.)" at its ends; empty where nothing
/// was.
pub(super) fn said(paragraph: &str, lexicon: &Lexicon) -> Range<usize> {
    if in_brackets(paragraph).is_some() {
        return 0..0;
    }
    let mut place = 0..paragraph.len();
    loop {
        let rest = &paragraph[place.clone()];
        let bare = rest.trim_start();
        let start = place.end - bare.len();
        let end = place.start + rest.trim_end().len();
        if start >= end {
            return 0..0;
        }
        place = start..end;
        let text = &paragraph[place.clone()];
        let is_noise = |part: &&str| in_brackets(part).is_some_and(|inner| is_sound(inner, lexicon));
        let near = text.floor_char_boundary(MAX_SOUND_BYTES);
        let far = text.ceil_char_boundary(text.len().saturating_sub(MAX_SOUND_BYTES));
        let first = text[..near].find([')', ']']).map(|close| &text[..=close]).filter(is_noise);
        let last = text[far..].rfind(['(', '[']).map(|open| &text[far + open..]).filter(is_noise);
        match (first, last) {
            (Some(first), _) => place.start += first.len(),
            (None, Some(last)) => place.end -= last.len(),
            (None, None) => return place,
        }
    }
}

/// What one pair of brackets around all of it holds.
pub(super) fn in_brackets(text: &str) -> Option<&str> {
    let inner = |open: char, close: char| {
        let inner = text.strip_prefix(open)?.trim_end_matches('.').strip_suffix(close)?;
        (!inner.contains([open, close])).then_some(inner)
    };
    inner('(', ')').or_else(|| inner('[', ']'))
}

/// True if a line ends a record, with or without the time at which it ended.
pub(super) fn closes(line: &str, lexicon: &Lexicon) -> bool {
    // Of a longer line no more is read than shows that it is longer.
    let most = lexicon.verification().longest_closing() + 1;
    let known = |part: &str| {
        let bare = part.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase);
        lexicon.verification().is_closing(&bare.take(most).collect::<String>())
    };
    let timed = line.split_once(|c: char| c.is_ascii_digit()).map(|(before, _)| before);
    known(line) || timed.is_some_and(|before| before.ends_with(char::is_whitespace) && known(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> &'static Lexicon {
        Lexicon::built_in()
    }

    #[test]
    fn sounds_and_songs_are_taken_from_a_cue() {
        for (payload, wanted) in [
            (&["[APPLAUSE] Thank you."][..], "Thank you."),
            (&["Thank you. [crowd", "cheering] It held."], "Thank you. / It held."),
            (&["(applause)"], ""),
            (&[">> (she shouts)"], ">>"),
            (&["It held (laughter) for a year."], "It held for a year."),
            (&["It held (CROWD CHEERING AND APPLAUSE)."], "It held."),
            (&["It held (as you know) for a year."], "It held (as you know) for a year."),
            (&["♪ the wall, the wall ♪"], ""),
            (&["♪ the wall", "the wall ♪ >> Good evening."], ">> Good evening."),
            (&["♪♪ the wall ♪♪", "It held."], "It held."),
            (&["♪ the wall,", "the wall"], ""),
            (&["the wall ♪"], ""),
            (&["# the wall #", "It held."], "It held."),
            (&["[ANA RUIZ]: It held."], "[ANA RUIZ]: It held."),
            (&["What the [ __ ] is it [INAUDIBLE] now"], "What the [ __ ] is it [INAUDIBLE] now"),
            (&["<v Ana (Mayor)>It [sighs] held."], "<v Ana (Mayor)>It held."),
            (&["It [held (so."], "It [held (so."),
            (&["We are #1 here"], "We are #1 here"),
        ] {
            let got: Vec<String> = spoken(payload, lexicon())
                .iter()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|line| !line.is_empty())
                .collect();
            assert_eq!(got.join(" / "), wanted, "{payload:?}");
        }
    }

    #[test]
    fn a_paragraph_is_said_without_the_sounds_at_its_ends() {
        for (paragraph, wanted) in [
            ("(Applause.)", ""),
            ("(She rises.)", ""),
            ("(Laughter.) (Applause.)", ""),
            ("(Laughter and applause.)  Good morning.  (Applause.) ", "Good morning."),
            ("We won. (Applause.) And again.", "We won. (Applause.) And again."),
            ("We won (at last).", "We won (at last)."),
            ("(At last) we won.", "(At last) we won."),
            ("We won. [Laughs]", "We won."),
            ("We won in (inaudible).", "We won in (inaudible)."),
            (") and (", ") and ("),
        ] {
            assert_eq!(&paragraph[said(paragraph, lexicon())], wanted, "{paragraph}");
        }
    }

    #[test]
    fn closing_lines() {
        for line in
            ["END", "###", "# # #", "-30-", "- 30 -", "[END]", "END\t\t2:15 P.M. EDT", "END     12:00 P.M."]
        {
            assert!(closes(line, lexicon()), "{line}");
        }
        for line in ["The end", "End it.", "### Heading", "30", "END2", "In the end 3 stood."] {
            assert!(!closes(line, lexicon()), "{line}");
        }
    }

    #[test]
    fn marks_of_voices_before_many_brackets_are_looked_at_once() {
        let line = format!("{}{}", ">".repeat(100_000), "(a)".repeat(100_000));
        let (_, steps) = crate::steps::counted(|| spoken(&[&line], lexicon()));
        assert!(steps <= 4 * line.len(), "{steps} steps for {} bytes", line.len());
    }

    #[test]
    fn hostile_cues_cost_their_length() {
        for piece in ["[", "(", "[]", "[a", "(a)", "♪", "♪ a", "<", "[a]", "(laughter)"] {
            let line = format!("{0}{1}{0}", piece.repeat(100_000), "word ".repeat(100_000));
            let (_, steps) = crate::steps::counted(|| (spoken(&[&line], lexicon()), said(&line, lexicon())));
            assert!(steps <= 4 * line.len(), "{piece}: {steps} steps for {} bytes", line.len());
        }
    }
}
