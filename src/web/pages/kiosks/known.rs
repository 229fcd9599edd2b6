//! The kiosk that an address names, for every page about one.

use crate::{
    domain::ids::KioskId,
    service::kiosks::kiosks::{self, KioskError, StaffedKiosk},
    web::{
        Web,
        guard::SignedIn,
        pages::error::{self, PageError},
    },
};

/// A kiosk of the workspace, or the page to answer with.
pub(super) async fn known(web: &Web, signed_in: &SignedIn, id: &str) -> Result<StaffedKiosk, PageError> {
    let Some(id) = KioskId::parse(id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let workspace = signed_in.session.user.workspace;
    web.store.read(move |tx| kiosks::get(tx, workspace, id)).await.map_err(|problem| failed(signed_in, &problem))
}

pub(super) fn failed(signed_in: &SignedIn, problem: &KioskError) -> PageError {
    match problem {
        KioskError::NotFound => error::not_found(&signed_in.visit).into(),
        KioskError::Store(_)
        | KioskError::NoName
        | KioskError::NameTooLong
        | KioskError::NameTaken(_)
        | KioskError::Nobody
        | KioskError::NoJob
        | KioskError::Unknown(_) => error::failed(problem),
    }
}
