//! A photo from the punch that asks for it to the word that none has come; and of whom none is taken.

use jiff::SignedDuration;
use serde_json::json;

use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, PhotoId, WorkspaceId},
        photo::{ARRIVAL_WINDOW, NoPhoto},
    },
    service::{
        audit::{self, Actor, AuditChange},
        kernel::{Store, Unit},
    },
    store::{
        Hold, StoreError, Tx, employees,
        photos::{self, NewPhoto},
    },
};

/// What is being written at the end of the window is waited for.
const GRACE: SignedDuration = SignedDuration::from_mins(1);
/// Photos that are given up in one go.
const OVERDUE_BATCH: usize = 200;

/// Expects the photo of a punch, under an id of its own; nothing of whoever is without one.
pub fn expect(u: &mut Unit<'_>, expected: impl FnOnce(PhotoId) -> NewPhoto) -> Result<(), StoreError> {
    let expected = expected(PhotoId::generate(&u.ids));
    if photos::is_without(u.tx, expected.workspace, expected.employee)? {
        return Ok(());
    }
    photos::insert_expected(u.tx, &expected)
}

/// Writes down that photos are missing that have not come in time; how many. None while the clock is in doubt.
///
/// # Errors
/// Those before the one that failed are written down.
pub async fn end_overdue(store: &Store) -> Result<usize, StoreError> {
    if store.clock().is_in_doubt() {
        return Ok(0);
    }
    let before = store.now().saturating_sub(ARRIVAL_WINDOW + GRACE).unwrap_or(jiff::Timestamp::MIN);
    let overdue = store.read(move |tx| photos::list_overdue(tx, before, OVERDUE_BATCH)).await?;
    let mut count = 0;
    for photo in overdue {
        let holds = Hold::Device(photo.device).and(Hold::WorkspaceShared(photo.workspace));
        let ended = store.write(holds, move |u| photos::set_missing(u.tx, photo.id, NoPhoto::NotSent, u.now));
        if ended.await? {
            count += 1;
            tracing::info!(photo.id = %photo.id, "a photo has not come in time");
        }
    }
    Ok(count)
}

/// Whether no photo is taken of somebody, and whether any kiosk of the workspace takes photos at all.
pub fn standing(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<(bool, bool), StoreError> {
    Ok((photos::is_without(tx, workspace, employee)?, photos::any_kiosk(tx, workspace)?))
}

/// Sets whether no photo is taken of somebody; none where the workspace has nobody with this id.
pub fn set_without(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: EmployeeId,
    without: bool,
) -> Result<Option<Employee>, StoreError> {
    let Some(employee) = employees::find_employee(u.tx, actor.workspace, id)? else { return Ok(None) };
    let was = photos::is_without(u.tx, actor.workspace, id)?;
    if was != without {
        photos::set_without(u.tx, actor.workspace, id, without)?;
        let change = AuditChange {
            action: "set without photo",
            subject: &employee.details.name,
            employee: Some(id),
            before: Some(json!({ "without_photo": was })),
            after: Some(json!({ "without_photo": without })),
        };
        audit::note(u, actor, change)?;
    }
    Ok(Some(employee))
}
