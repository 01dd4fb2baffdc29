//! Bytes → [`Article`](crate::model::Article).
//!
//! In: paths as a user gives them. Out: an iterator of `Result<Article, ReadError>`, in the order of the
//! articles' ids.
//!
//! ```text
//! input/       paths → text          find: folders walked, sorted, each file once, ids told apart
//!                                    ending: what the name of a file says · bytes: unpacked · place: where in a file a word is
//!                                    decode: UTF-8, UTF-16, Windows-1252 and other legacy encodings; binary data is refused
//! format/      text  → articles      a file for each format: plain text, HTML (feature `html`), JSON, JSON Lines, CSV, captions, Word (feature `docx`), archives of the web, feeds (feature `feed`)
//!                                    fields: what other programs call a text, a date, an outlet
//!                                    object: a JSON object as an article · wrapped: the list of them in another object
//!                                    quotes: quotations that were found earlier or elsewhere
//! markdown/    text  → prose         Markdown without markup, of the same length
//! transcript/  text  → turns         labelled speakers
//! speakers     file, turns → turns   labels that name nobody, named
//! unspoken     text  → words         what records and captions print and nobody said
//! body         value → text          the text field of a record: HTML, shortcodes, marks of a cut
//! language     text  → of another    whether the grammar fits a text
//! date         words → ISO 8601      what a source calls its date
//! ignored      comments → ranges what a draft says is not to be checked
//! claims/      file  → claims        what verdicts are asked for
//! error · reason · note       what is wrong with an input, with its place, and why
//! open         file → records        a file of many articles that is being read
//! articles     inputs → articles     all of this in a row, as an iterator
//! reading      paths, texts → articles     the same with an account of what gave none · given: what a claim may name as its source
//! ```
//!
//! A bad input is an error with its place; the iterator goes on with the next one. What is worth knowing
//! without being an error (a file left out, an encoding guessed) is a [`Note`].

mod articles;
mod body;
mod claims;
mod date;
mod document;
mod error;
mod format;
mod given;
mod ignored;
mod input;
mod language;
mod markdown;
mod note;
mod open;
mod origin;
mod reading;
mod reason;
mod speakers;
mod transcript;
mod unspoken;

pub use articles::{Articles, InputHints};
pub use claims::{ClaimError, ClaimLine, Claims};
pub(crate) use date::printed_date;
pub use error::{ReadError, ReadErrorKind, ReadPlace, RecordPlace};
pub use format::fields::{Fields, FieldsError};
#[cfg(feature = "html")]
pub use format::html::draft as draft_page;
pub use format::html_offsets::words_of_page;
#[cfg(feature = "html")]
pub use format::html_quoted::DraftPage;
pub use format::json_error::reason as json_reason;
pub use format::pdf::PdfReader;
pub use format::quotes::{QuoteError, QuoteRecord, quotes};
pub use format::source::{AddressFilter, Revisions};
pub use input::bytes::unpack;
pub use input::find::{FilePlace, FoundFiles, HeldForm, Input, find, find_through};
pub use input::place::{Places, SourcePlace};
pub use markdown::{
    BareBlock, DraftProse, beside_prose, draft_prose, ignored_prose, is_link_definition, prose, searchable,
};
pub use note::Note;
pub use origin::{Container, Origin};
pub use reading::{Arrival, GivenText, ReadAccount, ReadingOptions, SourceReading};
pub use reason::{
    CueReason, DateReason, DocxReason, JsonReason, PageReason, PdfReason, RowReason, WarcReason,
};
pub(crate) use speakers::is_counted;
pub use speakers::{SpeakerNames, SpeakersError};
pub(crate) use transcript::is_group;
