//! Whether the program lives, and whether it can take calls.

use axum::{Router, extract::State, http::StatusCode, routing::get};

use super::Web;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/healthz", get(|| async { "ok\n" })).route("/readyz", get(ready))
}

async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    match web.gateway.check_store().await {
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
