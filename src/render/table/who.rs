//! How the versions of a remark are attributed, told once where all agree. In: a remark, its attributions compared. Out: a line each for
//! who, verb, via and addressee, and only where they say more than the head of the remark does.

use crate::model::{Article, Attribution, Quotation, Span, Stance, WordingIx};
use crate::render::look::Look;
use crate::render::shared::{Drawn, accounts, by_version, escape_terminal, name, siglum};

use super::layout::hanging;

/// What some prints say, and which.
struct Told {
    says: String,
    prints: Vec<Print>,
}

/// One print: its version, and the name of its outlet.
struct Print {
    row: usize,
    outlet: String,
}

/// The lines, indented; none where the head of the remark says all.
pub(super) fn lines(look: Look, remark: Drawn<'_>) -> Vec<String> {
    let Drawn { comparison, entry, .. } = remark;
    let outlet = |article: &Article| remark.outlet(article);
    let who = accounts(comparison, entry, outlet, |text| escape_terminal(text).into_owned());
    let silent = |quotation: &Quotation, _: &str, _: Option<&Attribution>| {
        let named = quotation.speaker.as_ref().is_some_and(|s| s.mention.is_some() || s.name.is_some());
        (!named && !quotation.headline && entry.remark.speaker.is_some()).then(|| "nobody named".to_owned())
    };
    let verb = |quotation: &Quotation, text: &str, differs: Option<&Attribution>| {
        let cue = quotation.cue.as_ref().filter(|_| differs.is_some_and(|d| d.other_stance))?;
        let stance = if cue.stance == Stance::Neutral { "neutral".to_owned() } else { name(&cue.stance) };
        Some(format!("≠ “{}”, {stance}", words(cue.span, text)))
    };
    let via = |quotation: &Quotation, text: &str, _: Option<&Attribution>| Some(words(quotation.via?, text));
    let to =
        |quotation: &Quotation, text: &str, _: Option<&Attribution>| Some(words(quotation.addressee?, text));
    let rows = [
        ("", who),
        ("", line(remark, silent)),
        ("verb: ", line(remark, verb)),
        ("via: ", line(remark, via)),
        ("to: ", line(remark, to)),
    ];
    let told = rows.into_iter().filter_map(|(head, line)| Some(format!("{head}{}", line?)));
    told.flat_map(|line| marked(look, hanging(&line, look.width, ["  ", "      "]))).collect()
}

/// The lines of a row, with what `≠` says painted, over their ends too, as far as the next dot.
fn marked(look: Look, lines: Vec<String>) -> Vec<String> {
    let mut open = false;
    let mut paint = |line: String| {
        let mut painted = String::new();
        for (i, part) in line.split(" · ").enumerate() {
            open &= i == 0;
            let at = match part.find('≠') {
                Some(at) => at,
                None if open => part.len() - part.trim_start().len(),
                None => part.len(),
            };
            open |= at < part.len();
            let (before, other) = part.split_at(at);
            painted.push_str(if i == 0 { "" } else { " · " });
            painted.push_str(before);
            painted.push_str(&look.other(other));
        }
        open &= !line.ends_with(" ·");
        painted
    };
    lines.into_iter().map(&mut paint).collect()
}

/// Words of an article, safe and in one line.
fn words(span: Span, text: &str) -> String {
    escape_terminal(&span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// What the prints say, each saying once, with the prints that say it; `None` where none says anything.
fn line(
    remark: Drawn<'_>,
    says: impl Fn(&Quotation, &str, Option<&Attribution>) -> Option<String>,
) -> Option<String> {
    let mut told: Vec<Told> = Vec::new();
    let entry = remark.entry;
    let versions = by_version(entry.remark, entry.collation.as_ref());
    for &(index, row) in &versions {
        let Some((quotation, article)) = print(remark, index) else { continue };
        let differs = entry.attributions.rows.get(index.0);
        let Some(says) = says(quotation, article.text(), differs) else { continue };
        let print = Print { row, outlet: remark.outlet(article) };
        match told.iter_mut().find(|other| other.says == says) {
            Some(other) => other.prints.push(print),
            None => told.push(Told { says, prints: vec![print] }),
        }
    }
    let of_row = |row: usize| versions.iter().filter(|(_, other)| *other == row).count();
    let told: Vec<String> =
        told.iter().map(|told| format!("{} ({})", told.says, prints(&told.prints, of_row))).collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

fn print<'a>(remark: Drawn<'a>, index: WordingIx) -> Option<(&'a Quotation, &'a Article)> {
    let wording = remark.entry.remark.wordings.get(index.0)?;
    let quotation = remark.comparison.quotations.get(wording.quotation.0)?;
    Some((quotation, remark.comparison.articles.get(wording.article.0)?))
}

/// The letters of the versions; where only some prints of a version are meant, with their outlets.
fn prints(prints: &[Print], of_row: impl Fn(usize) -> usize) -> String {
    let mut rows: Vec<usize> = prints.iter().map(|print| print.row).collect();
    rows.dedup();
    let row = |row: &usize| {
        let own: Vec<&Print> = prints.iter().filter(|print| print.row == *row).collect();
        if own.len() == of_row(*row) {
            return siglum(*row);
        }
        let mut outlets: Vec<&str> = own.iter().map(|print| print.outlet.as_str()).collect();
        outlets.dedup();
        format!("{} {}", siglum(*row), outlets.join(", "))
    };
    rows.iter().map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_painted_as_far_as_the_next_dot() {
        let look = Look { color: true, full_option: "", ..Look::default() };
        for (lines, wanted) in [
            (vec!["  who: a (B) · ≠ b", "      (C) · d"], vec!["  who: a (B) · <≠ b>", "      <(C)> · d"]),
            (vec!["  verb: ≠ b (C) ·", "      d"], vec!["  verb: <≠ b (C) ·>", "      d"]),
            (vec!["  via: b (C)"], vec!["  via: b (C)"]),
        ] {
            let painted = marked(look, lines.into_iter().map(str::to_owned).collect());
            let style = look.other("|");
            let (on, off) = style.split_once('|').unwrap();
            let plain: Vec<String> = painted.iter().map(|l| l.replace(off, ">").replace(on, "<")).collect();
            assert_eq!(plain, wanted);
        }
    }
}
