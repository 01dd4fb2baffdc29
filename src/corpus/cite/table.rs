//! Rows of tables with a column for the source.
//!
//! In: the text of a draft, and the references that were found in it. Out: for each such row the references of that column, with the row as
//! their scope, without such a column those of the one cell that is a link; where the cell has none, its words are the name of a source. Any cell parts sentences.

use std::ops::Range;

use super::address::addresses;
use super::defined::{heading, number};
use super::entry;
use super::found::{DraftReference, ReferenceSort};
use crate::lexicon::Lexicon;

/// The rows of all tables of a text, each with one cell: that of the column with such a head, or the one that `other` finds in a table without
/// the column. `is_head` gets the words of a head in small letters.
pub fn table_rows(
    text: &str,
    is_head: impl Fn(&str) -> bool,
    other: impl Fn(&str, &[Range<usize>]) -> Option<Range<usize>>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out = Vec::new();
    let (mut at, mut before, mut column, mut is_body) = (0, "", None, false);
    for line in text.split_inclusive('\n') {
        let row = at..at + line.trim_end().len();
        at += line.len();
        if !line.contains('|') {
            (before, column, is_body) = ("", None, false);
        } else if is_rule(line) {
            column = cells(before).iter().position(|cell| is_head(&heading(&before[cell.clone()])));
            is_body = true;
        } else {
            let all = cells(line);
            let cell = match column {
                Some(i) => all.get(i).cloned(),
                None if is_body => other(line, &all),
                None => None,
            };
            out.extend(cell.map(|cell| (row.clone(), row.start + cell.start..row.start + cell.end)));
            before = line;
        }
    }
    out
}

/// The line between the head of a table and its rows.
fn is_rule(line: &str) -> bool {
    let bare = line.trim();
    bare.contains('-') && bare.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The cells of a row, without blanks at their ends.
fn cells(line: &str) -> Vec<Range<usize>> {
    let body = line.trim_end().trim_end_matches('|');
    let skipped = body.len() - body.trim_start().trim_start_matches('|').len();
    let mut out = Vec::new();
    let mut at = skipped;
    for cell in body[skipped..].split('|') {
        let start = at + (cell.len() - cell.trim_start().len());
        out.push(start..start + cell.trim().len());
        at += cell.len() + 1;
    }
    out
}

/// The one cell of a row that is a link and nothing else. Of several, none tells which is the source.
fn only_link(line: &str, cells: &[Range<usize>]) -> Option<Range<usize>> {
    let is_link = |cell: &&Range<usize>| {
        let words = line[(*cell).clone()].trim_matches(['<', '>']);
        let target = words.strip_prefix('[').and_then(|rest| rest.split_once("](")).map(|(_, target)| target);
        let is_marked = target.is_some_and(|t| t.find(')') == Some(t.len() - 1));
        is_marked || addresses(words).first() == Some(&(0..words.len()))
    };
    let mut links = cells.iter().filter(is_link);
    links.next().filter(|_| links.next().is_none()).cloned()
}

/// Gives the references of such columns their row as scope, and adds those that are written as words.
pub fn add(text: &str, lexicon: &Lexicon, found: &mut Vec<DraftReference>) {
    let mut added = Vec::new();
    for (row, cell) in table_rows(text, |head| lexicon.verification().is_source_column(head), only_link) {
        let first = found.partition_point(|f| f.span.start < cell.start);
        let own = found[first..].iter_mut().take_while(|f| f.span.end <= cell.end);
        let mut has_own = false;
        for reference in own {
            reference.scope = Some(row.clone());
            has_own |= reference.sort != ReferenceSort::Perhaps;
        }
        let written = text[cell.clone()].trim();
        if !has_own && written.chars().any(char::is_alphanumeric) {
            let mut names = vec![written.to_owned()];
            names.extend(entry::names(written));
            let mut reference = DraftReference::new(ReferenceSort::Citation, cell, text, names);
            reference.number = number(written);
            reference.scope = Some(row);
            added.push(reference);
        }
    }
    found.extend(added);
    found.sort_by_key(|f| (f.span.start, f.span.end));
}
