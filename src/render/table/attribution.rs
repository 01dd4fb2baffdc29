//! Shows who each wording is attributed to. In: a remark. Out: a table, a row a wording: version, outlet,
//! date, speaker as printed, speaker resolved, verb with its stance, via, addressee, kind. `≠` marks another
//! speaker or stance than most outlets print.

use comfy_table::{
    Attribute, Cell, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle,
    Width,
};

use crate::model::{Article, Attribution, Kind, Quotation, Span, Stance};
use crate::render::look::Look;
use crate::render::shared::{Drawn, by_version, count, dated, escape_terminal, name, siglum};

use super::layout::{cut, width};

/// A rule under the head and nothing else.
pub(super) const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none().junction(' '));

/// Number of reports that are shown without `--full`.
const MOST: usize = 24;

const HEAD: [&str; 9] = ["", "outlet", "date", "as printed", "speaker", "verb (stance)", "via", "to", "kind"];

/// The lines of the table, indented.
pub(super) fn lines(look: Look, drawn: Drawn<'_>) -> Vec<String> {
    let Drawn { comparison, entry, .. } = drawn;
    let (remark, articles, quotations) = (entry.remark, comparison.articles, comparison.quotations);
    let rows: Vec<[String; 9]> = by_version(remark, entry.collation.as_ref())
        .into_iter()
        .filter_map(|(index, version)| {
            let wording = remark.wordings.get(index.0)?;
            let article = articles.get(wording.article.0)?;
            let quotation = quotations.get(wording.quotation.0)?;
            let differs = entry.attributions.rows.get(index.0);
            // A long name must leave space for the other columns.
            let name = drawn.outlet(article);
            let words = name.split_whitespace().map(|word| cut(word, (look.width / 5).max(8)));
            let outlet = words.collect::<Vec<_>>().join(" ");
            let mut row = row([siglum(version), outlet], differs, article, quotation);
            if let Some(original) = comparison.original(wording.article) {
                row[1].push_str(&format!(" (copies {})", drawn.outlet(original)));
            }
            Some(row)
        })
        .collect();
    let hidden = if look.full { 0 } else { rows.len().saturating_sub(MOST) };
    let rows = &rows[..rows.len() - hidden];
    // An empty column is left out.
    let filled: Vec<usize> = (0..HEAD.len()).filter(|c| rows.iter().any(|row| !row[*c].is_empty())).collect();
    let head = filled.iter().map(|c| HEAD[*c]);
    let body = rows.iter().map(|row| filled.iter().map(|c| row[*c].as_str()).collect::<Vec<_>>());
    let mut lines = table(look, head, body, 2, false);
    if hidden > 0 {
        lines.push(cut(
            &format!("  and {} more ({} shows them)", count(hidden, "print"), look.full_option),
            look.width,
        ));
    }
    lines
}

fn row(
    [version, outlet]: [String; 2],
    differs: Option<&Attribution>,
    article: &Article,
    quotation: &Quotation,
) -> [String; 9] {
    let safe = |text: &str| escape_terminal(text).into_owned();
    let speaker = quotation.speaker.as_ref();
    let printed = |span: Span| safe(span.of(article.text()));
    let mut mention = speaker.and_then(|s| s.mention).map(printed).unwrap_or_default();
    let mut resolved = speaker.and_then(|s| s.name.as_deref()).map(safe).unwrap_or_default();
    if differs.is_some_and(|differs| differs.other_speaker.is_some()) {
        let cell = if resolved.is_empty() { &mut mention } else { &mut resolved };
        cell.insert_str(0, "≠ ");
    }
    let verb = quotation.cue.as_ref().map(|cue| {
        let mark = if differs.is_some_and(|differs| differs.other_stance) { "≠ " } else { "" };
        // Most verbs are neutral; saying so on every line would hide the others.
        let stance = match cue.stance {
            Stance::Neutral => String::new(),
            stance => format!(" ({})", name(&stance)),
        };
        format!("{mark}{}{stance}", safe(cue.span.of(article.text())))
    });
    [
        version,
        outlet,
        safe(&dated(article.header()).unwrap_or_default()),
        mention,
        resolved,
        verb.unwrap_or_default(),
        quotation.via.map(printed).unwrap_or_default(),
        quotation.addressee.map(printed).unwrap_or_default(),
        kind(quotation),
    ]
}

/// `direct`, `mixed`, …; `headline` for what stands in one, whatever it is.
pub(super) fn kind(quotation: &Quotation) -> String {
    let kind = match quotation.kind {
        Kind::NotSpeech => "not speech".to_owned(),
        kind => name(&kind),
    };
    if quotation.headline { "headline".to_owned() } else { kind }
}

/// A table in the house style, `indent` columns in; no wider than asked for, unless the caller has wrapped
/// its cells (`wrapped`).
pub(super) fn table<'a>(
    look: Look,
    head: impl Iterator<Item = &'a str>,
    body: impl Iterator<Item = Vec<&'a str>>,
    indent: usize,
    wrapped: bool,
) -> Vec<String> {
    let rows: Vec<Vec<&str>> = std::iter::once(head.collect()).chain(body).collect();
    let room = look.width.saturating_sub(indent);
    // A column is no narrower than its longest word, so that no word is broken; where that leaves no room,
    // the widest columns (file names, mostly) give way.
    let columns = rows.first().map_or(0, Vec::len);
    let longest = |column: usize| {
        let words = rows.iter().filter_map(|row| row.get(column)).flat_map(|text| text.split_whitespace());
        words.map(width).max().unwrap_or(0) + 1
    };
    let mut least: Vec<usize> = (0..columns).map(longest).collect();
    while least.iter().sum::<usize>() + columns > room + 1 {
        match least.iter_mut().max() {
            Some(widest) if *widest > 4 => *widest -= 1,
            _ => break,
        }
    }

    let mut table = Table::new();
    let arrangement = if wrapped { ContentArrangement::Disabled } else { ContentArrangement::Dynamic };
    table.load_style(STYLE).set_content_arrangement(arrangement);
    table.set_width(u16::try_from(room).unwrap_or(u16::MAX));
    if look.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let mut rows = rows.into_iter();
    let head = rows.next().unwrap_or_default();
    table.set_header(head.into_iter().map(|h| Cell::new(h).add_attribute(Attribute::Bold)));
    table.add_rows(rows);
    for (column, least) in table.column_iter_mut().zip(least) {
        column.set_padding((0, 1));
        if wrapped {
            continue;
        }
        let least = u16::try_from(least).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
    }
    let margin = " ".repeat(indent);
    table.lines().map(|line| format!("{margin}{}", line.trim_end())).collect()
}
