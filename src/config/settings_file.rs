//! The file with the settings of the service, read as systemd reads an `EnvironmentFile`, so that a command run by hand
//! has the settings that the service has, to the last character.
//! <https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile=>

use std::path::PathBuf;

use super::{ConfigError, text};

/// The variable that names it.
pub const NAME: &str = "PHONECLOCK_SETTINGS";

/// Reads the settings in the file that the environment names, if it names one.
///
/// # Errors
/// When it cannot be read.
#[expect(clippy::disallowed_methods, reason = "the only reader of the environment beside clap")]
pub fn read() -> Result<Vec<(String, String)>, ConfigError> {
    let named = std::env::var_os(NAME).unwrap_or_default();
    let slip = |slip: text::SettingTextError| ConfigError::SettingTextError { name: NAME, what: slip.to_string() };
    let path = PathBuf::from(text::tidy(&named, text::SettingKind::Path).map_err(slip)?);
    if path.as_os_str().is_empty() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path);
    Ok(parse(&text.map_err(|source| ConfigError::SecretFile { name: NAME, path, source })?))
}

enum Reading {
    Key,
    /// Before a value, or behind a quoted part of one.
    BeforeValue,
    Bare,
    Single,
    Double,
    Comment,
}

/// Names and values in their order; of a name that comes twice the last one counts.
pub(super) fn parse(text: &str) -> Vec<(String, String)> {
    let (mut found, mut key, mut value, mut reading) = (Vec::new(), String::new(), String::new(), Reading::Key);
    let mut letters = text.chars().chain(['\n']);
    // How much of a bare value is not a blank at its end.
    let mut whole = 0;
    while let Some(letter) = letters.next() {
        let is_end = matches!(letter, '\n' | '\r');
        reading = match (reading, letter) {
            (Reading::Key, '#' | ';') if key.is_empty() => Reading::Comment,
            (Reading::Key, _) if is_end => {
                key.clear();
                Reading::Key
            }
            (Reading::Key, '=') => Reading::BeforeValue,
            (Reading::Key, _) => {
                if !(key.is_empty() && letter.is_ascii_whitespace()) {
                    key.push(letter);
                }
                Reading::Key
            }
            (Reading::Comment, _) => {
                if is_end {
                    Reading::Key
                } else {
                    Reading::Comment
                }
            }
            (Reading::BeforeValue | Reading::Bare, _) if is_end => {
                value.truncate(whole);
                found.push((std::mem::take(&mut key).trim_end().to_owned(), std::mem::take(&mut value)));
                whole = 0;
                Reading::Key
            }
            (Reading::BeforeValue, '\'') => Reading::Single,
            (Reading::BeforeValue, '"') => Reading::Double,
            (Reading::BeforeValue, _) if letter.is_ascii_whitespace() => Reading::BeforeValue,
            (Reading::BeforeValue | Reading::Bare, '\\') => {
                value.extend(letters.next().filter(|escaped| !matches!(escaped, '\n' | '\r')));
                whole = value.len();
                Reading::Bare
            }
            (Reading::BeforeValue | Reading::Bare, _) => {
                value.push(letter);
                whole = if letter.is_ascii_whitespace() { whole } else { value.len() };
                Reading::Bare
            }
            (Reading::Single, '\'') | (Reading::Double, '"') => Reading::BeforeValue,
            (Reading::Double, '\\') => {
                match letters.next() {
                    Some(escaped @ ('"' | '\\' | '`' | '$')) => value.push(escaped),
                    Some('\n') | None => {}
                    Some(other) => value.extend(['\\', other]),
                }
                whole = value.len();
                Reading::Double
            }
            (quoted @ (Reading::Single | Reading::Double), _) => {
                value.push(letter);
                whole = value.len();
                quoted
            }
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(line: &str) -> String {
        let found = parse(line);
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        found[0].1.clone()
    }

    #[test]
    fn values_are_what_systemd_makes_of_them() {
        for (line, read) in [
            ("A=Lopez Roofing <clock@example.com>", "Lopez Roofing <clock@example.com>"),
            (
                "A=smtps://clock%40example.com:a$b&c@mail.example.com",
                "smtps://clock%40example.com:a$b&c@mail.example.com",
            ),
            ("A=a\\b", "ab"),
            ("A=\"a\\b\"", "a\\b"),
            ("A='a\\b$c'", "a\\b$c"),
            ("A=\"a\\\"b\\$c\\\\\"", "a\"b$c\\"),
            ("A = b \r\n", "b"),
            ("A=b # no comment", "b # no comment"),
            ("A=\"b\" c", "bc"),
            ("A=", ""),
            ("A=one\\\ntwo", "onetwo"),
            ("A=\"one\ntwo\"", "one\ntwo"),
            ("A=x\"y\"", "x\"y\""),
        ] {
            assert_eq!(value(line), read, "{line}");
        }
    }

    #[test]
    fn comments_blank_lines_and_lines_without_a_value_are_passed_over() {
        let found = parse("# A=1\n; B=2\n\nC\nD=4\r\n  E=5\nexport F=6\n");
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["D", "E", "export F"]);
    }
}
