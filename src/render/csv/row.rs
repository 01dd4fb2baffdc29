//! The fields that rows of quotations and of wordings share, and the row itself.

use std::io::{self, Write};

use crate::model::DateFrom;
use crate::record::{CueRecord, PhraseRecord, SpeakerRecord};
use crate::render::look::CsvStyle;
use crate::render::shared::{escape_csv, name};

/// Who said it, with which verb, through whom, to whom.
pub(super) fn attributed(
    speaker: Option<&SpeakerRecord<'_>>,
    cue: Option<&CueRecord<'_>>,
    via: Option<&PhraseRecord<'_>>,
    addressee: Option<&PhraseRecord<'_>>,
) -> [String; 8] {
    [
        own(speaker.and_then(|s| s.name.as_deref())),
        own(speaker.and_then(|s| s.mention.as_deref())),
        speaker.map(|s| name(&s.basis)).unwrap_or_default(),
        own(cue.map(|c| c.text.as_ref())),
        own(cue.map(|c| c.lemma.as_ref())),
        cue.map(|c| name(&c.stance)).unwrap_or_default(),
        own(via.map(|v| v.mention.as_ref())),
        own(addressee.map(|a| a.mention.as_ref())),
    ]
}

/// Returns a field, which is empty if the value is not known.
pub(super) fn own(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

/// Where a date is from that the article does not give itself; empty for its own.
pub(super) fn from(date_from: Option<DateFrom>) -> String {
    date_from.map(|from| name(&from)).unwrap_or_default()
}

/// The character that Excel wants at the beginning of a file, to read it as UTF-8.
const MARK: &str = "\u{feff}";

/// Writes the names of the columns.
pub(in crate::render) fn head(out: &mut dyn Write, style: CsvStyle, columns: &[&str]) -> io::Result<()> {
    let mark = if style.mark { MARK } else { "" };
    writeln!(out, "{mark}{}", columns.join(","))
}

/// Writes one row.
pub(in crate::render) fn write(out: &mut dyn Write, style: CsvStyle, row: &[String]) -> io::Result<()> {
    for (index, field) in row.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        out.write_all(escape_csv(field, !style.unguarded).as_bytes())?;
    }
    out.write_all(b"\n")
}
