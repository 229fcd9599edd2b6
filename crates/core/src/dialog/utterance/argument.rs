//! What a message is given.

use std::fmt;

use crate::domain::spoken::Spoken;

/// By their names in the Fluent files, without the `$`.
pub type Arguments = Vec<(&'static str, Argument)>;

/// One value, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A time, a day, a number: joined from the same few pieces again and again.
    Words(Spoken),
    /// What somebody wrote: the name of a job or of a person, a greeting, a notice.
    Name(String),
}

impl Argument {
    /// Something as it was written, on one line.
    pub fn name(written: &str) -> Self {
        Self::Name(on_one_line(written))
    }
}

impl From<Spoken> for Argument {
    fn from(words: Spoken) -> Self {
        Self::Words(words)
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => words.fmt(f),
            Self::Name(name) => f.write_str(name),
        }
    }
}

/// A name as it was written, with single blanks for line breaks, tabs and control characters.
fn on_one_line(name: &str) -> String {
    let words = name.split(|letter: char| letter.is_control() || letter.is_whitespace());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
