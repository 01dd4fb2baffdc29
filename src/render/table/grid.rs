//! The collation of one remark as an aligned grid. In: a remark and its collation. Out: lines in which agreeing words stand under each
//! other, in blocks where they do not fit one line.
//!
//! ```text
//! {+words+}    other words than the base has there, or words that it lacks
//! [-----]      the words above it are missing here
//! [-words-]    the same, beside words that are not
//! {~words~}    the base's words, from another place
//! … n words …  words that all versions share
//! ```

use std::ops::Range;

use crate::model::{Article, Cell, ChangeKind, Collation, Remark, Row, Span};
use crate::render::comparison::siglum;
use crate::render::escape;

use super::Look;
use super::layout::{broken, cut, width};

/// Agreed words beyond this many are collapsed, and [`KEPT`] are kept at either end.
const LONG: usize = 8;
const KEPT: usize = 2;
/// A missing run beyond this many words is counted rather than repeated.
const LONG_GAP: usize = 4;
/// Agreement is broken at a line's end only where that leaves a readable rest.
const WORTH: usize = 16;
/// Columns of the terminal that a gap takes at least: `[-]`.
const GAP: usize = 3;
/// Columns of the marks around words.
const MARKS: usize = 4;

/// What a cell says of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Nothing to show: outside of what this version quotes, or words only others add.
    Blank,
    /// As in the base.
    Plain,
    /// Not as in the base.
    Other,
    /// Missing; the words are the base's.
    Dropped,
    /// The base's, from elsewhere.
    Moved,
}

/// What one row has in one column of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Blank,
    /// Nothing where the base, in the same column, has words: drawn as wide as the column.
    Gap,
    Words(Vec<(Mark, String)>),
}

/// One column of the grid: a piece a row.
type Column = Vec<Piece>;

impl Piece {
    fn width(&self) -> usize {
        match self {
            Self::Blank => 0,
            Self::Gap => GAP,
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
                Mark::Moved => look.moved(&format!("{{~{text}~}}")),
            }
        };
        runs(words).map(run).collect::<Vec<_>>().join(" ")
    }

    fn words(&self) -> &[(Mark, String)] {
        match self {
            Self::Words(words) => words,
            Self::Blank | Self::Gap => &[],
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
    let words: usize = run.iter().map(|(_, word)| width(word)).sum();
    words + run.len() - 1 + if mark == Mark::Plain { 0 } else { MARKS }
}

/// The lines of a collation, a row a version, each under its letter and, where it first comes, its outlets. After that, versions
/// that have the same in a block share a line.
pub(super) fn lines(look: Look, remark: &Remark, collation: &Collation, articles: &[Article]) -> Vec<String> {
    let sigla: Vec<String> = (0..collation.rows.len()).map(siglum).collect();
    let letters = sigla.iter().map(|s| width(s)).max().unwrap_or(1);
    let names: Vec<Vec<String>> =
        collation.rows.iter().map(|row| outlets(remark, &row.wordings, articles)).collect();
    let most = (look.width / 4).clamp(10, 40);
    let labels: Vec<String> = names.iter().map(|names| label(names, most)).collect();
    let label_width = labels.iter().map(|l| width(l)).max().unwrap_or(0) + letters + 2;
    let room = look.width.saturating_sub(label_width + 4).max(20);

    let mut lines = Vec::new();
    let mut named = vec![false; sigla.len()];
    for (number, block) in blocks(columns(look, remark, collation, articles), room).iter().enumerate() {
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
            // The comma before a reporting clause is the outlet's, not the speaker's: it makes no line of its own.
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

/// One row of a block, without space at its end.
fn draw(look: Look, cells: &[&Piece], widths: &[usize]) -> String {
    let mut line = String::new();
    // Columns of the terminal to leave before the next words.
    let mut owed = 0;
    let mut column = 0;
    while let Some(piece) = cells.get(column) {
        let lead = usize::from(column > 0);
        match piece {
            Piece::Blank => owed += lead + widths[column],
            Piece::Words(_) => {
                line.push_str(&" ".repeat(owed + lead));
                line.push_str(&piece.painted(look));
                owed = widths[column] - piece.width();
            }
            Piece::Gap => {
                // Gaps side by side are one gap.
                let end = (column..cells.len()).find(|c| *cells[*c] != Piece::Gap).unwrap_or(cells.len());
                let wide: usize = widths[column..end].iter().sum::<usize>() + end - column - 1;
                line.push_str(&" ".repeat(owed + lead));
                line.push_str(&look.dropped(&format!("[{}]", "-".repeat(wide.max(GAP) - 2))));
                owed = 0;
                column = end - 1;
            }
        }
        column += 1;
    }
    line
}

/// The outlets of some wordings, each once, in the order of the wordings.
pub(super) fn outlets(remark: &Remark, wordings: &[usize], articles: &[Article]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for wording in wordings.iter().filter_map(|index| remark.wordings.get(*index)) {
        let Some(article) = articles.get(wording.article) else { continue };
        let name = outlet(article);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// What a table calls an article's voice: its outlet, else its id without the ending of a text file.
pub(super) fn outlet(article: &Article) -> String {
    let name = article.outlet_or_id();
    let short = match &article.header().outlet {
        Some(_) => name,
        None => [".txt", ".md", ".markdown"].iter().find_map(|e| name.strip_suffix(e)).unwrap_or(name),
    };
    escape::terminal(short).into_owned()
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
    let text = |row: &Row| {
        let wording = row.wordings.first().and_then(|index| remark.wordings.get(*index));
        wording.and_then(|w| articles.get(w.article)).map_or("", Article::text)
    };
    let texts: Vec<&str> = collation.rows.iter().map(text).collect();
    let marks = marks(collation);
    // A column is where versions differ when one has other words there, or when more lack its words than have them.
    let rows_with = |column: usize, mark: Mark| marks.iter().filter(|row| row[column] == mark).count();
    let variant = |column: usize| {
        rows_with(column, Mark::Other) + rows_with(column, Mark::Moved) > 0
            || rows_with(column, Mark::Dropped) > rows_with(column, Mark::Plain)
    };
    let alike = |a: usize, b: usize| marks.iter().all(|row| row[a] == row[b]);
    let mut joined: Vec<Column> = Vec::new();
    let count = collation.columns.len();
    let mut start = 0;
    while start < count {
        // Where versions differ, neighbouring columns are one place; where they agree, as long as the same versions do.
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
    joined
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
        let source = if mark == Mark::Dropped { 0 } else { row };
        let words = span(source, start..end).map(|span| words(span, texts[source])).unwrap_or_default();
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
    if pieces.iter().all(|(mark, _)| *mark == Mark::Dropped) {
        return Piece::Gap;
    }
    // Where other words stand instead, those say that the base's are missing.
    if has(Mark::Other) {
        pieces.retain(|(mark, _)| *mark != Mark::Dropped);
    }
    Piece::Words(pieces)
}

/// What each cell is, by row and column. Outside of what a fragment quotes nothing is called missing.
fn marks(collation: &Collation) -> Vec<Vec<Mark>> {
    let Some(base) = collation.cells.first() else { return Vec::new() };
    let mark_row = |(index, (cells, row)): (usize, (&Vec<Cell>, &Row))| {
        let first = cells.iter().position(|c| c.span.is_some()).unwrap_or(0);
        let last = cells.iter().rposition(|c| c.span.is_some()).unwrap_or(0);
        let mark = |(column, cell): (usize, &Cell)| match cell.span {
            Some(_) if index == 0 => Mark::Plain,
            Some(_) if cell.moved => Mark::Moved,
            Some(span) if differs(span, row) => Mark::Other,
            Some(_) => Mark::Plain,
            None if index == 0 || column < first || column > last => Mark::Blank,
            None if base[column].span.is_some() => Mark::Dropped,
            None => Mark::Blank,
        };
        cells.iter().enumerate().map(mark).collect()
    };
    collation.cells.iter().zip(&collation.rows).enumerate().map(mark_row).collect()
}

/// Whether one of the row's changes touches `span`.
fn differs(span: Span, row: &Row) -> bool {
    row.changes
        .iter()
        .filter(|change| change.kind != ChangeKind::Moved)
        .any(|change| change.version.is_some_and(|version| version.overlaps(span)))
}

fn words(span: Span, text: &str) -> Vec<String> {
    escape::terminal(span.of(text)).split_whitespace().map(str::to_owned).collect()
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

/// Cuts a column so that its head fits `room`. At the beginning of a block (`must`) every column is cut; elsewhere only
/// agreement is, at the same word in every row.
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
