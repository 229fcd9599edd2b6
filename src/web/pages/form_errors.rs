//! What is wrong with what was typed into a form.

/// What is wrong, by field, in the order in which it was found; words for whoever typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormErrors(Vec<(&'static str, String)>);

impl FormErrors {
    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what is wrong with a field.
    pub fn add(&mut self, field: &'static str, words: &str) {
        self.0.push((field, words.to_owned()));
    }

    /// What is wrong with one field alone.
    #[must_use]
    pub fn one(field: &'static str, words: &str) -> Self {
        Self(vec![(field, words.to_owned())])
    }

    /// The first thing that is wrong with a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(wrong, _)| *wrong == field).map(|(_, words)| words.as_str())
    }

    /// The fields that something is wrong with.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(field, _)| *field)
    }
}
