//! What text messages say, in the language of whom they are for. Short, and in the letters of the GSM alphabet, so that most
//! take two segments; what they carry is a link, and never a PIN.

use super::{MailError, words::MailWords};
use crate::domain::language::Language;

/// A text message.
#[derive(Debug, Clone)]
pub enum TextLetter {
    /// How an employee chooses a PIN: employer and link.
    SetupLink(String, String),
    /// How an employee opens their own page: employer and link.
    WorkerPage(String, String),
}

impl TextLetter {
    /// Puts the text into words.
    ///
    /// # Errors
    /// When the words are missing, which a check at the start rules out.
    pub fn write(&self, language: Language) -> Result<String, MailError> {
        let words = &MailWords::of(language)?.texts;
        Ok(match self {
            Self::SetupLink(employer, link) => words.setup(short(employer), link),
            Self::WorkerPage(employer, link) => words.page(short(employer), link),
        })
    }
}

/// The beginning of a name: a long one would cost a segment.
fn short(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(30).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::texting::segments;

    #[test]
    fn texts_carry_their_link_say_how_to_stop_and_take_two_segments() {
        let link = "https://clock.example.com/setup/3q2-7wEBAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs";
        for language in Language::ALL {
            for letter in [TextLetter::SetupLink as fn(String, String) -> TextLetter, TextLetter::WorkerPage] {
                let written = letter("Lopez & Sons Roofing of Ohio, Inc.".to_owned(), link.to_owned());
                let text = written.write(language).unwrap();
                assert!(text.contains(link) && text.contains("STOP"), "{text}");
                assert!(segments(&text) <= 2, "{} segments: {text}", segments(&text));
            }
        }
    }
}
