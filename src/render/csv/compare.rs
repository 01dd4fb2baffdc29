//! Remarks as CSV. In: a comparison, or what two sides quote. Out: one row per wording.

use std::io::{self, Write};

use super::row::{attributed, from, head, own, write};
use crate::compare::{Entry, OutletDifference, Quoting};
use crate::model::{ArticleIx, SpeakerDifference};
use crate::record::WordingRecord;
use crate::render::json::RemarkWriter;
use crate::render::look::CsvStyle;
use crate::render::nouns::ShownRemarks;
use crate::render::renderer::Render;
use crate::render::shared::{changed, name};

const COMPARE: &str = "remark,version,article,outlet,date,kind,start,end,text,speaker,mention,basis,verb,lemma,stance,via,addressee,quotation,articles,outlets,changes,independent,clipped,copy_of,person,person_name,speaker_difference,other_speaker";
/// Columns that came later; they are the last ones, so that no other has moved.
const LATER: &str = "title,url,base,sentence,date_from";

/// Writes every wording of every remark.
pub(in crate::render) struct WordingCsv {
    pub style: CsvStyle,
}

impl Render<ShownRemarks<'_>> for WordingCsv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        head(out, self.style, &[COMPARE, LATER])
    }

    fn item(&mut self, out: &mut dyn Write, shown: &ShownRemarks<'_>) -> io::Result<()> {
        let comparison = shown.comparison;
        let mut rows = Rows { out, style: self.style, writer: RemarkWriter::new(comparison) };
        comparison
            .entries
            .iter()
            .try_for_each(|entry| rows.wordings(entry, entry.attributions.speaker(), |_| Vec::new()))
    }
}

/// As for a comparison, then the side that prints the wording, the sides that quote the remark, and what
/// differs between them.
impl Render<OutletDifference<'_>> for WordingCsv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        head(out, self.style, &[COMPARE, "side,quoted_by,differs", LATER])
    }

    fn item(&mut self, out: &mut dyn Write, difference: &OutletDifference<'_>) -> io::Result<()> {
        let mut rows = Rows { out, style: self.style, writer: RemarkWriter::new(&difference.both) };
        for (entry, quoting, pair) in difference.remarks() {
            let differs = pair.map(|pair| pair.words().join("; ")).unwrap_or_default();
            let speaker = pair.and_then(|pair| pair.speaker_difference);
            rows.wordings(entry, speaker, |article| {
                let second = difference.sides.get(article.0) == Some(&1);
                let side = if second { Quoting::B } else { Quoting::A };
                vec![name(&side), name(&quoting), differs.clone()]
            })?;
        }
        Ok(())
    }
}

/// Where the rows go, and what they are made with.
struct Rows<'o, 'a> {
    out: &'o mut dyn Write,
    style: CsvStyle,
    writer: RemarkWriter<'a>,
}

impl<'a> Rows<'_, 'a> {
    /// Writes one row per wording of a remark, with how outlets differ about its speaker; `more` gives further fields for the wording's
    /// article.
    fn wordings(
        &mut self,
        entry: &'a Entry<'a>,
        speaker: Option<SpeakerDifference>,
        more: impl Fn(ArticleIx) -> Vec<String>,
    ) -> io::Result<()> {
        let base = self.writer.base(entry.remark);
        for (article, wording) in self.writer.wordings(entry) {
            let mut row = vec![entry.remark.id.clone(), wording.version.clone().into_owned()];
            row.extend(place(&wording));
            let (via, addressee) = (wording.via.as_ref(), wording.addressee.as_ref());
            row.extend(attributed(wording.speaker.as_ref(), wording.cue.as_ref(), via, addressee));
            let later = [
                own(wording.title.as_deref()),
                own(wording.url.as_deref()),
                base.to_owned(),
                wording.sentence.text.into_owned(),
                from(wording.date_from),
            ];
            row.extend([
                wording.quotation.into_owned(),
                entry.articles.to_string(),
                entry.outlets.to_string(),
                wording.changes.iter().map(changed).collect::<Vec<_>>().join("; "),
                entry.independent.to_string(),
                wording.clipped.iter().map(|c| c.name()).collect::<Vec<_>>().join("; "),
                own(wording.copy_of.as_deref()),
                own(wording.person.as_deref()),
                own(wording.person_name.as_deref()),
                own(speaker.map(SpeakerDifference::name)),
                own(wording.other_speaker.map(SpeakerDifference::name)),
            ]);
            row.extend(more(article));
            row.extend(later);
            write(self.out, self.style, &row)?;
        }
        Ok(())
    }
}

fn place(wording: &WordingRecord<'_>) -> [String; 7] {
    [
        wording.article.clone().into_owned(),
        own(wording.outlet.as_deref()),
        own(wording.date.as_deref()),
        name(&wording.kind),
        wording.start.to_string(),
        wording.end.to_string(),
        wording.text.clone().into_owned(),
    ]
}
