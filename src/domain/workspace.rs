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

    /// The names that are offered where one is asked for: those of places, and UTC.
    #[must_use]
    pub fn names() -> Vec<String> {
        let mut names: Vec<_> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        names.retain(|name| name == "UTC" || name.contains('/') && !name.starts_with("Etc/"));
        names
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_a_name_that_the_database_of_zones_knows() {
        for name in ["America/Chicago", "Europe/Madrid", "UTC"] {
            assert_eq!(Zone::parse(name).unwrap().name(), name);
        }
        for name in ["", "Central", "America/Springfield", "+05:00", "../etc/passwd"] {
            let refused = Zone::parse(name).unwrap_err();
            assert_eq!(refused, UnknownZone(name.to_owned()));
            assert!(refused.to_string().contains("America/Chicago"), "says what would be right");
        }
    }

    #[test]
    fn a_zone_is_kept_as_the_database_writes_it() {
        assert_eq!(Zone::parse("america/chicago").unwrap(), Zone::parse("America/Chicago").unwrap());
    }

    #[test]
    fn a_stored_zone_is_read_back_and_an_unknown_one_refused() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let json = serde_json::to_string(&zone).unwrap();
        assert_eq!(json, r#""America/Chicago""#);
        assert_eq!(serde_json::from_str::<Zone>(&json).unwrap(), zone);
        assert!(serde_json::from_str::<Zone>(r#""America/Springfield""#).is_err());
    }

    #[test]
    fn the_wall_clock_is_right_on_both_sides_of_both_daylight_saving_changes() {
        let chicago = Zone::parse("America/Chicago").unwrap();
        for (at, local) in [
            ("2026-03-08T07:59:59Z", "2026-03-08T01:59:59"),
            ("2026-03-08T08:00:00Z", "2026-03-08T03:00:00"),
            ("2026-11-01T06:30:00Z", "2026-11-01T01:30:00"),
            ("2026-11-01T07:30:00Z", "2026-11-01T01:30:00"),
            ("2026-11-01T08:00:00Z", "2026-11-01T02:00:00"),
        ] {
            let at: Timestamp = at.parse().unwrap();
            assert_eq!(chicago.local(at).datetime().to_string(), local, "{at}");
            assert_eq!(chicago.local(at).timestamp(), at);
        }
    }

    #[test]
    fn a_job_policy_is_known_by_its_name() {
        for policy in [JobPolicy::Optional, JobPolicy::Required] {
            assert_eq!(JobPolicy::parse(policy.name()), Some(policy));
            assert_eq!(serde_json::to_string(&policy).unwrap(), format!("\"{}\"", policy.name()));
        }
        for name in ["", "Required", "sometimes"] {
            assert_eq!(JobPolicy::parse(name), None, "{name}");
        }
    }

    #[test]
    fn a_new_workspace_asks_after_fourteen_hours_and_records_voice_checks() {
        let settings = Settings::new("Acme".to_owned(), Zone::parse("America/Chicago").unwrap());
        assert_eq!(settings.forgotten_after_secs, 50_400);
        assert_eq!(settings.pin_min_digits, 4);
        assert_eq!(settings.job_policy, JobPolicy::Optional);
        assert!(settings.voice_check);
        assert!(!settings.delete_at_provider, "nothing is deleted elsewhere unless somebody asked for it");
    }
}
