//! Time entries as tests read them: every moment as text.

use phoneclock::{
    domain::time_text::{local, utc},
    service::timesheets::entries::{FullEntry, PunchVoiceCheck},
};
use serde::Serialize;

/// One time entry, complete in itself. Instants are RFC 3339 in UTC, to the second.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    pub id: String,
    pub employee: String,
    pub employee_number: Option<String>,
    pub phone_clock_id: Option<String>,
    pub status: &'static str,
    pub in_at: String,
    pub out_at: Option<String>,
    /// The wall clock in `time_zone`, with its offset.
    pub in_local: String,
    pub out_local: Option<String>,
    pub time_zone: String,
    pub job_code: Option<String>,
    pub job_name: Option<String>,
    /// Whether a person has changed or added it.
    pub edited: bool,
    /// A voided entry counts no hours.
    pub voided: bool,
    pub exceptions: Vec<&'static str>,
    pub voice_checks: Vec<VoiceCheckView>,
    /// Seconds of breaks that are not paid, as far as it has an end.
    pub unpaid_break_secs: i64,
}

#[derive(Debug, Clone, Serialize)]
pub struct VoiceCheckView {
    /// `in` or `out`.
    pub punch: String,
    pub status: &'static str,
    /// The WAV's path below the recordings' folder.
    pub recording: Option<String>,
    pub seconds: Option<f64>,
}

impl From<FullEntry> for EntryView {
    fn from(FullEntry { details, exceptions, voice_checks, punches: _, unpaid_secs }: FullEntry) -> Self {
        let entry = details.entry;
        Self {
            id: entry.id.to_string(),
            employee: details.employee_name,
            employee_number: details.employee_number,
            phone_clock_id: details.phone_clock_id,
            status: entry.status.name(),
            in_at: utc(entry.in_at),
            out_at: entry.out_at.map(utc),
            in_local: local(entry.in_at, &entry.zone),
            out_local: entry.out_at.map(|at| local(at, &entry.zone)),
            time_zone: entry.zone.name().to_owned(),
            job_code: details.job_code,
            job_name: details.job_name,
            edited: details.edited,
            voided: details.voided,
            exceptions: exceptions.into_iter().map(|kind| kind.name()).collect(),
            voice_checks: voice_checks.into_iter().map(VoiceCheckView::from).collect(),
            unpaid_break_secs: unpaid_secs,
        }
    }
}

impl From<PunchVoiceCheck> for VoiceCheckView {
    fn from(check: PunchVoiceCheck) -> Self {
        Self { punch: check.way, status: check.status.name(), recording: check.recording, seconds: check.secs }
    }
}
