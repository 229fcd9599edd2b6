//! Leaves a note for the manager: what somebody says happened who could not clock.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::{kiosk_request, reply};
use crate::{
    dialog::utterance::Way,
    domain::ids::EmployeeId,
    service::{
        StoreError,
        kiosks::claims::{self, Note},
    },
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

#[derive(Deserialize)]
pub(super) struct NoteAct {
    employee: Option<EmployeeId>,
    name: Option<String>,
    way: String,
    /// `06:59` on the wall clock of the place.
    at: Option<String>,
    note: Option<String>,
}

pub(super) async fn note(web: Web, request: Arc<DeviceRequest>, act: NoteAct) -> Result<Answer, StoreError> {
    let way = [Way::In, Way::Out].into_iter().find(|way| reply::way(*way) == act.way);
    let at = act.at.filter(|at| !at.is_empty()).map(|at| at.parse().ok());
    let (Some(way), Some(at)) = (way, at.map_or(Some(None), |read| read.map(Some))) else { return Ok(reply::gone()) };
    let (name, note) = (act.name.unwrap_or_default(), act.note.unwrap_or_default());
    let note = Note { employee: act.employee, name, way, at, note };
    let asked = kiosk_request(&request);
    let kept = web.store.write(asked.holds(), move |u| claims::leave(u, &asked, &note)).await?;
    Ok(if kept { json!({ "kind": "noted" }).into() } else { reply::gone() })
}
