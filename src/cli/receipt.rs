//! The receipt of a run. In: what was asked, and the sources. Out: what the summary says of them.

use clap::ValueEnum;

use crate::corpus::Selection;
use crate::lexicon::Lexicon;
use crate::model::{Receipt, SourceHashes};

use super::args::{CheckArgs, Style, Verify};

pub(super) fn of_check(
    command: &CheckArgs,
    selection: &Selection,
    lexicon: &Lexicon,
    sources: SourceHashes,
) -> Receipt {
    Receipt {
        every: Some(selection.every),
        min_words: Some(selection.fewest_words()),
        numbered: command.numbered,
        ..asked(command.style, command.fail_on.as_ref(), lexicon, sources)
    }
}

pub(super) fn of_claims(command: &Verify, lexicon: &Lexicon, sources: SourceHashes) -> Receipt {
    Receipt { numbered: command.numbered, ..asked(command.style, command.fail_on.as_ref(), lexicon, sources) }
}

fn asked(style: Style, fail_on: Option<&String>, lexicon: &Lexicon, sources: SourceHashes) -> Receipt {
    let name = style.to_possible_value().map(|value| value.get_name().to_owned());
    Receipt {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        grammar: lexicon.grammar_hash(),
        style: name.filter(|_| fail_on.is_none()),
        fail_on: fail_on.cloned(),
        sources,
        ..Receipt::default()
    }
}
