//! The collation of one remark as an aligned grid. In: a remark and its collation. Out: lines in which
//! agreeing words stand under each other, in blocks where they do not fit one line.
//!
//! ```text
//! {+words+}    other words than the base has there, or words that it lacks
//! [-----]      the words above it are missing here
//! [-words-]    the same, beside words that are not
//! [.....]      the same, where the version marks an omission
//! {~words~}    the base's words, from another place
//! … n words …  words that all versions share
//! ```

use std::ops::Range;

use crate::model::{Article, Collation, Remark, Span, WordingIx};
use crate::render::look::Look;
use crate::render::shared::{
    Drawn, Mark, TOP, count, escape_terminal, is_bracketed, marks, only, siglum, texts, top, variants,
};

use super::layout::{broken, cut, width, wrap};

/// Agreed words beyond this many are collapsed, and [`KEPT`] are kept at either end.
const LONG: usize = 8;
const KEPT: usize = 2;
/// A missing run beyond this many words is counted rather than repeated.
const LONG_GAP: usize = 4;
/// A gap of at most so many words beside other words goes without saying.
const SMALL: usize = 3;
/// Agreement is broken at a line's end only where that leaves a readable rest.
const WORTH: usize = 16;
/// Columns of the terminal that a gap takes at least: `[-]`.
const GAP: usize = 3;
/// An omission that the version marks, beside words that are not missing.
const SAID: &str = "[...]";
/// Columns of the marks around words.
const MARKS: usize = 4;

/// What one row has in one column of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Blank,
    /// Nothing where the base, in the same column, has words: how many, how wide they are, and whether the
    /// version says that it leaves something out.
    Gap {
        words: usize,
        wide: usize,
        said: bool,
    },
    Words(Vec<(Mark, String)>),
}

/// One column of the grid: a piece a row.
type Column = Vec<Piece>;

impl Piece {
    fn width(&self) -> usize {
        match self {
            Self::Blank => 0,
            Self::Gap { .. } => GAP,
            Self::Words(words) => {
                runs(words).map(|(mark, run)| run_width(mark, run)).sum::<usize>()
                    + runs(words).count().saturating_sub(1)
            }
        }
    }

    /// The text, padded to `columns`; what is owed at the end of a line is the caller's to leave out.
    fn painted(&self, look: Look) -> String {
        let Self::Words(words) = self else { return String::new() };
        let run = |(mark, words): (Mark, &[(Mark, String)])| {
            let text = words.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
            match mark {
                Mark::Plain | Mark::Blank => text,
                Mark::Other => look.added(&format!("{{+{text}+}}")),
                Mark::Dropped => look.dropped(&format!("[-{text}-]")),
                Mark::Elided => look.dropped(SAID),
                Mark::Moved => look.moved(&format!("{{~{text}~}}")),
            }
        };
        runs(words).map(run).collect::<Vec<_>>().join(" ")
    }

    fn words(&self) -> &[(Mark, String)] {
        match self {
            Self::Words(words) => words,
            Self::Blank | Self::Gap { .. } => &[],
        }
    }

    /// True if `self`, right behind `before` or the same piece, can be drawn as one with it.
    fn continues(&self, before: &Piece) -> bool {
        let other = |piece: &Piece| {
            let words = piece.words();
            !words.is_empty() && words.iter().all(|(mark, _)| *mark == Mark::Other)
        };
        match (before, self) {
            (Self::Gap { said: a, .. }, Self::Gap { said: b, .. }) => a == b,
            (Self::Words(_), Self::Words(_)) => other(before) && other(self),
            _ => false,
        }
    }

    fn is_plain(&self) -> bool {
        self.words().iter().all(|(mark, _)| *mark == Mark::Plain)
    }
}

/// Neighbouring words under one mark.
fn runs(words: &[(Mark, String)]) -> impl Iterator<Item = (Mark, &[(Mark, String)])> {
    words.chunk_by(|a, b| a.0 == b.0).map(|run| (run[0].0, run))
}

fn run_width(mark: Mark, run: &[(Mark, String)]) -> usize {
    if mark == Mark::Elided {
        return SAID.len();
    }
    let words: usize = run.iter().map(|(_, word)| width(word)).sum();
    words + run.len() - 1 + if mark == Mark::Plain { 0 } else { MARKS }
}

/// The lines of a collation, a row a version, each under its letter and, where it first comes, its outlets.
/// After that, versions that have the same in a block share a line.
///
/// Of very many versions only some are drawn; the others' variants are listed below.
pub(super) fn lines(look: Look, remark: Drawn<'_>, collation: &Collation) -> Vec<String> {
    let all = collation.rows.len();
    if look.full || all <= TOP {
        return drawn(look, remark, collation, &(0..all).collect::<Vec<_>>());
    }
    let shown = top(collation);
    let mut lines = drawn(look, remark, &only(collation, &shown), &shown);
    lines.push(String::new());
    let rest = format!(
        "and {} more; all variants ({} draws them):",
        count(all - shown.len(), "version"),
        look.full_option
    );
    lines.extend(wrap(&rest, look.width.saturating_sub(2)).iter().map(|line| format!("  {line}")));
    for variant in variants(remark.entry.remark, collation, remark.comparison.articles) {
        let readings: Vec<String> = variant
            .readings
            .iter()
            .map(|r| {
                let sigla: Vec<String> = r.rows.iter().map(|row| siglum(*row)).collect();
                format!("{} {}", escape_terminal(&r.shown()), sigla.join(" "))
            })
            .collect();
        let text = format!("{}] {}", escape_terminal(&variant.lemma), readings.join("; "));
        let wrapped = wrap(&text, look.width.saturating_sub(6));
        lines.extend(
            wrapped
                .iter()
                .enumerate()
                .map(|(n, line)| format!("  {}{line}", if n > 0 { "    " } else { "" })),
        );
    }
    lines
}

/// The rows of a collation, called by their numbers in `names`.
fn drawn(look: Look, remark: Drawn<'_>, collation: &Collation, names: &[usize]) -> Vec<String> {
    let sigla: Vec<String> = names.iter().map(|row| siglum(*row)).collect();
    let letters = sigla.iter().map(|s| width(s)).max().unwrap_or(1);
    let outlets: Vec<Vec<String>> =
        collation.rows.iter().map(|row| outlets_of(remark, &row.wordings)).collect();
    let most = (look.width / 4).clamp(10, 40);
    let labels: Vec<String> = outlets.iter().map(|names| label(names, most)).collect();
    let label_width = labels.iter().map(|l| width(l)).max().unwrap_or(0) + letters + 2;
    let room = look.width.saturating_sub(label_width + 4).max(20);

    let mut lines = Vec::new();
    let mut named = vec![false; sigla.len()];
    for (number, block) in
        blocks(columns(look, remark.entry.remark, collation, remark.comparison.articles), room)
            .iter()
            .enumerate()
    {
        if number > 0 {
            lines.push(String::new());
        }
        let widths: Vec<usize> =
            block.iter().map(|column| column.iter().map(Piece::width).max().unwrap_or(0)).collect();
        let mut drawn: Vec<(String, String)> = Vec::new();
        for (row, (letter, label)) in sigla.iter().zip(&labels).enumerate() {
            let cells: Vec<&Piece> = block.iter().filter_map(|column| column.get(row)).collect();
            let text = draw(look, &cells, &widths);
            if text.is_empty() {
                continue;
            }
            if number == 0 || !named[row] {
                named[row] = true;
                drawn.push((format!("{letter:<letters$}  {label}"), text));
                continue;
            }
            // The comma before a reporting clause is the outlet's, not the speaker's: it makes no line of its
            // own.
            let bare = |line: &str| line.trim_end_matches(['.', ',']).len();
            let same = |other: &str| other[..bare(other)] == text[..bare(&text)];
            match drawn.iter_mut().find(|(who, other)| same(other) && !who.contains("  ")) {
                Some((others, _)) => *others = format!("{others} {letter}"),
                None => drawn.push((letter.clone(), text)),
            }
        }
        for (who, text) in drawn {
            let who = cut(&who, label_width);
            let pad = " ".repeat(label_width - width(&who));
            lines.push(format!("  {}{pad}  {text}", look.bold(&who)));
        }
    }
    lines
}

/// One row of a block, without space at its end. Gaps side by side are one gap, and so are other words.
fn draw(look: Look, cells: &[&Piece], widths: &[usize]) -> String {
    let mut line = String::new();
    // Columns of the terminal to leave before the next words.
    let mut owed = 0;
    let mut column = 0;
    while let Some(piece) = cells.get(column) {
        let alike = cells[column..].iter().take_while(|next| next.continues(piece)).count();
        let end = column + alike.max(1);
        let room = widths[column..end].iter().sum::<usize>() + end - column - 1;
        let lead = usize::from(column > 0);
        let (text, used) = match piece {
            Piece::Blank => (String::new(), 0),
            Piece::Words(_) => {
                let words: Vec<_> = cells[column..end].iter().flat_map(|c| c.words()).cloned().collect();
                let joined = Piece::Words(words);
                (joined.painted(look), joined.width())
            }
            Piece::Gap { said, .. } => {
                // As wide as the words that are missing, where the column is wider than those.
                let last = match cells[end - 1] {
                    Piece::Gap { wide, .. } => (*wide).min(widths[end - 1]),
                    _ => 0,
                };
                let wide = (room - widths[end - 1] + last).max(GAP);
                let fill = if *said { "." } else { "-" };
                (look.dropped(&format!("[{}]", fill.repeat(wide - 2))), wide)
            }
        };
        if used == 0 {
            owed += lead + room;
        } else {
            line.push_str(&" ".repeat(owed + lead));
            line.push_str(&text);
            owed = room.saturating_sub(used);
        }
        column = end;
    }
    line
}

/// The outlets of some wordings, each once, in the order of the wordings.
fn outlets_of(remark: Drawn<'_>, wordings: &[WordingIx]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for wording in wordings.iter().filter_map(|index| remark.entry.remark.wordings.get(index.0)) {
        let Some(article) = remark.comparison.articles.get(wording.article.0) else { continue };
        let name = remark.outlet(article);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// As many names as fit, then how many more there are.
fn label(names: &[String], most: usize) -> String {
    for shown in (1..=names.len()).rev() {
        let rest = names.len() - shown;
        let more = if rest > 0 { format!(" +{rest}") } else { String::new() };
        let text = format!("{}{more}", names[..shown].join(", "));
        if width(&text) <= most {
            return text;
        }
        if shown == 1 {
            return format!("{}{more}", cut(&names[0], most.saturating_sub(width(&more))));
        }
    }
    String::new()
}

/// The collation's columns, neighbours of one kind joined, agreement collapsed.
fn columns(look: Look, remark: &Remark, collation: &Collation, articles: &[Article]) -> Vec<Column> {
    let texts = texts(remark, collation, articles);
    let marks = marks(collation, &texts);
    // Versions are set under each other at the words that most of them share; what stands between is one
    // place.
    let rows_with = |column: usize, mark: Mark| marks.iter().filter(|row| row[column] == mark).count();
    let variant = |column: usize| {
        let other: usize =
            [Mark::Other, Mark::Moved, Mark::Dropped].map(|mark| rows_with(column, mark)).iter().sum();
        let plain = rows_with(column, Mark::Plain);
        other > 0 && (plain < 2 || plain < other)
    };
    let alike = |a: usize, b: usize| marks.iter().all(|row| row[a] == row[b]);
    let mut joined: Vec<Column> = Vec::new();
    let count = collation.columns.len();
    let mut start = 0;
    while start < count {
        // Where versions differ, neighbouring columns are one place; where they agree, as long as the same
        // versions do.
        let joins =
            |end: usize| if variant(start) { variant(end) } else { !variant(end) && alike(start, end) };
        let end = (start + 1..count).find(|end| !joins(*end)).unwrap_or(count);
        let piece = |row: usize| piece(collation, &marks[row], &texts, row, start..end);
        let mut column: Column = (0..texts.len()).map(piece).collect();
        if !look.full && !variant(start) {
            collapse(&mut column);
        }
        joined.push(column);
        start = end;
    }
    for row in 0..texts.len() {
        absorb(&mut joined, row);
    }
    joined.retain(|column| column.iter().any(|piece| piece.width() > 0));
    joined
}

/// A small gap beside other words is what those words stand for; it is not drawn.
fn absorb(columns: &mut [Column], row: usize) {
    let other = |piece: Option<&(Mark, String)>| piece.is_some_and(|(mark, _)| *mark == Mark::Other);
    let mut start = 0;
    while start < columns.len() {
        let gap = |column: &Column| match column[row] {
            Piece::Gap { words, said: false, .. } => Some(words),
            _ => None,
        };
        let run: Vec<usize> = columns[start..].iter().map_while(gap).collect();
        let end = start + run.len();
        let before = start > 0 && other(columns[start - 1][row].words().last());
        let behind = columns.get(end).is_some_and(|column| other(column[row].words().first()));
        if run.iter().sum::<usize>() <= SMALL && (before || behind) {
            for column in &mut columns[start..end] {
                column[row] = Piece::Blank;
            }
        }
        start = end + 1;
    }
}

/// What one row has in some neighbouring columns.
fn piece(collation: &Collation, marks: &[Mark], texts: &[&str], row: usize, columns: Range<usize>) -> Piece {
    let span = |row: usize, columns: Range<usize>| {
        collation.cells[row][columns].iter().filter_map(|cell| cell.span).reduce(Span::cover)
    };
    let mut pieces: Vec<(Mark, String)> = Vec::new();
    let mut start = columns.start;
    while start < columns.end {
        let mark = marks[start];
        let end = (start..columns.end).find(|c| marks[*c] != mark).unwrap_or(columns.end);
        let source = if matches!(mark, Mark::Dropped | Mark::Elided) { 0 } else { row };
        let place = span(source, start..end);
        let mut words = place.map(|span| words(span, texts[source])).unwrap_or_default();
        if mark == Mark::Other && place.is_some_and(|place| is_bracketed(place, &collation.rows[row])) {
            // The brackets say that the words are the editor's; the cells hold the words alone.
            words.first_mut().into_iter().for_each(|word| word.insert(0, '['));
            words.last_mut().into_iter().for_each(|word| word.push(']'));
        }
        match mark {
            Mark::Blank => {}
            Mark::Dropped if words.len() > LONG_GAP => pieces.push((mark, format!("{} words", words.len()))),
            _ => pieces.extend(words.into_iter().map(|word| (mark, word))),
        }
        start = end;
    }
    let has = |wanted: Mark| pieces.iter().any(|(mark, _)| *mark == wanted);
    if pieces.is_empty() {
        return Piece::Blank;
    }
    let missing = |(mark, _): &(Mark, String)| matches!(mark, Mark::Dropped | Mark::Elided);
    if pieces.iter().all(missing) {
        let base = span(0, columns).map(|span| words(span, texts[0])).unwrap_or_default();
        let wide = base.iter().map(|word| width(word) + 1).sum::<usize>().saturating_sub(1);
        return Piece::Gap { words: base.len(), wide, said: !has(Mark::Dropped) };
    }
    // Where other words stand instead, those say that the base's are missing.
    if has(Mark::Other) {
        pieces.retain(|(mark, _)| *mark != Mark::Dropped);
    }
    Piece::Words(pieces)
}

fn words(span: Span, text: &str) -> Vec<String> {
    escape_terminal(span.of(text)).split_whitespace().map(str::to_owned).collect()
}

/// Shortens a column in which no version has words of its own.
fn collapse(column: &mut Column) {
    for piece in column {
        let Piece::Words(words) = piece else { continue };
        let n = words.len();
        if n > LONG {
            let gap = (Mark::Plain, format!("… {} words …", n - 2 * KEPT));
            words.splice(KEPT..n - KEPT, [gap]);
        }
    }
}

/// Packs columns into blocks of at most `room` columns of the terminal.
fn blocks(columns: Vec<Column>, room: usize) -> Vec<Vec<Column>> {
    let mut blocks = Vec::new();
    let mut block = Vec::new();
    let mut left = room;
    let mut queue: Vec<Column> = columns.into_iter().rev().collect();
    while let Some(column) = queue.pop() {
        let wide = column.iter().map(Piece::width).max().unwrap_or(0);
        let lead = usize::from(!block.is_empty());
        if wide + lead <= left {
            left -= wide + lead;
            block.push(column);
            continue;
        }
        match split(&column, left.saturating_sub(lead), block.is_empty()) {
            // The head fills what is left of this block; the tail begins the next.
            Some((head, tail)) => {
                block.push(head);
                queue.push(tail);
            }
            None => queue.push(column),
        }
        blocks.push(std::mem::take(&mut block));
        left = room;
    }
    if !block.is_empty() {
        blocks.push(block);
    }
    blocks
}

/// Cuts a column so that its head fits `room`. At the beginning of a block (`must`) every column is cut;
/// elsewhere only agreement is, at the same word in every row.
fn split(column: &Column, room: usize, must: bool) -> Option<(Column, Column)> {
    let full = || column.iter().filter(|piece| !piece.words().is_empty());
    let counts = || full().map(|piece| piece.words().len());
    let agreed = full().all(Piece::is_plain) && counts().max() == counts().min();
    if !must && (room < WORTH || !agreed) {
        return None;
    }
    let fitting = |piece: &Piece| {
        let words = piece.words();
        let fits = |n: &usize| Piece::Words(words[..*n].to_vec()).width() <= room;
        (1..=words.len()).take_while(fits).last().unwrap_or(0)
    };
    let least = full().map(fitting).min().unwrap_or(0);
    if !must && least == 0 {
        return None;
    }
    let cut = |piece: &Piece| {
        let Piece::Words(words) = piece else { return (piece.clone(), piece.clone()) };
        let mut words = words.clone();
        let mut at = if agreed { least } else { fitting(piece) };
        if at == 0 {
            // One word wider than the whole line.
            let (mark, word) = words.remove(0);
            let parts = broken(&word, room.saturating_sub(MARKS)).into_iter().map(|part| (mark, part));
            words.splice(..0, parts);
            at = 1;
        }
        let tail = words.split_off(at.min(words.len()));
        let tail = if tail.is_empty() { Piece::Blank } else { Piece::Words(tail) };
        (Piece::Words(words), tail)
    };
    Some(column.iter().map(cut).unzip())
}
