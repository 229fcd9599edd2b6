//! Reports: what there is, each over days that somebody chooses, on screen, on paper and as CSV.

pub(super) mod chart;
mod days;
mod shown;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{Uri, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use self::{
    days::{DaysForm, Neighbors},
    shown::ReportView,
};
use super::{
    confirm,
    error::{self, PageError},
    form_errors::FormErrors,
    layout::{Page, html},
};
use crate::{
    service::payroll::reports::{self, Report},
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/reports", Audience::PAYROLL, list).get("/reports/{report}", Audience::PAYROLL, show).get(
        "/reports/{report}/export",
        Audience::PAYROLL,
        export,
    )
}

#[derive(Template)]
#[template(path = "reports/list.html")]
struct ListPage {
    page: Page,
    reports: Vec<(&'static str, &'static str, &'static str)>,
}

async fn list(signed_in: SignedIn) -> Response {
    let words = &signed_in.words().reports;
    let reports = Report::ALL.map(|report| (report.name(), words.title_of(report), words.about(report)));
    html(&ListPage { page: Page::of(&signed_in, &words.title, "/reports"), reports: reports.to_vec() })
}

#[derive(Template)]
#[template(path = "reports/report.html")]
struct ReportPage {
    page: Page,
    name: &'static str,
    /// As it was typed, or as it came out where nothing was.
    typed: DaysForm,
    errors: FormErrors,
    /// None where the days are mistaken.
    counted: Option<CountedPart>,
}

struct CountedPart {
    neighbors: Neighbors,
    /// The workspace and its zone.
    workspace: String,
    zone: String,
    shown: ReportView,
    query: String,
}

/// Whether long tables are shown whole: `all`.
#[derive(Deserialize)]
struct AllRows {
    #[serde(default)]
    rows: String,
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(report): Path<String>,
    Query(typed): Query<DaysForm>,
    Query(AllRows { rows }): Query<AllRows>,
) -> Result<Response, PageError> {
    let Some(report) = Report::parse(&report) else { return Ok(error::not_found(&signed_in.visit)) };
    let words = signed_in.words();
    let page = Page::of(&signed_in, words.reports.title_of(report), "/reports");
    let query = match typed.query(&words.reports) {
        Ok(query) => query,
        Err(errors) => return Ok(html(&ReportPage { page, name: report.name(), typed, errors, counted: None })),
    };
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let counted = web.store.read(move |tx| reports::count(tx, now, workspace, report, query)).await?;
    let shown = ReportView::new(&counted, signed_in.pen());
    Ok(html(&ReportPage {
        page,
        name: report.name(),
        typed: DaysForm::new(counted.span.days),
        errors: FormErrors::default(),
        counted: Some(CountedPart {
            neighbors: Neighbors::new(&counted.span, signed_in.pen()),
            query: DaysForm::new(counted.span.days).in_address(),
            zone: counted.zone.name().to_owned(),
            shown: if rows == "all" { shown } else { shown.shortened() },
            workspace: counted.workspace,
        }),
    }))
}

async fn export(
    State(web): State<Web>,
    signed_in: SignedIn,
    uri: Uri,
    Path(report): Path<String>,
    Query(typed): Query<DaysForm>,
) -> Result<Response, PageError> {
    let Some((report, query)) = Report::parse(&report).zip(typed.query(&signed_in.words().reports).ok()) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    confirm::required_for_file(&web, &signed_in, &uri)?;
    let (name, content) = reports::export(&web.store, signed_in.actor(), report, query).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, content).into_response())
}
