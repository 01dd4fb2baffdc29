//! The five tools. In: the arguments of a call, which hold what their schema says, and the sources. Out: the result as an object, or what is
//! wrong in words for a model.
//!
//! Nothing here knows the protocol. The schemas, titles and descriptions are in `tools.json`.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::arguments::{CheckedText, Quotes, ReadText, SourcePlaceAsked, TextGiven, VersionsOf};
use super::schema;
use super::shape::{self, Cutting, MOST, Slimmer, fit};
use crate::ask::{
    AskBounds, AskError, Asking, CheckOptions, GateChoice, SourceSet, WantedRemark, read_drafts,
};
use crate::corpus::{Draft, Selection};
use crate::extract::Inquit;
use crate::model::{Article, Claim, Reference};
use crate::read::{Arrival, ClaimLine, GivenText, HeldForm, InputHints, SourceReading};
use crate::record::{Extract, quotation_values, value};
use crate::render::remark_records;

/// How long a call may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// A result, or what is wrong in words for a model.
pub(super) type ToolAnswer = Result<Map<String, Value>, String>;

/// The tools with what they search.
pub(super) struct Toolbox {
    inquit: Inquit<'static>,
    /// What was loaded when the server started; `None` if nothing was given.
    loaded: Option<SourceSet<'static>>,
}

/// One tool as clients are told of it, as far as it is needed here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToolShape {
    name: String,
    input_schema: Value,
}

/// All that clients are told of the tools.
pub(super) const TOOLS: &str = include_str!("tools.json");

fn shapes() -> &'static [ToolShape] {
    static SHAPES: OnceLock<Vec<ToolShape>> = OnceLock::new();
    // A test reads the file.
    SHAPES.get_or_init(|| serde_json::from_str(TOOLS).unwrap_or_default())
}

impl Toolbox {
    /// The tools over what was loaded.
    pub fn new(inquit: Inquit<'static>, loaded: Option<SourceSet<'static>>) -> Self {
        Self { inquit, loaded }
    }

    /// Calls a tool; `None` if there is none of this name.
    pub fn call(&self, name: &str, arguments: Map<String, Value>) -> Option<ToolAnswer> {
        let tool = shapes().iter().find(|tool| tool.name == name)?;
        let arguments = Value::Object(arguments);
        if let Err(wrong) = schema::check(&arguments, &tool.input_schema) {
            return Some(Err(wrong));
        }
        Some(match name {
            "verify_quotes" => read(arguments).and_then(|asked| self.verify_quotes(&asked)),
            "check_draft" => read(arguments).and_then(|asked| self.check_draft(&asked)),
            "find_versions" => read(arguments).and_then(|asked| self.find_versions(&asked)),
            "extract_quotes" => read(arguments).and_then(|asked| self.extract_quotes(&asked)),
            _ => read(arguments).and_then(|asked| self.read_source(&asked)),
        })
    }

    fn verify_quotes(&self, asked: &Quotes) -> ToolAnswer {
        let mut sent = None;
        let set = self.sources(&asked.texts, &mut sent)?;
        let choice = choice(asked.style.as_deref())?;
        let mut lines = Vec::new();
        for (index, quote) in asked.quotes.iter().enumerate() {
            has_words(&quote.text, &format!("quotes[{index}].text"))?;
            let claim = Claim {
                text: quote.text.trim().to_owned(),
                speaker: quote.speaker.clone(),
                date: quote.date.clone(),
                cited: quote.source.iter().map(|name| Reference::given(name)).collect(),
                ..Claim::default()
            };
            lines.push(Ok(ClaimLine::of(claim, index as u64 + 1)));
        }
        let asking = Asking { gate: &choice.gate, list: "quotes", bounds: bounds() };
        let answered = set.verify_many(lines, &asking).map_err(|error| in_words(&error))?;
        let verdicts = answered.iter().map(|answer| of_verdict(value(&answer.record())));
        let mut result = Map::new();
        result.insert("verdicts".to_owned(), verdicts.collect());
        result.insert("searched".to_owned(), searched(set)?);
        let rest = |kept: usize, all: usize| match kept {
            kept if kept == all => "evidence was left out; send fewer quotes in one call".to_owned(),
            kept => format!("the first {kept} of {all} quotes are answered; send the others in another call"),
        };
        Ok(fit(result, &Cutting { list: "verdicts", slimmers: VERDICTS, rest: &rest }))
    }

    fn check_draft(&self, asked: &CheckedText) -> ToolAnswer {
        let mut sent = None;
        let set = self.sources(&asked.texts, &mut sent)?;
        let drafts = self.drafts(asked)?;
        let selection = Selection { every: asked.every.unwrap_or(true), ..Selection::default() };
        let options = CheckOptions { choice: choice(asked.style.as_deref())?, selection };
        let report = set.check(drafts, &options, bounds()).map_err(|error| in_words(&error))?;
        // Those that fail come first; each part is in the order of the text.
        let (fails, holds): (Vec<_>, Vec<_>) = report.records().partition(|record| !record.failed.is_empty());
        let verdicts = fails.iter().chain(&holds).map(|record| {
            let mut verdict = of_verdict(value(record));
            if let Some(draft) = verdict.get_mut("draft").and_then(Value::as_object_mut) {
                draft.remove("article");
            }
            verdict
        });
        let summary = report.summary_record();
        let mut result = Map::new();
        result.insert("verdicts".to_owned(), verdicts.collect());
        result.insert(
            "summary".to_owned(),
            json!({"marks": summary.marks, "checked": summary.checked, "failed": summary.failed, "passed_over": summary.passed_over}),
        );
        result.insert("searched".to_owned(), searched(set)?);
        let rest = |kept: usize, all: usize| match kept {
            kept if kept == all => "evidence was left out; send a part of the draft".to_owned(),
            kept => format!(
                "{kept} of {all} quotations are shown, those that fail first; send a part of the draft"
            ),
        };
        Ok(fit(result, &Cutting { list: "verdicts", slimmers: VERDICTS, rest: &rest }))
    }

    fn find_versions(&self, asked: &VersionsOf) -> ToolAnswer {
        let set = self.loaded()?;
        let wanted = WantedRemark::new(&asked.quote, self.inquit.lexicon());
        if wanted.is_empty() {
            return Err(no_words("quote"));
        }
        let found = set.find(&wanted).map_err(|error| in_words(&error))?;
        let comparison = found.comparison();
        let records = remark_records(&comparison);
        let all = records.len();
        let of_remark = |record| {
            let mut remark = value(record).unwrap_or_default();
            remark.as_object_mut().map(|remark| remark.remove("collation"));
            remark
        };
        let remarks: Value = records.iter().take(asked.limit.unwrap_or(10)).map(of_remark).collect();
        let mut result = Map::new();
        result.insert("remarks".to_owned(), remarks);
        result.insert("searched".to_owned(), searched(set)?);
        let slimmers: &[Slimmer] = &[shape::wordings_only, shape::few_wordings];
        let rest = |kept: usize, _: usize| {
            format!(
                "{kept} of {all} remarks are shown, or not all of their wordings; give more words of the one that you mean"
            )
        };
        Ok(fit(result, &Cutting { list: "remarks", slimmers, rest: &rest }))
    }

    fn extract_quotes(&self, asked: &ReadText) -> ToolAnswer {
        let inquit = self.inquit.indirect(asked.indirect.unwrap_or(false));
        let article = self.article(&asked.text)?;
        let found = inquit.extract(&article);
        let shown = found.shown(false, 0.0);
        let extract =
            Extract { article: &article, quotations: &found.quotations, shown: &shown, explain: false };
        let mut values = quotation_values(&extract);
        for quotation in values.iter_mut().filter_map(Value::as_object_mut) {
            // All are of the one text that was sent.
            ["type", "article", "outlet", "date"].iter().for_each(|key| {
                quotation.remove(*key);
            });
        }
        let starts: Vec<u64> =
            values.iter().map(|quotation| quotation["start"].as_u64().unwrap_or_default()).collect();
        let mut result = Map::new();
        result.insert("quotations".to_owned(), values.into());
        let rest = |kept: usize, all: usize| {
            let from = starts.get(kept).copied().unwrap_or_default();
            format!("the first {kept} of {all} quotations; send the text from code point {from} on")
        };
        Ok(fit(result, &Cutting { list: "quotations", slimmers: &[], rest: &rest }))
    }

    fn read_source(&self, asked: &SourcePlaceAsked) -> ToolAnswer {
        let set = self.loaded()?;
        let found = set.article(&asked.article).map_err(|error| in_words(&error))?;
        let article =
            found.ok_or("no loaded source has this id; give the `article` of a piece of evidence")?;
        let length = article.text().chars().count();
        if asked.end < asked.start || asked.end > length {
            return Err(format!(
                "there is no place from {} to {}; the text of this source has {length} code points, and `start` is at most `end`",
                asked.start, asked.end
            ));
        }
        let around = asked.around.unwrap_or(500);
        let (start, end) = (asked.start.saturating_sub(around), (asked.end + around).min(length));
        Ok(passage(&article, start, end))
    }

    fn loaded(&self) -> Result<&SourceSet<'static>, String> {
        self.loaded.as_ref().ok_or_else(|| {
            "there are no sources; start the server with --in or --corpus, or send texts".to_owned()
        })
    }

    /// The sources of a call: the texts that come with it, which `sent` holds, or else those that were loaded.
    fn sources<'s>(
        &'s self,
        texts: &[TextGiven],
        sent: &'s mut Option<SourceSet<'static>>,
    ) -> Result<&'s SourceSet<'static>, String> {
        if texts.is_empty() {
            return self.loaded();
        }
        let given = |(index, text): (usize, &TextGiven)| GivenText {
            id: text.id.clone().unwrap_or_else(|| format!("text-{}", index + 1)),
            text: text.text.clone(),
            title: text.title.clone(),
            url: text.url.clone(),
            ..GivenText::default()
        };
        let texts: Vec<GivenText> = texts.iter().enumerate().map(given).collect();
        // What cannot be read is counted in the result.
        Ok(sent.insert(SourceSet::of_texts(self.inquit, &texts, |_| {})))
    }

    /// Reads the text of a draft.
    fn drafts(&self, asked: &CheckedText) -> Result<Vec<Draft<'static>>, String> {
        let form = HeldForm::named(asked.format.as_deref().unwrap_or("markdown"));
        let read = read_drafts("draft", &asked.text, form, self.inquit.lexicon());
        read.map(|read| read.drafts).map_err(|error| error.to_string())
    }

    /// Reads one text that was sent.
    fn article(&self, text: &str) -> Result<Article, String> {
        let (form, told) = (Some(HeldForm::Plain), InputHints::default());
        let mut reading = SourceReading::of_held("text", text, form, told, self.inquit.lexicon());
        let mut wrong = None;
        let article = reading.all(|heard| wrong = wrong.take().or_else(|| unread(heard)));
        article.into_iter().next().ok_or_else(|| wrong.unwrap_or_default())
    }
}

/// What is wrong with a text that gives no article.
fn unread(heard: &Arrival) -> Option<String> {
    match heard {
        Arrival::Error(error) => Some(error.to_string()),
        _ => None,
    }
}

/// What is left out of verdicts, the least needed first.
const VERDICTS: &[Slimmer] = &[shape::one_piece, shape::answers_only];

/// Reads arguments whose types are known to be right.
fn read<T: DeserializeOwned>(arguments: Value) -> Result<T, String> {
    serde_json::from_value(arguments).map_err(|error| error.to_string())
}

fn bounds() -> AskBounds {
    AskBounds { most: None, until: Some(Instant::now() + PATIENCE) }
}

fn choice(style: Option<&str>) -> Result<GateChoice, String> {
    GateChoice::new(style.unwrap_or("lenient"), None).map_err(|error| error.to_string())
}

fn in_words(error: &AskError) -> String {
    match error {
        AskError::OutOfTime { .. } | AskError::TooMany { .. } => format!("{error}; send fewer in one call"),
        _ => error.to_string(),
    }
}

fn has_words(text: &str, name: &str) -> Result<(), String> {
    if text.chars().any(char::is_alphanumeric) { Ok(()) } else { Err(no_words(name)) }
}

fn no_words(name: &str) -> String {
    format!("`{name}` has no words; give those between the marks")
}

/// A verdict within reason.
fn of_verdict(record: serde_json::Result<Value>) -> Value {
    let mut verdict = record.unwrap_or_default();
    verdict.as_object_mut().map(shape::verdict);
    verdict
}

/// What was searched, so that nothing looks more certain than it is.
fn searched(set: &SourceSet<'_>) -> Result<Value, String> {
    let searched = set.searched().map_err(|error| in_words(&error))?;
    Ok(json!({"articles": searched.articles, "quotations": searched.quotations, "words": searched.words,
        "unreadable": set.account().skipped}))
}

/// A part of a source, as much of it as fits.
fn passage(article: &Article, start: usize, end: usize) -> Map<String, Value> {
    let header = article.header();
    let mut head = json!({"article": article.id(), "outlet": header.outlet, "date": header.date, "url": header.url,
        "title": header.title, "start": start});
    if let Some(from) = header.date_from {
        head["date_from"] = json!(from);
    }
    let room = MOST.saturating_sub(shape::size(&head) + 400);
    let mut text = String::new();
    let mut held = 0;
    for c in article.text().chars().skip(start).take(end - start) {
        held += shape::size(&Value::from(c.to_string())) - 2;
        if held > room {
            break;
        }
        text.push(c);
    }
    let reached = start + text.chars().count();
    let mut result = match head {
        Value::Object(head) => head,
        _ => Map::new(),
    };
    result.insert("end".to_owned(), reached.into());
    result.insert("text".to_owned(), text.into());
    if reached < end {
        result.insert("truncated".to_owned(), true.into());
        result.insert(
            "rest".to_owned(),
            format!("the text goes on; ask again with start {reached} and around 0").into(),
        );
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_tools_names_five_and_each_is_called() {
        let names: Vec<&str> = shapes().iter().map(|tool| tool.name.as_str()).collect();
        assert_eq!(names, ["verify_quotes", "check_draft", "find_versions", "extract_quotes", "read_source"]);
        let toolbox = Toolbox::new(Inquit::english(), None);
        assert!(toolbox.call("remember", Map::new()).is_none());
        for name in names {
            let wrong = toolbox.call(name, Map::new()).unwrap().unwrap_err();
            assert!(wrong.contains("is missing"), "{name}: {wrong}");
        }
    }

    #[test]
    fn a_passage_says_where_it_ends_when_it_is_cut() {
        let text = "“\u{1}é”".repeat(10_000);
        let article = Article::new("long", crate::model::ArticleHeader::default(), text.clone()).unwrap();
        let result = passage(&article, 10, 40_000);
        let end = usize::try_from(result["end"].as_u64().unwrap()).unwrap();
        let words: String = text.chars().skip(10).take(end - 10).collect();
        assert_eq!((&result["text"], &result["truncated"]), (&words.into(), &true.into()));
        assert!(end > 3_000 && shape::size(&Value::Object(result)) <= MOST);
        assert_eq!(passage(&article, 3, 8).get("truncated"), None);
    }
}
