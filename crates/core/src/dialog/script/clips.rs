//! Sentences as rows of recorded clips: what the pieces are, and what their files are called.

use crate::{
    dialog::utterance::{Argument, Arguments},
    domain::{language::Language, text::base_letters},
};

/// Where the first argument of a template stands, the second behind it, and so on: characters that no wording has.
const FIRST_HOLE: char = '\u{E000}';

/// The longest name of a file without its ending. A longer one is cut, and told apart by a number behind it.
const LONGEST_NAME: usize = 60;

/// What stands before the name of a job, a person or a workspace in that of its file.
const OF_A_NAME: &str = "name-";

/// One clip: where its file is below a folder of clips, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// Such as `en/greeting.wav`.
    pub path: String,
    /// What is read.
    pub words: String,
}

impl Clip {
    /// That of a message without arguments.
    pub(super) fn of_message(language: Language, message: &str, words: String) -> Self {
        Self { path: path(language, message), words }
    }

    /// That of words which are part of a sentence. None where no file can be called so.
    pub(super) fn of_words(language: Language, words: &str) -> Option<Self> {
        let words = words.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let words = words.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
        Some(Self { path: path(language, &file_name(words)?), words: words.to_owned() })
    }

    /// That of what somebody wrote.
    pub(super) fn of_name(language: Language, name: &str) -> Option<Self> {
        let file = format!("{OF_A_NAME}{}", file_name(name)?);
        Some(Self { path: path(language, &file), words: name.to_owned() })
    }
}

/// Whether a path may be that of a name. Which names there are is not known to whoever reads a folder.
pub(super) fn may_be_of_a_name(path: &str) -> bool {
    let file = Language::ALL.into_iter().find_map(|language| path.strip_prefix(language.code())?.strip_prefix('/'));
    let name = file.and_then(|file| file.strip_prefix(OF_A_NAME)?.strip_suffix(".wav"));
    name.is_some_and(|name| {
        (1..=LONGEST_NAME).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    })
}

/// Stands for the argument `nth` in a template.
pub(super) fn hole(nth: usize) -> char {
    u32::try_from(nth).ok().and_then(|nth| char::from_u32(u32::from(FIRST_HOLE) + nth)).unwrap_or(FIRST_HOLE)
}

/// A sentence as a row of clips; None where a piece of it cannot have one.
pub(super) fn row(language: Language, template: &str, arguments: &Arguments) -> Option<Vec<Clip>> {
    let mut clips = Vec::new();
    for part in parts(template, arguments.len()) {
        match part {
            Part::Fixed(words) => clips.push(Clip::of_words(language, words)?),
            Part::Argument(nth) => match &arguments.get(nth)?.1 {
                Argument::Name(name) => clips.push(Clip::of_name(language, name)?),
                Argument::Words(words) => {
                    for piece in words.pieces() {
                        clips.push(Clip::of_words(language, piece)?);
                    }
                }
            },
        }
    }
    Some(clips)
}

/// The fixed parts of a sentence alone.
pub(super) fn fixed(language: Language, template: &str, arguments: usize) -> Vec<Clip> {
    let fixed = parts(template, arguments).into_iter().filter_map(|part| match part {
        Part::Fixed(words) => Clip::of_words(language, words),
        Part::Argument(_) => None,
    });
    fixed.collect()
}

enum Part<'a> {
    Fixed(&'a str),
    Argument(usize),
}

/// What stands between the arguments, sentence by sentence and as far as it can be heard, and the arguments.
fn parts(template: &str, arguments: usize) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let holes: Vec<_> = (0..arguments).map(hole).collect();
    let mut rest = template;
    while !rest.is_empty() {
        let at = rest.find(holes.as_slice()).unwrap_or(rest.len());
        let (words, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let sentences = words.split_inclusive(". ").filter(|words| words.contains(char::is_alphanumeric));
        parts.extend(sentences.map(Part::Fixed));
        let mut letters = behind.chars();
        let found = letters.next().and_then(|letter| holes.iter().position(|hole| *hole == letter));
        parts.extend(found.map(Part::Argument));
        rest = letters.as_str();
    }
    parts
}

fn path(language: Language, file: &str) -> String {
    format!("{language}/{file}.wav")
}

/// The words in small letters without accents, with `-` for whatever stands between them. None where there are letters
/// that have no such form, or none at all.
fn file_name(words: &str) -> Option<String> {
    let base = base_letters(words);
    if base.chars().any(|letter| letter.is_alphanumeric() && !letter.is_ascii()) {
        return None;
    }
    let words: Vec<_> =
        base.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let whole = words.join("-").to_ascii_lowercase();
    if whole.is_empty() || whole.len() <= LONGEST_NAME {
        return Some(whole).filter(|name| !name.is_empty());
    }
    let beginning = whole.get(..LONGEST_NAME - 9)?.trim_end_matches('-');
    Some(format!("{beginning}-{:08x}", fnv(&whole)))
}

/// FNV-1a: the same for ever, and on every machine.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
