//! The description of the API as OpenAPI 3.1 has it, made of what stands beside the handlers.

mod common;

use axum::response::Response;
use utoipa::OpenApi;

use self::common::Common;
use super::{
    approvals, employees, entries, exceptions, exports, jobs, places,
    problem::{FieldProblem, Problem},
    version::json,
};
use crate::web::{access::Audience, routes::Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/api/v1/openapi.json", Audience::Everybody, describe)
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "phoneclock",
        version = "1",
        license(name = "MIT OR Apache-2.0"),
        description = "The time clock of one workspace: its people, jobs, hours and exports. Every request shows a \
                       token of the workspace, which an owner makes under Settings."
    ),
    servers((url = "/")),
    paths(
        employees::list,
        employees::add,
        employees::get,
        employees::change,
        employees::deactivate,
        employees::reactivate,
        jobs::list,
        jobs::add,
        jobs::get,
        jobs::change,
        jobs::archive,
        jobs::reactivate,
        places::list_locations,
        places::get_location,
        places::list_kiosks,
        places::get_kiosk,
        entries::list,
        entries::add,
        entries::get,
        entries::correct,
        entries::void,
        entries::restore,
        exceptions::list,
        exceptions::get,
        exceptions::accept,
        approvals::list,
        approvals::approve,
        approvals::reopen,
        exports::list_profiles,
        exports::list,
        exports::make,
        exports::check,
        exports::get,
        exports::file,
    ),
    components(schemas(Problem, FieldProblem)),
    modifiers(&Common)
)]
struct Description;

async fn describe() -> Response {
    json(&Description::openapi())
}
