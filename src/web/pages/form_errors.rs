//! What is wrong with a form, field by field.

/// What is wrong, by field; the empty field is the form as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormErrors(Vec<(&'static str, String)>);

impl FormErrors {
    /// A form with one thing that is wrong.
    #[must_use]
    pub fn new(field: &'static str, words: &str) -> Self {
        let mut errors = Self::default();
        errors.add(field, words);
        errors
    }

    /// Adds another thing that is wrong, as a sentence of its own.
    pub fn add(&mut self, field: &'static str, words: &str) {
        let end = if words.ends_with('.') { "" } else { "." };
        self.0.push((field, format!("{}{end}", capital(words))));
    }

    /// What is wrong with each of these fields; nothing with those that have no words.
    #[must_use]
    pub fn each<W: AsRef<str>>(fields: impl IntoIterator<Item = (&'static str, Option<W>)>) -> Self {
        let mut errors = Self::default();
        for (field, words) in fields {
            if let Some(words) = words {
                errors.add(field, words.as_ref());
            }
        }
        errors
    }

    /// What is wrong with a field, the first thing found.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(wrong, _)| *wrong == field).map(|(_, words)| words.as_str())
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everything that is wrong, by field, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(field, words)| (*field, words.as_str()))
    }

    /// Every field with something wrong, in the order found.
    #[cfg(test)]
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(field, _)| *field)
    }
}

/// The sentence with a capital letter.
pub(super) fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
