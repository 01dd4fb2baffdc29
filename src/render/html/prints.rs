//! The prints of a remark on the page: who attributes it to whom, each print in its paragraph, what others
//! report in other words, and why all this is one remark.

use super::view::{AttributionView, PrintView, shown};
use crate::compare::{Comparison, Entry};
use crate::model::{Article, ArticleIx, Quotation, Span, Wording, WordingIx};
use crate::record::link_to;
use crate::render::shared::{Drawn, another, by_version, dated, meant_lines, name, sentence, siglum};

/// Bytes of context on either side of a print.
const CONTEXT: usize = 280;

/// Every wording with its version, its article and its quotation.
fn prints<'a>(
    comparison: &'a Comparison<'_>,
    entry: &'a Entry<'_>,
) -> impl Iterator<Item = (WordingIx, usize, &'a Wording, &'a Article, &'a Quotation)> {
    by_version(entry.remark, entry.collation.as_ref()).into_iter().filter_map(|(index, version)| {
        let wording = entry.remark.wordings.get(index.0)?;
        let article = comparison.articles.get(wording.article.0)?;
        Some((index, version, wording, article, comparison.quotations.get(wording.quotation.0)?))
    })
}

/// An article's outlet and date, and whose text it prints again.
fn outlet(drawn: Drawn<'_>, index: ArticleIx, article: &Article) -> String {
    let mut text = drawn.outlet(article);
    let header = article.header();
    let day = header.own_date().map(|date| date.get(..10).unwrap_or(date).into());
    if let Some(date) = day.or_else(|| dated(header)) {
        text.push_str(&format!(" · {}", shown(&date)));
    }
    if let Some(original) = drawn.comparison.original(index) {
        text.push_str(&format!(" (copies {})", drawn.outlet(original)));
    }
    text
}

pub(super) fn attributions(drawn: Drawn<'_>) -> Vec<AttributionView> {
    let Drawn { comparison, entry, .. } = drawn;
    let row = |(index, version, wording, article, quotation): (
        WordingIx,
        usize,
        &Wording,
        &Article,
        &Quotation,
    )| {
        let of = |span: Span| shown(span.of(article.text()));
        let differs = entry.attributions.rows.get(index.0);
        let speaker = quotation.speaker.as_ref();
        let verb = quotation.cue.as_ref();
        AttributionView {
            version: siglum(version),
            outlet: outlet(drawn, wording.article, article),
            printed: speaker.and_then(|s| s.mention).map(of).unwrap_or_default(),
            speaker: speaker.and_then(|s| s.name.as_deref()).map(shown).unwrap_or_default(),
            other_speaker: differs.and_then(|d| d.other_speaker).map(another).unwrap_or_default(),
            verb: verb.map(|cue| format!("{} ({})", of(cue.span), name(&cue.stance))).unwrap_or_default(),
            other_stance: differs.is_some_and(|d| d.other_stance),
            via: quotation.via.map(of).unwrap_or_default(),
            addressee: quotation.addressee.map(of).unwrap_or_default(),
            kind: if quotation.headline { "headline".to_owned() } else { name(&quotation.kind) },
        }
    };
    prints(comparison, entry).map(row).collect()
}

/// Each print with the words around it in its paragraph.
pub(super) fn evidence(drawn: Drawn<'_>) -> Vec<PrintView> {
    let view = |(_, version, wording, article, _): (WordingIx, usize, &Wording, &Article, &Quotation)| {
        let (before, behind) = around(article.text(), wording.span);
        PrintView {
            version: siglum(version),
            outlet: outlet(drawn, wording.article, article),
            title: article.header().title.as_deref().map(shown).unwrap_or_default(),
            link: link_to(wording.span, article).unwrap_or_default(),
            language: article.header().language.as_deref().map(shown).unwrap_or_default(),
            before: shown(&before),
            words: shown(wording.span.of(article.text())),
            behind: shown(&behind),
        }
    };
    prints(drawn.comparison, drawn.entry).map(view).collect()
}

/// What stands before and behind a place in its paragraph, cut at words.
fn around(text: &str, place: Span) -> (String, String) {
    let before = text.get(..place.start()).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = text.get(place.end()..).unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    let left = match before
        .len()
        .checked_sub(CONTEXT)
        .and_then(|from| before.char_indices().find(|(i, c)| *i >= from && c.is_whitespace()))
    {
        Some((at, _)) => format!("…{}", &before[at..]),
        None => before.to_owned(),
    };
    let right = match behind.char_indices().find(|(i, c)| *i >= CONTEXT && c.is_whitespace()) {
        Some((at, _)) => format!("{} …", &behind[..at]),
        None => behind.to_owned(),
    };
    (left, right)
}

pub(super) fn paraphrases(drawn: Drawn<'_>) -> Vec<(String, String)> {
    let Drawn { comparison, entry, .. } = drawn;
    let told = entry.paraphrases.iter().filter_map(|q| comparison.quotations.get(q.0));
    told.filter_map(|q| {
        let article = comparison.articles.get(q.article.0)?;
        let words: Vec<&str> = q.contents.iter().map(|c| c.span.of(article.text())).collect();
        Some((outlet(drawn, q.article, article), shown(&words.join(" … "))))
    })
    .collect()
}

pub(super) fn reasons(comparison: &Comparison<'_>, entry: &Entry<'_>) -> Vec<String> {
    let id = |wording: WordingIx| {
        let article = entry.remark.wordings.get(wording.0).and_then(|w| comparison.articles.get(w.article.0));
        shown(article.map_or("", Article::id))
    };
    let link = |link: &crate::model::Link| {
        let by_hand = link.by_hand.as_ref().map(|r| format!("by hand: {}; ", shown(r))).unwrap_or_default();
        format!("{} – {}: {:.1}: {by_hand}{}", id(link.a), id(link.b), link.score, sentence(&link.reason))
    };
    let apart = |apart: &crate::model::Apart| {
        format!("{}: kept apart by hand: {}", id(apart.wording), shown(&apart.reason))
    };
    let meant =
        meant_lines(comparison, entry, |wording| Some(id(wording))).into_iter().map(|line| shown(&line));
    meant.chain(entry.remark.links.iter().map(link)).chain(entry.remark.apart.iter().map(apart)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_ends_at_words_and_at_the_paragraph() {
        let text = "Not this line.\nShe said “It holds,” and left.\nNor this.";
        let place = Span::new(text, 27, 36).unwrap();
        assert_eq!(around(text, place), ("She said “".to_owned(), "” and left.".to_owned()));
    }
}
