//! Exports: payroll systems, what they know of each period, and every file that was made.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{Uri, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    confirm,
    error::{self, PageError},
    export_check::{self, failed},
    export_profiles,
    field::SelectOption,
    layout::{Page, html},
};
use crate::{
    domain::{
        export::{Format, hours, served_name},
        ids::{ExportBatchId, ExportProfileId},
        pen::Pen,
    },
    service::payroll::exports::{
        self, BatchView, ExportBatch, ExportManifest, ExportOverview, ExportProfile, OtherHours, PeriodState,
    },
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
    wording::admin::ExportsWords,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/exports", Audience::PAYROLL, show)
        .post("/exports", Audience::PAYROLL, export_check::make)
        .get("/exports/check", Audience::PAYROLL, export_check::show)
        .get("/exports/profiles/new", Audience::PAYROLL, export_profiles::new)
        .post("/exports/profiles/new", Audience::PAYROLL, export_profiles::add)
        .get("/exports/profiles/{id}", Audience::PAYROLL, export_profiles::edit)
        .post("/exports/profiles/{id}", Audience::PAYROLL, export_profiles::change)
        .post("/exports/profiles/{id}/archive", Audience::PAYROLL, export_profiles::archive)
        .get("/exports/{id}", Audience::PAYROLL, one)
        .get("/exports/{id}/file", Audience::PAYROLL, file)
        .get("/exports/{id}/manifest", Audience::PAYROLL, manifest_of)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ExportsQuery {
    profile: String,
    after: String,
}

#[derive(Template)]
#[template(path = "payroll/exports.html")]
struct ExportsPage {
    page: Page,
    profiles: Vec<SelectOption>,
    chosen: Option<ExportProfile>,
    periods: Vec<PeriodRow>,
    batches: Vec<BatchRow>,
    older: Option<String>,
}

/// A batch with what was written down about it.
struct BatchRow {
    batch: ExportBatch,
    manifest: ExportManifest,
    /// In the workspace's zone.
    made_at: String,
    days: String,
}

impl BatchRow {
    fn new(BatchView { batch, manifest, zone }: BatchView, pen: &Pen) -> Self {
        let days = pen.period(batch.period);
        Self { made_at: pen.moment(batch.made_at, &zone), days, batch, manifest }
    }
}

struct PeriodRow {
    from: String,
    days: String,
    is_over: bool,
    told: String,
    /// Hours and people to export, where they were counted.
    waiting: Option<(String, usize)>,
    /// None where there is no file, and nobody was counted.
    left_out: Option<usize>,
    /// What there is to do, in a word or two.
    state: &'static str,
    tone: &'static str,
}

impl PeriodRow {
    fn new(state: PeriodState, words: &'static ExportsWords, pen: &Pen) -> Self {
        let PeriodState { period, is_over, batches, told, others } = state;
        let (word, tone, waiting, left_out) = match others {
            OtherHours::Counted { waiting, people, left_out } => {
                let (word, tone) = match (batches, people, left_out) {
                    (0, 0, 0) => (&words.state_nothing, ""),
                    (0, 0, _) => (&words.state_not_ready, "warn"),
                    (0, _, _) => (&words.state_to_export, "warn"),
                    (_, 0, 0) => (&words.state_exported, "good"),
                    (_, 0, _) => (&words.state_exported_part, "warn"),
                    (_, _, _) => (&words.state_changed, "warn"),
                };
                (word, tone, Some((hours(waiting), people)), Some(left_out))
            }
            OtherHours::Uncounted { left_out, changed, clocked } => {
                let (word, tone) = match left_out {
                    None if !clocked => (&words.state_nothing, ""),
                    None if !is_over => (&words.state_not_ready, ""),
                    None => (&words.state_not_exported, "warn"),
                    Some(_) if changed => (&words.state_changed, "warn"),
                    Some(0) => (&words.state_exported, "good"),
                    Some(_) => (&words.state_exported_part, "warn"),
                };
                (word, tone, None, left_out)
            }
        };
        Self {
            from: period.from.to_string(),
            days: pen.period(period),
            is_over,
            told: hours(told),
            waiting,
            left_out,
            state: word,
            tone,
        }
    }
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<ExportsQuery>,
) -> Result<Response, PageError> {
    let profile = match query.profile.as_str() {
        "" => None,
        id => match ExportProfileId::parse(id) {
            Some(id) => Some(id),
            None => return Ok(error::not_found(&signed_in.visit)),
        },
    };
    let before = match query.after.as_str() {
        "" => None,
        cursor => match read_cursor(cursor) {
            Some(cursor) => Some(cursor),
            None => return Ok(error::not_found(&signed_in.visit)),
        },
    };
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let found = web.store.read(move |tx| exports::overview(tx, workspace, profile, before, now)).await;
    let ExportOverview { profiles, chosen, periods, batches, older } =
        found.map_err(|problem| failed(&signed_in, &problem))?;
    let id = chosen.as_ref().map(|chosen| chosen.id.to_string()).unwrap_or_default();
    let older = older.map(|(at, batch)| {
        let mut link = form_urlencoded::Serializer::new(String::new());
        link.append_pair("profile", &id).append_pair("after", &format!("{}.{batch}", at.as_millisecond()));
        link.finish()
    });
    let words = &signed_in.words().exports;
    Ok(html(&ExportsPage {
        page: Page::of(&signed_in, &words.title, "/exports"),
        profiles: profiles
            .iter()
            .map(|profile| SelectOption::new(&profile.id.to_string(), &profile.profile.name, &id))
            .collect(),
        chosen,
        periods: periods.into_iter().map(|state| PeriodRow::new(state, words, signed_in.pen())).collect(),
        batches: batches.into_iter().map(|batch| BatchRow::new(batch, signed_in.pen())).collect(),
        older,
    }))
}

fn read_cursor(cursor: &str) -> Option<(Timestamp, ExportBatchId)> {
    let (at, id) = cursor.split_once('.')?;
    Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, ExportBatchId::parse(id)?))
}

#[derive(Template)]
#[template(path = "payroll/export_batch.html")]
struct BatchPage {
    page: Page,
    shown: BatchRow,
    /// As it is given out.
    file: String,
    advice: Option<&'static str>,
}

async fn find(web: &Web, signed_in: &SignedIn, id: &str) -> Result<BatchView, PageError> {
    let Some(id) = ExportBatchId::parse(id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let workspace = signed_in.session.user.workspace;
    let found = web.store.read(move |tx| exports::get(tx, workspace, id)).await;
    found.map_err(|problem| failed(signed_in, &problem))
}

async fn one(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let shown = BatchRow::new(find(&web, &signed_in, &id).await?, signed_in.pen());
    let format = Format::parse(&shown.manifest.format);
    let words = &signed_in.words().exports;
    Ok(html(&BatchPage {
        file: served_name(format, &shown.manifest.file, &shown.batch.batch).into_owned(),
        page: Page::of(&signed_in, &words.batch_title(&shown.batch.batch), "/exports"),
        advice: format.and_then(|format| words.advice(format)),
        shown,
    }))
}

async fn file(
    State(web): State<Web>,
    signed_in: SignedIn,
    uri: Uri,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let Some(id) = ExportBatchId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let workspace = signed_in.session.user.workspace;
    confirm::required_for_file(&web, &signed_in, &uri)?;
    let found = web.store.read(move |tx| exports::get_file(tx, workspace, id)).await;
    let (name, bytes) = found.map_err(|problem| failed(&signed_in, &problem))?;
    // As bytes: no browser should take a file for a page, or for letters of another kind.
    Ok(download(&name, "application/octet-stream", bytes))
}

async fn manifest_of(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let BatchView { batch, .. } = find(&web, &signed_in, &id).await?;
    // Beside the manifests of other weeks, whatever the file itself is called.
    let name = match batch.file_name.contains(&batch.batch) {
        true => format!("{}.json", batch.file_name),
        false => format!("{}.{}.json", batch.file_name, batch.batch),
    };
    Ok(download(&name, "application/json", batch.manifest.into_bytes()))
}

/// Names of files are made of letters, digits, dashes and dots alone.
fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}
