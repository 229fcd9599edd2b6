//! What nobody is to see: PINs, passwords, tokens, keys.

use std::{
    convert::Infallible,
    fmt,
    ops::{Deref, DerefMut},
    str::FromStr,
};

use zeroize::{Zeroize, Zeroizing};

/// A secret: wiped from memory when dropped, and never printed. It has no `Display` and no `Serialize`, and its
/// `Debug` says nothing of what is in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T: Zeroize = String>(Zeroizing<T>);

impl<T: Zeroize> Secret<T> {
    /// Takes the value in; from here on it is wiped when dropped.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Zeroizing::new(value))
    }
}

impl Secret {
    /// The text itself, for the one place that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl<T: Zeroize> Deref for Secret<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> DerefMut for Secret<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_secret_is_printed() {
        let (text, bytes) = (Secret::from("hush-hush"), Secret::new(vec![72_u8, 117]));
        let shown = format!("{text:?} {bytes:?} {:?}", Some((1, text.clone())));
        assert!(!shown.contains("hush") && !shown.contains("72"), "{shown}");
        assert_eq!((text.expose(), bytes.len()), ("hush-hush", 2));
    }
}
