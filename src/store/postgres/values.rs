//! The store's values as PostgreSQL takes and gives them.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::store::value::{Row, Value};

type Failure = Box<dyn Error + Sync + Send>;

/// Encoded by the type that PostgreSQL has inferred, so that one text of a statement serves both engines.
impl ToSql for Value {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        match (self, wanted) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(int), &Type::BOOL) => (*int != 0).to_sql(wanted, out),
            (Self::Int(int), &Type::INT2) => i16::try_from(*int)?.to_sql(wanted, out),
            (Self::Int(int), &Type::INT4) => i32::try_from(*int)?.to_sql(wanted, out),
            (Self::Int(int), &Type::INT8) => int.to_sql(wanted, out),
            (Self::Real(real), &Type::FLOAT8) => real.to_sql(wanted, out),
            (Self::Text(text), &(Type::TEXT | Type::VARCHAR | Type::NAME)) => text.as_str().to_sql(wanted, out),
            (Self::Blob(bytes), &Type::BYTEA) => bytes.as_slice().to_sql(wanted, out),
            (Self::Int(_) | Self::Real(_) | Self::Text(_) | Self::Blob(_), _) => {
                Err(format!("{} is no {wanted}", self.kind()).into())
            }
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Value {
    /// Its kind in words, for those who may not see the value.
    const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Int(_) => "a whole number",
            Self::Real(_) => "a real number",
            Self::Text(_) => "a text",
            Self::Blob(_) => "bytes",
        }
    }
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(given: &Type, raw: &'a [u8]) -> Result<Self, Failure> {
        match *given {
            Type::BOOL => Ok(Self::Int(bool::from_sql(given, raw)?.into())),
            Type::INT2 => Ok(Self::Int(i16::from_sql(given, raw)?.into())),
            Type::INT4 => Ok(Self::Int(i32::from_sql(given, raw)?.into())),
            Type::INT8 => Ok(Self::Int(i64::from_sql(given, raw)?)),
            Type::FLOAT8 => Ok(Self::Real(f64::from_sql(given, raw)?)),
            Type::TEXT | Type::VARCHAR | Type::NAME => Ok(Self::Text(String::from_sql(given, raw)?)),
            Type::BYTEA => Ok(Self::Blob(Vec::from_sql(given, raw)?)),
            _ => Err(format!("a column is of the type {given}, which no statement may give").into()),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Self, Failure> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Fills a row with what PostgreSQL gives, in the place of the row before.
pub(super) fn take(into: &mut Row, given: &tokio_postgres::Row) -> Result<(), tokio_postgres::Error> {
    for (column, value) in into.values_mut().iter_mut().enumerate() {
        *value = given.try_get(column)?;
    }
    Ok(())
}
