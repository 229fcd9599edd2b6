//! PINs, one-time codes and passwords as they come from a form: wiped when dropped, and parsed before anything else sees
//! them.

use serde::{Deserialize, Deserializer};

use crate::{
    domain::{
        pin::{Pin, PinFormatError},
        setup_code::{SetupCode, SetupCodeError},
    },
    service::pin_hash::Secret,
};

/// A field whose text nobody is to see.
pub(super) struct TypedSecret(Secret);

/// Why two fields are no new PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PinFormError {
    /// The PIN was typed twice, and not the same.
    Differ,
    NotAPin(PinFormatError),
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

impl TypedSecret {
    /// The PIN that was typed here and again.
    pub(super) fn new_pin(&self, again: &Self) -> Result<Pin, PinFormError> {
        if self.0 != again.0 {
            return Err(PinFormError::Differ);
        }
        Pin::parse(self.0.trim()).map_err(PinFormError::NotAPin)
    }

    /// The password that was typed here. What reads it brings it into one form.
    pub(super) fn into_secret(self) -> Secret {
        self.0
    }

    /// The one-time code that was typed here.
    pub(super) fn setup_code(&self) -> Result<SetupCode, SetupCodeError> {
        SetupCode::parse(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> TypedSecret {
        TypedSecret(Secret::new(text.to_owned()))
    }

    #[test]
    fn a_pin_is_typed_twice_the_same_with_blanks_around_it_or_not() {
        assert!(typed(" 60284 ").new_pin(&typed(" 60284 ")).unwrap().is("60284"));
        assert_eq!(typed("60284").new_pin(&typed("60285")).unwrap_err(), PinFormError::Differ);
        assert_eq!(typed("1").new_pin(&typed("2")).unwrap_err(), PinFormError::Differ);
        for text in ["", "12", "12 45"] {
            assert_eq!(typed(text).new_pin(&typed(text)).unwrap_err(), PinFormError::NotAPin(PinFormatError));
        }
    }
}
