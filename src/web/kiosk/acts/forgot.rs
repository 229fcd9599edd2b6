//! Somebody has forgotten their PIN: the admins are told. The answer is the same, whatever becomes of it.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::json;

use super::kiosk_request;
use crate::{
    domain::ids::{EmployeeId, IdentificationId},
    service::{
        StoreError,
        kiosks::forgot::{self, Forgetful},
    },
    web::{
        Web,
        kiosk::{answer::Answer, request::DeviceRequest},
    },
};

/// No employee number is longer, in bytes.
const LONGEST: usize = 200;

/// Whose PIN it is: one of the three.
#[derive(Deserialize)]
pub(super) struct ForgotAct {
    employee: Option<EmployeeId>,
    number: Option<String>,
    identification: Option<IdentificationId>,
}

impl ForgotAct {
    fn forgetful(self) -> Option<Forgetful> {
        let number = || self.number.filter(|number| number.len() <= LONGEST).map(Forgetful::Numbered);
        self.employee.map(Forgetful::Named).or_else(number).or(self.identification.map(Forgetful::OfBadge))
    }
}

pub(super) async fn forgot(web: Web, request: Arc<DeviceRequest>, act: ForgotAct) -> Result<Answer, StoreError> {
    let asked = kiosk_request(&request);
    if let Some(who) = act.forgetful() {
        web.store.write(asked.holds(), move |u| forgot::tell(u, &asked, &who)).await?;
    }
    Ok(json!({ "kind": "told" }).into())
}
