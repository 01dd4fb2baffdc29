//! Web Annotations (W3C), for whoever wants what was found beside the page it was found in. In: quotations, remarks, verdicts, drafts. Out:
//! an annotation a line, each a document of JSON-LD of its own; or all of them as one `AnnotationPage`.
//!
//! ```text
//! shape       what an annotation is, and how it is written
//! quotations  where each quotation stands, and who said it: `identifying`
//! remarks     the place of each print beside that of the base: `linking`
//! verdicts    the evidence of a claim, or the quotation in a draft, with the answers: `assessing`
//! ```
//!
//! What an annotation says are the classes of a verdict, never that something is false.

mod quotations;
mod remarks;
mod shape;
mod verdicts;

pub(super) use shape::WebAnnotations;
