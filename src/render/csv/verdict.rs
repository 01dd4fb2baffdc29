//! Verdicts as CSV. In: the quotations of drafts, or single claims, with their verdicts. Out: one row per claim, with the place that
//! decides.

use std::io::{self, Write};

use super::row::{from, head, own, write};
use crate::model::{Article, Outcome, Verdict};
use crate::record::{EvidenceRecord, VerdictRecord};
use crate::render::look::CsvStyle;
use crate::render::nouns::{Answered, ClaimAnswer, Judged};
use crate::render::renderer::Render;
use crate::render::shared::{Check, name, numbers};
use crate::verify::outcome;

const VERDICT: &str = "title,url,date,id,claim,place,speaker,wording,attribution,source,flags,text,sentence,why,use,ok,failed,reason,grade,form,outlet,article,link,said_by,quoted,start,end,share,nearest,date_from";

/// Writes a row for each claim, numbered from 1.
pub(in crate::render) struct VerdictCsv {
    style: CsvStyle,
    rows: usize,
}

impl VerdictCsv {
    pub fn new(style: CsvStyle) -> Self {
        Self { style, rows: 0 }
    }
}

impl Render<Judged<'_>> for VerdictCsv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        head(out, self.style, &[VERDICT])
    }

    fn item(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        self.rows += 1;
        let answered = (judged.verdict, judged.outcome);
        write(out, self.style, &row(self.rows.to_string(), String::new(), answered, judged.articles))
    }
}

impl Render<Check<'_>> for VerdictCsv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        head(out, self.style, &[VERDICT])
    }

    fn item(&mut self, out: &mut dyn Write, check: &Check<'_>) -> io::Result<()> {
        for checked in check.checked {
            self.rows += 1;
            let place = format!("{}{}", checked.draft, numbers(checked.place));
            let outcome = outcome(&checked.verdict, check.articles, checked.failed.clone());
            write(
                out,
                self.style,
                &row(self.rows.to_string(), place, (&checked.verdict, &outcome), check.articles),
            )?;
        }
        Ok(())
    }
}

impl Render<Answered<'_>> for VerdictCsv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        head(out, self.style, &[VERDICT])
    }

    fn item(&mut self, out: &mut dyn Write, answered: &Answered<'_>) -> io::Result<()> {
        let id = answered.id.to_string();
        match &answered.answer {
            ClaimAnswer::Judged { verdict, articles, outcome } => {
                write(out, self.style, &row(id, String::new(), (verdict, outcome), articles))
            }
            ClaimAnswer::Unread { message, .. } => {
                let told = |column: &str| match column {
                    "id" => id.clone(),
                    "why" => message.clone(),
                    "ok" => false.to_string(),
                    _ => String::new(),
                };
                write(out, self.style, &VERDICT.split(',').map(told).collect::<Vec<_>>())
            }
        }
    }
}

/// The fields of a claim; those of its source are empty if nothing was found.
fn row(
    id: String,
    place: String,
    (verdict, outcome): (&Verdict, &Outcome),
    articles: &[Article],
) -> Vec<String> {
    let record = VerdictRecord::new(verdict, articles, outcome);
    let decides = record.decides.unwrap_or_default();
    let found = record.evidence.get(decides);
    let article = verdict.evidence.get(decides).and_then(|e| articles.get(e.article.0));
    let of = |field: fn(&EvidenceRecord<'_>) -> String| found.map(field).unwrap_or_default();
    let flags: Vec<&str> = record.flags.iter().map(|f| f.name()).collect();
    vec![
        own(article.and_then(|a| a.header().title.as_deref())),
        of(|e| own(e.url.as_deref())),
        of(|e| own(e.date.as_deref())),
        id,
        record.claim.into_owned(),
        place,
        own(record.speaker.as_deref()),
        record.wording.name().to_owned(),
        record.attribution.name().to_owned(),
        record.source.name().to_owned(),
        flags.join("; "),
        of(|e| e.text.clone().into_owned()),
        of(|e| e.sentence.text.clone().into_owned()),
        record.why.into_owned(),
        own(record.r#use.as_deref()),
        record.ok.to_string(),
        outcome.failed.join("; "),
        own(record.reason.map(|reason| reason.name())),
        own(record.grade.map(|grade| grade.name())),
        own(record.form.map(|form| form.name())),
        of(|e| own(e.outlet.as_deref())),
        of(|e| e.article.clone().into_owned()),
        of(|e| own(e.link.as_deref())),
        of(|e| own(e.name.as_deref().or(e.speaker.as_deref()))),
        of(|e| name(&e.quoted)),
        of(|e| e.start.to_string()),
        of(|e| e.end.to_string()),
        of(|e| e.share.to_string()),
        own(record.nearest.as_ref().map(|near| near.text.as_ref())),
        of(|e| from(e.date_from)),
    ]
}
