//! Pages for people: rendered on the server, whole without JavaScript.

pub mod account;
pub mod employee_import;
pub mod employees;
pub mod error;
pub mod field;
mod job_typed;
pub mod jobs;
pub mod layout;
pub mod sign_in;
pub mod welcome;

use axum::Router;

use super::Web;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .merge(sign_in::routes())
        .merge(welcome::routes())
        .merge(account::routes())
        .merge(employees::routes())
        .merge(employee_import::routes())
        .merge(jobs::routes())
}
