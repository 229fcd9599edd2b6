//! How what the program knows by types of its own stands in columns.

use jiff::{Timestamp, civil::Date};

use super::{
    error::StoreError,
    value::{FromValue, Value},
};
use crate::domain::{
    caller::{Caller, E164},
    entry::EntryStatus,
    entry_change::RevisionKind,
    exception::ExceptionKind,
    hook_event::{HookEvent, HookEvents},
    ids::{
        AlertId, AlertLetterId, ApiTokenId, ApprovalId, AuditId, BadgeLinkId, BreakId, BreakKindId, CallId, ClaimId,
        DeviceId, DeviceRequestId, EmployeeId, EntryId, ExceptionId, ExportBatchId, ExportProfileId, HookDeliveryId,
        HookId, IdentificationId, ImportDraftId, JobId, KeptPunchId, KioskCodeId, KioskCredentialId, KioskId,
        KnownBrowserId, ListenId, LocationId, MailId, NoticeId, PasswordLinkId, PasswordTryId, PhotoId, PhotoLookId,
        ProviderCallId, ProviderRecordingId, PunchId, ReplicaId, SecondFactorId, SetupLinkId, TaskId, TextConsentId,
        TextId, TextReplyId, TimesheetAnswerId, UserId, UserPinId, VerdictId, VoiceCheckId, WebSessionId, WorkerLinkId,
        WorkspaceId,
    },
    kiosk::{CredentialKind, CredentialOrigin, DeviceStatus, Method, Outcome, Proof},
    language::{Language, OfficeLanguage},
    login_method::LoginMethod,
    phone_clock_id::PhoneClockId,
    photo::{NoPhoto, PhotoStatus},
    user::Email,
    voice_check::{Verdict, VoiceCheckStatus},
    workspace::{Languages, Zone},
};

/// As RFC 3339 writes a day.
impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Text(day.to_string())
    }
}

impl FromValue for Date {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        day(value.text()?).ok_or(StoreError::Unreadable("a day"))
    }
}

/// A day as it is kept, `2026-11-30`, by hand: there is one in every entry.
fn day(text: &str) -> Option<Date> {
    let [y3, y2, y1, y0, b'-', m1, m0, b'-', d1, d0] = *text.as_bytes() else { return text.parse().ok() };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum: i16, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
    };
    let (month, day) = (number(&[m1, m0])?, number(&[d1, d0])?);
    Date::new(number(&[y3, y2, y1, y0])?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// In milliseconds since 1970, UTC.
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
    AlertId,
    AlertLetterId,
    WorkspaceId,
    EmployeeId,
    JobId,
    LocationId,
    CallId,
    PunchId,
    EntryId,
    BreakId,
    BreakKindId,
    ExceptionId,
    VoiceCheckId,
    TaskId,
    ReplicaId,
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
    ApiTokenId,
    ApprovalId,
    ExportProfileId,
    HookDeliveryId,
    HookId,
    ExportBatchId,
    KioskId,
    DeviceId,
    PhotoId,
    PhotoLookId,
    KioskCredentialId,
    BadgeLinkId,
    TextConsentId,
    TextId,
    TextReplyId,
    TimesheetAnswerId,
    WorkerLinkId,
    NoticeId,
    KioskCodeId,
    DeviceRequestId,
    IdentificationId,
    ClaimId,
    SecondFactorId,
    UserPinId,
    KeptPunchId,
);

/// Types kept as the text that their `parse` takes back.
macro_rules! text_columns {
    ($($type:ty => $write:expr, $read:expr;)*) => {$(
        impl From<&$type> for Value {
            fn from(value: &$type) -> Self {
                let write: fn(&$type) -> String = $write;
                write(value).into()
            }
        }
        impl FromValue for $type {
            fn from_value(value: &Value) -> Result<Self, StoreError> {
                let read: fn(&str) -> Option<Self> = $read;
                read(value.text()?).ok_or(StoreError::Unreadable(stringify!($type)))
            }
        }
    )*};
}
text_columns! {
    Language => |language| language.code().to_owned(), Self::parse;
    OfficeLanguage => |language| language.code().to_owned(), Self::parse;
    Languages => |languages| languages.codes(), Self::parse;
    EntryStatus => |status| status.name().to_owned(), Self::parse;
    ExceptionKind => |kind| kind.name().to_owned(), Self::parse;
    HookEvent => |event| event.name().to_owned(), Self::parse;
    HookEvents => |events| events.to_string(), |text| Some(Self::parse(text));
    RevisionKind => |kind| kind.name().to_owned(), Self::parse;
    VoiceCheckStatus => |status| status.name().to_owned(), Self::parse;
    Method => |method| method.name().to_owned(), Self::parse;
    CredentialKind => |kind| kind.name().to_owned(), Self::parse;
    CredentialOrigin => |origin| origin.name().to_owned(), Self::parse;
    DeviceStatus => |status| status.name().to_owned(), Self::parse;
    LoginMethod => |method| method.name().to_owned(), Self::parse;
    Proof => |proof| proof.name().to_owned(), Self::parse;
    Outcome => |outcome| outcome.name().to_owned(), Self::parse;
    PhotoStatus => |status| status.name().to_owned(), Self::parse;
    NoPhoto => |reason| reason.name().to_owned(), Self::parse;
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
