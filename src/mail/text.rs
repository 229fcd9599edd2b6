//! What text messages say, in the language of whom they are for. Short, and in the letters of the GSM alphabet, so that most
//! take two segments; what they carry is a link, and never a PIN. A text about an alert takes one more where names are long.

use super::{
    MailError,
    alert::AlertSentence,
    words::{MailWords, OfficeMailWords},
    written::one_line,
};
use crate::domain::language::Language;

/// A text message.
#[derive(Debug, Clone)]
pub enum TextLetter {
    /// How an employee chooses a PIN: employer and link.
    SetupLink(String, String),
    /// How an employee opens their own page: employer and link.
    WorkerPage(String, String),
    /// What a user wants to be told of.
    Alert {
        /// The employer's name.
        employer: String,
        /// What there is to say of the first one.
        sentence: AlertSentence,
        /// Whether it is over.
        is_clear: bool,
        /// How many more there are.
        more: usize,
        /// Where something can be done about it.
        link: String,
    },
}

impl TextLetter {
    /// Puts the text into words.
    ///
    /// # Errors
    /// When the words are missing, which a check at the start rules out.
    pub fn write(&self, language: Language) -> Result<String, MailError> {
        Ok(match self {
            Self::SetupLink(employer, link) => MailWords::of(language)?.texts.setup(short(employer), link),
            Self::WorkerPage(employer, link) => MailWords::of(language)?.texts.page(short(employer), link),
            Self::Alert { employer, sentence, is_clear, more, link } => {
                let all = OfficeMailWords::of(language)?;
                let words = &all.alert_texts;
                let said: String = one_line(&sentence.write(&all.alert)).chars().take(MOST_SAID).collect();
                let said = if *is_clear { words.alert_clear(said) } else { said };
                match more {
                    0 => words.alert(short(employer), said, link),
                    more => words.alert_and_more(short(employer), said, more, link),
                }
            }
        })
    }
}

/// Characters of what is said of an alert: names can be long.
const MOST_SAID: usize = 200;

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
