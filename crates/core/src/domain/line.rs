//! Text of one line, as people type it and others read it.

use super::text::cleaned;

/// One line of text in NFC with single blanks, without characters that nobody sees.
///
/// # Errors
/// When there is a control character, a line end among them, or more than `max` characters.
pub fn one_line(text: &str, what: &str, max: usize) -> Result<String, String> {
    let text = cleaned(text);
    let text = text.trim();
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err(format!("{what} is one line without control characters."));
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > max { Err(format!("{what} has at most {max} characters.")) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_single_and_nothing_turns_the_page_around() {
        assert_eq!(one_line("  Bridge \u{a0}\t deck ", "A name", 11).as_deref(), Ok("Bridge deck"));
        assert_eq!(one_line("\u{202e}deck\u{202c}", "A name", 4).as_deref(), Ok("deck"));
        assert_eq!(one_line("deck!", "A name", 4), Err("A name has at most 4 characters.".to_owned()));
        for text in ["a\nb", "a\rb", "a\0b", "a\u{85}b"] {
            assert!(one_line(text, "A name", 9).unwrap_err().contains("one line"), "{text:?}");
        }
    }
}
