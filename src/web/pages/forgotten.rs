//! A forgotten password: one answer for everybody, whether they have an account or not.

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;

use super::{
    form_errors::capital,
    layout::{Page, html},
};
use crate::{
    domain::user::Email,
    service::access::password_requests,
    web::{
        Web,
        access::Audience,
        guard::{Form, Visit},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/forgotten", Audience::Everybody, show).post("/forgotten", Audience::Everybody, ask)
}

#[derive(Template)]
#[template(path = "forgotten.html")]
struct ForgottenPage<'a> {
    page: Page,
    email: &'a str,
    wrong: Option<String>,
    /// Whether this is the answer.
    asked: bool,
    to_folder: bool,
}

fn page(web: &Web, visit: &Visit, email: &str, wrong: Option<String>, asked: bool) -> Response {
    let words = &visit.words().forgotten;
    let title = if asked { &words.asked_title } else { &words.title };
    let to_folder = web.outbox.goes_to_folder();
    html(&ForgottenPage { page: Page::outside(visit, title), email, wrong, asked, to_folder })
}

async fn show(State(web): State<Web>, visit: Visit) -> Response {
    page(&web, &visit, "", None, false)
}

#[derive(Deserialize)]
struct ForgottenForm {
    #[serde(default)]
    email: String,
}

async fn ask(State(web): State<Web>, visit: Visit, Form(typed): Form<ForgottenForm>) -> Response {
    if Email::parse(&typed.email).is_err() {
        let problem = format!("{}.", capital(&visit.words().signin.not_an_email));
        return page(&web, &visit, &typed.email, Some(problem), false);
    }
    let (store, email, visitor) = (web.store.clone(), typed.email.clone(), visit.visitor.clone());
    // Nobody waits for it, so that the time taken tells nothing.
    web.tracker.spawn(async move {
        if let Err(error) = password_requests::email_link(&store, &email, visitor).await {
            tracing::error!(error = &error as &dyn std::error::Error, "a request for a new password was lost");
        }
    });
    page(&web, &visit, typed.email.trim(), None, true)
}
