//! The demo's front page: four ways to try the product, each one press away, and a way to start over. Nothing of it is
//! there outside of a demo.

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;

use super::{
    error::{self, PageError},
    layout::{Page, html},
};
use crate::{
    demo::{Demo, DemoError, Desk, WORKSPACE},
    phone::PhoneBook,
    service::access::AccountError,
    web::{
        Web,
        access::Audience,
        guard::{self, Form, Visit},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/demo", Audience::Everybody, show).post("/demo/sign-in", Audience::Everybody, sign_in).post(
        "/demo/reset",
        Audience::Everybody,
        reset,
    )
}

/// What a gateway on a real number cannot start without; docs/OPERATING.md has the rest.
const SETTINGS: [(&str, &str); 4] = [
    ("PHONECLOCK_PUBLIC_URL", "the https address at which Twilio reaches the gateway"),
    ("PHONECLOCK_DIAL_IN_NUMBER", "the number that workers call"),
    ("PHONECLOCK_TWILIO_ACCOUNT_SID", "from the Twilio console"),
    ("PHONECLOCK_TWILIO_AUTH_TOKEN", "from the Twilio console"),
];

#[derive(Template)]
#[template(path = "demo.html")]
struct DemoPage {
    page: Page,
    workspace: &'static str,
    book: PhoneBook,
    settings: [(&'static str, &'static str); 4],
    problem: Option<&'static str>,
}

impl DemoPage {
    fn new(web: &Web, visit: &Visit, problem: Option<&'static str>) -> Self {
        let book = web.phones.as_ref().map(|phones| phones.book().as_ref().clone()).unwrap_or_default();
        let page = Page::at(visit, "Try phoneclock");
        Self { page, workspace: WORKSPACE, book, settings: SETTINGS, problem }
    }
}

async fn show(State(web): State<Web>, visit: Visit) -> Response {
    if web.demo.is_none() {
        return error::not_found(&visit);
    }
    html(&DemoPage::new(&web, &visit, None))
}

#[derive(Deserialize)]
struct DeskForm {
    #[serde(default)]
    desk: String,
}

async fn sign_in(State(web): State<Web>, visit: Visit, Form(chosen): Form<DeskForm>) -> Result<Response, PageError> {
    let (Some(demo), Some(desk)) = (&web.demo, Desk::parse(&chosen.desk)) else { return Ok(error::not_found(&visit)) };
    let to = match desk {
        Desk::Owner => "/settings",
        Desk::Admin => "/time-tracking/phone-clocking",
        Desk::Payroll => "/exceptions",
    };
    match demo.sign_in(desk, visit.visitor.clone()).await {
        Ok(session) => Ok(guard::signed_in(&web, to, &session)),
        Err(DemoError::Account(AccountError::NoUser)) => Ok(error::not_found(&visit)),
        Err(error) => Err(error::failed(&error)),
    }
}

#[derive(Deserialize)]
struct ResetForm {
    #[serde(default)]
    sure: String,
}

async fn reset(State(web): State<Web>, visit: Visit, Form(typed): Form<ResetForm>) -> Result<Response, PageError> {
    let Some(demo) = web.demo.clone() else { return Ok(error::not_found(&visit)) };
    if typed.sure != "yes" {
        return Ok(html(&DemoPage::new(&web, &visit, Some("Check this box first."))));
    }
    // Goes on when the browser has gone: half a demo is none.
    match web.tracker.spawn(begin_anew(demo)).await? {
        Ok(()) => Ok(guard::go(&web, "/demo", "The demo has started over. Everybody was signed out.")),
        Err(DemoError::Busy) => Ok(guard::go(&web, "/demo", "The demo is already being reset.")),
        Err(error) => Err(error::failed(&error)),
    }
}

async fn begin_anew(demo: Demo) -> Result<(), DemoError> {
    demo.reset().await.map(drop)
}
