//! A remark → its record. In: an entry of a comparison. Out: the record with its wordings, collation, links
//! and paraphrases.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::compare::{Comparison, Entry, SpeakerAccount, original};
use crate::lexicon::Lexicon;
use crate::model::{
    Apart, Article, ArticleIx, Collation, Link, Offsets, Person, PersonBasis, PersonForm, PersonNote,
    Quotation, QuotationIx, Remark, Span, Wording,
};
use crate::people::People;
use crate::record::{
    AccountRecord, ApartRecord, Attributed, ChangeRecord, CodePoints, CollationRecord, LinkRecord,
    ParaphraseRecord, PersonFormRecord, PersonNoteRecord, PersonRecord, RecordType, RemarkRecord,
    TokenRecord, WordingRecord,
};
use crate::render::shared::{apartness, by_version, persons, project, sentence, siglum};
use crate::segment::sentence_around;

/// The records of the remarks of a comparison, in their order.
pub fn remark_records<'a>(comparison: &'a Comparison<'a>) -> Vec<RemarkRecord<'a>> {
    RemarkWriter::new(comparison).records(&comparison.entries)
}

/// Builds remark records; keeps each article's offsets while it does.
pub(in crate::render) struct RemarkWriter<'a> {
    articles: &'a [Article],
    quotations: &'a [Quotation],
    copies: Vec<ArticleIx>,
    people: &'a People,
    explain: bool,
    lexicon: &'a Lexicon,
    offsets: FxHashMap<ArticleIx, Offsets<'a>>,
}

impl<'a> RemarkWriter<'a> {
    pub fn new(comparison: &Comparison<'a>) -> Self {
        Self {
            articles: comparison.articles,
            quotations: comparison.quotations,
            copies: comparison.copies.clone(),
            people: comparison.people,
            explain: comparison.explain,
            lexicon: comparison.lexicon,
            offsets: FxHashMap::default(),
        }
    }

    pub fn records(&mut self, entries: &'a [Entry<'a>]) -> Vec<RemarkRecord<'a>> {
        entries.iter().map(|entry| self.record(entry, false)).collect()
    }

    pub fn record(&mut self, entry: &'a Entry<'a>, line: bool) -> RemarkRecord<'a> {
        let remark = entry.remark;
        let collation = entry.collation.as_ref();
        let link = |link: &'a Link| LinkRecord::new(link, sentence(&link.reason));
        RemarkRecord {
            r#type: line.then_some(RecordType::Remark),
            remark: remark.id.as_str().into(),
            text: self.base(remark).into(),
            speaker: remark.speaker.as_deref().map(Into::into),
            speaker_difference: entry.attributions.speaker(),
            accounts: entry.attributions.accounts.iter().map(account).collect(),
            articles: entry.articles,
            outlets: entry.outlets,
            independent: entry.independent,
            wordings: self.wordings(entry).into_iter().map(|(_, wording)| wording).collect(),
            collation: collation.map(|c| self.collation(remark, c)),
            paraphrases: entry.paraphrases.iter().filter_map(|q| self.paraphrase(*q)).collect(),
            links: self.explain.then(|| remark.links.iter().map(link).collect()),
            people: self.explain.then(|| self.persons(entry)),
            apart: remark.apart.iter().filter_map(|apart| self.apart(apart)).collect(),
        }
    }

    /// The words of the base.
    pub fn base(&self, remark: &Remark) -> &'a str {
        let base = remark.wordings.get(remark.base.0);
        let text = base.and_then(|w| Some(w.span.of(self.articles.get(w.article.0)?.text())));
        text.unwrap_or_default()
    }

    fn paraphrase(&mut self, index: QuotationIx) -> Option<ParaphraseRecord<'a>> {
        let (person, person_name, person_basis) = self.meant(index);
        let quotation = self.quotations.get(index.0)?;
        let article = self.articles.get(quotation.article.0)?;
        let offsets = self.offsets.entry(quotation.article).or_insert_with(|| Offsets::new(article.text()));
        let CodePoints { start, end, text } = CodePoints::new(quotation.extent(), article.text(), offsets);
        let sentence = context(article, quotation.extent(), offsets, self.lexicon);
        let Attributed { speaker, cue, via, addressee } = Attributed::new(article, offsets, quotation);
        Some(ParaphraseRecord {
            article: article.id().into(),
            outlet: article.header().outlet.as_deref().map(Into::into),
            date: article.header().date.as_deref().map(Into::into),
            date_from: article.header().date_from,
            title: article.header().title.as_deref().map(Into::into),
            url: article.header().url.as_deref().map(Into::into),
            start,
            end,
            text,
            sentence,
            quotation: quotation.id(article, offsets).into(),
            speaker,
            person,
            person_name,
            person_basis,
            cue,
            via,
            addressee,
        })
    }

    /// Who a quotation's speaker is: the key, the name and, if reasons are shown, how it was found.
    fn meant(
        &self,
        quotation: QuotationIx,
    ) -> (Option<Cow<'a, str>>, Option<Cow<'a, str>>, Option<PersonBasis>) {
        let person = self.people.person(quotation);
        let meant = self.people.meant(quotation).filter(|_| self.explain);
        let text = |text: &'a String| Cow::Borrowed(text.as_str());
        (person.map(|p| text(&p.key)), person.map(|p| text(&p.name)), meant.map(|m| m.basis))
    }

    fn persons(&self, entry: &Entry<'_>) -> Vec<PersonRecord<'a>> {
        let note = |note: &'a PersonNote| PersonNoteRecord {
            other: note.other.as_str().into(),
            reason: apartness(&note.reason),
        };
        let form = |form: &'a PersonForm| PersonFormRecord {
            name: form.name.as_str().into(),
            articles: form.articles,
        };
        let record = |person: &'a Person| PersonRecord {
            person: person.key.as_str().into(),
            name: person.name.as_str().into(),
            forms: person.forms.iter().map(form).collect(),
            notes: person.notes.iter().map(note).collect(),
        };
        persons(self.people, entry).into_iter().map(record).collect()
    }

    fn apart(&self, apart: &'a Apart) -> Option<ApartRecord<'a>> {
        let article = self.articles.get(apart.other.article.0)?;
        let text = apart.other.span.of(article.text());
        Some(ApartRecord {
            wording: apart.wording.0,
            article: article.id().into(),
            text: text.into(),
            reason: apart.reason.as_str().into(),
        })
    }

    /// The wordings in the remark's own order, each with its article.
    pub fn wordings(&mut self, entry: &'a Entry<'a>) -> Vec<(ArticleIx, WordingRecord<'a>)> {
        let (remark, collation) = (entry.remark, entry.collation.as_ref());
        let mut versions = vec![0; remark.wordings.len()];
        for (wording, row) in by_version(remark, collation) {
            if let Some(version) = versions.get_mut(wording.0) {
                *version = row;
            }
        }
        let mut records = Vec::with_capacity(versions.len());
        for (index, row) in versions.into_iter().enumerate() {
            records.extend(self.wording(entry, index, row));
        }
        records
    }

    fn wording(
        &mut self,
        entry: &'a Entry<'a>,
        index: usize,
        row: usize,
    ) -> Option<(ArticleIx, WordingRecord<'a>)> {
        let (remark, collation) = (entry.remark, entry.collation.as_ref());
        let wording = remark.wordings.get(index)?;
        let (articles, quotations) = (self.articles, self.quotations);
        let base = remark.wordings.get(remark.base.0)?;
        for article in [wording.article, base.article] {
            let text = articles.get(article.0)?.text();
            self.offsets.entry(article).or_insert_with(|| Offsets::new(text));
        }
        let article: &'a Article = articles.get(wording.article.0)?;
        let offsets = self.offsets.get(&wording.article)?;
        let quotation = quotations.get(wording.quotation.0)?;
        let CodePoints { start, end, text } = CodePoints::new(wording.span, article.text(), offsets);
        let sentence = context(article, wording.span, offsets, self.lexicon);
        let Attributed { speaker, cue, via, addressee } = Attributed::new(article, offsets, quotation);
        let (person, person_name, person_basis) = self.meant(wording.quotation);
        let record = WordingRecord {
            article: article.id().into(),
            outlet: article.header().outlet.as_deref().map(Into::into),
            date: article.header().date.as_deref().map(Into::into),
            date_from: article.header().date_from,
            title: article.header().title.as_deref().map(Into::into),
            url: article.header().url.as_deref().map(Into::into),
            start,
            end,
            text,
            sentence,
            quotation: quotation.id(article, offsets).into(),
            kind: quotation.kind,
            speaker,
            person,
            person_name,
            person_basis,
            cue,
            via,
            addressee,
            other_speaker: entry.attributions.rows.get(index).and_then(|own| own.other_speaker),
            version: siglum(row).into(),
            copy_of: original(articles, &self.copies, wording.article).map(|a| a.id().into()),
            clipped: collation.and_then(|c| c.rows.get(row)).map_or(&[][..], |r| &r.clipped).into(),
            changes: self.changes(entry, wording, row)?,
        };
        Some((wording.article, record))
    }

    /// What turns the base into a wording, which stands in a row of the collation.
    fn changes(&self, entry: &Entry<'_>, wording: &Wording, row: usize) -> Option<Vec<ChangeRecord<'a>>> {
        let remark = entry.remark;
        let place = |article: ArticleIx| Some((self.articles.get(article.0)?, self.offsets.get(&article)?));
        let base = place(remark.wordings.get(remark.base.0)?.article)?;
        let (article, offsets) = place(wording.article)?;
        let row = entry.collation.as_ref().and_then(|c| c.rows.get(row));
        let shown = row.and_then(|r| r.wordings.first()).and_then(|first| remark.wordings.get(first.0));
        let shown = shown.unwrap_or(wording);
        let changes = row.map_or(&[][..], |r| &r.changes).iter().map(|change| {
            let mut change = change.clone();
            if shown != wording {
                // The version's spans point into the wording that is shown for it; this one is printed
                // elsewhere.
                let from = self.articles.get(shown.article.0).map_or("", Article::text);
                let (from, to) = ((from, shown.span), (article.text(), wording.span));
                change.version = change.version.and_then(|span| project(span, from, to));
            }
            ChangeRecord::new(&change, base, (article, offsets))
        });
        Some(changes.collect())
    }

    /// The table of a remark; of one version alone it has one row.
    pub fn table(&self, entry: &'a Entry<'a>) -> CollationRecord<'a> {
        let lone = || CollationRecord {
            witnesses: vec![siglum(0).into()],
            table: self.base(entry.remark).split_whitespace().map(|word| vec![vec![token(word)]]).collect(),
        };
        entry.collation.as_ref().map_or_else(lone, |collation| self.collation(entry.remark, collation))
    }

    fn collation(&self, remark: &'a Remark, collation: &'a Collation) -> CollationRecord<'a> {
        let text = |row: usize| {
            let first = collation.rows.get(row).and_then(|r| r.wordings.first());
            let wording = first.and_then(|first| remark.wordings.get(first.0));
            wording.and_then(|w| self.articles.get(w.article.0)).map_or("", Article::text)
        };
        let texts: Vec<&'a str> = (0..collation.rows.len()).map(text).collect();
        let cell = |row: usize, column: usize| {
            let span = collation.cells.get(row).and_then(|cells| cells.get(column)).and_then(|c| c.span);
            let words = span.map_or("", |span| span.of(texts[row]));
            words.split_whitespace().map(token).collect()
        };
        let table = (0..collation.columns.len())
            .map(|column| (0..texts.len()).map(|row| cell(row, column)).collect())
            .collect();
        CollationRecord { witnesses: (0..texts.len()).map(|row| siglum(row).into()).collect(), table }
    }
}

fn account(account: &SpeakerAccount) -> AccountRecord<'_> {
    AccountRecord {
        speaker: account.speaker.as_str().into(),
        wordings: account.wordings.iter().map(|wording| wording.0).collect(),
        difference: account.difference,
    }
}

/// The sentence or sentences around a place.
fn context<'a>(article: &'a Article, span: Span, offsets: &Offsets<'_>, lexicon: &Lexicon) -> CodePoints<'a> {
    let text = article.text();
    CodePoints::new(sentence_around(text, text, span, lexicon).0, text, offsets)
}

fn token(word: &str) -> TokenRecord<'_> {
    TokenRecord { t: word.into(), n: normal(word).into() }
}

/// Lower case, without marks at either end; the whole in lower case where it is nothing but marks.
fn normal(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    (if bare.is_empty() { word } else { bare }).to_lowercase()
}
