//! Whether photos are taken of an employee at kiosks that take them: a small form on their page.

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use crate::{
    domain::ids::EmployeeId,
    service::{Hold, photos::expect},
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::error::{self, PageError},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().post("/employees/{id}/photo", Audience::ADMINS, save)
}

/// What the form shows.
pub(super) struct PhotoView {
    /// Whether no photo is taken of them.
    pub without: bool,
    /// Whether any kiosk takes photos.
    pub any_kiosk: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PhotoForm {
    /// A checkbox that is off is not sent.
    without: String,
}

async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<PhotoForm>,
) -> Result<Response, PageError> {
    let Some(id) = EmployeeId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (actor, without) = (signed_in.actor(), typed.without == "on");
    let set = web.store.write(Hold::Workspace(actor.workspace), move |u| expect::set_without(u, &actor, id, without));
    match set.await? {
        Some(employee) => {
            let words = &signed_in.words().person;
            let name = employee.details.name;
            let said = if without { words.photo_set_without(name) } else { words.photo_set_with(name) };
            Ok(guard::go(&web, &format!("/employees/{id}"), &said))
        }
        None => Ok(error::not_found(&signed_in.visit)),
    }
}
