//! What somebody means who answers a text.

/// What an answer to a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReplyMeaning {
    /// No more texts.
    Stop,
    /// Texts again.
    Start,
    /// Who is this?
    Help,
    /// Anything else: nobody reads it.
    Other,
}

/// Words that end texts: those of the carriers in the United States, those by which consent may be revoked there
/// (47 CFR 64.1200(a)(10)), and what people say in the other languages.
const STOP: &[&str] = &[
    "STOP",
    "STOPALL",
    "UNSUBSCRIBE",
    "CANCEL",
    "END",
    "QUIT",
    "REVOKE",
    "OPTOUT",
    "ALTO",
    "PARAR",
    "PARE",
    "PARA",
    "DETENER",
    "CANCELAR",
    "BAJA",
    "TERMINAR",
    "SAIR",
];
const START: &[&str] = &["START", "YES", "UNSTOP", "SI", "INICIAR", "EMPEZAR", "COMENZAR", "SIM"];
const HELP: &[&str] = &["HELP", "INFO", "AYUDA", "AJUDA"];

impl ReplyMeaning {
    /// Every one that there is.
    pub const ALL: [Self; 4] = [Self::Stop, Self::Start, Self::Help, Self::Other];

    /// By what name it is kept.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Help => "help",
            Self::Other => "other",
        }
    }

    /// Reads a whole message: a word counts alone, in any case, with whatever marks and blanks around it or within.
    #[must_use]
    pub fn read(message: &str) -> Self {
        let letters = message.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).map(plain);
        let word: String = letters.take(LONGEST + 1).collect();
        let is_in = |words: &[&str]| words.contains(&word.as_str());
        match () {
            () if is_in(STOP) => Self::Stop,
            () if is_in(START) => Self::Start,
            () if is_in(HELP) => Self::Help,
            () => Self::Other,
        }
    }
}

/// Letters of the longest word.
const LONGEST: usize = 11;

/// A letter without its accent.
const fn plain(letter: char) -> char {
    match letter {
        'Á' | 'À' | 'Ã' => 'A',
        'É' => 'E',
        'Í' => 'I',
        'Ó' => 'O',
        'Ú' => 'U',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_alone_in_any_case_with_marks_around_it() {
        for (message, meaning) in [
            ("STOP", ReplyMeaning::Stop),
            (" stop.\n", ReplyMeaning::Stop),
            ("\u{201c}Stop!\u{201d}", ReplyMeaning::Stop),
            ("Stop all", ReplyMeaning::Stop),
            ("opt-out", ReplyMeaning::Stop),
            ("Alto", ReplyMeaning::Stop),
            ("¡PARAR!", ReplyMeaning::Stop),
            ("revoke", ReplyMeaning::Stop),
            ("start", ReplyMeaning::Start),
            ("Sí", ReplyMeaning::Start),
            ("UNSTOP", ReplyMeaning::Start),
            ("help?", ReplyMeaning::Help),
            ("Ayuda", ReplyMeaning::Help),
            ("Please don’t stop", ReplyMeaning::Other),
            ("When does my shift end", ReplyMeaning::Other),
            ("STOPPED", ReplyMeaning::Other),
            ("", ReplyMeaning::Other),
            ("👍", ReplyMeaning::Other),
        ] {
            assert_eq!(ReplyMeaning::read(message), meaning, "{message}");
        }
    }

    #[test]
    fn every_word_has_one_meaning_and_is_read_as_it_stands() {
        for (words, meaning) in [(STOP, ReplyMeaning::Stop), (START, ReplyMeaning::Start), (HELP, ReplyMeaning::Help)] {
            for word in words {
                assert_eq!(ReplyMeaning::read(word), meaning, "{word}");
                assert!(word.len() <= LONGEST, "{word}");
            }
        }
    }
}
