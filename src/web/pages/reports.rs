//! Reports: what there is, each over days that somebody chooses, on screen, on paper and as CSV.

pub mod chart;
mod days;
mod shown;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;

use self::{
    days::{Mistakes, Neighbours, Typed},
    shown::{Shown, title},
};
use super::{
    error,
    layout::{Page, html},
};
use crate::{
    service::reports::{Asked, Report},
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
    let reports = Report::ALL.map(|report| (report.name(), title(report), shown::about(report)));
    html(&ListPage { page: Page::of(&signed_in, "Reports", "/reports"), reports: reports.to_vec() })
}

#[derive(Template)]
#[template(path = "reports/report.html")]
struct ReportPage {
    page: Page,
    name: &'static str,
    /// As it was typed, or as it came out where nothing was.
    typed: Typed,
    mistakes: Mistakes,
    /// None where the days are mistaken.
    counted: Option<CountedPart>,
}

struct CountedPart {
    neighbours: Neighbours,
    /// The workspace and its zone.
    workspace: String,
    zone: String,
    shown: Shown,
    query: String,
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(report): Path<String>,
    Query(typed): Query<Typed>,
) -> Response {
    let Some(report) = Report::parse(&report) else { return error::not_found(&signed_in.visit) };
    let page = Page::of(&signed_in, title(report), "/reports");
    let asked = match typed.asked() {
        Ok(asked) => asked,
        Err(mistakes) => return html(&ReportPage { page, name: report.name(), typed, mistakes, counted: None }),
    };
    match web.gateway.get_report(signed_in.session.user.workspace, report, asked).await {
        Ok(counted) => html(&ReportPage {
            page,
            name: report.name(),
            typed: Typed::of(counted.span.days),
            mistakes: Mistakes::default(),
            counted: Some(CountedPart {
                neighbours: Neighbours::of(&counted.span),
                query: Typed::of(counted.span.days).query(),
                zone: counted.zone.name().to_owned(),
                shown: Shown::of(&counted),
                workspace: counted.workspace,
            }),
        }),
        Err(error) => error::failed(&error),
    }
}

async fn export(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(report): Path<String>,
    Query(typed): Query<Typed>,
) -> Response {
    let found: Option<(Report, Asked)> = Report::parse(&report).zip(typed.asked().ok());
    let Some((report, asked)) = found else { return error::not_found(&signed_in.visit) };
    match web.gateway.export_report(signed_in.actor(), report, asked).await {
        Ok((name, content)) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            ];
            (headers, content).into_response()
        }
        Err(error) => error::failed(&error),
    }
}
