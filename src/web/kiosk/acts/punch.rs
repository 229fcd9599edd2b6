//! Does what somebody who was found has chosen.

use std::sync::Arc;

use serde::Deserialize;

use super::{kiosk_request, reply};
use crate::{
    domain::ids::{IdentificationId, JobId},
    service::{StoreError, kiosks::clock},
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

#[derive(Deserialize)]
pub(super) struct PunchAct {
    identification: IdentificationId,
    choice: String,
    /// The job that they go on to.
    job: Option<JobId>,
}

pub(super) async fn punch(web: Web, request: Arc<DeviceRequest>, act: PunchAct) -> Result<Answer, StoreError> {
    let Some(choice) = reply::read_choice(&act.choice) else { return Ok(reply::gone()) };
    let asked = kiosk_request(&request);
    let (holds, id, job) = (asked.holds(), act.identification, act.job);
    let next = web.store.write(holds, move |u| clock::punch(u, &asked, id, (choice, job))).await?;
    Ok(reply::next(&next))
}
