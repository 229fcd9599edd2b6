//! Names the job of a punch that was made just now, or skips it.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

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
pub(super) struct JobAct {
    identification: IdentificationId,
    job: Option<JobId>,
}

pub(super) async fn job(web: Web, request: Arc<DeviceRequest>, act: JobAct) -> Result<Answer, StoreError> {
    let asked = kiosk_request(&request);
    let named = web.store.write(asked.holds(), move |u| clock::set_job(u, &asked, act.identification, act.job)).await?;
    Ok(match named {
        Some(name) => json!({ "kind": "job", "name": name }).into(),
        None => reply::gone(),
    })
}
