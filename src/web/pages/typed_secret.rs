//! PINs, one-time codes and passwords in forms: PINs and codes are parsed while the form is read, and the text that was
//! typed is wiped.

use serde::{Deserialize, Deserializer};

use crate::{
    domain::{
        language::Language,
        pin::{Pin, PinFormatError},
        setup_code::{SetupCode, SetupCodeError},
    },
    service::pin_hash::Secret,
};

/// The form of a new PIN, which is typed twice.
#[derive(Deserialize)]
#[serde(from = "TypedPin")]
pub(super) struct PinForm {
    pub pin: Result<Pin, PinFormError>,
}

/// Why two fields are no new PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PinFormError {
    /// The PIN was typed twice, and not the same.
    Differ,
    NotAPin(PinFormatError),
}

/// The form of a one-time code.
#[derive(Deserialize)]
#[serde(from = "TypedCode")]
pub(super) struct CodeForm {
    pub code: Result<SetupCode, SetupCodeError>,
    pub language: Language,
    /// From a page of before there was a page of the code's own; absent while only the code is typed.
    pub new_pin: Option<PinForm>,
}

/// What was typed into a field, wiped when dropped.
pub(super) struct TypedSecret(Secret);

impl TypedSecret {
    /// The password that was typed here. What reads it brings it into one form.
    pub(super) fn into_secret(self) -> Secret {
        self.0
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TypedPin {
    pin: TypedSecret,
    again: TypedSecret,
}

#[derive(Deserialize)]
struct TypedCode {
    #[serde(default)]
    code: TypedSecret,
    #[serde(default)]
    language: String,
    pin: Option<TypedSecret>,
    #[serde(default)]
    again: TypedSecret,
}

impl Default for TypedSecret {
    fn default() -> Self {
        Self(Secret::new(String::new()))
    }
}

impl<'de> Deserialize<'de> for TypedSecret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Secret::new(text)))
    }
}

impl From<TypedPin> for PinForm {
    fn from(TypedPin { pin, again }: TypedPin) -> Self {
        let pin = if pin.0 == again.0 {
            Pin::parse(pin.0.trim()).map_err(PinFormError::NotAPin)
        } else {
            Err(PinFormError::Differ)
        };
        Self { pin }
    }
}

impl From<TypedCode> for CodeForm {
    fn from(TypedCode { code, language, pin, again }: TypedCode) -> Self {
        Self {
            code: SetupCode::parse(&code.0),
            language: Language::parse(&language).unwrap_or(Language::En),
            new_pin: pin.map(|pin| TypedPin { pin, again }.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pin: &str, again: &str) -> Result<Pin, PinFormError> {
        let typed = |text: &str| TypedSecret(Secret::new(text.to_owned()));
        PinForm::from(TypedPin { pin: typed(pin), again: typed(again) }).pin
    }

    #[test]
    fn a_pin_is_typed_twice_the_same_with_blanks_around_it_or_not() {
        assert!(typed(" 60284 ", " 60284 ").unwrap().is("60284"));
        assert_eq!(typed("60284", "60285").unwrap_err(), PinFormError::Differ);
        assert_eq!(typed("1", "2").unwrap_err(), PinFormError::Differ);
        for text in ["", "12", "12 45"] {
            assert_eq!(typed(text, text).unwrap_err(), PinFormError::NotAPin(PinFormatError));
        }
    }
}
