//! The names that the screen offers.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::kiosk_request;
use crate::{
    domain::ids::IdentificationId,
    service::{
        StoreError,
        kiosks::{people, supervisors},
    },
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

#[derive(Deserialize)]
pub(super) struct PeopleAct {
    #[serde(default)]
    search: String,
    /// Of a supervisor, who is offered names whatever the method.
    identification: Option<IdentificationId>,
}

pub(super) async fn people(web: Web, request: Arc<DeviceRequest>, act: PeopleAct) -> Result<Answer, StoreError> {
    let asked = kiosk_request(&request);
    let names = web.store.read(move |tx| match act.identification {
        Some(id) => supervisors::list_people(tx, &asked, id, &act.search),
        None => people::list(tx, &asked, &act.search),
    });
    let names = names.await?;
    let (people, more) = names.map(|names| (names.people, names.more)).unwrap_or_default();
    let people: Vec<_> = people.into_iter().map(|(id, name)| json!({ "id": id, "name": name })).collect();
    Ok(json!({ "kind": "people", "people": people, "more": more }).into())
}
