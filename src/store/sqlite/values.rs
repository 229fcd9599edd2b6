//! The store's values as SQLite takes and gives them.

use rusqlite::types::ValueRef;

use crate::store::value::Value;

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(rusqlite::types::ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(int) => ValueRef::Integer(*int),
            Self::Real(real) => ValueRef::Real(*real),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Puts what SQLite gives in the place of the value of the row before, in the same memory where that fits: rows come by
/// the ten thousand.
pub(super) fn take(into: &mut Value, given: ValueRef<'_>) {
    match (into, given) {
        (Value::Text(text), ValueRef::Text(given)) => {
            text.clear();
            text.push_str(&String::from_utf8_lossy(given));
        }
        (Value::Blob(bytes), ValueRef::Blob(given)) => {
            bytes.clear();
            bytes.extend_from_slice(given);
        }
        (into, ValueRef::Null) => *into = Value::Null,
        (into, ValueRef::Integer(int)) => *into = Value::Int(int),
        (into, ValueRef::Real(real)) => *into = Value::Real(real),
        (into, ValueRef::Text(text)) => *into = Value::Text(String::from_utf8_lossy(text).into_owned()),
        (into, ValueRef::Blob(bytes)) => *into = Value::Blob(bytes.to_vec()),
    }
}
