//! The seam to the database: parameters in, rows out. SQL stays in what SQLite and PostgreSQL share.

use jiff::{Timestamp, civil::Date};

use crate::domain::{
    caller::{Caller, E164},
    entry::EntryStatus,
    entry_change::RevisionKind,
    exception::ExceptionKind,
    ids::{
        ApprovalId, AuditId, CallId, EmployeeId, EntryId, ExceptionId, ExportBatchId, ExportProfileId, ImportDraftId,
        JobId, KnownBrowserId, ListenId, MailId, PasswordLinkId, PasswordTryId, ProviderCallId, ProviderRecordingId,
        PunchId, SetupLinkId, TaskId, UserId, VerdictId, VoiceCheckId, WebSessionId, WorkspaceId,
    },
    language::Language,
    phone_clock_id::PhoneClockId,
    user::Email,
    voice_check::{Verdict, VoiceCheckStatus},
    workspace::{Languages, Zone},
};

pub use super::error::StoreError;

/// One transaction, or a part of one that is kept or undone as a whole.
pub trait Tx {
    /// Runs a statement; the number of rows it changed.
    ///
    /// # Errors
    /// When the database refuses it.
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError>;

    /// Runs a query; every row as owned values.
    ///
    /// # Errors
    /// When the database refuses it.
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError>;
}

/// A statement that must change exactly one row.
///
/// # Errors
/// When it changes none or several, or is refused.
pub fn execute_one(tx: &mut dyn Tx, sql: &str, params: &[Value]) -> Result<(), StoreError> {
    match tx.execute(sql, params)? {
        1 => Ok(()),
        changed => Err(StoreError::RowCount { changed, expected: 1 }),
    }
}

/// At most one row, read by `read`.
///
/// # Errors
/// When refused or unreadable.
pub fn find_one<T>(
    tx: &mut dyn Tx,
    sql: &str,
    params: &[Value],
    read: impl FnOnce(&Row) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    tx.query(sql, params)?.first().map(read).transpose()
}

/// Every row, read by `read`.
///
/// # Errors
/// When refused or unreadable.
pub fn list<T>(
    tx: &mut dyn Tx,
    sql: &str,
    params: &[Value],
    read: impl FnMut(&Row) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    tx.query(sql, params)?.iter().map(read).collect()
}

/// A value as databases know it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

/// Parameters of a statement, numbered from `?1`.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::store::tx::Value::from($value)),*] };
}
pub(crate) use params;

/// One row of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(Vec<Value>);

impl Row {
    #[must_use]
    pub const fn new(values: Vec<Value>) -> Self {
        Self(values)
    }

    /// All of it, for a row that is written elsewhere as it was read.
    pub(super) fn values(&self) -> &[Value] {
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
    /// # Errors
    /// When the value is of another kind or form.
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

/// As RFC 3339 writes a day.
impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Text(day.to_string())
    }
}

impl FromValue for Date {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        String::from_value(value)?.parse().map_err(|_| StoreError::Unreadable("a day"))
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

impl FromValue for String {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        match value {
            Value::Text(text) => Ok(text.clone()),
            Value::Null | Value::Int(_) | Value::Real(_) | Value::Blob(_) => Err(StoreError::Unreadable("a text")),
        }
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

impl FromValue for Timestamp {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        Self::from_millisecond(i64::from_value(value)?).map_err(|_| StoreError::Unreadable("a time"))
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Int(at.as_millisecond())
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
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

macro_rules! id_columns {
    ($($id:ident),* $(,)?) => {$(
        impl From<$id> for Value {
            fn from(id: $id) -> Self {
                Self::Blob(id.as_bytes().to_vec())
            }
        }
        impl FromValue for $id {
            fn from_value(value: &Value) -> Result<Self, StoreError> {
                match value {
                    Value::Blob(bytes) => bytes
                        .as_slice()
                        .try_into()
                        .map(Self::from_bytes)
                        .map_err(|_| StoreError::Unreadable(concat!("a ", stringify!($id)))),
                    Value::Null | Value::Int(_) | Value::Real(_) | Value::Text(_) => {
                        Err(StoreError::Unreadable(concat!("a ", stringify!($id))))
                    }
                }
            }
        }
    )*};
}
id_columns!(
    WorkspaceId,
    EmployeeId,
    JobId,
    CallId,
    PunchId,
    EntryId,
    ExceptionId,
    VoiceCheckId,
    TaskId,
    UserId,
    WebSessionId,
    PasswordLinkId,
    PasswordTryId,
    KnownBrowserId,
    SetupLinkId,
    MailId,
    AuditId,
    ImportDraftId,
    VerdictId,
    ListenId,
    ApprovalId,
    ExportProfileId,
    ExportBatchId,
);

/// Types kept as the text that their `parse` takes back.
macro_rules! text_columns {
    ($($type:ty => $write:expr, $read:expr;)*) => {$(
        impl From<&$type> for Value {
            fn from(value: &$type) -> Self {
                let write: fn(&$type) -> String = $write;
                Self::Text(write(value))
            }
        }
        impl FromValue for $type {
            fn from_value(value: &Value) -> Result<Self, StoreError> {
                let read: fn(&str) -> Option<Self> = $read;
                read(&String::from_value(value)?).ok_or(StoreError::Unreadable(stringify!($type)))
            }
        }
    )*};
}
text_columns! {
    Language => |language| language.code().to_owned(), Self::parse;
    Languages => |languages| languages.codes(), Self::parse;
    EntryStatus => |status| status.name().to_owned(), Self::parse;
    ExceptionKind => |kind| kind.name().to_owned(), Self::parse;
    RevisionKind => |kind| kind.name().to_owned(), Self::parse;
    VoiceCheckStatus => |status| status.name().to_owned(), Self::parse;
    Verdict => |verdict| verdict.name().to_owned(), Self::parse;
    Zone => |zone| zone.name().to_owned(), |text| Self::parse(text).ok();
    E164 => |number| number.as_str().to_owned(), |text| Self::parse(text).ok();
    Email => |email| email.as_str().to_owned(), |text| Self::parse(text).ok();
    PhoneClockId => |id| id.as_str().to_owned(), |text| Self::parse(text).ok();
    ProviderCallId => |id| id.as_str().to_owned(), |text| Self::parse(text).ok();
    ProviderRecordingId => |id| id.as_str().to_owned(), |text| Self::parse(text).ok();
    // Withheld is the empty text, so that all such callers share one count.
    Caller => |caller| caller.number().map_or_else(String::new, |number| number.as_str().to_owned()), |text| Some(Self::parse(text));
}
