//! HTTP only: extract, call one service function, answer.

pub mod health;
pub mod prompts;
pub mod voice;

use std::sync::Arc;

use axum::Router;
use tokio_util::task::TaskTracker;

use crate::service::Gateway;

/// What every handler is given.
#[derive(Clone)]
pub struct Web {
    pub gateway: Arc<Gateway>,
    /// Runs what must outlive the connection it came over.
    pub tracker: TaskTracker,
}

/// Every public address.
pub fn router(web: Web) -> Router {
    Router::new().merge(voice::routes()).merge(prompts::routes()).merge(health::routes()).with_state(web)
}
