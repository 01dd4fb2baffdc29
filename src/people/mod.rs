//! Who is meant, over all articles? Speakers as each article names them → persons with a key.
//!
//! In: articles, their quotations, the remarks of these, corrections by hand. Out: [`People`]: for each quotation the person who is meant
//! and how that was found, and the list of persons. The steps, in the order of `find`:
//!
//! 1. `appearance`: what one article knows of one speaker is an appearance: the name, the gender, the remarks, the event;
//! 2. `family`: full names that can be one person's are a family of names, by [`names::fit`](crate::names::fit());
//! 3. `split`: the appearances of one name are parted where their articles show two namesakes;
//! 4. `doubt`: names that leave it open are joined if the remark, or the event and the role, show one person;
//! 5. `short`: a short name goes to the person that its article or its remark shows;
//! 6. `hand`: what somebody knows better overrules all this;
//! 7. `untold`: a description or a pronoun without a name means whom the remark or the corpus shows;
//! 8. `key`: persons get a name, a key and notes.
//!
//! Two keys are better than a wrong one: where nothing shows which of two persons is meant, the appearance gets a key of its own and a note.
//! Appearances are put in the order of article ids, so the order of the input changes nothing.

mod appearance;
mod context;
mod described;
mod doubt;
mod family;
mod find;
mod hand;
mod key;
mod known;
mod profile;
mod short;
mod split;
mod untold;

pub use key::namesake_key;
pub use known::{OnePerson, People};
