//! Stores which grammar a corpus was made with. In: a lexicon. Out: whether the index can be used with it,
//! and the stored fingerprints.
//!
//! The keys of the index are made of stems, so a claim that is cut with other stems finds nothing. Three
//! figures know what was used: `grammar` made the keys, `extracted` and `extractor` the quotations. 0 is a
//! corpus from before there were fingerprints; it takes the fingerprint of the next writer.

use rusqlite::{Connection, Transaction};

use super::connection::Store;
use super::error::StoreError;
use super::facts::{fact, set_fact};
use super::problem::Problem;
use crate::lexicon::Lexicon;

/// The version of the extraction: it grows with every change of what the same grammar gives for the same
/// text.
const EXTRACTOR: usize = 1;

/// The fingerprint of a corpus whose grammar is not known.
const UNKNOWN: usize = 0;

/// Returns a lexicon's fingerprint as a number, which is never negative and never [`UNKNOWN`].
#[allow(
    clippy::cast_possible_truncation,
    reason = "a fingerprint is as good with the bits of a smaller machine"
)]
pub(super) fn fingerprint(lexicon: &Lexicon) -> usize {
    let positive = lexicon.fingerprint() & i64::MAX.cast_unsigned();
    (positive as usize).max(1)
}

/// Fails if the keys of the index were made with another grammar.
pub(super) fn check(connection: &Connection, given: usize) -> Result<(), Problem> {
    match fact(connection, "grammar")? {
        stored if stored == UNKNOWN || stored == given => Ok(()),
        stored => Err(Problem::OtherGrammar { stored, given }),
    }
}

/// Gives a corpus that does not know its grammar the fingerprint of its writer, and fails if it knows another
/// one.
pub(super) fn adopt(transaction: &Transaction, given: usize) -> Result<(), Problem> {
    check(transaction, given)?;
    for (name, value) in [("grammar", given), ("extracted", given), ("extractor", EXTRACTOR)] {
        if fact(transaction, name)? == UNKNOWN {
            set_fact(transaction, name, value)?;
        }
    }
    Ok(())
}

/// Stores that the keys of all articles are made with this grammar. Remarks depend on its stems, so they are
/// out of date if the grammar is a different one.
pub(super) fn keys_made(transaction: &Transaction, given: usize) -> Result<(), Problem> {
    if fact(transaction, "grammar")? != given {
        super::facts::bump(transaction, "changes", 1)?;
    }
    set_fact(transaction, "grammar", given)?;
    Ok(())
}

/// Stores that all quotations are extracted with this grammar by this program.
pub(super) fn all_extracted(transaction: &Transaction, given: usize) -> Result<(), Problem> {
    set_fact(transaction, "extracted", given)?;
    set_fact(transaction, "extractor", EXTRACTOR)?;
    Ok(())
}

/// True if quotations were extracted with another grammar than the keys, or by another version of the
/// extraction.
pub(super) fn is_stale(connection: &Connection) -> Result<bool, Problem> {
    let (extracted, extractor) = (fact(connection, "extracted")?, fact(connection, "extractor")?);
    let other_grammar = extracted != UNKNOWN && extracted != fact(connection, "grammar")?;
    Ok(other_grammar || (extractor != UNKNOWN && extractor != EXTRACTOR))
}

impl Store {
    /// Fails if the index was made with another grammar, before anything else is done.
    ///
    /// # Errors
    /// [`StoreError::OtherGrammar`], or if the file cannot be read.
    pub fn check_grammar(&self, lexicon: &Lexicon) -> Result<(), StoreError> {
        self.guarded(|s| check(&s.connection, fingerprint(lexicon)))
    }
}
