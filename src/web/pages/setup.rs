//! The employee's own page: choose a PIN by a setup link, or by the one-time code of a wallet card.

pub mod words;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use self::words::SetupWords;
use super::{
    error::{self, PageError},
    layout::html,
    number::{dial_string, for_people},
    typed_secret::{CodeForm, PinForm},
    worker_page,
};
use crate::{
    domain::language::Language,
    practice::Pass,
    service::{
        credentials::setup_links::{self, PhoneAccess, SetupError, SetupInvitation, SetupPage},
        pin_hash::HashError,
    },
    web::{
        Web,
        access::Audience,
        guard::{Form, Visit, language},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/setup", Audience::Everybody, ask_code)
        .post("/setup", Audience::Everybody, by_code)
        .get("/setup/{token}", Audience::Everybody, show)
        .post("/setup/{token}", Audience::Everybody, by_link)
}

#[derive(Template)]
#[template(path = "setup/choose.html")]
struct ChoosePage<'a> {
    words: &'static SetupWords,
    title: &'static str,
    csrf: &'a str,
    employer: &'a str,
    hint: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "setup/done.html")]
struct DonePage {
    words: &'static SetupWords,
    title: &'static str,
    /// Whether somebody has just tried to choose another PIN by a link that was used.
    used_before: bool,
    clock_id: String,
    /// For people, and for a telephone.
    number: Option<(String, String)>,
    dial_string: Option<String>,
    voice_check: bool,
    /// Where their own page is.
    worker_page: Option<String>,
    /// Whether a practice call can be made from here.
    practice: bool,
}

#[derive(Template)]
#[template(path = "setup/spent.html")]
struct SpentPage {
    words: &'static SetupWords,
    title: &'static str,
    languages: [&'static SetupWords; Language::ALL.len()],
}

#[derive(Template)]
#[template(path = "setup/code.html")]
struct CodePage<'a> {
    words: &'static SetupWords,
    title: &'static str,
    csrf: &'a str,
    problem: Option<String>,
    /// The languages that the page can be had in beside its own.
    others: Vec<Language>,
}

/// What came of the form that led here. Forms are answered by an address that can be opened again, so that neither
/// the way back nor a reload sends them twice; it says why a PIN was refused, and never which.
#[derive(Deserialize)]
struct OutcomeQuery {
    #[serde(default)]
    refused: String,
    used: Option<String>,
}

async fn open(web: &Web, token: &str) -> Result<SetupPage, SetupError> {
    let (store, token, now) = (web.store.clone(), token.to_owned(), web.store.clock().time_for_ends());
    web.store.read(move |tx| setup_links::open(tx, store.keys(), &token, now)).await
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Query(OutcomeQuery { refused, used }): Query<OutcomeQuery>,
) -> Result<Response, PageError> {
    Ok(match open(&web, &token).await.map_err(|problem| gone_or_failed(&problem))? {
        SetupPage::Choose(invitation) => choose(&visit, &invitation, &refused),
        SetupPage::Done(access) => done(&web, &visit, &access, used.is_some()),
    })
}

async fn by_link(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Form(form): Form<PinForm>,
) -> Result<Response, PageError> {
    chosen(&web, &visit, &token, form).await
}

async fn chosen(web: &Web, visit: &Visit, token: &str, form: PinForm) -> Result<Response, PageError> {
    let chosen = match form.pin {
        Ok(pin) => web.verifier.choose_pin(token, pin, &visit.visitor.address).await,
        // Whatever else is wrong with the link is told first.
        Err(refused) => match open(web, token).await {
            Ok(SetupPage::Choose(_)) => {
                return Ok(see(token, &format!("?refused={}", words::form_reason(refused))));
            }
            Ok(SetupPage::Done(_)) => Err(SetupError::Used),
            Err(problem) => Err(problem),
        },
    };
    match chosen {
        Ok(()) => Ok(see(token, "")),
        Err(SetupError::Used) => Ok(see(token, "?used=before")),
        Err(problem @ (SetupError::Weak(_) | SetupError::NotAPin(_))) => {
            Ok(see(token, &format!("?refused={}", words::reason(&problem))))
        }
        Err(SetupError::Hash(HashError::Full)) => match open(web, token).await {
            Ok(SetupPage::Choose(invitation)) => Ok(error::come_back_soon(choose(visit, &invitation, "busy"))),
            Ok(SetupPage::Done(_)) => Ok(see(token, "?used=before")),
            Err(problem) => Err(gone_or_failed(&problem)),
        },
        Err(problem @ (SetupError::Spent | SetupError::TooMany | SetupError::Store(_) | SetupError::Hash(_))) => {
            Err(gone_or_failed(&problem))
        }
    }
}

/// On to the page of a link, which tells what came of a form.
fn see(token: &str, outcome: &str) -> Response {
    // A token that was believed is in the alphabet of addresses.
    Redirect::to(&format!("/setup/{token}{outcome}")).into_response()
}

fn choose(visit: &Visit, invitation: &SetupInvitation, refused: &str) -> Response {
    let SetupInvitation { language, employer, pin_min_digits } = invitation;
    let words = SetupWords::of(*language);
    let hint = words.length(*pin_min_digits);
    let problem = words.told(refused, *pin_min_digits);
    html(&ChoosePage { words, title: &words.choose_title, csrf: &visit.csrf, employer, hint, problem })
}

fn done(web: &Web, visit: &Visit, access: &PhoneAccess, used_before: bool) -> Response {
    let PhoneAccess { language, clock_id, voice_check, worker_page } = access;
    let dial_in_number = &web.services.dial_in_number;
    if let Some(practice) = &web.practice {
        let pass = Pass { clock_id: clock_id.clone(), language: *language, anybody: false, wire: false };
        practice.admit(&visit.csrf, &visit.visitor.throttle_key(), pass);
    }
    let words = SetupWords::of(*language);
    html(&DonePage {
        words,
        title: &words.done_title,
        used_before,
        clock_id: clock_id.to_string(),
        number: dial_in_number.as_ref().map(|number| (for_people(number), number.as_str().to_owned())),
        dial_string: dial_in_number.as_ref().map(|number| dial_string(number, clock_id)),
        voice_check: *voice_check,
        worker_page: worker_page.as_deref().map(worker_page::address),
        practice: web.practice.is_some(),
    })
}

/// One page for links that are unknown, used, replaced or have run out: it tells what to do, and nothing else.
fn gone_or_failed(problem: &SetupError) -> PageError {
    match problem {
        SetupError::Store(_) | SetupError::Hash(_) => error::failed(problem),
        SetupError::Spent | SetupError::Used | SetupError::TooMany | SetupError::NotAPin(_) | SetupError::Weak(_) => {
            let words = SetupWords::of(Language::En);
            let page = SpentPage { words, title: &words.spent_title, languages: Language::ALL.map(SetupWords::of) };
            match page.render() {
                Ok(html) => (StatusCode::GONE, Html(html)).into_response().into(),
                Err(error) => error::failed(&error),
            }
        }
    }
}

#[derive(Deserialize)]
struct SetupQuery {
    language: Option<String>,
    #[serde(default)]
    refused: String,
}

async fn ask_code(visit: Visit, Query(preferred): Query<SetupQuery>, headers: HeaderMap) -> Response {
    let language =
        preferred.language.as_deref().and_then(Language::parse).unwrap_or_else(|| language::asked_for(&headers));
    let words = SetupWords::of(language);
    let problem = words.told(&preferred.refused, 0);
    html(&CodePage { words, title: &words.code_title, csrf: &visit.csrf, problem, others: language.others() })
}

async fn by_code(State(web): State<Web>, visit: Visit, Form(form): Form<CodeForm>) -> Result<Response, PageError> {
    let CodeForm { code, language, new_pin } = form;
    let ask_again =
        |refused: &str| Redirect::to(&format!("/setup?language={}&refused={refused}", language.code())).into_response();
    let Ok(code) = code else { return Ok(ask_again("not-a-code")) };
    match setup_links::open_code(&web.store, code, &visit.visitor.address).await {
        Ok(token) => match new_pin {
            Some(form) => chosen(&web, &visit, &token, form).await,
            None => Ok(see(&token, "")),
        },
        Err(problem @ (SetupError::Store(_) | SetupError::Hash(_))) => Err(error::failed(&problem)),
        Err(
            problem @ (SetupError::Spent
            | SetupError::Used
            | SetupError::TooMany
            | SetupError::NotAPin(_)
            | SetupError::Weak(_)),
        ) => Ok(ask_again(words::reason(&problem))),
    }
}
