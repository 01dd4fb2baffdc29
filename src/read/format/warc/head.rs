//! The fields of a record, and those of an answer of a server. In: lines "Name: value". Out: what the reader needs of them.

use jiff::civil::Date;

/// The fields of a record of an archive.
#[derive(Debug, Default)]
pub(super) struct RecordHead {
    /// `WARC-Type`.
    kind: String,
    /// `Content-Type`.
    holds: String,
    /// The bytes behind the fields; `None` where no number tells them.
    pub length: Option<u64>,
    /// `WARC-Record-ID`, without the brackets and `urn:uuid:` around it.
    pub id: Option<String>,
    /// `WARC-Target-URI`.
    pub url: Option<String>,
    /// The day of `WARC-Date`.
    pub day: Option<String>,
    /// True if the crawler kept only the beginning.
    pub is_cut: bool,
}

/// What the bytes behind the fields are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// What a server answered.
    Answer,
    /// A page as it is.
    Page,
    /// Text that was made from a page.
    Text,
}

/// Kinds of records that hold no page.
const BESIDE: [&str; 6] = ["warcinfo", "request", "metadata", "revisit", "continuation", "resource"];

impl RecordHead {
    /// Takes a line of the head.
    pub fn take(&mut self, line: &[u8]) {
        let Some((name, value)) = field(line) else { return };
        match name.as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "content-type" => self.holds = value,
            "content-length" => self.length = value.parse().ok(),
            "warc-record-id" => self.id = Some(bare(&value).to_owned()).filter(|id| !id.is_empty()),
            "warc-target-uri" => {
                let url = value.trim_start_matches('<').trim_end_matches('>');
                self.url = Some(url.to_owned()).filter(|url| !url.is_empty());
            }
            "warc-date" => self.day = day(&value),
            "warc-truncated" => self.is_cut = true,
            _ => {}
        }
    }

    /// What the record holds; `Err` with the kind of what is passed over.
    pub fn holds(&self) -> Result<Holds, &'static str> {
        let media = media(&self.holds);
        match self.kind.as_str() {
            "response" if media == "application/http" => Ok(Holds::Answer),
            "response" => Err("response of another protocol"),
            "conversion" if media == "text/plain" => Ok(Holds::Text),
            "conversion" => Err("conversion that is no text"),
            "resource" if is_page(&media) => Ok(Holds::Page),
            kind => Err(BESIDE.into_iter().find(|known| *known == kind).unwrap_or("of an unknown kind")),
        }
    }

    /// The encoding that the type of the content names.
    pub fn charset(&self) -> Option<String> {
        charset(&self.holds)
    }
}

/// The name of a field, in small letters, and its value.
pub(super) fn field(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

/// A media type without its parameters.
pub(super) fn media(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The encoding that a media type names.
pub(super) fn charset(value: &str) -> Option<String> {
    let told = value.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut told = told.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    told.next().map(|(_, label)| label.trim().trim_matches(['"', '\'']).to_owned())
}

/// True for the media types of pages.
pub(super) fn is_page(media: &str) -> bool {
    matches!(media, "text/html" | "application/xhtml+xml")
}

/// The day of a point in time, if there is such a day.
fn day(time: &str) -> Option<String> {
    let day = time.get(.."2026-05-03".len())?;
    day.parse::<Date>().is_ok().then(|| day.to_owned())
}

fn bare(id: &str) -> &str {
    let id = id.trim_start_matches('<').trim_end_matches('>');
    id.strip_prefix("urn:uuid:").unwrap_or(id)
}
