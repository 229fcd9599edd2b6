//! Our own ids, each its own type, and the ids a provider gave.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{clock::Clock, entropy::Entropy};

macro_rules! own_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Draws a new id, which sorts after those of earlier moments.
            #[must_use]
            pub fn generate(ids: &Ids<'_>) -> Self {
                Self(ids.next())
            }
            /// The 16 bytes that the database keeps.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
            /// Takes what [`Self::as_bytes`] gave.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
            /// The hyphenated form; `None` when the text is no UUID.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

own_ids! {
    /// One employer, the border of everything that a request may see.
    WorkspaceId;
    /// A person who clocks; not the phone clock ID, which changes when a PIN is removed.
    EmployeeId;
    /// What is worked on, not a piece of background work.
    JobId;
    /// A named place that punches come from.
    LocationId;
    /// A phone call, from answer to hang-up; the provider has an id of its own for it.
    CallId;
    /// A punch that a device of a kiosk has kept; the device draws it.
    KeptPunchId;
    /// One act of clocking in or out.
    PunchId;
    /// The span between an in and an out.
    EntryId;
    /// A break inside a time entry.
    BreakId;
    /// A kind of break that a workspace knows.
    BreakKindId;
    /// Something that a person must settle before payroll.
    ExceptionId;
    /// A spoken name that is, or was to be, recorded with a punch.
    VoiceCheckId;
    /// A piece of background work.
    TaskId;
    /// One run of a gateway, from its start to its stop.
    ReplicaId;
    /// A person who signs in to the pages.
    UserId;
    /// A user signed in at one browser; not the secret in its cookie.
    WebSessionId;
    /// A link by which a user chooses a password; not the secret in it.
    PasswordLinkId;
    /// A password that was typed.
    PasswordTryId;
    /// A browser that a user has signed in from before.
    KnownBrowserId;
    /// A link or a one-time code by which an employee chooses a PIN; not the secret in it.
    SetupLinkId;
    /// A message to be sent, or sent, by email.
    MailId;
    /// A line of the audit log.
    AuditId;
    /// A list of employees that was uploaded and is not yet imported.
    ImportDraftId;
    /// What one reviewer made of a voice check.
    VerdictId;
    /// One time that somebody played a recording.
    ListenId;
    /// A photo that is, or was to be, taken after a punch at a kiosk.
    PhotoId;
    /// One time that somebody looked at a photo.
    PhotoLookId;
    /// Hours of a pay period that somebody approved.
    ApprovalId;
    /// A payroll system as a workspace uses it.
    ExportProfileId;
    /// Hours that went to a payroll system in one file.
    ExportBatchId;
    /// A place with a shared device at which people clock.
    KioskId;
    /// A browser that is approved for a kiosk.
    DeviceId;
    /// A kiosk PIN or a badge; what it is follows from the id and the key file, or is known to its holder alone.
    KioskCredentialId;
    /// A link in a mail that shows a badge; not the secret in it.
    BadgeLinkId;
    /// An address that is told what happens in a workspace.
    HookId;
    /// What is told to one such address, once.
    HookDeliveryId;
    /// A link to a worker's own page; not the secret in it.
    WorkerLinkId;
    /// What a worker says of the hours of a period that is over.
    TimesheetAnswerId;
    /// A text message to be sent, or sent.
    TextId;
    /// Somebody's word on whether an employee may be sent texts.
    TextConsentId;
    /// What a phone has answered to a text.
    TextReplyId;
    /// Something that users are told by mail.
    NoticeId;
    /// Something that users are told for as long as it is so.
    AlertId;
    /// One message to one user about alerts.
    AlertLetterId;
    /// An offer to connect a device to a kiosk; not the digits that are keyed.
    KioskCodeId;
    /// One request of a device: the same request does something once.
    DeviceRequestId;
    /// One person found, or not found, at a device.
    IdentificationId;
    /// What somebody says happened when it could not be punched.
    ClaimId;
    /// A user's authenticator app; its secret follows from the id and the key file.
    SecondFactorId;
    /// The PIN of a user; what it is follows from the id and the key file.
    UserPinId;
    /// What another program shows to reach the API; not the secret in it.
    ApiTokenId;
}

/// Mints ids that sort by time (UUID version 7, RFC 9562).
pub struct Ids<'a> {
    clock: &'a dyn Clock,
    entropy: &'a dyn Entropy,
}

impl<'a> Ids<'a> {
    /// Ids of the time that `clock` tells, with randomness from `entropy`.
    #[must_use]
    pub const fn new(clock: &'a dyn Clock, entropy: &'a dyn Entropy) -> Self {
        Self { clock, entropy }
    }

    fn next(&self) -> Uuid {
        let millis = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        let mut random = [0_u8; 10];
        self.entropy.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

/// The text cannot be an id that a provider gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a provider's id is 1 to 128 printable ASCII characters without blanks")]
pub struct ProviderIdError;

macro_rules! provider_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// # Errors
            /// When empty, longer than 128 bytes or not printable ASCII.
            pub fn parse(text: &str) -> Result<Self, ProviderIdError> {
                let fits = (1..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
                if fits { Ok(Self(text.to_owned())) } else { Err(ProviderIdError) }
            }
            /// The id exactly as the provider gave it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = ProviderIdError;
            fn try_from(text: String) -> Result<Self, ProviderIdError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

provider_ids! {
    /// A call as the provider names it. Formats differ by provider; never part of a file name.
    ProviderCallId;
    /// A recording as the provider names it.
    ProviderRecordingId;
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::domain::{clock::ManualClock, entropy::SeededEntropy};

    fn clock() -> ManualClock {
        ManualClock::starting_at("2026-03-09T21:31:00Z".parse().unwrap())
    }

    #[test]
    fn ids_sort_by_the_time_they_were_minted() {
        let (clock, entropy) = (clock(), SeededEntropy::new(1));
        let ids = Ids::new(&clock, &entropy);
        let minted: Vec<EntryId> = (0..50)
            .map(|_| {
                clock.advance(SignedDuration::from_millis(1));
                EntryId::generate(&ids)
            })
            .collect();
        assert!(minted.is_sorted_by(|earlier, later| earlier < later));
        let written: Vec<String> = minted.iter().map(ToString::to_string).collect();
        assert!(written.is_sorted(), "and so do their written forms");
    }

    #[test]
    fn ids_minted_in_the_same_moment_differ() {
        let (clock, entropy) = (clock(), SeededEntropy::new(1));
        let ids = Ids::new(&clock, &entropy);
        let minted: std::collections::BTreeSet<CallId> = (0..1000).map(|_| CallId::generate(&ids)).collect();
        assert_eq!(minted.len(), 1000);
    }

    #[test]
    fn ids_are_uuids_of_version_seven() {
        let (clock, entropy) = (clock(), SeededEntropy::new(1));
        let id = PunchId::generate(&Ids::new(&clock, &entropy));
        let uuid = Uuid::from_bytes(*id.as_bytes());
        assert_eq!((uuid.get_version_num(), uuid.get_variant()), (7, uuid::Variant::RFC4122));
        assert_eq!(uuid.get_timestamp().unwrap().to_unix().0, u64::try_from(clock.now().as_second()).unwrap());
    }

    #[test]
    fn an_id_is_the_same_after_bytes_text_and_json() {
        let (clock, entropy) = (clock(), SeededEntropy::new(1));
        let id = EmployeeId::generate(&Ids::new(&clock, &entropy));
        assert_eq!(EmployeeId::from_bytes(*id.as_bytes()), id);
        assert_eq!(EmployeeId::parse(&id.to_string()), Some(id));
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{id}\""));
        assert_eq!(serde_json::from_str::<EmployeeId>(&json).unwrap(), id);
        for text in ["", "7", "not-an-id", "0196d1d8-0000-7000-8000-00000000000g"] {
            assert_eq!(EmployeeId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_providers_id_is_taken_as_it_is_within_bounds() {
        for text in ["CA0123456789abcdef0123456789abcdef", "v3:a-b_c.d/e=", &"x".repeat(128)] {
            assert_eq!(ProviderCallId::parse(text).unwrap().as_str(), text);
        }
        for text in ["", " ", "CA 1", "CA1\n", "CA\0", "señal", &"x".repeat(129)] {
            assert_eq!(ProviderCallId::parse(text), Err(ProviderIdError), "{text:?}");
        }
    }

    #[test]
    fn a_stored_provider_id_is_read_back_and_a_bad_one_refused() {
        let id = ProviderRecordingId::parse("RE1").unwrap();
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<ProviderRecordingId>(&json).unwrap(), id);
        assert!(serde_json::from_str::<ProviderRecordingId>(r#""RE 1""#).is_err());
    }
}
