//! One employer and its settings.

use std::fmt;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    formats::Formats,
    ids::WorkspaceId,
    language::{Language, OfficeLanguage},
    lockout::LockoutPolicy,
};

/// A time zone by its IANA name, known to exist.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

/// No time zone has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not an IANA time zone; use a name such as America/Chicago")]
pub struct ZoneError(String);

impl Zone {
    /// # Errors
    /// When the time-zone database has no such name.
    pub fn parse(name: &str) -> Result<Self, ZoneError> {
        TimeZone::get(name).map(Self).map_err(|_| ZoneError(name.to_owned()))
    }

    /// That of whatever belongs to no place.
    #[must_use]
    pub const fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// Its IANA name, such as `America/Chicago`.
    #[must_use]
    pub fn name(&self) -> &str {
        // The one that is in no database, and still has a name.
        self.0.iana_name().unwrap_or("Etc/Unknown")
    }

    /// The rules of its clock.
    pub(super) const fn time_zone(&self) -> &TimeZone {
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
        at.to_zoned(self.0.clone())
    }

    /// The day in this zone at that moment.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        self.0.to_datetime(at).date()
    }

    /// The first moment of a day in this zone.
    #[must_use]
    pub fn start_of(&self, day: Date) -> Timestamp {
        self.0.to_ambiguous_timestamp(day.into()).compatible().unwrap_or(Timestamp::MAX)
    }
}

/// The same rules have one name.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Zone").field(&self.name()).finish()
    }
}

impl TryFrom<String> for Zone {
    type Error = ZoneError;
    fn try_from(name: String) -> Result<Self, ZoneError> {
        Self::parse(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

/// Whether a job has to be named on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobPolicy {
    /// Pressing pound skips it.
    Optional,
    /// It cannot be skipped; without one the entry becomes the exception "job missing".
    Required,
}

impl JobPolicy {
    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Optional, Self::Required].into_iter().find(|policy| policy.name() == name)
    }
}

/// One employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Everything that belongs to the employer carries it.
    pub id: WorkspaceId,
    /// What the employer has set.
    pub settings: Settings,
}

/// The languages that employees of a workspace may have: at least one, in the order of [`Language::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages(Vec<Language>);

impl Languages {
    /// Every language that calls are spoken in.
    #[must_use]
    pub fn all() -> Self {
        Self(Language::ALL.to_vec())
    }

    /// Those of a new workspace: every language of the office. An owner adds what else the crew speaks.
    #[must_use]
    pub fn usual() -> Self {
        Self(OfficeLanguage::ALL.map(OfficeLanguage::spoken).to_vec())
    }

    /// `None` when none is wanted.
    #[must_use]
    pub fn new(wanted: impl Fn(Language) -> bool) -> Option<Self> {
        let wanted: Vec<_> = Language::ALL.into_iter().filter(|language| wanted(*language)).collect();
        (!wanted.is_empty()).then_some(Self(wanted))
    }

    /// From codes with blanks between, as [`Languages::codes`] writes them.
    #[must_use]
    pub fn parse(codes: &str) -> Option<Self> {
        let known: Option<Vec<_>> = codes.split_ascii_whitespace().map(Language::parse).collect();
        let known = known?;
        Self::new(|language| known.contains(&language))
    }

    /// Their codes, with a blank between them; [`Self::parse`] reads them back.
    #[must_use]
    pub fn codes(&self) -> String {
        self.iter().map(Language::code).collect::<Vec<_>>().join(" ")
    }

    /// Whether an employee may have this language.
    #[must_use]
    pub fn contains(&self, language: Language) -> bool {
        self.0.contains(&language)
    }

    /// Each language, in the order of [`Language::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = Language> {
        self.0.iter().copied()
    }
}

/// Hours after which an open entry may count as a forgotten clock-out.
pub const FORGOTTEN_AFTER_HOURS: std::ops::RangeInclusive<i64> = 1..=72;
/// Days that recordings may be kept.
pub const RETENTION_DAYS: std::ops::RangeInclusive<u32> = 1..=3650;
/// The longest notice about the recording; about 20 seconds spoken.
pub const NOTICE_MAX_CHARS: usize = 300;
/// The longest name of a workspace.
pub const NAME_MAX_CHARS: usize = 100;

/// Why settings will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettingsFieldError {
    /// The name is empty.
    #[error("a workspace needs a name")]
    NoName,
    /// The name is too long, or has a line break.
    #[error("a workspace's name has at most {NAME_MAX_CHARS} characters, all on one line")]
    Name,
    /// New employees would get a language that the workspace does not have.
    #[error("the language of new employees is not among the languages of the workspace")]
    Language,
    /// The age at which an open entry makes the call ask is out of range.
    #[error("the forgotten clock-out limit is 1 to 72 hours")]
    ForgottenAfter,
    /// The shortest PIN is out of range.
    #[error("the shortest PIN is 4 to 12 digits")]
    PinMinimum,
    /// The words before the recording are too long, or have a line break.
    #[error("the recording notice has at most {NOTICE_MAX_CHARS} characters, all on one line")]
    Notice,
    /// The time that photos are kept is out of range.
    #[error("photos are kept for 1 to 3650 days")]
    PhotoRetentionDays,
    /// The time that recordings are kept is out of range.
    #[error("recordings are kept for 1 to 3650 days")]
    RetentionDays,
}

/// What an employer can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the employer is called on pages and in mail.
    pub name: String,
    /// For employees without a zone of their own, and for pay periods.
    pub zone: Zone,
    /// What employees may be spoken to in.
    pub languages: Languages,
    /// For employees added without a language of their own.
    pub language: Language,
    /// Whether callers have to name a job.
    pub job_policy: JobPolicy,
    /// An entry open for longer than this makes the call ask. Seconds.
    pub forgotten_after_secs: i64,
    /// How a locked phone clock ID opens again.
    pub lockout: LockoutPolicy,
    /// The shortest PIN that employees may choose, in digits.
    pub pin_min_digits: usize,
    /// Whether callers are asked to say their name; employees may differ.
    pub voice_check: bool,
    /// Said before the name is recorded, in the workspace's own words.
    pub recording_notice: Option<String>,
    /// How long recordings are kept.
    pub retention_days: u32,
    /// How long photos taken at kiosks are kept.
    pub photo_retention_days: u32,
    /// Whether the provider's copy of a voice check is deleted once ours is safely stored.
    pub delete_at_provider: bool,
    /// Whether owners and admins are asked for a second factor beside their password.
    pub second_factor: bool,
    /// How pages and mails to users write dates, times and hours.
    pub formats: Formats,
}

impl Settings {
    /// Everything at its default.
    #[must_use]
    pub fn new(name: String, zone: Zone) -> Self {
        Self {
            name,
            zone,
            languages: Languages::usual(),
            language: Language::En,
            job_policy: JobPolicy::Optional,
            forgotten_after_secs: 14 * 3600,
            lockout: LockoutPolicy::Timed,
            pin_min_digits: super::pin::MIN_DIGITS,
            voice_check: true,
            recording_notice: None,
            retention_days: 365,
            photo_retention_days: 90,
            delete_at_provider: false,
            second_factor: false,
            formats: Formats::default(),
        }
    }

    /// Everything that will not do.
    #[must_use]
    pub fn field_errors(&self) -> Vec<SettingsFieldError> {
        let on_one_line = |text: &str, most| text.chars().count() <= most && !text.contains(char::is_control);
        let hours = self.forgotten_after_secs / 3600;
        let notice = self.recording_notice.as_deref().unwrap_or_default();
        let checks = [
            (!self.name.trim().is_empty(), SettingsFieldError::NoName),
            (on_one_line(&self.name, NAME_MAX_CHARS), SettingsFieldError::Name),
            (self.languages.contains(self.language), SettingsFieldError::Language),
            (FORGOTTEN_AFTER_HOURS.contains(&hours), SettingsFieldError::ForgottenAfter),
            (
                (super::pin::MIN_DIGITS..=super::pin::MAX_DIGITS).contains(&self.pin_min_digits),
                SettingsFieldError::PinMinimum,
            ),
            (on_one_line(notice, NOTICE_MAX_CHARS), SettingsFieldError::Notice),
            (RETENTION_DAYS.contains(&self.retention_days), SettingsFieldError::RetentionDays),
            (RETENTION_DAYS.contains(&self.photo_retention_days), SettingsFieldError::PhotoRetentionDays),
        ];
        checks.into_iter().filter_map(|(fits, error)| (!fits).then_some(error)).collect()
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
            assert_eq!(refused, ZoneError(name.to_owned()));
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
        assert_eq!(settings.field_errors(), []);
    }

    #[test]
    fn a_workspace_has_at_least_one_language_in_a_fixed_order() {
        assert_eq!(Languages::parse("es en"), Some(Languages::usual()));
        assert_eq!(Languages::parse("pt es en"), Some(Languages::all()));
        assert_eq!(Languages::parse("es").unwrap().codes(), "es");
        for codes in ["", " ", "fr", "en fr"] {
            assert_eq!(Languages::parse(codes), None, "{codes}");
        }
        assert_eq!(Languages::all().codes(), "en es pt");
        assert_eq!(Languages::usual().codes(), "en es");
    }

    #[test]
    fn every_setting_out_of_range_is_named() {
        let good = Settings::new("Acme".to_owned(), Zone::parse("UTC").unwrap());
        let only_spanish = Languages::parse("es").unwrap();
        for (settings, error) in [
            (Settings { name: " ".to_owned(), ..good.clone() }, SettingsFieldError::NoName),
            (Settings { name: "A\r\nB".to_owned(), ..good.clone() }, SettingsFieldError::Name),
            (Settings { languages: only_spanish, ..good.clone() }, SettingsFieldError::Language),
            (Settings { forgotten_after_secs: 0, ..good.clone() }, SettingsFieldError::ForgottenAfter),
            (Settings { forgotten_after_secs: 73 * 3600, ..good.clone() }, SettingsFieldError::ForgottenAfter),
            (Settings { pin_min_digits: 3, ..good.clone() }, SettingsFieldError::PinMinimum),
            (Settings { pin_min_digits: 13, ..good.clone() }, SettingsFieldError::PinMinimum),
            (Settings { recording_notice: Some("x".repeat(301)), ..good.clone() }, SettingsFieldError::Notice),
            (Settings { retention_days: 0, ..good.clone() }, SettingsFieldError::RetentionDays),
            (Settings { retention_days: 3651, ..good.clone() }, SettingsFieldError::RetentionDays),
            (Settings { photo_retention_days: 0, ..good.clone() }, SettingsFieldError::PhotoRetentionDays),
            (Settings { photo_retention_days: 3651, ..good.clone() }, SettingsFieldError::PhotoRetentionDays),
        ] {
            assert_eq!(settings.field_errors(), [error], "{settings:?}");
        }
        let most = Some("é".repeat(300));
        assert_eq!(Settings { recording_notice: most, retention_days: 3650, ..good }.field_errors(), []);
    }

    #[test]
    fn zones_are_offered_by_their_places() {
        let names = Zone::names();
        for name in ["America/Chicago", "America/Indiana/Indianapolis", "UTC"] {
            assert!(names.iter().any(|offered| offered == name), "{name}");
        }
        assert!(names.iter().all(|name| name == "UTC" || name.contains('/') && !name.starts_with("Etc/")), "{names:?}");
    }

    #[test]
    fn a_day_begins_where_the_clocks_say_so() {
        let start = |zone, day: Date| Zone::parse(zone).unwrap().start_of(day).to_string();
        assert_eq!(start("America/Chicago", jiff::civil::date(2026, 11, 2)), "2026-11-02T06:00:00Z");
        // There was no midnight in Santiago that day.
        assert_eq!(start("America/Santiago", jiff::civil::date(2026, 9, 6)), "2026-09-06T04:00:00Z");
    }

    #[test]
    fn the_limits_of_settings_will_do() {
        let good = Settings::new("é".repeat(100), Zone::parse("UTC").unwrap());
        for hours in [1, 72] {
            let settings = Settings { forgotten_after_secs: hours * 3600, retention_days: 1, ..good.clone() };
            assert_eq!(settings.field_errors(), [], "{hours}");
        }
        assert_eq!(Settings { pin_min_digits: 12, ..good.clone() }.field_errors(), []);
        assert_eq!(Settings { name: "é".repeat(101), ..good.clone() }.field_errors(), [SettingsFieldError::Name]);
        assert_eq!(
            Settings { forgotten_after_secs: 3599, ..good }.field_errors(),
            [SettingsFieldError::ForgottenAfter]
        );
    }
}
