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

/// What a line begins with: an annotation of words, a relation, an event, an attribute (`A`, in old files `M`), a link to a database, a note.
const SORTS: [char; 7] = ['T', 'R', 'E', 'A', 'M', 'N', '#'];

/// True if a line has the form of an annotation: its sort with a number, or `*`, and a tab.
pub fn is_annotation(line: &str) -> bool {
    let numbered = line.strip_prefix(SORTS).map(|rest| {
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        behind.len() < rest.len() && behind.starts_with('\t')
    });
    numbered.unwrap_or_else(|| line.starts_with("*\t"))
}
