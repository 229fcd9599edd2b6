//! Pages for people: rendered on the server, whole without JavaScript.

pub mod account;
pub mod error;
pub mod forgotten;
pub mod layout;
pub mod sign_in;
pub mod users;
pub mod welcome;

use axum::Router;

use super::Web;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .merge(sign_in::routes())
        .merge(forgotten::routes())
        .merge(welcome::routes())
        .merge(account::routes())
        .merge(users::routes())
}
