//! What serde_json says of bad JSON, without the place: our own messages put the place before the reason, and
//! count its line in the file.

/// Returns the reason of an error, without `at line 1 column 7`.
pub fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_place_is_cut_off() {
        let error = serde_json::from_str::<u8>("{").unwrap_err();
        assert!(error.to_string().contains("at line 1"));
        assert!(!super::reason(&error).contains("line"), "{}", super::reason(&error));
    }
}
