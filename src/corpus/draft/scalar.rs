//! A value of front matter → its words.
//!
//! In: what stands behind the key of a title. Out: the words, as long as what stands between the quotation marks of YAML, so that places stay.

use std::borrow::Cow;

use crate::model::VOID;

/// A value of front matter in quotation marks, which are YAML's, without them. As long as what stands between the marks.
pub(super) fn yaml_scalar(value: &str) -> Option<Cow<'_, str>> {
    let inside = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    if let Some(inside) = inside('"') {
        let bare = inside.replace("\\\\", "").replace("\\\"", "");
        return (!bare.contains('"') && !bare.ends_with('\\')).then(|| match inside.contains("\\\"") {
            true => Cow::Owned(inside.replace("\\\"", &format!("{VOID}\""))),
            false => Cow::Borrowed(inside),
        });
    }
    let inside = inside('\'')?;
    (!inside.replace("''", "").contains('\'')).then(|| match inside.contains("''") {
        true => Cow::Owned(inside.replace("''", &format!("{VOID}'"))),
        false => Cow::Borrowed(inside),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_front_matter_are_yaml_s() {
        for (value, inside) in [
            ("\"A wall for all\"", Some("A wall for all")),
            ("'A wall for all'", Some("A wall for all")),
            ("'The mayor''s wall'", Some("The mayor\u{1}'s wall")),
            ("\"\\\"We sang,\\\" says Oda\"", Some("\u{1}\"We sang,\u{1}\" says Oda")),
            ("\"We sang,\" says Oda, \"and danced\"", None),
            ("\"We sang,\" says Oda", None),
            ("A wall", None),
            ("\"", None),
            ("", None),
        ] {
            assert_eq!(yaml_scalar(value).as_deref(), inside, "{value}");
        }
    }
}
