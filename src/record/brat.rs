//! What our annotations are called in the standoff form of brat, which `render` writes and `eval` reads.

/// The label of a quotation: its contents.
pub const QUOTE: &str = "Quote";
/// The label of the words that name a speaker.
pub const SPEAKER: &str = "Speaker";
/// The label of a reporting verb.
pub const CUE: &str = "Cue";
/// The relation of a quotation and its speaker.
pub const SPEAKER_OF: &str = "speaker_of";
/// The relation of a quotation and its reporting verb.
pub const CUE_OF: &str = "cue_of";
/// The attribute of a quotation that says how much of it stands between marks.
pub const KIND: &str = "Kind";
/// The type of a note.
pub const NOTES: &str = "AnnotatorNotes";
/// What stands in the brackets of a note of which nobody was sure.
pub const UNRESOLVED: &str = "unresolved";
/// The file that says which article a document was made from: a document and an id, as JSON, a line.
pub const INDEX: &str = "index.tsv";
/// The ending of the files of annotations; the text beside each ends in [`TEXT`].
pub const ANNOTATIONS: &str = "ann";
/// The ending of the files of texts.
pub const TEXT: &str = "txt";
