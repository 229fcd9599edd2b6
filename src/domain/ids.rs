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
            #[must_use]
            pub fn mint(ids: &Ids<'_>) -> Self {
                Self(ids.next())
            }
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
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
    WorkspaceId;
    EmployeeId;
    /// What is worked on, not a piece of background work.
    JobId;
    CallId;
    PunchId;
    EntryId;
    ExceptionId;
    VoiceCheckId;
    /// A piece of background work.
    TaskId;
    /// A person who signs in to the pages.
    UserId;
    WebSessionId;
    PasswordLinkId;
    SetupLinkId;
    MailId;
    AuditId;
}

/// Mints ids that sort by time (UUID version 7, RFC 9562).
pub struct Ids<'a> {
    clock: &'a dyn Clock,
    entropy: &'a dyn Entropy,
}

impl<'a> Ids<'a> {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a provider's id is 1 to 128 printable ASCII characters without blanks")]
pub struct BadProviderId;

macro_rules! provider_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// # Errors
            /// When empty, longer than 128 bytes or not printable ASCII.
            pub fn parse(text: &str) -> Result<Self, BadProviderId> {
                let fits = (1..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
                if fits { Ok(Self(text.to_owned())) } else { Err(BadProviderId) }
            }
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = BadProviderId;
            fn try_from(text: String) -> Result<Self, BadProviderId> {
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
    /// A call as the provider names it. Formats differ by brand; never part of a file name.
    ProviderCallId;
    /// A recording as the provider names it.
    ProviderRecordingId;
}
