//! What has happened becomes what is told: written down in full at once, so that every try tells the same.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Hooks;
use crate::{
    domain::{
        hook_event::HookEvent,
        ids::{ApprovalId, EntryId, ExceptionId, ExportBatchId, HookDeliveryId, WorkspaceId},
    },
    service::{
        kernel::Unit,
        payroll::exports::{self, BatchView, ExportError},
        timesheets::{
            approvals,
            entry_record::{self, EntryRecord},
            exceptions::{self, QueuedException},
            sheets::Approval,
        },
    },
    store::{
        Hold, StoreError, Tx,
        hook_deliveries::{self, Happening},
        hooks,
    },
};

/// Happenings that are written down in one transaction.
const BATCH: usize = 100;

/// What something has happened to, as it is now.
pub enum HookSubject {
    /// A time entry.
    Entry(Box<EntryRecord>),
    /// An exception.
    Exception(Box<QueuedException>),
    /// An approval.
    Approval(Box<Approval>),
    /// An export.
    Export(Box<BatchView>),
}

/// Says what has happened as the API would say it.
pub type HookPen = fn(HookSubject) -> serde_json::Result<Value>;

/// `None` where there is nothing of it any more.
fn find_subject(tx: &mut dyn Tx, happening: &Happening, now: Timestamp) -> Result<Option<HookSubject>, StoreError> {
    let Happening { workspace, subject, event } = *happening;
    Ok(match event {
        HookEvent::EntryOpened | HookEvent::EntryClosed | HookEvent::EntryChanged => {
            let found = entry_record::find(tx, workspace, EntryId::from_bytes(subject), now)?;
            found.map(|entry| HookSubject::Entry(Box::new(entry)))
        }
        HookEvent::ExceptionOpened | HookEvent::ExceptionResolved => {
            let found = exceptions::find_detail(tx, workspace, ExceptionId::from_bytes(subject), now)?;
            found.map(|found| HookSubject::Exception(Box::new(found.exception)))
        }
        HookEvent::ApprovalGiven | HookEvent::ApprovalReopened => {
            approvals::find(tx, workspace, ApprovalId::from_bytes(subject))?
                .map(|approval| HookSubject::Approval(Box::new(approval)))
        }
        HookEvent::ExportMade => match exports::get(tx, workspace, ExportBatchId::from_bytes(subject)) {
            Ok(export) => Some(HookSubject::Export(Box::new(export))),
            Err(ExportError::Store(error)) => return Err(error),
            Err(ExportError::NotFound) => None,
            Err(_) => return Err(StoreError::Unreadable("an export")),
        },
        HookEvent::Test => None,
    })
}

/// What is sent.
pub(super) fn body((workspace, event): (WorkspaceId, HookEvent), data: &Value, now: Timestamp) -> String {
    json!({ "type": event.name(), "timestamp": now, "workspace": workspace, "data": data }).to_string()
}

impl Hooks {
    /// Writes down what has happened since the last time, for each address that wants to know of it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn write_down(&self, pen: HookPen) -> Result<(), StoreError> {
        loop {
            let taken = self.store.write(Hold::Nothing, move |u| {
                let happenings = hook_deliveries::take_happenings(u.tx, BATCH)?;
                for happening in &happenings {
                    write_down_one(u, pen, happening)?;
                }
                Ok::<_, StoreError>(happenings.len())
            });
            if taken.await? == 0 {
                return Ok(());
            }
        }
    }
}

fn write_down_one(u: &mut Unit<'_>, pen: HookPen, happening: &Happening) -> Result<(), StoreError> {
    let Happening { workspace, event, .. } = *happening;
    let mut told = hooks::list_hooks(u.tx, workspace)?;
    told.retain(|hook| hook.paused_at.is_none() && hook.events.include(event));
    if told.is_empty() {
        return Ok(());
    }
    let data = find_subject(u.tx, happening, u.now)
        .and_then(|found| found.map(pen).transpose().map_err(|_| StoreError::Unreadable("what has happened")));
    let data = match data {
        Ok(Some(data)) => data,
        Ok(None) => return Ok(()),
        // It must not keep everything else from being told.
        Err(StoreError::Unreadable(what)) => {
            tracing::error!(
                event = event.name(),
                what,
                "what has happened cannot be read, and no webhook is told of it"
            );
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let body = body((workspace, event), &data, u.now);
    for hook in told {
        let id = HookDeliveryId::generate(&u.ids);
        hook_deliveries::insert_delivery(u.tx, id, (workspace, hook.id), (event, &body), u.now)?;
    }
    Ok(())
}
