//! What pages for admins, managers and payroll say, in the language of whoever reads; the words are in
//! `prompts/<language>/admin.ftl`. `build.rs` makes a struct of each part of that file: the message `account-go-on` is the
//! field `account.go_on`. One that takes values is a method. Two that end in `-one` and `-other` are a method that chooses
//! by the value `count`. One with markup in it, or
//! with a value of the name `written…`, gives [`Markup`].

use std::fmt::{self, Display, Formatter};

use askama::filters::{Html, HtmlSafe, escape};

use crate::{
    domain::language::OfficeLanguage,
    words::{BuiltInOfficeWords, Catalog, EachOfficeLanguage, Phrase, WordsError},
};

include!(concat!(env!("OUT_DIR"), "/admin_words.rs"));

static WORDS: BuiltInOfficeWords<AdminWords> =
    BuiltInOfficeWords::new(|| EachOfficeLanguage::read("admin", AdminWords::read));

impl AdminWords {
    /// In this language.
    #[must_use]
    pub fn of(language: OfficeLanguage) -> &'static Self {
        WORDS.of(language)
    }

    /// Whether all of them are there, in every language. The program starts only then.
    ///
    /// # Errors
    /// Says which message is missing, or wrong.
    pub fn check() -> Result<(), WordsError> {
        WORDS.check()
    }
}

/// A number that words follow: of one there are others than of several.
pub trait Counted: Display {
    /// Whether it is one.
    fn is_one(&self) -> bool;
}

macro_rules! counted {
    ($($number:ty),+) => {
        $(impl Counted for $number {
            fn is_one(&self) -> bool {
                *self == 1
            }
        })+
    };
}

counted!(u8, u16, u32, u64, usize, i32, i64);

impl<T: Counted + ?Sized> Counted for &T {
    fn is_one(&self) -> bool {
        (**self).is_one()
    }
}

/// A sentence with markup in it: what stands in the file of words is markup, what it was filled with is text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    fn of(phrase: &Phrase, values: &[&dyn MarkupValue]) -> Self {
        let values: Vec<_> = values.iter().map(|value| value.markup()).collect();
        let values: Vec<&dyn Display> = values.iter().map(|value| value as &dyn Display).collect();
        Self(phrase.with(&values))
    }
}

impl Display for Markup {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// What a sentence with markup is filled with.
pub trait MarkupValue {
    /// As it stands in the markup.
    fn markup(&self) -> String;
}

fn escaped(text: impl Display) -> String {
    let Ok(safe) = escape(text, Html);
    safe.to_string()
}

macro_rules! text_in_markup {
    ($($kind:ty),+) => {
        $(impl MarkupValue for $kind {
            fn markup(&self) -> String {
                escaped(self)
            }
        })+
    };
}

text_in_markup!(str, String, char, u8, u16, u32, u64, usize, i32, i64);

impl<T: MarkupValue + ?Sized> MarkupValue for &T {
    fn markup(&self) -> String {
        (**self).markup()
    }
}

impl MarkupValue for Markup {
    fn markup(&self) -> String {
        self.0.clone()
    }
}
