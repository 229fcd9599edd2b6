//! HTTP only: extract, call one service function, answer.

pub mod access;
mod api;
mod assets;
mod bodies;
pub mod client_address;
pub mod clock_notice;
mod compression;
pub mod guard;
mod health;
mod kiosk;
pub(crate) mod pages;
mod plain_http;
mod prompts;
pub mod request_allowance;
mod routes;
mod state;
mod store_trouble;
mod typed;
mod voice;

use std::sync::Arc;

use axum::{Router, middleware};

use self::routes::Routes;
pub use self::{
    api::happenings::write as write_happening,
    state::{Edge, Web, WebParts},
    voice::patience::Patience,
};

/// The webhooks alone, for a gateway that lives for one practice call.
pub fn line(parts: WebParts) -> Router {
    let web = Web::from(parts);
    voice::routes().into_router().with_state(web)
}

/// Every public address, with whom it is for.
fn routes() -> Routes {
    Routes::new()
        .merge(voice::routes())
        .merge(prompts::routes())
        .merge(health::routes())
        .merge(assets::routes())
        .merge(kiosk::routes())
        .merge(api::routes())
        .merge(pages::routes())
}

/// Every public address, behind the table of access.
pub fn router(parts: WebParts) -> Router {
    let web = Web::from(parts);
    routes()
        .into_router()
        .route_layer(middleware::from_fn_with_state(web.clone(), guard::guard))
        .fallback(guard::lost)
        .layer(middleware::from_fn_with_state((web.clone(), Arc::default()), voice::misdirected::watch))
        .layer(compression::layer())
        .with_state(web)
}
