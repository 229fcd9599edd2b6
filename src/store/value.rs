//! What goes into statements and comes out of rows, before it is anything that the program knows.

use super::error::StoreError;

/// A value as databases know it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number of 64 bits; 0 and 1 for no and yes.
    Int(i64),
    /// A number with a fraction.
    Real(f64),
    /// Text in UTF-8.
    Text(String),
    /// Bytes; ids are 16 of them.
    Blob(Vec<u8>),
}

/// One row of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(Vec<Value>);

impl Row {
    /// A row of these values, from the first column on.
    #[must_use]
    pub const fn new(values: Vec<Value>) -> Self {
        Self(values)
    }

    /// The text of a column, counted from 0.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub(super) fn text(&self, column: usize) -> Result<&str, StoreError> {
        self.0.get(column).ok_or(StoreError::Unreadable("a column is missing"))?.text()
    }

    /// The places of its values, to be filled again.
    pub(super) const fn values_mut(&mut self) -> &mut [Value] {
        self.0.as_mut_slice()
    }

    /// All of it, for a row that is written elsewhere as it was read.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.0
    }

    /// The value of a column, counted from 0.
    ///
    /// # Errors
    /// When there is no such column or it holds something else.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T, StoreError> {
        T::from_value(self.0.get(column).ok_or(StoreError::Unreadable("a column is missing"))?)
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    /// Reads the value of a column.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when the value is of another kind or form.
    fn from_value(value: &Value) -> Result<Self, StoreError>;
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        if *value == Value::Null { Ok(None) } else { T::from_value(value).map(Some) }
    }
}

impl<T> From<Option<T>> for Value
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        match value {
            Value::Int(int) => Ok(*int),
            Value::Null | Value::Real(_) | Value::Text(_) | Value::Blob(_) => Err(StoreError::Unreadable("an integer")),
        }
    }
}

impl FromValue for u32 {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        Self::try_from(i64::from_value(value)?).map_err(|_| StoreError::Unreadable("a count"))
    }
}

impl FromValue for usize {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        Self::try_from(i64::from_value(value)?).map_err(|_| StoreError::Unreadable("a count"))
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        Ok(i64::from_value(value)? != 0)
    }
}

impl FromValue for f64 {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        match value {
            Value::Real(real) => Ok(*real),
            Value::Null | Value::Int(_) | Value::Text(_) | Value::Blob(_) => {
                Err(StoreError::Unreadable("a real number"))
            }
        }
    }
}

impl Value {
    /// The text that it is.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn text(&self) -> Result<&str, StoreError> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Null | Self::Int(_) | Self::Real(_) | Self::Blob(_) => Err(StoreError::Unreadable("a text")),
        }
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        value.text().map(str::to_owned)
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        match value {
            Value::Blob(bytes) => Ok(bytes.clone()),
            Value::Null | Value::Int(_) | Value::Real(_) | Value::Text(_) => Err(StoreError::Unreadable("bytes")),
        }
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Self::Int(int)
    }
}

impl From<u32> for Value {
    fn from(int: u32) -> Self {
        Self::Int(int.into())
    }
}

impl From<usize> for Value {
    fn from(int: usize) -> Self {
        Self::Int(i64::try_from(int).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Int(yes.into())
    }
}

impl From<f64> for Value {
    fn from(real: f64) -> Self {
        Self::Real(real)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

/// With U+FFFD for U+0000, which PostgreSQL refuses in a text: it is never part of what is kept, and is not to fail
/// what is looked for.
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(if text.contains('\0') { text.replace('\0', "\u{FFFD}") } else { text })
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_brings_a_zero_into_a_statement() {
        let shown = Value::Text("a\u{FFFD}b\u{FFFD}".to_owned());
        assert_eq!(Value::from("a\0b\0"), shown);
        assert_eq!(Value::from("a\0b\0".to_owned()), shown);
        assert_eq!(Value::from(&"a\0b\0".to_owned()), shown);
        assert_eq!(Value::from(Some("a\0b\0")), shown);
        assert_eq!(Value::from("Zo\u{eb}"), Value::Text("Zo\u{eb}".to_owned()));
    }
}
