//! The JSON API for other programs: what they may read and change of a workspace, with a token.
//!
//! Each file has one kind of thing: its form in JSON, its handlers with what the description says of them, and which
//! problem each refusal of its use cases is. The use cases are those of the pages.

#![expect(unused_qualifications, reason = "the macros that describe handlers write out what `params(…)` names")]

pub mod allowance;
mod approvals;
mod body;
mod caller;
mod changing;
mod description;
mod employees;
mod entries;
mod exceptions;
mod exports;
pub mod gate;
pub mod happenings;
mod jobs;
mod listing;
mod places;
mod problem;
mod version;

use super::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(description::routes())
        .merge(employees::routes())
        .merge(jobs::routes())
        .merge(places::routes())
        .merge(entries::routes())
        .merge(exceptions::routes())
        .merge(approvals::routes())
        .merge(exports::routes())
}
