//! How the text of a setting is read, whether it comes from a flag, the environment or a file: without what nobody meant
//! to be part of it, and with a word where it seems to have more than was meant.

use std::{
    ffi::{OsStr, OsString},
    fmt::Write,
    os::unix::ffi::{OsStrExt, OsStringExt},
    path::PathBuf,
};

use clap::{
    builder::{PathBufValueParser, PossibleValue, StringValueParser, TypedValueParser},
    error::ErrorKind,
};

use crate::domain::secret::Secret;

/// Reads a setting; one that is empty counts as not set, and then has the value of `unset`.
#[derive(Clone)]
pub(super) struct OrUnset<P: TypedValueParser> {
    /// The value of a setting that is not set.
    pub unset: P::Value,
    /// What reads one that is set.
    pub parser: P,
    /// What the setting holds.
    pub kind: SettingKind,
}

/// What a setting holds, which decides what cannot be in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SettingKind {
    Text,
    /// Any bytes; one that begins or ends with a quotation mark is a slip.
    Path,
    /// Text that is never shown.
    Secret,
}

impl<P: TypedValueParser> TypedValueParser for OrUnset<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let value = tidy(value, self.kind).map_err(|slip| {
            let flag = arg.and_then(clap::Arg::get_long).map_or_else(String::new, |long| format!("--{long}"));
            let name = arg.and_then(clap::Arg::get_env).map_or(flag, |name| name.to_string_lossy().into_owned());
            clap::Error::raw(ErrorKind::ValueValidation, format!("{name} {slip}\n"))
        })?;
        if value.is_empty() { Ok(self.unset.clone()) } else { self.parser.parse_ref(command, arg, &value) }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.parser.possible_values()
    }
}

/// Reads a path; `unset` where it is not set.
pub(super) fn path_or(unset: &str) -> OrUnset<PathBufValueParser> {
    OrUnset { unset: PathBuf::from(unset), parser: PathBufValueParser::new(), kind: SettingKind::Path }
}

/// Reads a text; `unset` where it is not set.
pub(super) fn text_or(unset: &str) -> OrUnset<StringValueParser> {
    OrUnset { unset: unset.to_owned(), parser: StringValueParser::new(), kind: SettingKind::Text }
}

/// Reads a text that is never shown, and need not be set.
pub(super) fn secret() -> impl TypedValueParser<Value = Secret> {
    OrUnset { unset: String::new(), parser: StringValueParser::new(), kind: SettingKind::Secret }
        .map(|text| Secret::from(text.as_str()))
}

const QUOTES: [(char, char); 6] = [('"', '"'), ('\'', '\''), ('“', '”'), ('”', '”'), ('‘', '’'), ('„', '“')];

/// What is wrong with the text of a setting, to be read behind the name of the setting.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SettingTextError {
    #[error(
        "is in quotation marks{}, which a shell takes off and `docker --env-file` does not; leave them out",
        shown(.0)
    )]
    Quoted(Option<String>),
    #[error("holds a character that cannot be seen, \"{}\"; type it again", .0.escape_unicode())]
    Hidden(char),
    #[error("holds bytes that are not UTF-8 text; type it again")]
    NoText,
}

fn shown(text: &Option<String>) -> String {
    text.as_ref().map_or_else(String::new, |text| format!(", {}", text.trim()))
}

/// A setting without the blanks and line ends around it, which editors, spreadsheets and Windows leave there.
pub(super) fn tidy(value: &OsStr, kind: SettingKind) -> Result<OsString, SettingTextError> {
    let Some(text) = value.to_str() else {
        return match kind {
            SettingKind::Text | SettingKind::Secret => Err(SettingTextError::NoText),
            SettingKind::Path => Ok(OsString::from_vec(value.as_bytes().trim_ascii().to_vec())),
        };
    };
    tidy_text(text, kind).map(OsString::from)
}

/// The same for text.
pub(super) fn tidy_text(text: &str, kind: SettingKind) -> Result<&str, SettingTextError> {
    let text = text.trim_matches(|char: char| char.is_whitespace() || is_hidden(char));
    let around = |(open, close)| text.len() > 1 && text.starts_with(open) && text.ends_with(close);
    let at_an_end = || text.starts_with(['"', '\'']) || text.ends_with(['"', '\'']);
    if QUOTES.into_iter().any(around) || kind == SettingKind::Path && at_an_end() {
        return Err(SettingTextError::Quoted((kind != SettingKind::Secret).then(|| visible(text))));
    }
    match text.chars().find(|char| is_hidden(*char)) {
        Some(char) => Err(SettingTextError::Hidden(char)),
        None => Ok(text),
    }
}

/// Whether a terminal, a browser or an editor shows nothing of a character, or does something for it.
fn is_hidden(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A text with its hidden characters written out.
pub(super) fn visible(text: &str) -> String {
    text.chars().fold(String::new(), |mut shown, char| {
        let done = if is_hidden(char) { write!(shown, "{}", char.escape_default()) } else { shown.write_char(char) };
        // Writing to a string does not fail.
        let _ = done;
        shown
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_line_ends_and_marks_around_a_setting_are_no_part_of_it() {
        for kind in [SettingKind::Text, SettingKind::Path, SettingKind::Secret] {
            for around in
                ["data", " data", "data ", "data\r", "\tdata\r\n", "\u{feff}data", "data\u{a0}", "data\u{200b}"]
            {
                assert_eq!(tidy(OsStr::new(around), kind).unwrap(), "data", "{around:?}");
            }
            assert_eq!(tidy(OsStr::new(" \r\n"), kind).unwrap(), "");
        }
        assert_eq!(tidy(OsStr::from_bytes(b"caf\xe9\r"), SettingKind::Path).unwrap().as_bytes(), b"caf\xe9");
        assert_eq!(tidy(OsStr::from_bytes(b"caf\xe9"), SettingKind::Text), Err(SettingTextError::NoText));
    }

    #[test]
    fn quotation_marks_that_were_kept_are_refused_and_a_secret_in_them_is_not_shown() {
        for text in ["\"data\"", "'data'", "“data”", " \"data\" ", "\"\""] {
            let said = tidy(OsStr::new(text), SettingKind::Text).unwrap_err().to_string();
            assert!(said.starts_with("is in quotation marks") && said.ends_with("leave them out"), "{said}");
            let said = tidy(OsStr::new(text), SettingKind::Secret).unwrap_err().to_string();
            assert!(!said.contains("data"), "{said}");
        }
        assert!(tidy(OsStr::new("\"/srv/data"), SettingKind::Path).is_err());
        for text in ["\"Lopez Roofing\" <clock@example.com>", "it's", "\"", "O'Brien"] {
            assert_eq!(tidy(OsStr::new(text), SettingKind::Text).unwrap(), text);
        }
    }

    #[test]
    fn what_cannot_be_seen_is_refused_where_it_can_be_seen() {
        let said = tidy(OsStr::new("da\rta"), SettingKind::Path).unwrap_err().to_string();
        assert_eq!(said, "holds a character that cannot be seen, \"\\u{d}\"; type it again");
        assert!(tidy(OsStr::new("https://clock\u{200b}.example.com"), SettingKind::Text).is_err());
        assert_eq!(visible("a\rb\u{feff}"), "a\\rb\\u{feff}");
    }
}
