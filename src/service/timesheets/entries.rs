//! Time entries with everything that is kept about them, as lists and files give them out.

use jiff::Timestamp;

pub use crate::store::{entries::EntryDetails, entry_record::EntryPunch, voice_checks::PunchVoiceCheck};
use crate::{
    domain::{exception::ExceptionKind, ids::WorkspaceId},
    store::{StoreError, Tx, entries, entry_record, exceptions, voice_checks},
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
            Ok(FullEntry { details, exceptions, voice_checks, punches })
        })
        .collect()
}
