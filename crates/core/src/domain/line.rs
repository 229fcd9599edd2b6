//! Text of one line, as people type it and others read it.

use super::text::cleaned;

/// What is wrong with a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineError {
    /// There is nothing in it, and something has to be.
    Empty,
    /// A control character, which may be a line end.
    Control,
    /// More characters than it may have.
    TooLong {
        /// The most it may have.
        max: usize,
    },
}

/// One line of text in NFC with single blanks, without characters that nobody sees.
///
/// # Errors
/// When there is a control character, a line end among them, or more than `max` characters.
pub fn one_line(text: &str, max: usize) -> Result<String, LineError> {
    let text = cleaned(text);
    let text = text.trim();
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err(LineError::Control);
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > max { Err(LineError::TooLong { max }) } else { Ok(text) }
}

/// The same where something has to be there.
///
/// # Errors
/// The same, and when there is nothing.
pub fn filled_line(text: &str, max: usize) -> Result<String, LineError> {
    one_line(text, max).and_then(|text| if text.is_empty() { Err(LineError::Empty) } else { Ok(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_single_and_nothing_turns_the_page_around() {
        assert_eq!(one_line("  Bridge \u{a0}\t deck ", 11).as_deref(), Ok("Bridge deck"));
        assert_eq!(one_line("\u{202e}deck\u{202c}", 4).as_deref(), Ok("deck"));
        assert_eq!(one_line("deck!", 4), Err(LineError::TooLong { max: 4 }));
        for text in ["a\nb", "a\rb", "a\0b", "a\u{85}b"] {
            assert_eq!(one_line(text, 9), Err(LineError::Control), "{text:?}");
        }
        assert_eq!((one_line(" ", 9).as_deref(), filled_line(" ", 9)), (Ok(""), Err(LineError::Empty)));
    }
}
