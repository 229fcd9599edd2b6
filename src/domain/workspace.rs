//! One employer and its settings.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{ids::WorkspaceId, language::Language, lockout::LockoutPolicy};

/// A time zone by its IANA name, known to exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no IANA time zone; use a name such as America/Chicago")]
pub struct UnknownZone(String);

impl Zone {
    /// # Errors
    /// When the time-zone database has no such name.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        TimeZone::get(name)
            .map(|zone| Self(zone.iana_name().unwrap_or(name).to_owned()))
            .map_err(|_| UnknownZone(name.to_owned()))
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The wall clock in this zone at that moment.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> jiff::Zoned {
        at.to_zoned(TimeZone::get(&self.0).unwrap_or(TimeZone::UTC))
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;
    fn try_from(name: String) -> Result<Self, UnknownZone> {
        Self::parse(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.0
    }
}

/// Whether a job has to be named on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobPolicy {
    Optional,
    Required,
}

impl JobPolicy {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Optional, Self::Required].into_iter().find(|policy| policy.name() == name)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    pub id: WorkspaceId,
    pub settings: Settings,
}

/// What an employer can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub name: String,
    pub zone: Zone,
    /// For employees added without a language of their own.
    pub language: Language,
    pub job_policy: JobPolicy,
    /// An entry open for longer than this makes the call ask. Seconds.
    pub forgotten_after_secs: i64,
    pub lockout: LockoutPolicy,
    pub pin_min_digits: usize,
    pub voice_check: bool,
    /// Whether the provider's copy of a voice check is deleted once ours is safely stored.
    pub delete_at_provider: bool,
}

impl Settings {
    /// Everything at its default.
    #[must_use]
    pub const fn new(name: String, zone: Zone) -> Self {
        Self {
            name,
            zone,
            language: Language::En,
            job_policy: JobPolicy::Optional,
            forgotten_after_secs: 14 * 3600,
            lockout: LockoutPolicy::Timed,
            pin_min_digits: super::pin::MIN_DIGITS,
            voice_check: true,
            delete_at_provider: false,
        }
    }
}
