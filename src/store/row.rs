//! Articles and quotations ↔ rows of the corpus. Spans are checked against the text when they are read back,
//! because a damaged file must not give a span that cuts a character.

use rusqlite::{Connection, Row};
use serde::de::IntoDeserializer;
use serde::de::value::{Error as NameError, StrDeserializer};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use xxhash_rust::xxh3::Xxh3;

use super::problem::Problem;
use super::sql;
use super::sum::positive;
use crate::model::{
    Article, ArticleHeader, ArticleIx, Content, Cue, DateFrom, Markup, Quotation, QuotationIx, Record, Rule,
    Span, Speaker, Timed, Turn,
};

/// The checksum that shows whether an article that is added again is unchanged.
pub(super) fn hash(article: &Article) -> i64 {
    let mut hash = Xxh3::with_seed(0);
    let h = article.header();
    for part in [&h.outlet, &h.date, &h.url, &h.title, &h.language] {
        hash.update(part.as_deref().unwrap_or("\u{1}").as_bytes());
        hash.update(b"\0");
    }
    hash.update(name(&article.kind()).as_bytes());
    hash.update(record(article).unwrap_or_default().as_bytes());
    if article.markup() != Markup::None {
        hash.update(name(&article.markup()).as_bytes());
    }
    // What earlier versions stored keeps its checksum.
    if let Some(from) = h.date_from {
        hash.update(name(&from).as_bytes());
    }
    hash.update(article.text().as_bytes());
    hash.digest().cast_signed()
}

/// Returns the name of a kind, a stance or a basis, as in every output.
pub(super) fn name(of: &impl Serialize) -> String {
    match serde_json::to_value(of) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Where a date is from, by the column that says so.
pub(super) fn date_from(row: &Row, column: usize) -> Result<Option<DateFrom>, Problem> {
    row.get::<_, Option<String>>(column)?.map(|from| named(&from)).transpose()
}

pub(super) fn named<'n, T: Deserialize<'n>>(name: &'n str) -> Result<T, Problem> {
    let deserializer: StrDeserializer<NameError> = name.into_deserializer();
    T::deserialize(deserializer).map_err(|_| Problem::Broken { what: "an unknown name" })
}

pub(super) fn pair(span: Span) -> String {
    format!("{} {}", span.start(), span.end())
}

fn span(text: &str, start: usize, end: usize) -> Result<Span, Problem> {
    Span::new(text, start, end).ok_or(Problem::Broken { what: "an offset outside its text" })
}

fn pair_of(text: &str, pair: Option<String>) -> Result<Option<Span>, Problem> {
    let Some(pair) = pair else { return Ok(None) };
    let mut numbers = pair.split(' ').map(|n| n.parse().unwrap_or(usize::MAX));
    let (start, end) = (numbers.next().unwrap_or(usize::MAX), numbers.next().unwrap_or(usize::MAX));
    span(text, start, end).map(Some)
}

/// Returns turns and time codes as JSON, if there are any.
pub(super) fn record(article: &Article) -> Option<String> {
    let record = article.record()?;
    let pair = |s: &Span| json!([s.start(), s.end()]);
    let turns: Vec<Value> = record
        .turns
        .iter()
        .map(|t| {
            let words: Vec<Value> = t.words.iter().map(pair).collect();
            json!({"label": t.label.as_ref().map(pair), "name": t.name, "words": words})
        })
        .collect();
    let times: Vec<Value> =
        record.times.iter().map(|t| json!([t.span.start(), t.span.end(), t.start, t.end])).collect();
    Some(json!({"turns": turns, "times": times}).to_string())
}

fn record_of(kind: &str, json: Option<String>, text: &str) -> Result<Record, Problem> {
    let broken = || Problem::Broken { what: "turns that cannot be" };
    let value: Value = match json {
        Some(json) => serde_json::from_str(&json).map_err(|_| broken())?,
        None => Value::Null,
    };
    let list = |key: &str| value[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let number = |v: &Value| v.as_u64().unwrap_or(u64::MAX);
    #[allow(clippy::cast_possible_truncation, reason = "a number too large is outside the text either way")]
    let place = |v: &Value| span(text, number(&v[0]) as usize, number(&v[1]) as usize);
    let turn = |v: &Value| {
        let words = v["words"].as_array().ok_or_else(broken)?;
        Ok(Turn {
            label: if v["label"].is_null() { None } else { Some(place(&v["label"])?) },
            name: v["name"].as_str().map(str::to_owned),
            words: words.iter().map(place).collect::<Result<_, _>>()?,
        })
    };
    let timed = |v: &Value| Ok(Timed { span: place(v)?, start: number(&v[2]), end: number(&v[3]) });
    let record = Record {
        kind: named(kind)?,
        turns: list("turns").iter().map(turn).collect::<Result<_, Problem>>()?,
        times: list("times").iter().map(timed).collect::<Result<_, Problem>>()?,
    };
    // Whoever gets a record may rely on words in every turn, and on the order of the text.
    let spoken = record.turns.iter().all(|turn| !turn.words.is_empty());
    let words = record.turns.iter().flat_map(|turn| &turn.words);
    if spoken && in_order(words) && in_order(record.times.iter().map(|t| &t.span)) {
        Ok(record)
    } else {
        Err(broken())
    }
}

/// True if spans follow each other and none is empty.
fn in_order<'s>(spans: impl Iterator<Item = &'s Span>) -> bool {
    let mut last = 0;
    spans.into_iter().all(|span| {
        let follows = span.start() >= last && !span.is_empty();
        last = span.end();
        follows
    })
}

/// Reads an article and its number from a row of [`super::sql::articles`], and compares it with its checksum.
pub(super) fn article(row: &Row) -> Result<(i64, Article), Problem> {
    let article = unchecked(row)?;
    if hash(&article) == row.get::<_, i64>(11)? { Ok((row.get(0)?, article)) } else { Err(OTHER_ARTICLE) }
}

/// What is said of an article whose checksum is another one.
pub(super) const OTHER_ARTICLE: Problem = Problem::Broken { what: "an article is not as it was added" };

/// The same without its number and without a look at the checksum, which earlier versions made in another way.
pub(super) fn unchecked(row: &Row) -> Result<Article, Problem> {
    let header = ArticleHeader {
        outlet: row.get(3)?,
        date: row.get(4)?,
        url: row.get(5)?,
        title: row.get(6)?,
        language: row.get(7)?,
        date_from: date_from(row, 12)?,
    };
    let text: String = row.get(8)?;
    let record = record_of(&row.get::<_, String>(2)?, row.get(9)?, &text)?;
    let article = Article::new(row.get::<_, String>(1)?, header, text)
        .map_err(|_| Problem::Broken { what: "a text that is too long" })?;
    Ok(article.with_markup(named(&row.get::<_, String>(10)?)?).with_record(record))
}

/// The checksum of what is stored about an article beside its text: its id, the number of its words, its
/// quotations.
pub(super) fn said((id, words): (&str, usize), quotations: &[Quotation], text: &str) -> i64 {
    let mut hash = Xxh3::with_seed(0);
    let mut add = |part: &str| {
        hash.update(part.as_bytes());
        hash.update(b"\0");
    };
    let place = |span: Option<Span>| span.map(pair).unwrap_or_default();
    add(id);
    add(&words.to_string());
    for q in quotations {
        add(&name(&q.kind));
        add(if q.headline { "1" } else { "0" });
        if let Some(speaker) = &q.speaker {
            add(speaker.name.as_deref().unwrap_or("\u{1}"));
            add(&name(&speaker.basis));
            add(&place(speaker.mention));
        }
        if let Some(cue) = &q.cue {
            add(&cue.lemma);
            add(&name(&cue.stance));
            add(&pair(cue.span));
        }
        add(&place(q.via));
        add(&place(q.addressee));
        add(q.rule.name());
        add(&q.confidence.to_bits().to_string());
        add(&q.parent.map(|p| p.0.to_string()).unwrap_or_default());
        add(&contents(q, text).0);
    }
    positive(hash.digest())
}

/// Returns the contents of a quotation as they are stored, and their words.
pub(super) fn contents(quotation: &Quotation, text: &str) -> (String, String) {
    let (mut places, mut words) = (String::new(), String::new());
    for content in &quotation.contents {
        if !places.is_empty() {
            places.push(',');
            words.push_str(sql::BETWEEN_CONTENTS);
        }
        places.push_str(&format!("{} {}", pair(content.span), u8::from(content.closed)));
        words.push_str(content.span.of(text));
    }
    (places, words)
}

/// True if contents follow each other; an empty one, as of `“”`, may be among them.
fn in_order_or_empty(contents: &[Content]) -> bool {
    contents.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start())
}

/// Reads a quotation and its number from a row of [`super::sql::QUOTATIONS`]; `article` is the index of the
/// article, `text` its text.
pub(super) fn quotation(row: &Row, article: usize, text: &str) -> Result<(i64, Quotation), Problem> {
    let content = |part: &str| {
        let mut numbers = part.split(' ').map(|n| n.parse().unwrap_or(usize::MAX));
        let mut next = || numbers.next().unwrap_or(usize::MAX);
        Ok(Content { span: span(text, next(), next())?, closed: next() == 1 })
    };
    let contents: Vec<Content> = row
        .get_ref(15)?
        .as_str()
        .map_err(rusqlite::Error::from)?
        .split(',')
        .map(content)
        .collect::<Result<_, Problem>>()?;
    if !in_order_or_empty(&contents) {
        return Err(Problem::Broken { what: "contents of a quotation that cannot be" });
    }
    let basis: Option<String> = row.get(6)?;
    let speaker = match basis {
        Some(basis) => {
            Some(Speaker { mention: pair_of(text, row.get(7)?)?, name: row.get(5)?, basis: named(&basis)? })
        }
        None => None,
    };
    let cue = match pair_of(text, row.get(10)?)? {
        Some(span) => Some(Cue { span, lemma: row.get(8)?, stance: named(&row.get::<_, String>(9)?)? }),
        None => None,
    };
    let rule: String = row.get(12)?;
    let mut rules = Rule::ALL.iter().copied();
    let rule = rules.find(|r| r.name() == rule).ok_or(Problem::Broken { what: "an unknown rule" })?;
    let quotation = Quotation {
        article: ArticleIx(article),
        headline: row.get(4)?,
        speaker,
        cue,
        via: pair_of(text, row.get(11)?)?,
        addressee: pair_of(text, row.get(17)?)?,
        confidence: row.get(13)?,
        parent: row.get::<_, Option<usize>>(14)?.map(QuotationIx),
        ..Quotation::new(contents, named(&row.get::<_, String>(3)?)?, rule)
    };
    Ok((row.get(0)?, quotation))
}

/// Appends the quotations of an article, in their order, and returns their numbers. They are compared with their checksum.
pub(super) fn quotations_of(
    connection: &Connection,
    number: i64,
    index: usize,
    article: &Article,
    out: &mut Vec<Quotation>,
) -> Result<Vec<i64>, Problem> {
    let from = out.len();
    let numbers = read_quotations(connection, number, (index, article), out)?;
    let (sum, words): (i64, usize) =
        connection.prepare_cached(sql::SAID)?.query_row([number], |r| Ok((r.get(0)?, r.get(1)?)))?;
    check_said((article, words), &out[from..], sum)?;
    Ok(numbers)
}

/// Fails if the quotations of an article, which is given with the number of its words, are not those of the checksum.
pub(super) fn check_said(
    (article, words): (&Article, usize),
    own: &[Quotation],
    sum: i64,
) -> Result<(), Problem> {
    let parents = own.iter().enumerate().all(|(at, q)| q.parent.is_none_or(|p| p.0 != at && p.0 < own.len()));
    if parents && sum == said((article.id(), words), own, article.text()) {
        Ok(())
    } else {
        Err(Problem::Broken { what: "the quotations of an article are not those that were found" })
    }
}

/// The same without a look at the checksum; the article is given with its index.
pub(super) fn read_quotations(
    connection: &Connection,
    number: i64,
    (index, article): (usize, &Article),
    out: &mut Vec<Quotation>,
) -> Result<Vec<i64>, Problem> {
    let mut numbers = Vec::new();
    let mut select = connection.prepare_cached(sql::QUOTATIONS)?;
    let mut rows = select.query([number])?;
    while let Some(r) = rows.next()? {
        let (number, quotation) = quotation(r, index, article.text())?;
        numbers.push(number);
        out.push(quotation);
    }
    Ok(numbers)
}
