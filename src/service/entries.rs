//! Time entries as people and programs read them.

use jiff::Timestamp;
use serde::Serialize;

use super::gateway::Gateway;
pub use super::kernel::moments::utc;
use crate::{
    domain::ids::WorkspaceId,
    store::{StoreError, Tx, entries, exceptions, voice_checks},
};

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

impl Gateway {
    /// The workspace's entries that began from `from` to before `to`, oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_entries(
        &self,
        workspace: WorkspaceId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<EntryView>, StoreError> {
        self.db
            .read(move |tx| {
                let listed = entries::list_entries(tx, workspace, from, to)?;
                listed.into_iter().map(|listed| view(tx, listed)).collect()
            })
            .await
    }
}

fn view(tx: &mut dyn Tx, listed: entries::Listed) -> Result<EntryView, StoreError> {
    let entry = listed.entry;
    let checks = voice_checks::list_of_entry(tx, entry.id)?;
    let local = |at: Timestamp| entry.zone.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    Ok(EntryView {
        id: entry.id.to_string(),
        employee: listed.employee_name,
        employee_number: listed.employee_number,
        phone_clock_id: listed.phone_clock_id,
        status: entry.status.name(),
        in_at: utc(entry.in_at),
        out_at: entry.out_at.map(utc),
        in_local: local(entry.in_at),
        out_local: entry.out_at.map(local),
        time_zone: entry.zone.name().to_owned(),
        job_code: listed.job_code,
        job_name: listed.job_name,
        edited: listed.edited,
        voided: listed.voided,
        exceptions: exceptions::list_standing(tx, entry.id)?.into_iter().map(|kind| kind.name()).collect(),
        voice_checks: checks
            .into_iter()
            .map(|check| VoiceCheckView {
                punch: check.way,
                status: check.status.name(),
                recording: check.recording,
                seconds: check.secs,
            })
            .collect(),
    })
}
