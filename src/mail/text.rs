//! What text messages say, in the language of whom they are for. Short, and in the letters of the GSM alphabet, so that most
//! take two segments; what they carry is a link, and never a PIN. A text about an alert takes one more where names are long.

use super::{
    MailError,
    alert::AlertSentence,
    words::{MailWords, OfficeMailWords, TextWords},
    written::one_line,
};
use crate::domain::{language::Language, text_reply::ReplyMeaning, texting::segments};

/// A text message.
#[derive(Debug, Clone)]
pub enum TextLetter {
    /// How an employee chooses a PIN: employer and link.
    SetupLink(String, String),
    /// How an employee opens their own page: employer and link.
    WorkerPage(String, String),
    /// That somebody has clocked.
    Confirmation {
        /// In, and not out.
        is_in: bool,
        /// At what time, as it is written.
        time: String,
        /// At what: the job's name, or the employer's.
        place: String,
    },
    /// What is said to an answer.
    Reply {
        /// What the answer means.
        meaning: ReplyMeaning,
        /// Who texts the phone; at least one.
        employers: Vec<String>,
    },
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
            Self::Confirmation { is_in, time, place } => {
                confirmation(&MailWords::of(language)?.texts, (*is_in, time), place)
            }
            Self::Reply { meaning, employers } => {
                let words = &MailWords::of(language)?.texts;
                let employers = named(words, employers);
                match meaning {
                    ReplyMeaning::Stop => words.reply_stop(employers),
                    ReplyMeaning::Start => words.reply_start(employers),
                    ReplyMeaning::Help => words.reply_help(employers),
                    ReplyMeaning::Other => words.reply_other(employers),
                }
            }
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

/// With as much of a name as one segment holds.
fn confirmation(words: &TextWords, (is_in, time): (bool, &str), place: &str) -> String {
    // Blanks that hold what is around them together are none of the GSM alphabet.
    let time = time.replace(['\u{a0}', '\u{202f}'], " ");
    let letters: Vec<char> = one_line(place).chars().collect();
    let with = |name: &[char]| {
        let name: String = name.iter().collect();
        if is_in { words.clocked_in(&time, name.trim_end()) } else { words.clocked_out(&time, name.trim_end()) }
    };
    let lengths = (0..=letters.len()).rev().filter_map(|length| letters.get(..length));
    let fitting = lengths.map(with).find(|text| segments(text) == 1);
    fitting.unwrap_or_else(|| with(&[]))
}

/// The first of the employers, and how many more there are.
fn named(words: &TextWords, employers: &[String]) -> String {
    let first = short(employers.first().map_or("", String::as_str));
    match employers.len().saturating_sub(1) {
        0 => first,
        more => words.employers(first, more),
    }
}

/// The beginning of a name: a long one would cost a segment.
fn short(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(30).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn an_answer_names_who_texts_and_takes_one_segment() {
        let employer = "Lopez & Sons Roofing of Ohio, Inc.".to_owned();
        for language in Language::ALL {
            for employers in [vec![employer.clone()], vec![employer.clone(); 12]] {
                for meaning in ReplyMeaning::ALL {
                    let text = TextLetter::Reply { meaning, employers: employers.clone() }.write(language).unwrap();
                    assert!(text.starts_with("Lopez & Sons Roofing of Ohio, "), "{text}");
                    assert_eq!(segments(&text), 1, "{} letters: {text}", text.len());
                    let word = if meaning == ReplyMeaning::Stop { "START" } else { "STOP" };
                    assert!(text.contains(word), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_confirmation_says_what_was_heard_and_takes_one_segment_whatever_the_job_is_called() {
        let write = |is_in, place: &str, language| {
            let letter = TextLetter::Confirmation { is_in, time: "6:59\u{202f}AM".to_owned(), place: place.to_owned() };
            letter.write(language).unwrap()
        };
        let text = write(true, "Hillside School", Language::En);
        assert_eq!(text, "Clocked in 6:59 AM, Hillside School. Reply STOP to end");
        for language in Language::ALL {
            for place in [
                "Hillside School",
                &"Roof ".repeat(60),
                "Jardín de niños Ñuñoa, edificio de atrás, 2.º piso",
                "屋根の修理 — 東棟",
                "\u{1f3d7}\u{fe0f}",
            ] {
                for is_in in [true, false] {
                    let text = write(is_in, place, language);
                    assert_eq!(segments(&text), 1, "{text}");
                    assert!(text.contains("6:59 AM") && text.contains("STOP"), "{text}");
                    let start: String = place.chars().take(8).collect();
                    assert!(text.contains(start.trim()), "{text}");
                }
            }
        }
    }
}
