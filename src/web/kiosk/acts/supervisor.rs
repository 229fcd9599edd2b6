//! A supervisor keys their PIN, unlocks people and clocks others.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{kiosk_request, reply};
use crate::{
    domain::{
        ids::{EmployeeId, IdentificationId, JobId},
        secret::Secret,
    },
    service::{
        StoreError,
        kiosks::{
            at_device::{FoundSupervisor, KeyedPinError},
            supervisors::{self, Charges},
        },
    },
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

/// What a user has keyed.
#[derive(Deserialize)]
pub(super) struct PinAct {
    pin: Option<String>,
}

impl PinAct {
    pub(super) fn into_secret(self) -> Secret {
        Secret::new(self.pin.unwrap_or_default())
    }
}

/// The same for unknown, wrong, locked and switched off.
pub(super) fn refused() -> Answer {
    json!({ "kind": "refused", "ask_manager": false, "may_note": false, "need_name": false, "forgot": false }).into()
}

pub(super) async fn supervise(web: Web, request: Arc<DeviceRequest>, act: PinAct) -> Result<Answer, KeyedPinError> {
    let (asked, pin) = (kiosk_request(&request), act.into_secret());
    let found = web.services.user_pins.supervise(asked.clone(), &pin).await?;
    let Some(FoundSupervisor { identification, user }) = found else { return Ok(refused()) };
    let Charges { locked, present } = web.store.read(move |tx| supervisors::list_charges(tx, &asked)).await?;
    let locked = locked.into_iter().map(|locked| person(locked.employee, &locked.name));
    let present = present.into_iter().map(|(employee, name)| person(employee, &name));
    Ok(json!({
        "kind": "supervisor",
        "identification": identification,
        "name": user.name,
        "locked": locked.collect::<Vec<_>>(),
        "in": present.collect::<Vec<_>>(),
    })
    .into())
}

fn person(employee: EmployeeId, name: &str) -> Value {
    json!({ "id": employee, "name": name })
}

/// Whom a supervisor unlocks.
#[derive(Deserialize)]
pub(super) struct UnlockAct {
    identification: IdentificationId,
    employee: EmployeeId,
}

pub(super) async fn unlock_one(web: Web, request: Arc<DeviceRequest>, act: UnlockAct) -> Result<Answer, StoreError> {
    let (asked, UnlockAct { identification, employee }) = (kiosk_request(&request), act);
    let unlock = web.store.write(asked.holds(), move |u| supervisors::unlock(u, &asked, identification, employee));
    Ok(if unlock.await? { json!({ "kind": "unlocked" }).into() } else { reply::gone() })
}

/// Whom a supervisor clocks.
#[derive(Deserialize)]
pub(super) struct ClockAct {
    identification: IdentificationId,
    employee: EmployeeId,
    /// What was chosen, where there was more than one thing to do.
    choice: Option<String>,
    /// The job that they go on to.
    job: Option<JobId>,
}

pub(super) async fn clock_one(web: Web, request: Arc<DeviceRequest>, act: ClockAct) -> Result<Answer, StoreError> {
    let (asked, ClockAct { identification, employee, choice, job }) = (kiosk_request(&request), act);
    let chosen = match choice.as_deref().map(reply::read_choice) {
        None => None,
        Some(Some(choice)) => Some((choice, job)),
        Some(None) => return Ok(reply::gone()),
    };
    let clock =
        web.store.write(asked.holds(), move |u| supervisors::clock_other(u, &asked, identification, employee, chosen));
    Ok(reply::next(&clock.await?))
}
