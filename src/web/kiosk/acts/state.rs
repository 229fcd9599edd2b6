//! What a screen has to know before anybody touches it.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use crate::{
    domain::{kiosk::CredentialKind, language::Language},
    service::{StoreError, kiosks::standing},
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

#[derive(Deserialize)]
pub(super) struct StateAct {}

pub(super) async fn state(web: Web, request: Arc<DeviceRequest>, StateAct {}: StateAct) -> Result<Answer, StoreError> {
    let DeviceRequest { device, kiosk, policy, at, .. } = request.as_ref();
    let (id, at) = (device.workspace, *at);
    let standing::Standing { settings, has_jobs, has_supervisors } =
        web.store.read(move |tx| standing::get(tx, id)).await?;
    let zone = kiosk.zone.as_ref().unwrap_or(&settings.zone);
    let language = kiosk.language.unwrap_or(settings.language);
    let phone = web.services.dial_in_number.as_ref().map(|number| number.as_str());
    Ok(json!({
        "kind": "state",
        "workspace": settings.name,
        "kiosk": { "id": kiosk.id, "name": kiosk.name, "zone": zone.name() },
        "device": { "name": device.name },
        "language": language.code(),
        "languages": settings.languages.iter().map(Language::code).collect::<Vec<_>>(),
        "method": policy.method.name(),
        "digits": policy.digits_of(policy.method.pin()),
        "fallback_digits": policy.digits_of(CredentialKind::NamePin),
        "authentication": kiosk.authentication_required,
        "universal": kiosk.universal_set_at.is_some(),
        "supervisors": has_supervisors,
        "sign_in": policy.sign_in_by_pin,
        "phone": phone,
        "clock_id_hint": null,
        "jobs": has_jobs,
        "photos": kiosk.photos,
        "careful": device.careful_until.is_some_and(|until| until > at),
    })
    .into())
}
