//! The folder `prompts/` as it stood when the program was built.

use std::borrow::Cow;

use bytes::Bytes;
use rust_embed::RustEmbed;

use crate::domain::language::Language;

#[derive(RustEmbed)]
#[folder = "../../prompts/"]
#[include = "*.ftl"]
#[include = "*.wav"]
struct Prompts;

/// The wording of the call in every language. What is not UTF-8 comes out garbled and fails to load.
pub fn sources() -> impl Iterator<Item = (Language, String)> {
    files("/call.ftl").filter_map(|(path, text)| {
        let language = Language::parse(path.split('/').next()?)?;
        Some((language, String::from_utf8_lossy(&text).into_owned()))
    })
}

/// One Fluent file by its path: `en/pages.ftl`. What is not UTF-8 comes out garbled and fails to load.
pub fn source(path: &str) -> Option<String> {
    Prompts::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

pub fn clips() -> impl Iterator<Item = (String, Bytes)> {
    files(".wav")
}

fn files(ending: &'static str) -> impl Iterator<Item = (String, Bytes)> {
    Prompts::iter().filter(move |path| path.ends_with(ending)).filter_map(|path| {
        let bytes = match Prompts::get(&path)?.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Some((path.into_owned(), bytes))
    })
}
