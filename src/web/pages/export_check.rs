//! Before a file is made: what would be in it, who would be left out, and the signature for that.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    employees::may_change,
    error,
    export_words::advice,
    exports::failed,
    layout::{Page, html},
};
use crate::{
    domain::ids::ExportProfileId,
    service::{
        Hold,
        payroll::exports::{
            self, ExportBatch, ExportError, ExportForm, NameApart, Preflight,
            manifest::{ControlTotals, LeftOut},
        },
    },
    web::{
        Web,
        guard::{self, Form, SignedIn},
    },
};

/// So many names are shown in two parts, the doubtful ones first.
const NAMES: usize = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CheckQuery {
    profile: String,
    /// A day of the period; the last period that is over where empty.
    from: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CheckForm {
    profile: String,
    from: String,
    shown: String,
    signature: String,
}

#[derive(Template)]
#[template(path = "payroll/export_check.html")]
struct CheckPage {
    page: Page,
    /// Why nothing was made.
    problem: Option<&'static str>,
    profile: ExportProfileId,
    profile_name: String,
    format: &'static str,
    advice: Option<&'static str>,
    from: Date,
    to: Date,
    previous: Date,
    next: Date,
    is_over: bool,
    totals: ControlTotals,
    is_difference: bool,
    earlier: Vec<ExportBatch>,
    left_out: Vec<LeftOut>,
    /// How names stand in the file, where it wants them in two parts.
    names: Vec<NameApart>,
    more_names: usize,
    may_change_people: bool,
    unchanged: usize,
    version: String,
    signer: String,
    signature: String,
    signature_wrong: Option<&'static str>,
}

fn page(
    signed_in: &SignedIn,
    preflight: Preflight,
    problem: Option<&'static str>,
    (signature, signature_wrong): (String, Option<&'static str>),
) -> CheckPage {
    let totals = preflight.totals();
    let mut names = preflight.names_apart();
    let more_names = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    let Preflight { profile, period, left_out, unchanged, earlier, version, .. } = preflight;
    CheckPage {
        page: Page::of(signed_in, "Check an export", "/exports"),
        problem,
        profile: profile.id,
        format: profile.profile.format.title(),
        advice: advice(profile.profile.format),
        profile_name: profile.profile.name,
        from: period.days.from,
        to: period.days.to,
        previous: period.previous.from,
        next: period.next.from,
        is_over: period.is_over(),
        totals,
        is_difference: !earlier.is_empty(),
        earlier,
        left_out: left_out.iter().map(LeftOut::from).collect(),
        names,
        more_names,
        may_change_people: may_change(signed_in.session.user.role),
        unchanged,
        version,
        signer: signed_in.session.user.name.clone(),
        signature,
        signature_wrong,
    }
}

pub(super) async fn show(State(web): State<Web>, signed_in: SignedIn, Query(query): Query<CheckQuery>) -> Response {
    let Some(profile) = ExportProfileId::parse(&query.profile) else { return error::not_found(&signed_in.visit) };
    let day = match query.from.trim() {
        "" => None,
        day => match day.parse() {
            Ok(day) => Some(day),
            Err(_) => return error::not_found(&signed_in.visit),
        },
    };
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    match web.store.read(move |tx| exports::check(tx, workspace, profile, day, now)).await {
        Ok(preflight) => html(&page(&signed_in, preflight, None, (String::new(), None))),
        Err(problem) => failed(&signed_in, &problem),
    }
}

const CHANGED: &str =
    "No file was made: something has changed since this page was opened. Look at it again as it is now.";
const NOTHING: &str = "No file was made: there is nothing to export.";
const UNSIGNED: &str = "No file was made: sign for those who are left out.";
const NOT_THE_NAME: &str = "Type your own name as it stands above.";

pub(super) async fn make(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<CheckForm>) -> Response {
    let (Some(profile), Ok(day)) = (ExportProfileId::parse(&typed.profile), typed.from.trim().parse()) else {
        return error::not_found(&signed_in.visit);
    };
    let (actor, signature) = (signed_in.actor(), typed.signature.clone());
    let form = ExportForm { profile, day, expected_version: typed.shown, signature };
    let made = web.store.write(Hold::Workspace(actor.workspace), move |u| exports::make(u, &actor, &form)).await;
    let again = |status, preflight: Box<Preflight>, problem, wrong| {
        let page = page(&signed_in, *preflight, Some(problem), (typed.signature.clone(), wrong));
        (status, html(&page)).into_response()
    };
    match made {
        Ok(batch) => guard::go(&web, &format!("/exports/{}", batch.id), &format!("{} is made.", batch.file_name)),
        Err(ExportError::ChangedMeanwhile(now)) => again(StatusCode::CONFLICT, now, CHANGED, None),
        Err(ExportError::Nothing(now)) => again(StatusCode::CONFLICT, now, NOTHING, None),
        Err(ExportError::Unsigned(now)) => again(StatusCode::UNPROCESSABLE_ENTITY, now, UNSIGNED, Some(NOT_THE_NAME)),
        Err(problem) => failed(&signed_in, &problem),
    }
}
