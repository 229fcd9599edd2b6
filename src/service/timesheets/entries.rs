//! Time entries with everything that is kept about them, as lists and files give them out.

use jiff::Timestamp;

pub use crate::store::{entries::EntryDetails, entry_record::EntryPunch, voice_checks::PunchVoiceCheck};
use crate::{
    domain::{breaks::secs_without, exception::ExceptionKind, ids::WorkspaceId},
    store::{
        StoreError, Tx,
        entries::{self, Entry},
        entry_breaks, entry_record, exceptions, voice_checks,
    },
};

/// One time entry, complete in itself.
#[derive(Debug, Clone)]
pub struct FullEntry {
    /// The entry, with the names of employee and job.
    pub details: EntryDetails,
    /// The exceptions that stand on it.
    pub exceptions: Vec<ExceptionKind>,
    /// Those of its punches, in before out.
    pub voice_checks: Vec<PunchVoiceCheck>,
    /// Its punches, in the order in which they were made.
    pub punches: Vec<EntryPunch>,
    /// Seconds of its unpaid breaks, as far as it has an end.
    pub unpaid_secs: i64,
}

/// The workspace's entries that began from `from` to before `to`, oldest first.
pub fn list(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<FullEntry>, StoreError> {
    let listed = entries::list_entries(tx, workspace, from, to)?.into_iter();
    listed
        .map(|details| {
            let exceptions = exceptions::list_standing(tx, details.entry.id)?;
            let voice_checks = voice_checks::list_of_entry(tx, details.entry.id)?;
            let punches = entry_record::list_punches(tx, details.entry.id)?;
            let Entry { id, in_at, out_at, .. } = &details.entry;
            let unpaid_secs = match out_at {
                Some(out_at) => {
                    let unpaid = entry_breaks::list_unpaid_spans(tx, *id, *out_at)?;
                    out_at.as_second() - in_at.as_second() - secs_without(*in_at, *out_at, unpaid)
                }
                None => 0,
            };
            Ok(FullEntry { details, exceptions, voice_checks, punches, unpaid_secs })
        })
        .collect()
}
