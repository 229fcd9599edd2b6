//! Who is locked at a kiosk after wrong PINs, as Who is in and the page of an employee show it, and unlocking.

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{
    error::{self, PageError},
    own_page::own_page,
};
use crate::{
    domain::{ids::EmployeeId, lockout::Lock, pen::Pen, workspace::Zone},
    service::{
        Hold,
        kiosks::locks::{self, LockedPerson, UnlockError},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

/// Where the buttons lead.
pub(super) const UNLOCK: &str = "/employees/{id}/kiosk-unlock";

pub(super) fn routes() -> Routes {
    Routes::new().post("/employees/{id}/kiosk-unlock", Audience::LEADS, unlock)
}

/// Somebody who is locked, in words.
pub(super) struct LockRow {
    pub(super) employee: EmployeeId,
    pub(super) name: String,
    pub(super) kiosk: String,
    /// None where it is locked until somebody unlocks it.
    pub(super) until: Option<String>,
}

impl LockRow {
    pub(super) fn new(locked: LockedPerson, zone: &Zone, pen: &Pen) -> Self {
        let LockedPerson { employee, name, kiosk_name, guard, .. } = locked;
        let until = match guard.lock {
            Lock::Until(end) => Some(pen.moment(end, zone)),
            Lock::UntilUnlocked | Lock::None => None,
        };
        Self { employee, name, kiosk: kiosk_name, until }
    }
}

#[derive(Deserialize)]
struct UnlockForm {
    /// The page that the button was on.
    #[serde(default)]
    next: String,
}

async fn unlock(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(UnlockForm { next }): Form<UnlockForm>,
) -> Result<Response, PageError> {
    let Some(id) = EmployeeId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let unlock = web.store.write(Hold::Workspace(actor.workspace), move |u| locks::unlock(u, &actor, id));
    match unlock.await {
        Ok(was_locked) => {
            let words = &signed_in.words().locks;
            let note = if was_locked { &words.unlocked } else { &words.nobody_locked };
            let next = if next.is_empty() { "/who-is-in" } else { own_page(&next) };
            Ok(guard::go(&web, next, note))
        }
        Err(UnlockError::NoEmployee) => Ok(error::not_found(&signed_in.visit)),
        Err(UnlockError::Store(failed)) => Err(failed.into()),
    }
}
