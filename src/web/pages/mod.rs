//! Pages for people: rendered on the server, whole without JavaScript.

pub mod account;
pub mod cards;
pub mod error;
pub mod layout;
pub mod number;
pub mod phone_clocking;
pub mod setup;
pub mod sign_in;
pub mod welcome;

use axum::Router;

use super::Web;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .merge(sign_in::routes())
        .merge(welcome::routes())
        .merge(account::routes())
        .merge(setup::routes())
        .merge(phone_clocking::routes())
        .merge(cards::routes())
}
