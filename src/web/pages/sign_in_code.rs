//! Between the password and the session: the code of the second factor, or setting one up where it has to be.

use askama::Template;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    account::second_factor::{CodesPage, SecretView},
    confirm::read_code,
    error::{self, PageError},
    form_errors::capital,
    kiosks::this_device::after_sign_in,
    layout::{Page, html},
    own_page::own_page,
};
use crate::{
    service::access::{
        AccountError, Finished,
        half_sign_in::{self, NextStep},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, Visit, shared_device::SCREEN},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/sign-in/code", Audience::Everybody, show).post("/sign-in/code", Audience::Everybody, take)
}

enum Step {
    Code,
    SetUp(SecretView),
    Over,
}

#[derive(Template)]
#[template(path = "second_factor/sign_in.html")]
struct CodePage<'a> {
    page: Page,
    step: Step,
    next: &'a str,
    problem: Option<String>,
}

#[derive(Deserialize)]
struct CodeQuery {
    #[serde(default)]
    next: String,
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Query(query): Query<CodeQuery>,
) -> Result<Response, PageError> {
    if visit.device.is_some() {
        return Ok(Redirect::to(SCREEN).into_response());
    }
    let step = find_step(&web, guard::half_way(&web, &headers)).await?;
    Ok(page(&visit, step, own_page(&query.next), None))
}

async fn find_step(web: &Web, token: Option<String>) -> Result<Step, PageError> {
    let Some(token) = token else { return Ok(Step::Over) };
    Ok(match half_sign_in::find_step(&web.store, &token).await? {
        Some(NextStep::Code) => Step::Code,
        Some(NextStep::SetUp(secret)) => Step::SetUp(secret.into()),
        None => Step::Over,
    })
}

fn page(visit: &Visit, step: Step, next: &str, problem: Option<String>) -> Response {
    let words = &visit.words().factor;
    let title = match step {
        Step::Code => &words.type_code,
        Step::SetUp(_) => &words.set_up,
        Step::Over => &words.sign_in_again,
    };
    html(&CodePage { page: Page::outside(visit, title), step, next, problem })
}

#[derive(Deserialize)]
struct CodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    recovery: String,
    #[serde(default)]
    next: String,
}

async fn take(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Form(typed): Form<CodeForm>,
) -> Result<Response, PageError> {
    if visit.device.is_some() {
        return Ok(Redirect::to(SCREEN).into_response());
    }
    let Some(token) = guard::half_way(&web, &headers) else { return Ok(over(&web, &visit)) };
    let (next, code) = (own_page(&typed.next), read_code(&typed.code, &typed.recovery));
    match web.sign_in.finish(&token, code, visit.visitor.clone()).await {
        Ok(Finished { session, codes }) => {
            let to = after_sign_in(&web, &headers, &session, next).await?;
            let mut response = if codes.is_empty() {
                Redirect::to(&to).into_response()
            } else {
                html(&CodesPage::new(Page::outside(&visit, &visit.words().factor.recovery_codes), &codes, &to))
            };
            guard::begin_session(&web, &mut response, &session);
            guard::forget_half_way(&web, &mut response);
            Ok(response)
        }
        Err(AccountError::HalfWayOver) => Ok(over(&web, &visit)),
        Err(problem @ AccountError::WrongCode) => match find_step(&web, Some(token)).await? {
            Step::Over => Ok(over(&web, &visit)),
            step @ Step::SetUp(_) => Ok(page(&visit, step, next, Some(visit.words().account.wrong_first_code.clone()))),
            step @ Step::Code => {
                Ok(page(&visit, step, next, Some(format!("{}.", capital(&visit.words().account.refusal(&problem))))))
            }
        },
        Err(error) => Err(error::failed(&error)),
    }
}

/// The way back to the password.
fn over(web: &Web, visit: &Visit) -> Response {
    let mut response = page(visit, Step::Over, "/", None);
    guard::forget_half_way(web, &mut response);
    response
}
