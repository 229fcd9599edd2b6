//! The button for who knows that the clock is right.

use axum::{extract::State, response::Response};
use serde::Deserialize;

use super::error;
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

#[derive(Deserialize)]
struct EmptyForm {}

async fn say_right(State(web): State<Web>, signed_in: SignedIn, Form(EmptyForm {}): Form<EmptyForm>) -> Response {
    match upkeep::clock::say_right(&web.store, signed_in.actor()).await {
        Ok(true) => guard::go(&web, "/", "From now on the clock is trusted."),
        Ok(false) => guard::go(&web, "/", "The clock is already trusted."),
        Err(error) => error::failed(&error),
    }
}
