//! The start page: what somebody wants to know first, by their role, and what they do next.

mod road;
mod steps;
mod today;

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use serde::Deserialize;

use self::{road::RoadView, steps::StepRow, today::TodayView};
use super::{
    costs::CostCard,
    error::{self, PageError},
    field::EmptyForm,
    layout::{Page, html},
    pay_period::period_choice,
};
use crate::{
    domain::ids::WorkspaceId,
    service::{
        Hold, StoreError,
        costs::report as cost_report,
        overview::{first_steps, road as road_of, today as today_of},
        timesheets::sheets::PeriodChoice,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/home", Audience::SignedIn, show).post("/home/steps/hide", Audience::ADMINS, hide_steps)
}

#[derive(Template)]
#[template(path = "home/home.html")]
struct HomePage {
    page: Page,
    /// For those who set a workspace up, until all is done.
    steps: Vec<StepRow>,
    /// Whether there is little else to see yet.
    is_new: bool,
    /// For those who look after people.
    today: Option<TodayView>,
    /// For those who turn hours into pay.
    road: Option<RoadView>,
    /// For those who pay for the telephone, where there is anything to pay for.
    costs: Option<CostCard>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct HomeQuery {
    from: String,
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<HomeQuery>,
) -> Result<Response, PageError> {
    let Some(choice) = period_choice(&query.from, signed_in.visit.period, PeriodChoice::LastOver) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let page = Page::of(&signed_in, &signed_in.words().frame.home, "/home");
    let (sets_up, leads, pays) = (page.may_send("/home/steps/hide"), page.may("/employees"), page.may("/approvals"));
    let owns = page.may("/reports/costs");
    let (workspace, now): (WorkspaceId, _) = (signed_in.session.user.workspace, web.store.now());
    let waiting = signed_in.frame.waiting;
    let found = web.store.read(move |tx| {
        let steps = if sets_up { first_steps::list(tx, workspace)? } else { Vec::new() };
        let today = if leads { Some(today_of::look(tx, workspace, now)?) } else { None };
        let road = if pays { Some(road_of::look(tx, (workspace, waiting), choice, now)?) } else { None };
        let costs = if owns { cost_report::find_latest(tx, workspace, now)? } else { None };
        Ok::<_, StoreError>((steps, today, road, costs))
    });
    let (steps, today, road, costs) = found.await?;
    Ok(html(&HomePage {
        is_new: steps.iter().filter(|(_, done)| *done).count() * 2 < steps.len(),
        steps: steps.into_iter().map(|(step, done)| StepRow::new(step, done, &page.words.steps)).collect(),
        today: today.map(|today| TodayView::new(today, waiting, &page, signed_in.pen())),
        road: road.map(|road| RoadView::new(&road, page.words, signed_in.pen())),
        costs: costs.map(|latest| CostCard::new(&latest, &page.words.costs, signed_in.pen())),
        page,
    }))
}

async fn hide_steps(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let actor = signed_in.actor();
    web.store.write(Hold::Workspace(actor.workspace), move |u| first_steps::hide(u, &actor)).await?;
    Ok(guard::go(&web, "/home", &signed_in.words().steps.hidden))
}
