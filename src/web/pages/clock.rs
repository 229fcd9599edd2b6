//! The button for who knows that the clock is right.

use axum::{extract::State, response::Response};

use super::{error::PageError, field::EmptyForm};
use crate::{
    service::upkeep,
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().post("/clock/right", Audience::ADMINS, say_right)
}

async fn say_right(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let words = &signed_in.words().clock;
    let note = if upkeep::clock::say_right(&web.store, signed_in.actor()).await? {
        &words.trusted
    } else {
        &words.trusted_already
    };
    Ok(guard::go(&web, "/", note))
}
