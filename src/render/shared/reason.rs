//! Explains why two wordings were grouped as one remark, in a sentence that all formats share.

use crate::model::{Reason, Speakers};

/// The reason of a link: what the wordings share, then the dates, the speakers and what is around them.
pub(in crate::render) fn sentence(reason: &Reason) -> String {
    let words = if reason.words == 1 { "word" } else { "words" };
    let mut said = format!("{} shared {words} in one run weigh {:.1}", reason.words, reason.run);
    if reason.moved >= 1.0 {
        said.push_str(&format!(", elsewhere {:.1}", reason.moved));
    }
    if reason.lost >= 1.0 {
        said.push_str(&format!(", words only in the shorter {:.1}", reason.lost));
    }
    match reason.days {
        Some(0) => said.push_str("; same day"),
        Some(1) => said.push_str("; 1 day apart"),
        Some(days) => said.push_str(&format!("; {days} days apart")),
        None => said.push_str("; dates not known"),
    }
    said.push_str(match reason.speakers {
        Speakers::Same => "; same speaker",
        Speakers::Unknown => "; speaker not settled on both sides",
        Speakers::Other => "; another speaker",
    });
    match reason.context {
        1.. => said.push_str("; sentences beside are alike"),
        0 => {}
        _ => said.push_str("; sentences beside differ"),
    }
    if reason.event {
        said.push_str("; articles share other remarks");
    }
    said
}
