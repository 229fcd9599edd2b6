//! Whether the program lives, and whether it can take calls.

use axum::{extract::State, http::StatusCode};

use super::{Web, access::Audience, routes::Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/healthz", Audience::Everybody, || async { "ok\n" }).get("/readyz", Audience::Everybody, ready)
}

async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    match web.services.store.check().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "calls cannot be taken: the database does not take writes"
            );
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer, or takes no writes\n")
        }
    }
}
